package ingest

import (
	"encoding/json"
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"buildsite/internal/article"
)

// A page is what a web page says of itself.
type page struct {
	doc     *html.Node
	meta    map[string]string // meta elements by name, property or itemprop, small letters; the first of each
	ld      []map[string]any  // JSON-LD objects, in order
	address string
	used    []*html.Node // elements that are metadata, not text: the stamp, the byline
}

func newPage(doc *html.Node) *page {
	p := &page{doc: doc, meta: map[string]string{}}
	walk(doc, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return true
		}
		switch n.DataAtom {
		case atom.Meta:
			p.addMeta(n)
		case atom.Script:
			if strings.HasPrefix(strings.ToLower(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				p.addLD(n.FirstChild.Data)
			}
		}
		return true
	})
	return p
}

func (p *page) addMeta(n *html.Node) {
	content := clean(attr(n, "content"))
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		name := strings.ToLower(attr(n, key))
		if _, have := p.meta[name]; name != "" && content != "" && !have {
			p.meta[name] = content
		}
	}
}

// addLD adds the objects of one JSON-LD script. Newsrooms write line ends into
// its strings and comments around it; what is still no JSON is left out.
func (p *page) addLD(s string) {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<!--"), "-->")
	s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), "//<![CDATA["), "//]]>")
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		p.addObjects(v, 0)
	}
}

func (p *page) addObjects(v any, depth int) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			p.addObjects(item, depth)
		}
	case map[string]any:
		p.ld = append(p.ld, v)
		if graph, ok := v["@graph"]; ok && depth < 4 {
			p.addObjects(graph, depth+1)
		}
	}
}

// article returns the JSON-LD object that is the article, nil when there is
// none.
func (p *page) article() map[string]any {
	for _, o := range p.ld {
		for _, t := range texts(o["@type"]) {
			if strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || t == "Report" {
				return o
			}
		}
	}
	return nil
}

// texts returns the strings in v, a string or a list.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{clean(html.UnescapeString(v))}
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, texts(item)...)
		}
		return out
	case map[string]any:
		for _, key := range []string{"name", "@value", "@id", "url"} {
			if s := texts(v[key]); len(s) > 0 {
				return s
			}
		}
	}
	return nil
}

// A finding is one place that may hold a value.
type finding struct {
	from string
	text string
}

// first returns the first finding that fits.
func first(fits func(string) bool, findings ...finding) Value {
	for _, f := range findings {
		if t := clean(f.text); t != "" && fits(t) {
			return Value{Text: t, From: f.from}
		}
	}
	return Value{}
}

func anyText(string) bool { return true }

func (p *page) fromLD(key string) finding {
	return finding{"JSON-LD " + key, strings.Join(texts(p.article()[key]), ", ")}
}

func (p *page) fromMeta(name string) finding {
	return finding{"meta " + name, p.meta[name]}
}

// describe returns the metadata of the page. base is where the page was saved
// from, when the file says so.
func (p *page) describe(base Value) Meta {
	var m Meta
	m.URL = p.url(base)
	p.address = m.URL.Text
	m.Title = p.title()
	_, site := p.titleElement()
	m.Publisher = first(notAddress, p.fromLD("publisher"), p.fromMeta("og:site_name"), p.fromMeta("application-name"),
		p.fromMeta("dc.publisher"), finding{"title element", site})
	m.Author = p.author()
	m.Published = p.published(m.URL.Text)
	m.Language = p.language()
	if name := agencyIn(m.Author.Text); name != "" {
		m.Agency = Value{Text: name, From: m.Author.From}
	}
	return m
}

func notAddress(s string) bool {
	return !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://")
}

func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && !strings.ContainsAny(s, " \t\n\"<>")
}

func (p *page) url(base Value) Value {
	canonical, og := "", p.meta["og:url"]
	walk(p.doc, func(n *html.Node) bool {
		if n.DataAtom == atom.Link && canonical == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
			canonical = attr(n, "href")
		}
		return true
	})
	resolve := func(s string) string {
		b, err := url.Parse(base.Text)
		if err != nil || base.Text == "" {
			return s
		}
		u, err := b.Parse(s)
		if err != nil || s == "" {
			return ""
		}
		return u.String()
	}
	return first(isArticleAddress,
		finding{"link canonical", resolve(canonical)}, finding{"meta og:url", resolve(og)},
		p.fromLD("mainEntityOfPage"), p.fromLD("url"), finding{base.From, base.Text})
}

// isArticleAddress reports whether s is an address below a home page: some
// pages name the home page as their canonical address.
func isArticleAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && isAddress(s) && (strings.Trim(u.Path, "/") != "" || u.RawQuery != "")
}

