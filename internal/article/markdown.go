package article

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"buildsite/internal/problem"
)

// commonMark is the one Markdown parser of all articles: plain CommonMark, safe
// for concurrent use.
var commonMark = sync.OnceValue(func() parser.Parser { return goldmark.DefaultParser() })

// A tag opens or closes a container of blocks (list, item, quotation, rule) at
// an offset of Text.
type tag struct {
	at   int
	open string // the HTML to write
}

// An inlineKind says how a run of Text is set.
type inlineKind uint8

const (
	emphasis inlineKind = iota
	strong
	codeSpan
	link
	lineBreak
)

// An inline is a run of Text set in one way. Inlines are kept in order of their
// start and nest.
type inline struct {
	Span
	kind inlineKind
	dest string // of a link, its scheme allow-listed
}

// A markdownReader walks goldmark's tree once and writes Text, the map to
// Source, the blocks, and what is needed to write the body as HTML again, so
// that the tree itself need not be kept.
type markdownReader struct {
	article  *Article
	src      []byte // the body
	body     int    // its offset in Source
	text     strings.Builder
	quotes   int
	items    int
	problems problem.List
}

func (a *Article) readMarkdown(src []byte, body int) problem.List {
	r := &markdownReader{article: a, src: src[body:], body: body}
	r.text.Grow(len(r.src))
	paragraphs := 1 + strings.Count(a.Source[body:], "\n\n")
	a.Blocks = make([]Block, 0, paragraphs+1)
	a.sourceMap = make([]segment, 0, 2*paragraphs)
	r.read()
	a.Text = r.text.String()
	return r.problems
}

// parse reads src from one offset to another through goldmark. The offsets of
// the tree count from the first.
func (r *markdownReader) parse(from, to int) {
	if from >= to {
		return
	}
	all, body := r.src, r.body
	r.src, r.body = all[from:to], body+from
	r.blocks(commonMark().Parse(text.NewReader(r.src)))
	r.src, r.body = all, body
}

func (r *markdownReader) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
}

func (r *markdownReader) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		r.leaf(n, r.paragraphKind(n), 0)
	case *ast.Heading:
		r.leaf(n, Heading, uint8(n.Level))
	case *ast.Blockquote:
		r.quotes++
		r.contain("<blockquote>", n, "</blockquote>")
		r.quotes--
	case *ast.List:
		if n.IsOrdered() {
			r.contain("<ol>", n, "</ol>")
		} else {
			r.contain("<ul>", n, "</ul>")
		}
	case *ast.ListItem:
		r.items++
		r.contain("<li>", n, "</li>")
		r.items--
	case *ast.ThematicBreak:
		r.tag("<hr>")
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		r.code(n)
	case *ast.HTMLBlock:
		r.rawHTML(n)
	}
}

// paragraphKind returns the kind of a paragraph by where it stands; one that is
// an image is the image's caption.
func (r *markdownReader) paragraphKind(n ast.Node) BlockKind {
	_, image := n.FirstChild().(*ast.Image)
	switch {
	case image && n.ChildCount() == 1:
		return Caption
	case r.quotes > 0:
		return BlockQuot
	case r.items > 0:
		return ListItem
	}
	return Prose
}

func (r *markdownReader) tag(html string) {
	r.article.tags = append(r.article.tags, tag{r.text.Len(), html})
}

func (r *markdownReader) contain(open string, n ast.Node, end string) {
	r.tag(open)
	r.blocks(n)
	r.tag(end)
}

// separate writes the blank line before a block and returns where it begins.
func (r *markdownReader) separate() int {
	if r.text.Len() > 0 {
		r.text.WriteString("\n\n")
	}
	return r.text.Len()
}

func (r *markdownReader) leaf(n ast.Node, kind BlockKind, level uint8) {
	if n.FirstChild() == nil {
		return
	}
	start := r.separate()
	r.children(n)
	r.add(start, kind, level)
}

func (r *markdownReader) add(start int, kind BlockKind, level uint8) {
	if r.text.Len() > start {
		b := Block{Span: Span{start, r.text.Len()}, Kind: kind, Level: level}
		r.article.Blocks = append(r.article.Blocks, b)
	}
}

func (r *markdownReader) code(n ast.Node) {
	start := r.separate()
	lines := n.Lines()
	for i := 0; i < lines.Len(); i++ {
		s := lines.At(i)
		r.copy(s.Start, s.Stop)
	}
	r.add(start, Code, 0)
}

// rawHTML leaves markup out, and says so once a block: a reader of the site
// never sees it.
func (r *markdownReader) rawHTML(n *ast.HTMLBlock) {
	if n.Lines().Len() == 0 {
		return
	}
	at := r.body + n.Lines().At(0).Start
	p := problem.At(r.article.Path, r.article.Source, at, "raw HTML is left out")
	p.Warning = true
	r.problems = append(r.problems, p.WithHint("write Markdown, or put the text in a code block"))
}

