package export

import (
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// writeCalendar writes t as iCalendar (RFC 5545): all-day events. An imprecise
// date becomes the span of days it can mean, with a note that says so. DTSTAMP
// is the day the event was added, because no clock is read.
func writeCalendar(w io.Writer, t *timeline.Timeline, o Options) error {
	cal := ics.NewCalendar()
	cal.SetProductId("-//buildsite//timeline//EN")
	cal.SetVersion("2.0")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(oneLine(titleOf(t)))
	space := incidentUUID(t)
	for _, e := range t.Events {
		if !e.Date.IsZero() {
			addCalendarEvent(cal, space, t, e, o)
		}
	}
	return cal.SerializeTo(w, ics.WithNewLineWindows)
}

func addCalendarEvent(cal *ics.Calendar, space string, t *timeline.Timeline, e *timeline.Event, o Options) {
	first, last := calendarDays(e.Date)
	v := cal.AddEvent("urn:uuid:" + uuid5(space, "event "+e.ID))
	v.SetDtStampTime(dayTime(Added(t, e).FirstDay()))
	v.SetAllDayStartAt(dayTime(first))
	v.SetAllDayEndAt(dayTime(last + 1))
	v.SetSummary(oneLine(e.Title))
	v.SetDescription(calendarText(e, o))
	v.SetProperty(ics.ComponentPropertyCategories, oneLine(e.Type))
	v.SetTimeTransparency(ics.TransparencyTransparent)
	if o.Base != "" {
		v.SetURL(o.link(o.eventPath(e.ID)))
	}
	if e.Place != "" {
		v.SetLocation(oneLine(e.Place))
	}
	if e.Planned {
		v.SetStatus(ics.ObjectStatusTentative)
	}
}

// calendarDays returns the first and last day of d, as day numbers. An open end
// takes the other one's place.
func calendarDays(d edtf.Date) (first, last int) {
	first, last = d.FirstDay(), d.LastDay()
	if d.Start.Precision == edtf.None {
		first = edtf.Date{Start: d.End}.FirstDay()
	}
	if d.Last().Precision == edtf.None {
		last = edtf.Date{Start: d.Start}.LastDay()
	}
	return first, last
}

// The day numbers of 0000-01-01 and 9999-12-31, the ends of what iCalendar can
// write.
const (
	calendarFirst = -719528
	calendarLast  = 2932896
)

// dayTime returns day number n, kept within the calendar, as a time in UTC.
func dayTime(n int) time.Time {
	return time.Unix(int64(min(max(n, calendarFirst), calendarLast))*86400, 0).UTC()
}

func calendarText(e *timeline.Event, o Options) string {
	var lines []string
	if !e.Date.IsDay() {
		lines = append(lines, o.words().T("export.span", o.date(e.Date)))
	}
	return plainLines(append(lines, eventText(e, o)))
}

// oneLine returns s with every run of white space and control characters as
// one space.
func oneLine(s string) string {
	if isOneLine(s) {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r <= ' ' || r == 0x7f || r == 0x85 || r == 0xa0 || r == 0x2028 || r == 0x2029
	}), " ")
}

// isOneLine reports whether s is printable ASCII with single spaces inside.
func isOneLine(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			return false
		}
	}
	return true
}

func plainLines(lines []string) string {
	var out []string
	for _, l := range lines {
		if l = oneLine(l); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}
