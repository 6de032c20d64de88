package event

// invertedSubject takes "said NATO Secretary General Mark Rutte" when the verb
// follows a quotation or comma.
func (r *reader) invertedSubject(g *group) bool {
	if g.first == 0 || g.last+1 >= len(r.tokens) || g.first != g.last {
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
	if j == g.last+1 || r.verbInside(g.last+1, j) {
		return false
	}
	g.subFirst, g.subLast = g.last+1, j
	return true
}

// verbInside reports whether a finite verb group begins in [i, j]: what stands
// there is then a clause and no subject of "says": "says the company is".
func (r *reader) verbInside(i, j int) bool {
	for _, g := range r.groups {
		if g.kind == finite && g.first >= i && g.first <= j && (g.first < j || r.tokens[j].kind == aWord) {
			return true
		}
	}
	return false
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
		if r.insideMain(k) {
			return false
		}
		named = named || t.kind == aComma && k > 0 && (r.tokens[k-1].nameLike() || k+1 < i && (r.tokens[k+1].nameLike() || r.tokens[k+1].is(posRel)))
	}
	return named
}

// insideMain reports whether token i belongs to a finite verb group of no
// relative clause.
func (r *reader) insideMain(i int) bool {
	for _, g := range r.groups {
		if g.kind == finite && !g.relative && g.first <= i && i <= g.last {
			return true
		}
	}
	return false
}

func (r *reader) insideFinite(i int) bool {
	for _, g := range r.groups {
		if g.kind == finite && g.first <= i && i <= g.last {
			return true
		}
	}
	return false
}
