package event

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clauseEnd is where the words that may follow the verb end: a comma, a mark,
// a word that opens another clause.
func (t *titler) clauseEnd(g group) int {
	reporting := t.tokens[g.main].is(posReporting)
	for i := max(g.last, t.afterInverted(g)-1) + 1; i < len(t.tokens); i++ {
		tok := t.tokens[i]
		if t.drop[i] {
			continue
		}
		switch {
		case (tok.kind == aStop || tok.kind == aComma) && tok.isTimex():
		case t.glued(i) || g.subordinate && t.startsClause(g, i):
			return i
		case g.kind == reduced && t.wordAt(i) == "that":
			return i
		case tok.kind == aStop, tok.kind == aDash, tok.kind == anOther && t.a.Text[tok.start] == '|':
			return i
		case tok.kind == aComma:
			if t.enumerates(i) || t.betweenAdjectives(i) {
				continue
			}
			if j := t.placeInsert(i); j > 0 {
				for ; i < j; i++ {
					t.drop[i] = true
				}
				i = j - 1
				continue
			}
			return i
		case tok.kind == aQuote && tok.has(opening) && i > g.last+1 && !t.shortQuote(i):
			return i
		case t.at(i, useContentOpener) && t.afterDropped(g.last+1, i) == i:
		case tok.is(posRel) && !tok.is(posDet) && (t.wordAt(i) != "who" || !t.verbSoon(i+1)):
			return i
		case tok.is(posSub) && !tok.is(posPrep) && (i > g.last+1 || !reporting):
			return i
		case tok.is(posSub) && i > g.last+1 && t.verbSoon(i+1):
			return i
		case (t.wordAt(i) == "and" || t.wordAt(i) == "but" || t.wordAt(i) == "or") && t.verbSoon(i+1):
			return i
		}
	}
	return len(t.tokens)
}

// glued reports whether a sentence begins at token i without a mark before it,
// as in text saved without its line breaks: "since his death The headboard".
func (t *titler) glued(i int) bool {
	if i == 0 || i+1 >= len(t.tokens) {
		return false
	}
	tok, p, n := t.tokens[i], t.tokens[i-1], t.tokens[i+1]
	if !tok.capital() || tok.has(allCaps) || p.kind != aWord && p.kind != aNumber && (p.kind != aQuote || p.has(opening)) || p.is(posPrep|posDet) || p.nameLike() && !p.isTimex() {
		return false
	}
	if n.kind == aComma {
		return t.at(i, useLeaning)
	}
	if t.counts(i) || t.lex.title.can(strings.ToLower(t.wordText(i)), useCount) {
		return n.kind == aWord && !n.capital() && !t.titleCase()
	}
	return tok.is(posDet|posSubjectPron|posSub) && n.kind == aWord && !n.capital()
}

// startsClause reports whether another clause begins with its subject at token
// i, after the clause of g that "when" has opened: "when he returned she was".
func (t *titler) startsClause(g group, i int) bool {
	return slices.ContainsFunc(t.groups, func(o group) bool {
		return o.kind == finite && o.subFirst == i && o.subLast > i && o.subLast <= o.first && o.subFirst > g.last && (t.tokens[i].nameLike() || t.tokens[i].is(posSubjectPron)) && !t.tokens[g.main].is(posReporting)
	})
}

func (t *titler) gluedBetween(i, j int) bool {
	for ; i < j; i++ {
		if t.glued(i) {
			return true
		}
	}
	return false
}

// enumerates reports whether the comma at i stands in a list of at least three
// noun phrases, the last after "and", or between two names of places.
func (t *titler) enumerates(i int) bool {
	if t.listComma(i) {
		return true
	}
	for k := i + 1; k < len(t.tokens) && k < i+9; k++ {
		tok := t.tokens[k]
		if t.wordAt(k) == "and" || t.wordAt(k) == "or" {
			return k > i+1 && !t.verbSoon(k+1)
		}
		if tok.kind != aWord && tok.kind != aComma && tok.kind != aNumber || t.inVerb(k) || tok.is(posSub|posRel|posPrep|posSubjectPron) || t.drop[k] {
			return false
		}
	}
	return false
}

// betweenAdjectives reports whether the comma at i parts two adjectives before
// one noun: "an otherwise sleepy, uneventful ride".
func (t *titler) betweenAdjectives(i int) bool {
	if i < 2 || i+2 >= len(t.tokens) || t.tokens[i-1].is(posNoun) || t.tokens[i-1].capital() || t.tokens[i-1].kind != aWord {
		return false
	}
	for k := i + 1; k <= i+2; k++ {
		if !t.nounLike(k) || t.tokens[k].capital() || t.inVerb(k) {
			return false
		}
	}
	return t.tokens[i-2].is(posDet) || t.adverb(i-2) || i > 2 && t.tokens[i-3].is(posDet)
}

