package event

// resumedSubject gives the finite group k the subject that a relative clause
// has parted from it: "The café, where the couple ate, was pulled down", "An
// officer who was there was admitted"; or what dashes enclose. It reports whether there is one.
func (r *reader) resumedSubject(k int) bool {
	g := &r.groups[k]
	if g.inQuote || g.kind != finite && !r.mayBeFinite(g) && !r.onlyVerb(k) {
		return false
	}
	i := g.first
	for i > 0 && r.adverb(i-1) {
		i--
	}
	if i > 0 && r.tokens[i-1].kind == aComma {
		return r.afterRelative(g, i-1)
	}
	if i > 1 && r.tokens[i-1].kind == aDash {
		return !g.relative && r.afterDashes(g, i-1)
	}
	return k > 0 && !g.relative && r.afterRestrictive(k)
}

// mayBeFinite reports whether the participle of g can as well be a past form.
func (r *reader) mayBeFinite(g *group) bool {
	return g.kind == reduced && g.first == g.last && r.tokens[g.main].is(posPast) && g.first > 0 && r.tokens[g.first-1].kind == aComma && r.wordAt(g.last+1) != "by" && !r.hasFinite(g.last+1, len(r.tokens))
}

// onlyVerb reports whether the participle of group k can be a past form and all
// finite verbs of the sentence stand in relative or other dependent clauses:
// "The men who had led the strike gathered".
func (r *reader) onlyVerb(k int) bool {
	g := r.groups[k]
	if g.kind != reduced || g.first != g.last || !r.tokens[g.main].is(posPast) || r.wordAt(g.last+1) == "by" {
		return false
	}
	for n, o := range r.groups {
		if n != k && o.kind == finite && !o.relative && !o.subordinate {
			return false
		}
	}
	return true
}

// afterRelative finds the relative clause that the comma at c closes, and the
// noun phrase before it.
func (r *reader) afterRelative(g *group, c int) bool {
	open := -1
	for i := c - 1; i > 0; i-- {
		t := r.tokens[i]
		if t.kind == aStop || t.kind == aQuote || t.kind == aDash {
			return false
		}
		if t.is(posRel) && r.wordAt(i) != "that" && (r.tokens[i-1].kind == aComma || i > 1 && r.tokens[i-1].is(posPrep) && r.tokens[i-2].kind == aComma) {
			open = i - 1
			if r.tokens[open].kind != aComma {
				open--
			}
			break
		}
	}
	if open < 1 || c-open < 4 || r.tokens[open+2].kind == aComma {
		return false
	}
	first, last := r.phraseBefore(open)
	if first >= last || r.hasFinite(first, open) || g.kind != finite && !r.hasFinite(open, c) {
		return false
	}
	if g.kind != finite {
		g.kind, g.tense, g.passive = finite, past, false
	}
	g.subFirst, g.subLast, g.clause, g.relative, g.subordinate = first, last, first, false, false
	g.gapFirst, g.gapEnd = open, c+1
	return true
}

// afterDashes takes the noun phrase before what two dashes enclose, of which
// the second is at d.
func (r *reader) afterDashes(g *group, d int) bool {
	open := d - 1
	for open > 0 && r.tokens[open].kind != aDash && r.tokens[open].kind != aStop {
		open--
	}
	first, last := r.phraseBefore(open)
	if open < 1 || r.tokens[open].kind != aDash || first >= last || r.hasFinite(first, open) {
		return false
	}
	g.subFirst, g.subLast, g.clause, g.relative, g.subordinate = first, last, first, false, false
	g.gapFirst, g.gapEnd = open, d+1
	return true
}

// afterRestrictive takes the noun before a relative clause without commas, when
// its verb and that of group k stand together with no conjunction.
func (r *reader) afterRestrictive(k int) bool {
	p := r.groups[k-1]
	if p.kind != finite || !p.relative || p.subFirst >= p.subLast || p.subLast > p.first || r.tokens[p.clause-1].kind != aWord || r.wordAt(p.clause-1) != "who" && r.wordAt(p.clause-1) != "that" || r.breakBetween(p.last+1, r.groups[k].first) {
		return false
	}
	g := &r.groups[k]
	if g.clause > p.clause && g.kind == finite && g.subFirst < g.subLast && r.tokens[g.subFirst].is(posDet) {
		return false
	}
	first, last := r.phraseBefore(p.clause - 1)
	if first >= last || r.hasFinite(first, last) {
		return false
	}
	g.kind, g.passive, g.subFirst, g.subLast, g.clause, g.relative = finite, g.kind == finite && g.passive, first, last, first, false
	if g.tense == nonFinite {
		g.tense = past
	}
	return true
}

// phraseBefore returns the noun phrase that ends before token i and begins
// where its clause does.
func (r *reader) phraseBefore(i int) (int, int) {
	first := i
	for first > 0 {
		t := r.tokens[first-1]
		if t.kind == aComma || t.kind == aStop || t.kind == aQuote || t.kind == aDash || t.kind == aParen || t.is(posSub) && !t.is(posPrep) || r.wordAt(first-1) == "that" || r.insideFinite(first-1) {
			break
		}
		first--
	}
	return r.skipFronted(first, i), i
}

func (r *reader) hasFinite(i, j int) bool {
	for ; i < j; i++ {
		if r.insideFinite(i) {
			return true
		}
	}
	return false
}
