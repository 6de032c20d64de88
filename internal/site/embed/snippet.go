package embed

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"buildsite/internal/export"
	"buildsite/internal/output"
	"buildsite/internal/timeline"
)

// sandbox is what our frames are allowed: their script, and links that open in
// a new window that is not sandboxed itself.
const sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"

// A snippet is something to paste.
type snippet struct {
	Name, Title, Use, Code string
	Rows                   int
}

// snippets returns everything there is to paste of v, first what suits most
// people.
func (m *maker) snippets(v *view) []snippet {
	var list []snippet
	for _, s := range []struct{ name, code string }{
		{"script", m.iframe(v) + "\n" + m.scriptTag()},
		{"iframe", m.iframe(v)},
		{"element", m.element(v)},
		{"html", m.fragment(v)},
		{"wordpress", m.address(v)},
		{"amp", m.amp(v)},
		{"card", m.card(v)},
		{"markdown", m.markdown(v)},
		{"text", m.plain(v)},
		{"image", m.imageLink(v)},
	} {
		list = append(list, m.snippet(s.name, s.code))
	}
	return list
}

func (m *maker) snippet(name, code string) snippet {
	return snippet{
		Name: name, Title: m.o.Words.T("embed." + name), Use: m.o.Words.T("embed." + name + ".use"), Code: code,
		Rows: min(max(2, strings.Count(code, "\n")+1, len(code)/90), 12),
	}
}

func esc(s string) string { return html.EscapeString(s) }

// iframe is the plain frame. Width and height stand as attributes and as style,
// because some systems strip the one, some the other.
func (m *maker) iframe(v *view) string { return m.iframeOf(v, m.source(v)) }

func (m *maker) iframeOf(v *view, src string) string {
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="100%%" height="%d" loading="lazy" `+
		`style="border:0;width:0;min-width:100%%" allow="" sandbox="%s"></iframe>`,
		esc(src), esc(m.label(v)), m.height(v), sandbox)
}

// label returns the title of the frame, which says what it is.
func (m *maker) label(v *view) string {
	if v.title == m.o.Title {
		return m.o.Words.T("page.timeline") + ": " + v.title
	}
	return m.o.Words.T("page.timeline") + ": " + m.o.Title + ". " + v.title
}

func (m *maker) parentAddress() string {
	up := strings.Repeat("../", strings.Count(m.o.Dir, "/")+1)
	return cmp.Or(m.absolute(ParentPath), up+ParentPath)
}

func (m *maker) scriptTag() string {
	return `<script src="` + esc(m.parentAddress()) + `" async></script>`
}

// element is the custom element. Its content is a real list, which shows until
// the frame answers, and for good where there is no script.
func (m *maker) element(v *view) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<incident-timeline src=\"%s\" title=\"%s\">\n<p><a href=\"%s\">%s</a></p>\n<ol>\n",
		esc(m.source(v)), esc(m.label(v)), esc(m.address(v)), esc(v.title))
	for _, e := range v.events {
		fmt.Fprintf(&b, "<li>%s: <a href=\"%s\">%s</a></li>\n", esc(m.o.Words.Date(e.Date)), esc(m.eventAddress(e)), esc(e.Title))
	}
	b.WriteString("</ol>\n</incident-timeline>\n" + m.scriptTag())
	return b.String()
}

func (m *maker) eventAddress(e *timeline.Event) string {
	return cmp.Or(m.absolute(m.o.Dir+"events/"+e.ID+".html"), "../events/"+e.ID+".html")
}

// amp is the frame for AMP pages: it has an overflow button, as amp-iframe
// demands of frames that resize.
func (m *maker) amp(v *view) string {
	return fmt.Sprintf(`<amp-iframe src="%s" title="%s" width="auto" height="%d" layout="fixed-height" `+
		`sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" frameborder="0" resizable>`+"\n"+
		`<button overflow tabindex="0" aria-label="%[4]s">%[4]s</button>`+"\n</amp-iframe>",
		esc(m.source(v)), esc(m.label(v)), m.height(v), esc(m.o.Words.T("embed.all", len(m.t.Events))))
}

// plainStyle takes what the page around does to an element back to what the
// browser does; it wins over every rule that is not marked important.
const plainStyle = ` style="all:revert"`