// placeInsert returns the token after a state or country between commas inside
// a noun phrase, or 0: "a Buffalo, N.Y., doctor".
func (t *titler) placeInsert(i int) int {
	if i == 0 || !t.tokens[i-1].nameLike() {
		return 0
	}
	for k := i + 1; k < len(t.tokens) && k < i+4; k++ {
		if t.tokens[k].kind == aComma {
			if k > i+1 && t.nounLike(k+1) && !t.inVerb(k+1) && !t.tokens[k+1].capital() {
				return k + 1
			}
			return 0
		}
		if !t.tokens[k].nameLike() && t.tokens[k].kind != aStop {
			return 0
		}
	}
	return 0
}

// verbSoon reports whether a finite verb comes within eight tokens, before any
// mark.
func (t *titler) verbSoon(i int) bool {
	for k := i; k < len(t.tokens) && k < i+8; k++ {
		if tok := t.tokens[k]; tok.kind == aComma || tok.boundary() && tok.kind != aQuote || tok.is(posSub) && !tok.is(posPrep) || tok.is(posRel) && !tok.is(posDet) || k > i && t.wordAt(k) == "before" {
			return false
		}
		if t.inFinite(k) {
			return true
		}
	}
	return false
}

// phraseAfter returns the end of the phrase that starts at i: the next
// preposition or end.
func (t *titler) phraseAfter(i, end int) int {
	for k := i + 1; k < end; k++ {
		tok := t.tokens[k]
		if tok.is(posPrep) && t.wordAt(k) != "of" && t.wordAt(k) != "per" && (!t.tokens[k-1].is(posPrep) || t.at(k-1, useParticle)) && t.wordAt(k+1) != "least" && t.wordAt(k+1) != "most" && t.wordAt(k) != "than" || t.drop[k] && !t.drop[k-1] {
			return k
		}
		for _, g := range t.groups {
			if g.first == k && k > i+1 && (g.kind == finite || g.kind != infinitive && !t.tokens[k-1].is(posCoord|posDet|posPrep)) {
				return k
			}
		}
		if tok.is(posCoord) && t.startsGroup(k+1) {
			return k
		}
		if w := t.wordAt(k); w == "to" || w == "that" || w == "who" {
			return k
		}
	}
	return end
}

// words returns the words of tokens [i, j) that stay, with the commas of lists.
func (t *titler) words(i, j int) []string {
	out := make([]string, 0, max(0, j-i))
	for k := i; k < j; k++ {
		tok := t.tokens[k]
		if t.drop[k] {
			continue
		}
		switch {
		case tok.kind == aWord || tok.kind == aNumber:
			out = t.addWord(out, k, i)
		case tok.kind == aStop && len(out) > 0 && (tok.isTimex() && t.a.Text[tok.start] == '.' && tok.end-tok.start == 1 || k+1 < j && t.a.Text[tok.start] == ':'):
			out[len(out)-1] += t.a.Text[tok.start:tok.end]
		case tok.kind == aComma && len(out) > 0 && k+1 < j && !t.drop[k+1]:
			out[len(out)-1] += ","
		case tok.kind == anOther && len(out) > 0 && (t.a.Text[tok.start] == '%' || t.a.Text[tok.start] == '.' && tok.isTimex()):
			out[len(out)-1] += t.a.Text[tok.start:tok.end]
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

func (t *titler) addWord(out []string, k, first int) []string {
	tok := t.tokens[k]
	w := t.wordText(k)
	if tok.owner() {
		w += "’s"
	} else if int(tok.end) < len(t.a.Text) && strings.HasSuffix(w, "s") && t.plainApostrophe(int(tok.end)) {
		w += "’"
	}
	if tok.is(posTitle) && tok.capital() && len(w) <= 4 && int(tok.end) < len(t.a.Text) && t.a.Text[tok.end] == '.' {
		w += "."
	}
	if before := t.a.Text[:tok.start]; tok.start > 0 {
		for _, mark := range [...]string{"$", "#", "€", "£", "¥"} {
			if strings.HasSuffix(before, mark) {
				w = mark + w
			}
		}
	}
	if c := w[0]; (c == '\'' || strings.HasPrefix(w, "’")) && len(out) > 0 {
		out[len(out)-1] += w
		return out
	}
	if k > first && tok.capital() && tok.closed() && !tok.has(allCaps) && t.opensSentence(k) && len(out) > 0 && !(k+1 < len(t.tokens) && t.tokens[k+1].nameLike()) {
		w = strings.ToLower(w)
	}
	return append(out, w)
}

// plainApostrophe reports whether an apostrophe of the genitive stands at i:
// "Sony Pictures' network".
func (t *titler) plainApostrophe(i int) bool {
	s := t.a.Text[i:]
	return (strings.HasPrefix(s, "' ") || strings.HasPrefix(s, "’ ")) && len(s) > 4 && s[2] != '\''
}

// joinContractions joins contracted verbs to the word before: "you 're".
func joinContractions(words []string) []string {
	contracted := func(w string) bool { return w[0] == '\'' || strings.HasPrefix(w, "’") }
	if !slices.ContainsFunc(words, contracted) {
		return words
	}
	out := make([]string, 0, len(words))
	for _, w := range words {
		if len(out) > 0 && contracted(w) {
			out[len(out)-1] += w
			continue
		}
		out = append(out, w)
	}
	return out
}

func sentenceCase(words []string) string {
	s := strings.Join(words, " ")
	c, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(c)) + s[n:]
}
