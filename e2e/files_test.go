package e2e

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/url"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"buildsite/e2e/ghpages"
)

// Sizes on the wire, gzipped, in bytes.
const (
	pageBudget   = 60_000 // HTML and CSS of any page
	sampleBudget = 20_000 // the same of the sample's timeline
	scriptBudget = 8_000  // all scripts of a page
)

func gzipped(src []byte) int {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.DefaultCompression)
	z.Write(src)
	z.Close()
	return b.Len()
}

// No page weighs more than promised.
func TestWeight(t *testing.T) {
	for _, each := range sites {
		t.Run(each.name, func(t *testing.T) {
			s := siteNamed(t, each.name)
			heaviest, most := "", 0
			for _, p := range s.pages(t) {
				doc := parse(t, s, p)
				weight, scripts := gzipped(doc.src), 0
				for _, l := range doc.links {
					switch {
					case l.element == "link" && l.rel == "stylesheet":
						weight += gzipped(s.read(t, path.Join(path.Dir(p), l.path())))
					case l.element == "script":
						scripts += gzipped(s.read(t, path.Join(path.Dir(p), l.path())))
					}
				}
				if path.Base(p) == "timeline.html" && !strings.Contains(p, "/embed/") {
					continue // the whole timeline in one file, to be taken away
				}
				if weight > most {
					heaviest, most = p, weight
				}
				budget := pageBudget
				if each.name == "sample" && isTimeline(p) {
					budget = sampleBudget
				}
				if weight > budget {
					t.Errorf("%s: %d bytes of HTML and CSS, more than %d", p, weight, budget)
				}
				if scripts > scriptBudget {
					t.Errorf("%s: %d bytes of scripts, more than %d", p, scripts, scriptBudget)
				}
			}
			t.Logf("heaviest: %s, %d bytes of HTML and CSS gzipped", heaviest, most)
		})
	}
}

// isTimeline reports whether a page is the timeline of an incident.
func isTimeline(p string) bool { return strings.Count(p, "/") == 1 && path.Base(p) == "index.html" }

// A document is an HTML file as the crawl sees it.
type document struct {
	src   []byte
	ids   map[string]bool
	links []link
}

// A link is an address in a document.
type link struct{ element, rel, address string }

func (l link) path() string {
	p, _, _ := strings.Cut(l.address, "#")
	p, _, _ = strings.Cut(p, "?")
	if unescaped, err := url.PathUnescape(p); err == nil {
		return unescaped
	}
	return p
}

// The attributes that hold addresses, by element; "" is any element.
var addresses = map[string][]string{
	"": {"href", "src", "data", "poster", "cite", "action", "formaction", "xlink:href"},
}

