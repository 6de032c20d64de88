package export

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// FormatVersion is the version of the JSON format. Fields may be added without
// a new version; none is removed or renamed.
const FormatVersion = 1

// JSON writes t in the format of docs/timeline.schema.json, indented by two
// spaces. Background events go under "context", not under "events". Errors are
// those of w.
func JSON(w io.Writer, t *timeline.Timeline) error { return writeJSON(newObjectWriter(w), t) }

// writeTimelineJSON writes what JSON does with one event, statement or article
// a line, which is a third shorter.
func writeTimelineJSON(w io.Writer, t *timeline.Timeline, _ Options) error {
	o := newObjectWriter(w)
	o.compact = true
	return writeJSON(o, t)
}

func writeJSON(o *objectWriter, t *timeline.Timeline) error {
	writeJSONHead(o, t)
	o.array("events", len(t.Events), func(i int) any { return newJSONEvent(t.Events[i], false) })
	o.array("context", len(t.Context), func(i int) any { return newJSONEvent(t.Context[i], true) })
	return writeJSONRest(o, t)
}

// JSONWithContext is JSON with the background events among the others, by date,
// each marked "context": true.
func JSONWithContext(w io.Writer, t *timeline.Timeline) error {
	type one struct {
		*timeline.Event
		context bool
	}
	all := make([]one, 0, len(t.Events)+len(t.Context))
	for _, e := range t.Events {
		all = append(all, one{e, false})
	}
	for _, e := range t.Context {
		all = append(all, one{e, true})
	}
	slices.SortStableFunc(all, func(a, b one) int {
		return cmp.Or(edtf.Compare(a.Date, b.Date), strings.Compare(a.ID, b.ID))
	})
	o := newObjectWriter(w)
	writeJSONHead(o, t)
	o.array("events", len(all), func(i int) any { return newJSONEvent(all[i].Event, all[i].context) })
	o.array("context", 0, nil)
	return writeJSONRest(o, t)
}

func writeJSONHead(o *objectWriter, t *timeline.Timeline) {
	o.field("version", FormatVersion)
	o.field("incident", t.Incident)
	if t.Title != "" {
		o.field("title", t.Title)
	}
}

func writeJSONRest(o *objectWriter, t *timeline.Timeline) error {
	o.array("undated", len(t.Undated), func(i int) any { return newJSONUndated(t.Undated[i]) })
	o.array("articles", len(t.Articles), func(i int) any { return newJSONArticle(t.Articles[i]) })
	if len(t.Warnings) > 0 {
		o.field("warnings", t.Warnings)
	}
	return o.close()
}

// An objectWriter writes one JSON object, indented by two spaces, holding no
// more than one array item in memory. It keeps the first error.
type objectWriter struct {
	b       *bufio.Writer
	compact bool // each array item on one line
	begun   bool
	err     error
	buf     bytes.Buffer
	enc     *json.Encoder // into buf
}

func newObjectWriter(w io.Writer) *objectWriter {
	o := &objectWriter{b: bufio.NewWriterSize(w, 1<<15)}
	o.enc = json.NewEncoder(&o.buf)
	o.enc.SetEscapeHTML(false)
	return o
}

func (o *objectWriter) name(name string) {
	if o.begun {
		o.b.WriteString(",\n")
	} else {
		o.b.WriteString("{\n")
	}
	o.begun = true
	o.b.WriteString(`  "` + name + `": `)
}

func (o *objectWriter) field(name string, value any) {
	o.name(name)
	o.value(value, "  ")
}

func (o *objectWriter) array(name string, n int, item func(int) any) {
	o.open(name)
	for i := range n {
		o.item(item(i), i == 0)
	}
	o.end(n == 0)
}

// open begins an array, item adds to it, and end ends it.
func (o *objectWriter) open(name string) {
	o.name(name)
	o.b.WriteByte('[')
}

func (o *objectWriter) item(v any, first bool) {
	if !first {
		o.b.WriteByte(',')
	}
	o.b.WriteString("\n    ")
	o.value(v, "    ")
}

func (o *objectWriter) end(empty bool) {
	if !empty {
		o.b.WriteString("\n  ")
	}
	o.b.WriteByte(']')
}

// value writes v without HTML escapes, so that quotations stay readable; every
// line but the first starts with prefix.
func (o *objectWriter) value(v any, prefix string) {
	if o.err != nil {
		return
	}
	if !o.compact {
		o.enc.SetIndent(prefix, "  ")
	}
	o.buf.Reset()
	if err := o.enc.Encode(v); err != nil {
		o.err = err
		return
	}
	o.b.Write(bytes.TrimRight(o.buf.Bytes(), "\n"))
}

func (o *objectWriter) close() error {
	o.b.WriteString("\n}\n")
	return o.flush()
}

func (o *objectWriter) flush() error {
	if o.err != nil {
		return o.err
	}
	return o.b.Flush()
}

