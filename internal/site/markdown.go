package site

import (
	"bytes"
	"html/template"
	"path"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"buildsite/internal/problem"
)

// markdown renders the texts of editors: CommonMark with tables, footnotes and
// strikethrough, code coloured by classes of the style sheet, no raw HTML.
var markdown = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithExtensions(
			extension.Table, extension.Strikethrough, extension.Footnote,
		),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(codeRenderer{}, 100))),
	)
})

// A document is a text of an editor: its Markdown and where it stands.
type document struct {
	Path     string // of the file, for messages
	Markdown string
	Dir      string // the page's folder in the site, ending in "/" or ""
}

// render returns d as HTML. A link to another page's Markdown file becomes one
// to its page; resolve returns the path of that page in the site and whether it
// exists.
func (d document) render(resolve func(name string) (string, bool)) (template.HTML, problem.List) {
	src := []byte(d.Markdown)
	m := markdown()
	tree := m.Parser().Parse(text.NewReader(src), parser.WithContext(parser.NewContext(parser.WithIDs(&headingIDs{taken: map[string]bool{}}))))
	var problems problem.List
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering {
			to, good := d.destination(string(link.Destination), resolve)
			if !good {
				problems = append(problems, d.deadLink(string(link.Destination)))
			}
			link.Destination = []byte(to)
		}
		return ast.WalkContinue, nil
	})
	var out bytes.Buffer
	if err := m.Renderer().Render(&out, src, tree); err != nil {
		return "", append(problems, problem.Problem{Path: d.Path, What: err.Error()})
	}
	return template.HTML(out.String()), problems
}

// destination returns where a link of d leads: what has a scheme or is a place
// on the page is left as it is, a Markdown file becomes its page.
func (d document) destination(to string, resolve func(string) (string, bool)) (string, bool) {
	if to == "" || to[0] == '#' || strings.HasPrefix(to, "//") || strings.Contains(strings.SplitN(to, "/", 2)[0], ":") {
		return to, true
	}
	name, fragment, _ := strings.Cut(to, "#")
	if fragment != "" {
		fragment = "#" + fragment
	}
	if path.Ext(name) == ".md" {
		if page, ok := resolve(path.Join(d.Dir, strings.TrimSuffix(name, ".md"))); ok {
			return "~/" + page + fragment, true
		}
		return to, false
	}
	if strings.HasPrefix(to, "~/") {
		return to, true
	}
	if strings.HasPrefix(to, "/") {
		return "~" + to, true
	}
	return "~/" + path.Join(d.Dir, name) + fragment, true
}

// deadLink is the problem of a link to a page that does not exist, at its first
// place in the file as far as it can be found.
func (d document) deadLink(to string) problem.Problem {
	p := problem.Problem{Path: d.Path, What: "there is no page " + strconv.Quote(to)}
	if at := strings.Index(d.Markdown, "("+to); at >= 0 {
		p.Excerpt = lineAt(d.Markdown, at)
	}
	return p.WithHint("a link to a page names its file below content/pages")
}

func lineAt(s string, at int) string {
	start := strings.LastIndexByte(s[:at], '\n') + 1
	line, _, _ := strings.Cut(s[start:], "\n")
	return line
}

// headingIDs makes the ids of headings from their words. Letters of every
// script are kept: goldmark's own ids drop all that is not ASCII.
type headingIDs struct{ taken map[string]bool }

// Generate returns an id that no heading of the document has yet.
func (h *headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	var b strings.Builder
	for _, r := range string(value) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	base := strings.Trim(b.String(), "-")
	if base == "" {
		base = "section"
	}
	id := base
	for n := 2; h.taken[id] || id == "main"; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	h.taken[id] = true
	return []byte(id)
}

// Put marks an id as taken.
func (h *headingIDs) Put(value []byte) { h.taken[string(value)] = true }
