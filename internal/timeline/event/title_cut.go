package event

// never is the fault of a cut that leaves no sentence.
const never = 1000

// cut weighs a title that ends before token i, after the verb group g in a
// clause that ends at end; never where what is left is not a sentence: between
// a verb and its object, in a name, before what a verb reports.
func (t *titler) cut(g group, i, end int) int {
	next := t.afterDropped(i, end)
	if t.withoutContent(g, i) || t.partsClause(g, next, end) {
		return never
	}
	if next >= end {
		return t.cutAtEnd(g, end)
	}
	v := t.verbBefore(g, i)
	if t.opensContent(g, i) || t.opensPair(g, i) {
		return never
	}
	if t.partsName(i) || t.partsNoun(v, i, next) || t.partsValency(v, i, end) || t.secondObject(i, end) {
		return never
	}
	if next == i && t.tokens[i].inQuote() && t.tokens[i-1].inQuote() && !t.tokens[g.main].inQuote() {
		if t.quoteEnds(i) {
			return never
		}
		return faultCut // inside a quotation
	}
	bare := v.last == i-1 || t.afterDropped(v.last+1, i) >= i
	return t.cutBefore(v, i, next, bare)
}

// cutBefore weighs a cut at token i by the first word left out, at next; bare
// says that v has nothing after it then.
func (t *titler) cutBefore(v group, i, next int, bare bool) int {
	tok, w := t.tokens[next], t.wordAt(next)
	switch {
	case t.at(next, useParticle) && next == i && (bare || t.tokens[i-1].is(posPron) || !t.startsPhrase(next+1)):
		return never
	case bare && (v.copula || !v.passive && !tok.is(posPrep|posCoord|posSub)):
		return never
	case w == "to" && t.inVerb(next+1):
		return t.cutInfinitive(v, next, bare)
	case t.at(next, useContentOpener) && !t.relativeThat(next):
		return t.cutContent(v, next, bare)
	case bare && !v.passive:
		return t.cutBare(v, next)
	case bare && !tok.is(posPrep|posCoord|posSub|posRel) && !t.inVerb(next) && next == i:
		return never // "was found | guilty"
	case bare && v.kind == reduced && tok.is(posPrep):
		return faultCut // "the network used | in the attack"
	case v.copula && t.shortComplement(v, i):
		return faultCut // "was safe | on the day"
	case w == "by" && v.passive:
		return 2 * faultPhrase
	case tok.is(posGerund) && !tok.is(posPrep) && t.startsGroup(next) && next == i && t.tokens[i-1].kind == aWord:
		return faultCut
	case tok.is(posCoord) && !t.verbSoon(next+1):
		return 3 * faultPhrase
	case tok.is(posSub) && !tok.is(posPrep), tok.is(posCoord), tok.is(posRel), w == "that":
		return 0
	}
	return faultPhrase
}

// quoteEnds reports whether a quotation mark closes within three words from i.
func (t *titler) quoteEnds(i int) bool {
	for k := i; k < len(t.tokens) && k < i+4; k++ {
		if t.tokens[k].kind == aQuote {
			return true
		}
	}
	return false
}

// startsPhrase reports whether a noun phrase can begin at token i.
func (t *titler) startsPhrase(i int) bool {
	return i < len(t.tokens) && (t.tokens[i].is(posDet) || t.tokens[i].kind == aNumber || t.tokens[i].isTimex() || t.nounLike(i) && !t.inVerb(i))
}

// opensContent reports whether a word before token i opens a clause whose verb
// is not there.
func (t *titler) opensContent(g group, i int) bool {
	for k := i - 1; k > g.last && !t.inFinite(k); k-- {
		if t.at(k, useContentOpener) && !t.relativeThat(k) {
			return true
		}
	}
	return false
}

// opensPair reports whether "between" stands before token i and its "and" does
// not.
func (t *titler) opensPair(g group, i int) bool {
	for k := i - 1; k > g.last && !t.tokens[k].is(posCoord); k-- {
		if t.wordAt(k) == "between" && t.tokens[i-1].kind == aWord && !pluralish(t.wordAt(i-1)) {
			return true
		}
	}
	return false
}

