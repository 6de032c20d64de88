package site

import "html/template"

// referencesOnTimeline is how many references stand under a timeline; with
// more, they have only their own page.
const referencesOnTimeline = 60

// A timelinePage is the timeline of an incident.
type timelinePage struct {
	*incident
	Strip   template.HTML
	Listing *listing
	Pinned  []*event
	Filters []filter
	Undated int
}

func (i *incident) timelinePages() []*page {
	return []*page{i.page("index.html", "timeline.html", i.timelineView)}
}

func (i *incident) timelineView() *view {
	f := i.frame("index.html", i.title())
	f.Description = i.Lead
	i.describe(&f)
	f.Script = i.b.script.href
	return &view{f, &timelinePage{
		incident: i, Strip: i.strip(), Listing: i.list(i.events), Undated: len(i.Timeline.Undated),
		Filters: i.filters(),
	}}
}

// Context returns the background events.
func (p *timelinePage) Context() []*event { return p.context }

// References returns the sources when the page has room for them.
func (p *timelinePage) References() []*report {
	if len(p.reports) > referencesOnTimeline {
		return nil
	}
	return p.reports
}
