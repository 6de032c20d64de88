package site

import (
	"bytes"
	"strings"
	"testing"

	"buildsite/internal/article"
	"buildsite/internal/config"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// mustDate returns the date that s is in EDTF.
func mustDate(t testing.TB, s string) edtf.Date {
	t.Helper()
	if s == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A clipping is an article of a fixture.
type clipping struct {
	name, publisher, title, published, lang, url string
	rights                                       article.Rights
	text                                         string
}

// reports makes the articles of a fixture, numbered in order.
func reports(t testing.TB, list []clipping) []*timeline.Report {
	t.Helper()
	var out []*timeline.Report
	for k, c := range list {
		a := &article.Article{
			Path: "content/outage/articles/" + c.name + ".md",
			Meta: article.Meta{Title: c.title, Publisher: c.publisher, Published: c.published, Language: c.lang, URL: c.url, Rights: c.rights},
			Text: c.text, Source: c.text, SHA256: strings.Repeat("0", 63) + string(rune('0'+k%10)),
		}
		for at, block := range blocksOf(c.text) {
			a.Blocks = append(a.Blocks, article.Block{Span: block})
			a.Sentences = append(a.Sentences, article.Sentence{Span: block, Block: at})
		}
		r := &timeline.Report{Article: a, Published: mustDate(t, c.published), Number: k + 1}
		if c.published != "" {
			r.PublishedBasis = timeline.FromMeta
		}
		out = append(out, r)
	}
	return out
}

// blocksOf returns the paragraphs of text.
func blocksOf(text string) []article.Span {
	var list []article.Span
	at := 0
	for _, p := range strings.Split(text, "\n\n") {
		list = append(list, article.Span{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	return list
}

// cite returns the citation of words in r.
func cite(t testing.TB, r *timeline.Report, words, date, dateText string, basis timeline.Basis) timeline.Citation {
	t.Helper()
	at := strings.Index(r.Text, words)
	if at < 0 {
		t.Fatalf("%s does not say %q", r.Path, words)
	}
	return timeline.Citation{
		Report: r, Span: article.Span{Start: at, End: at + len(words)},
		Date: mustDate(t, date), DateText: dateText, DateBasis: basis, Modality: "asserted",
	}
}

// outage is a small incident that has one of everything.
func outage(t testing.TB) *Incident {
	t.Helper()
	r := reports(t, []clipping{
		{
			name: "2024-03-06-gazette", publisher: "Example Gazette", title: "Power plant goes dark", published: "2024-03-06", lang: "en",
			url: "https://gazette.example/dark?a=1&b=2", rights: article.Full,
			text: "The plant was shut down on Tuesday after a fault.\n\nIt was built in 1998. The operator denied that anyone was hurt.",
		},
		{
			name: "2024-03-07-post", publisher: "Example Post", title: "Výpadek elektrárny", published: "2024-03-07", lang: "cs",
			url:  "https://post.example/vypadek",
			text: "Elektrárna byla odstavena ve středu.\n\nInspekce začne v dubnu 2024 <script>alert(1)</script>.",
		},
		{
			name: "agency", title: "", published: "", lang: "en", rights: article.Digest,
			text: "The plant was shut down on Tuesday after a fault. It stands since the late nineties.",
		},
	})
	r[2].WireCopyOf = r[0]
	r[2].Published, r[2].PublishedBasis = mustDate(t, "2024-03-06"), timeline.Inferred
	built := &timeline.Event{
		ID: "1998-plant-built", Date: mustDate(t, "1998"), DateText: "1998", DateBasis: timeline.Explicit,
		Title: "The plant is built", Summary: "It was built in 1998.", SummaryFrom: []int{0},
		Type: "construction", Status: timeline.SingleSource, Salience: 1,
		Citations: []timeline.Citation{cite(t, r[0], "It was built in 1998.", "1998", "1998", timeline.Explicit)},
	}
	shut := &timeline.Event{
		ID: "2024-03-05-shut-down", Date: mustDate(t, "2024-03-05"), DateText: "on Tuesday", DateBasis: timeline.Relative,
		Title: "The plant is shut down", Summary: "The plant was shut down on Tuesday after a fault.", SummaryFrom: []int{0},
		Type: "shutdown", Actors: []string{"Operator", "Řád"}, Place: "Example Town", Status: timeline.SourcesDiffer, Salience: 4,
		Citations: []timeline.Citation{
			cite(t, r[0], "The plant was shut down on Tuesday after a fault.", "2024-03-05", "Tuesday", timeline.Relative),
			cite(t, r[0], "The operator denied that anyone was hurt.", "2024-03-05", "", timeline.ReportDay),
			cite(t, r[1], "Elektrárna byla odstavena ve středu.", "2024-03-06", "ve středu", timeline.Relative),
			cite(t, r[2], "The plant was shut down on Tuesday after a fault.", "2024-03-05", "Tuesday", timeline.Inferred),
		},
		Differences: []timeline.Difference{{About: "date", Variants: []timeline.Variant{
			{Value: "2024-03-05", Citations: []int{0, 3}}, {Value: "2024-03-06", Citations: []int{2}},
		}}},
	}
	shut.Citations[1].Modality, shut.Citations[1].Speaker = "denied", "the operator"
	inspection := &timeline.Event{
		ID: "2024-04-inspection", Date: mustDate(t, "2024-04"), DateText: "v dubnu 2024", DateBasis: timeline.Explicit,
		Title: "Inspekce začne", Summary: "Inspekce začne v dubnu 2024 <script>alert(1)</script>.", SummaryFrom: []int{0},
		Type: "inspection", Actors: []string{"Operator"}, Status: timeline.SingleSource, Planned: true, Salience: 1,
		Citations: []timeline.Citation{cite(t, r[1], "Inspekce začne v dubnu 2024 <script>alert(1)</script>.", "2024-04", "v dubnu 2024", timeline.Explicit)},
	}
	return &Incident{
		Name: "outage", Title: "The Example Town outage", Lead: "A power plant went dark, and the sources differ on when.",
		Note: "An *editor's* note.", Path: "content/outage/_index.md", Language: "en",
		Timeline: &timeline.Timeline{
			Incident: "outage", Events: []*timeline.Event{built, shut, inspection}, Articles: r,
			Undated: []timeline.Undated{{Report: r[2], Span: article.Span{Start: 50, End: 84}, Words: "the late nineties", Why: "no century"}},
		},
	}
}

// fixture is the site of that incident.
func fixture(t testing.TB) *Site {
	c := config.Default()
	c.Title, c.BaseURL = "Example Desk", "https://desk.example/repo/"
	return &Site{Config: c, Incidents: []*Incident{outage(t)}, Version: "1.0"}
}

// build returns the files of s by path.
func build(t testing.TB, s *Site) map[string]string {
	t.Helper()
	files, problems := Files(s)
	if err := problems.Err(); err != nil {
		for _, p := range problems {
			t.Log(p.Format())
		}
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		if _, twice := out[f.Path]; twice {
			t.Errorf("two files have the path %s", f.Path)
		}
		out[f.Path] = b.String()
	}
	return out
}