// afterDropped skips what a title leaves out anyway, from token i.
func (t *titler) afterDropped(i, end int) int {
	for i < end && (t.drop[i] || t.adverb(i) && !t.tokens[i].is(posSub) || t.tokens[i].kind == aQuote) {
		i++
	}
	return i
}

// cutAtEnd weighs a title that has all of the clause: what follows may still
// belong to it.
func (t *titler) cutAtEnd(g group, end int) int {
	v := t.verbBefore(g, end)
	bare := t.afterDropped(v.last+1, end) >= end
	if end < len(t.tokens) {
		switch tok := t.tokens[end]; {
		case tok.kind == aStop && t.a.Text[tok.start] == ':':
			return 2 * faultPhrase
		case t.at(end, useContentOpener) && !t.relativeThat(end):
			return t.cutContent(v, end, bare)
		case bare && (tok.is(posCoord) || tok.kind == aDash || tok.kind == aQuote) && !v.passive:
			return faultCut
		}
	}
	if bare && (v.copula || t.tokens[v.main].is(posReporting) && !v.passive) {
		return never
	}
	return 0
}

// verbBefore returns the last verb group before token i, from g on.
func (t *titler) verbBefore(g group, i int) group {
	for _, o := range t.groups {
		if o.first > g.first && o.last < i {
			g = o
		}
	}
	return g
}

// partsName reports whether token i stands inside a name or a noun phrase of
// two nouns: "Immigration | and Naturalization Service", "Grand | (GP) Prix".
func (t *titler) partsName(i int) bool {
	if i > 0 && i < len(t.tokens) && t.tokens[i].kind == aParen && t.tokens[i-1].nameLike() {
		k := t.closing(i) + 1
		return k > 1 && k < len(t.tokens) && t.tokens[k].nameLike()
	}
	if i == 0 || i+1 >= len(t.tokens) || !t.tokens[i].is(posCoord) || !t.tokens[i-1].nameLike() || !t.tokens[i+1].nameLike() {
		return false
	}
	return !t.tokens[i+1].closed()
}

// partsClause reports whether the subject of a clause stands before token i and
// its verb after it.
func (t *titler) partsClause(g group, i, end int) bool {
	for _, o := range t.groups {
		if o.kind == finite && (o.first == i && i < end || o.first >= i && o.subFirst < i && o.subLast > o.subFirst && !o.relative && o.first != g.first && o.subFirst > g.last && (o.first < end || t.clauseBegins(o.subFirst)) && !t.shared(o, i)) {
			return true
		}
	}
	return false
}

// shared reports whether a verb before token i has the same subject as o: "the
// search was carried out | but said".
func (t *titler) shared(o group, i int) bool {
	for _, p := range t.groups {
		if p.kind == finite && p.last < i && p.first < o.first && p.subFirst == o.subFirst && p.subLast == o.subLast {
			return true
		}
	}
	return false
}

// withoutContent reports whether a cut at i leaves out all of what g reports.
func (t *titler) withoutContent(g group, i int) bool {
	main := t.tokens[g.main]
	if g.passive || !main.is(posReporting) {
		return false
	}
	content := main.lemma == t.lex.say || main.lemma == t.lex.tell
	for _, o := range t.groups {
		if o.first > g.last && !o.relative && (o.kind == finite || o.kind == infinitive && main.lemma == t.lex.tell) {
			if o.last < i {
				return false
			}
			content = content || o.first == i || o.subFirst == i
		}
	}
	return content
}

// partsNoun reports whether the cut at i parts two words of one noun phrase, or
// a verb from what its conjunction or particle leads to.
func (t *titler) partsNoun(v group, i, next int) bool {
	tok := t.tokens[next]
	if v.last == i-1 && v.first > 0 && t.tokens[v.first-1].is(posCoord) && tok.kind == aWord {
		return true // "denounced it and called | on"
	}
	if i > 1 && t.tokens[i-2].is(posCoord) && t.tokens[i-1].is(posBase) && !t.tokens[i-1].is(posNoun) && !t.inVerb(i-1) {
		return true // "to hunt down and bring | to justice"
	}
	if next == i && i > v.last+1 && tok.kind == aNumber && t.tokens[i-1].kind == aWord && !t.drop[i-1] {
		return true // "model years | 2020 to 2022"
	}
	return next == i && i > v.last+1 && tok.kind == aWord && !tok.is(posPrep|posSub|posCoord|posRel) && t.wordAt(i) != "to" && !t.inVerb(i) && !t.drop[i-1]
}

