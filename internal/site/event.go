package site

import (
	"html/template"
	"strings"
	"sync"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// An event is one happening prepared for pages.
//
// ID and Title are those of the timeline's event once more: templates find a
// struct's own fields much faster than promoted ones.
type event struct {
	ID, Title string
	Lang      string // of the title and summary: that of the best source
	*timeline.Event
	in            *incident
	Href          template.URL
	When          string // the date in words
	Datetime      string // the same for the datetime attribute, "" when HTML has no form for it
	Sources       []*sourceView
	Type          *value
	Actors        []*value
	Year          *value
	Before, After *event
	Background    bool   // below the line
	listed        bool   // without a page of its own
	Gap           string // the distance from the event before, "" when not worth telling

	once     sync.Once
	fragment template.HTML
	failed   error
}

// sourcesInList is how many sources an event names in a list.
const sourcesInList = 8

// First returns the sources that the event names in a list, best first.
func (e *event) First() []*sourceView { return e.Sources[:min(len(e.Sources), sourcesInList)] }

// Behind returns the one outlet that reports the event, or the number of sources.
func (e *event) Behind() string {
	if len(e.Sources) == 1 {
		return e.Sources[0].Outlet
	}
	return e.in.words.T("count.sources", len(e.Sources))
}

// Others returns how many sources are left.
func (e *event) Others() int { return max(0, len(e.Sources)-sourcesInList) }

// A sentence of a summary, with the sources that say it.
type sentence struct {
	Text string
	Lang string
	Refs []*sourceView
}

// newEvent prepares e. An event without a page of its own stands in the list at
// listed, and its citations lead to the articles.
func (i *incident) newEvent(e *timeline.Event, listed string) *event {
	v := &event{ID: e.ID, Title: e.Title, Event: e, in: i, When: i.words.Date(e.Date), Datetime: datetime(e.Date)}
	v.Href = i.href("events/" + e.ID + ".html")
	if listed != "" {
		v.Href = i.href(listed + "#" + e.ID)
	}
	v.Lang = i.language()
	if len(e.Citations) > 0 && e.Citations[0].Report.Language != "" {
		v.Lang = e.Citations[0].Report.Language
	}
	v.listed = listed != ""
	v.addSources()
	return v
}

// addSources makes the sources of e of its citations.
func (e *event) addSources() {
	bySource := make(map[*timeline.Report]*sourceView, len(e.Citations))
	e.Sources = make([]*sourceView, 0, len(e.Citations))
	for k := range e.Citations {
		c := &e.Citations[k]
		s := bySource[c.Report]
		if s == nil {
			r := e.in.byPath[c.Report]
			if r == nil {
				continue
			}
			s = &sourceView{report: r, event: e}
			bySource[c.Report] = s
			e.Sources = append(e.Sources, s)
			r.events = append(r.events, e)
		}
		s.citations = append(s.citations, c)
		s.uses = append(s.uses, use{c.Span, e})
	}
}

func (i *incident) newQuote(r *report, c timeline.Citation) *quote {
	q := &quote{Citation: c, Text: c.Quote(), Lang: r.Lang, Digest: r.IsDigest(), Cite: r.Original}
	q.Denied = c.Modality == "denied"
	if c.Modality != "" && c.Modality != "asserted" {
		q.Manner = named(i.words, "modality.", c.Modality)
	}
	q.Date = i.words.Date(c.Date)
	q.How = i.how(r, c, r.Outlet)
	if !q.Digest && q.Cite != "" {
		q.Fragment = q.Cite + textFragment(q.Text, r.Text)
	}
	return q
}

// how tells how the date of c, in r published by outlet, is known: in a sentence
// without its full stop.
func (i *incident) how(r *report, c timeline.Citation, outlet string) string {
	w, words := i.words, i.words.T("quoted", c.DateText)
	published := w.T("how.unpublished")
	if r.Published != "" {
		published = w.T("how.published", r.Published)
	}
	switch c.DateBasis {
	case timeline.Explicit:
		return w.T("how.explicit", words, outlet)
	case timeline.Relative:
		return w.T("how.relative", words, outlet, published)
	case timeline.FromPassage:
		return w.T("how.passage", words, outlet, published)
	case timeline.ReportDay:
		return w.T("how.report-day", outlet, published)
	case timeline.Inferred:
		return w.T("how.inferred", words, outlet)
	case timeline.ByEditor:
		return w.T("how.editor")
	case timeline.FromMeta, timeline.FromStamp, timeline.FromDateline:
		return w.T("how.report-day", outlet, published)
	}
	return w.T("how.none", outlet)
}

// datetime returns d as the datetime attribute wants it: a year, month or day
// without doubt; else "".
func datetime(d edtf.Date) string {
	p := d.Start
	if d.Interval || p.Approximate || p.Uncertain || p.Year < 1 {
		return ""
	}
	switch p.Precision {
	case edtf.ToYear, edtf.ToMonth, edtf.ToDay:
		return d.String()
	}
	return ""
}

// EDTF returns the date in EDTF.
func (e *event) EDTF() string { return e.Date.String() }

// Sentences returns the summary cut into the sentences it was made of, each
// with its sources; as one when it was not made of whole sentences.
func (e *event) Sentences() []sentence {
	rest, list := e.Summary, []sentence{}
	for _, k := range e.SummaryFrom {
		if k < 0 || k >= len(e.Citations) {
			continue
		}
		c := e.Citations[k]
		if text, after, ok := cutPrefix(rest, c.Quote()); ok {
			list = append(list, sentence{Text: text, Lang: c.Report.Language, Refs: []*sourceView{e.source(c.Report)}})
			rest = after
		}
	}
	if rest == "" {
		return list
	}
	last := sentence{Text: rest}
	for _, k := range e.SummaryFrom {
		if k >= 0 && k < len(e.Citations) {
			last.Refs = append(last.Refs, e.source(e.Citations[k].Report))
			last.Lang = e.Citations[k].Report.Language
		}
	}
	if len(list) > 0 {
		last.Refs = nil
	}
	return append(list, last)
}

func (e *event) source(r *timeline.Report) *sourceView {
	for _, s := range e.Sources {
		if s.Report == r {
			return s
		}
	}
	return nil
}

// sourceOutlets returns the outlets that report e, each once.
func (e *event) sourceOutlets() []*value {
	var list []*value
	for _, s := range e.Sources {
		list = append(list, s.OutletPage)
	}
	return list
}

// A denial is what a party says against an event.
type denial struct {
	Label  string
	Text   string
	Lang   string
	Source *sourceView
}

// Denial returns the first denial of what other citations assert, or nil: it
// stands beside the accusation wherever the event does.
func (e *event) Denial() *denial {
	var found *denial
	asserted := false
	for _, c := range e.Citations {
		if c.Modality != "denied" {
			asserted = true
			continue
		}
		if s := e.source(c.Report); found == nil && s != nil {
			found = &denial{Label: e.in.words.T("denial"), Text: c.Quote(), Lang: s.Lang, Source: s}
			if c.Speaker != "" {
				found.Label = e.in.words.T("denial.by", c.Speaker)
			}
		}
	}
	if !asserted {
		return nil
	}
	return found
}

// A badge is a word of warning.
type badge struct {
	Text   string
	Strong bool
}

// Badges returns what a reader should know before trusting the date, in words.
func (e *event) Badges() []badge {
	var list []badge
	for _, one := range []struct {
		key string
		is  bool
	}{
		{"badge.sources-differ", e.Status == timeline.SourcesDiffer},
		{"badge.single-source", e.Status == timeline.SingleSource},
		{"badge.inferred", e.DateBasis == timeline.Inferred || e.DateBasis == timeline.ReportDay},
		{"badge.by-editor", e.DateBasis == timeline.ByEditor},
		{"badge.planned", e.Planned},
		{"badge.wire-copy", e.wireCopies()},
	} {
		if one.is {
			list = append(list, badge{e.in.words.T(one.key), one.key == "badge.sources-differ"})
		}
	}
	return list
}

// wireCopies reports whether the further sources of e only copy the first.
func (e *event) wireCopies() bool {
	copies := 0
	for _, s := range e.Sources {
		if s.WireCopyOf != nil {
			copies++
		}
	}
	return copies > 0 && len(e.Sources)-copies <= 1
}

// Dir returns the incident's folder, for links.
func (e *event) Dir() string { return e.in.dir }

// Data returns the data attributes that the filter reads. Slugs are ASCII, so
// the text needs no escaping.
func (e *event) Data() template.HTMLAttr {
	var b strings.Builder
	attribute := func(name string, values []*value) {
		if len(values) == 0 {
			return
		}
		b.WriteString(" data-" + name + `="`)
		for k, v := range values {
			if k > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(v.Slug)
		}
		b.WriteByte('"')
	}
	attribute("actor", e.Actors)
	attribute("outlet", e.sourceOutlets())
	if e.Type != nil {
		attribute("type", []*value{e.Type})
	}
	if e.Status != "" {
		b.WriteString(` data-certainty="` + slug(string(e.Status)) + `"`)
	}
	return template.HTMLAttr(b.String())
}

// HTML returns e as it stands in lists. It is rendered once.
func (e *event) HTML() (template.HTML, error) {
	e.once.Do(func() {
		e.fragment, e.failed = e.in.edition.execute("_event.html", e)
	})
	return e.fragment, e.failed
}
