package timeline

import (
	"buildsite/internal/timeline/event"
)

// differences lists on what the sources of e contradict each other. held maps
// each citation to its mention.
func (b *builder) differences(e *Event, held []int) []Difference {
	var out []Difference
	if d := b.dateDifference(e); len(d.Variants) > 1 {
		out = append(out, d)
	}
	if d := b.numberDifference(e, held); len(d.Variants) > 1 {
		out = append(out, d)
	}
	if d := b.attributionDifference(e, held); len(d.Variants) > 1 {
		out = append(out, d)
	}
	return out
}

// dateDifference holds the days that sources state in words and that exclude
// each other.
func (b *builder) dateDifference(e *Event) Difference {
	d := Difference{About: "date"}
	for i, c := range e.Citations {
		if !c.States() {
			continue
		}
		if c.Date.Overlaps(e.Date) {
			d.add(e.Date.String(), i)
		} else {
			d.add(c.Date.String(), i)
		}
	}
	return d
}

// numberDifference holds the exact counts of one thing that articles give
// differently. A toll of another day is no contradiction but news.
func (b *builder) numberDifference(e *Event, held []int) Difference {
	var d Difference
	for i, k := range held {
		for _, n := range b.mentions[k].Numbers {
			if v := b.variants(i, n, held); len(v.Variants) > len(d.Variants) {
				d = v
			}
		}
	}
	return d
}

// variants lists what the articles count as n is counted in citation i, by
// citation.
func (b *builder) variants(i int, n event.Number, held []int) Difference {
	d := Difference{About: "number"}
	m := &b.mentions[held[i]]
	day := b.reports[m.report].Published
	voices := map[*Report]bool{}
	for c, k := range held {
		o := &b.mentions[k]
		r := b.reports[o.report]
		if r.Published != day && harms(m.Type) || o.Type != m.Type || o.Lemma != m.Lemma {
			continue
		}
		for _, other := range o.Numbers {
			if other.Of == n.Of && !other.Rough {
				d.add(other.Words, c)
				voices[voice(r)] = true
				break
			}
		}
	}
	if len(voices) < 2 || n.Rough {
		return Difference{}
	}
	return d
}

// attributionDifference holds who sources say did it.
func (b *builder) attributionDifference(e *Event, held []int) Difference {
	d := Difference{About: "attribution"}
	var who []event.Actor
	for i, k := range held {
		m := &b.mentions[k]
		if m.Type.Group != "harm" || !m.Actor.Named || m.Actor.Bystander || m.Lemma == "crash" {
			continue
		}
		name := m.Actor.Name
		for _, w := range who {
			if w.Same(m.Actor) {
				name = w.Name
			}
		}
		who = append(who, event.Actor{Name: name, Keys: m.Actor.Keys})
		d.add(name, i)
	}
	if !b.severalVoices(d, e) {
		return Difference{}
	}
	return d
}

func (b *builder) severalVoices(d Difference, e *Event) bool {
	voices := map[*Report]bool{}
	for _, v := range d.Variants {
		voices[voice(e.Citations[v.Citations[0]].Report)] = true
	}
	return len(voices) > 1
}

func (d *Difference) add(value string, citation int) {
	for i := range d.Variants {
		if d.Variants[i].Value == value {
			d.Variants[i].Citations = append(d.Variants[i].Citations, citation)
			return
		}
	}
	d.Variants = append(d.Variants, Variant{Value: value, Citations: []int{citation}})
}
