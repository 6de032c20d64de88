package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"github.com/mmcdole/gofeed"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"buildsite/internal/export"
	"buildsite/internal/export/exporttest"
	"buildsite/internal/output"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

var options = export.Options{
	Base: "https://news.example/timelines/", Home: "foreign-ministry/", SiteTitle: "Example Timelines", Language: "en",
}

// written returns the bytes of the format called name.
func written(t *testing.T, tl *timeline.Timeline, o export.Options, name string) string {
	t.Helper()
	o.Names = []string{name}
	files := export.Files(tl, o)
	if len(files) != 1 {
		t.Fatalf("%d files for %s", len(files), name)
	}
	return bytesOf(t, files[0])
}

func bytesOf(t *testing.T, f output.File) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatalf("%s: %v", f.Path, err)
	}
	return b.String()
}

func unmarshal[T any](t *testing.T, doc string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(doc), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// Every format has a name, a path of its own, and the same bytes each time; the
// formats asked for are the ones written.
func TestFilesAreStable(t *testing.T) {
	once, again := export.Files(exporttest.Sample(), options), export.Files(exporttest.Sample(), options)
	paths := map[string]bool{}
	for i, f := range once {
		if paths[f.Path] || !strings.HasPrefix(f.Path, options.Home) {
			t.Errorf("path %s", f.Path)
		}
		paths[f.Path] = true
		if a, b := bytesOf(t, f), bytesOf(t, again[i]); a != b {
			t.Errorf("%s differs from run to run", f.Path)
		}
	}
	if len(once) != len(export.Names()) {
		t.Errorf("%d files of %d formats", len(once), len(export.Names()))
	}
	o := options
	o.Names = []string{"ris", "no such format"}
	if files := export.Files(exporttest.Sample(), o); len(files) != 1 || files[0].Path != "foreign-ministry/sources.ris" {
		t.Errorf("%v", files)
	}
}

// An empty timeline, and one whose articles and events have no dates at all,
// make every format without a failure.
func TestFilesOfLittle(t *testing.T) {
	undated := exporttest.Sample()
	for _, r := range undated.Articles {
		r.Published = edtf.Date{}
	}
	for _, e := range undated.Events {
		e.Date = edtf.Date{}
	}
	for _, tl := range []*timeline.Timeline{{}, undated} {
		for _, o := range []export.Options{options, {}} {
			for _, f := range export.Files(tl, o) {
				bytesOf(t, f)
			}
		}
	}
}

func rows(t *testing.T, doc string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(doc, "\uFEFF")))
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func column(t *testing.T, all [][]string, name string) []string {
	t.Helper()
	i := slices.Index(all[0], name)
	if i < 0 {
		t.Fatalf("no column %s in %v", name, all[0])
	}
	var cells []string
	for _, r := range all[1:] {
		cells = append(cells, r[i])
	}
	return cells
}

func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}

func TestEventsCSV(t *testing.T) {
	all := rows(t, written(t, exporttest.Sample(), options, "csv"))
	equal(t, "date", column(t, all, "date"), []string{"2022", "2022/2025-05", "2025-05-28", "2025-05-28"})
	equal(t, "last_day", column(t, all, "last_day"), []string{"2022-12-31", "2025-05-31", "2025-05-28", "2025-05-28"})
	equal(t, "added", column(t, all, "added"), []string{"2025-05-28", "2025-05-28", "2025-05-28", "2025-05-29"})
	equal(t, "url", column(t, all, "url")[3], "https://news.example/timelines/foreign-ministry/events/2025-05-28-summons-9d0e1f.html")
	equal(t, "a wire copy is no outlet", column(t, all, "outlets")[2], "Example Gazette")
}

// Claims keep each source's own date, call a digest a digest, and cannot start
// a formula.
func TestClaimsCSV(t *testing.T) {
	all := rows(t, written(t, exporttest.Sample(), options, "claims"))
	equal(t, "date", column(t, all, "date"), []string{"2022", "2023-21", "2022/2025-05", "2025-05-28", "2025-05-28", "2025-05-28"})
	equal(t, "kind", column(t, all, "kind"), []string{"quote", "quote", "digest", "quote", "digest", "quote"})
	equal(t, "title", column(t, all, "title")[2], "'=cmd|' /C calc'!A0")
	equal(t, "words", column(t, all, "words")[1], "Útok začal na jaře 2023, uvedl úřad <b>včera</b> & dnes.")
}

