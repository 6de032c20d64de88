package event

import (
	"strings"
	"unicode"
)

// A phrase is words for a title with the faults they bring.
type phrase struct {
	words    []string
	faults   int
	singular bool // of a plural subject, only the first, singular part
}

// subjects returns the ways to name the subject of g: as it stands, without
// what follows its noun, by the name that a pronoun stands for.
func (t *titler) subjects(m Mention, g group) []phrase {
	i, j := g.subFirst, g.subLast
	if i >= j || j-i == 1 && t.tokens[i].is(posSubjectPron|posPron) {
		return t.antecedent(m, g)
	}
	i = t.coordinateLeft(g, i)
	if !t.cleanSubject(g, i, j) {
		if name := t.openingName(g); name != nil {
			return []phrase{{words: name, faults: faultSubject}}
		}
		return nil
	}
	faults := 0
	if g.relative || g.kind == reduced {
		faults += faultSubject
	}
	var out []phrase
	if first := t.skipArticle(i, j); t.at(first, usePossessive) && m.Speaker.Person && m.Speaker.Named && !m.Speaker.Unsure {
		out = append(out, phrase{words: append(strings.Fields(m.Speaker.Name+"’s"), t.words(first+1, j)...), faults: faults + faultSubject})
	}
	faults += t.weakness(i, j)
	out = append(out, phrase{words: t.words(t.skipArticle(i, j), j), faults: faults})
	if j < g.first && t.tokens[j].kind == aWord && t.inVerb(j) { // "A report released by the board found"
		out = append(out, phrase{words: t.words(t.skipArticle(i, j), g.first), faults: faults})
	}
	for end := j - 1; end > i && t.onePhrase(i, j); end-- {
		if tok := t.tokens[end]; tok.is(posPrep) && t.wordAt(end) != "of" && t.wordAt(end+1) != "least" || tok.kind == aComma && !t.enumerates(end) {
			out = append(out, phrase{words: t.words(t.skipArticle(i, end), end), faults: faults + faultPhrase})
		}
	}
	if end := t.firstConjunct(g, i, j); end > 0 {
		out = append(out, phrase{words: t.words(t.skipArticle(i, end), end), faults: faults + faultSubject, singular: true})
	}
	if m.Actor.Person && m.Actor.Named && !m.Actor.Pronoun && !g.passive && strings.Contains(t.text(i, j), m.Actor.Name) && len(out) > 0 {
		out = append(out, phrase{words: strings.Fields(m.Actor.Name), faults: faultPhrase})
	}
	if name := t.apposed(i, j); name != nil {
		out = append(out, phrase{words: name})
	}
	if name := t.known(m, g, i, j); name != nil {
		out = append(out, phrase{words: name})
	}
	return out
}

// onePhrase reports whether no second noun phrase begins inside [i, j) without
// a preposition or conjunction: then a verb between them was not seen.
func (t *titler) onePhrase(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if p := t.tokens[k-1]; t.at(k, useArticle) && p.kind == aWord && !p.closed() && !t.inVerb(k-1) && !t.drop[k-1] {
			return false
		}
	}
	return true
}

// openingName returns the name that opens the sentence before a comma, when no
// finite verb but those of relative clauses comes between it and g.
func (t *titler) openingName(g group) []string {
	if g.relative || g.kind != finite || len(t.tokens) == 0 || !t.tokens[0].nameLike() || t.tokens[0].closed() || g.first == 0 || t.tokens[g.first-1].kind != aComma {
		return nil
	}
	k := 0
	for k < g.first && t.tokens[k].nameLike() && !t.drop[k] {
		k++
	}
	if k < 2 || t.tokens[k].kind != aComma {
		return nil
	}
	for _, o := range t.groups {
		if o.kind == finite && o.first < g.first && !o.relative {
			return nil
		}
	}
	return t.words(0, k)
}

