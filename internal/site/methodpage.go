package site

import (
	"buildsite/internal/site/embed"
	"buildsite/internal/timeline"
)

// A methodPage tells how the timeline was made.
type methodPage struct {
	*incident
	Counts   []count
	Bases    []count
	LeftOut  []LeftOut
	Version  string
	Warnings []string
	Long     string // what a long timeline has less of; "" when it is not long
}

// A count is a number and what it counts.
type count struct {
	Name   string
	Number string
}

func (i *incident) methodPages() []*page {
	return []*page{i.page("method.html", "method.html", func() *frame {
		return framed(i.frame("method.html", i.words.T("page.method")+" – "+i.title()), &methodPage{
			incident: i, Counts: i.counts(), Bases: i.bases(), LeftOut: i.leftOut(),
			Version: i.b.Version, Warnings: i.Timeline.Warnings, Long: i.long(),
		})
	})}
}

// long says what a long timeline has less of, "" for others.
func (i *incident) long() string {
	if !i.byMonth() {
		return ""
	}
	return i.words.T("method.long", longIncident, embed.LongEventPages)
}

// leftOut returns the articles of the incident that could not be read.
func (i *incident) leftOut() []LeftOut {
	var list []LeftOut
	for _, l := range i.b.LeftOut {
		if l.Incident == "" || l.Incident == i.Name {
			list = append(list, l)
		}
	}
	return list
}

func (i *incident) counts() []count {
	citations, reviewed, byHand, wire := 0, 0, 0, 0
	for _, e := range i.Timeline.Events {
		citations += len(e.Citations)
		if e.Desk.Reviewed {
			reviewed++
		}
		if e.Desk.ByHand {
			byHand++
		}
	}
	for _, r := range i.reports {
		if r.WireCopyOf != nil {
			wire++
		}
	}
	var list []count
	for _, one := range []struct {
		key string
		n   int
	}{
		{"method.articles", len(i.reports)},
		{"method.outlets", len(i.outlets.values)},
		{"method.wire", wire},
		{"method.events", len(i.Timeline.Events)},
		{"method.context", len(i.Timeline.Context)},
		{"method.citations", citations},
		{"method.undated", len(i.Timeline.Undated)},
		{"method.reviewed", reviewed},
		{"method.by-hand", byHand},
	} {
		list = append(list, count{i.words.T(one.key), i.words.Number(one.n)})
	}
	return list
}

// bases counts events by how their dates are known.
func (i *incident) bases() []count {
	number := map[timeline.Basis]int{}
	for _, e := range i.Timeline.Events {
		number[e.DateBasis]++
	}
	var list []count
	for _, basis := range []timeline.Basis{
		timeline.Explicit, timeline.Relative, timeline.FromPassage, timeline.ReportDay, timeline.Inferred, timeline.ByEditor, "",
	} {
		if number[basis] > 0 {
			list = append(list, count{i.words.T("basis." + basisKey(basis)), i.words.Number(number[basis])})
		}
	}
	return list
}

func basisKey(b timeline.Basis) string {
	if b == "" {
		return "none"
	}
	return string(b)
}
