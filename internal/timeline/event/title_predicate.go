package event

import (
	"slices"
	"strings"

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
	if t.at(opener, useNotObject) || opener > 0 && t.tokens[opener-1].is(posPrep) {
		return false
	}
	if t.wordAt(opener) == "that" {
		return opener > 0 && !t.inVerb(opener-1) && t.tokens[opener-1].kind == aWord && !t.complementiser(t.indexOf(g)) && !t.hasObject(g)
	}
	return true
}

// weakness counts the pronouns in [i, j) that stand for something outside.
func (t *titler) weakness(i, j int) int {
	n := 0
	for k := i; k < j && k < len(t.tokens); k++ {
		if t.drop[k] || t.tokens[k].has(allCaps) {
			continue
		}
		if tag := t.tokens[k].timex; tag != 0 && t.tags[tag-1].Type == timex.Date && (k == i || t.tokens[k-1].timex != tag) {
			n += faultTime
		}
		switch {
		case t.at(k, usePointer), t.wordAt(k) == "that" && k > 0 && t.inVerb(k-1) && k+1 < len(t.tokens) && t.tokens[k+1].is(posCoord|posPrep):
			n += faultPronoun
		case t.wordAt(k) == "her" && !t.nounLike(k+1):
			n += faultPronoun
		case t.wordAt(k) == "her" && k == i:
			n += faultSubject
		case t.at(k, usePossessive) && k == i:
			n += faultOwner
		}
	}
	return n
}

// dangling is the weakness of [i, j) after a subject: "he" may stand for a
// subject with a name.
func (t *titler) dangling(s phrase, i, j int) int {
	n := t.weakness(i, j)
	switch {
	case n == 0:
		return 0
	case t.quotes(s.words):
		return n / 2
	case !t.anyName(s.words):
		return max(n/2, n-faultOwner)
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

// quotes reports whether one of the words ends with the colon before a quotation.
func (t *titler) quotes(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(w, ":") })
}

// predicates tries the verb with ever more of the phrases that follow it.
func (t *titler) predicates(m Mention, g group, s phrase) { t.predicatesFrom(m, g, s, 0) }