// firstConjunct returns the end of the first part of a subject of two, when
// that part is singular and the verb shows its number: "the account of X and
// the accounts of Y were".
func (t *titler) firstConjunct(g group, i, j int) int {
	if !t.pluralVerb(g) {
		return 0
	}
	for k := i + 1; k+2 < j; k++ {
		if t.wordAt(k) != "and" {
			continue
		}
		if head := t.phraseAfter(i, k); !t.tokens[k+1].is(posDet) || !t.tokens[i].is(posDet) || pluralish(t.wordText(t.headOf(i, head)-1)) {
			return 0
		}
		return k
	}
	return 0
}

// headOf returns the token after the head noun of the phrase [i, j): before
// its "of".
func (t *titler) headOf(i, j int) int {
	for k := i; k < j; k++ {
		if t.wordAt(k) == "of" {
			return k
		}
	}
	return j
}

// coordinateLeft moves the start of a subject to the left over "and" and what
// it joins, when the verb is plural: "websites and Internet access were".
func (t *titler) coordinateLeft(g group, i int) int {
	if i < 2 || t.wordAt(i-1) != "and" || g.kind != finite || !t.pluralVerb(g) || t.tokens[i-2].kind != aWord || t.inVerb(i-2) {
		return i
	}
	k := i - 1
	for k > 0 && t.tokens[k-1].kind == aWord && !t.inVerb(k-1) && !t.drop[k-1] && (!t.tokens[k-1].closed() || t.tokens[k-1].is(posDet) || t.wordAt(k-1) == "of" || t.tokens[k-1].nameLike() && k > 1) {
		k--
	}
	return k
}

func (t *titler) pluralVerb(g group) bool {
	return t.lex.title.singular[t.wordAt(g.first)] != ""
}

// apposed returns the name that the subject [i, j) between commas stands
// beside: "James Clapper, the director of national intelligence, had".
func (t *titler) apposed(i, j int) []string {
	for i > 0 && t.tokens[i-1].is(posDet) {
		i--
	}
	if i < 2 || t.tokens[i-1].kind != aComma || j >= len(t.tokens) || t.tokens[j].kind != aComma {
		return nil
	}
	k := i - 1
	for k > 0 && t.tokens[k-1].nameLike() && !t.drop[k-1] && !t.tokens[k-1].closed() {
		k--
	}
	if i-1-k < 2 || !t.clauseBegins(k) {
		return nil
	}
	return t.words(k, i-1)
}

// known returns the name of "the ministry", when one was given before.
func (t *titler) known(m Mention, g group, i, j int) []string {
	a := m.Actor
	if g.passive {
		a = m.Object
	}
	if j-i > 2 || !t.tokens[j-1].is(posOrg|posRole) || !a.Pronoun || !strings.ContainsFunc(a.Name, unicode.IsUpper) {
		return nil
	}
	return t.named(a.Name, 6)
}

// antecedent names who a pronoun, or no word at all, stands for as subject.
func (t *titler) antecedent(m Mention, g group) []phrase {
	a := m.Actor
	if g.passive {
		a = m.Object
	}
	if a.Name == "" || a.Unsure || !strings.ContainsFunc(a.Name, unicode.IsUpper) || g.inQuote && (!m.FirstPerson || g.tense != past) {
		return nil
	}
	if words := t.named(a.Name, 6); words != nil {
		return []phrase{{words: words, faults: faultSubject}}
	}
	return nil
}

// named returns the words of a name without its article, nil when there are
// more than n.
func (t *titler) named(name string, n int) []string {
	words := strings.Fields(name)
	for len(words) > 1 && t.lex.title.can(strings.ToLower(words[0]), useArticle) {
		words = words[1:]
	}
	if len(words) > n {
		return nil
	}
	return words
}

func (t *titler) skipArticle(i, j int) int {
	for i+1 < j && t.at(i, useArticle|useCourtesy) {
		i++
	}
	return i
}