// partsValency reports whether the cut at i leaves out a phrase that the verb v
// or the word before asks for: "identified him | as", "in connection | with".
func (t *titler) partsValency(v group, i, end int) bool {
	next, before := t.afterDropped(i, end), i-1
	for before > v.last && t.drop[before] {
		before--
	}
	if t.lex.title.needs(t.wordAt(before), t.wordAt(next)) {
		return true
	}
	for k := next; k < end; k++ {
		if k > i && t.wordAt(k) == "to" && t.inVerb(k+1) && t.lex.title.can(t.lex.name(t.tokens[v.main].lemma), useObjectTo) {
			return true
		}
		if t.inVerb(k) {
			return false
		}
		if t.lex.title.needsLater(t.lex.name(t.tokens[v.main].lemma), t.wordAt(k)) || t.triggerGoesOn(v, k) {
			return true
		}
	}
	return false
}

// triggerGoesOn reports whether the lexicon lists the verb of v with the word
// that follows at k: "called | on".
func (t *titler) triggerGoesOn(v group, k int) bool {
	if k != v.last+1 {
		return false
	}
	for _, tr := range t.lex.verbs.of(t.tokens[v.main].lemma) {
		if len(tr.rest) > 0 && tr.rest[0] == t.tokens[k].sym {
			return true
		}
	}
	return false
}

// secondObject reports whether a second object follows the phrase at i: "to
// give the relatives | in Miami a chance".
func (t *titler) secondObject(i, end int) bool {
	if i >= end || !t.tokens[i].is(posPrep) {
		return false
	}
	for k := i + 1; k < end; k++ {
		if t.inVerb(k) || t.wordAt(k) == "to" || t.tokens[k].kind != aWord && t.tokens[k].kind != aNumber || t.tokens[k].is(posCoord|posSub) && !t.tokens[k].is(posPrep) {
			return false
		}
		if p := t.tokens[k-1]; k > i+1 && !t.drop[k] && t.at(k, useArticle) && p.kind == aWord && !p.closed() && !t.drop[k-1] && !t.adverb(k-1) && p.timex == 0 {
			return true
		}
	}
	return false
}

// cutInfinitive weighs a cut before the infinitive at token next.
func (t *titler) cutInfinitive(v group, next int, bare bool) int {
	switch {
	case bare, v.copula, t.lex.title.can(t.lex.name(t.tokens[v.main].lemma), useObjectTo):
		return never
	case t.at(next-1, useNounTo):
		return faultCut
	}
	return 2 * faultPhrase
}

// cutContent weighs a cut before a clause that the verb or noun before reports.
func (t *titler) cutContent(v group, next int, bare bool) int {
	if bare && v.kind == finite && !v.copula && !v.passive && !t.tokens[v.main].is(posReporting) {
		return faultWeak // "is investigating | whether"
	}
	if bare || v.copula || t.tokens[v.main].is(posReporting) || t.lex.title.can(t.lex.name(t.tokens[v.main].lemma), useObjectTo|useObjectThat) {
		return never
	}
	return 2 * faultPhrase
}

// cutBare weighs a cut between a verb and the phrase after it.
func (t *titler) cutBare(v group, next int) int {
	switch {
	case v.kind != finite || t.tokens[v.main].is(posReporting):
		return never
	case t.at(next, useAdjunct), t.lacksObject(v):
		return faultPhrase
	}
	return faultCut
}

// relativeThat reports whether the "that" at i opens a relative clause.
func (t *titler) relativeThat(i int) bool {
	return t.wordAt(i) == "that" && i > 0 && !t.inVerb(i-1) && (t.inFinite(i+1) || t.adverb(i+1))
}

// shortComplement reports whether a single word stands between the copula v and
// token i.
func (t *titler) shortComplement(v group, i int) bool {
	n := 0
	for k := v.last + 1; k < i; k++ {
		if !t.drop[k] && t.tokens[k].kind == aWord && !t.adverb(k) && !t.tokens[k].is(posDet) {
			n++
		}
	}
	return n == 1
}
