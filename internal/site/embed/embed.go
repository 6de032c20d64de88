// Package embed makes what other people's pages show of a timeline: pages for
// frames, snippets to paste, and what systems ask for that find embeds by
// themselves (oEmbed, Arc XP).
//
// All files of an incident lie flat in its folder embed/:
//
//	timeline.html, latest.html, compact.html     framed pages: views
//	year-2025.html, actor-NAME.html, type-NAME.html
//	event-ID.html                                framed page of one event
//	index.html, get-ID.html                      "Embed" pages with the snippets
//	oembed.json, oembed-ID.json                  oEmbed 1.0 (oembed.com)
//	timeline.svg, event-ID.svg                   pictures
//	fragment.html                                the list without script or frame
//	arc-search.html, arc-view.html, arc-edit.html
//
// Beside them, in the folder of the incident, timeline.html is the whole
// timeline in one file, with every quote, to keep and to mail.
//
// A framed page is one file that asks for nothing: style and script are inside,
// the policy allows them by hash, every link leads to our own event page. With
// its script blocked it is a page that scrolls. Its script (templates/embed/
// child.js) tells every kind of parent its height: @newswire/frames and AMP,
// Datawrapper, Medium and Infogram, pym.js 1, WordPress, iframe-resizer 4. It
// reads ?theme=light|dark, ?accent=hex and ?event=ID, answers only its parent,
// at most once a frame of the screen, and stores nothing. Parent is the script
// for pages that have none of these.
//
// A view of a long timeline shows a part and says which.
package embed

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"buildsite/internal/config"
	"buildsite/internal/export"
	"buildsite/internal/locale"
	"buildsite/internal/output"
	"buildsite/internal/site/compiled"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// Options is what embeds need beside the timeline.
type Options struct {
	Config    *config.Config
	Words     *locale.Locale
	Dir       string   // path in the site of the incident's folder, ending in "/"
	Title     string   // of the incident
	Language  string   // BCP 47, of the incident's own texts
	SiteTitle string   // as pages show it
	Templates []fs.FS  // folders with embed/…; files of later ones win; nil ones are passed over
	Pins      []string // days of frozen copies under v/, newest first
	TypeName  func(string) string
	Page      Page
}

// A Page writes body as the page of the site at path: with the masthead, the foot
// and the style sheet of all pages, under its own content security policy.
type Page func(w io.Writer, path, title, policy string, body template.HTML) error

// Events get embeds of their own, four files each: all of an incident with at
// most MaxEventPages events, else the newest LongEventPages. Every other embed,
// and the page of each event, stay.
const (
	MaxEventPages  = 100
	LongEventPages = 50
)

// ParentPath is the path in the site of the script for parents.
const ParentPath = "embed.js"

// Parent returns the script that gives our frames their height in any page, and
// defines <incident-timeline>.
func Parent(layers ...fs.FS) (output.File, error) {
	src, err := read(layers, "parent.js")
	return text(ParentPath, src), err
}

// Files returns the files of t's folder embed/, and timeline.html beside it. The
// error is one of the templates.
func Files(t *timeline.Timeline, o Options) ([]output.File, error) {
	m, err := newMaker(t, o)
	if err != nil {
		return nil, err
	}
	var files []output.File
	for _, v := range m.views {
		files = append(files, m.framed(v))
	}
	if err := files[0].Write(io.Discard); err != nil {
		return nil, err
	}
	files = append(files, m.get(m.views[0]), m.oembed(m.views[0]), m.picture(m.views[0]),
		text(o.Dir+"embed/fragment.html", m.fragment(m.views[0])), m.whole())
	for _, panel := range []string{"search", "view", "edit"} {
		files = append(files, m.arc(panel))
	}
	for _, v := range m.single {
		files = append(files, m.framed(v), m.get(v), m.oembed(v), m.picture(v))
	}
	return files, nil
}

// OEmbed returns the absolute address of the oEmbed file of the event with this
// id, or with "" of the timeline; "" when the base address is not known, or the
// event has none. It belongs into the head of the page, before any style.
func OEmbed(t *timeline.Timeline, o Options, id string) string {
	if o.Config.BaseURL == "" {
		return ""
	}
	if id == "" {
		return o.Config.BaseURL + o.Dir + "embed/oembed.json"
	}
	if !HasEvent(t, id) {
		return ""
	}
	return o.Config.BaseURL + o.Dir + "embed/oembed-" + id + ".json"
}

// HasEvent reports whether the event with this id has embeds of its own.
func HasEvent(t *timeline.Timeline, id string) bool { return Events(t)[id] }

// Events returns the ids of the events that have embeds of their own.
func Events(t *timeline.Timeline) map[string]bool {
	ids := map[string]bool{}
	for _, e := range embeddable(t) {
		ids[e.ID] = true
	}
	return ids
}

// embeddable returns the events that have embeds of their own.
func embeddable(t *timeline.Timeline) []*timeline.Event {
	if len(t.Events) > MaxEventPages {
		return newest(t.Events, LongEventPages)
	}
	return t.Events
}

// A maker makes the files of one timeline.
type maker struct {
	t       *timeline.Timeline
	o       Options
	export  export.Options
	tmpl    map[string]func() (*compiled.Template, error) // by name of the file
	css     template.CSS                                  // of framed pages, and before more of others
	policy  string                                        // of framed pages
	styles  map[string]template.CSS                       // by name of their file
	scripts map[string]template.JS
	views   []*view                   // the first is the default
	single  []*view                   // of one event each
	items   map[*timeline.Event]*item // of the events that some view shows

	labels  map[*timeline.Report]string // "Source 3: The Example"
	updated edtf.Date                   // the day of the last article or correction
}

