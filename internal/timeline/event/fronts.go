package event

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
		case t.isTimex(), t.kind == aNumber && i == 0 && i+1 < limit && r.tokens[1].capital():
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
