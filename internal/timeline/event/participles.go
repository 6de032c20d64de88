package event

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
	n := i - 1
	for n > 0 && r.adverbly(n) && r.nounLike(i+1) {
		n-- // "an extremely heavily used stretch"
	}
	p := r.tokens[n]
	if p.kind == aNumber && !p.isTimex() && r.nounLike(i+1) && r.tokens[i].is(posPart) && !r.tokens[i].is(posReporting) {
		return true
	}
	if r.afterVerb(n) && r.tokens[i].is(posPart) && r.nounLike(i+1) {
		return true
	}
	if p.owner() || p.is(posDet) && !p.is(posSubjectPron|posRel) && r.wordAt(n) != "what" {
		return !(p.is(posPron) && r.tokens[i].is(posPast|posThird))
	}
	if p.is(posPrep) && !p.is(posSub) && r.nounLike(i+1) {
		return true
	}
	return (p.kind == aNumber || p.count != 0) && r.tokens[i].is(posPart) && r.nounLike(i+1) // "two imprisoned men"
}

// afterVerb reports whether token i ends an infinitive, so that no subject can
// follow: "continued to sell affected cars".
func (r *reader) afterVerb(i int) bool {
	if len(r.groups) == 0 {
		return false
	}
	g := r.groups[len(r.groups)-1]
	return g.last == i && g.kind == infinitive && !r.tokens[g.main].is(posReporting)
}

func (r *reader) nounLike(i int) bool {
	if i >= len(r.tokens) {
		return false
	}
	t := r.tokens[i]
	if t.kind == aNumber {
		return false
	}
	return t.kind == aWord && !t.closed() && !t.isTimex() && t.count == 0 && !r.adverb(i)
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
	if r.labels(i) {
		return true
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
	if i+1 < len(r.tokens) && r.tokens[i].is(posReporting) {
		if n := r.tokens[i+1]; n.is(posDet|posPron) || n.nameLike() && !n.isTimex() {
			return false // "said the hacking was"
		}
	}
	if i > 0 {
		p := r.tokens[i-1]
		if p.is(posPrep) && !p.is(posSub) || p.kind == aComma && !r.subjectGap(i) && r.afterRelativeComma(i-1) < 0 {
			return true
		}
		if p.is(posSubjectPron) || p.is(posRel) || p.kind == aQuote {
			return false
		}
	}
	return r.verbBefore(i) || r.finiteAhead(i)
}

// labels reports whether the participle at i only says what the noun before it
// is called or belongs to: "a group called APT28", "a firm linked to".
func (r *reader) labels(i int) bool {
	switch r.wordAt(i) {
	case "called", "named", "dubbed", "known":
		return i > 0 && i+1 < len(r.tokens) && r.tokens[i+1].nameLike() && !r.tokens[i-1].nameLike() && !r.tokens[i-1].is(posSubjectPron)
	case "linked", "tied", "connected", "associated", "related":
		w := r.wordAt(i + 1)
		return w == "to" || w == "with" // active, they ask for an object first
	}
	return false
}

// verbBefore reports whether the clause has its finite verb before i.
func (r *reader) verbBefore(i int) bool {
	if len(r.groups) == 0 {
		return false
	}
	prev := r.groups[len(r.groups)-1]
	return prev.kind == finite && (!r.breakBetween(prev.last+1, i) && !r.reportsThat(prev, i) || r.afterQuotedNoun(i))
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
		if t := r.tokens[k-1]; t.is(posAux) || t.isTimex() && k > 1 && !r.tokens[k-2].isTimex() {
			return false
		}
		k--
	}
	for k < i && r.tokens[k].isTimex() {
		k++
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
