package locale

import (
	"strconv"
	"strings"

	"buildsite/internal/timeline/edtf"
)

// A style is how much room a date has.
type style string

const (
	long  style = ""
	short style = "_short"
)

// Date says d in words, as a label: "28 May 2025", "May 2024", "spring 2024",
// "2022", "the 2010s", "July to December 2022", "since 2022", "by 2024" (up to
// and including 2024), "about 2022", "possibly May 2025". It never says more
// than d does; the zero Date is "date not known".
func (l *Locale) Date(d edtf.Date) string { return l.date(d, long) }

// ShortDate is Date for tight places: abbreviated months and "c." for "about".
func (l *Locale) ShortDate(d edtf.Date) string { return l.date(d, short) }

// DateWithWeekday is Date with the weekday before a single day that is neither
// approximate nor uncertain: "Wednesday, 28 May 2025".
func (l *Locale) DateWithWeekday(d edtf.Date) string {
	if !d.IsDay() || d.Start.Approximate || d.Start.Uncertain {
		return l.Date(d)
	}
	return l.format("day_weekday", long, d.Start, d.Start)
}

// DateInYear is Date without the year where d is a single day or month, to stand
// under a heading that has the year: "28 May", "May".
func (l *Locale) DateInYear(d edtf.Date) string {
	if d.Interval || d.Start.Approximate || d.Start.Uncertain {
		return l.Date(d)
	}
	switch d.Start.Precision {
	case edtf.ToDay:
		return l.format("month_day", long, d.Start, d.Start)
	case edtf.ToMonth:
		return l.MonthName(int(d.Start.Month))
	}
	return l.Date(d)
}

// MonthName returns the name of a month (1–12) standing alone.
func (l *Locale) MonthName(month int) string { return l.file.Data.MonthsAlone[month-1] }

func (l *Locale) date(d edtf.Date, s style) string {
	if d.IsZero() {
		return l.phrase("unknown", s)
	}
	uncertain := d.Start.Uncertain || d.End.Uncertain
	d.Start.Uncertain, d.End.Uncertain = false, false
	text := l.certain(d, s)
	if uncertain {
		return l.phrase("possibly", s, text)
	}
	return text
}

func (l *Locale) certain(d edtf.Date, s style) string {
	from, to := d.Start, d.End
	vagueFrom, vagueTo := from.Approximate, to.Approximate
	from.Approximate, to.Approximate = false, false
	switch {
	case !d.Interval:
		return l.about("", vagueFrom, s, l.point(from, s))
	case from.Precision == edtf.None:
		return l.about("until", vagueTo, s, l.after(to, s))
	case to.Precision == edtf.None:
		return l.about("since", vagueFrom, s, l.after(from, s))
	case vagueFrom == vagueTo:
		return l.about("", vagueFrom, s, l.between(from, to, s))
	}
	a := l.about("", vagueFrom, s, l.after(from, s))
	b := l.about("", vagueTo, s, l.after(to, s))
	return l.phrase("from_to", s, a, b)
}

// about puts text into a phrase, or into its approximate form.
func (l *Locale) about(name string, vague bool, s style, text string) string {
	switch {
	case vague && name == "":
		name = "about"
	case vague:
		name = "about_" + name
	case name == "":
		return text
	}
	return l.phrase(name, s, text)
}

// point says one end of a date, standing alone.
func (l *Locale) point(p edtf.Point, s style) string {
	switch p.Precision {
	case edtf.ToDay:
		return l.format("day", s, p, p)
	case edtf.ToMonth:
		return l.format("month", s, p, p)
	case edtf.ToSeason:
		return l.season(l.file.Dates.Seasons, p)
	case edtf.ToDecade:
		return l.decade("decade", s, p)
	}
	return l.format("year", s, p, p)
}

