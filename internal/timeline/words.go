package timeline

import (
	"strings"

	"buildsite/internal/article"
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
// or of one that reports it with the same verb where that does not stand on its
// own. The one before is put in front of a sentence whose pronoun asks for it,
// and what ends a quotation after one that only begins it.
func (b *builder) summary(e *Event, held []int) {
	first := &b.mentions[held[0]]
	best, text := 0, standing(b.reports[first.report].Article, first.Sentence)
	least := leaning(text)
	for k := 1; k < len(held) && least > 0; k++ {
		m := &b.mentions[held[k]]
		if m.Nominal || m.Modality != event.Asserted || m.Type != first.Type || m.Lemma != first.Lemma && !first.Headline {
			continue
		}
		other := standing(b.reports[m.report].Article, m.Sentence)
		if f := leaning(other); f < least {
			best, text, least = k, other, f
		}
	}
	e.Summary = oneLine(text)
	e.SummaryFrom = []int{best}
}

// mostSummary is the greatest number of words in a summary of two sentences.
const mostSummary = 60

// standing returns sentence n of the article, with the one before when a
// pronoun at its head or the end of a quotation asks for it, or with the one
// after when a quotation goes on there.
func standing(a *article.Article, n int) string {
	alone := a.Slice(a.Sentences[n].Span)
	opens, closes := openQuotes(alone)
	switch {
	case closes || event.PointsBack(alone):
		return together(a, n-1, alone)
	case opens:
		return together(a, n, alone)
	}
	return alone
}

// together returns sentences n and n+1 of the article, when they are one
// passage of prose that is short enough and leans on nothing itself, else alone.
func together(a *article.Article, n int, alone string) string {
	if n < 0 || n+1 >= len(a.Sentences) {
		return alone
	}
	first, second := a.Sentences[n], a.Sentences[n+1]
	if second.Block-first.Block > 1 || a.Blocks[first.Block].Kind != article.Prose || a.Blocks[second.Block].Kind != article.Prose {
		return alone
	}
	both := a.Text[first.Start:second.End]
	opens, closes := openQuotes(both)
	if event.PointsBack(a.Slice(first.Span)) || opens || closes || strings.HasSuffix(a.Slice(first.Span), "?") || len(strings.Fields(both)) > mostSummary {
		return alone
	}
	return both
}

// openQuotes reports whether a quotation begins in the sentence and does not
// end there, or ends there and did not begin.
func openQuotes(s string) (opens, closes bool) {
	depth := 0
	for i, c := range s {
		switch {
		case c == '“':
			depth++
		case c == '”':
			depth--
		case c == '"' && strings.HasPrefix(s[i+1:], " ") || c == '"' && i+1 == len(s):
			depth--
		case c == '"':
			depth++
		}
	}
	return depth > 0, depth < 0
}

// leaning weighs what makes a sentence lean on the text around it: a word that
// points back at its head, a quotation that is not whole, a question, no end,
// fewer than six words or more than fifty.
func leaning(sentence string) int {
	words := 0
	for range strings.FieldsSeq(sentence) {
		words++
	}
	if words == 0 {
		return 99
	}
	n := 0
	if event.Leans(sentence) || event.PointsBack(sentence) {
		n += 2
	}
	if opens, closes := openQuotes(sentence); opens || closes {
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
