package site

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"sync"

	"buildsite/internal/export"
	"buildsite/internal/locale"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// An incident is a timeline prepared for pages: every list that a page shows is
// made once here, so that no template searches.
type incident struct {
	*Incident
	b        *builder
	edition  *edition
	words    *locale.Locale
	dir      string   // "NAME/" or "cs/NAME/"
	events   []*event // oldest first
	context  []*event
	more     []*event // beyond the timeline: listed, without a page each
	farther  []*event // the same of a long background
	byID     map[string]*event
	reports  []*report // by number
	byPath   map[*timeline.Report]*report
	actors   facet
	types    facet
	outlets  facet
	years    facet
	days     []*day        // of publication, oldest first
	NoteHTML template.HTML // the editor's note
	latest   edtf.Date     // the last day of publication, zero when none is known
	differ   int           // events on which sources differ

	framed    sync.Once
	shared    frame            // what the frames of all pages share
	reference export.Reference // of the timeline
	embedded  map[string]bool  // ids of events that have embeds of their own
}

// A facet is one way to sort events, with a page for each value.
type facet struct {
	name   string // of the folder: actors, types, outlets, years
	values []*value
	bySlug map[string]*value
}

// A value is one actor, type, outlet or year.
type value struct {
	Name    string
	Slug    string
	Href    template.URL
	events  []*event
	reports []*report // of an outlet
}

// Count returns the number of events.
func (v *value) Count() int { return len(v.events) }

func newIncident(b *builder, ed *edition, in *Incident) *incident {
	in = published(in, b.Config)
	i := &incident{
		Incident: in, b: b, edition: ed, words: ed.words, dir: ed.prefix + in.Name + "/",
		byID: map[string]*event{}, byPath: map[*timeline.Report]*report{},
	}
	i.addReports()
	i.addEvents()
	i.connect()
	i.addFacets()
	i.addDays()
	return i
}

// title returns the incident's title, or its name in words.
func (i *incident) title() string {
	return cmp.Or(i.Incident.Title, i.Timeline.Title, strings.ReplaceAll(i.Name, "-", " "))
}

// language returns the language of the incident's own texts.
func (i *incident) language() string { return cmp.Or(i.Incident.Language, i.b.languages()[0]) }

// TextLang returns the language of the incident's own texts, for templates.
func (i *incident) TextLang() string { return i.language() }

// Dir returns the incident's folder, for links.
func (i *incident) Dir() string { return i.dir }

// Heading returns the title of the incident.
func (i *incident) Heading() string { return i.title() }

// href returns the address of a file of the incident.
func (i *incident) href(rest string) template.URL { return template.URL("~/" + i.dir + rest) }

func (i *incident) addReports() {
	taken := names{}
	for _, r := range i.Timeline.References() {
		v := &report{Report: r, Number: r.Number, Title: r.Title, Author: r.Author, Lang: cmp.Or(r.Language, i.language()), in: i}
		v.Slug, v.anchor = taken.take(baseName(r.Path), "article"), export.SourceID(r)
		v.Href = i.href("articles/" + v.Slug + ".html")
		if v.Outlet = v.publisher(); v.Outlet == "" {
			v.Outlet = i.words.T("source.unnamed", r.Number)
		}
		v.Label = i.words.T("source.ref", r.Number, v.Outlet)
		v.Published, v.Original, v.Archive = i.words.Date(r.Published), webAddress(r.URL), webAddress(r.ArchiveURL)
		if r.PublishedBasis == timeline.Inferred {
			v.Published = i.words.T("published.marked", v.Published)
		}
		i.reports = append(i.reports, v)
		i.byPath[r] = v
		if day := r.Published; !day.IsZero() && edtf.Compare(day, i.latest) > 0 {
			i.latest = day
		}
	}
}