func (p *page) title() Value {
	h1 := ""
	if n := find(p.doc, atom.H1); n != nil {
		h1 = innerText(n)
	}
	title, _ := p.titleElement()
	return first(anyText, p.fromLD("headline"), p.fromMeta("og:title"), finding{"h1", h1}, p.fromMeta("twitter:title"), finding{"title element", title})
}

// titleEnd is what may be the name of the site at the end of a page's title.
var titleEnd = regexp.MustCompile(`^(.+?) +([|–—»·-]) +([^|–—»·]{2,40})$`)

// titleElement returns the title of the page without the name of the site, and
// that name. Behind a plain hyphen it is taken for the name only when the
// site's address has a word of it.
func (p *page) titleElement() (title, site string) {
	n := find(p.doc, atom.Title)
	if n == nil {
		return "", ""
	}
	title = innerText(n)
	m := titleEnd.FindStringSubmatch(title)
	if m == nil {
		return title, ""
	}
	if m[3] != p.meta["og:site_name"] && m[2] == "-" && !inHost(p.address, m[3]) {
		return title, ""
	}
	return m[1], m[3]
}

// inHost reports whether the host of address has a word of name.
func inHost(address, name string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	for _, word := range strings.Fields(strings.ToLower(name)) {
		if len(word) >= 4 && strings.Contains(strings.ToLower(u.Host), word) {
			return true
		}
	}
	return false
}

func (p *page) author() Value {
	rel, item, byline := "", "", ""
	walk(p.doc, func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return true
		}
		if rel == "" && strings.EqualFold(attr(n, "rel"), "author") && n.DataAtom == atom.A {
			rel = innerText(n)
		}
		if byline == "" && bylineName.MatchString(attr(n, "class")) {
			if byline = bylineText(innerText(n)); byline != "" {
				p.used = append(p.used, n)
			}
		}
		if item == "" && attr(n, "itemprop") == "author" && n.DataAtom != atom.Meta {
			item = innerText(n)
		}
		return true
	})
	v := first(isName, p.fromLD("author"), p.fromMeta("author"), p.fromMeta("article:author"), p.fromMeta("dc.creator"),
		p.fromMeta("parsely-author"), finding{"link rel=author", rel}, finding{"itemprop author", item}, finding{"byline", byline})
	v.Text = bylineStart.ReplaceAllString(v.Text, "")
	return v
}

// How pages name the element that shows the author, and how its text begins.
var (
	bylineName  = regexp.MustCompile(`(?i)(^|[-_ ])(byline|author|autor)([-_ ]|$)`)
	bylineStart = regexp.MustCompile(`(?i)^(by|autor|autorka|von|par|written by):? +`)
)

// bylineText returns the name in a visible byline, "" when it holds more.
func bylineText(s string) string {
	s = bylineStart.ReplaceAllString(s, "")
	if len(s) > 60 || strings.ContainsAny(s, "0123456789.!?") {
		return ""
	}
	return s
}

func isName(s string) bool { return notAddress(s) && len(s) <= 120 && !strings.HasPrefix(s, "@") }

// publishedMeta is the meta elements that give the day of publication, surest
// first.
var publishedMeta = []string{
	"article:published_time", "datepublished", "og:published_time", "og:article:published_time", "parsely-pub-date", "sailthru.date",
	"dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "pubdate", "publish-date", "publication_date", "cxenseparse:recs:publishtime", "date",
}

// published returns the publication day, with the time where the page has it:
// from structured data, else from what the reader sees, else from the address.
func (p *page) published(address string) Value {
	findings := []finding{p.fromLD("datePublished"), p.fromLD("dateCreated")}
	for _, name := range publishedMeta {
		findings = append(findings, p.fromMeta(name))
	}
	findings = append(findings, p.times()...)
	for i := range findings {
		findings[i].text = isoDate(findings[i].text)
	}
	if v := first(anyText, findings...); v.Text != "" {
		return v
	}
	if v := p.stamp(); v.Text != "" {
		return v
	}
	return first(anyText, finding{"dated URL", dateInURL(address)})
}

// times returns the dates of time elements: those marked as publication, then
// the only one near the headline.
func (p *page) times() []finding {
	var marked, header []finding
	walk(p.doc, func(n *html.Node) bool {
		if n.DataAtom != atom.Time {
			return true
		}
		t := attr(n, "datetime")
		hints := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "class"))
		switch {
		case strings.Contains(hints, "publish") || strings.Contains(hints, "pubdate") || hasAttr(n, "pubdate"):
			marked = append(marked, finding{"time element marked as publication", t})
		case within(n, atom.Header) && !strings.Contains(hints, "modif") && !strings.Contains(hints, "updat"):
			header = append(header, finding{"time element in the header", t})
		}
		return true
	})
	return append(marked, header...)
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func within(n *html.Node, kind atom.Atom) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == kind {
			return true
		}
	}
	return false
}

