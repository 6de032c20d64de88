package export

import (
	"encoding/json"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// A Reference is what a bibliography says of one work. Empty means not known.
type Reference struct {
	Key       string // ASCII, unique within a timeline
	Title     string // in brackets when the work has none and this only tells it apart
	Author    string // as the work prints it; names are not taken apart
	Container string // the newspaper or site
	Published edtf.Date
	URL       string
	Archive   string // address of an archived copy
	Retrieved string // ISO 8601 day
	Language  string // BCP 47
	Page      bool   // a page of this site, not a newspaper article
}

// ReportReference returns the reference of an article.
func ReportReference(r *timeline.Report) Reference {
	ref := Reference{
		Title: r.Title, Author: r.Author, Container: r.Publisher, Published: r.Published,
		URL: r.URL, Archive: r.ArchiveURL, Retrieved: r.Retrieved, Language: r.Language,
	}
	if ref.Author == "" && r.Agency != r.Publisher {
		ref.Author = r.Agency
	}
	if ref.Title == "" {
		ref.Title = "[" + fileName(r) + "]"
	}
	ref.Key = Slug(Outlet(r) + " " + ref.Published.String() + " " + uuid5(urlNamespace, r.Path)[:6])
	return ref
}

// SourceID returns the id of the element that quotes r on the page of an event.
// It comes from the path of the article and not from its number, which changes
// when an article is added: snippets on other sites keep leading to the sentence
// that they cite.
func SourceID(r *timeline.Report) string { return "s" + uuid5(urlNamespace, r.Path)[:8] }

// EventReference returns the reference of the page of e: an entry of the
// timeline t, dated by its last source.
func EventReference(t *timeline.Timeline, e *timeline.Event, o Options) Reference {
	ref := Reference{
		Key: Slug(e.ID), Title: e.Title, Container: strings.Trim(titleOf(t)+", "+o.SiteTitle, ", "),
		Language: o.language(), Page: true,
	}
	for _, c := range e.Citations {
		ref.Published = later(ref.Published, c.Report.Published)
	}
	if o.Base != "" {
		ref.URL = o.link(o.eventPath(e.ID))
	}
	return ref
}

// PageReference returns the reference of the timeline itself, dated by its last
// article or correction.
func PageReference(t *timeline.Timeline, o Options) Reference {
	ref := Reference{
		Key: Slug("timeline " + t.Incident), Title: titleOf(t), Container: o.SiteTitle,
		Published: Updated(t), Language: o.language(), Page: true,
	}
	if o.Base != "" {
		ref.URL = o.link(o.Home)
	}
	return ref
}

// references returns those of the articles that events of t cite, in the order
// of their numbers.
func references(t *timeline.Timeline) []Reference {
	cited := map[*timeline.Report]bool{}
	for _, list := range [][]*timeline.Event{t.Events, t.Context} {
		for _, e := range list {
			for _, c := range e.Citations {
				cited[c.Report] = true
			}
		}
	}
	var refs []Reference
	for _, r := range t.References() {
		if cited[r] {
			refs = append(refs, ReportReference(r))
		}
	}
	return refs
}

// Slug returns s in lower-case ASCII letters, digits and single hyphens;
// letters lose their diacritics, others are left out.
func Slug(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case !unicode.Is(unicode.Mn, r) && b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// A cslItem is an item of CSL-JSON (schema of Citation Style Language 1.0.2).
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Accessed  *cslDate  `json:"accessed,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Archive   string    `json:"archive_location,omitempty"`
	Language  string    `json:"language,omitempty"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts  [][]int `json:"date-parts"`
	Season int     `json:"season,omitempty"`
	Circa  bool    `json:"circa,omitempty"`
}

func writeCSL(w io.Writer, t *timeline.Timeline, _ Options) error {
	out := newObjectWriter(w)
	out.compact = true
	out.b.WriteByte('[')
	refs := references(t)
	for i, ref := range refs {
		out.item(ref.csl(), i == 0)
	}
	out.end(len(refs) == 0)
	out.b.WriteByte('\n')
	return out.flush()
}

// CSL returns r as a CSL-JSON list of one item.
func CSL(r Reference) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode([]cslItem{r.csl()}); err != nil {
		return "" // strings and numbers always encode
	}
	return b.String()
}

func (r Reference) csl() cslItem {
	item := cslItem{
		ID: r.Key, Type: "article-newspaper", Title: r.Title, Container: r.Container,
		Issued: newCSLDate(r.Published), URL: r.URL, Archive: r.Archive, Language: r.Language,
	}
	if r.Page {
		item.Type = "webpage"
	}
	if r.Author != "" {
		item.Author = []cslName{{r.Author}}
	}
	if d, err := edtf.Parse(r.Retrieved); err == nil {
		item.Accessed = newCSLDate(d)
	}
	return item
}

// newCSLDate returns d for CSL, which knows neither open ends nor decades: nil
// for these, rather than something more precise.
func newCSLDate(d edtf.Date) *cslDate {
	out := &cslDate{Circa: d.Start.Approximate || d.End.Approximate || d.Start.Uncertain || d.End.Uncertain}
	points := []edtf.Point{d.Start}
	if d.Interval {
		points = append(points, d.End)
	}
	for _, p := range points {
		switch p.Precision {
		case edtf.ToYear:
			out.Parts = append(out.Parts, []int{int(p.Year)})
		case edtf.ToSeason:
			out.Season = int(p.Month) - 20
			out.Parts = append(out.Parts, []int{int(p.Year)})
		case edtf.ToMonth:
			out.Parts = append(out.Parts, []int{int(p.Year), int(p.Month)})
		case edtf.ToDay:
			out.Parts = append(out.Parts, []int{int(p.Year), int(p.Month), int(p.Day)})
		default:
			return nil
		}
	}
	return out
}
