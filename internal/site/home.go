package site

// A homePage lists the incidents.
type homePage struct {
	Incidents []*incident
}

// home returns the first page of an edition: the timeline when there is one
// incident, else the list of incidents.
func (b *builder) home(e *edition) *page {
	p := &page{path: e.prefix + "index.html", edition: e}
	if len(e.incidents) == 1 {
		i := e.incidents[0]
		p.template = "timeline.html"
		p.make = i.timelineView
		return p
	}
	p.template = "home.html"
	p.make = func() *frame {
		return framed(b.newFrame(e, p.path, b.title(e)), &homePage{e.incidents})
	}
	return p
}
