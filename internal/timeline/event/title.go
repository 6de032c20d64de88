package event

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"buildsite/internal/article"
	"buildsite/internal/timeline/timex"
)

// MaxTitleWords is the greatest number of words in a title.
const MaxTitleWords = 12

// Title builds a title of at most MaxTitleWords words from the words of the
// mention: its subject, verb and what follows, without reporting clause,
// pronoun at the head, or a phrase cut off. It is "" when the mention gives
// none. tags are those that Detect got.
func Title(a *article.Article, tags []timex.Timex, m Mention) string {
	lex := For(a.Language)
	if lex == nil {
		return ""
	}
	t := titler{reader: reader{lex: lex, a: a, tags: tags, block: -1}}
	t.tokenise(a.Sentences[m.Sentence])
	t.parse()
	if m.Nominal {
		return t.nominal(m)
	}
	for k, g := range t.groups {
		if trig := article.Span(m.Trigger); t.span(g.first, g.last+1).Overlaps(trig) || g.clause < g.end && t.span(g.clause, g.end).Contains(trig) && k == t.groupHolding(trig) {
			return t.verbal(m, g)
		}
	}
	return ""
}

type titler struct{ reader }

func (t *titler) span(i, j int) article.Span {
	return article.Span{Start: int(t.tokens[i].start), End: int(t.tokens[j-1].end)}
}

func (t *titler) groupHolding(s article.Span) int {
	for k, g := range t.groups {
		if g.clause < g.end && t.span(g.clause, g.end).Contains(s) {
			return k
		}
	}
	return -1
}

func (t *titler) verbal(m Mention, g group) string {
	subject := t.subjectWords(m, g)
	if len(subject) == 0 {
		return ""
	}
	verb := t.verbWords(g)
	rest := t.restWords(g, MaxTitleWords-len(subject)-len(verb))
	return sentenceCase(slices.Concat(subject, verb, rest))
}

// subjectWords names the subject, a pronoun replaced by who it stands for.
func (t *titler) subjectWords(m Mention, g group) []string {
	i, j := g.subFirst, g.subLast
	actor := m.Actor
	if g.passive {
		actor = m.Object
	}
	if i >= j || i+1 == j && t.tokens[i].is(posSubjectPron|posPron) {
		if actor.Name == "" {
			return nil
		}
		return limit(strings.Fields(actor.Name), 6)
	}
	for i < j && t.tokens[i].is(posDet) && !t.tokens[i].is(posNeg) && len(t.wordText(i)) < 5 {
		i++
	}
	words := t.plain(i, j, 7)
	if len(words) == 0 && actor.Name != "" {
		return limit(strings.Fields(actor.Name), 6)
	}
	return words
}

func limit(words []string, n int) []string {
	if len(words) > n {
		return words[:n]
	}
	return words
}

func (t *titler) verbWords(g group) []string {
	var out []string
	for i := g.first; i <= g.last; i++ {
		if t.tokens[i].isTimex() {
			continue
		}
		if t.adverb(i) && !t.tokens[i].is(posNeg) {
			continue
		}
		out = append(out, t.wordText(i))
	}
	return out
}

// restWords takes what follows the verb, phrase by phrase, while room is left.
func (t *titler) restWords(g group, room int) []string {
	var out []string
	end := t.clauseEnd(g)
	for i := g.last + 1; i < end; {
		j := t.phraseAfter(i, end)
		words := t.plain(i, j, 99)
		if len(out)+len(words) > room {
			break
		}
		out = append(out, words...)
		i = j
	}
	return trimTail(out)
}