func parse(t testing.TB, s *site, p string) *document {
	t.Helper()
	d := &document{src: s.read(t, p), ids: map[string]bool{}}
	root, err := html.Parse(bytes.NewReader(d.src))
	if err != nil {
		t.Fatal(p, err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attribute(n, "id"); id != "" {
			if d.ids[id] {
				t.Errorf("%s: two elements have the id %q", p, id)
			}
			d.ids[id] = true
		}
		for _, name := range addresses[""] {
			if v := attribute(n, name); v != "" {
				d.links = append(d.links, link{n.Data, attribute(n, "rel"), v})
			}
		}
		for candidate := range strings.SplitSeq(attribute(n, "srcset"), ",") {
			if f := strings.Fields(candidate); len(f) > 0 {
				d.links = append(d.links, link{n.Data, "", f[0]})
			}
		}
		if property := attribute(n, "property"); property == "og:image" || property == "og:url" {
			d.links = append(d.links, link{"meta", property, attribute(n, "content")})
		}
	}
	return d
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name || a.Namespace != "" && a.Namespace+":"+a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Every link, anchor and asset is there, from the web and from a disk, and
// every page is reached from the first.
func TestCrawl(t *testing.T) {
	for _, each := range sites {
		t.Run(each.name, func(t *testing.T) {
			s := siteNamed(t, each.name)
			report(t, crawl(t, s))
		})
	}
}

// report fails with the first of the problems, and says how many there are.
func report(t *testing.T, problems []string) {
	t.Helper()
	const most = 25
	for _, p := range problems[:min(len(problems), most)] {
		t.Error(p)
	}
	if len(problems) > most {
		t.Errorf("and %d more", len(problems)-most)
	}
}

func crawl(t *testing.T, s *site) []string {
	c := &crawler{t: t, site: s, base: baseURL, documents: map[string]*document{}, reached: map[string]bool{"index.html": true}}
	for _, p := range s.pages(t) {
		c.documents[p] = parse(t, s, p)
	}
	if c.documents["index.html"] == nil || c.documents["404.html"] == nil {
		c.problem("index.html or 404.html is missing")
		return c.problems
	}
	for _, p := range s.pages(t) {
		for _, l := range c.documents[p].links {
			c.follow(p, l)
		}
	}
	c.orphans()
	for _, p := range s.files(t, "") {
		if ext := path.Ext(p); c.documents[p] == nil && ext != ".png" {
			c.mentions(p)
		}
	}
	return c.problems
}

type crawler struct {
	t         *testing.T
	site      *site
	base      string
	documents map[string]*document
	reached   map[string]bool
	edges     map[string][]string
	problems  []string
}

func (c *crawler) problem(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

// follow checks one link of the page from.
func (c *crawler) follow(from string, l link) {
	u, err := url.Parse(l.address)
	if err != nil {
		c.problem("%s: %q: %v", from, l.address, err)
		return
	}
	if strings.HasPrefix(l.address, c.base) {
		c.published(from, l.address)
		return
	}
	switch {
	case u.Scheme == "data" && l.element != "a":
		return
	case u.Scheme == "mailto" && l.element == "a":
		return
	case u.Scheme != "":
		c.external(from, l)
		return
	case strings.HasPrefix(l.address, "/") || u.Host != "":
		if from != "404.html" {
			c.problem("%s: %q is not relative: it breaks under /repo/ or from a disk", from, l.address)
			return
		}
		c.published(from, strings.TrimSuffix(c.base, "/")+"/"+strings.TrimPrefix(l.address, "/repo/"))
		return
	}
	target := from
	if u.Path != "" {
		target = path.Join(path.Dir(from), l.path())
	}
	c.arrive(from, target, u.Fragment)
}

// arrive checks that the very file exists, so that a disk can serve the site,
// and has the anchor.
func (c *crawler) arrive(from, target, fragment string) {
	file, redirect := ghpages.Resolve(c.site.dir, target)
	if file == "" || redirect || file != filepath.Join(c.site.dir, filepath.FromSlash(target)) {
		c.problem("%s: no file %s", from, target)
		return
	}
	if c.edges == nil {
		c.edges = map[string][]string{}
	}
	c.edges[from] = append(c.edges[from], target)
	d := c.documents[target]
	if fragment == "" || fragment == "top" || d == nil || strings.HasPrefix(fragment, ":~:") {
		return
	}
	fragment, _, _ = strings.Cut(fragment, ":~:")
	if !d.ids[fragment] {
		c.problem("%s: %s has no id %q", from, target, fragment)
	}
}

// published checks an absolute address of the site itself.
func (c *crawler) published(from, address string) {
	u, err := url.Parse(address)
	if err != nil {
		c.problem("%s: %q: %v", from, address, err)
		return
	}
	base, _ := url.Parse(c.base)
	rest := strings.TrimPrefix(u.Path, base.Path)
	file, redirect := ghpages.Resolve(c.site.dir, rest)
	if file == "" || redirect {
		c.problem("%s: %s is not served", from, address)
		return
	}
	rel, _ := filepath.Rel(c.site.dir, file)
	if d := c.documents[filepath.ToSlash(rel)]; d != nil && u.Fragment != "" && !d.ids[u.Fragment] {
		c.problem("%s: %s: no such id", from, address)
	}
}

// external: other sites may be linked to and cited, not loaded from.
func (c *crawler) external(from string, l link) {
	if l.element == "a" || l.element == "blockquote" || l.element == "q" {
		if !strings.HasPrefix(l.address, "http") {
			c.problem("%s: a link to %q", from, l.address)
		}
		return
	}
	if l.element == "link" && slices.Contains([]string{"canonical", "alternate", "license"}, l.rel) {
		return
	}
	c.problem("%s: <%s> loads %s", from, l.element, l.address)
}

// orphans: every page is reached by links from the first one, but 404.html and
// what is made for other people's pages.
func (c *crawler) orphans() {
	for queue := []string{"index.html"}; len(queue) > 0; queue = queue[1:] {
		for _, next := range c.edges[queue[0]] {
			if !c.reached[next] {
				c.reached[next] = true
				queue = append(queue, next)
			}
		}
	}
	for p, d := range c.documents {
		exempt := p == "404.html" || strings.Contains("/"+p, "/embed/") || bytes.Contains(d.src, []byte(`http-equiv="refresh"`))
		if !c.reached[p] && !exempt {
			c.problem("%s: no link leads to it", p)
		}
	}
	slices.Sort(c.problems)
}

// mentions checks the absolute addresses of the site in a feed, a sitemap or
// another export.
func (c *crawler) mentions(p string) {
	src := c.site.read(c.t, p)
	src = regexp.MustCompile(`\r?\n[ \t]`).ReplaceAll(src, nil) // folded lines of iCalendar
	for _, m := range regexp.MustCompile(regexp.QuoteMeta(c.base)+`[^\s"'<>)\]}|\\,;]*`).FindAll(src, -1) {
		address := strings.ReplaceAll(string(m), "&amp;", "&")
		if strings.ContainsAny(address, "{*") {
			continue
		}
		c.published(p, strings.TrimRight(address, "."))
	}
}

// The Nu checker has nothing to say against any page of the sample, nor against
// every kind of page of the others.
func TestNu(t *testing.T) {
	need(t, "java", java)
	jar := needFile(t, "vnu-jar/build/dist/vnu.jar")
	for _, each := range sites {
		t.Run(each.name, func(t *testing.T) {
			s := siteNamed(t, each.name)
			pages := s.chosen(t, each.whole)
			if each.whole {
				pages = s.pages(t)
			}
			report(t, nu(t, jar, s, append(pages, s.files(t, ".css")...)))
		})
	}
}

func nu(t *testing.T, jar string, s *site, pages []string) []string {
	args := []string{"-Dnu.validator.servlet.allow-forbidden-hosts=true", "-Dnu.validator.servlet.allowed-address-type=all", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--also-check-css"}
	for _, p := range pages {
		args = append(args, s.url(p)) // over HTTP, where style-src 'self' has a meaning
	}
	out, err := exec.Command(java, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var result struct {
		Messages []struct {
			Type, SubType, URL, Message, Extract string
			LastLine                             int
		}
	}
	if err := json.Unmarshal(out, &result); err != nil {
		t.Fatalf("%v\n%.2000s", err, out)
	}
	var list []string
	for _, m := range result.Messages {
		if m.Type == "info" && (m.SubType != "warning" || doesNotMatter(s, m.Message)) {
			continue
		}
		rel := strings.TrimPrefix(m.URL, s.base)
		list = append(list, fmt.Sprintf("%s:%d: %s %s: %s: %s", rel, m.LastLine, m.Type, m.SubType, m.Message, m.Extract))
	}
	return list
}

// doesNotMatter says which warnings of the Nu checker are let pass.
func doesNotMatter(s *site, message string) bool {
	// The policy allows the style by its hash, which the checker does not
	// compute. The browser does: TestPages reads its console.
	// It also takes data in JSON-LD for a script.
	if strings.HasPrefix(message, "Inline style violates Content Security Policy") ||
		strings.HasPrefix(message, "Inline script violates Content Security Policy") {
		return true
	}
	// The right-to-left site has English words and articles on purpose.
	return s.name == "rtl" && strings.HasPrefix(message, "This document appears to be written in English")
}

// Every drawing is well-formed XML with the namespace that a browser needs.
func TestDrawings(t *testing.T) {
	for _, each := range sites {
		s := siteNamed(t, each.name)
		for _, p := range s.files(t, ".svg") {
			var root struct {
				XMLName xml.Name
			}
			if err := xml.Unmarshal(s.read(t, p), &root); err != nil || root.XMLName.Space != "http://www.w3.org/2000/svg" {
				t.Errorf("%s: %s: %v %v", s.name, p, root.XMLName, err)
			}
		}
	}
}