// The sheet has the 19 columns of TimelineJS in its order, a title row, and no
// part of a date that the source does not give.
func TestTimelineJSSheet(t *testing.T) {
	all := rows(t, written(t, exporttest.Sample(), options, "timelinejs-csv"))
	equal(t, "columns", len(all[0]), 19)
	equal(t, "Type", column(t, all, "Type"), []string{"title", "", "", "", ""})
	equal(t, "Month", column(t, all, "Month"), []string{"", "", "", "5", "5"})
	equal(t, "End Month", column(t, all, "End Month"), []string{"", "", "5", "", ""})
}

// TimelineJS gets text as HTML, so hostile text is escaped, and a season as the
// months it spans.
func TestTimelineJS(t *testing.T) {
	type date struct{ Year, Month, Day int }
	type slide struct {
		Start date `json:"start_date"`
		End   *date
		Text  struct{ Headline, Text string }
		ID    string `json:"unique_id"`
	}
	doc := unmarshal[struct{ Events []slide }](t, written(t, exporttest.Sample(), options, "timelinejs"))
	equal(t, "start", doc.Events[0].Start, date{2022, 0, 0})
	equal(t, "headline", doc.Events[3].Text.Headline, "Velvyslanec předvolán &lt;script&gt;alert(1)&lt;/script&gt;")
	tl := exporttest.Sample()
	tl.Events[0].Date = edtf.Season(2023, 24)
	got := written(t, tl, options, "timelinejs")
	if !regexp.MustCompile(`"year":2023,"month":12,[^}]*},"end_date":{"year":2024,"month":2}`).MatchString(got) {
		t.Error("winter 2023 is not December 2023 to February 2024")
	}
}

// Another library reads the calendar: all-day events, spans with a note for
// imprecise dates, the day after the last as end, tentative when planned.
func TestCalendar(t *testing.T) {
	tl := exporttest.Sample()
	doc := written(t, tl, options, "ical")
	for _, line := range strings.Split(doc, "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d bytes: %s", len(line), line)
		}
	}
	cal, err := ical.NewDecoder(strings.NewReader(doc)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	if err := ical.NewEncoder(&bytes.Buffer{}).Encode(cal); err != nil {
		t.Errorf("not a valid calendar: %v", err)
	}
	var got []string
	for _, e := range cal.Events() {
		start, err1 := e.DateTimeStart(time.UTC)
		end, err2 := e.DateTimeEnd(time.UTC)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		got = append(got, start.Format("2006-01-02")+" "+end.Format("2006-01-02"))
	}
	equal(t, "days", got, []string{"2022-01-01 2023-01-01", "2022-01-01 2025-06-01", "2025-05-28 2025-05-29", "2025-05-28 2025-05-29"})
	note, err := cal.Events()[0].Props.Text("DESCRIPTION")
	if err != nil || !strings.Contains(note, "the span that it can mean") || !strings.Contains(note, "Sources differ. On the date: 2022 (Example Gazette); spring 2023 (Ukázkový kurýr)") {
		t.Errorf("note %q, %v", note, err)
	}
	title, _ := cal.Events()[2].Props.Text("SUMMARY")
	equal(t, "summary", title, tl.Events[2].Title)
	if p := cal.Events()[3].Props.Get("STATUS"); p == nil || p.Value != "TENTATIVE" {
		t.Error("a planned event is not tentative")
	}
}

// An open end, a decade, and a year far off are spans too, and nothing panics.
func TestCalendarSpans(t *testing.T) {
	for date, want := range map[string]string{
		"2022/..": "20220101 20230101", "../2024": "20240101 20250101", "201X": "20100101 20200101",
		"2024-24": "20241201 20250301", "0000": "00000101 00010101", "9999": "99990101 99991231",
	} {
		tl := exporttest.Sample()
		tl.Events = tl.Events[:1]
		d, err := edtf.Parse(date)
		if err != nil {
			t.Fatal(err)
		}
		tl.Events[0].Date = d
		m := regexp.MustCompile(`DTSTART;VALUE=DATE:(\d+)\r\nDTEND;VALUE=DATE:(\d+)`).FindStringSubmatch(written(t, tl, options, "ical"))
		if len(m) != 3 || m[1]+" "+m[2] != want {
			t.Errorf("%s: %v, want %s", date, m, want)
		}
	}
}

