package site

import (
	"net/url"
	"slices"
	"strings"

	"buildsite/internal/export"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

func (i *incident) eventPages() []*page {
	var list []*page
	for _, e := range append(i.events[:len(i.events):len(i.events)], i.context...) {
		rest := "events/" + e.ID + ".html"
		list = append(list, i.page(rest, "event.html", func() *frame {
			f := i.frame(rest, e.Title)
			f.Description = e.Summary
			if f.Image != "" && i.hasCards() && i.byID[e.ID] == e && !e.Background {
				f.Image = i.b.absolute(i.b.editions[0].prefix + i.Name + "/events/" + e.ID + ".png")
			}
			e.describe(&f)
			return framed(f, e)
		}))
	}
	return list
}

// A cited is the reference of the event's page in one style.
type cited struct{ Style, Text string }

// reference returns the reference of the event's page, dated by its last
// source.
func (e *event) reference() export.Reference {
	ref := e.in.reference
	ref.Key, ref.Title, ref.Published = "event-"+e.ID, e.Title, edtf.Date{}
	for _, s := range e.Sources {
		if day := s.Report.Published; edtf.Compare(day, ref.Published) > 0 || ref.Published.IsZero() {
			ref.Published = day
		}
	}
	ref.URL = e.Permalink()
	return ref
}

// Permalink returns the lasting address of the event's page, "" when it is not
// known.
func (e *event) Permalink() string { return e.in.b.absolute(string(e.Href[2:])) }

// Citings returns the reference in the styles of bibliographies.
func (e *event) Citings() []cited {
	ref, list := e.reference(), []cited(nil)
	for _, style := range export.Styles() {
		list = append(list, cited{string(style), export.Cite(ref, style, e.in.edition.Lang)})
	}
	return list
}

// Records returns the reference as reference managers read it.
func (e *event) Records() []cited {
	ref := e.reference()
	return []cited{
		{"BibTeX", export.BibTeX(ref)}, {"RIS", export.RIS(ref)}, {"CSL-JSON", export.CSL(ref)},
	}
}

// ReportError returns where to report an error of this page, "" when nobody
// takes reports.
func (e *event) ReportError() string {
	c := e.in.b.Config
	if c.ReportURL != "" {
		escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
		return strings.NewReplacer("{incident}", escape(e.in.title()), "{event}", escape(e.Title), "{url}", escape(e.Permalink())).
			Replace(c.ReportURL)
	}
	if c.ReportEmail != "" {
		return "mailto:" + c.ReportEmail + "?subject=" + url.PathEscape(e.Title) + "&body=" + url.PathEscape(e.Permalink())
	}
	return ""
}

// Corrections returns what was corrected of the event.
func (e *event) Corrections() []correction { return e.in.corrections(e.Desk.Corrections) }

// ReviewedOn returns the day of the review in words, "" when it is not known.
func (e *event) ReviewedOn() string {
	d, err := edtf.Parse(e.Desk.ReviewedOn)
	if err != nil {
		return ""
	}
	return e.in.words.Date(d)
}

// HasDesk reports whether an editor has done anything that readers should know.
func (e *event) HasDesk() bool {
	d := e.Desk
	return d.Reviewed || d.ByHand || d.Reason != "" || len(d.Replies) > 0 || len(e.Corrections()) > 0
}

// How many sources of an event its page quotes, how many more it names, and how
// many it tells the dating of.
const (
	sourcesQuoted = 40
	sourcesNamed  = 400
	sourcesDating = 12
)

// Quoted returns the sources that the page quotes, best first.
func (e *event) Quoted() []*sourceView {
	quoted, _ := e.quotedAndCopies()
	return quoted
}

// Copies returns the sources that print the words of another word for word,
// from the text of one agency; the page quotes that other.
func (e *event) Copies() []*sourceView {
	_, copies := e.quotedAndCopies()
	return copies
}

func (e *event) quotedAndCopies() (quoted, copies []*sourceView) {
	said := map[string]bool{}
	for _, s := range e.Sources[:min(len(e.Sources), sourcesQuoted)] {
		if s.WireCopyOf != nil && !s.IsDigest() && !slices.ContainsFunc(s.citations, func(c *timeline.Citation) bool { return !said[c.Quote()] }) {
			copies = append(copies, s)
			continue
		}
		for _, c := range s.citations {
			said[c.Quote()] = true
		}
		quoted = append(quoted, s)
	}
	return quoted, copies
}

// Named returns the sources that the page only names.
func (e *event) Named() []*sourceView {
	return e.Sources[min(len(e.Sources), sourcesQuoted):min(len(e.Sources), sourcesNamed)]
}

// Unnamed returns how many sources are left.
func (e *event) Unnamed() int { return max(0, len(e.Sources)-sourcesNamed) }

// A known is one way in which the date of an event is known.
type known struct {
	Text    string
	Sources []*sourceView
}

// Hows tells how the date of each source is known, those of the event's own date
// first. Sources published on one day that say it in the same words are told
// together.
func (e *event) Hows() []known {
	type way struct {
		date             edtf.Date
		basis            timeline.Basis
		words, published string
	}
	var ways []way
	groups := map[way][]*sourceView{}
	for _, s := range e.Sources[:min(len(e.Sources), sourcesDating)] {
		c := s.citations[0]
		w := way{c.Date, c.DateBasis, c.DateText, s.Published}
		if groups[w] == nil {
			ways = append(ways, w)
		}
		groups[w] = append(groups[w], s)
	}
	var same, other []known
	for _, w := range ways {
		sources := groups[w]
		k := known{e.in.how(sources[0].report, *sources[0].citations[0], e.in.words.List(outletsOf(sources)...)) + ".", sources}
		if w.date == e.Date {
			same = append(same, k)
		} else {
			other = append(other, k)
		}
	}
	return append(same, other...)
}

// outletsOf returns the outlets of sources.
func outletsOf(sources []*sourceView) []string {
	list := make([]string, len(sources))
	for k, s := range sources {
		list[k] = s.Outlet
	}
	return list
}

// A dispute is a point on which sources differ.
type dispute struct {
	About    string
	Variants []variant
}

// A variant is one of the things that sources say.
type variant struct {
	Value   string
	Sources []*sourceView
}

// Incident returns the title of the incident.
func (e *event) Incident() string { return e.in.title() }

// Disputes returns the points on which sources differ.
func (e *event) Disputes() []dispute {
	var list []dispute
	for _, d := range e.Differences {
		view := dispute{About: named(e.in.words, "differ.", d.About)}
		for _, v := range d.Variants {
			view.Variants = append(view.Variants, e.newVariant(d, v))
		}
		list = append(list, view)
	}
	return list
}

func (e *event) newVariant(d timeline.Difference, v timeline.Variant) variant {
	view := variant{Value: v.Value}
	if date, err := edtf.Parse(v.Value); d.About == "date" && err == nil {
		view.Value = e.in.words.Date(date)
	}
	for _, k := range v.Citations {
		if k < 0 || k >= len(e.Citations) {
			continue
		}
		if s := e.source(e.Citations[k].Report); s != nil && !slices.Contains(view.Sources, s) {
			view.Sources = append(view.Sources, s)
		}
	}
	return view
}
