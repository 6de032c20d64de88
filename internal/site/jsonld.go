package site

import (
	"encoding/json"
	"html/template"

	"buildsite/internal/timeline"
)

// Structured data after schema.org. A date stands only where it is one that the
// vocabulary can hold.
type ldThing struct {
	Context       string     `json:"@context,omitempty"`
	Type          string     `json:"@type"`
	ID            string     `json:"@id,omitempty"`
	URL           string     `json:"url,omitempty"`
	Name          string     `json:"name,omitempty"`
	Headline      string     `json:"headline,omitempty"`
	Description   string     `json:"description,omitempty"`
	InLanguage    string     `json:"inLanguage,omitempty"`
	Image         string     `json:"image,omitempty"`
	DatePublished string     `json:"datePublished,omitempty"`
	DateModified  string     `json:"dateModified,omitempty"`
	StartDate     string     `json:"startDate,omitempty"`
	EndDate       string     `json:"endDate,omitempty"`
	Location      *ldThing   `json:"location,omitempty"`
	Author        *ldThing   `json:"author,omitempty"`
	Publisher     *ldThing   `json:"publisher,omitempty"`
	About         []*ldThing `json:"about,omitempty"`
	Citation      []*ldThing `json:"citation,omitempty"`
	ArchivedAt    string     `json:"archivedAt,omitempty"`
}

// ldCitations is the most works or events that one page's structured data name.
const ldCitations = 50

// encode returns d for a script element. Package json writes <, > and & so that
// nothing in it can end the element.
func (d *ldThing) encode() template.JS {
	d.Context = "https://schema.org"
	data, err := json.Marshal(d)
	if err != nil {
		return ""
	}
	return template.JS(data)
}

// newsArticle returns the structured data of a page of the incident.
func (i *incident) newsArticle(f *frame) *ldThing {
	d := &ldThing{
		Type: "NewsArticle", URL: f.Canonical, Headline: f.Title, Description: f.Description,
		InLanguage: f.Lang, Image: f.Image, DateModified: f.Modified,
	}
	if i.b.Config.Author != "" {
		d.Publisher = &ldThing{Type: "Organization", Name: i.b.Config.Author}
		d.Author = d.Publisher
	}
	return d
}

// ld returns the article as a cited work.
func (r *report) ld() *ldThing {
	d := &ldThing{Type: "NewsArticle", Headline: r.Title, URL: r.Original, InLanguage: r.Language, ArchivedAt: r.Archive}
	if r.PublishedBasis != timeline.Inferred {
		d.DatePublished = datetime(r.Report.Published)
	}
	if r.Publisher != "" {
		d.Publisher = &ldThing{Type: "Organization", Name: r.Publisher}
	}
	if r.Author != "" {
		d.Author = &ldThing{Type: "Person", Name: r.Author}
	}
	return d
}

// ld returns the event as schema.org has it, nil when its date is none that
// startDate can hold.
func (e *event) ld() *ldThing {
	if e.Datetime == "" || e.Planned {
		return nil
	}
	d := &ldThing{Type: "Event", Name: e.Title, StartDate: e.Datetime, URL: e.in.b.absolute(string(e.Href[2:]))}
	if e.Place != "" {
		d.Location = &ldThing{Type: "Place", Name: e.Place}
	}
	return d
}

// describe gives f the structured data of the timeline.
func (i *incident) describe(f *frame) {
	d := i.newsArticle(f)
	for _, e := range i.events {
		if about := e.ld(); about != nil && len(d.About) < ldCitations {
			d.About = append(d.About, about)
		}
	}
	for _, r := range i.reports[:min(len(i.reports), ldCitations)] {
		d.Citation = append(d.Citation, r.ld())
	}
	f.Data = d.encode()
}

// describe gives f the structured data of the event.
func (e *event) describe(f *frame) {
	d := e.in.newsArticle(f)
	if about := e.ld(); about != nil {
		d.About = []*ldThing{about}
	}
	for _, s := range e.Sources[:min(len(e.Sources), ldCitations)] {
		d.Citation = append(d.Citation, s.ld())
	}
	f.Data = d.encode()
}

// describe gives f the structured data of the article's record.
func (r *report) describe(f *frame) {
	f.Data = (&ldThing{Type: "WebPage", URL: f.Canonical, Name: f.Title, InLanguage: f.Lang, About: []*ldThing{r.ld()}}).encode()
}
