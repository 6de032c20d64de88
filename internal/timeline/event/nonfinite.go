package event

// toldBy says how the infinitive or gerund of group k is told: as done, as
// planned, or not at all. "forced the studio to cancel" tells a cancellation,
// "plans to cancel" a plan, "wants to cancel" nothing.
func (d *detector) toldBy(k int) (Modality, bool) {
	if d.groups[k].kind == gerundive {
		return d.toldAside(k)
	}
	p := d.governor(k)
	if p < 0 {
		return "", false
	}
	g := d.groups[p]
	switch t := d.tokens[g.main]; {
	case g.negated, g.conditional, g.tense == modal, g.kind == gerundive && !d.done(p):
		return "", false
	case g.tense == future, g.copula && g.last+1 == d.groups[k].first-1:
		return Planned, g.kind == finite // "is to resign"
	case t.is(posCausing):
		return d.modality(p), true
	case t.is(posPlanning):
		return Planned, g.kind == finite
	}
	if g.copula && d.planWord(g.last+1, d.groups[k].first) {
		return Planned, g.kind == finite // "is due to appear"
	}
	return "", false
}

// done reports whether the gerund of group p tells what was done.
func (d *detector) done(p int) bool {
	m, ok := d.toldAside(p)
	return ok && m == Asserted
}

// planWord reports whether one of tokens [i, j) says that something is to come.
func (d *detector) planWord(i, j int) bool {
	for ; i < j; i++ {
		switch d.wordAt(i) {
		case "due", "set", "scheduled", "expected":
			return true
		}
	}
	return false
}

// governor returns the group that the infinitive of group k hangs on, or -1:
// over "and" that of the infinitive before it.
func (d *detector) governor(k int) int {
	for p := k - 1; p >= 0; p-- {
		if d.breaks(d.groups[p].last+1, d.groups[k].first) {
			return -1
		}
		if d.groups[p].kind != infinitive {
			return p
		}
	}
	return -1
}

// breaks reports whether a mark that ends a clause stands among tokens [i, j).
func (d *detector) breaks(i, j int) bool {
	for ; i < j; i++ {
		if t := d.tokens[i]; t.kind == aStop || t.kind == aDash || t.is(posSub) && !t.is(posPrep) {
			return true
		}
	}
	return false
}

// toldAside tells of the gerund of group k whether it adds what happened:
// "killing eight", "after pulling the film", "by cutting".
func (d *detector) toldAside(k int) (Modality, bool) {
	g := d.groups[k]
	if g.first == 0 {
		return Asserted, true
	}
	switch t, w := d.tokens[g.first-1], d.wordAt(g.first-1); {
	case w == "without", w == "not", w == "before":
		return "", false
	case w == "after", w == "by", w == "since", w == "while", t.kind == aComma, t.kind == aDash:
		return Asserted, true
	}
	return "", false
}
