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
	ID     string       // of the element
	Name   string       // "2025", "May 2025"
	Gap    string       // the distance from the event before
	Bare   bool         // the only period: its name is not shown
	Whole  bool         // the events are shown whole
	Href   template.URL // of the page with them whole, ""
	events []*event
}

// list returns the listing of at most headlines events, which are in order of
// time.
func (i *incident) list(events []*event) *listing {
	l := &listing{Whole: len(events) <= wholeEvents}
	grouped := i.grouping(events)
	var last *period
	for k := range events {
		e := events[k]
		if i.b.Config.Timeline.Newest {
			e = events[len(events)-1-k]
		}
		id, name := grouped(e)
		if last == nil || last.ID != id {
			last = &period{ID: id, Name: name, Bare: id == "all", Whole: l.Whole}
			if !l.Whole && e.Year != nil {
				last.Href = e.Year.Href
			}
			l.Periods = append(l.Periods, last)
		}
		last.events = append(last.events, e)
	}
	if !i.b.Config.Timeline.Newest {
		for k := 1; k < len(l.Periods); k++ {
			before := l.Periods[k-1].events
			l.Periods[k].Gap = gap(i.words, before[len(before)-1].Date, l.Periods[k].events[0].Date)
		}
	}
	return l
}

// grouping returns the function that puts an event of the list into its period.
func (i *incident) grouping(events []*event) func(*event) (id, name string) {
	byMonth := false
	switch i.b.Config.Timeline.GroupBy {
	case "none":
		return func(*event) (string, string) { return "all", i.words.T("page.timeline") }
	case "month":
		byMonth = true
	case "year":
	default:
		byMonth = oneYear(events)
	}
	return func(e *event) (string, string) { return i.periodOf(e.Date, byMonth) }
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

// An item is an event of a period.
type item struct {
	Event *event
	Gap   string // the distance from the event before, inside the period
	Same  bool   // what stands above says the date already
}

// Items returns the events of p.
func (p *period) Items() []item {
	list := make([]item, len(p.events))
	if len(list) == 1 {
		list[0].Same = p.events[0].When == p.Name
	}
	for k, e := range p.events {
		list[k].Event = e
		if k > 0 && !e.in.b.Config.Timeline.Newest {
			list[k].Gap = gap(e.in.words, p.events[k-1].Date, e.Date)
		}
	}
	return list
}

// once returns events for a list that tells each date once.
func once(events []*event) []item {
	list := make([]item, len(events))
	for k, e := range events {
		list[k] = item{Event: e, Same: k > 0 && events[k-1].When == e.When}
	}
	return list
}

// Count returns the number of events of p.
func (p *period) Count() int { return len(p.events) }
