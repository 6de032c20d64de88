package embed

import (
	"cmp"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"buildsite/internal/export"
	"buildsite/internal/output"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// A view is one selection of events, baked into a page for frames.
type view struct {
	name    string // of the file, without ".html"
	title   string
	events  []*timeline.Event // as shown
	of      int               // events there are to choose from
	part    string            // what is shown of them, "" when all are
	compact bool
	single  *timeline.Event // of a view of one event

	measure sync.Once
	height  int // of its page, in CSS pixels
}

// The lengths of views.
const (
	latestLength  = 5
	compactLength = 100
	maxFacets     = 50 // views of actors, and of types
)

// newViews returns the views of the timeline, the default first.
func (m *maker) newViews() []*view {
	all, w := m.t.Events, m.o.Words
	latest := slices.Clone(newest(all, latestLength))
	slices.Reverse(latest)
	views := []*view{
		m.cut("timeline", m.o.Title, all, m.limit()),
		{name: "latest", title: w.T("embed.view.latest"), events: latest, of: len(all)},
		m.cut("compact", w.T("embed.view.compact"), all, compactLength),
	}
	views[1].part = m.part(len(latest), len(all))
	views[2].compact = true
	return append(views, m.facets()...)
}

func (m *maker) limit() int { return cmp.Or(m.o.Config.Embed.Events, 20) }

func (m *maker) cut(name, title string, events []*timeline.Event, n int) *view {
	shown := newest(events, n)
	return &view{name: name, title: title, events: shown, of: len(events), part: m.part(len(shown), len(events))}
}

// part says how many of how many events are shown, "" when all are.
func (m *maker) part(shown, of int) string {
	if shown == of {
		return ""
	}
	return m.o.Words.T("embed.part", shown, of)
}

func newest(events []*timeline.Event, n int) []*timeline.Event { return events[max(0, len(events)-n):] }

// facets returns the views of single years, actors and types.
func (m *maker) facets() []*view {
	w := m.o.Words
	years, actors, types := &facet{}, &facet{}, &facet{}
	for _, e := range m.t.Events {
		years.add(yearOf(e.Date), e)
		types.add(e.Type, e)
		for _, a := range e.Actors {
			actors.add(a, e)
		}
	}
	var views []*view
	for _, y := range years.names {
		views = append(views, m.cut("year-"+y, w.T("embed.view.year", y), years.events[y], m.limit()))
	}
	taken := map[string]bool{}
	for _, f := range []struct {
		*facet
		prefix string
		title  func(string) string
	}{
		{actors, "actor-", func(s string) string { return w.T("embed.view.actor", s) }},
		{types, "type-", func(s string) string { return w.T("embed.view.type", m.typeName(s)) }},
	} {
		for _, name := range f.most(maxFacets) {
			file := f.prefix + cmp.Or(export.Slug(name), "other")
			for k := 2; taken[file]; k++ {
				file = f.prefix + cmp.Or(export.Slug(name), "other") + "-" + strconv.Itoa(k)
			}
			taken[file] = true
			views = append(views, m.cut(file, f.title(name), f.events[name], m.limit()))
		}
	}
	return views
}

func (m *maker) typeName(s string) string {
	if m.o.TypeName == nil {
		return s
	}
	return m.o.TypeName(s)
}

// A facet sorts events by a name.
type facet struct {
	names  []string // in order of first event
	events map[string][]*timeline.Event
}

func (f *facet) add(name string, e *timeline.Event) {
	if name == "" {
		return
	}
	if f.events == nil {
		f.events = map[string][]*timeline.Event{}
	}
	if f.events[name] == nil {
		f.names = append(f.names, name)
	}
	f.events[name] = append(f.events[name], e)
}

// most returns the n names with the most events, of those with at least two.
func (f *facet) most(n int) []string {
	var names []string
	for _, name := range f.names {
		if len(f.events[name]) > 1 {
			names = append(names, name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(f.events[b]), len(f.events[a])), strings.Compare(a, b))
	})
	return names[:min(n, len(names))]
}

func yearOf(d edtf.Date) string {
	p := d.Start
	if p.Precision == edtf.None {
		p = d.End
	}
	if p.Precision == edtf.None {
		return ""
	}
	return strconv.Itoa(int(p.Year))
}

func (m *maker) newSingle(e *timeline.Event) *view {
	return &view{name: "event-" + e.ID, title: e.Title, events: []*timeline.Event{e}, of: 1, single: e}
}

// An item is an event as it stands in framed pages, rendered when the first of
// them is written.
type item struct {
	once          sync.Once
	full, compact template.HTML
	err           error
}

// html returns e as it stands in a framed page.
func (m *maker) html(e *timeline.Event, compact bool) (template.HTML, error) {
	it := m.items[e]
	it.once.Do(func() {
		d := m.itemData(e)
		if it.full, it.err = m.execute("item.html", d); it.err != nil {
			return
		}
		d.Compact = true
		it.compact, it.err = m.execute("item.html", d)
	})
	if compact {
		return it.compact, it.err
	}
	return it.full, it.err
}

// The data of item.html.
type itemData struct {
	ID, When, Datetime, EDTF, Href, Title, Lang, Summary, Small string
	Sources                                                     []itemSource
	Compact                                                     bool
}

type itemSource struct {
	Number      int
	Href, Label string
}

