package event

import (
	"slices"
	"strings"
	"unicode"
)

// headline tries the whole headline, without what names the paper.
func (t *titler) headline() {
	end := len(t.tokens)
	for k := end - 1; k > 2; k-- {
		if c := t.a.Text[t.tokens[k].start]; c == '|' || c == ';' || t.tokens[k].kind == aDash {
			end = k
		}
	}
	finite := false
	for _, g := range t.groups {
		finite = finite || g.first < end && g.kind == 0
	}
	faults := 1
	if !finite {
		faults += faultNominal
	}
	if t.titleCase() {
		faults += faultSubject
	}
	t.try(t.words(0, end), faults+t.weakness(0, end))
}

// nominal tries the noun phrase of a mention that a noun reports.
func (t *titler) nominal(m Mention) {
	i := slices.IndexFunc(t.tokens, func(tok token) bool { return int(tok.start) == m.Trigger.Start })
	if i < 0 {
		return
	}
	first := i
	for first > 0 && t.tokens[first-1].kind == aWord && !t.tokens[first-1].closed() && !t.drop[first-1] && !t.inVerb(first-1) && i-first < 5 {
		first--
	}
	end := i + 1
	for end < len(t.tokens) && int(t.tokens[end].start) < m.Trigger.End {
		end++
	}
	lead := t.words(first, end)
	faults := faultNominal
	if first > 0 && t.tokens[first-1].is(posPron) && t.tokens[first-1].is(posDet) || first > 0 && t.at(first-1, usePossessive) {
		if m.Actor.Name != "" && strings.ContainsFunc(m.Actor.Name, unicode.IsUpper) && !m.Actor.Unsure {
			lead = slices.Concat(t.named(m.Actor.Name+"’s", 5), lead)
		} else {
			faults += faultPronoun
		}
	}
	if !t.anyName(lead) {
		faults += faultBare
	}
	head := group{first: end - 1, last: end - 1, main: end - 1, passive: true}
	stop := t.clauseEnd(head)
	for k := end; ; {
		if cut := t.cut(head, k, stop); cut < never && !(k > end && t.inFinite(k-1)) {
			t.try(slices.Concat(lead, t.words(end, k)), faults+cut+t.weakness(end, k))
		}
		if k >= stop || t.inFinite(k) {
			return
		}
		k = t.phraseAfter(k, stop)
	}
}
