package site

import (
	"html/template"
	"io"
	"io/fs"
	"slices"
	"strings"

	"buildsite/internal/output"
	"buildsite/internal/site/embed"
	"buildsite/internal/timeline"
	"buildsite/templates"
)

// embeds returns what other people's pages show of each timeline.
func (b *builder) embeds() ([]output.File, error) {
	parent, err := embed.Parent(b.layers()...)
	if err != nil {
		return nil, err
	}
	files := []output.File{parent}
	for _, e := range b.editions {
		for _, i := range e.incidents {
			more, err := embed.Files(i.shownTimeline(), i.embedOptions())
			if err != nil {
				return nil, err
			}
			files = append(files, more...)
		}
	}
	return files, nil
}

// shownTimeline returns the timeline with only the events that have pages.
func (i *incident) shownTimeline() *timeline.Timeline {
	t := *i.Timeline
	t.Events, t.Context = nil, nil
	for _, e := range i.events {
		t.Events = append(t.Events, e.Event)
	}
	for _, e := range i.context {
		t.Context = append(t.Context, e.Event)
	}
	return &t
}

func (b *builder) layers() []fs.FS { return []fs.FS{templates.FS, b.Templates} }

// without returns files without those that static/ has at the same path.
func (b *builder) without(files ...output.File) []output.File {
	return slices.DeleteFunc(files, func(f output.File) bool {
		return slices.ContainsFunc(b.others, func(a asset) bool { return a.path == f.Path })
	})
}

func (i *incident) embedOptions() embed.Options {
	return embed.Options{
		Config: i.b.Config, Words: i.words, Dir: i.dir, Title: i.title(), Language: i.language(),
		SiteTitle: i.b.title(i.edition), Templates: i.b.layers(), Pins: i.b.Pins,
		TypeName: func(s string) string { return typeName(i.words, s) }, Page: i.writeSnippets,
	}
}

// writeSnippets writes a page with snippets to embed; see embed.Page.
func (i *incident) writeSnippets(w io.Writer, path, title, policy string, body template.HTML) error {
	rest := strings.TrimPrefix(path, i.dir)
	p := i.page(rest, "snippets.html", func() *frame {
		f := i.frame(rest, title)
		f.chrome, f.Canonical, f.NoIndex, f.Policy = i.newChrome(rest), "", true, policy
		return framed(f, body)
	})
	return i.b.writer(p)(w)
}

// oembed returns the address of the oEmbed answer for the page at rest, "" when
// it has none.
func (i *incident) oembed(rest string) string {
	base := i.b.Config.BaseURL
	if base == "" {
		return ""
	}
	if rest == "index.html" {
		return base + i.dir + "embed/oembed.json"
	}
	if id := eventOf(rest); i.embedded[id] {
		return base + i.dir + "embed/oembed-" + id + ".json"
	}
	return ""
}

// EmbedPage returns the address of the page with snippets for the event, "" when
// it has none.
func (e *event) EmbedPage() string {
	if !e.in.embedded[e.ID] {
		return ""
	}
	return "~/" + e.in.dir + "embed/get-" + e.ID + ".html"
}

// eventOf returns the id of the event whose page is at rest, "" for others.
func eventOf(rest string) string {
	name, isEvent := strings.CutPrefix(rest, "events/")
	if !isEvent {
		return ""
	}
	return strings.TrimSuffix(name, ".html")
}
