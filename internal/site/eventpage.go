package site

import (
	"net/url"
	"slices"
	"strings"

	"buildsite/internal/export"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// An eventPage is one event with all its evidence.
type eventPage struct {
	*event
	Incident  string
	reference export.Reference
}

func (i *incident) eventPages() []*page {
	var list []*page
	for _, e := range append(i.events[:len(i.events):len(i.events)], i.context...) {
		rest := "events/" + e.ID + ".html"
		list = append(list, i.page(rest, "event.html", func() *view {
			f := i.frame(rest, e.Title)
			f.Description = e.Summary
			if f.Image != "" && i.hasCards() && i.byID[e.ID] == e && !e.Background {
				f.Image = i.b.absolute(i.b.editions[0].prefix + i.Name + "/events/" + e.ID + ".png")
			}
			e.describe(&f)
			return &view{f, &eventPage{e, i.title(), e.reference()}}
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
	ref.URL = e.permalink()
	return ref
}

// permalink returns the lasting address of the event's page, "" when it is not
// known.
func (e *event) permalink() string { return e.in.b.absolute(string(e.Href[2:])) }

// Citings returns the reference in the styles of bibliographies.
func (p *eventPage) Citings() []cited {
	var list []cited
	for _, style := range export.Styles() {
		list = append(list, cited{string(style), export.Cite(p.reference, style, p.in.edition.Lang)})
	}
	return list
}

// Records returns the reference as reference managers read it.
func (p *eventPage) Records() []cited {
	return []cited{
		{"BibTeX", export.BibTeX(p.reference)}, {"RIS", export.RIS(p.reference)}, {"CSL-JSON", export.CSL(p.reference)},
	}
}

// Permalink returns the lasting address of the page, "" when it is not known.
func (p *eventPage) Permalink() string { return p.reference.URL }

// ReportError returns where to report an error of this page, "" when nobody
// takes reports.
func (p *eventPage) ReportError() string {
	c := p.in.b.Config
	if c.ReportURL != "" {
		escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
		return strings.NewReplacer("{incident}", escape(p.in.title()), "{event}", escape(p.Title), "{url}", escape(p.Permalink())).
			Replace(c.ReportURL)
	}
	if c.ReportEmail != "" {
		return "mailto:" + c.ReportEmail + "?subject=" + url.PathEscape(p.Title) + "&body=" + url.PathEscape(p.Permalink())
	}
	return ""
}

// Corrections returns what was corrected of the event.
func (p *eventPage) Corrections() []correction { return p.in.corrections(p.Desk.Corrections) }

// ReviewedOn returns the day of the review in words, "" when it is not known.
func (p *eventPage) ReviewedOn() string {
	d, err := edtf.Parse(p.Desk.ReviewedOn)
	if err != nil {
		return ""
	}
	return p.in.words.Date(d)
}

// HasDesk reports whether an editor has done anything that readers should know.
func (p *eventPage) HasDesk() bool {
	d := p.Desk
	return d.Reviewed || d.ByHand || d.Reason != "" || len(d.Replies) > 0 || len(p.Corrections()) > 0
}

// How many sources of an event its page quotes, how many more it names, and how
// many it tells the dating of.
const (
	sourcesQuoted = 40
	sourcesNamed  = 400
	sourcesDating = 12
)

// Quoted returns the sources that the page quotes, best first.
func (p *eventPage) Quoted() []*sourceView { return p.Sources[:min(len(p.Sources), sourcesQuoted)] }

// Named returns the sources that the page only names.
func (p *eventPage) Named() []*sourceView {
	return p.Sources[min(len(p.Sources), sourcesQuoted):min(len(p.Sources), sourcesNamed)]
}

// Unnamed returns how many sources are left.
func (p *eventPage) Unnamed() int { return max(0, len(p.Sources)-sourcesNamed) }

// A known is one way in which the date of an event is known.
type known struct {
	Text   string
	Source *sourceView
}

// Hows tells how each source's date is known, those of the event's own date
// first; what several sources share is told for each.
func (p *eventPage) Hows() []known {
	var same, other []known
	for _, s := range p.Sources[:min(len(p.Sources), sourcesDating)] {
		c := s.citations[0]
		k := known{p.in.how(s.report, c) + ".", s}
		if c.Date == p.Date {
			same = append(same, k)
		} else {
			other = append(other, k)
		}
	}
	return append(same, other...)
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

// Disputes returns the points on which sources differ.
func (p *eventPage) Disputes() []dispute {
	var list []dispute
	for _, d := range p.Differences {
		view := dispute{About: p.in.words.T("differ." + d.About)}
		for _, v := range d.Variants {
			view.Variants = append(view.Variants, p.newVariant(d, v))
		}
		list = append(list, view)
	}
	return list
}

func (p *eventPage) newVariant(d timeline.Difference, v timeline.Variant) variant {
	view := variant{Value: v.Value}
	if date, err := edtf.Parse(v.Value); d.About == "date" && err == nil {
		view.Value = p.in.words.Date(date)
	}
	for _, k := range v.Citations {
		if k < 0 || k >= len(p.Citations) {
			continue
		}
		if s := p.source(p.Citations[k].Report); s != nil && !slices.Contains(view.Sources, s) {
			view.Sources = append(view.Sources, s)
		}
	}
	return view
}
