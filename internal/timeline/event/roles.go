package event

import (
	"buildsite/internal/article"
)

// roles sets who did it to whom, and who says so.
func (d *detector) roles(m *Mention, k int) {
	g := d.groups[k]
	subject := d.subjects[k]
	object := d.objectOf(g, m.Trigger)
	m.Actor, m.Object = subject, object
	if g.passive {
		m.Actor, m.Object = d.agentOf(g), subject
	}
	m.Speaker = d.speakerOf(k)
	if m.Type.Group == "speech" && (g.passive || g.copula || g.inQuote) {
		m.Object, m.Actor = m.Actor, m.Speaker
	}
}

// objectOf names the noun phrase after group g.
func (d *detector) objectOf(g group, trigger article.Span) Actor {
	i := g.last + 1
	for i < g.end && int(d.tokens[i].end) <= trigger.End {
		i++
	}
	j := i
	for j < g.end && j < i+12 && d.tokens[j].kind != aComma && !(d.tokens[j].is(posPrep) && j > i+1) {
		j++
	}
	quiet := d.cast.silent() // an object is not what "he" means next
	a := d.actorIn(i, j, quiet)
	a.Oblique = i < j && d.tokens[i].is(posPrep) && !d.tokens[i].capital()
	return a
}

// agentOf names who stands after "by" behind a passive.
func (d *detector) agentOf(g group) Actor {
	for i := g.last + 1; i < g.end && i < g.last+8; i++ {
		if d.wordAt(i) == "by" {
			j := i + 1
			for j < g.end && d.tokens[j].kind != aComma {
				j++
			}
			quiet := d.cast.silent()
			return d.actorIn(i+1, j, quiet)
		}
	}
	return Actor{}
}

// owner names whose the noun at i is: "its assertion", "the company's decision".
func (d *detector) owner(i int) Actor {
	quiet := d.cast.silent()
	for k := i - 1; k >= 0 && k > i-6; k-- {
		t := d.tokens[k]
		if t.owner() && !t.isTimex() {
			first := k
			for first > 0 && d.tokens[first-1].kind == aWord && (d.tokens[first-1].nameLike() || !d.tokens[first-1].closed()) && !d.inGroup(first-1) {
				first--
			}
			return d.actorIn(first, k+1, quiet)
		}
		switch d.wordAt(k) {
		case "its", "his", "her", "their":
			return d.pronoun(k, quiet)
		}
		if t.kind != aWord || t.is(posPrep|posAux) || d.inGroup(k) {
			return Actor{}
		}
	}
	return Actor{}
}
