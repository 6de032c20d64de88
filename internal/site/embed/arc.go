package embed

import (
	"html/template"
	"io"
	"strings"

	"buildsite/internal/output"
)

// The data of arc.html: one of the three panels of a Custom Embed of Arc XP
// Composer. A panel talks to Composer in messages {source: "plugins", action,
// data, key}; key comes with the address as k, what was chosen before as p.
type arcData struct {
	Lang, Dir, Policy, Title, Panel, Heading string

	Choices []arcChoice
	Style   template.CSS
	Script  template.JS
}

// A choice is one thing to put into a story. Whole is the timeline itself,
// which every search finds.
type arcChoice struct {
	ID, URL, Frame, Title, Words string
	Height                       int
	Whole                        bool
}

// arc returns one panel: search, view or edit.
func (m *maker) arc(panel string) output.File {
	return output.File{Path: m.o.Dir + "embed/arc-" + panel + ".html", Write: func(w io.Writer) error {
		d := arcData{
			Lang: m.o.Words.Lang(), Dir: m.o.Words.Dir(), Panel: panel, Heading: m.o.Title,
			Title: m.o.Words.T("embed.arc." + panel), Choices: m.choices(),
			Style: m.css + m.styles["get"], Script: m.scripts["arc"],
		}
		d.Policy = policyFor(d.Style, d.Script, "")
		return m.write(w, "arc.html", d)
	}}
}

func (m *maker) choices() []arcChoice {
	v := m.views[0]
	list := []arcChoice{{
		ID: "timeline", URL: m.address(v), Frame: m.source(v), Title: m.label(v), Height: m.height(v), Whole: true,
	}}
	for _, v := range m.single {
		e := v.single
		list = append(list, arcChoice{
			ID: e.ID, URL: m.address(v), Frame: m.source(v), Height: m.height(v), Title: m.o.Words.Date(e.Date) + ": " + e.Title,
			Words: strings.ToLower(e.Date.String() + " " + e.Title + " " + strings.Join(e.Actors, " ") + " " + e.Summary),
		})
	}
	return list
}
