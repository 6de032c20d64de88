package event

import (
	"slices"

	"buildsite/internal/timeline/timex"
)

// lacksObject reports whether the object of g is a relative pronoun before its
// subject: "the track, which investigators were inspecting".
func (t *titler) lacksObject(g group) bool {
	if g.passive || g.copula || g.clause == 0 || g.kind != finite {
		return false
	}
	opener := g.clause - 1
	if !t.tokens[opener].is(posRel) && t.wordAt(opener) != "that" || g.subFirst < g.clause || g.subFirst >= g.first {
		return false
	}
	if t.at(opener, useNotObject) {
		return false
	}
	if t.wordAt(opener) == "that" {
		return opener > 0 && !t.inVerb(opener-1) && t.tokens[opener-1].kind == aWord && !t.complementiser(t.indexOf(g)) && !t.needsObject(g)
	}
	return true
}

// weakness counts the pronouns in [i, j) that stand for something outside.
func (t *titler) weakness(i, j int) int {
	n := 0
	for k := i; k < j && k < len(t.tokens); k++ {
		if t.drop[k] {
			continue
		}
		if tag := t.tokens[k].timex; tag != 0 && t.tags[tag-1].Type == timex.Date && (k == i || t.tokens[k-1].timex != tag) {
			n += faultTime
		}
		switch {
		case t.at(k, usePointer):
			n += faultPronoun
		case t.wordAt(k) == "her" && !t.nounLike(k+1):
			n += faultPronoun
		case t.wordAt(k) == "her" && k == i:
			n += faultSubject
		case t.at(k, usePossessive) && k == i:
			n += faultPronoun
		}
	}
	return n
}

// dangling is the weakness of [i, j) after a subject: "he" may stand for a
// subject with a name.
func (t *titler) dangling(s phrase, i, j int) int {
	n := t.weakness(i, j)
	if n == 0 || !t.anyName(s.words) {
		return n
	}
	for k := i; k < j; k++ {
		switch {
		case t.at(k, useOwnPerson):
			return max(0, n-faultPronoun)
		case t.at(k, useOwnThing):
			return max(0, n-1)
		}
	}
	return n
}

// predicates tries the verb with ever more of the phrases that follow it.
func (t *titler) predicates(m Mention, g group, s phrase) { t.predicatesFrom(m, g, s, 0) }

// predicatesFrom is predicates with no cut before token least.
func (t *titler) predicatesFrom(m Mention, g group, s phrase, least int) {
	verb := t.verbWords(g)
	if s.singular && len(verb) > 0 && t.lex.title.singular[verb[0]] != "" {
		verb[0] = t.lex.title.singular[verb[0]]
	}
	lead := slices.Concat(s.words, verb)
	faults := s.faults
	reporting := t.tokens[g.main].is(posReporting) && !g.passive
	if m.Type.Group == "speech" && reporting {
		faults += faultReported
	}
	if g.kind == reduced {
		faults += faultSubject
	}
	if !t.anyName(s.words) {
		faults += faultBare
	}
	if t.lacksObject(g) {
		object := group{}
		t.nounBefore(&object, g.clause-1)
		for object.subFirst < object.subLast && (t.inVerb(object.subFirst) || t.at(object.subFirst, useQuantifier)) {
			object.subFirst++
		}
		t.try(slices.Concat(lead, t.words(object.subFirst, object.subLast)), faults+faultSubject)
		return
	}
	end := t.clauseEnd(g)
	from := max(g.last+1, t.afterInverted(g))
	for i := from; ; {
		if i >= least && !(i == from && (reporting || t.needsObject(g))) && !t.splits(g, i, end) && !t.withoutContent(g, from, i, end) {
			words := slices.Concat(lead, t.words(g.last+1, i))
			if from > g.last+1 {
				words = slices.Concat(lead, t.words(from, i))
			}
			if len(words) > MaxTitleWords {
				return
			}
			t.try(words, faults+t.cutFault(g, i)+t.dangling(s, from, i))
		}
		if i >= end {
			return
		}
		i = t.phraseAfter(i, end)
	}
}

// withoutContent reports whether a cut at i leaves out all of what g reports.
func (t *titler) withoutContent(g group, from, i, end int) bool {
	if g.passive || !t.tokens[g.main].is(posReporting) {
		return false
	}
	content := false
	for _, o := range t.groups {
		if o.first >= from && o.first < end && !o.relative && (o.kind == finite || o.kind == infinitive && t.tokens[g.main].lemma == t.lex.tell) {
			content = true
			if o.last < i {
				return false
			}
		}
	}
	l := t.tokens[g.main].lemma
	return content || l == t.lex.say || l == t.lex.tell
}

