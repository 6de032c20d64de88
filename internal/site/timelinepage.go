package site

import "html/template"

// referencesOnTimeline is how many references stand under a timeline; with
// more, they have only their own page.
const referencesOnTimeline = 120

// A timelinePage is the timeline of an incident.
type timelinePage struct {
	*incident
	Strip   template.HTML
	Listing *listing
	Filters []filter
	Undated int
}

func (i *incident) timelinePages() []*page {
	return []*page{i.page("index.html", "timeline.html", i.timelineView)}
}

func (i *incident) timelineView() *frame {
	f := i.frame("index.html", i.title())
	f.Description = i.Lead
	i.describe(&f)
	f.Script = i.b.script.href
	return framed(f, &timelinePage{
		incident: i, Strip: i.strip(), Listing: i.list(i.events), Undated: len(i.Timeline.Undated),
		Filters: i.filters(),
	})
}

// Context returns the background events.
func (p *timelinePage) Context() []item { return once(p.context) }

// Pinned returns the events that an editor wants at the top.
func (p *timelinePage) Pinned() []*event {
	var list []*event
	for _, e := range p.events {
		if e.Desk.Pinned {
			list = append(list, e)
		}
	}
	return list
}

// More returns the number of events beyond the timeline.
func (p *timelinePage) More() int { return len(p.more) }

// Farther returns the number of background events that only their list has.
func (p *timelinePage) Farther() int { return len(p.farther) }

// References returns the sources when the page has room for them.
func (p *timelinePage) References() []*report {
	if !p.Listing.Whole || len(p.reports) > referencesOnTimeline {
		return nil
	}
	return p.reports
}
