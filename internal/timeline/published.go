package timeline

import (
	"fmt"
	"slices"

	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
)

// settle finds the publication day of each article, in the order of articles:
// from its metadata, from a stamp or byline of its page, from its dateline, and
// for those that have none of these, from the dated articles that report the
// same. What decides nothing stays zero. The warnings name articles whose page
// contradicts their metadata.
func settle(articles []*article.Article) ([]*Report, []string) {
	reports := make([]*Report, len(articles))
	var warnings []string
	for i, a := range articles {
		reports[i] = ownDate(a)
		if w := contradiction(reports[i]); w != "" {
			warnings = append(warnings, w)
		}
	}
	completeDatelines(reports)
	inferDates(reports)
	return reports, warnings
}

// ownDate dates a report by what it says itself.
func ownDate(a *article.Article) *Report {
	r := &Report{Article: a}
	if d := dayOf(a.Published); !d.IsZero() {
		r.Published, r.PublishedBasis, r.PublishedFrom = d, FromMeta, a.Published
		return r
	}
	if p, ok := stampOf(a); ok {
		r.Published, r.PublishedFrom = edtf.Day(p.Year, p.Month, p.Day), stampWords(a, p)
		r.PublishedBasis = FromStamp
		if p.Kind == article.DatelineDate {
			r.PublishedBasis = FromDateline
		}
	}
	return r
}

func dayOf(published string) edtf.Date {
	y, m, d, ok := article.Day(published)
	if !ok {
		return edtf.Date{}
	}
	return edtf.Day(y, m, d)
}

// stampOf returns the best date that a page states of itself: the kinds of
// PageDate are in order of worth.
func stampOf(a *article.Article) (best article.PageDate, ok bool) {
	for _, p := range a.PageDates {
		if p.Year > 0 && (!ok || p.Kind < best.Kind) {
			best, ok = p, true
		}
	}
	return best, ok
}

// stampWords returns the block that holds p when it is short, else the date
// alone.
func stampWords(a *article.Article, p article.PageDate) string {
	for _, b := range a.Blocks {
		if b.Contains(p.Span) && b.Len() <= 80 {
			return a.Slice(b.Span)
		}
	}
	return a.Slice(p.Span)
}

// contradiction returns a warning when the page's own stamp is more than a day
// from the day in the metadata (a day may be the time zone), "" otherwise.
func contradiction(r *Report) string {
	if r.PublishedBasis != FromMeta {
		return ""
	}
	for _, p := range r.PageDates {
		if p.Year == 0 || p.Kind == article.UpdatedStamp {
			continue
		}
		d := edtf.Day(p.Year, p.Month, p.Day)
		if gap := d.FirstDay() - r.Published.FirstDay(); gap < -1 || gap > 1 {
			return fmt.Sprintf("%s: published is %s, but the page says “%s”", r.Path, r.PublishedFrom, stampWords(r.Article, p))
		}
	}
	return ""
}

// completeDatelines dates reports whose dateline has a day and no year, by the
// year that puts it nearest to the days of the dated reports.
func completeDatelines(reports []*Report) {
	middle, ok := medianDay(reports)
	if !ok {
		return
	}
	for _, r := range reports {
		if !r.Published.IsZero() {
			continue
		}
		for _, p := range r.PageDates {
			if d, ok := nearestYear(p.Month, p.Day, middle); ok && p.Year == 0 {
				r.Published, r.PublishedBasis = d, FromDateline
				r.PublishedFrom = r.Slice(p.Span) + ", the year from the other articles"
				break
			}
		}
	}
}

// medianDay returns the middle one of the publication days that are known.
func medianDay(reports []*Report) (int, bool) {
	var days []int
	for _, r := range reports {
		if !r.Published.IsZero() {
			days = append(days, r.Published.FirstDay())
		}
	}
	if len(days) == 0 {
		return 0, false
	}
	slices.Sort(days)
	return days[len(days)/2], true
}

// nearestYear returns the day of that month and day that is nearest to day
// number middle, when it is within 120 days.
func nearestYear(month, day, middle int) (edtf.Date, bool) {
	year := int(edtf.FromDayNumber(middle).Start.Year)
	best, gap := edtf.Date{}, 121
	for y := year - 1; y <= year+1; y++ {
		d := edtf.Day(y, month, day)
		if d.IsZero() {
			continue
		}
		if g := max(d.FirstDay()-middle, middle-d.FirstDay()); g < gap {
			best, gap = d, g
		}
	}
	return best, gap <= 120
}
