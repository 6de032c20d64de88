package desk

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"buildsite/internal/timeline"
)

// A Doubt is one reason to look at an event.
type Doubt struct {
	Kind   string  `json:"kind"` // changed, sources-differ, near-merge, inferred-date, single-source, low-confidence, hedged
	Why    string  `json:"why"`  // one sentence
	Weight float64 `json:"-"`
	Other  string  `json:"other,omitempty"` // id of the other event of a near-merge
}

// A Candidate is an event and why a person should look at it.
type Candidate struct {
	Event  *timeline.Event
	Doubts []Doubt // heaviest first
	Weight float64 // sum of the doubts
}

// Candidates returns the events of t, those that need a person most first: what
// nobody has reviewed or what changed since, by weight of doubt, then by date;
// last what was reviewed and has not changed.
func Candidates(t *timeline.Timeline) []Candidate {
	titles := map[string]string{}
	for _, e := range t.Events {
		titles[e.ID] = e.Title
	}
	weak := weakest(t.Events)
	out := make([]Candidate, 0, len(t.Events))
	for _, e := range t.Events {
		c := Candidate{Event: e, Doubts: doubts(e, titles, weak)}
		for _, d := range c.Doubts {
			c.Weight += d.Weight
		}
		out = append(out, c)
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Settled() != b.Settled() {
			return b.Settled()
		}
		return a.Weight > b.Weight
	})
	return out
}

// Settled reports whether a person looked at the event and nothing is new since.
func (c Candidate) Settled() bool { return c.Event.Desk.Reviewed && len(c.Event.Desk.Changed) == 0 }

// weakest returns the salience below which the weakest fifth of events lies.
func weakest(events []*timeline.Event) float64 {
	if len(events) < 5 {
		return 0
	}
	all := make([]float64, len(events))
	for i, e := range events {
		all[i] = e.Salience
	}
	sort.Float64s(all)
	return all[len(all)/5]
}

// doubts returns the reasons to look at e.
func doubts(e *timeline.Event, titles map[string]string, weak float64) []Doubt {
	var out []Doubt
	add := func(kind string, weight float64, format string, args ...any) *Doubt {
		out = append(out, Doubt{Kind: kind, Weight: weight, Why: fmt.Sprintf(format, args...)})
		return &out[len(out)-1]
	}
	if len(e.Desk.Changed) > 0 {
		add("changed", 6, "Changed since it was reviewed: %s", strings.Join(e.Desk.Changed, " "))
	}
	for _, d := range e.Differences {
		var values []string
		for _, v := range d.Variants {
			values = append(values, v.Value)
		}
		add("sources-differ", 4, "Sources differ on the %s: %s.", d.About, strings.Join(values, " or "))
	}
	for _, l := range e.NearMisses {
		other := l.To
		if other == e.ID {
			other = l.From
		}
		if titles[other] == "" || other == e.ID {
			continue
		}
		add("near-merge", 3, "It may be the same as “%s” (%s).", titles[other], l.Reason).Other = other
	}
	switch e.DateBasis {
	case timeline.Inferred, timeline.ReportDay, timeline.FromPassage:
		add("inferred-date", 2, "The date %s is inferred: %s", e.Date, basisWords[e.DateBasis])
	}
	if e.Status == timeline.SingleSource && !e.Desk.ByHand {
		add("single-source", 1, "Only one source reports it.")
	}
	if e.Salience < weak {
		add("low-confidence", 1, "It is among the events with the least evidence.")
	}
	if hedged(e) {
		add("hedged", 1, "No source reports it as a fact: it is %s.", e.Citations[0].Modality)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Weight > out[j].Weight })
	return out
}

var basisWords = map[timeline.Basis]string{
	timeline.Inferred:    "no source states it, dated articles that report the same do.",
	timeline.ReportDay:   "no source states it, it is the day of the report.",
	timeline.FromPassage: "it is carried over from another date in the passage.",
}

// hedged reports whether no citation of e states it as done.
func hedged(e *timeline.Event) bool {
	for _, c := range e.Citations {
		if c.Modality == "" || c.Modality == "asserted" || c.Modality == "planned" {
			return false
		}
	}
	return len(e.Citations) > 0
}

// ReviewText returns candidates for a terminal.
func ReviewText(list []Candidate) string {
	var b strings.Builder
	settled := 0
	for _, c := range list {
		if c.Settled() {
			settled++
			continue
		}
		e := c.Event
		fmt.Fprintf(&b, "%s  %s\n  %s\n", e.Date, e.Title, e.ID)
		for _, d := range c.Doubts {
			fmt.Fprintf(&b, "  - %s\n", d.Why)
		}
		for _, x := range e.Citations[:min(3, len(e.Citations))] {
			fmt.Fprintf(&b, "    %s: %q\n", ShortPath(x.Report.Path), short(strings.Join(strings.Fields(x.Quote()), " ")))
		}
	}
	fmt.Fprintf(&b, "%d to review, %d reviewed\n", len(list)-settled, settled)
	return b.String()
}

// ReviewJSON returns candidates as {"events": [...]} for scripts.
func ReviewJSON(list []Candidate) []byte {
	type source struct {
		File  string `json:"file"`
		Quote string `json:"quote"`
	}
	type row struct {
		ID       string   `json:"id"`
		Date     string   `json:"date"`
		Title    string   `json:"title"`
		Status   string   `json:"status"`
		Reviewed bool     `json:"reviewed"`
		Changed  []string `json:"changed"`
		Doubts   []Doubt  `json:"doubts"`
		Sources  []source `json:"sources"`
	}
	rows := []row{}
	for _, c := range list {
		e := c.Event
		r := row{
			ID: e.ID, Date: e.Date.String(), Title: e.Title, Status: string(e.Status), Reviewed: e.Desk.Reviewed,
			Changed: append([]string{}, e.Desk.Changed...), Doubts: append([]Doubt{}, c.Doubts...), Sources: []source{},
		}
		for _, x := range e.Citations {
			r.Sources = append(r.Sources, source{ShortPath(x.Report.Path), x.Quote()})
		}
		rows = append(rows, r)
	}
	out, err := json.MarshalIndent(struct {
		Events []row `json:"events"`
	}{rows}, "", "  ")
	if err != nil {
		panic(err) // strings only: cannot fail
	}
	return append(out, '\n')
}
