package event

import (
	"slices"
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
	if name := t.apposedPair(i, j); name != nil && !t.pluralVerb(g) {
		return []phrase{{words: name}}
	}
	switch {
	case !g.relative || g.clause == 0:
	case t.wordAt(g.clause-1) == "which":
		i = t.relativeHead(i)
	case t.wordAt(g.clause-1) == "who":
		i = t.nameAfterOf(i, j)
	}
	i = t.coordinateLeft(g, t.afterClock(i, j), j)
	if !t.cleanSubject(g, i, j) {
		if name := t.openingName(g, false); name != nil {
			return []phrase{{words: name, faults: faultSubject}}
		}
		return nil
	}
	if name := t.openingName(g, true); name != nil && t.pluralVerb(g) && t.wordAt(i-1) == "and" && !t.agrees(g, i, j) {
		return []phrase{{words: slices.Concat(name, []string{"and"}, t.words(i, j)), faults: faultSubject}}
	}
	if i = t.widened(g, i, j); !t.agrees(g, i, j) || t.afterWhat(g) {
		return nil
	}
	if t.onlyNumber(i, j) {
		return t.coordinateClause(g, i, j)
	}
	return t.worded(m, g, i, j)
}

// worded returns the ways to word the subject [i, j).
func (t *titler) worded(m Mention, g group, i, j int) []phrase {
	faults := 0
	if g.relative || g.kind == reduced {
		faults += faultSubject
	}
	var out []phrase
	if t.at(i, usePossessive) {
		if m.Speaker.Person && m.Speaker.Named && !m.Speaker.Unsure && !m.InQuote && !g.inQuote && strings.Contains(t.a.Slice(t.a.Sentences[m.Sentence].Span), lastWord(" "+m.Speaker.Name)) {
			out = append(out, phrase{words: append(strings.Fields(m.Speaker.Name+"’s"), t.words(i+1, j)...), faults: faults + faultSubject})
		}
		faults += faultPhrase
	}
	faults += t.weakness(t.skipArticle(i, j), j)
	out = append(out, phrase{words: t.words(t.skipArticle(i, j), j), faults: faults})
	if j < g.first && t.tokens[j].kind == aWord && t.inVerb(j) { // "A report released by the board found"
		out = append(out, phrase{words: t.words(t.skipArticle(i, j), g.first), faults: faults})
	}
	out = append(out, t.shortened(g, i, j, faults)...)
	return append(out, t.renamed(m, g, i, j, len(out) > 0)...)
}

// relativeHead returns where the noun phrase before a relative clause begins
// that may be about any noun of it: "the attack on the bank, which".
func (t *titler) relativeHead(i int) int {
	for i > 1 && t.tokens[i-1].is(posPrep) && t.tokens[i-1].kind == aWord {
		k := i - 1
		for k > 0 && t.tokens[k-1].kind == aWord && !t.inVerb(k-1) && (!t.tokens[k-1].closed() || t.tokens[k-1].is(posDet)) {
			k--
			if t.tokens[k].is(posDet) {
				break
			}
		}
		if k == i-1 {
			return i
		}
		i = k
	}
	return i
}

// nameAfterOf returns where the name begins that ends the phrase [i, j) after
// "of", which a clause with "who" is about: "the case of Elian, who".
func (t *titler) nameAfterOf(i, j int) int {
	for k := j - 1; k > i && t.tokens[k].nameLike(); k-- {
		if t.wordAt(k-1) == "of" {
			return k
		}
	}
	return i
}

// afterClock skips the time of day that opens an entry of a chronology: "10.25
// The ambassador left".
func (t *titler) afterClock(i, j int) int {
	if i == 0 && j > 1 && t.clock() {
		return 1
	}
	return i
}

func (t *titler) clock() bool {
	return len(t.tokens) > 1 && t.tokens[0].kind == aNumber && t.tokens[1].capital() && strings.ContainsAny(t.text(0, 1), ".:")
}