func newMaker(t *timeline.Timeline, o Options) (*maker, error) {
	if o.Config == nil || o.Words == nil {
		return nil, errors.New("embed: no configuration or language")
	}
	m := &maker{t: t, o: o, items: map[*timeline.Event]*item{}, updated: export.Updated(t)}
	m.export = export.Options{
		Base: o.Config.BaseURL, Home: o.Dir, SiteTitle: o.SiteTitle, Language: o.Words.Lang(),
	}
	if err := m.parse(); err != nil {
		return nil, err
	}
	if err := m.readAssets(); err != nil {
		return nil, err
	}
	m.labels = make(map[*timeline.Report]string, len(t.Articles))
	for _, r := range t.Articles {
		m.labels[r] = o.Words.T("source.ref", strconv.Itoa(r.Number), m.outlet(r))
	}
	m.views = m.newViews()
	for _, e := range embeddable(t) {
		m.single = append(m.single, m.newSingle(e))
	}
	for _, v := range slices.Concat(m.views, m.single) {
		for _, e := range v.events {
			m.items[e] = &item{}
		}
	}
	return m, nil
}

// readAssets reads what is written into pages, so that nothing is read when they
// are.
func (m *maker) readAssets() error {
	m.styles, m.scripts = map[string]template.CSS{}, map[string]template.JS{}
	for _, name := range []string{"embed", "whole"} {
		src, err := read(m.o.Templates, name+".css")
		if err != nil {
			return err
		}
		m.styles[name] = template.CSS(compactCSS(src))
	}
	for _, name := range []string{"child", "get", "arc"} {
		src, err := read(m.o.Templates, name+".js")
		if err != nil {
			return err
		}
		m.scripts[name] = template.JS(compactJS(src))
	}
	m.css = m.styles["embed"] + template.CSS(m.accent())
	m.policy = policyFor(m.css, m.scripts["child"], "")
	return nil
}

func (m *maker) parse() error {
	set := template.New("").Option("missingkey=error").Funcs(template.FuncMap{"t": m.o.Words.T})
	m.tmpl = map[string]func() (*compiled.Template, error){}
	for _, name := range []string{"item.html", "page.html", "get.html", "arc.html", "whole.html"} {
		src, err := read(m.o.Templates, name)
		if err != nil {
			return err
		}
		if _, err := set.New("embed/" + name).Parse(src); err != nil {
			return err
		}
		m.tmpl[name] = sync.OnceValues(func() (*compiled.Template, error) {
			return compiled.New(set, "embed/"+name, map[string]compiled.Func{"t": m.words})
		})
	}
	return nil
}

// words is the function t of templates.
func (m *maker) words(args []any) (any, error) {
	if key, ok := args[0].(string); ok {
		return m.o.Words.T(key, args[1:]...), nil
	}
	return nil, fmt.Errorf("t: %v is no key", args[0])
}

// buffers are reused from file to file.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// keptBuffer is the most bytes of a buffer that is kept for another file.
const keptBuffer = 1 << 20

func giveBack(buf *bytes.Buffer) {
	if buf.Cap() <= keptBuffer {
		buffers.Put(buf)
	}
}

// write writes the template name with data to w.
func (m *maker) write(w io.Writer, name string, data any) error {
	t, err := m.tmpl[name]()
	if err != nil {
		return err
	}
	buf := buffers.Get().(*bytes.Buffer)
	defer giveBack(buf)
	buf.Reset()
	if err := t.Execute(buf, data); err != nil {
		return err
	}
	_, err = w.Write(buf.Bytes())
	return err
}

// read returns the file embed/name of the last layer that has it.
func read(layers []fs.FS, name string) (string, error) {
	err := error(fs.ErrNotExist)
	for i := len(layers) - 1; i >= 0; i-- {
		if layers[i] == nil {
			continue
		}
		var src []byte
		if src, err = fs.ReadFile(layers[i], "embed/"+name); err == nil {
			return string(src), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return "", err
}

// accent returns the rule for the accent colour of the configuration, "" when
// that is no plain hexadecimal colour.
func (m *maker) accent() string {
	light, dark := hexColour(m.o.Config.Theme.Accent), hexColour(m.o.Config.Theme.AccentDark)
	out := ""
	if light != "" {
		out += ":root,:root[data-theme=light]{--accent:" + light + "}"
	}
	if dark != "" {
		out += "@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--accent:" + dark + "}}" +
			":root[data-theme=dark]{--accent:" + dark + "}"
	}
	return out
}

func hexColour(s string) string {
	if len(s) != 4 && len(s) != 7 || s[0] != '#' || strings.Trim(s[1:], "0123456789abcdefABCDEF") != "" {
		return ""
	}
	return s
}

// compactCSS and compactJS leave out indentation, line ends (of CSS) and
// comments behind a statement. They know only the files they are given: in these
// no line of CSS ends where a space must stand, and no text holds "; // ".
func compactCSS(s string) string { return strings.ReplaceAll(strings.TrimSpace(s), "\n", "") }

func compactJS(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		line, _, _ = strings.Cut(line, "; // ")
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return strings.TrimSpace(b.String())
}

// policyFor returns the content security policy of a page with this style and
// these scripts and nothing else; more is added to it.
func policyFor(style template.CSS, script template.JS, more string) string {
	return "default-src 'none'; style-src " + hashOf(string(style)) + "; script-src " + hashOf(string(script)) +
		more + "; img-src data:; base-uri 'none'; form-action 'none'"
}

// hashOf returns the source expression for an inline style or script (CSP
// Level 3, section 2.3.1).
func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func text(path, s string) output.File {
	return output.File{Path: path, Write: func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}}
}