// addEvents makes the events, and sorts out which have a page of their own.
func (i *incident) addEvents() {
	most := i.b.Config.Timeline.MaxEvents
	if most == 0 {
		most = mostEvents
	}
	top, rest := split(i.Timeline.Events, most)
	for _, e := range top {
		i.events = append(i.events, i.newEvent(e, ""))
	}
	for k, e := range rest {
		i.more = append(i.more, i.newEvent(e, partPath("more.html", k/listedOnPage+1)))
	}
	context, rest := i.Timeline.Context, []*timeline.Event(nil)
	if len(context) > mostContext {
		context, rest = nil, context
	}
	for _, e := range context {
		v := i.newEvent(e, "")
		v.Background = true
		i.context = append(i.context, v)
	}
	for k, e := range rest {
		i.farther = append(i.farther, i.newEvent(e, partPath("context.html", k/listedOnPage+1)))
	}
}

// connect tells each event what stands before and after it.
func (i *incident) connect() {
	for k, e := range i.events {
		i.byID[e.ID] = e
		if e.Status == timeline.SourcesDiffer {
			i.differ++
		}
		if k > 0 {
			e.Before, i.events[k-1].After = i.events[k-1], e
			e.Gap = gap(i.words, i.events[k-1].Date, e.Date)
		}
	}
	for _, list := range [][]*event{i.context, i.more, i.farther} {
		for _, e := range list {
			i.byID[e.ID] = e
		}
	}
}

func (i *incident) addFacets() {
	i.actors = facet{name: "actors", bySlug: map[string]*value{}}
	i.types = facet{name: "types", bySlug: map[string]*value{}}
	i.outlets = facet{name: "outlets", bySlug: map[string]*value{}}
	i.years = facet{name: "years", bySlug: map[string]*value{}}
	actors, types, outlets, years := i.sorter(&i.actors), i.sorter(&i.types), i.sorter(&i.outlets), i.sorter(&i.years)
	for _, r := range i.reports {
		v := outlets(cmp.Or(r.publisher(), "source "+r.Slug), r.Outlet)
		v.reports = append(v.reports, r)
		r.OutletPage = v
	}
	for _, e := range i.events {
		for _, name := range e.Event.Actors {
			e.Actors = append(e.Actors, actors(name, name).with(e))
		}
		if e.Event.Type != "" {
			e.Type = types(e.Event.Type, typeName(i.words, e.Event.Type)).with(e)
		}
		for _, o := range e.sourceOutlets() {
			o.with(e)
		}
		if y := yearOf(e.Date); y != "" {
			e.Year = years(y, y).with(e)
		}
	}
	for _, f := range []*facet{&i.actors, &i.types, &i.outlets} {
		slices.SortStableFunc(f.values, func(a, b *value) int {
			return cmp.Or(cmp.Compare(len(b.events), len(a.events)), compareNames(a.Name, b.Name))
		})
	}
}

// sorter returns the function that finds or makes the value of a key, which is
// the same in all languages; name is what readers see.
func (i *incident) sorter(f *facet) func(key, name string) *value {
	byKey, taken := map[string]*value{}, names{}
	return func(key, name string) *value {
		v := byKey[key]
		if v == nil {
			v = &value{Name: name}
			v.Slug = taken.take(key, "other")
			v.Href = i.href(f.name + "/" + v.Slug + ".html")
			byKey[key], f.bySlug[v.Slug] = v, v
			f.values = append(f.values, v)
		}
		return v
	}
}

// with adds e and returns v.
func (v *value) with(e *event) *value {
	if n := len(v.events); n == 0 || v.events[n-1] != e {
		v.events = append(v.events, e)
	}
	return v
}

// yearOf returns the year that d begins in, "" when it has no beginning.
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

// State returns the line that sums the timeline up.
func (i *incident) State() string {
	parts := []string{i.words.T("count.sources", len(i.reports)), i.words.T("count.events", len(i.Timeline.Events))}
	if i.differ > 0 {
		parts = append(parts, i.words.T("count.differ", i.differ))
	}
	s := strings.Join(parts, ", ")
	if !i.latest.IsZero() {
		s += ", " + i.words.T("state.as-of", i.latest)
	}
	return s + "."
}