// CSL-JSON has the dates in parts and only works that are cited.
func TestCSL(t *testing.T) {
	type item struct {
		ID, Type, Title string
		Issued          struct {
			Parts [][]int `json:"date-parts"`
		}
	}
	tl := exporttest.Sample()
	tl.Articles[2].WireCopyOf = nil
	items := unmarshal[[]item](t, written(t, tl, options, "csl"))
	equal(t, "items", len(items), 3)
	equal(t, "issued", items[1].Issued.Parts, [][]int{{2025, 5, 29}})
	equal(t, "type", items[0].Type, "article-newspaper")
	if !regexp.MustCompile(`^ukazkovy-kuryr-2025-05-29-[0-9a-f]{6}$`).MatchString(items[1].ID) {
		t.Errorf("id %s", items[1].ID)
	}
}

// Hostile text cannot end a BibTeX field: the braces of every entry balance and
// each has its fields.
func TestBibTeX(t *testing.T) {
	doc := written(t, exporttest.Sample(), options, "bibtex")
	for _, want := range []string{
		`title = {{Prague blames APT31 for "malicious" attack, summons envoy}}`, "author = {{News Desk}}",
		"journal = {Ukázkový kurýr}", "date = {2025-05-29}", "url = {https://gazette.example/2025/05/apt31?a=1&b=2}",
	} {
		if !strings.Contains(doc, want) {
			t.Errorf("no %s", want)
		}
	}
	got := export.BibTeX(export.Reference{Key: "k", Title: `50% } of {\x} & $1_a #2 ~ ^`, URL: "https://x.example/}{%20"})
	if plain := regexp.MustCompile(`\\[{}]`).ReplaceAllString(got, ""); strings.Count(plain, "{") != strings.Count(plain, "}") {
		t.Errorf("braces: %s", got)
	}
	if !strings.Contains(got, `50\% \} of \{\textbackslash{}x\} \& \$1\_a \#2`) {
		t.Errorf("escapes: %s", got)
	}
}

// Every line of RIS is a tag and a value, every record starts with TY and ends
// with ER, and a line end in a title adds no line.
func TestRIS(t *testing.T) {
	tl := exporttest.Sample()
	tl.Articles[0].Title = "One\nER  - two"
	doc := written(t, tl, options, "ris")
	line := regexp.MustCompile(`^[A-Z][A-Z0-9]  - .*$`)
	records := strings.Split(strings.TrimSuffix(doc, "\r\n\r\n"), "\r\n\r\n")
	equal(t, "records", len(records), 3)
	for _, r := range records {
		lines := strings.Split(r, "\r\n")
		if lines[0] != "TY  - NEWS" || lines[len(lines)-1] != "ER  - " {
			t.Errorf("record %q", lines)
		}
		for _, l := range lines {
			if !line.MatchString(l) {
				t.Errorf("line %q", l)
			}
		}
	}
	if !strings.Contains(doc, "DA  - 2025/05/28\r\n") || !strings.Contains(doc, "TI  - One ER - two\r\n") {
		t.Error(doc)
	}
}

// The formatted citations, word by word.
func TestCite(t *testing.T) {
	tl := exporttest.Sample()
	full, bare := export.ReportReference(tl.Articles[0]), export.ReportReference(tl.Articles[2])
	page := export.EventReference(tl, tl.Events[2], options)
	for _, c := range []struct {
		ref   export.Reference
		style export.Style
		lang  string
		want  string
	}{
		{full, export.APA, "en", `News Desk. (2025, May 28). Prague blames APT31 for "malicious" attack, summons envoy. Example Gazette. https://gazette.example/2025/05/apt31?a=1&b=2`},
		{full, export.Chicago, "en", `News Desk. “Prague blames APT31 for "malicious" attack, summons envoy.” Example Gazette, May 28, 2025. https://gazette.example/2025/05/apt31?a=1&b=2.`},
		{full, export.ISO690, "en", `NEWS DESK. Prague blames APT31 for "malicious" attack, summons envoy. Example Gazette [online]. 2025-05-28 [viewed 2025-06-01]. Available from: https://gazette.example/2025/05/apt31?a=1&b=2 (https://archive.example/x)`},
		{full, export.ISO690, "cs", `NEWS DESK. Prague blames APT31 for "malicious" attack, summons envoy. Example Gazette [online]. 2025-05-28 [cit. 2025-06-01]. Dostupné z: https://gazette.example/2025/05/apt31?a=1&b=2 (https://archive.example/x)`},
		{bare, export.APA, "en", `=cmd|' /C calc'!A0. (2025, May 28). Example Wire.`},
		{page, export.APA, "en", `Czech Republic blames APT31, "at last"; calls it malicious. (2025, May 28). Cyberattack on the Czech foreign ministry, Example Timelines. https://news.example/timelines/foreign-ministry/events/2025-05-28-attribution-6a7b8c.html`},
		{export.Reference{Title: "Who?"}, export.Chicago, "en", `“Who?”`},
		{export.Reference{Title: "Who?"}, export.APA, "en", `Who? (n.d.).`},
	} {
		equal(t, string(c.style), export.Cite(c.ref, c.style, c.lang), c.want)
	}
}

