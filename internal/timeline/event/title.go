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

// Faults that speak against a title, in words: one fault weighs as much as one
// word less of what happened. What is wrong, and not only weak, is no title at
// all: see Sound.
const (
	faultPhrase   = 1  // a prepositional phrase or participle left out at the end
	faultSubject  = 2  // the subject is taken from a pronoun or a relative clause
	faultTime     = 3  // an expression of time inside a phrase
	faultBare     = 2  // nobody and nothing in it has a name
	faultPronoun  = 3  // a pronoun in it stands for something outside
	faultNominal  = 5  // no verb
	faultReported = 2  // what somebody said
	faultCut      = 5  // an infinitive or a clause left out that the verb asks for
	faultClaim    = 5  // what somebody said, without the somebody
	faultAside    = 6  // a clause of the sentence that is not the one with the trigger
	faultQuote    = 8  // "Name: words of a quotation"
	enough        = 8  // words after which a title tells no more
	noFewer       = 4  // words below which a title tells too little
	tooFew        = 3  // fault of each word below
	tolerable     = 4  // faults above which there is rather no title
	hopeless      = 99 // of no title
)

// Title builds a title of at most MaxTitleWords words from the words of the
// mention: its subject, verb and what follows, cut at the end of a phrase, and
// without expressions of time. Of all ways to cut, the one with the least
// faults wins; a title that is not Sound is never returned. It is "" when the
// mention gives none. faults is lower the better the title tells what happened
// to who has not read the article; titles of two mentions can be compared by
// it. tags are those that Detect got.
func Title(a *article.Article, tags []timex.Timex, m Mention) (title string, faults int) {
	lex := For(a.Language)
	if lex == nil {
		return "", hopeless
	}
	t := titler{reader: reader{lex: lex, a: a, tags: tags, block: -1}, faults: hopeless}
	t.tokenise(a.Sentences[m.Sentence])
	t.parse()
	t.maskTimes()
	if m.Headline {
		t.headline()
	}
	if m.Nominal {
		t.nominal(m)
		return t.title, t.faults
	}
	k := t.groupOf(article.Span(m.Trigger))
	if k >= 0 {
		t.verbal(m, k)
	}
	if t.title == "" && m.Type.Group != "speech" {
		t.aside(k)
	}
	return t.title, t.faults
}

// aside tries the other main clauses of the sentence, when the one that holds
// the trigger gives no title.
func (t *titler) aside(k int) {
	for n, g := range t.groups {
		if n == k || g.kind != finite || g.relative || g.inQuote || g.subordinate || g.conditional || t.depends(g) || g.subLast-g.subFirst == 1 && t.tokens[g.subFirst].is(posSubjectPron|posPron) {
			continue
		}
		for _, s := range t.subjects(Mention{}, g) {
			s.faults += faultAside
			t.predicates(Mention{Type: &Type{}}, g, s)
		}
	}
}

// depends reports whether a conjunction or relative opens the clause of g.
func (t *titler) depends(g group) bool {
	for i := g.clause; i >= g.clause-1 && i >= 0; i-- {
		if tok := t.tokens[i]; tok.is(posSub) && !tok.is(posPrep) || tok.is(posRel) || t.wordAt(i) == "whether" || t.wordAt(i) == "if" {
			return true
		}
	}
	return false
}

// A titler tries the titles that one sentence gives and keeps the best.
type titler struct {
	reader
	drop   []bool // tokens that are left out: expressions of time, parentheses
	title  string
	faults int
	size   int // words of title
}

