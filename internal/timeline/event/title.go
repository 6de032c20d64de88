package event

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"buildsite/internal/article"
	"buildsite/internal/timeline/timex"
)

// MaxTitleWords is the greatest number of words in a title.
const MaxTitleWords = 12

// LeastFaults is what no title has less faults than.
const LeastFaults = -enough

// Faults that speak against a title, in words: one fault weighs as much as one
// word less of what happened. What is wrong, and not only weak, is no title at
// all: see Sound.
const (
	faultPhrase   = 1  // a prepositional phrase or participle left out at the end
	faultSubject  = 2  // the subject is taken from a pronoun or a relative clause
	faultTime     = 3  // an expression of time inside a phrase
	faultBare     = 2  // nobody and nothing in it has a name
	faultPronoun  = 6  // a pronoun in it stands for something outside
	faultOwner    = 3  // of "his", "its": whose is not said
	faultNominal  = 5  // no verb
	faultReported = 2  // what somebody said
	faultCut      = 5  // an infinitive or a clause left out that the verb asks for
	faultClaim    = 5  // what somebody said, without the somebody
	faultTerse    = 2  // articles are left out
	faultAside    = 6  // a clause of the sentence that is not the one with the trigger
	faultWeak     = 8  // rather than no title
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
	t, _ := lex.titlers.Get().(*titler)
	if t == nil {
		t = &titler{}
	}
	defer lex.titlers.Put(t)
	t.begin(lex, a, tags)
	t.title, t.faults, t.size = "", hopeless, 0
	t.tokenise(a.Sentences[m.Sentence])
	t.parse()
	t.maskTimes()
	t.dropInsertions(article.Span(m.Trigger))
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
	for len(words) > 3 && t.lex.title.can(words[len(words)-1], usePointsOn) {
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

// beaten reports whether words with so many faults cannot become the title,
// however many they are.
func (t *titler) beaten(faults int) bool {
	return faults-enough > min(t.faults, tolerable)
}

// aside tries the other main clauses of the sentence, when the one that holds
// the trigger gives no title.
func (t *titler) aside(k int) {
	for n, g := range t.groups {
		if n == k || g.kind != finite || g.relative || g.inQuote || t.tokens[g.main].is(posReporting) && !g.passive || g.subordinate || g.conditional || t.depends(g) || g.subLast-g.subFirst == 1 && t.tokens[g.subFirst].is(posSubjectPron|posPron) {
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

// verbal tries the titles of a mention that a verb reports.
func (t *titler) verbal(m Mention, k int) {
	g := t.groups[k]
	if g.kind == infinitive || g.kind == gerundive || t.describes(g) {
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
	if t.sharesNegation(k) {
		p := t.groups[k-1]
		for _, s := range t.subjects(m, p) {
			t.predicates(m, p, s)
			s.faults -= faultPhrase
			t.predicatesFrom(m, p, s, g.last+1)
		}
		return
	}
	for _, s := range t.subjects(m, g) {
		s.faults += claim
		t.predicates(m, g, s)
	}
	t.quoted(m, k)
}

// sharesNegation reports whether "or" joins group k to a verb that is negated:
// "had not confessed or named anyone".
func (t *titler) sharesNegation(k int) bool {
	g := t.groups[k]
	if k == 0 || g.first == 0 || t.wordAt(g.first-1) != "or" && t.wordAt(g.first-1) != "nor" {
		return false
	}
	p := t.groups[k-1]
	return p.negated && p.subFirst == g.subFirst
}

// describes reports whether the verb of g only says where or what its noun is:
// "a bank based in Basel".
func (t *titler) describes(g group) bool {
	next := g.last + 1
	if g.first < g.last || !t.at(g.main, useStative) || next >= len(t.tokens) {
		return false
	}
	return g.kind == reduced || t.tokens[next].is(posPrep) && !t.triggerGoesOn(g, next)
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

// startsGroup reports whether a verb group begins at token i.
func (t *titler) startsGroup(i int) bool {
	return slices.ContainsFunc(t.groups, func(g group) bool { return g.first == i })
}

func (t *titler) indexOf(g group) int {
	return slices.IndexFunc(t.groups, func(o group) bool { return o.first == g.first })
}

func (t *titler) inVerb(i int) bool {
	for _, g := range t.groups {
		if g.first <= i && i <= g.last {
			return true
		}
	}
	return false
}

func (t *titler) inFinite(k int) bool {
	for _, g := range t.groups {
		if g.kind == finite && g.first <= k && k <= g.last {
			return true
		}
	}
	return false
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
