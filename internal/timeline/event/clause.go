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

func (r *reader) auxiliaryGroup(i int) (group, int, bool) {
	g := group{first: i, last: i, main: i, inQuote: r.tokens[i].inQuote()}
	if i > 0 && r.wordAt(i-1) == "to" {
		g.kind = infinitive
	}
	had, hasHave, hasBe, hasModal, future_ := false, false, false, false, false
	j := i
	for ; j < len(r.tokens); j++ {
		t := r.tokens[j]
		if t.kind != aWord {
			break
		}
		if t.is(posNeg) {
			g.negated = true
		}
		switch {
		case t.is(posModal) && !hasModal && j == i:
			hasModal = true
			w := r.wordAt(j)
			future_ = w == "will" || w == "shall" || w == "'ll" || w == "won't"
		case t.is(posHave) && !t.is(posModal):
			if hasBe {
				return r.finish(g, j, hasModal, future_, had, hasHave, hasBe)
			}
			had = had || r.wordAt(j) == "had" || r.wordAt(j) == "hadn't"
			hasHave = true
			g.last, g.main = j, j
		case t.is(posBe):
			hasBe = true
			g.last, g.main = j, j
		case t.is(posDo) && j == i:
			g.last, g.main = j, j
		case t.is(posPart|posPast) && (hasHave || hasBe) && !r.attributiveAfterBe(j):
			g.main, g.last = j, j
			g.passive = hasBe
			return r.finish(g, j+1, hasModal, future_, had, hasHave, false)
		case t.is(posGerund) && hasBe:
			g.main, g.last = j, j
			return r.finish(g, j+1, hasModal, future_, had, hasHave, true)
		case t.is(posBase) && (hasModal || r.tokens[i].is(posDo)) && !hasBe && !hasHave:
			g.main, g.last = j, j
			return r.finish(g, j+1, hasModal, future_, had, false, false)
		case t.isTimex() || t.is(posNeg) || r.adverb(j):
		default:
			return r.finish(g, j, hasModal, future_, had, hasHave, hasBe)
		}
	}
	return r.finish(g, j, hasModal, future_, had, hasHave, hasBe)
}

