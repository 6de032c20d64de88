package ingest

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"buildsite/internal/problem"
)

// minWords is how many words a page must have to be taken for an article.
const minWords = 40

func isHTML(f file) bool {
	switch extension(f.path) {
	case "html", "htm", "xhtml":
		return true
	case "md", "markdown", "txt", "text", "csv", "json":
		return false
	}
	return looksLikeHTML(f.src)
}

// htmlStart is how a page begins.
var htmlStart = regexp.MustCompile(`(?i)^(\x{feff}|\s)*(<!--.*?-->\s*)*<(!doctype html|html|head|body)[\s>]`)

func looksLikeHTML(src []byte) bool {
	if e, _ := utf16(src); e != nil {
		src = []byte(decode(src[:min(len(src), 2048)], e))
	}
	return htmlStart.Match(src[:min(len(src), 2048)])
}

func readHTML(f file) (Result, problem.List) {
	d, l := f.page(f.src, "", Value{}, Value{})
	if l.Err() != nil {
		return Result{}, l
	}
	return Result{Drafts: []Draft{d}}, l
}

// page makes a draft of one web page. contentType is its media type where the
// file has it; base and retrieved are where and when it was saved.
func (f file) page(src []byte, contentType string, base, retrieved Value) (Draft, problem.List) {
	if int64(len(src)) > f.limits.Page {
		return Draft{}, f.fail("save the page without its pictures", "the page has %s, more than the limit of %s", megabytes(int64(len(src))), megabytes(f.limits.Page))
	}
	text, note := decodeHTML(src, contentType)
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return Draft{}, f.fail("save the page again", "the page cannot be read: %v", err)
	}
	savedFrom, savedOn := saved(doc)
	if base.Text == "" {
		base = savedFrom
	}
	if retrieved.Text == "" {
		retrieved = savedOn
	}
	p := newPage(doc)
	d := Draft{Meta: p.describe(base)}
	d.Retrieved = retrieved
	if note != "" {
		d.Notes = append(d.Notes, note)
	}
	if cutOff(text) {
		d.Notes = append(d.Notes, "the page has no end: it may have been saved half-way")
	}
	wall := wallOf(doc)
	for _, n := range p.used {
		remove(n)
	}
	prune(doc)
	node := mainText(doc, d.URL.Text)
	if node == nil {
		return d, f.noArticle(wall, 0)
	}
	body, err := toMarkdown(node)
	if err != nil {
		return d, f.fail("save the page again", "the page cannot be read: %v", err)
	}
	d.Body = tidy(body, d.Title.Text)
	return f.judge(d, wall)
}

// cutOff reports whether a page stops before its end.
func cutOff(text string) bool {
	return !strings.Contains(strings.ToLower(text[max(0, len(text)-4096):]), "</html")
}

// judge refuses a page that is no article.
func (f file) judge(d Draft, wall string) (Draft, problem.List) {
	words := len(strings.Fields(d.Body))
	if words < minWords || wall != "" && words < 4*minWords {
		return d, f.noArticle(wall, words)
	}
	if wall != "" {
		d.Notes = append(d.Notes, "the page has "+wall+": the text may be cut short")
	}
	return d, nil
}

func (f file) noArticle(wall string, words int) problem.List {
	if wall != "" {
		return f.fail("open the article in the browser, past that page, and save it again", "this is %s, not an article", wall)
	}
	return f.fail("save the page of the article itself; if it is very short, write it as a text file", "no article found: the main text has %d words", words)
}

// savedFrom is the comment that browsers leave when they save a page.
var (
	savedFrom  = regexp.MustCompile(`saved from url=\(\d+\)(\S+)`)
	singleFile = regexp.MustCompile(`(?s)SingleFile.*?url:\s*(\S+).*?saved date:\s*(\w{3} \w{3} \d{1,2} \d{4})`)
)

// saved returns where and when a page was saved, as its comments say.
func saved(doc *html.Node) (from, on Value) {
	walk(doc, func(n *html.Node) bool {
		if n.Type != html.CommentNode || from.Text != "" {
			return n.DataAtom != atom.Body
		}
		if m := savedFrom.FindStringSubmatch(n.Data); m != nil && isAddress(m[1]) {
			from = Value{m[1], "saved from comment"}
		}
		if m := singleFile.FindStringSubmatch(n.Data); m != nil && isAddress(m[1]) {
			from = Value{m[1], "SingleFile comment"}
			on = Value{singleFileDay(m[2]), "SingleFile comment"}
		}
		return true
	})
	return from, on
}