func (r *markdownReader) children(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.inline(n)
	}
}

func (r *markdownReader) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.words(n)
	case *ast.CodeSpan:
		r.set(codeSpan, "", n)
	case *ast.Emphasis:
		if n.Level > 1 {
			r.set(strong, "", n)
		} else {
			r.set(emphasis, "", n)
		}
	case *ast.Link:
		if dest := safeURL(string(n.Destination)); dest != "" {
			r.set(link, dest, n)
		} else {
			r.children(n)
		}
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.RawHTML:
	default:
		r.children(n)
	}
}

// set records the children of n as set in one way.
func (r *markdownReader) set(kind inlineKind, dest string, n ast.Node) {
	i := len(r.article.inlines)
	r.article.inlines = append(r.article.inlines, inline{Span{Start: r.text.Len()}, kind, dest})
	r.children(n)
	r.article.inlines[i].End = r.text.Len()
}

func (r *markdownReader) autoLink(n *ast.AutoLink) {
	label := n.Label(r.src)
	at := n.Pos()
	if at < 0 || at+len(label) > len(r.src) || string(r.src[at:at+len(label)]) != string(label) {
		at = strings.Index(string(r.src[max(at, 0):]), string(label)) + max(at, 0)
	}
	i := len(r.article.inlines)
	dest := safeURL(string(n.URL(r.src)))
	if dest != "" {
		r.article.inlines = append(r.article.inlines, inline{Span{Start: r.text.Len()}, link, dest})
	}
	r.copy(at, at+len(label))
	if dest != "" {
		r.article.inlines[i].End = r.text.Len()
	}
}

// words writes the text of n: backslash escapes and character references
// become what they stand for.
func (r *markdownReader) words(n *ast.Text) {
	from, to := n.Segment.Start, n.Segment.Stop
	if !n.IsRaw() {
		for i := from; i < to; i++ {
			c := r.src[i]
			if c != '\\' && c != '&' {
				continue
			}
			if c == '\\' && i+1 < to && util.IsPunct(r.src[i+1]) {
				r.copy(from, i)
				from = i + 1
				i++
				continue
			}
			if end, decoded := reference(r.src[i:to]); end > 0 {
				r.copy(from, i)
				r.write(decoded, i, i+end)
				from = i + end
				i = from - 1
			}
		}
	}
	r.copy(from, to)
	if n.HardLineBreak() || n.SoftLineBreak() {
		r.newline(to, n.HardLineBreak())
	}
}

// newline writes a line end, which stands in the source at or after at.
func (r *markdownReader) newline(at int, hard bool) {
	for at < len(r.src) && r.src[at] != '\n' {
		at++
	}
	start := r.text.Len()
	r.copy(at, min(at+1, len(r.src)))
	if hard {
		r.article.inlines = append(r.article.inlines, inline{Span{start, r.text.Len()}, lineBreak, ""})
	}
}

// copy writes the body from one offset to another as it is.
func (r *markdownReader) copy(from, to int) {
	if from >= to {
		return
	}
	m := r.article.sourceMap
	if k := len(m) - 1; k >= 0 && m[k].n == m[k].m && m[k].text+m[k].n == r.text.Len() && m[k].source+m[k].m == r.body+from {
		m[k].n += to - from
		m[k].m += to - from
	} else {
		r.article.sourceMap = append(m, segment{r.text.Len(), to - from, r.body + from, to - from})
	}
	r.text.Write(r.src[from:to])
}

// write writes s for the body from one offset to another.
func (r *markdownReader) write(s []byte, from, to int) {
	if len(s) == 0 {
		return
	}
	r.article.sourceMap = append(r.article.sourceMap, segment{r.text.Len(), len(s), r.body + from, to - from})
	r.text.Write(s)
}

// reference decodes the HTML character reference at the start of s (HTML 5,
// 13.5, as in CommonMark 2.5) and returns its length, 0 when there is none.
func reference(s []byte) (int, []byte) {
	end := 1
	for end < len(s) && end < 34 && (util.IsAlphaNumeric(s[end]) || s[end] == '#') {
		end++
	}
	if end == len(s) || s[end] != ';' || end < 2 {
		return 0, nil
	}
	end++
	resolve := util.ResolveEntityNames
	if s[1] == '#' {
		resolve = util.ResolveNumericReferences
	}
	decoded := resolve(s[:end])
	if len(decoded) == end && decoded[0] == '&' || !utf8.Valid(decoded) {
		return 0, nil
	}
	return end, decoded
}

// safeURL returns dest when a link to it may be followed from a page: http,
// https or mailto, whole; "" otherwise.
func safeURL(dest string) string {
	scheme, _, ok := strings.Cut(dest, ":")
	if !ok {
		return ""
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
		return dest
	}
	return ""
}
