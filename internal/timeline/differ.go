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

// numberDifference holds the counts of one thing that articles of one day give
// differently.
func (b *builder) numberDifference(e *Event, held []int) Difference {
	var d Difference
	seen := map[uint64]bool{}
	for _, k := range held {
		for _, n := range b.mentions[k].Numbers {
			if seen[n.Of] {
				continue
			}
			seen[n.Of] = true
			if v := b.variants(n.Of, held); len(v.Variants) > len(d.Variants) {
				d = v
			}
		}
	}
	return d
}

// variants lists the counts of one thing, by citation.
func (b *builder) variants(of uint64, held []int) Difference {
	d := Difference{About: "number"}
	voices := map[*Report]bool{}
	for i, k := range held {
		for _, n := range b.mentions[k].Numbers {
			if n.Of == of {
				d.add(n.Words, i)
				voices[voice(b.reports[b.mentions[k].report])] = true
				break
			}
		}
	}
	if len(voices) < 2 {
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
