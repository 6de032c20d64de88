package event

// A tense is what the verb group says of the time and standing of the clause.
type tense uint8

const (
	past tense = iota
	present
	perfect
	pastPerfect
	future
	modal       // may, might, could, would
	progressive // is doing
	nonFinite
)

// A group is a verb group: auxiliaries, adverbs and the main verb.
type group struct {
	first, last int // token indexes, last is the last verb of the group
	main        int
	tense       tense
	passive     bool
	negated     bool
	copula      bool // be is the main verb
	kind        groupKind
	clause      int // index of the first token of its clause
	end         int // one past the last token of its clause
	subFirst    int // tokens of the subject, half-open
	subLast     int
	inQuote     bool
	relative    bool // clause opened by which, who
	subordinate bool // clause opened by after, because, …
	conditional bool // clause opened by if, unless, whether
	gapFirst    int  // tokens of a relative clause that parts it from its subject, half-open
	gapEnd      int
}

type groupKind uint8

const (
	finite  groupKind = iota
	reduced           // "a measure approved by", participle after its noun
	gerundive
	infinitive
)

// parse finds the verb groups of the tokens, their clauses and subjects.
func (r *reader) parse() {
	r.groups = r.groups[:0]
	for i := 0; i < len(r.tokens); {
		if !r.tokens[i].is(posAux | posVerb) {
			i++
			continue
		}
		g, next, ok := r.groupAt(i)
		if ok {
			r.groups = append(r.groups, g)
		}
		i = max(next, i+1)
	}
	for k := range r.groups {
		r.clauseOf(k)
		r.subjectOf(k)
		r.resumedSubject(k)
	}
}

// groupAt reads the verb group that starts at token i.
func (r *reader) groupAt(i int) (group, int, bool) {
	t := r.tokens[i]
	if t.kind != aWord || t.isTimex() && !t.is(posAux) {
		return group{}, i + 1, false
	}
	if t.is(posAux) && !(t.has(capital) && t.allCapsName()) {
		return r.auxiliaryGroup(i)
	}
	if i > 0 && r.wordAt(i-1) == "to" && t.is(posBase) {
		return group{first: i, last: i, main: i, tense: nonFinite, kind: infinitive, inQuote: t.inQuote()}, i + 1, true
	}
	switch {
	case t.is(posGerund):
		if t.is(posNoun) && i > 0 && !r.tokens[i-1].is(posPrep) && r.tokens[i-1].kind == aWord {
			return group{}, i + 1, false
		}
		if r.attributive(i) || t.capital() && i > 0 {
			return group{}, i + 1, false
		}
		return group{first: i, last: i, main: i, tense: nonFinite, kind: gerundive, inQuote: t.inQuote()}, i + 1, true
	case t.is(posPast | posPart):
		return r.pastGroup(i)
	case t.is(posThird | posBase):
		return r.presentGroup(i)
	}
	return group{}, i + 1, false
}

func (t token) allCapsName() bool { return t.has(allCaps) && t.end-t.start > 1 && t.is(posModal) }

// auxiliaries are the kinds of auxiliary verbs that a group has.
type auxiliaries struct{ had, have, be, modal, future bool }

// auxiliaryGroup reads the verb group whose first word, at i, is an auxiliary.
func (r *reader) auxiliaryGroup(i int) (group, int, bool) {
	g := group{first: i, last: i, main: i, inQuote: r.tokens[i].inQuote()}
	if i > 0 && r.wordAt(i-1) == "to" {
		g.kind = infinitive
	}
	var x auxiliaries
	j := i
	for ; j < len(r.tokens); j++ {
		t := r.tokens[j]
		if t.kind != aWord {
			break
		}
		g.negated = g.negated || t.is(posNeg)
		if r.mainVerb(&g, &x, j, i) {
			g.main, g.last = j, j
			x.be = t.is(posGerund)
			return r.finish(g, j+1, x)
		}
		if t.is(posHave) && !t.is(posModal) && x.be || !r.auxiliary(&g, &x, j, i) {
			break
		}
	}
	return r.finish(g, j, x)
}

