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
	if g := t.groups[k]; m.InQuote || g.inQuote || g.copula || g.passive {
		s = t.sayer(k)
	}
	if s < 0 {
		t.quotedAlone(m, k)
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
	if t.tokens[t.groups[c].main].lemma == t.lex.say && !t.groups[c].inQuote { // "X said he would, Y said"
		for _, who := range t.subjects(Mention{Type: m.Type}, t.groups[c]) {
			who.faults += faultClaim
			t.predicates(Mention{Type: m.Type}, t.groups[c], who)
		}
		return
	}
	if lead, faults, ok := t.speechLead(who, s, c); ok {
		t.content(lead, t.groups[c], faults)
	}
}

// quotedAlone tries a sentence that is all quotation, of a speaker named before.
func (t *titler) quotedAlone(m Mention, k int) {
	if !m.InQuote || !m.Speaker.Person || !m.Speaker.Named || m.Speaker.Unsure {
		return
	}
	if who := t.nameOf(m.Speaker, 4); len(who) > 1 {
		who[len(who)-1] += ":"
		t.content(who, t.groups[k], faultQuote)
	}
}

// speechLead returns what stands before the words of group c, which group s
// reports: "Name:" before a quotation, "Name said" before reported speech.
func (t *titler) speechLead(who []string, s, c int) (lead []string, faults int, ok bool) {
	g, content := t.groups[s], t.groups[c]
	if content.subFirst >= content.subLast || content.subLast > content.first || t.drop[content.subFirst] {
		return nil, 0, false
	}
	first := t.tokens[content.subFirst]
	pronoun := content.subLast-content.subFirst == 1 && first.is(posSubjectPron)
	switch {
	case !pronoun && !t.cleanSubject(content, content.subFirst, content.subLast):
		return nil, 0, false
	case content.inQuote:
		who = slices.Clone(who)
		who[len(who)-1] += ":"
		return who, faultQuote, true
	case c > s || first.is(posSubjectPron):
		return nil, 0, false
	case t.tokens[g.main].lemma == t.lex.tell:
		return slices.Concat(who, t.verbWords(g), t.words(g.last+1, t.phraseAfter(g.last+1, t.clauseEnd(g)))), faultReported, true
	}
	return slices.Concat(who, t.verbWords(g)), faultReported, true
}

// content tries the clause of g after the words that say who speaks.
func (t *titler) content(lead []string, g group, faults int) {
	words, weak := t.words(g.subFirst, g.subLast), t.weakness(g.subFirst, g.subLast)
	if strings.HasSuffix(lead[len(lead)-1], ":") {
		weak /= 2
		if len(words) > 0 {
			words[0] = sentenceCase(words[:1])
		}
	} else if len(words) > 0 && t.tokens[g.subFirst].closed() {
		words[0] = strings.ToLower(words[0])
	}
	t.predicates(Mention{Type: &Type{}}, g, phrase{words: slices.Concat(lead, words), faults: faults + weak})
}

// speaker names who speaks.
func (t *titler) speaker(m Mention, g group) []string {
	pronoun := g.subLast-g.subFirst == 1 && t.tokens[g.subFirst].is(posSubjectPron)
	if m.Actor.Person && m.Actor.Name != "" && !m.Actor.Unsure && (!pronoun || t.standsFor(m, g.subFirst, m.Actor)) {
		return t.nameOf(m.Actor, 4)
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
