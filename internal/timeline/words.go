package timeline

import (
	"strings"

	"buildsite/internal/timeline/event"
)

// mostActors is how many actors an event lists.
const mostActors = 6

// actors lists who takes part in the event, by proper name, each once, in the
// order of the citations; held are their mentions.
func (b *builder) actors(held []int) []string {
	var out []string
	for _, i := range held {
		m := &b.mentions[i]
		for _, a := range []event.Actor{m.Actor, m.Object} {
			if a.Name == "" || a.Unsure {
				continue
			}
			name := event.ProperName(b.reports[m.report].Text, a)
			if name == "" || len(out) == mostActors {
				continue
			}
			out = addActor(out, name, a.Person)
		}
	}
	return out
}

// addActor adds the name unless a fuller form of it is listed, and puts it in
// the place of a shorter one: "Lipavsky", "Jan Lipavsky".
func addActor(list []string, name string, person bool) []string {
	for n, old := range list {
		switch {
		case old == name, person && strings.HasSuffix(old, " "+name):
			return list
		case person && strings.HasSuffix(name, " "+old):
			list[n] = name
			return list
		}
	}
	return append(list, name)
}

// summary sets the sentence that tells the event: that of the first citation,
// or of the first one that stands on its own where that does not.
func (b *builder) summary(e *Event, held []int) {
	best, least := 0, 99
	for k, c := range e.Citations {
		if m := &b.mentions[held[k]]; k > 0 && (m.Nominal || m.Modality != event.Asserted) {
			continue
		}
		if f := leaning(c.Quote()); f < least {
			best, least = k, f
		}
		if least == 0 {
			break
		}
	}
	e.Summary = oneLine(e.Citations[best].Quote())
	e.SummaryFrom = []int{best}
}

// leaning weighs what makes a sentence lean on the text around it: a word that
// points back at its head, a question, no end, fewer than six words or more
// than fifty.
func leaning(sentence string) int {
	first, words := "", 0
	for w := range strings.FieldsSeq(sentence) {
		if words++; words == 1 {
			first = w
		}
	}
	if words == 0 {
		return 99
	}
	n := 0
	if event.Leans(strings.Trim(first, "“”\"'‘’,")) {
		n += 2
	}
	switch last := strings.TrimRight(sentence, "”\"'’) "); {
	case strings.HasSuffix(last, "?"):
		n += 3
	case !strings.HasSuffix(last, ".") && !strings.HasSuffix(last, "!") && !strings.HasSuffix(last, "…"):
		n++
	}
	if words < 6 || words > 50 {
		n++
	}
	return n
}
