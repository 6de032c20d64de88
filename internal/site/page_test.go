package site

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/url"
	"path"
	"regexp"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"buildsite/internal/config"
	"buildsite/internal/timeline"
)

var (
	sitesOnce sync.Once
	sitesMade map[string]map[string]string
)

// sites returns the sites that all pages are tested on, made once.
func sites(t *testing.T) map[string]map[string]string {
	t.Helper()
	sitesOnce.Do(func() { sitesMade = makeSites(t) })
	return sitesMade
}

func makeSites(t *testing.T) map[string]map[string]string {
	two := fixture(t)
	second := *two.Incidents[0]
	second.Name, second.Title = "second", "A second incident"
	two.Incidents = append(two.Incidents, &second)
	two.Config.Languages = []string{"cs", "he"}
	two.Pages = []*Page{
		{Name: "about", Title: "About", Markdown: "# Žluť\n\n[Timeline](~/outage/index.html) and [deep](notes/deep.md#here).\n", Path: "content/pages/about.md"},
		{Name: "notes/deep", Title: "Deep", Markdown: "## Here\n\n```json\n{\"a\": 1}\n```\n\n[back](../about.md#žluť)\n", Path: "content/pages/notes/deep.md"},
	}
	long := generated(1100, 400)
	long.Incidents[0].Timeline.Context = generated(150, 10).Incidents[0].Timeline.Events
	for k, e := range long.Incidents[0].Timeline.Context {
		e.ID = "context-" + itoa(k)
		for n := range e.Citations {
			e.Citations[n].Report = long.Incidents[0].Timeline.Articles[k]
			e.Citations[n].Span.Start, e.Citations[n].Span.End = 0, 10
		}
	}
	return map[string]map[string]string{
		"one incident": build(t, fixture(t)), "two incidents in three languages": build(t, two), "1,100 events": build(t, long),
	}
}

// foreign reports whether file is of other packages, which test it themselves:
// embeds, and the timeline as one file.
func foreign(file string) bool {
	return strings.Contains(file, "/embed/") || strings.HasSuffix(file, "/timeline.html")
}

// An element is an element of a page with its attributes.
type element struct {
	name string
	attr map[string]string
	text string // of the element and all in it
}

// elements returns the elements of a page.
func elements(t *testing.T, page string) []element {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var list []element
	var walk func(*html.Node) string
	walk = func(n *html.Node) string {
		if n.Type == html.TextNode {
			return n.Data
		}
		at := len(list)
		if n.Type == html.ElementNode {
			e := element{name: n.Data, attr: map[string]string{}}
			for _, a := range n.Attr {
				e.attr[a.Key] = a.Val
			}
			list = append(list, e)
		}
		text := ""
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			text += walk(c)
		}
		if n.Type == html.ElementNode {
			list[at].text = text
		}
		return text
	}
	walk(root)
	return list
}

// Every address inside a site leads to a file of it, and to an element of the
// file when it names one; every id stands once on its page.
func TestLinks(t *testing.T) {
	for name, files := range sites(t) {
		t.Run(name, func(t *testing.T) {
			ids := map[string]map[string]bool{}
			parsed := map[string][]element{}
			for file, text := range files {
				if path.Ext(file) != ".html" || foreign(file) {
					continue
				}
				ids[file], parsed[file] = map[string]bool{}, elements(t, text)
				for _, e := range parsed[file] {
					if id, ok := e.attr["id"]; ok {
						if ids[file][id] {
							t.Errorf("%s: two elements have the id %q", file, id)
						}
						ids[file][id] = true
					}
				}
			}
			links := 0
			for file, list := range parsed {
				for _, e := range list {
					for _, key := range []string{"href", "src"} {
						if to, ok := e.attr[key]; ok && checkLink(t, files, ids, file, to) {
							links++
						}
					}
					for _, key := range []string{"aria-labelledby", "for"} {
						if to, ok := e.attr[key]; ok && !ids[file][to] {
							t.Errorf("%s: %s=%q names no element", file, key, to)
						}
					}
				}
			}
			if links < 50 {
				t.Errorf("only %d links were looked at", links)
			}
		})
	}
}

