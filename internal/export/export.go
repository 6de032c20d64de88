// Package export writes a timeline in other people's formats, one format per
// file of this package.
//
// JSON is the contract of `buildsite extract`; docs/timeline.schema.json is its
// schema. Files gives all the exports of one incident; Sitemap, Robots and
// NoJekyll are files of a whole site. Cite formats one citation for the "cite
// this" of a page.
//
// Everything here is a pure function of its arguments: no clock, no
// environment, the same timeline gives the same bytes. Where a format demands a
// time, it comes from the data: an event counts as added to the timeline on the
// publication day of the first article that reports it (Added).
//
// Offsets that leave the program are bytes of the article file, half-open, and
// the quote beside them is exactly those bytes; only Web Annotations count in
// code points, as their specification asks. An article whose rights are
// "digest" is our summary: its words are called digest, never quote.
//
// A date is never made more precise: where a format knows days only, an
// imprecise date becomes the span of days it can mean, and a note says so.
package export

import (
	"cmp"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/locale"
	"buildsite/internal/output"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// Options says where the site puts things and what is wanted. The zero Options
// makes files that lie in one folder with the incident's page.
type Options struct {
	Base      string                 // absolute address of the site's root with "/" at its end; "" when not known
	Home      string                 // path in the site of the incident's page: "" or ending in "/"
	Event     func(id string) string // path in the site of an event's page; nil means Home + "events/" + id + ".html"
	SiteTitle string
	Language  string   // BCP 47, of the interface; "" means English
	Names     []string // the formats wanted, as in Formats; nil means all
	Entries   int      // in a feed; 0 means FeedLength
}

// A Format is one kind of export file.
type Format struct {
	Name  string // as in config.toml
	Path  string // beside the incident's page
	Media string // media type
	write func(io.Writer, *timeline.Timeline, Options) error
}

// Formats returns every format, in the order in which pages list them.
func Formats() []Format {
	return []Format{
		{"json", "timeline.json", "application/json", writeTimelineJSON},
		{"csv", "events.csv", "text/csv", writeEventsCSV},
		{"claims", "claims.csv", "text/csv", writeClaimsCSV},
		{"timelinejs", "timelinejs.json", "application/json", writeTimelineJS},
		{"timelinejs-csv", "timelinejs.csv", "text/csv", writeTimelineJSSheet},
		{"ical", "timeline.ics", "text/calendar", writeCalendar},
		{"csl", "sources.csl.json", "application/vnd.citationstyles.csl+json", writeCSL},
		{"bibtex", "sources.bib", "application/x-bibtex", writeBibTeX},
		{"ris", "sources.ris", "application/x-research-info-systems", writeRIS},
		{"markdown", "timeline.md", "text/markdown", writeMarkdown},
		{"stix", "timeline.stix.json", "application/stix+json;version=2.1", writeSTIX},
		{"annotations", "annotations.jsonld", "application/ld+json", writeAnnotations},
		{"atom", "feed.xml", "application/atom+xml", writeAtom},
		{"jsonfeed", "feed.json", "application/feed+json", writeJSONFeed},
		{"corrections", "corrections.xml", "application/atom+xml", writeCorrections},
	}
}

// Names returns the names of all formats.
func Names() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// Files returns the exports of t that o asks for, in the order of Formats, at
// paths beside the incident's page. A name in o.Names that is no format gives
// no file; callers check it against Names, because they know where it stands.
func Files(t *timeline.Timeline, o Options) []output.File {
	var files []output.File
	for _, f := range Formats() {
		if o.Names != nil && !slices.Contains(o.Names, f.Name) {
			continue
		}
		files = append(files, output.File{
			Path:  o.Home + f.Path,
			Write: func(w io.Writer) error { return f.write(w, t, o) },
		})
	}
	return files
}

// eventPath returns the path in the site of the page of an event.
func (o Options) eventPath(id string) string {
	if o.Event != nil {
		return o.Event(id)
	}
	return o.Home + "events/" + id + ".html"
}

// link returns the address of a path in the site: absolute when the base is
// known, else relative to the incident's page.
func (o Options) link(path string) string {
	if o.Base != "" {
		return o.Base + path
	}
	if rest, ok := strings.CutPrefix(path, o.Home); ok {
		return "./" + rest
	}
	return strings.Repeat("../", strings.Count(o.Home, "/")) + path
}

func (o Options) words() *locale.Locale { return locale.For(o.language()) }

func (o Options) date(d edtf.Date) string { return o.words().Date(d) }

// DifferenceLine says in one line what sources of e contradict each other on,
// and who says what.
func DifferenceLine(e *timeline.Event, d timeline.Difference, w *locale.Locale) string {
	about := w.T("differ.other", d.About)
	if key := "differ." + d.About; w.Has(key) {
		about = w.T(key)
	}
	var variants []string
	for _, v := range d.Variants {
		var names []string
		for _, i := range v.Citations {
			names = append(names, Outlet(e.Citations[i].Report))
		}
		value := v.Value
		if date, err := edtf.Parse(value); err == nil {
			value = w.Date(date)
		}
		variants = append(variants, value+" ("+strings.Join(names, ", ")+")")
	}
	return w.T("differ.title") + ". " + about + ": " + strings.Join(variants, "; ")
}

func (o Options) language() string {
	if o.Language == "" {
		return "en"
	}
	return o.Language
}

// titleOf returns the title of t, its folder's name when nobody gave one.
func titleOf(t *timeline.Timeline) string {
	if t.Title != "" {
		return t.Title
	}
	return t.Incident
}

// A passage is a span of an article's file and the bytes that stand there.
type passage struct {
	Quote      string
	Begin, End int
}

// passageOf returns where the span s of r.Text stands in r's file.
func passageOf(r *timeline.Report, s article.Span) passage {
	at := r.ToSource(s)
	return passage{Quote: r.Source[at.Start:at.End], Begin: at.Start, End: at.End}
}

// Added returns the day on which e counts as added to t: the first publication
// day among its sources; when none is dated, the day a person reviewed it; else
// the last publication day of t. It is the zero Date when nothing is dated.
func Added(t *timeline.Timeline, e *timeline.Event) edtf.Date {
	var first edtf.Date
	for _, c := range e.Citations {
		first = earlier(first, c.Report.Published)
	}
	if !first.IsZero() {
		return first
	}
	if d, err := edtf.Parse(e.Desk.ReviewedOn); err == nil {
		return d
	}
	return Updated(t)
}

// Updated returns the last publication day or correction of t, the zero Date
// when it has none.
func Updated(t *timeline.Timeline) edtf.Date {
	var last edtf.Date
	for _, r := range t.Articles {
		last = later(last, r.Published)
	}
	for _, c := range t.Corrections {
		if d, err := edtf.Parse(c.Date); err == nil {
			last = later(last, d)
		}
	}
	return last
}

func earlier(a, b edtf.Date) edtf.Date {
	if a.IsZero() || !b.IsZero() && edtf.Compare(b, a) < 0 {
		return b
	}
	return a
}

func later(a, b edtf.Date) edtf.Date {
	if a.IsZero() || !b.IsZero() && edtf.Compare(b, a) > 0 {
		return b
	}
	return a
}

// firstDay and lastDay return the ends of d as ISO 8601 days, "" where d is
// open.
func firstDay(d edtf.Date) string {
	if d.Start.Precision == edtf.None {
		return ""
	}
	return edtf.FromDayNumber(d.FirstDay()).String()
}

func lastDay(d edtf.Date) string {
	if d.Last().Precision == edtf.None {
		return ""
	}
	return edtf.FromDayNumber(d.LastDay()).String()
}

// instant returns the start of d as an RFC 3339 time, for formats that demand
// one; the Unix epoch when d has no start.
func instant(d edtf.Date) string {
	if day := firstDay(d); day != "" {
		return day + "T00:00:00Z"
	}
	return "1970-01-01T00:00:00Z"
}

// Outlets returns the names of those who report e, as Outlet has them.
func Outlets(e *timeline.Event) []string { return OutletsBy(e, Outlet) }

// OutletsBy returns the names that name gives those who report e, each once,
// best first. A copy of an agency text names nobody new beside its origin.
func OutletsBy(e *timeline.Event, name func(*timeline.Report) string) []string {
	var names []string
	for _, c := range e.Citations {
		if c.Report.WireCopyOf != nil && cites(e.Citations, c.Report.WireCopyOf) {
			continue
		}
		if one := name(c.Report); !slices.Contains(names, one) {
			names = append(names, one)
		}
	}
	return names
}

// Outlet returns who published r; when nobody is named, the name of its file.
func Outlet(r *timeline.Report) string {
	if name := Publisher(r); name != "" {
		return name
	}
	return fileName(r)
}

// Publisher returns who published r: its publisher, agency or web host; "" when
// nobody is named.
func Publisher(r *timeline.Report) string {
	if name := cmp.Or(r.Publisher, r.Agency); name != "" {
		return name
	}
	if u, err := url.Parse(r.URL); err == nil {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return ""
}

// fileName returns the name of r's file without folders and extension.
func fileName(r *timeline.Report) string {
	return strings.TrimSuffix(path.Base(r.Path), path.Ext(r.Path))
}

// cites reports whether one of cs cites r.
func cites(cs []timeline.Citation, r *timeline.Report) bool {
	return slices.ContainsFunc(cs, func(c timeline.Citation) bool { return c.Report == r })
}

// isDigest reports whether c's words are our summary and not the article's.
func isDigest(c timeline.Citation) bool { return c.Report.Rights == article.Digest }