// mainText returns the article of a page, nil when there is none.
func mainText(doc *html.Node, address string) *html.Node {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		u = nil
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse = 200_000
	a, err := parser.ParseAndMutate(doc, u)
	if err != nil {
		return nil
	}
	return a.Node
}

// furniture is how pages name what stands around an article.
var furniture = regexp.MustCompile(`(?i)(^|[-_ ])(cookies?|consent|gdpr|onetrust|didomi|cmp|qc-cmp2?|sp[-_]message|newsletter|related|recirc|recommend(ed|ations?)?|read-?(more|next|also)|also-?read|most-?read|trending|share|sharing|social|comments?|disqus|advert(isement)?|ads?|promo|paywall|subscribe|breadcrumbs?|tags|toolbar|souvisejici|diskuse|reklama)([-_ ]|$)`)

// prune removes from a page what is never part of the article: navigation,
// forms, dialogs, pictures with their captions, and what names itself cookie
// banner, related stories, newsletter and the like, unless most of the page's
// text is in it.
func prune(doc *html.Node) {
	total := len(innerText(doc))
	var gone []*html.Node
	walk(doc, func(n *html.Node) bool {
		if n.Type == html.CommentNode {
			gone = append(gone, n)
			return false
		}
		if n.Type != html.ElementNode {
			return true
		}
		switch n.DataAtom {
		case atom.Nav, atom.Form, atom.Dialog, atom.Button, atom.Iframe, atom.Svg, atom.Figure, atom.Img, atom.Picture, atom.Video,
			atom.Audio, atom.Object, atom.Embed, atom.Style, atom.Script, atom.Noscript, atom.Template, atom.Input, atom.Select:
			gone = append(gone, n)
			return false
		case atom.Html, atom.Head, atom.Body, atom.Main:
			return true
		}
		if isFurniture(n) && 5*len(innerText(n)) < 2*total || isLinks(n) {
			gone = append(gone, n)
			return false
		}
		return true
	})
	for _, n := range gone {
		remove(n)
	}
}

// isLinks reports whether n is a short block that is mostly links: a menu, a
// list of stories, a line "read more".
func isLinks(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Td, atom.Div, atom.Ul, atom.Ol, atom.Section, atom.P:
	default:
		return false
	}
	text := innerText(n)
	if text == "" || len(text) > 400 {
		return false
	}
	linked := 0
	walk(n, func(c *html.Node) bool {
		if c.DataAtom != atom.A {
			return true
		}
		linked += len(innerText(c))
		return false
	})
	return 5*linked > 3*len(text)
}

func isFurniture(n *html.Node) bool {
	switch strings.ToLower(attr(n, "role")) {
	case "dialog", "alertdialog", "navigation", "banner", "contentinfo", "search", "complementary":
		return true
	}
	return attr(n, "aria-modal") == "true" || furniture.MatchString(attr(n, "class")+" "+attr(n, "id"))
}

// toMarkdown prints an article as Markdown without links: an article is read for
// what it says.
func toMarkdown(n *html.Node) (string, error) {
	unwrap(n)
	conv := converter.NewConverter(converter.WithPlugins(base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), table.NewTablePlugin()))
	out, err := conv.ConvertNode(n)
	return string(bytes.ToValidUTF8(out, []byte("\ufffd"))), err
}

// unwrap replaces links by their text.
func unwrap(n *html.Node) {
	var links []*html.Node
	walk(n, func(c *html.Node) bool {
		if c.DataAtom == atom.A {
			links = append(links, c)
		}
		return true
	})
	for _, a := range links {
		for c := a.FirstChild; c != nil; c = a.FirstChild {
			a.RemoveChild(c)
			if a.Parent != nil {
				a.Parent.InsertBefore(c, a)
			}
		}
		remove(a)
	}
}

// tidy cleans a Markdown body and drops the title at its start, which front
// matter holds.
func tidy(body, title string) string {
	var lines []string
	for _, line := range strings.Split(invisible.Replace(body), "\n") {
		line = strings.TrimRight(line, " \t")
		if strings.TrimSpace(line) == "" {
			line = ""
		}
		if line == "" && (len(lines) == 0 || lines[len(lines)-1] == "") {
			continue
		}
		if len(lines) == 0 && title != "" && strings.EqualFold(clean(strings.Trim(line, "#* ")), title) {
			continue
		}
		lines = append(lines, line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// invisible replaces what only looks like nothing.
var invisible = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "", "\u00a0", " ", "\u202f", " ", "\u2028", "\n", "\r", "", "\x00", "", "\ufffc", "")
