package ingest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"buildsite/internal/problem"
)

func isTimelineJSON(f file) bool {
	part := bytes.TrimLeft(bytes.TrimPrefix(f.src[:min(len(f.src), 1<<20)], []byte("\ufeff")), " \t\r\n")
	return bytes.HasPrefix(part, []byte("{")) && bytes.Contains(part, []byte(`"start_date"`)) && bytes.Contains(part, []byte(`"events"`))
}

// The JSON of TimelineJS 3, as far as it says something.
type (
	timelineJSON struct {
		Title  *timelineSlide  `json:"title"`
		Events []timelineSlide `json:"events"`
	}
	timelineSlide struct {
		Start timelineDate `json:"start_date"`
		End   timelineDate `json:"end_date"`
		Text  struct {
			Headline string `json:"headline"`
			Text     string `json:"text"`
		} `json:"text"`
		Media struct {
			URL     string `json:"url"`
			Caption string `json:"caption"`
			Credit  string `json:"credit"`
			Link    string `json:"link"`
		} `json:"media"`
		Group string `json:"group"`
	}
	// The parts of a date are numbers in some files and strings in others.
	timelineDate struct {
		Year  flexible `json:"year"`
		Month flexible `json:"month"`
		Day   flexible `json:"day"`
	}
	flexible string
)

// UnmarshalJSON reads a number, a string or null.
func (x *flexible) UnmarshalJSON(src []byte) error {
	*x = flexible(strings.Trim(strings.TrimSpace(string(src)), `"`))
	if *x == "null" {
		*x = ""
	}
	return nil
}

func readTimelineJSON(f file) (Result, problem.List) {
	var t timelineJSON
	if err := json.Unmarshal(bytes.TrimPrefix(f.src, []byte("\ufeff")), &t); err != nil {
		off := int64(0)
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			off = syntax.Offset
		}
		return Result{}, problem.List{problem.At(f.path, string(f.src), int(off), "%v", err).WithHint("save the timeline's JSON again")}
	}
	from := baseName(f.path)
	if t.Title != nil && t.Title.Text.Headline != "" {
		from = plainHTML(t.Title.Text.Headline)
	}
	var r Result
	var problems problem.List
	for i, s := range t.Events {
		date, err := edtfSpan(s.Start.edtf(), s.End.edtf())
		if err != nil {
			problems = append(problems, problem.Problem{Path: f.path, What: fmt.Sprintf("event %d (%s): %v", i+1, plainHTML(s.Text.Headline), err), Hint: "correct its start_date", Warning: true})
			continue
		}
		r.Events = append(r.Events, newEvent(from, date, s.Text.Headline, s.Text.Text, s.Group, s.Media.Link, s.Media.URL, s.Media.Caption+" "+s.Media.Credit))
	}
	return f.timeline(r, problems)
}

// timeline refuses a timeline that is empty or too long.
func (f file) timeline(r Result, problems problem.List) (Result, problem.List) {
	if len(r.Events) == 0 {
		return r, append(problems, f.fail("each event needs a year and a headline", "the timeline has no event that can be read")...)
	}
	if n := len(r.Events); n > f.limits.Entries {
		return Result{}, f.fail(fmt.Sprintf("import all of them with --max-entries %d", n), "the timeline has %d events, more than the limit of %d", n, f.limits.Entries)
	}
	return r, problems
}

// newEvent makes an event; links are gathered from its fields.
func newEvent(from, date, headline, text, group string, linked ...string) Event {
	e := Event{From: from, Date: date, Title: plainHTML(headline), Group: clean(group)}
	e.Links = addresses(append([]string{text}, linked...)...)
	if body, err := fragment(text); err == nil {
		e.Text = tidy(body, e.Title)
	}
	if e.Title == "" {
		e.Title = firstWords(plainHTML(text), 12)
	}
	return e
}

func firstWords(s string, n int) string {
	words := strings.Fields(s)
	if len(words) <= n {
		return s
	}
	return strings.Join(words[:n], " ") + "…"
}

// plainHTML returns the text of a fragment of HTML.
func plainHTML(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return clean(s)
	}
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return clean(s)
	}
	return innerText(doc)
}

// bareAddress is a web address in running text.
var bareAddress = regexp.MustCompile(`https?://[^\s<>"']+`)

// addresses returns the web addresses in fields, each once, without pictures.
func addresses(fields ...string) []string {
	var out []string
	seen := map[string]bool{}
	add := func(u string) {
		u = strings.TrimRight(html.UnescapeString(u), ".,;:)]")
		if isAddress(u) && !seen[u] && !isPicture(u) {
			seen[u] = true
			out = append(out, u)
		}
	}
	for _, s := range fields {
		if doc, err := html.Parse(strings.NewReader(s)); err == nil && strings.Contains(s, "<") {
			walk(doc, func(n *html.Node) bool {
				if n.DataAtom == atom.A {
					add(attr(n, "href"))
				}
				return true
			})
		}
		for _, u := range bareAddress.FindAllString(s, -1) {
			add(u)
		}
	}
	return out
}

func isPicture(u string) bool {
	u, _, _ = strings.Cut(strings.ToLower(u), "?")
	for _, end := range []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp4", ".mp3"} {
		if strings.HasSuffix(u, end) {
			return true
		}
	}
	return false
}