// afterWhat reports whether "what" is the subject of g: "in what has become".
func (t *titler) afterWhat(g group) bool {
	i := g.first - 1
	for i > 0 && t.adverb(i) {
		i--
	}
	return t.wordAt(i) == "what"
}

// shortened returns the subject [i, j) without the phrases after its noun, and
// without all but the first of the nouns that "and" joins.
func (t *titler) shortened(g group, i, j, faults int) []phrase {
	var out []phrase
	for end := j - 1; end > i && g.kind != reduced && t.onePhrase(i, j); end-- {
		if tok := t.tokens[end]; tok.is(posPrep) && t.wordAt(end) != "of" && t.wordAt(end+1) != "least" || tok.kind == aComma && !t.enumerates(end) {
			short := phrase{words: t.words(t.skipArticle(i, end), end), faults: faults + faultPhrase}
			if t.coordinates(i, j) && !t.coordinates(i, end) && t.pluralVerb(g) {
				head := t.nounOf(i, end)
				short.singular = !t.tokens[head].capital() && !pluralish(t.wordAt(head))
			}
			out = append(out, short)
		}
	}
	if end := t.firstConjunct(g, i, j); end > 0 {
		out = append(out, phrase{words: t.words(t.skipArticle(i, end), end), faults: faults + faultSubject, singular: true})
	}
	return out
}

