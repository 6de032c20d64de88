package timeline

import (
	"buildsite/internal/timeline/event"
)

// What a sentence or an article ties by itself, whatever the weights of the
// reasons would say.

// refersTo reports whether the undated mention of p can tell again what the
// cluster holds: not before it happened; and outside a main clause only what
// another article has dated, of the same kind and the same party.
func (b *builder) refersTo(p *pair) bool {
	if day := b.reports[p.m.report].Published; day.IsDay() && p.c.days.first > day.FirstDay() {
		return false
	}
	if p.m.Finite {
		return true
	}
	for _, k := range p.c.reps {
		if b.mentions[k].report == p.m.report {
			return false
		}
	}
	return p.c.strength >= 2 && p.m.Type == p.other.Type && p.m.Type.Weight > 1 && (sameActor(p) > 0 || sameObject(p) > 0)
}

// sentenceMate says why m belongs to what c holds of its sentence, or weighed: one
// sentence tells of one actor on one day ("resigned on Friday and was replaced
// by his deputy"), or m is the toll of what the sentence dates ("the attacks of
// Aug. 7 killed 12").
func (b *builder) sentenceMate(m *mention, c *cluster) ground {
	if !c.mayQuote(m) {
		return weighed
	}
	for _, k := range c.reps {
		o := &b.mentions[k]
		if o.report != m.report || o.Sentence != m.Sentence || o.InQuote != m.InQuote {
			continue
		}
		switch {
		case o.Trigger.Start < m.Trigger.End && m.Trigger.Start < o.Trigger.End && o.Actor.Same(m.Actor) == o.Actor.Same(o.Actor):
			return onePlace
		case o.Headline:
		case m.strength <= 2 && o.strength > 2 && o.Nominal && o.Trigger.End <= m.Trigger.Start && harms(o.Type) && harms(m.Type):
			return tollOf
		case m.strength == 0 && o.strength >= 2 && m.Type == o.Type && m.Finite:
			return sentenceGoesOn
		case m.Date != o.Date || m.strength == 0 || o.strength == 0 || m.strength > 2 && m.DateSpan != o.DateSpan:
		case sharedPart(m, o):
			return onePart
		case m.Type.Group == "speech" && o.Type.Group == "speech" && (m.Speaker.Same(o.Actor) || o.Speaker.Same(m.Actor)):
			return oneSpeech
		}
	}
	return weighed
}

// ownNews says how alike an undated headline is to what the opening of its own
// article dates, of the day of the report or the three before; 0 when it tells
// something else.
func (b *builder) ownNews(m *mention, c *cluster) float64 {
	if !m.Headline || m.strength != 1 {
		return 0
	}
	most := 0.0
	for _, k := range c.reps {
		o := &b.mentions[k]
		gap := m.days.first - o.days.first
		if o.report != m.report || o.strength < 2 || o.Lead > 4 || !o.Date.IsDay() || gap < 0 || gap > 3 || (o.Type.Group == "speech") != (m.Type.Group == "speech") {
			continue
		}
		cos := b.weights.cosine(&m.vector, &o.vector)
		if o.Type == m.Type && (cos > .15 || m.Actor.Same(o.Actor)) || cos > .35 {
			most = max(most, cos)
		}
	}
	return most
}

// announces reports whether one of m and what c holds says in like words what
// the other says was done, by the same actor on the same day: "announced an
// inquiry", "opened an inquiry". To accuse, condemn or demand is an act itself.
func (b *builder) announces(m *mention, c *cluster) bool {
	speaks := m.Type.Group == "speech"
	if speaks == c.speech || m.strength < 2 || c.strength < 2 || m.Date != c.date || !m.Date.IsDay() {
		return false
	}
	for _, k := range c.reps {
		o := &b.mentions[k]
		says, does := m, o
		if !speaks {
			says, does = o, m
		}
		if says.Type.Name == "statement" && does.Type.Group != "speech" && o.Actor.Same(m.Actor) && b.weights.cosine(&m.vector, &o.vector) >= .2 {
			return true
		}
	}
	return false
}

// comments reports whether m is a remark without a day of its own by the one who
// did, on that day and in that article, what c holds.
func (b *builder) comments(m *mention, c *cluster) bool {
	if m.Type.Name != "statement" || c.speech || m.strength != 1 && m.strength != 2 || !m.Actor.Named || !c.date.IsDay() || m.days.first-c.days.first > 1 {
		return false
	}
	for _, k := range c.reps {
		if o := &b.mentions[k]; o.report == m.report && m.days.first >= o.days.first && o.Actor.Named && o.Actor.Same(m.Actor) {
			return true
		}
	}
	return false
}

// sharedPart reports whether one party acts in both mentions, or is the subject
// of both verbs: "stepped down and was replaced".
func sharedPart(m, o *mention) bool {
	if m.Actor.Same(o.Actor) {
		return true
	}
	earlier, later := o, m
	if m.Trigger.Start < o.Trigger.Start {
		earlier, later = m, o
	}
	return later.Clause.Start < earlier.Trigger.Start && (m.Object.Same(o.Object) || m.Actor.Same(o.Object) || m.Object.Same(o.Actor))
}

// harms reports whether t is harm, or what it did to people.
func harms(t *event.Type) bool { return t.Group == "harm" || t.Group == "casualties" }

// dated reports whether the sentence of m dates what the cluster holds, and not
// m: "condemned the attack and recalled that in 2021 it had urged …".
func (b *builder) dated(m *mention, c *cluster) bool {
	for _, k := range c.reps {
		if o := &b.mentions[k]; m.strength <= 1 && o.strength > 1 && o.report == m.report && o.Sentence == m.Sentence && o.Date != m.Date {
			return true
		}
	}
	return false
}