// after says one end of a date as it stands behind a preposition. Short phrases
// have none.
func (l *Locale) after(p edtf.Point, s style) string {
	if s == short {
		return l.point(p, s)
	}
	switch p.Precision {
	case edtf.ToMonth:
		return l.format("month_after", s, p, p)
	case edtf.ToSeason:
		return l.season(l.file.Dates.SeasonsAfter, p)
	case edtf.ToDecade:
		return l.decade("decade_after", s, p)
	case edtf.ToYear:
		return l.format("year_after", s, p, p)
	}
	return l.point(p, s)
}

func (l *Locale) season(names []string, p edtf.Point) string {
	return l.fill(names[p.Month-21], []any{year(p)})
}

func (l *Locale) decade(name string, s style, p edtf.Point) string {
	return l.phrase(name, s, year(p), strconv.Itoa(int(p.Year)+9))
}

func year(p edtf.Point) string { return strconv.Itoa(int(p.Year)) }

// between says an interval, its common parts once.
func (l *Locale) between(a, b edtf.Point, s style) string {
	if a == b {
		return l.point(a, s)
	}
	sameYear, sameMonth := a.Year == b.Year, a.Year == b.Year && a.Month == b.Month
	name := ""
	switch {
	case a.Precision != b.Precision:
	case a.Precision == edtf.ToDay && sameMonth:
		name = "days"
	case a.Precision == edtf.ToDay && sameYear:
		name = "days_months"
	case a.Precision == edtf.ToDay:
		name = "days_years"
	case a.Precision == edtf.ToMonth && sameYear:
		name = "months"
	case a.Precision == edtf.ToMonth:
		name = "months_years"
	case a.Precision == edtf.ToYear:
		name = "years"
	}
	if name != "" {
		return l.format(name, s, a, b)
	}
	return l.phrase("to", s, l.point(a, s), l.point(b, s))
}

// phrase fills the phrase of a name, the short one when there is one.
func (l *Locale) phrase(name string, s style, args ...string) string {
	text, ok := l.file.Dates.Phrases[name+string(s)]
	if !ok {
		text = l.file.Dates.Phrases[name]
	}
	for i, a := range args {
		text = strings.ReplaceAll(text, "{"+strconv.Itoa(i)+"}", a)
	}
	return text
}

// format writes a and b by the date pattern of a name (UTS #35, part 4: y, M, L,
// d and E fields, quoted literals). The fields are a's until one comes a second
// time, from there on b's.
func (l *Locale) format(name string, s style, a, b edtf.Point) string {
	pattern, ok := l.patterns[name+string(s)]
	if !ok {
		pattern = l.patterns[name]
	}
	var out strings.Builder
	seen, p := "", a
	for i := 0; i < len(pattern); {
		c := pattern[i]
		n := 1
		switch {
		case c == '\'':
			n = 2 + max(0, strings.IndexByte(pattern[i+1:], '\''))
			out.WriteString(strings.Trim(pattern[i:i+n], "'"))
		case strings.IndexByte("yMLdE", c) >= 0:
			n = len(pattern[i:]) - len(strings.TrimLeft(pattern[i:], string(c)))
			if strings.IndexByte(seen, c) >= 0 {
				seen, p = "", b
			}
			seen += string(c)
			out.WriteString(l.field(c, n, p))
		default:
			out.WriteByte(c)
		}
		i += n
	}
	return out.String()
}

// field writes one field of a pattern, its letter given n times.
func (l *Locale) field(letter byte, n int, p edtf.Point) string {
	data := &l.file.Data
	switch {
	case letter == 'y':
		return year(p)
	case letter == 'd':
		return strconv.Itoa(int(p.Day))
	case letter == 'E':
		weekday := edtf.Weekday(edtf.DayNumber(int(p.Year), int(p.Month), int(p.Day)))
		return data.Weekdays[weekday-1]
	case n <= 2:
		return strconv.Itoa(int(p.Month))
	case letter == 'L' && n == 3:
		return data.ShortAlone[p.Month-1]
	case letter == 'L':
		return data.MonthsAlone[p.Month-1]
	case n == 3:
		return data.MonthsShort[p.Month-1]
	}
	return data.Months[p.Month-1]
}