type jsonEvent struct {
	ID          string           `json:"id"`
	Date        string           `json:"date"`
	DateText    string           `json:"date_text"`
	DateBasis   timeline.Basis   `json:"date_basis"`
	Title       string           `json:"title"`
	Summary     string           `json:"summary"`
	SummaryFrom []int            `json:"summary_from,omitempty"`
	Type        string           `json:"type"`
	Actors      []string         `json:"actors"`
	Place       string           `json:"place,omitempty"`
	Status      timeline.Status  `json:"status"`
	Planned     bool             `json:"planned,omitempty"`
	Context     bool             `json:"context,omitempty"`
	Salience    float64          `json:"salience"`
	Sources     []jsonSource     `json:"sources"`
	Differences []jsonDifference `json:"differences,omitempty"`
}

type jsonSource struct {
	File      string         `json:"file"`
	Quote     string         `json:"quote"`
	Begin     int            `json:"begin"`
	End       int            `json:"end"`
	Date      string         `json:"date"`
	DateText  string         `json:"date_text,omitempty"`
	DateBasis timeline.Basis `json:"date_basis,omitempty"`
	DateWhy   string         `json:"date_why,omitempty"`
	Modality  string         `json:"modality,omitempty"`
	Speaker   string         `json:"speaker,omitempty"`
}

type jsonDifference struct {
	About    string        `json:"about"`
	Variants []jsonVariant `json:"variants"`
}

type jsonVariant struct {
	Value   string `json:"value"`
	Sources []int  `json:"sources"`
}

func newJSONEvent(e *timeline.Event, context bool) jsonEvent {
	j := jsonEvent{
		ID: e.ID, Date: e.Date.String(), DateText: e.DateText, DateBasis: e.DateBasis,
		Title: e.Title, Summary: e.Summary, SummaryFrom: e.SummaryFrom, Type: e.Type,
		Actors: orEmpty(e.Actors), Place: e.Place, Status: e.Status, Planned: e.Planned,
		Context: context, Salience: e.Salience,
		Sources: make([]jsonSource, 0, len(e.Citations)),
	}
	for _, c := range e.Citations {
		j.Sources = append(j.Sources, newJSONSource(c))
	}
	for _, d := range e.Differences {
		j.Differences = append(j.Differences, newJSONDifference(d))
	}
	return j
}

func newJSONSource(c timeline.Citation) jsonSource {
	p := passageOf(c.Report, c.Span)
	return jsonSource{
		File: c.Report.Path, Quote: p.Quote, Begin: p.Begin, End: p.End,
		Date: c.Date.String(), DateText: c.DateText, DateBasis: c.DateBasis, DateWhy: c.DateWhy,
		Modality: c.Modality, Speaker: c.Speaker,
	}
}

func newJSONDifference(d timeline.Difference) jsonDifference {
	j := jsonDifference{About: d.About, Variants: make([]jsonVariant, 0, len(d.Variants))}
	for _, v := range d.Variants {
		j.Variants = append(j.Variants, jsonVariant{Value: v.Value, Sources: orEmpty(v.Citations)})
	}
	return j
}

type jsonUndated struct {
	File  string `json:"file"`
	Words string `json:"words"`
	Quote string `json:"quote"`
	Begin int    `json:"begin"`
	End   int    `json:"end"`
	Why   string `json:"why"`
}

func newJSONUndated(u timeline.Undated) jsonUndated {
	p := passageOf(u.Report, u.Span)
	return jsonUndated{
		File: u.Report.Path, Words: u.Words, Quote: p.Quote, Begin: p.Begin, End: p.End, Why: u.Why,
	}
}

type jsonArticle struct {
	File           string         `json:"file"`
	Number         int            `json:"number"`
	Title          string         `json:"title"`
	Publisher      string         `json:"publisher"`
	Author         string         `json:"author"`
	Agency         string         `json:"agency,omitempty"`
	Published      string         `json:"published"`
	PublishedBasis timeline.Basis `json:"published_basis"`
	PublishedFrom  string         `json:"published_from,omitempty"`
	Language       string         `json:"language,omitempty"`
	URL            string         `json:"url,omitempty"`
	ArchiveURL     string         `json:"archive_url,omitempty"`
	Retrieved      string         `json:"retrieved,omitempty"`
	Rights         string         `json:"rights"`
	WireCopyOf     string         `json:"wire_copy_of,omitempty"`
	SHA256         string         `json:"sha256"`
}

func newJSONArticle(r *timeline.Report) jsonArticle {
	j := jsonArticle{
		File: r.Path, Number: r.Number, Title: r.Title, Publisher: r.Publisher, Author: r.Author,
		Agency: r.Agency, Published: r.Published.String(), PublishedBasis: r.PublishedBasis,
		PublishedFrom: r.PublishedFrom, Language: r.Language, URL: r.URL, ArchiveURL: r.ArchiveURL,
		Retrieved: r.Retrieved, Rights: string(r.Rights), SHA256: r.SHA256,
	}
	if r.WireCopyOf != nil {
		j.WireCopyOf = r.WireCopyOf.Path
	}
	return j
}

// orEmpty makes an absent list print as [] and not as null.
func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
