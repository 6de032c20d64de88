package timex

import (
	"fmt"
	"strings"
	"time"

	"buildsite/internal/timeline/edtf"
)

// Explain says in English how x, an expression of text, got its value: what it
// is, what it was counted from and why, which rule found it and how sure that
// is. The lines after the first are indented by four spaces; the last ends in a
// line feed.
func (x Timex) Explain(text string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q %s\n", oneLine(text[x.Start:x.End]), x.worth())
	fmt.Fprintf(&b, "    %s.\n", upperFirst(x.reason(text)))
	if x.Note != "" {
		fmt.Fprintf(&b, "    The sentence also names a period: %s.\n", x.Note)
	}
	fmt.Fprintf(&b, "    Rule %s, policy %q, %d of 100 sure.\n", x.Rule, x.Policy, x.Confidence)
	return b.String()
}

// worth says what x is: a date, a length, a frequency, or nothing yet.
func (x Timex) worth() string {
	switch {
	case x.Type == Duration:
		return "is a length of time, " + x.Value
	case x.Type == Set:
		return "says how often, " + x.Value
	case x.Policy == policyOpen:
		return "is not dated, " + x.Value
	case x.Date.IsZero():
		return "is no date, " + x.Value
	}
	s := "is " + readable(x.Date)
	if x.Value != x.Date.String() {
		s += ", " + x.Value
	}
	if says, ok := modWords[x.Mod]; ok {
		s += ", " + says
	}
	return s
}

var modWords = map[string]string{
	"START": "early in it", "MID": "in the middle of it", "END": "late in it", "APPROX": "about then",
}

// reason says how the value came about.
func (x Timex) reason(text string) string {
	says := policies[x.Policy].says
	if x.Cue.Len() > 0 {
		points := "back"
		if x.Policy == policyNext {
			points = "ahead"
		}
		says += fmt.Sprintf(" (%q points %s)", oneLine(text[x.Cue.Start:x.Cue.End]), points)
	}
	switch x.Anchor {
	case Publication:
		return "counted from the publication day, " + readable(x.AnchorDate) + ": " + says
	case Passage:
		return "counted from " + readable(x.AnchorDate) + ", the date named before: " + says
	}
	return says
}

// readable prints a day with its weekday, since that is what is counted, and
// anything else in EDTF.
func readable(d edtf.Date) string {
	if !d.IsDay() {
		return d.String()
	}
	p := d.Start
	return fmt.Sprintf("%s %d %s %d", time.Weekday(edtf.Weekday(d.FirstDay())%7), p.Day, time.Month(p.Month), p.Year)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
