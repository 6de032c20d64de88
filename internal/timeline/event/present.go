package event

// presentGroup reads a present form. Most of them are nouns as well, so a
// subject must stand before and something that is no noun after.
func (r *reader) presentGroup(i int) (group, int, bool) {
	t := r.tokens[i]
	g := group{first: i, last: i, main: i, tense: present, inQuote: t.inQuote()}
	if i == 0 || t.is(posPrep) || t.capital() && !r.titleCase() || r.attributive(i) {
		return g, i + 1, false
	}
	return g, i + 1, r.presentVerb(i)
}

// presentVerb judges the present form at i by the word before it.
func (r *reader) presentVerb(i int) bool {
	t, p := r.tokens[i], r.tokens[i-1]
	switch {
	case p.is(posSubjectPron):
		w := r.wordAt(i - 1)
		return t.is(posThird) == (w == "it" || w == "he" || w == "she") || w == "who"
	case p.is(posRel) && !p.is(posDet):
		return true
	case p.is(posRel):
		head := i - 2
		if head > 0 && r.tokens[head].kind == aComma {
			head--
		}
		return r.agrees(i, head) && (!t.is(posNoun) || r.objectAt(i+1))
	case p.kind == aComma && t.is(posReporting) && t.is(posThird):
		return !t.is(posNoun)
	case p.kind == aComma:
		return !t.is(posNoun) && r.subjectGap(i) && r.complementAt(i+1)
	case p.is(posCoord):
		return r.secondPresent(i)
	case p.kind != aWord, p.is(posPrep|posDet|posSub|posPron|posAux|posNeg) && !r.adverb(i-1):
		return false
	}
	return r.presentAfterNoun(i)
}

// presentAfterNoun judges the present form at i, which follows a noun or name.
func (r *reader) presentAfterNoun(i int) bool {
	t := r.tokens[i]
	head := i - 1
	for head > 0 && r.adverb(head) {
		head--
	}
	switch {
	case r.tokens[head].isTimex() && !r.tokens[head].nameLike(), r.inGroup(head), r.verbSince(i):
		return false
	case t.is(posReporting) && t.is(posThird) && !t.is(posNoun):
		return true
	case !r.agrees(i, head):
		return false
	case t.is(posNoun):
		return r.objectAt(i+1) && !r.finiteAhead(i)
	case t.is(posThird):
		return r.complementAt(i + 1)
	}
	return r.complementAt(i+1) && !r.finiteAhead(i)
}

// secondPresent reports whether the form at i, after a conjunction, goes on with
// the present verb before it: "denies that and demands".
func (r *reader) secondPresent(i int) bool {
	if len(r.groups) == 0 {
		return false
	}
	t, g := r.tokens[i], r.groups[len(r.groups)-1]
	return g.kind == finite && g.tense == present && r.tokens[g.main].is(posThird) == t.is(posThird) && (!t.is(posNoun) || r.objectAt(i+1))
}

// verbSince reports whether the clause of token i has its finite verb before i
// already.
func (r *reader) verbSince(i int) bool {
	if len(r.groups) == 0 {
		return false
	}
	g := r.groups[len(r.groups)-1]
	return g.kind == finite && !r.breakBetween(g.last+1, i) && !r.tokens[g.main].is(posReporting)
}

// agrees reports whether the form at i can have the noun at head as its subject:
// plurals have the base form, all others the third person.
func (r *reader) agrees(i, head int) bool {
	if head < 0 || r.tokens[head].kind != aWord || r.tokens[head].closed() || r.lex.title.can(r.wordAt(head), useCount) {
		return false
	}
	many := r.plural(head)
	if r.tokens[i].is(posThird) {
		return !many || r.tokens[head].nameLike()
	}
	return many
}

// plural reports whether the noun at i is one of many, by its ending or because
// a second one is joined to it.
func (r *reader) plural(i int) bool {
	w := r.wordText(i)
	switch r.wordAt(i) {
	case "people", "police", "men", "women", "children", "staff":
		return true
	}
	if pluralish(w) {
		return true
	}
	for k := i - 1; k > 0 && k > i-4; k-- {
		if r.wordAt(k) == "and" {
			return r.tokens[k-1].nameLike() && r.tokens[i].nameLike()
		}
		if !r.tokens[k].nameLike() {
			return false
		}
	}
	return false
}

// objectAt reports whether a noun phrase or clause begins at i that can be the
// object of a verb and does not go on a noun: "the case", "12 cars", "that".
func (r *reader) objectAt(i int) bool {
	if i >= len(r.tokens) {
		return false
	}
	t := r.tokens[i]
	switch {
	case t.isTimex():
		return false
	case t.is(posDet), t.is(posPron) && !t.is(posRel), t.kind == aNumber, t.nameLike(), r.wordAt(i) == "that":
		return true
	case t.kind == anOther:
		return i+1 < len(r.tokens) && r.currency(i)
	case r.wordAt(i) == "to", r.wordAt(i) == "by":
		return i+1 < len(r.tokens) && (r.tokens[i+1].kind == aNumber || r.currency(i+1))
	}
	return t.count > 0 || t.kind == aWord && t.end-t.start > 0 && r.a.Text[t.start] >= '0' && r.a.Text[t.start] <= '9'
}

// currency reports whether the mark at i is a sign of money.
func (r *reader) currency(i int) bool {
	switch r.text(i, i+1) {
	case "$", "€", "£", "¥":
		return true
	}
	return false
}

// complementAt reports whether what begins at i can follow a verb and hardly a
// noun that has another verb.
func (r *reader) complementAt(i int) bool {
	if i >= len(r.tokens) {
		return true
	}
	t := r.tokens[i]
	return t.kind != aComma && !r.startsVerb(i) && r.wordAt(i) != "of" && !t.owner()
}

func pluralish(w string) bool { return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' }