// checkLink reports whether to is an address inside the site, and complains when
// it leads nowhere.
func checkLink(t *testing.T, files map[string]string, ids map[string]map[string]bool, from, to string) bool {
	t.Helper()
	if strings.Contains(to, "~/") {
		t.Errorf("%s: %q was not made relative", from, to)
	}
	if file, ok := strings.CutPrefix(to, "https://desk.example/"); ok {
		file = strings.TrimPrefix(file, "repo/")
		if file == "" || strings.HasSuffix(file, "/") {
			file += "index.html"
		}
		if _, ok := files[file]; !ok {
			t.Errorf("%s: %q leads to no file", from, to)
		}
		return true
	}
	if strings.Contains(to, ":") {
		return false
	}
	target, fragment, _ := strings.Cut(to, "#")
	if decoded, err := url.PathUnescape(fragment); err == nil {
		fragment = decoded
	}
	target, _, _ = strings.Cut(target, "?")
	switch {
	case target == "":
		target = from
	case from == "404.html":
		target = strings.TrimPrefix(strings.TrimPrefix(target, "/repo/"), "/")
	default:
		target = path.Join(path.Dir(from), target)
	}
	if _, ok := files[target]; !ok {
		t.Errorf("%s: %q leads to no file", from, to)
	} else if fragment != "" && ids[target] != nil && !ids[target][fragment] {
		t.Errorf("%s: %q names no element of %s", from, to, target)
	}
	return true
}

// Every quotation stands in its article byte for byte, in the language of the
// article, and our own summaries are never shown as quotations.
func TestQuotes(t *testing.T) {
	s := fixture(t)
	articles := s.Incidents[0].Timeline.Articles
	quotes := 0
	for file, text := range build(t, s) {
		if path.Ext(file) != ".html" || foreign(file) {
			continue
		}
		for _, e := range elements(t, text) {
			if e.name != "blockquote" && e.name != "q" {
				continue
			}
			quotes++
			if !quoted(articles, e) {
				t.Errorf("%s: %q (lang %q) stands in no article that may be quoted", file, e.text, e.attr["lang"])
			}
		}
	}
	if quotes != 5 {
		t.Errorf("%d quotations were looked at, want 5", quotes)
	}
}

func quoted(articles []*timeline.Report, e element) bool {
	for _, r := range articles {
		if r.Rights != "digest" && r.Language == e.attr["lang"] && strings.Contains(r.Text, e.text) {
			return true
		}
	}
	return false
}

// Pages stay light: any page and the style sheet together are at most 60 kB on
// the wire, the optional script at most 8 kB.
func TestWeight(t *testing.T) {
	for _, n := range []int{300, 1000} {
		files := build(t, generated(n, n))
		style := zipped(t, files["style.css"])
		if got := zipped(t, files["filter.js"]); got > 8000 {
			t.Errorf("the script has %d bytes", got)
		}
		for file, text := range files {
			if path.Ext(file) != ".html" || foreign(file) {
				continue
			}
			if got := zipped(t, text) + style; got > 60_000 {
				t.Errorf("%d events: %s has %d bytes with its style sheet", n, file, got)
			}
		}
	}
}

func zipped(t *testing.T, s string) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// No page asks another host for anything, no script or style stands inline, and
// what an article says never becomes markup.
func TestNoThirdParty(t *testing.T) {
	for name, files := range sites(t) {
		for file, text := range files {
			if path.Ext(file) != ".html" || foreign(file) {
				continue
			}
			for _, e := range elements(t, text) {
				if src := e.attr["src"]; strings.Contains(src, "//") {
					t.Errorf("%s: %s: %s loads %s", name, file, e.name, src)
				}
				if e.name == "link" && e.attr["rel"] == "stylesheet" && strings.Contains(e.attr["href"], "//") {
					t.Errorf("%s: %s: style from %s", name, file, e.attr["href"])
				}
				if e.name == "script" && e.attr["src"] == "" && e.attr["type"] != "application/ld+json" {
					t.Errorf("%s: %s has an inline script", name, file)
				}
				if _, ok := e.attr["style"]; ok || e.name == "style" && file != "404.html" {
					t.Errorf("%s: %s has inline style", name, file)
				}
				for key := range e.attr {
					if strings.HasPrefix(key, "on") {
						t.Errorf("%s: %s: %s has %s", name, file, e.name, key)
					}
				}
			}
			if strings.Contains(text, "<script>alert") || strings.Contains(text, "ZgotmplZ") {
				t.Errorf("%s: %s holds markup of an article", name, file)
			}
		}
	}
}