func (d timelineDate) edtf() string { return edtfDate(string(d.Year), string(d.Month), string(d.Day)) }

// edtfDate returns a date of numbers as EDTF, "" when there is no year and "?"
// when it is no date.
func edtfDate(year, month, day string) string {
	year, month, day = strings.TrimSpace(year), strings.TrimSpace(month), strings.TrimSpace(day)
	if year == "" {
		return ""
	}
	y, err := strconv.Atoi(year)
	if err != nil || y < 0 || y > 9999 {
		return "?"
	}
	out := fmt.Sprintf("%04d", y)
	m, err := strconv.Atoi(month)
	if month == "" || month == "0" {
		return out
	}
	if err != nil || m < 1 || m > 12 {
		return "?"
	}
	out += fmt.Sprintf("-%02d", m)
	if day == "" || day == "0" {
		return out
	}
	n, err := strconv.Atoi(day)
	out += fmt.Sprintf("-%02d", n)
	if err != nil || isoDate(out) == "" {
		return "?"
	}
	return out
}

// edtfSpan returns a date or the span between two.
func edtfSpan(start, end string) (string, error) {
	switch {
	case start == "":
		return "", errors.New("it has no year")
	case start == "?" || end == "?":
		return "", errors.New("its date is no date")
	case end == "" || end == start:
		return start, nil
	}
	return start + "/" + end, nil
}

func isTimelineCSV(f file) bool {
	if e := extension(f.path); e != "csv" && e != "tsv" && e != "txt" {
		return false
	}
	text, _ := decodeText(f.src[:min(len(f.src), 4096)])
	line, _, _ := strings.Cut(strings.ToLower(text), "\n")
	return strings.Contains(line, "headline") && (strings.Contains(line, "year") || strings.Contains(line, "start date"))
}

// readTimelineCSV reads the spreadsheet of TimelineJS: Year, Month, Day, End
// Year … Headline, Text, Media, or the old Start Date, End Date.
func readTimelineCSV(f file) (Result, problem.List) {
	text, _ := decodeText(f.src)
	in := csv.NewReader(strings.NewReader(text))
	in.FieldsPerRecord = -1
	in.LazyQuotes = true
	if line, _, _ := strings.Cut(text, "\n"); strings.Count(line, "\t") > strings.Count(line, ",") {
		in.Comma = '\t'
	}
	header, err := in.Read()
	if err != nil {
		return Result{}, f.fail("save the sheet as CSV again", "the sheet cannot be read: %v", err)
	}
	column := map[string]int{}
	for i, name := range header {
		column[strings.ToLower(clean(name))] = i
	}
	r := Result{}
	var problems problem.List
	for {
		row, err := in.Read()
		if err == io.EOF {
			break
		}
		line, _ := in.FieldPos(0)
		if err != nil {
			problems = append(problems, problem.Problem{Path: f.path, Line: line, What: err.Error(), Warning: true})
			continue
		}
		e, isTitle, err := sheetEvent(baseName(f.path), column, row)
		switch {
		case isTitle:
		case err != nil:
			problems = append(problems, problem.Problem{Path: f.path, Line: line, What: err.Error(), Hint: "give the row a Year", Warning: true})
		default:
			r.Events = append(r.Events, e)
		}
	}
	return f.timeline(r, problems)
}

// sheetEvent reads one row. The row of type title is the timeline's own.
func sheetEvent(from string, column map[string]int, row []string) (e Event, isTitle bool, err error) {
	cell := func(name string) string {
		if i, ok := column[name]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	empty := strings.TrimSpace(strings.Join(row, "")) == ""
	if empty || strings.EqualFold(cell("type"), "title") || strings.EqualFold(cell("type"), "era") || strings.EqualFold(cell("tag"), "title") {
		return Event{}, true, nil
	}
	start, end := edtfDate(cell("year"), cell("month"), cell("day")), edtfDate(cell("end year"), cell("end month"), cell("end day"))
	if _, ok := column["start date"]; ok {
		start, end = sheetDate(cell("start date")), sheetDate(cell("end date"))
	}
	date, err := edtfSpan(start, end)
	if err != nil {
		return Event{}, false, fmt.Errorf("the event %q: %w", plainHTML(cell("headline")), err)
	}
	group := cell("group")
	if group == "" {
		group = cell("tag")
	}
	return newEvent(from, date, cell("headline"), cell("text"), group, cell("media"), cell("media caption")+" "+cell("media credit")), false, nil
}

// sheetDate reads the old form of a date: 2025, 5/2025, 5/28/2025 (month
// first), or ISO 8601.
func sheetDate(s string) string {
	s, _, _ = strings.Cut(s, " ")
	if s == "" {
		return ""
	}
	if iso := strings.Split(s, "-"); len(iso) == 3 {
		return edtfDate(iso[0], iso[1], iso[2])
	}
	parts := strings.Split(s, "/")
	switch len(parts) {
	case 1:
		return edtfDate(parts[0], "", "")
	case 2:
		return edtfDate(parts[1], parts[0], "")
	case 3:
		return edtfDate(parts[2], parts[0], parts[1])
	}
	return "?"
}
