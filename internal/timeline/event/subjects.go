package event

// subjectOf sets the tokens of the subject of group k: the noun phrase before
// the group, or after it when the words are inverted ("said Mark Rutte").
func (r *reader) subjectOf(k int) {
	g := &r.groups[k]
	switch {
	case r.tokens[g.main].is(posReporting) && g.kind == finite && r.invertedSubject(g):
	case g.kind == reduced || g.kind == gerundive || g.kind == infinitive:
		r.controlSubject(k)
	case g.relative && r.ownSubject(g):
		g.subFirst, g.subLast = g.clause, r.nounPhraseEnd(g.clause, g.first)
	case g.relative:
		r.nounBefore(g, g.clause-1)
	case r.afterInsertion(k), k > 0 && r.subjectBefore(k):
	default:
		r.plainSubject(g)
		if g.subFirst == g.subLast && k > 0 && r.joined(k) {
			r.sharedSubject(k)
		}
	}
}

// plainSubject takes what stands between the opening of the clause and the verb.
func (r *reader) plainSubject(g *group) {
	if i := r.pronounBefore(g.first); i >= 0 {
		g.subFirst, g.subLast = i, i+1
		return
	}
	i := r.skipFronted(g.clause, g.first)
	j := i
	for j < g.first {
		t := r.tokens[j]
		if t.kind == aParen && t.has(opening) && j > i {
			if end := r.closing(j, g.first); end >= 0 {
				j = end + 1
				continue
			}
		}
		if t.kind == aComma || t.is(posRel) && !t.is(posDet) || t.kind == aDash || t.kind == aParen && t.has(opening) || r.adverb(j) && j+1 == g.first || t.isTimex() && j > i && (!r.nounLike(j+1) || j+1 == g.first) {
			break
		}
		j++
	}
	for j > i && (r.tokens[j-1].is(posPrep|posCoord) || r.adverb(j-1)) && !r.tokens[j-1].capital() {
		j--
	}
	if i < j && r.tokens[i].is(posPrep) && !r.tokens[i].is(posDet) && !r.tokens[i].capital() && r.coordinatedAt(g.clause) {
		j = i // "and for the first time named"
	}
	g.subFirst, g.subLast = i, j
}

// coordinatedAt reports whether a conjunction opens the clause at i.
func (r *reader) coordinatedAt(i int) bool {
	return i < len(r.tokens) && r.tokens[i].is(posCoord) || i > 0 && r.tokens[i-1].is(posCoord)
}

// pronounBefore returns the token of the personal pronoun that stands right
// before the verb at i, adverbs between, or -1: "tells MPs he has".
func (r *reader) pronounBefore(i int) int {
	k := i - 1
	for k > 0 && r.adverb(k) {
		k--
	}
	if k < 0 || !r.tokens[k].is(posSubjectPron) || !r.tokens[k].is(posPron) || r.tokens[k].is(posRel) || r.tokens[k].has(allCaps) && r.tokens[k].end-r.tokens[k].start > 1 {
		return -1
	}
	if k > 0 && r.tokens[k-1].is(posCoord) { // "the minister and he"
		return -1
	}
	return k
}

// closing returns the token that closes the parenthesis opened at i, before
// limit, or -1.
func (r *reader) closing(i, limit int) int {
	for k := i + 1; k+1 < limit; k++ {
		if r.tokens[k].kind == aParen {
			return k
		}
	}
	return -1
}

// sharedSubject gives group k the subject of the clause it is joined to:
// "condemned the attack and called on China".
func (r *reader) sharedSubject(k int) {
	g := &r.groups[k]
	for p := k - 1; p >= 0; p-- {
		q := r.groups[p]
		if q.kind == finite && q.subLast > q.subFirst && q.inQuote == g.inQuote && !r.setOff(k, q) {
			g.subFirst, g.subLast = q.subFirst, q.subLast
			g.relative, g.subordinate = q.relative, q.subordinate
			if g.tense == past && (q.tense == perfect || q.tense == pastPerfect) && r.tokens[g.main].is(posPart) {
				g.tense = q.tense
			}
			return
		}
	}
}

// setOff reports whether group k does not go on the clause with "that" or "how"
// in which q stands, because a comma parts them ("ruled that he must go, and set
// a deadline") or only k says what somebody did ("found that the death was an
// accident and ordered an inquest").
func (r *reader) setOff(k int, q group) bool {
	g := r.groups[k]
	i := g.first - 1
	if i < 2 || !r.tokens[i].is(posCoord) || q.clause == 0 || r.wordAt(q.clause-1) != "that" && r.wordAt(q.clause-1) != "how" {
		return false
	}
	return r.tokens[i-1].kind == aComma || !g.passive && !g.copula && (q.copula || q.passive && g.last > g.first)
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
	case p.kind == infinitive && k == 1 && g.first > p.last+1 && r.headBefore(p.first-1):
		g.clause = p.clause
		r.plainSubject(g)
		g.subLast = max(g.subFirst, min(g.subLast, p.first-1))
		return g.subFirst < g.subLast
	case p.kind == reduced && p.subFirst < p.subLast && !r.breakBetween(p.last+1, g.first):
		g.subFirst, g.subLast = p.subFirst, p.subLast
		return true
	case p.kind == gerundive && p.first > 0 && !r.tokens[p.main].is(posReporting) && (r.wordAt(p.first-1) == "that" || r.tokens[p.first-1].kind == aQuote || r.tokens[p.first-1].kind == aComma) && !r.breakBetween(p.last+1, g.first):
		g.subFirst, g.subLast = p.first, g.first
		return true
	}
	return false
}

// headBefore reports whether the infinitive after "to" at i follows a noun, which
// it describes: "a plan to replace the part was rejected".
func (r *reader) headBefore(i int) bool {
	return i > 0 && r.tokens[i-1].kind == aWord && !r.tokens[i-1].closed() && !r.inGroup(i-1)
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
	g.gapFirst, g.gapEnd = j, g.first
	return true
}

func (r *reader) opener(i int) string {
	if i < 0 || !r.tokens[i].is(posSub) {
		return ""
	}
	return r.wordAt(i)
}

// controlSubject gives a participle or infinitive the noun before it, or the
// subject of the finite group it depends on.
func (r *reader) controlSubject(k int) {
	g := &r.groups[k]
	if g.kind == reduced {
		r.nounBefore(g, g.first)
		return
	}
	if g.kind == infinitive && k > 0 && r.controls(k) {
		return
	}
	for p := k - 1; p >= 0; p-- {
		if r.groups[p].kind == finite {
			g.subFirst, g.subLast = r.groups[p].subFirst, r.groups[p].subLast
			return
		}
	}
}

// controls gives the infinitive of group k the noun phrase before "to" when a
// verb that makes somebody do something governs it: "forced the studio to
// cancel", "led chains to drop the film and the studio to cancel".
func (r *reader) controls(k int) bool {
	g := &r.groups[k]
	first := r.groups[k-1].last + 1
	for p := k - 1; p >= 0; p-- {
		if r.tokens[r.groups[p].main].is(posCausing) {
			break
		}
		if p == 0 || r.groups[p].kind != infinitive {
			return false
		}
	}
	for i := first; i < g.first-1; i++ {
		if r.tokens[i].is(posCoord) {
			first = i + 1
		}
	}
	if first >= g.first-1 || r.tokens[first].is(posPrep) || r.tokens[first].isTimex() {
		return false
	}
	g.subFirst, g.subLast = first, g.first-1
	return true
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
		if r.inGroup(k - 1) {
			break
		}
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