// fragment is the list as HTML without script or frame. Classes carry the
// prefix itl-, for those who want to style it.
func (m *maker) fragment(v *view) string {
	w := m.o.Words
	var b strings.Builder
	open := func(tag, class, attributes string) {
		fmt.Fprintf(&b, `<%s class="itl-%s"%s%s>`, tag, class, attributes, plainStyle)
	}
	open("section", "timeline", ` lang="`+esc(w.Lang())+`" dir="`+esc(w.Dir())+`"`)
	b.WriteByte('\n')
	open("p", "title", "")
	m.fragmentLink(&b, m.address(v), m.o.Title)
	b.WriteString("</p>\n")
	open("ol", "list", "")
	b.WriteByte('\n')
	for _, e := range v.events {
		open("li", "event", "")
		open("strong", "date", "")
		b.WriteString(esc(w.Date(e.Date)) + "</strong> ")
		m.fragmentLink(&b, m.eventAddress(e), e.Title)
		if e.Summary != "" && !v.compact {
			open("p", "summary", ` lang="`+esc(m.languageOf(e))+`" dir="auto"`)
			b.WriteString(esc(e.Summary))
			m.fragmentSources(&b, e)
			b.WriteString("</p>")
		}
		b.WriteString("</li>\n")
	}
	b.WriteString("</ol>\n")
	open("p", "more", "")
	if v.part != "" {
		b.WriteString(esc(v.part) + " ")
	}
	m.fragmentLink(&b, m.address(v), w.T("embed.full"))
	b.WriteString("</p>\n</section>\n")
	return b.String()
}

func (m *maker) fragmentLink(b *strings.Builder, address, text string) {
	fmt.Fprintf(b, `<a class="itl-link" href="%s"%s>%s</a>`, esc(address), plainStyle, esc(text))
}

// fragmentSources writes a link for each source of e to the words that it has.
func (m *maker) fragmentSources(b *strings.Builder, e *timeline.Event) {
	seen := map[*timeline.Report]bool{}
	for _, c := range e.Citations {
		if seen[c.Report] {
			continue
		}
		seen[c.Report] = true
		fmt.Fprintf(b, ` <small%s>[`, plainStyle)
		m.fragmentLink(b, m.eventAddress(e)+"#"+export.SourceID(c.Report), m.outlet(c.Report))
		b.WriteString("]</small>")
	}
}

// card is a quotation that leads to the timeline, or to one event.
func (m *maker) card(v *view) string {
	head, words := m.o.Title, m.state(v)
	if e := v.single; e != nil {
		head, words = m.o.Words.Date(e.Date)+": "+e.Title, e.Summary
	}
	return fmt.Sprintf("<blockquote cite=\"%[1]s\">\n<p><strong>%[2]s</strong></p>\n<p>%[3]s</p>\n<p>— <a href=\"%[1]s\">%[4]s</a></p>\n</blockquote>",
		esc(m.address(v)), esc(head), esc(words), esc(m.attribution(v)))
}

// attribution names who says it: the site, and of an event its timeline.
func (m *maker) attribution(v *view) string {
	if v.single == nil || m.o.SiteTitle == m.o.Title {
		return m.o.SiteTitle
	}
	return strings.Trim(m.o.Title+", "+m.o.SiteTitle, ", ")
}

func (m *maker) markdown(v *view) string {
	o := m.export
	if o.Base == "" {
		o.Home = ""
	}
	return export.Markdown(m.t, v.events, o) + m.partLine(v)
}

func (m *maker) partLine(v *view) string {
	if v.part == "" {
		return ""
	}
	return "\n" + v.part + " " + m.address(v) + "\n"
}

// plain is the list as text with numbered sources, for mail and messages.
func (m *maker) plain(v *view) string {
	var b strings.Builder
	b.WriteString(m.o.Title + "\n" + m.address(v) + "\n\n")
	used := map[*timeline.Report]bool{}
	for _, e := range v.events {
		b.WriteString(m.o.Words.Date(e.Date) + ": " + e.Title)
		var numbers []int
		for _, c := range e.Citations {
			used[c.Report] = true
			numbers = append(numbers, c.Report.Number)
		}
		slices.Sort(numbers)
		for _, n := range slices.Compact(numbers) {
			fmt.Fprintf(&b, " [%d]", n)
		}
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	for _, r := range m.t.References() {
		if used[r] {
			fmt.Fprintf(&b, "[%d] %s\n", r.Number, export.Cite(export.ReportReference(r), export.ISO690, m.o.Words.Lang()))
		}
	}
	return b.String() + m.partLine(v)
}

// imageLink is the picture with a link and the words for those who do not see
// it.
func (m *maker) imageLink(v *view) string {
	width, height := m.pictureSize(v)
	return fmt.Sprintf(`<a href="%s"><img src="%s" alt="%s" width="%d" height="%d" style="max-width:100%%;height:auto"></a>`,
		esc(m.address(v)), esc(cmp.Or(m.absolute(m.o.Dir+"embed/"+v.name+".svg"), v.name+".svg")), esc(m.pictureText(v)), width, height)
}

// oembed is the static answer of an oEmbed provider (oembed.com, version 1.0).
// WordPress keeps one blockquote without attributes and one frame with few, and
// adds a fragment to the address of the frame, which therefore has none.
func (m *maker) oembed(v *view) output.File {
	answer := struct {
		Version  string `json:"version"`
		Type     string `json:"type"`
		Provider string `json:"provider_name,omitempty"`
		Home     string `json:"provider_url,omitempty"`
		Title    string `json:"title"`
		CacheAge int    `json:"cache_age"`
		Width    int    `json:"width"`
		Height   int    `json:"height"`
		HTML     string `json:"html"`
	}{
		"1.0", "rich", m.o.SiteTitle, m.o.Config.BaseURL, m.label(v), 3600, frameWidth, m.height(v),
		fmt.Sprintf(`<blockquote><a href="%s">%s</a></blockquote><iframe src="%s" title="%s" width="%d" height="%d" `+
			`frameborder="0" marginwidth="0" marginheight="0" scrolling="auto"></iframe>`,
			esc(m.address(v)), esc(m.label(v)), esc(m.source(v)), esc(m.label(v)), frameWidth, m.height(v)),
	}
	return output.File{Path: m.oembedPath(v), Write: func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(answer)
	}}
}

