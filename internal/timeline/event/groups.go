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
	case "also", "now", "still", "since", "yet", "already", "again", "just", "even", "ever", "then", "soon", "once", "only", "thus", "first", "both", "so", "far", "always", "often", "long", "later", "indeed", "all", "together", "however", "instead":
		return true
	}
	return false
}

// presentGroup reads a present form. Most of them are nouns as well, so a
// subject must stand before and something that is no noun after.
func (r *reader) presentGroup(i int) (group, int, bool) {
	t := r.tokens[i]
	g := group{first: i, last: i, main: i, tense: present, inQuote: t.inQuote()}
	if i == 0 || t.is(posPrep) || t.capital() && !r.titleCase() || r.attributive(i) {
		return g, i + 1, false
	}
	p := r.tokens[i-1]
	switch {
	case p.is(posSubjectPron), p.is(posRel) && !p.is(posDet):
		return g, i + 1, true
	case p.kind != aWord, p.is(posPrep|posDet|posCoord|posSub|posPron|posAux|posNeg) && !r.adverb(i-1):
		if !(p.is(posCoord) && len(r.groups) > 0 && r.groups[len(r.groups)-1].tense == present && r.groups[len(r.groups)-1].kind == finite) &&
			!(p.kind == aComma && t.is(posThird|posReporting) && t.is(posReporting)) {
			return g, i + 1, false
		}
	}
	if t.is(posNoun) && (p.unknown() || r.lex.title.can(r.wordAt(i-1), useCount) || !p.nameLike() || r.finiteAhead(i)) {
		return g, i + 1, false
	}
	if t.is(posReporting) && t.is(posThird) {
		return g, i + 1, true
	}
	if i+1 >= len(r.tokens) {
		return g, i + 1, false
	}
	n := r.tokens[i+1]
	follows := n.is(posDet|posPrep|posPron) || n.capital() || n.is(posNeg) || n.kind == aNumber || r.wordAt(i+1) == "that" || n.unknown() && p.nameLike()
	subject := p.nameLike() || p.is(posOrg|posRole|posBystander) || t.is(posThird) && !p.is(posVerb) && p.unknown() && !t.is(posNoun) && !r.lex.title.can(r.wordAt(i-1), useCount) || t.is(posBase) && pluralish(r.wordAt(i-1))
	return g, i + 1, follows && subject && !r.finiteAhead(i)
}

func pluralish(w string) bool { return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' }

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
