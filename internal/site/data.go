package site

import (
	"io"
	"slices"
	"strings"

	"buildsite/internal/export"
	"buildsite/internal/output"
	"buildsite/internal/site/card"
	"buildsite/internal/site/embed"
)

// cardsPerIncident is the most events that get an Open Graph image each; with
// more, they share that of their timeline.
const cardsPerIncident = 200

// exportOptions tells package export where the pages of i are.
func (i *incident) exportOptions() export.Options {
	return export.Options{
		Base: i.b.Config.BaseURL, Home: i.dir,
		Event:     i.eventPath,
		SiteTitle: i.b.Config.Title, Language: i.edition.Lang, Names: i.b.Config.Exports,
		Entries: i.b.Config.Feed.Limit,
	}
}

// eventPath returns where the event with this id stands in the site.
func (i *incident) eventPath(id string) string {
	if e := i.byID[id]; e != nil {
		return string(e.Href[2:])
	}
	return i.dir + "events/" + id + ".html"
}

// data returns the files of the site that are no pages: exports of each
// incident, the map of the site, and images.
func (b *builder) data(pages []*page) []output.File {
	var files []output.File
	for _, i := range b.editions[0].incidents {
		files = append(files, export.Files(i.Timeline, i.exportOptions())...)
		files = append(files, i.cards()...)
	}
	files = append(files, export.Sitemap(b.Config.BaseURL, b.sitemap(pages))...)
	return append(files, b.without(export.Robots(b.Config.BaseURL), export.NoJekyll())...)
}

// sitemap returns the pages that search engines should know.
func (b *builder) sitemap(pages []*page) []export.Page {
	if b.Config.BaseURL == "" {
		return nil
	}
	list := make([]export.Page, 0, len(pages))
	for _, p := range pages {
		if !p.hidden {
			path := strings.TrimSuffix(p.path, "index.html")
			list = append(list, export.Page{Path: path, Modified: p.modified})
		}
	}
	return list
}

// A download is an export that a page links to.
type download struct {
	Title string
	Href  string
}

// Downloads returns the exports of the incident.
func (i *incident) Downloads() []download {
	home := i.b.editions[0].prefix + i.Name + "/"
	list := []download{{i.words.T("export.html"), "~/" + home + embed.WholeName}}
	for _, f := range export.Formats() {
		if i.b.Config.Exports == nil || slices.Contains(i.b.Config.Exports, f.Name) {
			list = append(list, download{i.words.T("export." + f.Name), "~/" + home + f.Path})
		}
	}
	return list
}

// feed returns the address of the feed of the incident, "" when it has none.
func (i *incident) feed() string {
	if i.b.Config.BaseURL == "" || i.b.Config.Exports != nil && !slices.Contains(i.b.Config.Exports, "atom") {
		return ""
	}
	return "~/" + i.b.editions[0].prefix + i.Name + "/feed.xml"
}

// hasCards reports whether each event has an image of its own.
func (i *incident) hasCards() bool { return len(i.events) <= cardsPerIncident }

// cards returns the Open Graph images. They need a known address, because Open
// Graph takes only absolute ones.
func (i *incident) cards() []output.File {
	if i.b.Config.BaseURL == "" {
		return nil
	}
	files := []output.File{i.card("card.png", card.Card{
		Headline: i.title(), Sources: strings.TrimSuffix(i.State(), "."), Date: i.span(),
	})}
	if !i.hasCards() {
		return files
	}
	for _, e := range i.events {
		files = append(files, i.card("events/"+e.ID+".png", card.Card{
			Headline: e.Title, Date: e.When, Sources: i.words.T("count.sources", len(e.Sources)),
		}))
	}
	return files
}

func (i *incident) card(rest string, c card.Card) output.File {
	c.Site, c.Accent = i.b.title(i.edition), i.b.accent()
	return output.File{Path: i.dir + rest, Write: func(w io.Writer) error { return card.PNG(w, c) }}
}

// span returns the years that the timeline covers.
func (i *incident) span() string {
	if len(i.events) == 0 {
		return ""
	}
	from, to := yearOf(i.events[0].Date), yearOf(i.events[len(i.events)-1].Date)
	if from == to {
		return from
	}
	return strings.Trim(from+" – "+to, " –")
}