func (m *maker) oembedPath(v *view) string {
	if v.single != nil {
		return m.o.Dir + "embed/oembed-" + v.single.ID + ".json"
	}
	return m.o.Dir + "embed/oembed.json"
}

// The data of get.html.
type getData struct {
	Heading, Home, Parent string

	NoBase    bool
	First     snippet
	Others    []snippet
	Pinned    []snippet
	Views     []viewLink
	Downloads []viewLink
	Preview   preview // at full width
	Previews  []preview
	Script    template.JS
}

type viewLink struct{ Href, Title, Note string }

type preview struct {
	Label, Width, Frame, Title string
	Height                     int
}

// get returns the "Embed" page of v.
func (m *maker) get(v *view) output.File {
	path := m.o.Dir + "embed/index.html"
	if v.single != nil {
		path = m.o.Dir + "embed/get-" + v.single.ID + ".html"
	}
	return output.File{Path: path, Write: func(w io.Writer) error {
		d := m.getData(v)
		body, err := m.execute("get.html", d)
		if err != nil {
			return err
		}
		policy := "default-src 'none'; style-src 'self'; script-src " + hashOf(string(d.Script)) +
			" 'self' file:; img-src 'self' data:; connect-src 'self'; frame-src 'self' file:; base-uri 'none'; form-action 'none'"
		return m.o.Page(w, path, m.o.Words.T("embed.title")+": "+v.title, policy, body)
	}}
}

func (m *maker) getData(v *view) getData {
	w, all := m.o.Words, m.snippets(v)
	d := getData{
		Heading: m.o.Title, Home: "../index.html", Parent: strings.Repeat("../", strings.Count(m.o.Dir, "/")+1) + ParentPath,
		NoBase: m.o.Config.BaseURL == "", First: all[0], Others: all[1:], Script: m.scripts["get"],
		Preview:  m.preview(v, w.T("embed.width.full"), "100%"),
		Previews: []preview{m.preview(v, w.T("embed.width", 320), "320"), m.preview(v, w.T("embed.width", frameWidth), strconv.Itoa(frameWidth))},
	}
	if v.single != nil {
		d.Heading, d.Home = v.single.Title, "../events/"+v.single.ID+".html"
	} else {
		for _, one := range m.views {
			d.Views = append(d.Views, viewLink{one.name + ".html", one.title, one.part})
		}
		d.Downloads = m.downloads()
	}
	for _, day := range m.o.Pins {
		src := m.absolute("v/" + day + "/" + m.o.Dir + "embed/" + v.name + ".html")
		if src != "" {
			d.Pinned = append(d.Pinned, snippet{Name: day, Title: day, Code: m.iframeOf(v, src), Rows: 4})
		}
	}
	return d
}

func (m *maker) preview(v *view, label, width string) preview {
	return preview{Label: label, Width: width, Frame: v.name + ".html", Title: v.title, Height: m.height(v)}
}

// downloads returns links to the exports of the timeline.
func (m *maker) downloads() []viewLink {
	list := []viewLink{{Href: "../" + WholeName, Title: m.o.Words.T("export.html")}}
	for _, f := range export.Formats() {
		if names := m.o.Config.Exports; names == nil || slices.Contains(names, f.Name) {
			list = append(list, viewLink{Href: "../" + f.Path, Title: m.o.Words.T("export." + f.Name)})
		}
	}
	return list
}
