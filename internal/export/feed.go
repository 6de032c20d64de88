package export

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"io"
	"slices"
	"strings"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// FeedLength is the number of entries in a feed when Options says nothing.
const FeedLength = 20

func (o Options) entries() int { return cmp.Or(o.Entries, FeedLength) }

// recent returns the events of t last added first, as many as a feed holds.
func recent(t *timeline.Timeline, o Options) []*timeline.Event {
	list, added := slices.Clone(t.Events), make(map[*timeline.Event]edtf.Date, len(t.Events))
	for _, e := range list {
		added[e] = Added(t, e)
	}
	slices.SortStableFunc(list, func(a, b *timeline.Event) int {
		return cmp.Or(edtf.Compare(added[b], added[a]), edtf.Compare(b.Date, a.Date), strings.Compare(a.ID, b.ID))
	})
	return list[:min(len(list), o.entries())]
}

// Atom (RFC 4287).
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Author  atomName    `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomName struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel   string `xml:"rel,attr"`
	Href  string `xml:"href,attr"`
	Title string `xml:"title,attr,omitempty"`
}

type atomEntry struct {
	Title     string         `xml:"title"`
	ID        string         `xml:"id"`
	Published string         `xml:"published"`
	Updated   string         `xml:"updated"`
	Links     []atomLink     `xml:"link"`
	Category  []atomCategory `xml:"category"`
	Summary   string         `xml:"summary"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

// writeAtom writes the events last added, newest addition first; the title of
// an entry starts with the date of the event.
func writeAtom(w io.Writer, t *timeline.Timeline, o Options) error {
	f := newAtomFeed(t, o, titleOf(t), "feed.xml")
	for _, e := range recent(t, o) {
		entry := atomEntry{
			Title: o.date(e.Date) + ": " + e.Title, ID: eventURN(t, e),
			Published: instant(Added(t, e)), Updated: instant(later(Added(t, e), lastPublished(e))),
			Links: []atomLink{{Rel: "alternate", Href: o.link(o.eventPath(e.ID))}}, Summary: eventText(e, o),
		}
		for i, c := range e.Citations {
			if c.Report.URL != "" && !cites(e.Citations[:i], c.Report) {
				entry.Links = append(entry.Links, atomLink{Rel: "via", Href: c.Report.URL, Title: Outlet(c.Report)})
			}
		}
		if e.Type != "" {
			entry.Category = []atomCategory{{e.Type}}
		}
		f.Entries = append(f.Entries, entry)
	}
	return writeXML(w, f)
}

// writeCorrections writes the feed of t.Corrections, newest first.
func writeCorrections(w io.Writer, t *timeline.Timeline, o Options) error {
	f := newAtomFeed(t, o, titleOf(t)+": "+o.words().T("page.corrections"), "corrections.xml")
	for _, c := range t.Corrections {
		if c.Class == timeline.TypoCorrection || len(f.Entries) == o.entries() {
			continue
		}
		day, _ := edtf.Parse(c.Date)
		if day.IsZero() {
			day = Updated(t)
		}
		f.Entries = append(f.Entries, atomEntry{
			Title:     c.Title,
			ID:        "urn:uuid:" + uuid5(incidentUUID(t), strings.Join([]string{"correction", c.Event, string(c.Class), c.Date, c.What}, " ")),
			Published: instant(day), Updated: instant(day),
			Links:    []atomLink{{Rel: "alternate", Href: o.link(o.eventPath(c.Event))}},
			Category: []atomCategory{{string(c.Class)}},
			Summary:  plainLines([]string{c.What, c.Reason}),
		})
	}
	return writeXML(w, f)
}

func newAtomFeed(t *timeline.Timeline, o Options, title, path string) atomFeed {
	author := o.SiteTitle
	if author == "" {
		author = titleOf(t)
	}
	return atomFeed{
		Lang: o.language(), Title: title, ID: "urn:uuid:" + uuid5(incidentUUID(t), path),
		Updated: instant(Updated(t)), Author: atomName{author},
		Links: []atomLink{{Rel: "self", Href: o.link(o.Home + path)}, {Rel: "alternate", Href: o.link(o.Home)}},
	}
}

func eventURN(t *timeline.Timeline, e *timeline.Event) string {
	return "urn:uuid:" + uuid5(incidentUUID(t), "event "+e.ID)
}

// eventText says what happened, what sources differ on and who reports it, a
// line each.
func eventText(e *timeline.Event, o Options) string {
	lines := []string{e.Summary}
	for _, d := range e.Differences {
		lines = append(lines, DifferenceLine(e, d, o.words()))
	}
	return plainLines(append(lines, o.words().T("export.sources", strings.Join(Outlets(e), "; "))))
}

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// JSON Feed 1.1 (jsonfeed.org). Addresses must be absolute there, so they are
// left out while the base is not known.
type jsonFeed struct {
	Version  string         `json:"version"`
	Title    string         `json:"title"`
	HomePage string         `json:"home_page_url,omitempty"`
	FeedURL  string         `json:"feed_url,omitempty"`
	Language string         `json:"language"`
	Items    []jsonFeedItem `json:"items"`
}

type jsonFeedItem struct {
	ID        string   `json:"id"`
	URL       string   `json:"url,omitempty"`
	Title     string   `json:"title"`
	Text      string   `json:"content_text"`
	Published string   `json:"date_published"`
	Modified  string   `json:"date_modified,omitempty"`
	Tags      []string `json:"tags,omitempty"`
}

func writeJSONFeed(w io.Writer, t *timeline.Timeline, o Options) error {
	f := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: titleOf(t), Language: o.language(), Items: []jsonFeedItem{},
	}
	if o.Base != "" {
		f.HomePage, f.FeedURL = o.link(o.Home), o.link(o.Home+"feed.json")
	}
	for _, e := range recent(t, o) {
		item := jsonFeedItem{
			ID: eventURN(t, e), Title: o.date(e.Date) + ": " + e.Title, Text: eventText(e, o),
			Published: instant(Added(t, e)), Modified: instant(later(Added(t, e), lastPublished(e))),
		}
		if o.Base != "" {
			item.URL = o.link(o.eventPath(e.ID))
		}
		if e.Type != "" {
			item.Tags = []string{e.Type}
		}
		f.Items = append(f.Items, item)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(f)
}
