package site

import (
	"html/template"

	"buildsite/internal/timeline/edtf"
)

// How many events a page shows whole, and how many as headlines: with 45-word
// summaries and three sources each, 100 take some 40 kB on the wire, and 1,000
// headlines about as much.
const (
	wholeEvents = 100
	headlines   = 1000
)

// A listing is events by period, fit for one page.
type listing struct {
	Periods []*period
	Whole   bool // the events are shown whole, not as headlines
}

// A period is the events of one year or month in a listing.
type period struct {
	ID     string // of the element
	Name   string // "2025", "May 2025"
	Gap    string // the distance from the event before
	Href   template.URL
	events []*event
	whole  bool
}

// list returns the listing of at most headlines events, oldest first.
func (i *incident) list(events []*event) *listing {
	l := &listing{Whole: len(events) <= wholeEvents}
	byMonth := oneYear(events)
	for k, e := range events {
		id, name := i.periodOf(e.Date, byMonth)
		n := len(l.Periods)
		if n == 0 || l.Periods[n-1].ID != id {
			p := &period{ID: id, Name: name, whole: l.Whole}
			if e.Year != nil {
				p.Href = e.Year.Href
			}
			if k > 0 {
				p.Gap = gap(i.words, events[k-1].Date, e.Date)
			}
			l.Periods = append(l.Periods, p)
			n++
		}
		l.Periods[n-1].events = append(l.Periods[n-1].events, e)
	}
	return l
}

// oneYear reports whether all events begin in the same year.
func oneYear(events []*event) bool {
	for _, e := range events {
		if yearOf(e.Date) != yearOf(events[0].Date) {
			return false
		}
	}
	return true
}

// periodOf returns the element id and the name of the period of d.
func (i *incident) periodOf(d edtf.Date, byMonth bool) (id, name string) {
	year := yearOf(d)
	if year == "" {
		return "undated", i.words.T("undated.title")
	}
	p := d.Start
	if byMonth && (p.Precision == edtf.ToMonth || p.Precision == edtf.ToDay) {
		month := edtf.Month(int(p.Year), int(p.Month))
		return "in-" + month.String(), i.words.Date(month)
	}
	return "in-" + year, year
}

// An Item is an event of a period, with what stands between it and the one
// before.
type item struct {
	*event
	Gap string // inside the period
	On  bool   // the same day as the event before
}

// Items returns the events of p.
func (p *period) Items() []item {
	list := make([]item, len(p.events))
	for k, e := range p.events {
		list[k].event = e
		if k > 0 {
			list[k].Gap = gap(e.in.words, p.events[k-1].Date, e.Date)
			list[k].On = p.events[k-1].Date == e.Date
		}
	}
	return list
}

// Count returns the number of events of p.
func (p *period) Count() int { return len(p.events) }
