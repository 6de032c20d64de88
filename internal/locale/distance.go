package locale

import (
	"math"

	"buildsite/internal/timeline/edtf"
)

// Distance says how long after a the date b is, counted from start to start in
// the unit that both dates bear: "the same day", "the next day", "5 days later",
// "2 weeks later", "the same month", "3 months later", "5 years later"; with
// "about" when a start is approximate. It is "" when b is before a, when either
// is uncertain, open at its start, zero, or a decade, and when dates of
// different precision hold each other.
func (l *Locale) Distance(a, b edtf.Date) string {
	if !measurable(a.Start) || !measurable(b.Start) || a.FirstDay() > b.FirstDay() {
		return ""
	}
	p := min(a.Start.Precision, b.Start.Precision)
	if a.Start.Precision != b.Start.Precision && a.Overlaps(b) {
		return ""
	}
	text := ""
	switch p {
	case edtf.ToDay:
		text = l.days(b.FirstDay() - a.FirstDay())
	case edtf.ToMonth:
		text = l.months(monthNumber(b.Start)-monthNumber(a.Start), "distance.same-month")
	default:
		text = l.years(int(b.Start.Year)-int(a.Start.Year), "distance.same-year")
	}
	if text != "" && (a.Start.Approximate || b.Start.Approximate) {
		return l.T("distance.about", text)
	}
	return text
}

func measurable(p edtf.Point) bool {
	return p.Precision > edtf.ToDecade && !p.Uncertain
}

func monthNumber(p edtf.Point) int { return 12*int(p.Year) + int(p.Month) }

// days says a number of days in the largest unit that fits at least twice, or a
// year and a half for years, to the nearest.
func (l *Locale) days(n int) string {
	const month, year = 30.436875, 365.2425
	switch {
	case n == 0:
		return l.T("distance.same-day")
	case n == 1:
		return l.T("distance.next-day")
	case n < 14:
		return l.T("distance.days", n)
	case float64(n) < 2*month:
		return l.T("distance.weeks", nearest(float64(n)/7))
	case float64(n) < 1.5*year:
		return l.T("distance.months", nearest(float64(n)/month))
	}
	return l.T("distance.years", nearest(float64(n)/year))
}

func (l *Locale) months(n int, same string) string {
	switch {
	case n == 0:
		return l.T(same)
	case n < 18:
		return l.T("distance.months", n)
	}
	return l.T("distance.years", nearest(float64(n)/12))
}

func (l *Locale) years(n int, same string) string {
	if n == 0 {
		return l.T(same)
	}
	return l.T("distance.years", n)
}

func nearest(x float64) int { return int(math.Round(x)) }
