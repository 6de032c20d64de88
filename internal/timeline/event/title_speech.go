package event

import (
	"slices"
	"strings"
)

// quoted tries speech: a clause that comes before its "said", and quotations
// after a colon.
func (t *titler) quoted(m Mention, k int) {
	if m.Type.Group != "speech" && !m.FirstPerson {
		return
	}
	s := k
	if g := t.groups[k]; g.inQuote || g.copula || g.passive {
		s = t.sayer(k)
	}
	if s < 0 {
		return
	}
	g := t.groups[s]
	c := t.contentOf(s)
	if c < 0 || !t.tokens[g.main].is(posReporting) {
		return
	}
	who := t.speaker(m, g)
	if who == nil || !t.anyName(who) && len(who) > 4 {
		return
	}
	content := t.groups[c]
	pronoun := content.subLast-content.subFirst == 1 && t.tokens[content.subFirst].is(posSubjectPron)
	if content.subFirst >= content.subLast || content.subLast > content.first || !pronoun && !t.cleanSubject(content, content.subFirst, content.subLast) || t.drop[content.subFirst] {
		return
	}
	faults := faultReported
	first := t.tokens[content.subFirst]
	switch {
	case content.inQuote && t.weakness(content.subFirst, content.subLast) > 0:
		return
	case content.inQuote:
		who = slices.Clone(who)
		who[len(who)-1] += ":"
		faults = faultQuote
	case c < s && first.is(posSubjectPron):
		return
	case c < s && t.tokens[g.main].lemma == t.lex.tell:
		who = slices.Concat(who, t.verbWords(g), t.words(g.last+1, t.phraseAfter(g.last+1, t.clauseEnd(g))))
	case c < s:
		who = slices.Concat(who, t.verbWords(g))
	default:
		return
	}
	words := t.words(content.subFirst, content.subLast)
	if len(words) > 0 && first.closed() && !content.inQuote {
		words[0] = strings.ToLower(words[0])
	}
	t.predicates(Mention{Type: &Type{}}, content, phrase{words: slices.Concat(who, words), faults: faults + t.weakness(content.subFirst, content.subLast)})
}

// speaker names who speaks.
func (t *titler) speaker(m Mention, g group) []string {
	if m.Actor.Person && m.Actor.Name != "" && !m.Actor.Unsure {
		return t.named(m.Actor.Name, 4)
	}
	best := []string(nil)
	for _, s := range t.subjects(m, g) {
		if len(s.words) <= 5 && len(s.words) > len(best) {
			best = s.words
		}
	}
	return best
}

// sayer returns the group that reports the speech around group k, or -1.
func (t *titler) sayer(k int) int {
	for n, g := range t.groups {
		if n != k && g.kind == finite && !g.inQuote && t.tokens[g.main].is(posReporting) {
			return n
		}
	}
	return -1
}

// contentOf returns the first clause that group k reports, or -1.
func (t *titler) contentOf(k int) int {
	for n := k + 1; n < len(t.groups); n++ {
		if g := t.groups[n]; g.kind == finite && !g.relative && !g.subordinate {
			return n
		}
	}
	r := t.groups[k]
	if i := min(r.first, r.subFirst) - 1; r.subFirst < r.subLast && i >= 0 && t.tokens[i].kind != aComma && t.tokens[i].kind != aQuote && t.tokens[i].kind != aDash {
		return -1
	}
	for n := 0; n < k; n++ {
		if g := t.groups[n]; g.kind == finite && !g.relative && !g.subordinate && g.subFirst != r.subFirst {
			return n
		}
	}
	return -1
}
