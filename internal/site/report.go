package site

import (
	"cmp"
	"html/template"
	"net/url"
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// A report is an article prepared for pages.
type report struct {
	Number        int
	Title, Author string
	Lang          string // of the article's words
	*timeline.Report
	in         *incident
	Label      string // "Source 3: The Example"
	Slug       string
	anchor     string // of its element on the page of an event
	Href       template.URL
	Outlet     string // who published it, or "Source 3" when nobody says
	OutletPage *value
	Published  string // in words, "" when not known
	Original   string // the address of the article, "" when it has none that may be linked
	Archive    string // the address of the archived copy, "" when there is none
	events     []*event
	uses       []use // what events cite
}

// publisher returns who published r, "" when nobody says: nothing is invented.
func (r *report) publisher() string { return cmp.Or(r.Publisher, r.Agency, host(r.URL)) }

// Heading returns the title of the article, or what else names it.
func (r *report) Heading() string {
	if r.Title != "" {
		return r.Title
	}
	return r.in.words.T("article.untitled", r.Number)
}

// Wire returns the report whose agency text this one copies, or nil.
func (r *report) Wire() *report { return r.in.byPath[r.WireCopyOf] }

// IsDigest reports whether the text is our summary of the article.
func (r *report) IsDigest() bool { return r.Rights == article.Digest }

// RetrievedOn returns the day the article was retrieved, in words.
func (r *report) RetrievedOn() string {
	d, err := edtf.Parse(r.Retrieved)
	if err != nil {
		return r.Retrieved
	}
	return r.in.words.Date(d)
}

// Day returns the day of publication in words, "" when it is not known.
// PublishedHow says what is to be said of it.
func (r *report) Day() string {
	if r.Report.Published.IsZero() {
		return ""
	}
	return r.in.words.Date(r.Report.Published)
}

// PublishedHow tells how the day of publication is known, "" when the article's
// metadata say it.
func (r *report) PublishedHow() string {
	switch r.PublishedBasis {
	case timeline.FromStamp, timeline.FromDateline, timeline.Inferred, timeline.ByEditor:
		return r.in.words.T("published."+string(r.PublishedBasis), r.PublishedFrom)
	}
	return ""
}

// RightsText tells what of the article may be shown.
func (r *report) RightsText() string {
	rights := r.Rights
	if rights == "" {
		rights = article.Quote
	}
	return r.in.words.T("rights." + string(rights))
}

// Dir returns the incident's folder, for links.
func (r *report) Dir() string { return r.in.dir }

// webAddress returns s when it is an http or https address, else "".
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return s
}

// host returns the host of an address without "www.", "" when it has none.
func host(s string) string {
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// A sourceView is what one report says of one event.
type sourceView struct {
	*report
	event     *event
	citations []*timeline.Citation // of the event
}

// Of returns the report.
func (s *sourceView) Of() *report { return s.report }

// ID returns the id of the element of s on the event's page.
func (s *sourceView) ID() string { return s.anchor }

// Evidence returns the address of that element; of an event without a page, the
// address of the article.
func (s *sourceView) Evidence() template.URL {
	if s.event.listed {
		return s.Href
	}
	return s.event.Href + template.URL("#"+s.anchor)
}

// Read returns the address of the best quote in the original, "" when the
// article has no address.
func (s *sourceView) Read() string {
	if q := s.in.newQuote(s.report, *s.citations[0]); q.Fragment != "" {
		return q.Fragment
	}
	return s.Original
}

// Quotes returns the evidence, best first.
func (s *sourceView) Quotes() []*quote {
	list := make([]*quote, len(s.citations))
	for k, c := range s.citations {
		list[k] = s.in.newQuote(s.report, *c)
	}
	return list
}

// A quote is the evidence of one citation.
type quote struct {
	timeline.Citation
	Text     string
	Lang     string
	Digest   bool   // the words are ours, not the source's
	Cite     string // the address of the original, ""
	Denied   bool   // the source reports a denial
	Manner   string // "alleged", "planned" in words; "" when asserted
	Date     string // this source's own date, in words
	How      string // how that date is known
	Fragment string // the address of the sentence in the original, ""
}
