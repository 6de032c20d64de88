package event

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
	if k == 0 || r.wordAt(g.clause-1) != "that" || r.pointing(g.clause-1) {
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
		case r.pointing(i):
		case t.is(posRel|posSub) && !t.isTimex() && !r.prepositionUse(i) && !r.between(i), r.wordAt(i) == "what" && i > 0:
			return i + 1
		case t.is(posCoord) && floor > 0:
			return i + 1
		case t.kind == aComma && r.afterRelativeComma(i) >= 0:
			return r.afterRelativeComma(i)
		case t.kind == aComma && comma < 0 && !r.listComma(i):
			comma = i
		}
	}
	if floor > 0 && comma >= 0 && comma+1 < g.first {
		return comma + 1
	}
	return floor
}

// pointing reports whether the word at i is a "that" which opens no clause:
// "That derailment was minor", "six days after that the Danes charged".
func (r *reader) pointing(i int) bool {
	if r.wordAt(i) != "that" {
		return false
	}
	return i == 0 || r.tokens[i-1].kind == aQuote && r.tokens[i-1].has(opening) || r.tokens[i-1].kind == aStop || r.tokens[i-1].is(posPrep) && !r.tokens[i-1].is(posRel)
}

// afterRelativeComma returns the comma that opens what the comma at i closes,
// when a relative pronoun stands before it, or -1: "who, despite his injuries,".
func (r *reader) afterRelativeComma(i int) int {
	for k := i - 1; k > 1 && k > i-8; k-- {
		t := r.tokens[k]
		if t.kind == aComma && r.tokens[k-1].is(posRel) {
			return k
		}
		if t.kind != aWord || t.is(posAux) || r.inGroup(k) {
			return -1
		}
	}
	return -1
}

// listComma reports whether the comma at i stands between two names or
// numbers: "Japan, China", "St. Louis, Missouri".
func (r *reader) listComma(i int) bool {
	if i == 0 || i+2 >= len(r.tokens) || !r.tokens[i-1].nameLike() || !r.tokens[i+1].nameLike() || r.tokens[i-1].isTimex() ||
		r.tokens[i+2].kind != aComma && !r.tokens[i+2].is(posCoord) {
		return false
	}
	return r.tokens[i+1].place != "" && r.tokens[i-1].place != "" || r.afterPlacePreposition(i-1)
}

// afterPlacePreposition reports whether the name that ends at i follows a
// preposition of place: "in Nairobi".
func (r *reader) afterPlacePreposition(i int) bool {
	for i > 0 && r.tokens[i].nameLike() {
		i--
	}
	switch r.wordAt(i) {
	case "in", "at", "near", "from", "outside", "to":
		return true
	}
	return false
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
