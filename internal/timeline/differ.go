package timeline

import (
	"slices"

	"buildsite/internal/timeline/edtf"
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

// A count is what articles count: the same things, of the same verb, and if it is
// a toll, on the same day. What is counted later is no contradiction but news.
type count struct {
	of    uint64
	kind  *event.Type
	lemma string
	day   edtf.Date
}

// numberDifference holds the exact counts of one thing that articles give
// differently; of several things, the one with most variants.
func (b *builder) numberDifference(e *Event, held []int) Difference {
	var order []count
	found := map[count]*Difference{}
	for i, k := range held {
		m := &b.mentions[k]
		for n, number := range m.Numbers {
			c := count{of: number.Of, kind: m.Type, lemma: m.Lemma}
			if harms(m.Type) {
				c.day = b.reports[m.report].Published
			}
			if number.Rough || slices.ContainsFunc(m.Numbers[:n], func(o event.Number) bool { return o.Of == number.Of }) {
				continue
			}
			if found[c] == nil {
				order, found[c] = append(order, c), &Difference{About: "number"}
			}
			found[c].add(number.Words, i)
		}
	}
	var most Difference
	for _, c := range order {
		if d := found[c]; len(d.Variants) > max(1, len(most.Variants)) && b.severalVoices(*d, e) {
			most = *d
		}
	}
	return most
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