// stampName is how pages name the element that shows the date.
var stampName = regexp.MustCompile(`(?i)(^|[-_ ])(date|datum|time(stamp)?|publish(ed)?|pubdate|posted|byline|dateline|meta|article-?info)([-_ ]|$)`)

// stamp returns the date that the page shows to its readers beside the article.
func (p *page) stamp() Value {
	var v Value
	walk(p.doc, func(n *html.Node) bool {
		if v.Text != "" || n.DataAtom == atom.Nav || n.DataAtom == atom.Footer || n.DataAtom == atom.Aside {
			return false
		}
		if n.Type != html.ElementNode || !stampName.MatchString(attr(n, "class")+" "+attr(n, "id")) {
			return true
		}
		if text := innerText(n); text != "" && len(text) <= 160 {
			if v = first(anyText, finding{"visible stamp “" + text + "”", shownDate(text)}); v.Text != "" {
				p.used = append(p.used, n)
			}
		}
		return true
	})
	return v
}

// shownDate returns the day that a stamp states, "" when it states none.
func shownDate(text string) string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("|•·/", r) })
	for _, part := range append([]string{text}, parts...) {
		a, _ := article.FromRecord(article.Record{ID: "stamp", Text: strings.TrimSpace(part)})
		if a == nil {
			continue
		}
		for _, d := range a.PageDates {
			if d.Year != 0 && d.Kind != article.DatelineDate {
				return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
			}
		}
	}
	return ""
}

// urlDate is a day in an address: /2025/05/28/, /2025-05-28-, /20250528/.
var urlDate = regexp.MustCompile(`[/_-](20[0-4]\d|19[89]\d)([/-]?)(0[1-9]|1[0-2])([/-]?)(0[1-9]|[12]\d|3[01])(?:[/._-]|$)`)

func dateInURL(address string) string {
	m := urlDate.FindStringSubmatch(address)
	if m == nil || m[2] != m[4] {
		return ""
	}
	return isoDate(m[1] + "-" + m[3] + "-" + m[5])
}

// isoDate returns a date as front matter wants it: ISO 8601 dates as they are,
// those of mail and feeds rewritten with their own offset, anything else "".
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	if _, _, _, ok := article.Day(s); ok {
		return s
	}
	if t, err := mail.ParseDate(s); err == nil {
		return t.Format("2006-01-02T15:04:05Z07:00")
	}
	if len(s) >= 10 {
		if _, _, _, ok := article.Day(s[:10]); ok {
			return s[:10]
		}
	}
	return ""
}

// languageTag is the shape of a language in an html element or meta element.
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$`)

func (p *page) language() Value {
	lang := ""
	if n := find(p.doc, atom.Html); n != nil {
		if lang = attr(n, "lang"); lang == "" {
			lang = attr(n, "xml:lang")
		}
	}
	v := first(languageTag.MatchString, finding{"html lang", lang}, p.fromLD("inLanguage"), p.fromMeta("og:locale"), p.fromMeta("content-language"), p.fromMeta("dc.language"))
	v.Text = strings.ReplaceAll(v.Text, "_", "-")
	return v
}

// agencies are the news agencies whose names stand for an author.
var agencies = []struct{ name, pattern string }{
	{"AP", `AP|Associated Press|The Associated Press`},
	{"Reuters", `Reuters`},
	{"AFP", `AFP|Agence France-Presse`},
	{"ČTK", `ČTK|CTK|Czech News Agency`},
	{"dpa", `dpa|Deutsche Presse-Agentur`},
	{"TASR", `TASR`},
	{"SITA", `SITA`},
	{"PAP", `PAP`},
	{"APA", `APA`},
	{"ANSA", `ANSA`},
	{"EFE", `EFE|Agencia EFE`},
	{"UPI", `UPI`},
	{"Xinhua", `Xinhua`},
	{"Interfax", `Interfax`},
	{"Ukrinform", `Ukrinform`},
	{"Kyodo", `Kyodo( News)?`},
	{"PA", `PA Media|Press Association`},
}

// agencyIn returns the agency that a byline names, "" when it names none.
func agencyIn(byline string) string {
	for _, part := range strings.FieldsFunc(byline, func(r rune) bool { return strings.ContainsRune(",;/|&()", r) }) {
		part = strings.TrimPrefix(strings.TrimSpace(part), "By ")
		for _, a := range agencies {
			for _, name := range strings.Split(a.pattern, "|") {
				if strings.EqualFold(part, strings.TrimSuffix(name, "( News)?")) {
					return a.name
				}
			}
		}
	}
	return ""
}
