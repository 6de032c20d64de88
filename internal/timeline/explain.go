package timeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Explain tells in plain text how the event with that id came about: its
// mentions and their dates, the reason for each join, and what was nearly
// joined. ok is false when t has no such event.
func Explain(t *Timeline, id string) (text string, ok bool) {
	for _, list := range [][]*Event{t.Events, t.Context} {
		for _, e := range list {
			if e.ID == id {
				return explain(e), true
			}
		}
	}
	return "", false
}

func explain(e *Event) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n  %s\n  %s", e.ID, e.Title, e.Date)
	if e.DateText != "" {
		fmt.Fprintf(&b, ", from “%s”", e.DateText)
	}
	fmt.Fprintf(&b, " (%s); %s; %s; salience %.2f\n", e.DateBasis, e.Type, e.Status, e.Salience)
	if e.Planned {
		b.WriteString("  planned: no article reports it as done\n")
	}
	b.WriteString("\nmentions, best first\n")
	for i, c := range e.Citations {
		fmt.Fprintf(&b, "  %d. %s:%s  %s\n     %s\n     “%s”\n", i+1, c.Report.Path, lineOf(c.Report.Source, c.Report.ToSource(c.Span).Start), dateOf(c), c.DateWhy, oneLine(c.Quote()))
		if c.Speaker != "" || c.Modality != "asserted" {
			fmt.Fprintf(&b, "     %s%s\n", c.Modality, prefixed(", according to ", c.Speaker))
		}
		if c.Report.WireCopyOf != nil {
			fmt.Fprintf(&b, "     wire copy of %s: no voice of its own\n", c.Report.WireCopyOf.Path)
		}
	}
	explainLinks(&b, "joined", e.Links)
	for _, d := range e.Differences {
		fmt.Fprintf(&b, "\nsources differ on the %s\n", d.About)
		for _, v := range d.Variants {
			fmt.Fprintf(&b, "  %s: citations %s\n", v.Value, numbers(v.Citations))
		}
	}
	explainLinks(&b, "nearly joined", e.NearMisses)
	return b.String()
}

func explainLinks(b *strings.Builder, head string, links []Link) {
	if len(links) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s (%.2f is needed)\n", head, joinAt)
	for _, l := range links {
		fmt.Fprintf(b, "  %s + %s: %.2f, %s\n", l.From, l.To, l.Weight, l.Reason)
	}
}

func dateOf(c Citation) string {
	if c.Date.IsZero() {
		return "undated"
	}
	return c.Date.String()
}

// oneLine returns s with one space for any white space inside, and none around:
// s itself when it is so already.
func oneLine(s string) string {
	size, words := 0, 0
	for w := range strings.FieldsSeq(s) {
		size += len(w)
		words++
	}
	if size+words-1 == len(s) && strings.Count(s, " ") == words-1 {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func numbers(list []int) string {
	sorted := slices.SortedFunc(slices.Values(list), cmp.Compare[int])
	out := make([]string, len(sorted))
	for i, n := range sorted {
		out[i] = fmt.Sprint(n + 1)
	}
	return strings.Join(out, ", ")
}
