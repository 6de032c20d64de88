package export

import (
	"fmt"
	"strings"

	"buildsite/internal/timeline/edtf"
)

// A Style is a citation style.
type Style string

// The styles that Cite formats.
const (
	APA     Style = "APA"     // Publication Manual, 7th edition, online newspaper article
	Chicago Style = "Chicago" // Manual of Style, 17th edition, bibliography entry
	ISO690  Style = "ISO 690" // ISO 690:2021, electronic contribution in a serial
)

// Styles returns all styles in the order in which pages list them.
func Styles() []Style { return []Style{APA, Chicago, ISO690} }

// Cite returns r as plain text in a style, for citing text in language lang
// (BCP 47; ISO 690 has its Czech terms, all else is English). What is not
// known is left out, nothing is filled in.
func Cite(r Reference, s Style, lang string) string {
	switch s {
	case Chicago:
		return citeChicago(r)
	case ISO690:
		return citeISO690(r, lang)
	}
	return citeAPA(r)
}

var monthNames = [...]string{
	"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
	"November", "December",
}

func citeAPA(r Reference) string {
	date := "(n.d.)"
	if p := r.Published.Start; p.Precision >= edtf.ToYear {
		date = fmt.Sprintf("(%d", p.Year)
		if p.Precision >= edtf.ToMonth {
			date += ", " + monthNames[p.Month]
		}
		if p.Precision == edtf.ToDay {
			date += fmt.Sprintf(" %d", p.Day)
		}
		date += ")"
	}
	if r.Author == "" {
		return sentences(r.Title, date, r.Container) + address(r.URL)
	}
	return sentences(r.Author, date, r.Title, r.Container) + address(r.URL)
}

func citeChicago(r Reference) string {
	title := "“" + oneLine(r.Title) + ".”"
	if endsSentence(r.Title) {
		title = "“" + oneLine(r.Title) + "”"
	}
	where := oneLine(r.Container)
	if d := englishDate(r.Published); d != "" {
		where = strings.Trim(where+", "+d, ", ")
	}
	return sentences(r.Author, title, where) + address(strings.TrimSuffix(r.URL, "."), ".")
}

func englishDate(d edtf.Date) string {
	p := d.Start
	switch p.Precision {
	case edtf.ToDay:
		return fmt.Sprintf("%s %d, %d", monthNames[p.Month], p.Day, p.Year)
	case edtf.ToMonth:
		return fmt.Sprintf("%s %d", monthNames[p.Month], p.Year)
	case edtf.ToYear, edtf.ToSeason:
		return fmt.Sprint(p.Year)
	}
	return ""
}

func citeISO690(r Reference, lang string) string {
	viewed, from := "viewed", "Available from"
	if lang == "cs" || strings.HasPrefix(lang, "cs-") {
		viewed, from = "cit.", "Dostupné z"
	}
	where := strings.TrimSpace(oneLine(r.Container) + " [online]")
	if d := r.Published.String(); d != "" {
		where += ". " + d
	}
	if r.Retrieved != "" {
		where += " [" + viewed + " " + oneLine(r.Retrieved) + "]"
	}
	out := sentences(strings.ToUpper(r.Author), r.Title, where)
	if r.URL != "" {
		out += " " + from + ": " + r.URL
	}
	if r.Archive != "" {
		out += " (" + r.Archive + ")"
	}
	return out
}

// sentences joins the parts that are not empty, each ended by a full stop
// unless it ends a sentence already.
func sentences(parts ...string) string {
	var out []string
	for _, p := range parts {
		p = oneLine(p)
		if p == "" {
			continue
		}
		if !endsSentence(p) {
			p += "."
		}
		out = append(out, p)
	}
	return strings.Join(out, " ")
}

func endsSentence(s string) bool {
	for _, end := range []string{".", "!", "?", ".”", "!”", "?”", ".\"", "…"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

func address(url string, after ...string) string {
	if url == "" {
		return ""
	}
	return " " + url + strings.Join(after, "")
}
