package event

// nounOf returns the noun that the expression of tokens [i, j) describes, or
// -1: "Tuesday night's crash", "the May 12 derailment", "the meeting on Monday".
func (d *detector) nounOf(i, j int) int {
	prev := i - 1
	prepositional := prev >= 0 && d.tokens[prev].is(posPrep)
	if j < len(d.tokens) && d.nounLike(j) && !d.startsGroup(j) && (d.tokens[j-1].owner() || !prepositional && !(d.tokens[j].nameLike() && (prev < 0 || !d.tokens[prev].is(posDet) && !d.tokens[prev].owner()))) {
		end := j
		for end+1 < len(d.tokens) && d.nounLike(end+1) && !d.startsGroup(end+1) && !d.tokens[end].owner() {
			end++
		}
		if prev >= 0 && !d.tokens[j-1].owner() && !d.tokens[prev].is(posDet) && !d.tokens[prev].owner() && d.inGroup(prev) {
			return -1 // "said Tuesday officials were"
		}
		return end
	}
	if !prepositional && d.startsGroup(j) {
		return -1 // "officials Thursday said"
	}
	n := prev
	if prepositional {
		n--
	}
	if n < 0 || !d.tokens[n].is(posNoun) || d.inGroup(n) {
		return -1
	}
	if kind, _, _ := d.nounTrigger(n); kind >= 0 && d.lex.Types[kind].Group == "speech" {
		return -1
	}
	for _, g := range d.groups {
		if g.first >= j && g.clause <= i { // inside the subject
			return n
		}
	}
	before := d.groupBefore(n)
	if before < 0 || d.weakVerb(before) || d.inPassing(n) && d.tagOf(before) >= 0 {
		return n
	}
	return -1
}

func (d *detector) startsGroup(i int) bool {
	for _, g := range d.groups {
		if g.first == i {
			return true
		}
	}
	return false
}

func (r *reader) inGroup(i int) bool {
	for _, g := range r.groups {
		if g.first <= i && i <= g.last {
			return true
		}
	}
	return false
}

func (d *detector) groupBefore(i int) int {
	before := -1
	for k, g := range d.groups {
		if g.last < i {
			before = k
		}
	}
	return before
}

// weakVerb reports whether group k says nothing of its own.
func (d *detector) weakVerb(k int) bool {
	g := d.groups[k]
	return g.copula || len(d.lex.verbs.of(d.tokens[g.main].lemma)) == 0
}