// cleanSubject reports whether tokens [i, j) are one noun phrase that begins
// where a clause can begin, and nothing but its verb comes after it.
func (t *titler) cleanSubject(g group, i, j int) bool {
	if !g.relative && g.kind == finite && !t.clauseBegins(i) {
		return false
	}
	for k := i; k < j; k++ {
		tok := t.tokens[k]
		if k > i && t.wordAt(k) == "that" {
			return false
		}
		if tok.is(posSubjectPron) && !tok.is(posDet) || tok.is(posRel) && !tok.is(posDet) || tok.kind == aStop || tok.is(posModal) && !tok.capital() || t.inFinite(k) {
			return false
		}
	}
	first := t.tokens[i]
	switch {
	case first.kind == aNumber:
	case first.kind == aQuote:
	case first.kind != aWord, t.adverb(i) && !first.nameLike(), t.lex.title.can(strings.ToLower(t.wordText(i)), useNotSubject), first.is(posSub) && !t.approximates(i), first.is(posCoord), first.is(posRel) && t.wordAt(i) != "that":
		return false
	case first.is(posPrep) && !t.approximates(i):
		return false
	case j-i == 1 && first.is(posVerb) && !first.is(posNoun|posGerund) && (!first.capital() || i == 0):
		return false
	case j-i > 1 && !first.is(posDet|posPrep) && !t.counts(i) && !t.at(i, useQuantifier) && t.tokens[i+1].is(posDet) && !t.tokens[i+1].is(posNeg):
		return false
	}
	last := t.tokens[j-1]
	if last.closed() && !last.capital() && last.kind == aWord {
		return false
	}
	return t.onlyBetween(g, j)
}

// approximates reports whether the preposition at i belongs to a number:
// "about 200 people", "more than".
func (t *titler) approximates(i int) bool {
	if !t.at(i, useApproximator) {
		return false
	}
	for k := i + 1; k < len(t.tokens) && k < i+4; k++ {
		tok := t.tokens[k]
		if tok.kind == aNumber || t.counts(k) {
			return true
		}
		if !t.at(k, useApproximation) {
			return false
		}
	}
	return false
}

// clauseBegins reports whether a clause can begin at token i.
func (t *titler) clauseBegins(i int) bool {
	for i > 0 && (t.tokens[i-1].is(posDet) && !t.tokens[i-1].is(posSub) && t.wordAt(i-1) != "that" || t.adverb(i-1) || t.drop[i-1]) {
		i--
	}
	if i == 0 {
		return true
	}
	p := t.tokens[i-1]
	return p.kind != aWord && p.kind != aNumber || p.isTimex() || p.is(posSub|posRel|posCoord) || p.is(posReporting) && t.inVerb(i-1) || t.wordAt(i-1) == "that"
}

// onlyBetween reports whether only adverbs, times, an apposition or a clause
// between commas stands between the subject that ends at j and its verb.
func (t *titler) onlyBetween(g group, j int) bool {
	if j > g.first {
		return true // inverted
	}
	for _, o := range t.groups {
		if o.kind == finite && o.first < g.first && o.subFirst == g.subFirst && o.subLast == g.subLast {
			g = o // the subject that it shares
			break
		}
	}
	if j < g.first && t.tokens[j].kind == aComma {
		return t.tokens[g.first-1].kind == aComma || t.adverb(g.first-1)
	}
	if j < g.first && t.inVerb(j) && !t.inFinite(j) { // a participle of the subject
		return !t.breakBetween(j, g.first)
	}
	for k := j; k < g.first; k++ {
		tok := t.tokens[k]
		if tok.is(posPrep) && k+1 < g.first && t.tokens[k+1].isTimex() || tok.isTimex() {
			continue
		}
		if t.drop[k] || t.adverb(k) || tok.is(posNeg) || tok.kind == aQuote || tok.is(posRel) || g.relative || g.kind == reduced || tok.kind == aComma {
			if tok.is(posRel) {
				return true
			}
			continue
		}
		return false
	}
	return true
}