func (t *titler) afterInverted(g group) int {
	if g.subFirst > g.last {
		return g.subLast
	}
	return 0
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

// predicatesFrom is predicates with no cut before token least.
func (t *titler) predicatesFrom(m Mention, g group, s phrase, least int) {
	faults := s.faults + t.predicateFaults(m, g, s)
	verb := t.verbWords(g)
	if s.singular && len(verb) > 0 && t.lex.title.singular[verb[0]] != "" {
		verb[0] = t.lex.title.singular[verb[0]]
	}
	lead := slices.Concat(s.words, verb)
	if t.lacksObject(g) {
		t.try(slices.Concat(lead, t.relativeObject(g)), faults+faultSubject)
		return
	}
	from, end := max(g.last+1, t.afterInverted(g)), t.clauseEnd(g)
	if words := t.calledWhat(g, from); words != nil {
		t.try(slices.Concat(lead, words), faults+faultPhrase)
		return
	}
	for i := from; ; i = t.phraseAfter(i, end) {
		if cut := t.cut(g, i, end); i >= least && cut < never && (i == end || !t.beaten(faults+cut)) {
			words := slices.Concat(lead, t.words(from, i))
			cut += faults + t.dangling(s, from, i)
			if len(words) > MaxTitleWords {
				words, cut = t.terse(words), cut+faultTerse
			}
			t.try(words, cut)
			if i == end {
				t.afterColon(words, end, cut)
			}
		}
		if i >= end || i-from > 2*MaxTitleWords {
			return
		}
	}
}

// calledWhat returns the object of "call" without the clause that tells what it
// is, and what it is called in quotation marks: "called claims that it had lied
// “absurd”".
func (t *titler) calledWhat(g group, from int) []string {
	if g.passive || t.lex.name(t.tokens[g.main].lemma) != "call" {
		return nil
	}
	that := from
	for that < len(t.tokens) && t.wordAt(that) != "that" && !t.inVerb(that) && t.tokens[that].kind == aWord {
		that++
	}
	if that == from || t.wordAt(that) != "that" {
		return nil
	}
	for open := that; open < len(t.tokens); open++ {
		tok := t.tokens[open]
		if tok.kind == aComma || tok.kind == aStop {
			return nil
		}
		if tok.kind != aQuote || !tok.has(opening) {
			continue
		}
		for end := open + 1; end < len(t.tokens) && end < open+5; end++ {
			if t.tokens[end].kind == aQuote {
				return slices.Concat(t.words(from, that), t.words(open, end))
			}
		}
		return nil
	}
	return nil
}

// afterColon tries the words with what a colon at token i announces, when that
// is no more than a few words: "One cause stood out: speed".
func (t *titler) afterColon(words []string, i, faults int) {
	if i >= len(t.tokens) || t.a.Text[t.tokens[i].start] != ':' || len(words) == 0 {
		return
	}
	rest := t.words(i+1, len(t.tokens))
	if len(rest) == 0 || len(rest) > noFewer || t.hasFinite(i, len(t.tokens)) {
		return
	}
	words = slices.Clone(words)
	words[len(words)-1] += ":"
	t.try(slices.Concat(words, rest), faults-2*faultPhrase)
}

// predicateFaults weighs what is wrong with the subject and the verb together,
// however the rest is cut.
func (t *titler) predicateFaults(m Mention, g group, s phrase) int {
	faults := 0
	if m.Type.Group == "speech" && t.tokens[g.main].is(posReporting) && !g.passive {
		faults += faultReported
	}
	if g.kind == reduced {
		faults += faultSubject
	}
	if !t.anyName(s.words) {
		faults += faultBare
	}
	return faults
}

// relativeObject returns the noun before the relative clause of g: "the track"
// of "the track, which investigators were inspecting".
func (t *titler) relativeObject(g group) []string {
	object := group{}
	t.nounBefore(&object, g.clause-1)
	for object.subFirst < object.subLast && (t.inVerb(object.subFirst) || t.at(object.subFirst, useQuantifier)) {
		object.subFirst++
	}
	return t.words(object.subFirst, object.subLast)
}

// terse leaves out what headlines do, one kind after the other until it is
// enough: the "that" of reported speech, articles, auxiliaries.
func (t *titler) terse(words []string) []string {
	for _, spare := range []func(words []string, i int) bool{t.spareThat, t.spareArticle, t.spareAuxiliary, t.spareNameArticle} {
		if len(words) <= MaxTitleWords {
			break
		}
		out := make([]string, 0, len(words))
		for i, w := range words {
			if i == 0 || i+1 == len(words) || !spare(words, i) {
				out = append(out, w)
			}
		}
		words = out
	}
	return words
}

func (t *titler) spareThat(words []string, i int) bool {
	if words[i] != "that" {
		return false
	}
	before := t.lex.word(strings.ToLower(words[i-1])).pos
	return before&posReporting != 0 && before&posGerund == 0 || i > 2 && t.lex.word(words[i-3]).lemma == t.lex.say
}

func (t *titler) spareArticle(words []string, i int) bool {
	return t.lex.title.can(words[i], useArticle) && !upper(words[i+1]) && !t.lex.title.can(words[i+1], useCount|useMeasure)
}

func (t *titler) spareNameArticle(words []string, i int) bool {
	return t.lex.title.can(words[i], useArticle) && upper(words[i+1])
}

// spareAuxiliary tells the "is" of "is investigating" and the "has" of "has
// confirmed".
func (t *titler) spareAuxiliary(words []string, i int) bool {
	switch next := t.lex.word(words[i+1]).pos; words[i] {
	case "is", "are":
		return next&posGerund != 0
	case "has", "have":
		return next&posPast != 0
	}
	return false
}

// hasObject reports whether a noun phrase follows the verb.
func (t *titler) hasObject(g group) bool {
	i := t.afterDropped(g.last+1, len(t.tokens))
	return i < len(t.tokens) && (t.tokens[i].kind == aWord || t.tokens[i].kind == aNumber) && !t.tokens[i].is(posPrep|posSub|posCoord)
}