func (m *maker) itemData(e *timeline.Event) itemData {
	d := itemData{
		ID: e.ID, When: m.o.Words.Date(e.Date), Datetime: datetime(e.Date), EDTF: e.Date.String(),
		Href: "../events/" + e.ID + ".html", Title: e.Title, Lang: m.languageOf(e), Summary: e.Summary, Small: m.small(e),
	}
	seen := make(map[*timeline.Report]bool, len(e.Citations))
	for _, c := range e.Citations {
		if seen[c.Report] {
			continue
		}
		seen[c.Report] = true
		n := c.Report.Number
		d.Sources = append(d.Sources, itemSource{
			Number: n, Href: d.Href + "#" + export.SourceID(c.Report), Label: m.labels[c.Report],
		})
	}
	return d
}

func (m *maker) execute(name string, data any) (template.HTML, error) {
	var b strings.Builder
	err := m.write(&b, name, data)
	return template.HTML(b.String()), err
}

// small returns the line under an event: what to know before trusting the date,
// and who reports it.
func (m *maker) small(e *timeline.Event) string {
	var parts []string
	w := m.o.Words
	if e.Planned {
		parts = append(parts, w.T("badge.planned"))
	}
	switch e.Status {
	case timeline.SingleSource:
		parts = append(parts, w.T("badge.single-source"))
	case timeline.SourcesDiffer:
		parts = append(parts, w.T("badge.sources-differ"))
	}
	if e.DateBasis == timeline.Inferred || e.DateBasis == timeline.ReportDay {
		parts = append(parts, w.T("badge.inferred"))
	}
	return strings.Join(append(parts, strings.Join(export.OutletsBy(e, m.outlet), ", ")), " · ")
}

// outlet returns who published r, as the pages of the site name it.
func (m *maker) outlet(r *timeline.Report) string {
	if name := export.Publisher(r); name != "" {
		return name
	}
	return m.o.Words.T("source.unnamed", r.Number)
}

func (m *maker) languageOf(e *timeline.Event) string {
	if len(e.Citations) > 0 && e.Citations[0].Report.Language != "" {
		return e.Citations[0].Report.Language
	}
	return cmp.Or(m.o.Language, m.o.Words.Lang())
}

// datetime returns d as the datetime attribute wants it, "" when HTML has no
// form for it.
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

// The data of page.html.
type pageData struct {
	Lang, Dir, Policy, Title, Canonical, OEmbed, Home, Heading, HeadingLang, State, Part, All, Full string

	Items   []template.HTML
	Style   template.CSS
	Script  template.JS
	Compact bool
}

// framed returns the page of v for frames.
func (m *maker) framed(v *view) output.File {
	return output.File{Path: m.o.Dir + "embed/" + v.name + ".html", Write: func(w io.Writer) error {
		d, err := m.pageData(v)
		if err != nil {
			return err
		}
		return m.write(w, "page.html", d)
	}}
}

func (m *maker) pageData(v *view) (pageData, error) {
	d := pageData{
		Lang: m.o.Words.Lang(), Dir: m.o.Words.Dir(), Policy: m.policy, Title: m.o.Title,
		Canonical: m.address(v), Home: "../index.html", Heading: m.o.Title, HeadingLang: cmp.Or(m.o.Language, m.o.Words.Lang()),
		State: m.state(v), Part: v.part, All: m.o.Words.T("embed.all", len(m.t.Events)), Full: m.o.Words.T("embed.full"),
		Style: m.css, Script: m.scripts["child"], Compact: v.compact,
	}
	if v.title != m.o.Title {
		d.Title = v.title + ": " + m.o.Title
	}
	if v.single != nil || v == m.views[0] {
		d.OEmbed = m.absolute(m.oembedPath(v))
	}
	for _, e := range v.events {
		h, err := m.html(e, v.compact)
		if err != nil {
			return d, err
		}
		d.Items = append(d.Items, h)
	}
	return d, nil
}

// state returns the line under the heading.
func (m *maker) state(v *view) string {
	w := m.o.Words
	parts := []string{w.T("count.sources", len(m.t.Articles)), w.T("count.events", len(m.t.Events))}
	if !m.updated.IsZero() {
		parts = append(parts, w.T("state.as-of", m.updated))
	}
	if v.single == nil && v != m.views[0] {
		parts = append([]string{v.title}, parts...)
	}
	return strings.Join(parts, " · ")
}

// address returns where readers find what v shows: absolute when the base is
// known, else relative to the folder embed/.
func (m *maker) address(v *view) string {
	path := m.o.Dir
	if v.single != nil {
		path += "events/" + v.single.ID + ".html"
	}
	if a := m.absolute(path); a != "" {
		return a
	}
	if v.single != nil {
		return "../events/" + v.single.ID + ".html"
	}
	return "../index.html"
}

// absolute returns the full address of a path in the site, "" when the base is
// not known.
func (m *maker) absolute(path string) string {
	if m.o.Config.BaseURL == "" {
		return ""
	}
	return m.o.Config.BaseURL + path
}

// source returns the address of the framed page of v: absolute when the base is
// known, else relative to the folder embed/.
func (m *maker) source(v *view) string {
	return cmp.Or(m.absolute(m.o.Dir+"embed/"+v.name+".html"), v.name+".html")
}