// clauseEnd is where the words that may follow the verb end: a comma, a mark, a
// word that opens another clause.
func (t *titler) clauseEnd(g group) int {
	for i := g.last + 1; i < len(t.tokens); i++ {
		tok := t.tokens[i]
		if tok.kind == aStop || tok.kind == aDash || tok.kind == aComma && !t.listComma(i) || tok.is(posRel) && !tok.is(posDet) || tok.kind == aParen {
			return i
		}
		if tok.is(posSub) && !tok.is(posPrep) {
			return i
		}
		if (t.wordAt(i) == "and" || t.wordAt(i) == "but" || t.wordAt(i) == "while") && t.verbSoon(i+1) {
			return i
		}
	}
	return len(t.tokens)
}

func (t *titler) listComma(i int) bool {
	return i+1 < len(t.tokens) && t.tokens[i-1].nameLike() && t.tokens[i+1].nameLike()
}

func (t *titler) verbSoon(i int) bool {
	for _, g := range t.groups {
		if g.kind == finite && g.first >= i && g.first < i+8 {
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
		if tok.is(posPrep) && t.wordAt(k) != "of" && !t.tokens[k-1].is(posPrep) {
			return k
		}
		for _, g := range t.groups {
			if g.first == k && k > i+1 && g.kind != infinitive {
				return k
			}
		}
		if t.wordAt(k) == "to" {
			return k
		}
	}
	return end
}

// plain returns the words of tokens [i, j) without expressions of time and
// marks, at most n.
func (t *titler) plain(i, j, n int) []string {
	var out []string
	for k := i; k < j && len(out) < n; k++ {
		tok := t.tokens[k]
		switch {
		case tok.isTimex():
			out = trimTail(out)
		case tok.kind == aWord || tok.kind == aNumber:
			w := t.wordText(k)
			if tok.owner() {
				w += "’s"
			}
			if k > 0 && (t.a.Text[tok.start-1] == '$' || t.a.Text[tok.start-1] == '#') {
				w = string(t.a.Text[tok.start-1]) + w
			} else if k > 0 && tok.start > 3 && strings.HasSuffix(t.a.Text[:tok.start], "€") {
				w = "€" + w
			}
			out = append(out, w)
		case tok.kind == anOther && t.a.Text[tok.start] == '%' && len(out) > 0:
			out[len(out)-1] += "%"
		}
	}
	return out
}

// trimTail drops words that cannot end a title.
func trimTail(words []string) []string {
	for len(words) > 0 {
		switch strings.ToLower(words[len(words)-1]) {
		case "of", "in", "on", "at", "by", "for", "from", "with", "to", "and", "or", "the", "a", "an", "as", "after", "before", "that", "over", "its", "his", "her", "their", "this", "those", "into", "about", "during", "since", "between", "against", "under", "late", "early", "around", "until", "then", "but", "has", "have", "was", "were", "is", "are", "who", "which":
			words = words[:len(words)-1]
		default:
			return words
		}
	}
	return words
}

func (t *titler) nominal(m Mention) string {
	for i := range t.tokens {
		if int(t.tokens[i].start) != m.Trigger.Start {
			continue
		}
		first := i
		for first > 0 && t.tokens[first-1].kind == aWord && !t.tokens[first-1].closed() && !t.tokens[first-1].isTimex() && !t.inVerb(first-1) && i-first < 5 {
			first--
		}
		end := i + 1
		for end < len(t.tokens) && int(t.tokens[end].start) < m.Trigger.End {
			end++
		}
		stop := t.clauseEnd(group{last: end - 1})
		words := t.plain(first, end, 8)
		for k := end; k < stop; {
			j := t.phraseAfter(k, stop)
			if t.inVerb(k) {
				break
			}
			more := t.plain(k, j, 99)
			if len(words)+len(more) > MaxTitleWords {
				break
			}
			words = append(words, more...)
			k = j
		}
		return sentenceCase(trimTail(words))
	}
	return ""
}

func (t *titler) inVerb(i int) bool {
	for _, g := range t.groups {
		if g.first <= i && i <= g.last {
			return true
		}
	}
	return false
}

func sentenceCase(words []string) string {
	words = limit(trimTail(words), MaxTitleWords)
	s := strings.Join(words, " ")
	c, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(c)) + s[n:]
}