// Every text of the interface has its words, in every language.
func TestWords(t *testing.T) {
	for name, files := range sites(t) {
		for file, text := range files {
			if i := strings.Index(text, "⟦"); i >= 0 {
				t.Errorf("%s: %s: no words for %s", name, file, text[i:min(len(text), i+40)])
			}
		}
	}
}

// Headings never skip a level, and each page has one of the first.
func TestHeadings(t *testing.T) {
	level := regexp.MustCompile(`^h([1-6])$`)
	for name, files := range sites(t) {
		for file, text := range files {
			if path.Ext(file) != ".html" || foreign(file) {
				continue
			}
			last, first := 0, 0
			for _, e := range elements(t, text) {
				m := level.FindStringSubmatch(e.name)
				if m == nil {
					continue
				}
				now := int(m[1][0] - '0')
				if now > last+1 {
					t.Errorf("%s: %s: h%d %q follows h%d", name, file, now, strings.TrimSpace(e.text), last)
				}
				if last = now; now == 1 {
					first++
				}
			}
			if first != 1 && !strings.HasPrefix(file, "notes/") && !strings.HasSuffix(file, "about.html") && !strings.Contains(file, "notes/") {
				t.Errorf("%s: %s has %d headings of the first level", name, file, first)
			}
		}
	}
}

// Structured data parses, and gives no date that is not one.
func TestStructuredData(t *testing.T) {
	date := regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)
	s := fixture(t)
	s.Incidents[0].Timeline.Events[0].Date = mustDate(t, "1998~")
	pages := 0
	for file, text := range build(t, s) {
		if path.Ext(file) != ".html" || foreign(file) {
			continue
		}
		for _, e := range elements(t, text) {
			if e.attr["type"] != "application/ld+json" {
				continue
			}
			pages++
			var d ldThing
			if err := json.Unmarshal([]byte(e.text), &d); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			if d.Context != "https://schema.org" {
				t.Errorf("%s: context %q", file, d.Context)
			}
			for _, a := range d.About {
				if a.Type == "Event" && !date.MatchString(a.StartDate) {
					t.Errorf("%s: event %q starts on %q", file, a.Name, a.StartDate)
				}
			}
		}
	}
	if pages < 5 {
		t.Errorf("only %d pages have structured data", pages)
	}
}

// The same site gives the same bytes, and its files have the same order.
func TestDeterministic(t *testing.T) {
	first, second := build(t, generated(300, 90)), build(t, generated(300, 90))
	if len(first) != len(second) {
		t.Fatalf("%d and %d files", len(first), len(second))
	}
	for file, text := range first {
		if second[file] != text {
			t.Errorf("%s: %s", file, firstDifference(second[file], text))
		}
	}
}

// A site without a base URL has no absolute address of its own.
func TestNoBaseURL(t *testing.T) {
	s := fixture(t)
	s.Config.BaseURL = ""
	for file, text := range build(t, s) {
		if path.Ext(file) != ".html" || foreign(file) {
			continue
		}
		for _, e := range elements(t, text) {
			if e.name == "link" && e.attr["rel"] == "canonical" || e.attr["property"] == "og:url" || e.attr["property"] == "og:image" {
				t.Errorf("%s has %v", file, e.attr)
			}
		}
	}
}

// What config.toml keeps back is on no page.
func TestPublish(t *testing.T) {
	s := fixture(t)
	s.Config.Publish = config.Reviewed
	s.Incidents[0].Timeline.Events[1].Desk.Reviewed = true
	files := build(t, s)
	if _, ok := files["outage/events/2024-03-05-shut-down.html"]; !ok {
		t.Error("the reviewed event has no page")
	}
	for file, text := range files {
		if strings.Contains(text, "The plant is built") {
			t.Errorf("%s shows an event that nobody reviewed", file)
		}
	}
}

// Merged events lead on to the one that took their place.
func TestRedirect(t *testing.T) {
	s := fixture(t)
	s.Incidents[0].Timeline.Redirects = []timeline.Redirect{{From: "old-id", To: "1998-plant-built"}}
	page := build(t, s)["outage/events/old-id.html"]
	for _, want := range []string{
		`<meta http-equiv="refresh" content="0; url=1998-plant-built.html">`,
		`<link rel="canonical" href="https://desk.example/repo/outage/events/1998-plant-built.html">`,
		`<a href="1998-plant-built.html"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s:\n%s", want, page)
		}
	}
}
