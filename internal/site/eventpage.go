package site

import (
	"slices"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// An eventPage is one event with all its evidence.
type eventPage struct {
	*event
	Incident string
}

func (i *incident) eventPages() []*page {
	var list []*page
	for _, e := range append(i.events[:len(i.events):len(i.events)], i.context...) {
		rest := "events/" + e.ID + ".html"
		list = append(list, i.page(rest, "event.html", func() *view {
			f := i.frame(rest, e.Title)
			f.Description = e.Summary
			return &view{f, &eventPage{event: e, Incident: i.title()}}
		}))
	}
	return list
}

// A known is one way in which the date of an event is known.
type known struct {
	Text   string
	Source *sourceView
}

// Hows tells how each source's date is known, those of the event's own date
// first; what several sources share is told for each.
func (p *eventPage) Hows() []known {
	var same, other []known
	for _, s := range p.Sources {
		c := s.citations[0]
		k := known{p.in.how(s.report, c) + ".", s}
		if c.Date == p.Date {
			same = append(same, k)
		} else {
			other = append(other, k)
		}
	}
	return append(same, other...)
}

// A dispute is a point on which sources differ.
type dispute struct {
	About    string
	Variants []variant
}

// A variant is one of the things that sources say.
type variant struct {
	Value   string
	Sources []*sourceView
}

// Disputes returns the points on which sources differ.
func (p *eventPage) Disputes() []dispute {
	var list []dispute
	for _, d := range p.Differences {
		view := dispute{About: p.in.words.T("differ." + d.About)}
		for _, v := range d.Variants {
			view.Variants = append(view.Variants, p.newVariant(d, v))
		}
		list = append(list, view)
	}
	return list
}

func (p *eventPage) newVariant(d timeline.Difference, v timeline.Variant) variant {
	view := variant{Value: v.Value}
	if date, err := edtf.Parse(v.Value); d.About == "date" && err == nil {
		view.Value = p.in.words.Date(date)
	}
	for _, k := range v.Citations {
		if k < 0 || k >= len(p.Citations) {
			continue
		}
		if s := p.source(p.Citations[k].Report); s != nil && !slices.Contains(view.Sources, s) {
			view.Sources = append(view.Sources, s)
		}
	}
	return view
}
