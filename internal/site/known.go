package site

import (
	"slices"

	"buildsite/internal/timeline/edtf"
)

// A day is what was published on one day.
type day struct {
	Date    edtf.Date
	Name    string
	Slug    string
	reports []*report
	added   []*event // events first reported that day
}

// addDays sorts the reports by publication day.
func (i *incident) addDays() {
	byDate := map[edtf.Date]*day{}
	for _, r := range i.reports {
		date := r.Report.Published
		if date.IsZero() {
			continue
		}
		d := byDate[date]
		if d == nil {
			d = &day{Date: date, Name: r.Published, Slug: date.String()}
			byDate[date] = d
			i.days = append(i.days, d)
		}
		d.reports = append(d.reports, r)
	}
	slices.SortFunc(i.days, func(a, b *day) int { return edtf.Compare(a.Date, b.Date) })
}