// goldmark reads the Markdown back: one item per event, every word of it text,
// every link one of ours or a source's, no HTML.
func TestMarkdown(t *testing.T) {
	tl := exporttest.Sample()
	doc := []byte(written(t, tl, options, "markdown"))
	root := goldmark.DefaultParser().Parse(text.NewReader(doc))
	var links, headings []string
	err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			links = append(links, string(n.Destination))
		case *ast.Heading:
			headings = append(headings, string(n.Lines().Value(doc)))
		case *ast.RawHTML, *ast.HTMLBlock, *ast.CodeBlock, *ast.AutoLink:
			t.Errorf("%s in the Markdown", n.Kind())
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "headings", headings, []string{"Cyberattack on the Czech foreign ministry", "References"})
	equal(t, "links", len(links), 4+2+1)
	equal(t, "archived link", links[5], "https://archive.example/x")
	var page bytes.Buffer
	if err := goldmark.Convert(doc, &page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Velvyslanec předvolán &lt;script&gt;", "[2]"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("no %s in %s", want, page.String())
		}
	}
}

// Another library reads both feeds: last added first, the date of the event in
// the title, our page as link, at most twenty entries.
func TestFeeds(t *testing.T) {
	for _, name := range []string{"atom", "jsonfeed"} {
		feed, err := gofeed.NewParser().ParseString(written(t, exporttest.Sample(), options, name))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		equal(t, "entries", len(feed.Items), 4)
		first := feed.Items[0]
		equal(t, "title", first.Title, "28 May 2025: Velvyslanec předvolán <script>alert(1)</script>")
		equal(t, "link", first.Link, "https://news.example/timelines/foreign-ministry/events/2025-05-28-summons-9d0e1f.html")
		equal(t, "published", first.PublishedParsed.Format(time.RFC3339), "2025-05-29T00:00:00Z")
		equal(t, "feed link", feed.FeedLink != "", true)
		long, err := gofeed.NewParser().ParseString(written(t, exporttest.Many(300), options, name))
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "entries of 300 events", len(long.Items), 20)
		equal(t, "newest", long.Items[0].Title[:15], "26 October 2020")
	}
}

// Exports speak the language of the interface.
func TestLanguage(t *testing.T) {
	o := options
	o.Language = "cs"
	for name, want := range map[string]string{
		"atom": "Zdroje: Ukázkový kurýr", "markdown": "## Zdroje", "ical": "Zdroje uvádějí datum takto: 2022.",
		"timelinejs": `"display_date":"28. května 2025"`, "stix": "Zdroje se liší. V datu: 2022 (Example Gazette); jaro 2023",
	} {
		got := strings.ReplaceAll(written(t, exporttest.Sample(), o, name), "\r\n ", "")
		if !strings.Contains(got, want) {
			t.Errorf("%s does not say %q", name, want)
		}
	}
}

// Corrections come in their order, silent classes not at all.
func TestCorrectionsFeed(t *testing.T) {
	tl := exporttest.Sample()
	tl.Corrections = []timeline.Correction{
		{Event: "a", Title: "Title", Class: timeline.TypoCorrection, Date: "2025-06-03", What: "A letter."},
		{Event: "a", Title: "Title & more", Class: timeline.DateCorrection, Date: "2025-06-02", What: "The date was 2022.", Reason: "A source said so."},
		{Event: "b", Title: "Other", Class: timeline.FactualCorrection, What: "Not recorded yet."},
	}
	feed, err := gofeed.NewParser().ParseString(written(t, tl, options, "corrections"))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "entries", len(feed.Items), 2)
	equal(t, "title", feed.Items[0].Title, "Title & more")
	equal(t, "text", feed.Items[0].Description, "The date was 2022.\nA source said so.")
	equal(t, "day", feed.Items[0].Published, "2025-06-02T00:00:00Z")
}