// renamed returns the names for the subject [i, j): of the person in it, of
// whom it stands beside, of what "the ministry" stands for.
func (t *titler) renamed(m Mention, g group, i, j int, plain bool) []phrase {
	var out []phrase
	if m.Actor.Person && m.Actor.Named && !m.Actor.Pronoun && !g.passive && !t.coordinates(i, j) && strings.Contains(t.text(i, j), m.Actor.Name) && plain && !strings.Contains(t.text(i, j), m.Actor.Name+"’s") && !strings.Contains(t.text(i, j), m.Actor.Name+"'s") {
		out = append(out, phrase{words: t.nameOf(m.Actor, 6), faults: faultPhrase})
	}
	if name := t.apposed(i, j); name != nil && !t.pluralVerb(g) {
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

// coordinates reports whether "and" joins two noun phrases in [i, j).
func (t *titler) coordinates(i, j int) bool {
	for k := i; k < j; k++ {
		if t.tokens[k].is(posCoord) {
			return true
		}
	}
	return false
}

// openingName returns the name that opens the sentence before a comma, when no
// finite verb but those of relative clauses comes between it and g; of several
// who do what g says only when asked for.
func (t *titler) openingName(g group, several bool) []string {
	if g.relative || g.kind != finite || t.pluralVerb(g) != several || len(t.tokens) == 0 || !t.tokens[0].nameLike() || t.tokens[0].closed() || g.first == 0 || t.tokens[g.first-1].kind != aComma {
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

// coordinateLeft moves the start of the subject [i, j) to the left over "and"
// and what it joins, when the verb is plural ("websites and Internet access
// were") or the whole is one name ("the Immigration and Naturalization Service").
func (t *titler) coordinateLeft(g group, i, j int) int {
	if i < 2 || t.wordAt(i-1) != "and" || g.kind != finite || t.tokens[i-2].kind != aWord || t.inVerb(i-2) {
		return i
	}
	oneName := t.tokens[i].nameLike() && t.tokens[i-2].nameLike() && t.tokens[i-2].place == "" && !t.tokens[i].closed() && t.tokens[j-1].is(posOrg|posOrgWord)
	bare := j-i == 1 && !t.tokens[i].capital() && !pluralish(t.wordAt(i)) && !t.tokens[i].is(posPron) // cannot open a clause
	if !t.pluralVerb(g) && !oneName && !bare && t.hasFinite(0, i) {
		return i
	}
	k := i - 1
	for k > 0 && t.tokens[k-1].kind == aWord && t.wordAt(k-1) != "that" && !t.inVerb(k-1) && !t.drop[k-1] && (!t.tokens[k-1].closed() || t.tokens[k-1].is(posDet) || t.wordAt(k-1) == "of" || t.tokens[k-1].nameLike() && k > 1) {
		k--
	}
	return k
}

// agrees reports whether the noun of the subject [i, j) can have the verb of g:
// "Dogs has arrived" cannot be, so the subject was not read right.
func (t *titler) agrees(g group, i, j int) bool {
	if g.kind != finite || t.coordinates(i, t.nounOf(i, j)) || t.pluralVerb(g) && t.coordinates(i, j) || t.tokens[i].is(posDet) && t.lex.title.can(t.wordAt(i+1), useMeasure|useCount) {
		return true
	}
	head := t.nounOf(i, j)
	tok, w := t.tokens[head], t.wordAt(head)
	if tok.kind != aWord || tok.capital() || tok.is(posOrg|posState) || t.lex.title.can(w, useEitherNumber|useCount) {
		return true
	}
	switch verb := t.wordAt(g.first); {
	case t.pluralVerb(g):
		return pluralish(w)
	case verb == "was", verb == "is", verb == "has":
		return !pluralish(w)
	}
	return true
}

// widened moves the start of a subject that does not agree with its verb to the
// left over "and": "a team with a dog and drones has arrived".
func (t *titler) widened(g group, i, j int) int {
	if t.agrees(g, i, j) || i < 2 || t.wordAt(i-1) != "and" {
		return i
	}
	k := i - 1
	for k > 0 && (t.tokens[k-1].kind == aWord || t.tokens[k-1].kind == aNumber) && !t.inVerb(k-1) && t.wordAt(k-1) != "that" && !t.drop[k-1] && (!t.tokens[k-1].is(posSub|posRel) || t.tokens[k-1].is(posPrep|posDet)) {
		k--
	}
	if !t.clauseBegins(k) {
		return i
	}
	return k
}

// nounOf returns the token of the head noun of the phrase [i, j): the last word
// before a preposition, comma or participle.
func (t *titler) nounOf(i, j int) int {
	k := i + 1
	for k < j && t.tokens[k].kind != aComma && (!t.tokens[k].is(posPrep) || t.approximates(k)) && !t.inVerb(k) && t.tokens[k].kind != aParen && t.tokens[k].kind != aDash {
		k++
	}
	for k-1 > i && (t.tokens[k-1].kind != aWord || t.drop[k-1] || t.adverb(k-1)) {
		k--
	}
	return k - 1
}

// onlyNumber reports whether [i, j) is a number without what it counts.
func (t *titler) onlyNumber(i, j int) bool {
	for k := i; k < j; k++ {
		if t.tokens[k].kind != aNumber && !t.counts(k) {
			return false
		}
	}
	return true
}

// coordinateClause puts the clause before in front of a subject that is a bare
// number: "14 staff had died and 56 were injured".
func (t *titler) coordinateClause(g group, i, j int) []phrase {
	if i == 0 || t.wordAt(i-1) != "and" {
		return nil
	}
	for n := len(t.groups) - 1; n >= 0; n-- {
		p := t.groups[n]
		if p.kind == finite && p.last < i && !p.relative && p.subFirst < p.subLast && p.subLast <= p.first && t.cleanSubject(p, p.subFirst, p.subLast) {
			return []phrase{{words: t.words(t.skipArticle(p.subFirst, p.subLast), j), faults: faultSubject}}
		}
	}
	return nil
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

// apposedPair is apposed when the subject is the second of two nouns beside the
// name: "James Clapper, a general and the director, had".
func (t *titler) apposedPair(i, j int) []string {
	if i < 3 || t.wordAt(i-1) != "and" {
		return nil
	}
	k := i - 1
	for k > 0 && t.tokens[k-1].kind == aWord && !t.inVerb(k-1) {
		k--
	}
	if k == i-1 {
		return nil
	}
	return t.apposed(k, j)
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
	if g.subLast-g.subFirst == 1 {
		if t.at(g.subFirst, useOwnPerson) {
			if name := t.mainSubject(g); name != nil {
				return []phrase{{words: name, faults: faultSubject}}
			}
		}
		if !t.standsFor(m, g.subFirst, a) {
			return nil
		}
	}
	if a.Person && t.pluralVerb(g) {
		return nil
	}
	if a.Name == "" || a.Unsure || !strings.ContainsFunc(a.Name, unicode.IsUpper) || (g.inQuote || m.InQuote) && (!m.FirstPerson || g.tense != past) {
		return nil
	}
	if words := t.nameOf(a, 6); words != nil {
		return []phrase{{words: words, faults: faultSubject}}
	}
	return nil
}

// mainSubject returns the person who is the subject of the nearest earlier clause
// of the sentence, whom "he" in the clause of g then stands for: "Elian has been at
// the center since he was rescued".
func (t *titler) mainSubject(g group) []string {
	for _, p := range slices.Backward(t.groups) {
		if p.kind != finite || p.last >= g.subFirst || p.relative || p.subFirst >= p.subLast || p.subLast > p.first || p.inQuote != g.inQuote {
			continue
		}
		first := t.skipArticle(p.subFirst, p.subLast)
		if t.tokens[p.subLast-1].nameLike() && t.clauseBegins(p.subFirst) && (t.personLike(first, p.subLast) || p.subLast-first == 1 && t.firstName(first)) {
			return t.words(first, p.subLast)
		}
	}
	return nil
}

// firstName reports whether the article has the word at i as part of a name of
// two words that can be a person's.
func (t *titler) firstName(i int) bool {
	if tok := t.tokens[i]; tok.pos != 0 || tok.place != "" || tok.has(allCaps) {
		return false
	}
	text, word := t.a.Text, t.wordText(i)
	for at := 0; ; {
		n := strings.Index(text[at:], word)
		if n < 0 {
			return false
		}
		before := text[:at+n]
		at += n + len(word)
		next, _, _ := strings.Cut(strings.TrimPrefix(text[at:], " "), " ")
		if strings.HasSuffix(before, " ") && t.personal(lastWord(" "+strings.TrimSuffix(before, " "))) || strings.HasPrefix(text[at:], " ") && t.personal(next) {
			return true
		}
	}
}

// personal reports whether a word can be part of a person's name: capitalised
// and no word of the lexicon.
func (t *titler) personal(w string) bool {
	w = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"), ".,;:")
	return upper(w) && !allUpper(w) && t.lex.word(strings.ToLower(w)).pos == 0
}

// standsFor reports whether the pronoun at token k can stand for a: of the
// right kind and, a person, named in this sentence or one of the three before,
// with nobody else in between.
func (t *titler) standsFor(m Mention, k int, a Actor) bool {
	switch w := t.wordAt(k); {
	case w == "who", w == "i", w == "we":
		return true
	case a.Person != t.at(k, useOwnPerson):
		return false
	case !a.Person:
		return true
	}
	surname := lastWord(" " + a.Name)
	if t.otherSex(k, surname) {
		return false
	}
	if strings.Contains(t.a.Text[t.a.Sentences[m.Sentence].Start:t.tokens[k].start], surname) {
		return true
	}
	for n := m.Sentence - 1; n >= max(0, m.Sentence-3); n-- {
		s := t.a.Slice(t.a.Sentences[n].Span)
		if before, _, ok := strings.Cut(s, surname); ok {
			return !t.reports(before)
		}
		if t.describesPerson(s) || t.namesPerson(s) {
			return false
		}
	}
	return false
}

// reports reports whether a verb of saying is among the words, other than
// directly before the name that they lead to: who is named after "the judge
// said" does not speak.
func (t *titler) reports(words string) bool {
	found := false
	for w := range strings.FieldsSeq(words) {
		p := t.lex.word(strings.ToLower(w)).pos
		switch {
		case p&posReporting != 0 && p&(posPast|posThird) != 0 && p&posNoun == 0:
			found = true
		case found && !upper(w) && p&posTitle == 0:
			return true
		}
	}
	return false
}

// otherSex reports whether the article calls the person of that surname Mr
// where the pronoun at k is "she", or Mrs or Ms where it is "he".
func (t *titler) otherSex(k int, surname string) bool {
	he, she := false, false
	for _, form := range [...]string{"Mr ", "Mr. ", "Mrs ", "Mrs. ", "Ms ", "Ms. "} {
		if strings.Contains(t.a.Text, form+surname) {
			he, she = he || form[:3] == "Mr " || form[:3] == "Mr.", she || form[:3] != "Mr " && form[:3] != "Mr."
		}
	}
	return he != she && he == (t.wordAt(k) == "she" || t.wordAt(k) == "her")
}

// describesPerson reports whether a sentence begins with a person who is not
// named: "The singer".
func (t *titler) describesPerson(sentence string) bool {
	words := strings.Fields(strings.ToLower(sentence))
	return len(words) > 1 && t.lex.title.can(words[0], useArticle) && t.lex.word(words[1]).pos&(posTitle|posRole) != 0
}

// namesPerson reports whether two capitalised words side by side, which are no
// words of the lexicon, can be the name of a person.
func (t *titler) namesPerson(sentence string) bool {
	before := false
	for w := range strings.FieldsSeq(sentence) {
		bare := strings.Trim(w, ",.;:“”\"()")
		name := upper(bare) && !allUpper(bare) && t.lex.word(strings.ToLower(bare)).pos == 0
		if name && before {
			return true
		}
		before = name && bare == w
	}
	return false
}

// nameOf returns the words of the name of a, a person's without titles; nil
// when there are more than n.
func (t *titler) nameOf(a Actor, n int) []string {
	name := a.Name
	if a.Person {
		name, _, _ = strings.Cut(name, " of ")
	}
	words := t.named(name, n+4)
	for len(words) > 1 && len(words[0]) > 5 && calendar(words[0]) {
		words = words[1:] // "20 September Castellan announced"
	}
	for a.Person && len(words) > 2 && t.lex.word(strings.ToLower(words[0])).pos&(posNoun|posTitle|posRole) != 0 {
		words = words[1:]
	}
	if len(words) > n {
		return nil
	}
	return words
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
	for i+1 < j && (t.at(i, useArticle|useCourtesy) || t.at(i, usePossessive) && t.wordAt(i+1) != "own" && !t.tokens[i].has(allCaps)) {
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
		if k > i && (t.wordAt(k) == "that" || t.glued(k)) {
			return false
		}
		if tok.is(posSubjectPron) && !tok.is(posDet) || tok.is(posRel) && !tok.is(posDet) || tok.kind == aStop || tok.is(posModal) && !tok.capital() || t.inFinite(k) {
			return false
		}
	}
	first := t.tokens[i]
	switch {
	case first.kind == aNumber && i > 0 && t.a.Text[first.start-1] == '.':
		return false // ". 5 aftershock"
	case first.kind == aNumber:
	case j-i == 1 && first.place != "" && i > 1 && t.tokens[i-1].kind == aComma && t.tokens[i-2].nameLike():
		return false // "in Nairobi, Kenya, and …"
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
	if i == 0 || i == 1 && t.clock() {
		return true
	}
	p := t.tokens[i-1]
	return p.kind != aWord && p.kind != aNumber || p.isTimex() || p.is(posSub|posRel|posCoord) || p.is(posReporting) && t.inVerb(i-1) || t.wordAt(i-1) == "that"
}

// onlyBetween reports whether only adverbs, times, an apposition or a clause
// between commas stands between the subject that ends at j and its verb.
func (t *titler) onlyBetween(g group, j int) bool {
	if j > g.first || g.relative {
		return true // inverted
	}
	for _, o := range t.groups {
		if o.kind == finite && !o.relative && o.first < g.first && o.subFirst == g.subFirst && o.subLast == g.subLast {
			g = o // the subject that it shares
			break
		}
	}
	if j < g.first && t.tokens[j].kind == aComma {
		return t.tokens[g.first-1].kind == aComma || t.adverb(g.first-1)
	}
	if j < g.first && t.inVerb(j) && !t.inFinite(j) { // a participle of the subject
		return !t.breakBetween(j, g.first) && !t.gluedBetween(j, g.first)
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
