package site

import (
	"html/template"
	"slices"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// A day is what was published on one day; in a long incident, in one month.
type day struct {
	Date    edtf.Date // a day, or a month
	Name    string
	Href    template.URL
	Reports []*report
	Added   []*event // events first reported that day
	Total   int      // events known by the end of the day
}

// longIncident is the most events of a timeline that has a page for each day of
// publication; a longer one has a page for each month.
const longIncident = 300

// byMonth reports whether what was known is told by months.
func (i *incident) byMonth() bool { return len(i.events) > longIncident }

// knownKey returns the key of the words for days, or for months.
func (i *incident) knownKey(key string) string {
	if i.byMonth() {
		return key + ".month"
	}
	return key
}

// dayOf returns the day, or the month, that tells what was published on d.
func (i *incident) dayOf(d edtf.Date) edtf.Date {
	if d.IsDay() && i.byMonth() {
		return edtf.Month(int(d.Start.Year), int(d.Start.Month))
	}
	return d
}

// addDays sorts the reports by publication day, and the events by the day of
// their first report.
func (i *incident) addDays() {
	byDate := map[edtf.Date]*day{}
	for _, r := range i.reports {
		date := i.dayOf(r.Report.Published)
		if date.IsZero() {
			continue
		}
		d := byDate[date]
		if d == nil {
			d = &day{Date: date, Name: i.words.Date(date), Href: i.href("known/" + date.String() + ".html")}
			byDate[date] = d
			i.days = append(i.days, d)
		}
		d.Reports = append(d.Reports, r)
	}
	slices.SortFunc(i.days, func(a, b *day) int { return edtf.Compare(a.Date, b.Date) })
	for _, e := range i.events {
		if first := e.firstReported(); !first.IsZero() {
			d := byDate[i.dayOf(first)]
			d.Added = append(d.Added, e)
		}
	}
	total := 0
	for _, d := range i.days {
		total += len(d.Added)
		d.Total = total
	}
}

// firstReported returns the first day on which e stood in an article, the zero
// Date when no source of it is dated.
func (e *event) firstReported() edtf.Date {
	var first edtf.Date
	for _, s := range e.Sources {
		if d := s.Report.Published; !d.IsZero() && (first.IsZero() || edtf.Compare(d, first) < 0) {
			first = d
		}
	}
	return first
}

// A knownPage lists the days of publication.
type knownPage struct {
	Dir     string
	Days    []*day
	ByMonth bool
}

// A dayPage is what a reader could know on one day.
type dayPage struct {
	*day
	Dir, Incident string
	New           []knownEvent
	Old           []knownEvent // nil when there are too many to tell
	Earlier       *day
	Later         *day
	ByMonth       bool
}

// A knownEvent is an event as it was known on a day.
type knownEvent struct {
	Event *event
	Then  string // its date as then reported, when that is not its date now
	Same  bool   // the date of the event above
}

// knownBefore is the most events of a timeline whose days tell the earlier ones
// again: each day tells them all.
const knownBefore = 100

func (i *incident) knownPages() []*page {
	if len(i.days) == 0 {
		return nil
	}
	list := []*page{i.page("known.html", "known.html", func() *frame {
		return framed(i.frame("known.html", i.words.T(i.knownKey("known.title"))+" – "+i.title()), &knownPage{i.dir, i.days, i.byMonth()})
	})}
	for k, d := range i.days {
		rest := "known/" + d.Date.String() + ".html"
		list = append(list, i.page(rest, "day.html", func() *frame {
			return framed(i.frame(rest, i.words.T(i.knownKey("page.as-known"), d.Date)+" – "+i.title()), i.dayPage(k))
		}))
	}
	return list
}

func (i *incident) dayPage(k int) *dayPage {
	d := i.days[k]
	p := &dayPage{day: d, Dir: i.dir, Incident: i.title(), ByMonth: i.byMonth(), New: knownOn(d.Added, d.Date)}
	if k > 0 {
		p.Earlier = i.days[k-1]
	}
	if k+1 < len(i.days) {
		p.Later = i.days[k+1]
	}
	if len(i.events) > knownBefore {
		return p
	}
	var before []*event
	for _, earlier := range i.days[:k] {
		before = append(before, earlier.Added...)
	}
	slices.SortStableFunc(before, func(a, b *event) int { return edtf.Compare(a.Date, b.Date) })
	p.Old = knownOn(before, d.Date)
	return p
}

// knownOn returns events as the articles up to day dated them.
func knownOn(events []*event, day edtf.Date) []knownEvent {
	list := make([]knownEvent, len(events))
	for k, e := range events {
		list[k].Event, list[k].Same = e, k > 0 && events[k-1].When == e.When
		if then := e.dateOn(day); !then.IsZero() && then != e.Date {
			list[k].Then = e.in.words.Date(then)
		}
	}
	return list
}

// dateOn returns the date that the best citation published up to the end of day
// states, the zero Date when none states one.
func (e *event) dateOn(day edtf.Date) edtf.Date {
	var first timeline.Citation
	for _, c := range e.Citations {
		published := c.Report.Published
		if published.IsZero() || published.LastDay() > day.LastDay() || !c.States() {
			continue
		}
		if c.Date == e.Date {
			return e.Date
		}
		if first.Report == nil {
			first = c
		}
	}
	return first.Date
}