// mainVerb reports whether the word at j is the main verb after the auxiliaries
// x of the group that begins at i.
func (r *reader) mainVerb(g *group, x *auxiliaries, j, i int) bool {
	t := r.tokens[j]
	switch {
	case t.is(posAux) && (j == i && t.is(posModal|posDo) || t.is(posBe) || t.is(posHave) && !t.is(posModal)):
		return false
	case t.is(posPart|posPast) && (x.have || x.be) && !r.attributiveAfterBe(j):
		g.passive = x.be
		return true
	case t.is(posGerund):
		return x.be
	}
	return t.is(posBase) && (x.modal || r.tokens[i].is(posDo)) && !x.be && !x.have
}

// auxiliary takes the word at j into the group, unless it ends it.
func (r *reader) auxiliary(g *group, x *auxiliaries, j, i int) bool {
	t := r.tokens[j]
	switch w := r.wordAt(j); {
	case t.is(posModal) && j == i && (w == "'d") && r.participleNext(j):
		x.had, x.have = true, true
	case t.is(posModal) && !x.modal && j == i:
		x.modal = true
		x.future = w == "will" || w == "shall" || w == "'ll" || w == "won't"
	case t.is(posHave) && !t.is(posModal):
		x.had = x.had || w == "had" || w == "hadn't"
		x.have = true
		g.last, g.main = j, j
	case t.is(posBe):
		x.be = true
		g.last, g.main = j, j
	case t.is(posDo) && j == i:
	default:
		return t.isTimex() || t.is(posNeg) || r.adverb(j)
	}
	return true
}

// participleNext reports whether a participle that is no base form comes after
// token j and adverbs: "he'd spoken".
func (r *reader) participleNext(j int) bool {
	for j++; j < len(r.tokens) && r.adverb(j); j++ {
	}
	return j < len(r.tokens) && r.tokens[j].is(posPart|posBe) && !r.tokens[j].is(posBase) && r.wordAt(j) != "be"
}

// finish sets the tense of g, whose auxiliaries are x.
func (r *reader) finish(g group, next int, x auxiliaries) (group, int, bool) {
	main := r.tokens[g.main]
	first := r.wordAt(g.first)
	switch {
	case g.kind == infinitive || first == "being" || first == "having" || first == "be" && !x.modal:
		g.tense = nonFinite
		if g.kind == finite {
			g.kind = gerundive
		}
	case x.future:
		g.tense = future
	case x.modal:
		g.tense = modal
	case x.have && x.had && main.is(posPart|posPast|posBe) && !main.is(posHave):
		g.tense = pastPerfect
	case x.have && main.is(posPart|posPast|posBe) && !main.is(posHave):
		g.tense = perfect
	case x.be && main.is(posGerund):
		g.tense = progressive
	case first == "was" || first == "were" || first == "had" || first == "did" || first == "wasn't" || first == "weren't" || first == "didn't" || first == "hadn't":
		g.tense = past
	default:
		g.tense = present
	}
	g.copula = main.is(posBe)
	return g, max(next, g.last+1), true
}

// adverb reports whether token j may stand inside a verb group.
func (r *reader) adverb(j int) bool {
	t := r.tokens[j]
	w := r.wordAt(j)
	if len(w) > 3 && w[len(w)-2:] == "ly" && !t.capital() && !t.is(posNoun|posBase) {
		return true
	}
	switch w {
	case "also", "now", "still", "since", "yet", "already", "again", "just", "even", "ever", "then", "soon", "once", "only", "thus", "first", "both", "so", "far", "always", "often", "long", "later", "indeed", "all", "together", "however", "instead", "quite", "never", "finally":
		return true
	}
	return false
}

// wordAt returns the lower-case known form at i, "" when it is unknown or out
// of range.
func (r *reader) wordAt(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	if s := r.tokens[i].sym; s != 0 {
		return r.lex.name(s)
	}
	return r.a.Text[r.tokens[i].start:r.tokens[i].end]
}