// try keeps the words as the title when they are sound and have fewer faults.
func (t *titler) try(words []string, faults int) {
	words = joinContractions(words)
	for len(words) > 3 && pointsOn(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	n := len(words)
	if n == 0 || n > MaxTitleWords {
		return
	}
	faults -= min(n, enough)
	if n < noFewer {
		faults += tooFew * (noFewer - n)
	}
	if faults > t.faults || faults > tolerable || faults == t.faults && n <= t.size {
		return
	}
	title := sentenceCase(words)
	if !Sound(title) {
		return
	}
	t.title, t.faults, t.size = title, faults, n
}

// pointsOn reports whether an adverb speaks of words after it.
func pointsOn(w string) bool {
	switch w {
	case "specifically", "purportedly", "reportedly", "allegedly", "apparently", "possibly", "partly", "mainly", "particularly", "especially", "largely", "primarily", "also", "only", "just", "even", "again", "later", "earlier", "previously":
		return true
	}
	return false
}

// joinContractions joins contracted verbs to the word before: "you 're".
func joinContractions(words []string) []string {
	out := words[:0:0]
	for _, w := range words {
		if len(out) > 0 && (w[0] == '\'' || strings.HasPrefix(w, "’")) {
			out[len(out)-1] += w
			continue
		}
		out = append(out, w)
	}
	return out
}

func (t *titler) groupOf(trigger article.Span) int {
	for k, g := range t.groups {
		if t.span(g.first, g.last+1).Overlaps(trigger) {
			return k
		}
	}
	for k, g := range t.groups {
		if g.clause < g.end && t.span(g.clause, g.end).Contains(trigger) {
			return k
		}
	}
	return -1
}

func (t *titler) span(i, j int) article.Span {
	return article.Span{Start: int(t.tokens[i].start), End: int(t.tokens[j-1].end)}
}

// maskTimes marks the tokens that no title repeats: expressions of time with
// the preposition before them, as the date stands beside the title, and
// parentheses. A length of time stays ("sentenced to ten years"), so does a
// time between a determiner and its noun ("the 1998 bombing").
func (t *titler) maskTimes() {
	t.drop = make([]bool, len(t.tokens))
	for i := 0; i < len(t.tokens); {
		tok := t.tokens[i]
		if tok.kind == aParen && tok.has(opening) {
			if end := t.closing(i); i > 0 && end > 0 {
				for k := i; k <= end; k++ {
					t.drop[k] = true
				}
			}
		}
		if tok.timex == 0 {
			i++
			continue
		}
		j := i
		for j < len(t.tokens) && t.tokens[j].timex == tok.timex {
			j++
		}
		if t.dropsTime(i, j) {
			t.dropTime(i, j)
		}
		i = j
	}
}

// closing returns the parenthesis that closes the one at i, or 0.
func (t *titler) closing(i int) int {
	for k := i + 1; k < len(t.tokens); k++ {
		if t.tokens[k].kind == aParen {
			return k
		}
	}
	return 0
}

func (t *titler) dropsTime(i, j int) bool {
	tag := t.tags[t.tokens[i].timex-1]
	if (tag.Type == timex.Duration || tag.Type == timex.Set) && !t.pointsInTime(i, j) {
		return false
	}
	if j == i+1 && j < len(t.tokens) && t.tokens[j].nameLike() && t.tokens[j].pos == 0 && len(t.wordText(i)) <= 5 && !t.tokens[i].owner() && t.tokens[i].kind == aWord {
		return false // "Jan Lipavsky", "April Jones"
	}
	return !t.insidePhrase(i, len(t.tokens))
}

// pointsInTime reports whether the length of time counts from somewhere:
// "three years later", "over the past decade".
func (t *titler) pointsInTime(i, j int) bool {
	for k := i; k < j; k++ {
		switch t.wordAt(k) {
		case "last", "past", "next", "this", "ago", "later", "earlier", "recent", "before", "after":
			return true
		}
	}
	return false
}

// dropTime drops tokens [i, j) and what only leads to them: "on", "in early",
// "on the night of", "shortly after".
func (t *titler) dropTime(i, j int) {
	for k := i; k < j; k++ {
		t.drop[k] = true
	}
	for k := i - 1; k >= 0; k-- {
		tok := t.tokens[k]
		if tok.kind != aWord || t.inVerb(k) {
			return
		}
		switch w := t.wordAt(k); w {
		case "on", "in", "at", "by", "since", "during", "until", "till", "from", "through", "before", "after", "around", "about", "between", "for", "over", "throughout", "within",
			"more", "than", "less", "nearly", "almost", "little", "early", "late", "mid", "shortly", "just", "only", "earlier", "later", "again", "soon", "as":
			t.drop[k] = true
		case "the", "a", "an", "this", "that", "these", "those", "its":
			if j < len(t.tokens) && t.nounLike(j) && !t.inVerb(j) {
				return
			}
			t.drop[k] = true
		case "of":
			if k == 0 || !t.partOfTime(k-1) {
				return
			}
			t.drop[k], t.drop[k-1] = true, true
			k--
		default:
			return
		}
	}
}

// partOfTime reports whether the word names a part of a time: "the night of 3
// May", "the end of 2014".
func (t *titler) partOfTime(k int) bool {
	switch t.wordAt(k) {
	case "night", "morning", "afternoon", "evening", "day", "week", "weekend", "month", "end", "beginning", "start", "spring", "summer", "autumn", "fall", "winter", "middle", "course", "days", "weeks", "months", "hours":
		return true
	}
	return false
}

// insidePhrase reports whether the expression of time at k describes the noun
// after it: "The Interview's Dec. 25 release".
func (t *titler) insidePhrase(k, j int) bool {
	first, end := k, k
	for first > 0 && t.tokens[first-1].timex == t.tokens[k].timex {
		first--
	}
	for end < j && t.tokens[end].timex == t.tokens[k].timex {
		end++
	}
	return end < j && t.nounLike(end) && !t.inVerb(end) && first > 0 && (t.tokens[first-1].owner() || t.tokens[first-1].is(posDet)) && !t.tokens[end-1].owner()
}

// headline tries the whole headline, without what names the paper.
func (t *titler) headline() {
	end := len(t.tokens)
	for k := end - 1; k > 2; k-- {
		if c := t.a.Text[t.tokens[k].start]; c == '|' || c == ';' || t.tokens[k].kind == aDash {
			end = k
		}
	}
	finite := false
	for _, g := range t.groups {
		finite = finite || g.first < end && g.kind == 0
	}
	faults := 1
	if !finite {
		faults += faultNominal
	}
	if t.titleCase() {
		faults += faultSubject
	}
	t.try(t.words(0, end), faults+t.weakness(0, end))
}

// verbal tries the titles of a mention that a verb reports.
func (t *titler) verbal(m Mention, k int) {
	g := t.groups[k]
	if g.kind == infinitive || g.kind == gerundive {
		return
	}
	if p := t.passiveBefore(k); p >= 0 { // "was built and delivered"
		o := t.groups[p]
		g.kind, g.subFirst, g.subLast = finite, o.subFirst, o.subLast
		for _, s := range t.subjects(m, o) {
			s.words = append(slices.Clip(s.words), t.wordText(o.first))
			t.predicates(m, g, s)
		}
		return
	}
	claim := 0
	if m.Type.Group == "speech" || m.Type.Group == "inquiry" {
		if by := t.reporter(m, k); by >= 0 {
			claim = faultClaim
			for _, s := range t.subjects(Mention{Actor: m.Speaker, Type: m.Type}, t.groups[by]) {
				s.faults += faultReported
				t.predicatesFrom(Mention{Type: &Type{}}, t.groups[by], s, g.last+1)
			}
		}
	}
	for _, s := range t.subjects(m, g) {
		s.faults += claim
		t.predicates(m, g, s)
	}
	t.quoted(m, k)
}

// passiveBefore returns the finite passive group to which "and" joins the
// participle of group k, or -1.
func (t *titler) passiveBefore(k int) int {
	g := t.groups[k]
	if g.kind != reduced || k == 0 || t.wordAt(g.first-1) != "and" {
		return -1
	}
	if o := t.groups[k-1]; o.kind == finite && o.passive && o.last > o.first {
		return k - 1
	}
	return -1
}

// reporter returns the group before k, of the same sentence and outside
// quotation marks, that reports what k says, or -1.
func (t *titler) reporter(m Mention, k int) int {
	if m.Speaker.IsZero() {
		return -1
	}
	for p := k - 1; p >= 0; p-- {
		if g := t.groups[p]; g.kind == finite && !g.inQuote && t.tokens[g.main].is(posReporting) && g.first < t.groups[k].clause+1 {
			return p
		}
	}
	return -1
}

// A phrase is words for a title with the faults they bring.
type phrase struct {
	words    []string
	faults   int
	singular bool // of a plural subject, only the first, singular part
}

func singularVerb(w string) string {
	switch w {
	case "were":
		return "was"
	case "are":
		return "is"
	case "have":
		return "has"
	}
	return w
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
	if first := t.skipArticle(i, j); isPossessive(t.wordAt(first)) && m.Speaker.Person && m.Speaker.Named && !m.Speaker.Unsure {
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

// quantifies reports whether the determiner at i says how many of those that a
// relative clause tells of: "all fees that customers paid".
func (t *titler) quantifies(i int) bool {
	switch t.wordAt(i) {
	case "all", "any", "no", "every", "each", "some", "most", "many", "few", "several", "both":
		return true
	}
	return false
}

// onePhrase reports whether no second noun phrase begins inside [i, j) without
// a preposition or conjunction: then a verb between them was not seen.
func (t *titler) onePhrase(i, j int) bool {
	for k := i + 1; k < j; k++ {
		switch t.wordAt(k) {
		case "the", "a", "an":
			if p := t.tokens[k-1]; p.kind == aWord && !p.closed() && !t.inVerb(k-1) && !t.drop[k-1] {
				return false
			}
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
	switch t.wordAt(g.first) {
	case "were", "are", "have":
		return true
	}
	return false
}

// lacksObject reports whether the object of g is a relative pronoun before its
// subject: "the track, which investigators were inspecting".
func (t *titler) lacksObject(g group) bool {
	if g.passive || g.copula || g.clause == 0 || g.kind != finite {
		return false
	}
	opener := g.clause - 1
	if !t.tokens[opener].is(posRel) && t.wordAt(opener) != "that" || g.subFirst < g.clause || g.subFirst >= g.first {
		return false
	}
	switch t.wordAt(opener) {
	case "when", "where", "whose", "who":
		return false
	case "that":
		return opener > 0 && !t.inVerb(opener-1) && t.tokens[opener-1].kind == aWord && !t.complementiser(t.indexOf(g)) && !t.needsObject(g)
	}
	return true
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
	return named(a.Name, 6)
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
	if words := named(a.Name, 6); words != nil {
		return []phrase{{words: words, faults: faultSubject}}
	}
	return nil
}

// named returns the words of a name without its article, nil when there are
// more than n.
func named(name string, n int) []string {
	words := strings.Fields(name)
	for len(words) > 1 && (words[0] == "the" || words[0] == "The" || words[0] == "a" || words[0] == "A" || words[0] == "an" || words[0] == "An") {
		words = words[1:]
	}
	if len(words) > n {
		return nil
	}
	return words
}

func (t *titler) skipArticle(i, j int) int {
	for i+1 < j {
		switch t.wordAt(i) {
		case "the", "a", "an", "mr", "mrs", "ms":
			i++
		default:
			return i
		}
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
	case first.kind != aWord, t.adverb(i) && !first.nameLike(), t.temporal(i), first.is(posSub) && !t.approximates(i), first.is(posCoord), first.is(posRel) && t.wordAt(i) != "that":
		return false
	case first.is(posPrep) && !t.approximates(i):
		return false
	case j-i == 1 && first.is(posVerb) && !first.is(posNoun|posGerund) && (!first.capital() || i == 0):
		return false
	case j-i > 1 && !first.is(posDet|posPrep) && !t.numeral(i) && !t.quantifies(i) && t.tokens[i+1].is(posDet) && !t.tokens[i+1].is(posNeg):
		return false
	}
	last := t.tokens[j-1]
	if last.closed() && !last.capital() && last.kind == aWord {
		return false
	}
	return t.onlyBetween(g, j)
}

func (t *titler) inFinite(k int) bool {
	for _, g := range t.groups {
		if g.kind == finite && g.first <= k && k <= g.last {
			return true
		}
	}
	return false
}

// temporal reports whether the word at i opens a phrase of time or manner that
// was taken for a subject.
func (t *titler) temporal(i int) bool {
	switch strings.ToLower(t.wordText(i)) {
	case "earlier", "later", "also", "together", "not", "then", "now", "there", "here", "meanwhile", "separately", "elsewhere", "overnight", "afterwards", "afterward", "hours", "minutes", "days", "weeks", "months", "years", "moments", "what", "however", "instead", "nothing", "something":
		return true
	}
	return false
}

// approximates reports whether the preposition at i belongs to a number:
// "about 200 people", "more than".
func (t *titler) approximates(i int) bool {
	switch t.wordAt(i) {
	case "about", "around", "over", "under", "up", "at", "like":
	default:
		return false
	}
	for k := i + 1; k < len(t.tokens) && k < i+4; k++ {
		tok := t.tokens[k]
		if tok.kind == aNumber || t.numeral(k) {
			return true
		}
		if w := t.wordAt(k); w != "to" && w != "least" && w != "most" && w != "a" {
			return false
		}
	}
	return false
}

func (t *titler) numeral(k int) bool {
	switch t.wordText(k) {
	case "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "half", "one":
		return true
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

// weakness counts the pronouns in [i, j) that stand for something outside.
func (t *titler) weakness(i, j int) int {
	n := 0
	for k := i; k < j && k < len(t.tokens); k++ {
		if t.drop[k] {
			continue
		}
		if tag := t.tokens[k].timex; tag != 0 && t.tags[tag-1].Type == timex.Date && (k == i || t.tokens[k-1].timex != tag) {
			n += faultTime
		}
		switch t.wordAt(k) {
		case "it", "them", "him", "he", "she", "they", "himself", "us", "me", "this", "those", "these", "here", "there":
			n += faultPronoun
		case "her":
			if !t.nounLike(k + 1) {
				n += faultPronoun
			} else if k == i {
				n += faultSubject
			}
		case "his", "their", "its", "our", "my":
			if k == i {
				n += faultPronoun
			}
		}
	}
	return n
}

// dangling is the weakness of [i, j) after a subject: "he" may stand for a
// subject with a name.
func (t *titler) dangling(s phrase, i, j int) int {
	n := t.weakness(i, j)
	if n == 0 || !t.anyName(s.words) {
		return n
	}
	for k := i; k < j; k++ {
		switch t.wordAt(k) {
		case "he", "she", "his", "himself":
			return max(0, n-faultPronoun)
		case "it", "they":
			return max(0, n-1)
		}
	}
	return n
}

// predicates tries the verb with ever more of the phrases that follow it.
func (t *titler) predicates(m Mention, g group, s phrase) { t.predicatesFrom(m, g, s, 0) }

// predicatesFrom is predicates with no cut before token least.
func (t *titler) predicatesFrom(m Mention, g group, s phrase, least int) {
	verb := t.verbWords(g)
	if s.singular && len(verb) > 0 {
		verb[0] = singularVerb(verb[0])
	}
	lead := slices.Concat(s.words, verb)
	faults := s.faults
	reporting := t.tokens[g.main].is(posReporting) && !g.passive
	if m.Type.Group == "speech" && reporting {
		faults += faultReported
	}
	if g.kind == reduced {
		faults += faultSubject
	}
	if !t.anyName(s.words) {
		faults += faultBare
	}
	if t.lacksObject(g) {
		object := group{}
		t.nounBefore(&object, g.clause-1)
		for object.subFirst < object.subLast && (t.inVerb(object.subFirst) || t.quantifies(object.subFirst)) {
			object.subFirst++
		}
		t.try(slices.Concat(lead, t.words(object.subFirst, object.subLast)), faults+faultSubject)
		return
	}
	end := t.clauseEnd(g)
	from := max(g.last+1, t.afterInverted(g))
	for i := from; ; {
		if i >= least && !(i == from && (reporting || t.needsObject(g))) && !t.splits(g, i, end) && !t.withoutContent(g, from, i, end) {
			words := slices.Concat(lead, t.words(g.last+1, i))
			if from > g.last+1 {
				words = slices.Concat(lead, t.words(from, i))
			}
			if len(words) > MaxTitleWords {
				return
			}
			t.try(words, faults+t.cutFault(g, i)+t.dangling(s, from, i))
		}
		if i >= end {
			return
		}
		i = t.phraseAfter(i, end)
	}
}

// withoutContent reports whether a cut at i leaves out all of what g reports.
func (t *titler) withoutContent(g group, from, i, end int) bool {
	if g.passive || !t.tokens[g.main].is(posReporting) {
		return false
	}
	content := false
	for _, o := range t.groups {
		if o.first >= from && o.first < end && !o.relative && (o.kind == finite || o.kind == infinitive && t.tokens[g.main].lemma == t.lex.tell) {
			content = true
			if o.last < i {
				return false
			}
		}
	}
	l := t.tokens[g.main].lemma
	return content || l == t.lex.say || l == t.lex.tell
}

func (t *titler) afterInverted(g group) int {
	if g.subFirst > g.last {
		return g.subLast
	}
	return 0
}

// anyName reports whether one of the words begins with a capital.
func (t *titler) anyName(words []string) bool {
	for _, w := range words {
		if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) {
			return true
		}
	}
	return false
}

// splits reports whether a cut at token i would part a subject from its verb
// or a verb from its object.
func (t *titler) splits(g group, i, end int) bool {
	cut := i
	for i < end && (t.drop[i] || t.adverb(i)) {
		i++
	}
	if i >= end {
		return false
	}
	for _, o := range t.groups {
		if o.kind == finite && (o.first == i || o.first > i && o.first < end && o.subFirst < i && o.subLast > o.subFirst && !o.relative && o.first != g.first && o.subFirst > g.last) {
			return true
		}
	}
	tok := t.tokens[i]
	for _, o := range t.groups {
		if o.last == i-1 && o.first > 0 && o.first > g.last && t.tokens[o.first-1].is(posCoord) && tok.kind == aWord {
			return true // "denounced it and called | on"
		}
		if i == cut && tok.is(posPrep) && o.first > g.last && o.last == i-1 && !o.passive && !o.relative {
			return true // "to look | into"
		}
	}
	if cut > g.last+1 && i == cut && tok.kind == aWord && !tok.is(posPrep|posSub|posCoord|posRel) && t.wordAt(i) != "to" && !t.inVerb(i) && !t.drop[i-1] {
		return true
	}
	return false
}

// cutFault weighs a title that ends before token i.
func (t *titler) cutFault(g group, i int) int {
	for i < len(t.tokens) && (t.drop[i] || t.adverb(i) && !t.tokens[i].is(posSub)) {
		i++
	}
	if i >= len(t.tokens) {
		return 0
	}
	switch w := t.wordAt(i); {
	case t.tokens[i].kind == aStop && t.a.Text[t.tokens[i].start] == ':':
		return faultPhrase
	case t.tokens[i].kind != aWord && t.tokens[i].kind != aNumber:
		return 0
	case w == "that" && i > 0 && !t.inVerb(i-1) && !t.tokens[g.main].is(posReporting):
		return 0 // a relative clause
	case w == "to" && t.inVerb(i+1), w == "that", w == "whether", w == "if", w == "how", w == "why", w == "what":
		return faultCut
	case w == "by" && g.passive:
		return 2 * faultPhrase
	case g.copula || t.afterCopula(i):
		return faultCut
	case t.tokens[i].is(posGerund) && t.startsGroup(i) && i > g.last+1 && t.tokens[i-1].kind == aWord:
		return faultCut - faultPhrase
	case t.tokens[i].is(posCoord) && !t.verbSoon(i+1):
		return 2 * faultPhrase
	case t.tokens[i].is(posSub) && !t.tokens[i].is(posPrep), t.tokens[i].is(posCoord), t.tokens[i].is(posRel):
		return 0
	}
	return faultPhrase
}

// afterCopula reports whether one word after a form of "be" precedes token i:
// "is hard | at work".
func (t *titler) afterCopula(i int) bool {
	if i > 1 && t.tokens[i-1].kind == aQuote {
		i--
	}
	for _, o := range t.groups {
		if o.copula && (o.last == i-2 || o.last == i-3 && t.tokens[i-2].owner()) {
			return true
		}
	}
	return false
}

// verbWords returns the verb group without times and adverbs.
func (t *titler) verbWords(g group) []string {
	var out []string
	for i := g.first; i <= g.last; i++ {
		if t.drop[i] || t.adverb(i) && !t.tokens[i].is(posNeg) || t.tokens[i].kind != aWord {
			continue
		}
		out = append(out, t.wordText(i))
	}
	return out
}

// needsObject reports whether the verb is followed by a noun phrase that it
// cannot do without.
func (t *titler) needsObject(g group) bool {
	i := g.last + 1
	for i < len(t.tokens) && (t.adverb(i) || t.drop[i] || t.tokens[i].kind == aQuote) {
		i++
	}
	if g.copula || i < len(t.tokens) && g.last+1 < len(t.tokens) && t.particle(g.last+1) {
		return true
	}
	return !g.passive && i < len(t.tokens) && (t.tokens[i].kind == aWord || t.tokens[i].kind == aNumber) && !t.tokens[i].is(posPrep|posSub|posCoord)
}

// particle reports whether the word after a verb is part of it: "set up".
func (t *titler) particle(i int) bool {
	switch t.wordAt(i) {
	case "up", "down", "out", "off", "into", "to", "of", "back", "away":
		return true
	}
	return false
}

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
		case tok.kind == aStop && tok.isTimex():
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
		if tok.is(posPrep) && t.wordAt(k) != "of" && !t.tokens[k-1].is(posPrep) && t.wordAt(k+1) != "least" && t.wordAt(k+1) != "most" && t.wordAt(k) != "than" || t.drop[k] && !t.drop[k-1] {
			return k
		}
		for _, g := range t.groups {
			if g.first == k && k > i+1 && (g.kind == finite || g.kind != infinitive && !t.tokens[k-1].is(posCoord|posDet|posPrep)) {
				return k
			}
		}
		if w := t.wordAt(k); w == "to" || w == "that" || w == "who" {
			return k
		}
	}
	return end
}

// words returns the words of tokens [i, j) that stay, with the commas of lists.
func (t *titler) words(i, j int) []string {
	var out []string
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
		case tok.kind == anOther && t.a.Text[tok.start] == '%' && len(out) > 0:
			out[len(out)-1] += "%"
		}
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
	if k > first && tok.capital() && tok.closed() && !tok.has(allCaps) && t.opensSentence(k) && len(out) > 0 {
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

// quoted tries speech: a clause that comes before its "said", and quotations
// after a colon.
func (t *titler) quoted(m Mention, k int) {
	if m.Type.Group != "speech" && !m.FirstPerson {
		return
	}
	s := k
	if g := t.groups[k]; g.inQuote || g.copula || g.passive {
		s = t.sayer(k)
	}
	if s < 0 {
		return
	}
	g := t.groups[s]
	c := t.contentOf(s)
	if c < 0 || !t.tokens[g.main].is(posReporting) {
		return
	}
	who := t.speaker(m, g)
	if who == nil || !t.anyName(who) && len(who) > 4 {
		return
	}
	content := t.groups[c]
	pronoun := content.subLast-content.subFirst == 1 && t.tokens[content.subFirst].is(posSubjectPron)
	if content.subFirst >= content.subLast || content.subLast > content.first || !pronoun && !t.cleanSubject(content, content.subFirst, content.subLast) || t.drop[content.subFirst] {
		return
	}
	faults := faultReported
	first := t.tokens[content.subFirst]
	switch {
	case content.inQuote && t.weakness(content.subFirst, content.subLast) > 0:
		return
	case content.inQuote:
		who = slices.Clone(who)
		who[len(who)-1] += ":"
		faults = faultQuote
	case c < s && first.is(posSubjectPron):
		return
	case c < s && t.tokens[g.main].lemma == t.lex.tell:
		who = slices.Concat(who, t.verbWords(g), t.words(g.last+1, t.phraseAfter(g.last+1, t.clauseEnd(g))))
	case c < s:
		who = slices.Concat(who, t.verbWords(g))
	default:
		return
	}
	words := t.words(content.subFirst, content.subLast)
	if len(words) > 0 && first.closed() && !content.inQuote {
		words[0] = strings.ToLower(words[0])
	}
	t.predicates(Mention{Type: &Type{}}, content, phrase{words: slices.Concat(who, words), faults: faults + t.weakness(content.subFirst, content.subLast)})
}

// speaker names who speaks.
func (t *titler) speaker(m Mention, g group) []string {
	if m.Actor.Person && m.Actor.Name != "" && !m.Actor.Unsure {
		return named(m.Actor.Name, 4)
	}
	best := []string(nil)
	for _, s := range t.subjects(m, g) {
		if len(s.words) <= 5 && len(s.words) > len(best) {
			best = s.words
		}
	}
	return best
}

// sayer returns the group that reports the speech around group k, or -1.
func (t *titler) sayer(k int) int {
	for n, g := range t.groups {
		if n != k && g.kind == finite && !g.inQuote && t.tokens[g.main].is(posReporting) {
			return n
		}
	}
	return -1
}

// contentOf returns the first clause that group k reports, or -1.
func (t *titler) contentOf(k int) int {
	for n := k + 1; n < len(t.groups); n++ {
		if g := t.groups[n]; g.kind == finite && !g.relative && !g.subordinate {
			return n
		}
	}
	r := t.groups[k]
	if i := min(r.first, r.subFirst) - 1; r.subFirst < r.subLast && i >= 0 && t.tokens[i].kind != aComma && t.tokens[i].kind != aQuote && t.tokens[i].kind != aDash {
		return -1
	}
	for n := 0; n < k; n++ {
		if g := t.groups[n]; g.kind == finite && !g.relative && !g.subordinate && g.subFirst != r.subFirst {
			return n
		}
	}
	return -1
}

// nominal tries the noun phrase of a mention that a noun reports.
func (t *titler) nominal(m Mention) {
	i := slices.IndexFunc(t.tokens, func(tok token) bool { return int(tok.start) == m.Trigger.Start })
	if i < 0 {
		return
	}
	first := i
	for first > 0 && t.tokens[first-1].kind == aWord && !t.tokens[first-1].closed() && !t.drop[first-1] && !t.inVerb(first-1) && i-first < 5 {
		first--
	}
	end := i + 1
	for end < len(t.tokens) && int(t.tokens[end].start) < m.Trigger.End {
		end++
	}
	lead := t.words(first, end)
	faults := faultNominal
	if first > 0 && t.tokens[first-1].is(posPron) && t.tokens[first-1].is(posDet) || first > 0 && isPossessive(t.wordAt(first-1)) {
		if m.Actor.Name != "" && strings.ContainsFunc(m.Actor.Name, unicode.IsUpper) && !m.Actor.Unsure {
			lead = slices.Concat(named(m.Actor.Name+"’s", 5), lead)
		} else {
			faults += faultPronoun
		}
	}
	if !t.anyName(lead) {
		faults += faultBare
	}
	stop := t.clauseEnd(group{last: end - 1, main: end - 1})
	for k := end; ; {
		if !t.splits(group{last: end - 1}, k, stop) && !(k > end && t.inFinite(k-1)) {
			t.try(slices.Concat(lead, t.words(end, k)), faults+t.cutFault(group{}, k)+t.weakness(end, k))
		}
		if k >= stop || t.inFinite(k) {
			return
		}
		k = t.phraseAfter(k, stop)
	}
}

func isPossessive(w string) bool {
	switch w {
	case "his", "her", "its", "their":
		return true
	}
	return false
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
	s := strings.Join(words, " ")
	c, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(c)) + s[n:]
}

func (t *titler) indexOf(g group) int {
	return slices.IndexFunc(t.groups, func(o group) bool { return o.first == g.first })
}

// startsGroup reports whether a verb group begins at token i.
func (t *titler) startsGroup(i int) bool {
	return slices.ContainsFunc(t.groups, func(g group) bool { return g.first == i })
}