func (r *reader) finish(g group, next int, hasModal, fut, had, hasHave, hasBe bool) (group, int, bool) {
	main := r.tokens[g.main]
	first := r.wordAt(g.first)
	switch {
	case g.kind == infinitive || first == "being" || first == "having" || first == "be" && !hasModal:
		g.tense = nonFinite
		if g.kind == finite {
			g.kind = gerundive
		}
	case fut:
		g.tense = future
	case hasModal:
		g.tense = modal
	case hasHave && had && main.is(posPart|posPast|posBe) && !main.is(posHave):
		g.tense = pastPerfect
	case hasHave && main.is(posPart|posPast|posBe) && !main.is(posHave):
		g.tense = perfect
	case hasBe && main.is(posGerund):
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
	if len(w) > 3 && w[len(w)-2:] == "ly" && !t.capital() {
		return true
	}
	switch w {
	case "also", "now", "still", "since", "yet", "already", "again", "just", "even", "ever", "then", "soon", "once", "only", "thus", "first", "both", "so", "far", "always", "often", "long", "later", "indeed", "all", "together", "however", "instead":
		return true
	}
	return false
}

// attributiveAfterBe reports whether the participle at j stands before a noun
// it describes: "was a wanted man" has a determiner, so only that is asked.
func (r *reader) attributiveAfterBe(j int) bool {
	return j > 0 && r.tokens[j-1].is(posDet) && !r.tokens[j-1].is(posNeg)
}

// attributive reports whether the verb form at i describes the noun after it
// or is itself a noun: "the alleged hack", "a planned release", "the hearing".
func (r *reader) attributive(i int) bool {
	if i == 0 {
		return false
	}
	p := r.tokens[i-1]
	if p.owner() || p.is(posDet) && !p.is(posSubjectPron|posRel) {
		return !(p.is(posPron) && r.tokens[i].is(posPast|posThird))
	}
	if p.is(posPrep) && !p.is(posSub) && r.nounLike(i+1) {
		return true
	}
	return false
}

func (r *reader) nounLike(i int) bool {
	if i >= len(r.tokens) {
		return false
	}
	t := r.tokens[i]
	if t.kind == aNumber {
		return false
	}
	return t.kind == aWord && !t.closed() && !t.isTimex() && !r.adverb(i)
}

// pastGroup reads a past form without an auxiliary: finite, or a reduced
// relative clause.
func (r *reader) pastGroup(i int) (group, int, bool) {
	t := r.tokens[i]
	g := group{first: i, last: i, main: i, tense: past, inQuote: t.inQuote()}
	if r.attributive(i) {
		return g, i + 1, false
	}
	if t.capital() && i > 0 && !r.tokens[i-1].boundary() && !r.titleCase() {
		return g, i + 1, false
	}
	if i == 0 && t.is(posPart) { // "Asked about it, he …"
		g.kind, g.tense = reduced, nonFinite
		return g, i + 1, true
	}
	if !t.is(posPast) { // "taken" alone is never finite
		g.kind, g.tense, g.passive = reduced, nonFinite, true
		return g, i + 1, true
	}
	if t.is(posPart) && r.reducedAt(i) {
		g.kind, g.tense, g.passive = reduced, nonFinite, true
	}
	if i > 0 && r.tokens[i-1].is(posNeg) {
		g.negated = true
	}
	return g, i + 1, true
}

func (r *reader) titleCase() bool {
	words, caps := 0, 0
	for _, t := range r.tokens {
		if t.kind == aWord && t.end-t.start > 3 {
			words++
			if t.capital() {
				caps++
			}
		}
	}
	return words > 2 && caps*4 >= words*3
}

// reducedAt decides whether an ambiguous past form at i is a participle: "by"
// follows, no subject precedes, or the clause has its finite verb elsewhere.
func (r *reader) reducedAt(i int) bool {
	switch r.wordAt(i) {
	case "called", "named", "dubbed", "known":
		if i > 0 && i+1 < len(r.tokens) && r.tokens[i+1].nameLike() && !r.tokens[i-1].nameLike() && !r.tokens[i-1].is(posSubjectPron) {
			return true
		}
	case "linked", "tied", "connected", "associated", "related":
		if w := r.wordAt(i + 1); w == "to" || w == "with" { // active, they ask for an object first
			return true
		}
	}
	if r.tokens[i].lemma == r.lex.say && r.wordAt(i+1) != "to" && r.wordAt(i+1) != "by" {
		return false // "a spokeswoman said employees were"
	}
	next := i + 1
	for next < len(r.tokens) && r.tokens[next].isTimex() {
		next++
	}
	if r.wordAt(next) == "by" && !r.takesBy(i) || r.insideFront(i) {
		return true
	}
	if i+1 < len(r.tokens) {
		if n := r.tokens[i+1]; (n.is(posDet|posPron) || n.nameLike() && !n.isTimex()) && r.tokens[i].is(posReporting) {
			return false // "said the hacking was"
		}
	}
	if i > 0 {
		p := r.tokens[i-1]
		if p.is(posPrep) && !p.is(posSub) || p.kind == aComma && !r.subjectGap(i) {
			return true
		}
		if p.is(posSubjectPron) || p.is(posRel) || p.kind == aQuote {
			return false
		}
	}
	if n := len(r.groups); n > 0 {
		prev := r.groups[n-1]
		if prev.kind == finite && !r.breakBetween(prev.last+1, i) && !r.reportsThat(prev, i) || prev.kind == finite && r.afterQuotedNoun(i) {
			return true
		}
	}
	return r.finiteAhead(i)
}

// reportsThat reports whether the group opens a clause of reported speech with
// "that" left out: "said the ministry summoned".
func (r *reader) reportsThat(g group, i int) bool {
	return r.tokens[g.main].is(posReporting) && i-g.last > 1 && !r.tokens[g.last+1].is(posPrep)
}

// takesBy reports whether the lexicon lists the verb at i with "by": "stand by".
func (r *reader) takesBy(i int) bool {
	for _, tr := range r.lex.verbs.of(r.tokens[i].lemma) {
		if len(tr.rest) > 0 && r.lex.name(tr.rest[0]) == "by" {
			return true
		}
	}
	return false
}

// insideFront reports whether only a prepositional phrase stands before i in
// its clause, so that no subject can: "In a rebuttal published this week, …".
func (r *reader) insideFront(i int) bool {
	k := i
	for k > 0 && r.tokens[k-1].kind != aComma && !r.tokens[k-1].boundary() {
		k--
		if r.tokens[k].isTimex() || r.tokens[k].is(posAux) {
			return false
		}
	}
	if k >= i || !r.tokens[k].is(posPrep) || r.tokens[k].is(posSub) {
		return false
	}
	for n := i + 1; n < len(r.tokens); n++ {
		if r.tokens[n].kind == aComma {
			return true
		}
	}
	return false
}

// subjectGap reports whether a subject may stand before the comma before i:
// "The firm, based in Beijing, planned".
func (r *reader) subjectGap(i int) bool {
	commas := 0
	for k := i - 1; k >= 0; k-- {
		t := r.tokens[k]
		if t.kind == aComma {
			commas++
		}
		if t.boundary() {
			break
		}
	}
	finiteBefore := false
	for _, g := range r.groups {
		finiteBefore = finiteBefore || g.kind == finite && !r.relativeAt(g)
	}
	return commas >= 2 && !finiteBefore
}

// afterQuotedNoun reports whether a quotation ends before i, adverbs between:
// `observed "malicious activity" previously linked to`.
func (r *reader) afterQuotedNoun(i int) bool {
	k := i - 1
	for k > 0 && r.adverbly(k) {
		k--
	}
	return r.tokens[k].kind == aQuote && !r.tokens[k].has(opening) && !r.tokens[i].is(posReporting)
}

func (r *reader) adverbly(k int) bool {
	w := r.wordAt(k)
	return len(w) > 3 && w[len(w)-2:] == "ly"
}

// relativeAt reports whether a relative pronoun stands before the group.
func (r *reader) relativeAt(g group) bool {
	i := g.first - 1
	for i > 0 && r.adverb(i) {
		i--
	}
	return i >= 0 && (r.tokens[i].is(posRel) || r.wordAt(i) == "that")
}

func (r *reader) breakBetween(i, j int) bool {
	for ; i < j; i++ {
		t := r.tokens[i]
		if t.boundary() || t.is(posSub|posRel|posCoord) || t.kind == aComma || t.kind == aParen || r.wordAt(i) == "that" {
			return true
		}
	}
	return false
}

// finiteAhead reports whether an auxiliary or a past form that cannot be a
// participle comes in the same clause after i.
func (r *reader) finiteAhead(i int) bool {
	for k := i + 1; k < len(r.tokens); k++ {
		t := r.tokens[k]
		if t.boundary() || t.kind == aComma || t.is(posSub|posRel|posCoord) || r.wordAt(k) == "that" {
			return false
		}
		if t.kind != aWord || t.isTimex() {
			continue
		}
		if t.is(posAux) && !r.tokens[k-1].is(posSubjectPron) && r.wordAt(k) != "being" && r.wordAt(k) != "be" && r.wordAt(k) != "having" && r.wordAt(k-1) != "to" {
			return true
		}
		if t.is(posPast) && !t.is(posPart) && t.sym != 0 && !t.capital() {
			return true
		}
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
	if t.is(posNoun) && (p.unknown() || !p.nameLike() || r.finiteAhead(i)) {
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
	subject := p.nameLike() || p.is(posOrg|posRole|posBystander) || t.is(posThird) && !p.is(posVerb) && p.unknown() && !t.is(posNoun) || t.is(posBase) && pluralish(r.wordAt(i-1))
	return g, i + 1, follows && subject && !r.finiteAhead(i)
}

func pluralish(w string) bool { return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' }

// clauseOf sets where the clause of group k begins and ends.
func (r *reader) clauseOf(k int) {
	g := &r.groups[k]
	floor := 0
	if k > 0 {
		floor = r.groups[k-1].last + 1
	}
	g.clause = r.clauseStart(g, floor)
	ceiling := len(r.tokens)
	if k+1 < len(r.groups) {
		ceiling = r.groups[k+1].first
	}
	g.end = ceiling
	for i := g.last + 1; i < ceiling; i++ {
		t := r.tokens[i]
		if t.boundary() && t.kind != aQuote || t.is(posSub|posRel) && !t.isTimex() && !t.is(posPrep) {
			g.end = i
			break
		}
	}
	if g.clause > 0 {
		opener := r.tokens[g.clause-1]
		g.relative = opener.is(posRel) && !opener.is(posSub) && !r.complementiser(k)
		g.subordinate = opener.is(posSub)
		w := r.wordAt(g.clause - 1)
		g.conditional = w == "if" || w == "unless" || w == "whether"
	}
}

// joined reports whether a conjunction or comma joins group k to the one before.
func (r *reader) joined(k int) bool {
	for i := r.groups[k-1].last + 1; i < r.groups[k].first; i++ {
		if r.tokens[i].is(posCoord) || r.tokens[i].kind == aComma {
			return true
		}
	}
	return false
}

// complementiser reports whether the "that" before the clause of group k opens
// what is reported: "said in a statement that".
func (r *reader) complementiser(k int) bool {
	g := r.groups[k]
	if k == 0 || r.wordAt(g.clause-1) != "that" {
		return false
	}
	p := r.groups[k-1]
	that := g.clause - 1
	if !r.tokens[p.main].is(posReporting) || that-p.last > 8 {
		return false
	}
	if that == p.last+1 || r.tokens[p.main].lemma == r.lex.tell {
		return true
	}
	n := r.tokens[p.last+1]
	return n.isTimex() || n.is(posPrep) && r.wordAt(p.last+1) != "about" && r.wordAt(p.last+1) != "of" && r.wordAt(p.last+1) != "for"
}

// clauseStart looks left from the group for what opens its clause.
func (r *reader) clauseStart(g *group, floor int) int {
	comma := -1
	for i := g.first - 1; i >= floor; i-- {
		t := r.tokens[i]
		switch {
		case t.kind == aStop, t.kind == aDash:
			return i + 1
		case t.kind == aQuote && !r.shortQuote(i):
			return i + 1
		case t.is(posRel|posSub) && !t.isTimex() && !r.prepositionUse(i) && !r.between(i):
			return i + 1
		case r.wordAt(i) == "that":
			return i + 1
		case t.is(posCoord) && floor > 0:
			return i + 1
		case t.kind == aComma && comma < 0 && !r.listComma(i):
			comma = i
		}
	}
	if floor > 0 && comma >= 0 && comma+1 < g.first {
		return comma + 1
	}
	return floor
}

// listComma reports whether the comma at i stands between two names or
// numbers: "Japan, China", "St. Louis, Missouri".
func (r *reader) listComma(i int) bool {
	return i > 0 && i+2 < len(r.tokens) && r.tokens[i-1].nameLike() && r.tokens[i+1].nameLike() &&
		(r.tokens[i+2].kind == aComma || r.tokens[i+2].is(posCoord)) && r.tokens[i+1].place != "" && r.tokens[i-1].place != ""
}

// between reports whether commas enclose the word at i: ", though,".
func (r *reader) between(i int) bool {
	return i > 0 && i+1 < len(r.tokens) && r.tokens[i-1].kind == aComma && r.tokens[i+1].kind == aComma
}

// shortQuote reports whether the mark at i bounds a quoted phrase of at most
// four words inside the clause.
func (r *reader) shortQuote(i int) bool {
	for k := i - 1; k >= 0 && k > i-6; k-- {
		if r.tokens[k].kind == aQuote {
			return true
		}
	}
	for k := i + 1; k < len(r.tokens) && k < i+6; k++ {
		if r.tokens[k].kind == aQuote {
			return true
		}
	}
	return false
}

// prepositionUse reports whether a word such as "after" stands before a noun
// phrase that no verb follows before the group: then it opens no clause.
func (r *reader) prepositionUse(i int) bool {
	t := r.tokens[i]
	if !t.is(posPrep) {
		return false
	}
	for k := i + 1; k < len(r.tokens); k++ {
		if r.tokens[k].kind == aComma || r.tokens[k].boundary() {
			return true
		}
		if r.tokens[k].is(posAux) || r.tokens[k].is(posPast) && !r.tokens[k].capital() {
			return false
		}
	}
	return true
}

// subjectOf sets the tokens of the subject of group k: the noun phrase before
// the group, or after it when the words are inverted ("said Mark Rutte").
func (r *reader) subjectOf(k int) {
	g := &r.groups[k]
	if r.tokens[g.main].is(posReporting) && g.kind == finite && r.invertedSubject(g) {
		return
	}
	if g.kind == reduced || g.kind == gerundive || g.kind == infinitive {
		r.controlSubject(k)
		return
	}
	if g.relative && r.ownSubject(g) {
		g.subFirst, g.subLast = g.clause, r.nounPhraseEnd(g.clause, g.first)
		return
	}
	if g.relative {
		r.nounBefore(g, g.clause-1)
		return
	}
	if r.afterInsertion(k) {
		return
	}
	if k > 0 && r.subjectBefore(k) {
		return
	}
	i := r.skipFronted(g.clause, g.first)
	j := i
	for j < g.first {
		t := r.tokens[j]
		if t.kind == aComma || t.is(posRel) && !t.is(posDet) || t.kind == aDash || t.kind == aParen && t.has(opening) || r.adverb(j) && j+1 == g.first || t.isTimex() && j > i && !r.nounLike(j+1) {
			break
		}
		j++
	}
	for j > i && (r.tokens[j-1].is(posPrep|posCoord) || r.adverb(j-1)) && !r.tokens[j-1].capital() {
		j--
	}
	g.subFirst, g.subLast = i, j
	if i == j && k > 0 && r.joined(k) { // "condemned the attack and called on China"
		for p := k - 1; p >= 0; p-- {
			q := r.groups[p]
			if q.kind == finite && q.subLast > q.subFirst && q.inQuote == g.inQuote {
				g.subFirst, g.subLast = q.subFirst, q.subLast
				g.relative, g.subordinate = q.relative, q.subordinate
				if g.tense == past && (q.tense == perfect || q.tense == pastPerfect) && r.tokens[g.main].is(posPart) {
					g.tense = q.tense
				}
				return
			}
		}
	}
}

// subjectBefore gives group k the subject that a participle inside it has
// described ("A report released by the board found") or that is a gerund
// ("investing more is").
func (r *reader) subjectBefore(k int) bool {
	g, p := &r.groups[k], r.groups[k-1]
	if g.kind != finite || g.clause > p.first && r.breakBetween(p.last+1, g.first) {
		return false
	}
	switch {
	case p.kind == reduced && p.subFirst < p.subLast && !r.breakBetween(p.last+1, g.first):
		g.subFirst, g.subLast = p.subFirst, p.subLast
		return true
	case p.kind == gerundive && p.first > 0 && !r.tokens[p.main].is(posReporting) && (r.wordAt(p.first-1) == "that" || r.tokens[p.first-1].kind == aQuote || r.tokens[p.first-1].kind == aComma) && !r.breakBetween(p.last+1, g.first):
		g.subFirst, g.subLast = p.first, g.first
		return true
	}
	return false
}

// ownSubject reports whether a noun stands between the relative pronoun and
// the verb: "which investigators were inspecting".
func (r *reader) ownSubject(g *group) bool {
	for i := g.clause; i < g.first; i++ {
		if t := r.tokens[i]; t.kind == aWord && !t.isTimex() && !r.adverb(i) && !t.is(posNeg|posPrep) {
			return true
		}
	}
	return false
}

func (r *reader) nounPhraseEnd(i, j int) int {
	for k := i; k < j; k++ {
		if r.tokens[k].kind == aComma {
			return k
		}
	}
	return j
}

// afterInsertion gives group k, which follows a comma, the subject that an
// apposition or a clause has interrupted: "The train, which was headed to New
// York, derailed".
func (r *reader) afterInsertion(k int) bool {
	g := &r.groups[k]
	if k == 0 || g.first == 0 || r.tokens[g.first-1].kind != aComma {
		return false
	}
	start := 0
	for p := k - 1; p >= 0; p-- {
		if q := r.groups[p]; q.kind == finite && !q.relative {
			if !q.subordinate && q.clause > 1 || r.opener(q.clause-1) == "" && q.clause > 0 {
				return false
			}
			start = q.last + 1
			break
		}
	}
	i := r.skipFronted(start, g.first)
	j := i
	for j < g.first && r.tokens[j].kind != aComma && !r.tokens[j].is(posRel) {
		j++
	}
	if i >= j || j >= g.first-1 {
		return false
	}
	g.subFirst, g.subLast = i, j
	g.clause, g.relative, g.subordinate = i, false, false
	return true
}

func (r *reader) opener(i int) string {
	if i < 0 || !r.tokens[i].is(posSub) {
		return ""
	}
	return r.wordAt(i)
}

// skipFronted moves past what stands before the subject: conjunctions, adverbs,
// "On Friday", "In a statement,".
func (r *reader) skipFronted(i, limit int) int {
	if i == 0 {
		i = r.dateline(limit)
	}
	for i < limit {
		t := r.tokens[i]
		switch {
		case t.kind == aWord && i+2 < limit && r.tokens[i+1].kind == aComma && t.place == "" && (i == 0 || r.tokens[i-1].kind != aWord) && (t.sym != 0 || r.oneOff(i+2, limit)):
			i += 2
		case t.is(posCoord), t.kind == aComma, t.kind == aQuote, t.is(posSub) && !t.is(posPrep), r.adverb(i) && !t.is(posDet), t.kind == aDash, t.kind == aStop, t.kind == aParen:
			i++
		case t.isTimex():
			i++
		case t.is(posPrep) && !t.is(posDet):
			next := r.endOfFront(i, limit)
			if next == i {
				return i
			}
			i = next
		default:
			return i
		}
	}
	return i
}

// dateline returns the token after an agency mark that opens the sentence:
// "Washington (CNN) A House panel", "(CNN) Investigators".
func (r *reader) dateline(limit int) int {
	for k := 1; k < 6 && k+1 < limit; k++ {
		if t := r.tokens[k]; t.kind == aParen && !t.has(opening) {
			if next := r.tokens[k+1]; r.tokens[k-1].has(allCaps) && next.capital() && (k < 3 || r.tokens[0].capital()) {
				return k + 1
			}
			return 0
		}
	}
	return 0
}

// oneOff reports whether a noun phrase and no second comma follow: the word
// before the first comma is then no subject with an apposition.
func (r *reader) oneOff(i, limit int) bool {
	for k := i; k < limit; k++ {
		if r.tokens[k].kind == aComma {
			return false
		}
	}
	return true
}

// endOfFront returns where a prepositional phrase at the head of a clause ends:
// after its comma, or after its expression of time.
func (r *reader) endOfFront(i, limit int) int {
	for k := i + 1; k < limit; k++ {
		if r.tokens[k].kind == aComma {
			return k + 1
		}
	}
	for k := i + 1; k < limit && k < i+9; k++ {
		if k+1 == limit && r.tokens[k].is(posSubjectPron) {
			return k // "In a statement it condemned"
		}
	}
	for k := i + 1; k < limit && k < i+5; k++ {
		if r.tokens[k].isTimex() {
			for k < limit && r.tokens[k].isTimex() {
				k++
			}
			return k
		}
	}
	return i
}

// invertedSubject takes "said NATO Secretary General Mark Rutte" when the verb
// follows a quotation or comma.
func (r *reader) invertedSubject(g *group) bool {
	if g.first == 0 || g.last+1 >= len(r.tokens) {
		return false
	}
	p := r.tokens[g.first-1]
	if p.kind != aComma && p.kind != aQuote && p.kind != aDash {
		return false
	}
	if r.tokens[g.main].lemma == r.lex.tell || p.kind == aComma && r.apposition(g.first-1) {
		return false
	}
	n := r.tokens[g.last+1]
	if !(n.capital() || n.is(posDet) || n.is(posRole|posTitle|posOrg|posBystander)) || n.kind != aWord || n.isTimex() {
		return false
	}
	j := g.last + 1
	for j < len(r.tokens) {
		t := r.tokens[j]
		if t.kind == aComma || t.boundary() || t.is(posRel) || t.isTimex() || t.is(posPrep) && r.wordAt(j) != "of" && r.wordAt(j) != "for" && r.wordAt(j) != "at" {
			break
		}
		j++
	}
	g.subFirst, g.subLast = g.last+1, j
	return j > g.last+1
}

// apposition reports whether the comma at i closes an apposition to a name, so
// that the subject stands before the verb: "Mark Rutte, head of NATO, said".
func (r *reader) apposition(i int) bool {
	named := false
	for k := i - 1; k >= 0; k-- {
		t := r.tokens[k]
		if t.kind == aQuote || t.kind == aStop {
			return named
		}
		if r.insideFinite(k) {
			return false
		}
		named = named || t.kind == aComma && k > 0 && r.tokens[k-1].nameLike()
	}
	return named
}

func (r *reader) insideFinite(i int) bool {
	for _, g := range r.groups {
		if g.kind == finite && g.first <= i && i <= g.last {
			return true
		}
	}
	return false
}

// controlSubject gives a participle or infinitive the noun before it, or the
// subject of the finite group it depends on.
func (r *reader) controlSubject(k int) {
	g := &r.groups[k]
	if g.kind == reduced {
		r.nounBefore(g, g.first)
		return
	}
	for p := k - 1; p >= 0; p-- {
		if r.groups[p].kind == finite {
			g.subFirst, g.subLast = r.groups[p].subFirst, r.groups[p].subLast
			return
		}
	}
}

// nounBefore takes the noun phrase that ends before token i.
func (r *reader) nounBefore(g *group, i int) {
	j := i
	for j > 0 && (r.tokens[j-1].kind == aComma || r.tokens[j-1].kind == aQuote || r.tokens[j-1].kind == aDash || r.tokens[j-1].isTimex() || r.tokens[j-1].is(posPrep)) {
		j--
	}
	k := j
	for k > 0 {
		t := r.tokens[k-1]
		if t.kind != aWord && t.kind != aNumber || t.closed() && !t.is(posDet) && r.wordAt(k-1) != "of" || t.isTimex() {
			break
		}
		k--
		if t.is(posDet) {
			break
		}
	}
	g.subFirst, g.subLast = k, j
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