// Each quote is annotated at its article and in the text read, where code point
// offsets find it again; a digest is no quote of the article.
func TestAnnotations(t *testing.T) {
	type selector struct {
		Type, Exact, Prefix, Suffix string
		Start, End                  int
	}
	type target struct {
		Source   string
		Selector []selector
	}
	doc := unmarshal[struct {
		Total int
		First struct {
			Items []struct {
				ID     string
				Target []target
			}
		}
	}](t, written(t, exporttest.Sample(), options, "annotations"))
	equal(t, "total", doc.Total, 6)
	gazette, courier := exporttest.Sample().Articles[0], exporttest.Sample().Articles[1]
	second := doc.First.Items[1]
	equal(t, "targets", len(second.Target), 2)
	equal(t, "source", second.Target[0].Source, courier.URL)
	quote, position := second.Target[1].Selector[0], second.Target[1].Selector[1]
	equal(t, "position", string([]rune(courier.Text)[position.Start:position.End]), quote.Exact)
	if !strings.Contains(courier.Text, quote.Prefix+quote.Exact+quote.Suffix) || quote.Prefix == "" {
		t.Errorf("%+v", quote)
	}
	marked := doc.First.Items[3].Target
	equal(t, "as read", marked[0].Selector[0].Exact, "The Czech Republic said on Wednesday that APT31 attacked its foreign ministry.")
	quote, position = marked[1].Selector[0], marked[1].Selector[1]
	equal(t, "in the file", quote.Exact, "The Czech Republic said on *Wednesday* that APT31 attacked its foreign ministry.")
	equal(t, "position in the file", string([]rune(gazette.Source)[position.Start:position.End]), quote.Exact)
	digest := doc.First.Items[2]
	equal(t, "digest", len(digest.Target), 1)
	equal(t, "digest source", strings.HasPrefix(digest.Target[0].Source, "ni:///sha-256;"), true)
	ids := map[string]bool{}
	for _, a := range doc.First.Items {
		ids[a.ID] = true
	}
	equal(t, "ids", len(ids), 6)
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod"`
}

// The sitemap holds every page with the day of its data; beyond 50,000 pages it
// is an index.
func TestSitemap(t *testing.T) {
	pages := []export.Page{{Path: ""}, {Path: "a/?x=1&y=2", Modified: edtf.Day(2025, 5, 29)}, {Path: "b/", Modified: edtf.Year(2025)}}
	files := export.Sitemap(options.Base, pages)
	var m struct {
		XMLName xml.Name
		URL     []sitemapURL `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(bytesOf(t, files[0])), &m); err != nil {
		t.Fatal(err)
	}
	equal(t, "name", m.XMLName.Space, "http://www.sitemaps.org/schemas/sitemap/0.9")
	equal(t, "pages", m.URL, []sitemapURL{
		{options.Base, ""}, {options.Base + "a/?x=1&y=2", "2025-05-29"}, {options.Base + "b/", ""},
	})
	equal(t, "files for 50,001 pages", len(export.Sitemap(options.Base, make([]export.Page, 50_001))), 3)
	equal(t, "files without a base", len(export.Sitemap("", pages)), 0)
	equal(t, "robots", bytesOf(t, export.Robots(options.Base)), "User-agent: *\nAllow: /\n\nSitemap: https://news.example/timelines/sitemap.xml\n")
}

// Without a base, links are relative to where the file lies.
func TestRelativeLinks(t *testing.T) {
	o := export.Options{Home: "a/b/"}
	if got := written(t, exporttest.Sample(), o, "markdown"); !strings.Contains(got, "(./events/2022-campaign-begins-0a1b2c.html)") {
		t.Error(got)
	}
	o.Event = func(id string) string { return "e/" + id + ".html" }
	if got := written(t, exporttest.Sample(), o, "markdown"); !strings.Contains(got, "(../../e/2022-campaign-begins-0a1b2c.html)") {
		t.Error(got)
	}
}
