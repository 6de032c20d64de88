package export

import (
	"html"
	"io"
	"strconv"
	"strings"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// The JSON of TimelineJS 3, as its documentation describes it. Headline and
// text are HTML there, so ours are escaped. A date that is no single point goes
// out as the days it spans, with the words for it in display_date.
type tjsSlide struct {
	Start    *tjsDate `json:"start_date,omitempty"`
	End      *tjsDate `json:"end_date,omitempty"`
	Display  string   `json:"display_date,omitempty"`
	Text     tjsText  `json:"text"`
	Group    string   `json:"group,omitempty"`
	ID       string   `json:"unique_id,omitempty"`
	Autolink bool     `json:"autolink"`
}

type tjsDate struct {
	Year  int    `json:"year"`
	Month int    `json:"month,omitempty"`
	Day   int    `json:"day,omitempty"`
	Shown string `json:"display_date,omitempty"`
}

type tjsText struct {
	Headline string `json:"headline"`
	Text     string `json:"text"`
}

func writeTimelineJS(w io.Writer, t *timeline.Timeline, o Options) error {
	out := newObjectWriter(w)
	out.compact = true
	out.field("title", tjsSlide{Text: tjsText{Headline: html.EscapeString(titleOf(t))}})
	out.array("events", len(t.Events), func(i int) any {
		e := t.Events[i]
		start, end := tjsDates(e.Date, o)
		return &tjsSlide{
			Start: &start, End: end, Display: start.Shown, Group: e.Type, ID: e.ID,
			Text: tjsText{Headline: html.EscapeString(e.Title), Text: tjsBody(e, o)},
		}
	})
	out.field("scale", "human")
	return out.close()
}

// tjsDates returns d for TimelineJS, which has no seasons, decades or open
// ends. An open end takes the other one's place.
func tjsDates(d edtf.Date, o Options) (tjsDate, *tjsDate) {
	first, last := d.Start, d.Last()
	if first.Precision == edtf.None {
		first = last
	}
	if last.Precision == edtf.None {
		last = first
	}
	start := tjsPoint(first, false)
	start.Shown = o.date(d)
	end := tjsPoint(last, true)
	wide := first.Precision == edtf.ToSeason || first.Precision == edtf.ToDecade
	if first == last && !wide {
		return start, nil
	}
	return start, &end
}

// tjsPoint returns p, or the first or last month or year of a season or decade.
func tjsPoint(p edtf.Point, end bool) tjsDate {
	d := edtf.Date{Start: p}
	day := edtf.FromDayNumber(d.FirstDay()).Start
	if end {
		day = edtf.FromDayNumber(d.LastDay()).Start
	}
	out := tjsDate{Year: int(day.Year)}
	if p.Precision >= edtf.ToSeason {
		out.Month = int(day.Month)
	}
	if p.Precision == edtf.ToDay {
		out.Day = int(day.Day)
	}
	return out
}

func tjsBody(e *timeline.Event, o Options) string {
	var b strings.Builder
	b.WriteString("<p>" + html.EscapeString(e.Summary) + "</p><ul>")
	for _, c := range e.Citations {
		name := html.EscapeString(Outlet(c.Report))
		if c.Report.URL != "" {
			name = `<a href="` + html.EscapeString(c.Report.URL) + `">` + name + "</a>"
		}
		b.WriteString("<li>" + name + "</li>")
	}
	b.WriteString(`</ul><p><a href="` + html.EscapeString(o.link(o.eventPath(e.ID))) + `">…</a></p>`)
	return b.String()
}

// TimelineJSColumns is the header of the spreadsheet that TimelineJS reads.
var TimelineJSColumns = []string{
	"Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline",
	"Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
}

func writeTimelineJSSheet(w io.Writer, t *timeline.Timeline, o Options) error {
	return writeCSV(w, "", TimelineJSColumns, func(row func(...string) error) error {
		title := make([]string, len(TimelineJSColumns))
		title[9], title[16] = html.EscapeString(titleOf(t)), "title"
		if err := row(title...); err != nil {
			return err
		}
		for _, e := range t.Events {
			if err := row(tjsRow(e, o)...); err != nil {
				return err
			}
		}
		return nil
	})
}

func tjsRow(e *timeline.Event, o Options) []string {
	start, end := tjsDates(e.Date, o)
	cells := make([]string, len(TimelineJSColumns))
	copy(cells, []string{strconv.Itoa(start.Year), number(start.Month), number(start.Day)})
	if end != nil {
		copy(cells[4:], []string{strconv.Itoa(end.Year), number(end.Month), number(end.Day)})
	}
	cells[8], cells[9], cells[10], cells[17] = o.date(e.Date), html.EscapeString(e.Title), tjsBody(e, o), e.Type
	return cells
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