func (t *titler) afterInverted(g group) int {
	if g.subFirst > g.last {
		return g.subLast
	}
	return 0
}

// splits reports whether a cut at token i would part a subject from its verb
// or a verb from its object.
func (t *titler) splits(g group, i, end int) bool {
	cut := i
	for i < end && (t.drop[i] || t.adverb(i)) {
		i++
	}
	if i >= end {
		return false
	}
	for _, o := range t.groups {
		if o.kind == finite && (o.first == i || o.first > i && o.first < end && o.subFirst < i && o.subLast > o.subFirst && !o.relative && o.first != g.first && o.subFirst > g.last) {
			return true
		}
	}
	tok := t.tokens[i]
	for _, o := range t.groups {
		if o.last == i-1 && o.first > 0 && o.first > g.last && t.tokens[o.first-1].is(posCoord) && tok.kind == aWord {
			return true // "denounced it and called | on"
		}
		if i == cut && tok.is(posPrep) && o.first > g.last && o.last == i-1 && !o.passive && !o.relative {
			return true // "to look | into"
		}
	}
	if cut > g.last+1 && i == cut && tok.kind == aWord && !tok.is(posPrep|posSub|posCoord|posRel) && t.wordAt(i) != "to" && !t.inVerb(i) && !t.drop[i-1] {
		return true
	}
	return false
}

// cutFault weighs a title that ends before token i.
func (t *titler) cutFault(g group, i int) int {
	for i < len(t.tokens) && (t.drop[i] || t.adverb(i) && !t.tokens[i].is(posSub)) {
		i++
	}
	if i >= len(t.tokens) {
		return 0
	}
	switch w := t.wordAt(i); {
	case t.tokens[i].kind == aStop && t.a.Text[t.tokens[i].start] == ':':
		return faultPhrase
	case t.tokens[i].kind != aWord && t.tokens[i].kind != aNumber:
		return 0
	case w == "that" && i > 0 && !t.inVerb(i-1) && !t.tokens[g.main].is(posReporting):
		return 0 // a relative clause
	case w == "to" && t.inVerb(i+1), t.at(i, useContentOpener):
		return faultCut
	case w == "by" && g.passive:
		return 2 * faultPhrase
	case g.copula || t.afterCopula(i):
		return faultCut
	case t.tokens[i].is(posGerund) && t.startsGroup(i) && i > g.last+1 && t.tokens[i-1].kind == aWord:
		return faultCut - faultPhrase
	case t.tokens[i].is(posCoord) && !t.verbSoon(i+1):
		return 2 * faultPhrase
	case t.tokens[i].is(posSub) && !t.tokens[i].is(posPrep), t.tokens[i].is(posCoord), t.tokens[i].is(posRel):
		return 0
	}
	return faultPhrase
}

// afterCopula reports whether one word after a form of "be" precedes token i:
// "is hard | at work".
func (t *titler) afterCopula(i int) bool {
	if i > 1 && t.tokens[i-1].kind == aQuote {
		i--
	}
	for _, o := range t.groups {
		if o.copula && (o.last == i-2 || o.last == i-3 && t.tokens[i-2].owner()) {
			return true
		}
	}
	return false
}

// verbWords returns the verb group without times and adverbs.
func (t *titler) verbWords(g group) []string {
	var out []string
	for i := g.first; i <= g.last; i++ {
		if t.drop[i] || t.adverb(i) && !t.tokens[i].is(posNeg) || t.tokens[i].kind != aWord {
			continue
		}
		out = append(out, t.wordText(i))
	}
	return out
}

// needsObject reports whether the verb is followed by a noun phrase that it
// cannot do without.
func (t *titler) needsObject(g group) bool {
	i := g.last + 1
	for i < len(t.tokens) && (t.adverb(i) || t.drop[i] || t.tokens[i].kind == aQuote) {
		i++
	}
	if g.copula || i < len(t.tokens) && g.last+1 < len(t.tokens) && t.at(g.last+1, useParticle) {
		return true
	}
	return !g.passive && i < len(t.tokens) && (t.tokens[i].kind == aWord || t.tokens[i].kind == aNumber) && !t.tokens[i].is(posPrep|posSub|posCoord)
}
