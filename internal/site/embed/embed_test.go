package embed_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"buildsite/internal/config"
	"buildsite/internal/export/exporttest"
	"buildsite/internal/locale"
	"buildsite/internal/output"
	"buildsite/internal/site/embed"
	"buildsite/internal/timeline"
	"buildsite/templates"
)

func options(lang, base string) embed.Options {
	c := config.Default()
	c.BaseURL = base
	return embed.Options{
		Config: c, Words: locale.For(lang), Dir: "foreign-ministry/", Title: `Cyberattack on the "ministry" & <others>`,
		Language: "en", SiteTitle: "Example Timelines", Templates: []fs.FS{templates.FS, nil},
		Page: func(w io.Writer, _, title, policy string, body template.HTML) error {
			_, err := fmt.Fprintf(w, "<!DOCTYPE html><html><head><title>%s</title><meta http-equiv=\"Content-Security-Policy\" content=\"%s\"></head><body>%s</body></html>",
				template.HTMLEscapeString(title), template.HTMLEscapeString(policy), body)
			return err
		},
	}
}

const base = "https://news.example/timelines/"

// files returns the files of t by path.
func files(t *testing.T, tl *timeline.Timeline, o embed.Options) map[string]string {
	t.Helper()
	list, err := embed.Files(tl, o)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range list {
		if _, twice := out[f.Path]; twice {
			t.Errorf("%s twice", f.Path)
		}
		out[f.Path] = written(t, f)
	}
	return out
}

func written(t *testing.T, f output.File) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatalf("%s: %v", f.Path, err)
	}
	return b.String()
}

// A node is an element with its attributes and, for style and script, its text.
type node struct {
	name string
	attr map[string]string
	text string
}

func elements(t *testing.T, page string) []node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var list []node
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		one := node{name: n.Data, attr: map[string]string{}}
		for _, a := range n.Attr {
			one.attr[a.Key] = a.Val
		}
		if n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
			one.text = n.FirstChild.Data
		}
		list = append(list, one)
	}
	return list
}

func find(list []node, name string, attr ...string) []node {
	var out []node
	for _, n := range list {
		if n.name == name && (len(attr) == 0 || n.attr[attr[0]] == attr[1]) {
			out = append(out, n)
		}
	}
	return out
}

// framed returns the paths of the pages for frames.
func framed(all map[string]string) []string {
	var paths []string
	for path := range all {
		name := path[strings.LastIndexByte(path, '/')+1:]
		if strings.Contains(path, "/embed/") && strings.HasSuffix(name, ".html") && name != "index.html" && name != "fragment.html" &&
			!strings.HasPrefix(name, "get-") && !strings.HasPrefix(name, "arc-") {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// A framed page asks for nothing beyond itself, its policy allows just its own
// style and script by hash, it is not indexed, and leads to our own pages only.
func TestFramedPagesAskForNothing(t *testing.T) {
	for _, base := range []string{base, ""} {
		all := files(t, exporttest.Sample(), options("en", base))
		paths := framed(all)
		if len(paths) < 3+4 {
			t.Fatalf("only %v", paths)
		}
		for _, path := range paths {
			list := elements(t, all[path])
			for _, name := range []string{"img", "iframe", "object", "embed", "video", "audio", "source", "base", "form"} {
				if len(find(list, name)) > 0 {
					t.Errorf("%s has <%s>", path, name)
				}
			}
			checkPolicy(t, path, list)
			if len(find(list, "meta", "content", "noindex")) != 1 {
				t.Errorf("%s may be indexed", path)
			}
			if c := find(list, "link", "rel", "canonical"); len(c) != 1 || base != "" && !strings.HasPrefix(c[0].attr["href"], base+"foreign-ministry/") {
				t.Errorf("%s: canonical %v", path, c)
			}
			for _, l := range find(list, "link") {
				if l.attr["rel"] == "stylesheet" || l.attr["rel"] == "icon" && l.attr["href"] != "data:," {
					t.Errorf("%s loads %s", path, l.attr["href"])
				}
			}
			for _, a := range find(list, "a") {
				if !strings.HasPrefix(a.attr["href"], "../") || a.attr["rel"] != "noopener" || a.attr["target"] != "_blank" {
					t.Errorf("%s: link %v", path, a.attr)
				}
			}
		}
	}
}

func checkPolicy(t *testing.T, path string, list []node) {
	t.Helper()
	policy := find(list, "meta", "http-equiv", "Content-Security-Policy")
	if len(policy) != 1 {
		t.Fatalf("%s: %d policies", path, len(policy))
	}
	text := policy[0].attr["content"]
	if strings.Contains(text, "unsafe") || !strings.HasPrefix(text, "default-src 'none'") {
		t.Errorf("%s: %s", path, text)
	}
	for _, name := range []string{"style", "script"} {
		for _, n := range find(list, name) {
			sum := sha256.Sum256([]byte(n.text))
			source := n.attr["src"] == "" && !strings.Contains(text, name+"-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
			if source {
				t.Errorf("%s: the policy does not allow its own %s", path, name)
			}
		}
	}
	for _, n := range list {
		if n.attr["style"] != "" || n.attr["onclick"] != "" {
			t.Errorf("%s: <%s> has a style or handler that the policy forbids", path, n.name)
		}
	}
}

// Every page but the fragment keeps its own policy, "Embed" pages and panels
// too.
func TestPolicies(t *testing.T) {
	for path, page := range files(t, exporttest.Sample(), options("cs", base)) {
		if strings.HasSuffix(path, ".html") && !strings.HasSuffix(path, "/fragment.html") {
			checkPolicy(t, path, elements(t, page))
		}
	}
}

// Twenty events with their sources take at most 20 kB compressed.
func TestWeight(t *testing.T) {
	all := files(t, exporttest.Many(20), options("en", base))
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, all["foreign-ministry/embed/timeline.html"])
	z.Close()
	if b.Len() > 20_000 {
		t.Errorf("timeline.html is %d bytes compressed", b.Len())
	}
	f, err := embed.Parent(templates.FS, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(written(t, f)); n > 1024 {
		t.Errorf("the script for parents is %d bytes", n)
	}
}

// A thousand events: each view shows a part, the newest of it, and says so.
func TestLongTimeline(t *testing.T) {
	all := files(t, exporttest.Many(1100), options("en", base))
	for name, want := range map[string]struct {
		events int
		says   string
	}{
		"timeline":                    {20, "The newest 20 of 1,100 events."},
		"latest":                      {5, "The newest 5 of 1,100 events."},
		"compact":                     {100, "The newest 100 of 1,100 events."},
		"year-2021":                   {20, "The newest 20 of 365 events."},
		"actor-agency-3":              {20, "The newest 20 of 220 events."},
		"type-statement":              {20, "The newest 20 of 367 events."},
		"event-2023-01-04-event-044b": {1, ""},
	} {
		page := all["foreign-ministry/embed/"+name+".html"]
		list := elements(t, page)
		if got := len(find(list, "li")); got != want.events {
			t.Errorf("%s shows %d events, want %d", name, got, want.events)
		}
		if !strings.Contains(page, want.says) || want.says == "" && strings.Contains(page, "The newest") {
			t.Errorf("%s does not say %q", name, want.says)
		}
	}
	if !strings.Contains(all["foreign-ministry/embed/timeline.html"], "2023-01-04-event-044b") {
		t.Error("the newest event is not in the default view")
	}
	if embed.HasEvent(exporttest.Many(1100), "2020-01-01-event-0000") {
		t.Error("event 1 of 1,100 has a page of its own")
	}
}

// The events with embeds of their own are the newest; fewer in a long incident.
func TestEventsWithEmbeds(t *testing.T) {
	for events, want := range map[int]int{1: 1, 100: 100, 101: 50, 1100: 50} {
		if got := len(embed.Events(exporttest.Many(events))); got != want {
			t.Errorf("of %d events %d have embeds, want %d", events, got, want)
		}
	}
}

// Hostile text is text, in every file.
func TestHostileText(t *testing.T) {
	for path, page := range files(t, exporttest.Sample(), options("en", base)) {
		if strings.HasSuffix(path, ".html") && strings.Contains(page, "<script>alert") {
			t.Errorf("%s runs the text of an article", path)
		}
		if strings.HasSuffix(path, ".svg") {
			if err := wellFormed(page); err != nil || strings.Contains(page, "<script") {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

func wellFormed(doc string) error {
	d := xml.NewDecoder(strings.NewReader(doc))
	for {
		if _, err := d.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

// The oEmbed answers have what oembed.com asks of the type rich, and what
// WordPress keeps: one blockquote without attributes, one frame without a
// fragment in its address.
func TestOEmbed(t *testing.T) {
	all := files(t, exporttest.Sample(), options("en", base))
	n := 0
	for path, doc := range all {
		if !strings.HasSuffix(path, ".json") {
			continue
		}
		n++
		var a struct {
			Version, Type, Title, HTML string
			Width, Height              int
		}
		if err := json.Unmarshal([]byte(doc), &a); err != nil {
			t.Fatal(err)
		}
		if a.Version != "1.0" || a.Type != "rich" || a.Width < 1 || a.Height < 200 || a.Title == "" {
			t.Errorf("%s: %+v", path, a)
		}
		list := elements(t, a.HTML)
		quotes, frames := find(list, "blockquote"), find(list, "iframe")
		if len(quotes) != 1 || len(quotes[0].attr) != 0 || len(frames) != 1 {
			t.Fatalf("%s: %s", path, a.HTML)
		}
		u, err := url.Parse(frames[0].attr["src"])
		if err != nil || u.Scheme != "https" || u.Fragment != "" || all["foreign-ministry"+strings.TrimPrefix(u.Path, "/timelines/foreign-ministry")] == "" {
			t.Errorf("%s: frame %v, %v", path, frames[0].attr, err)
		}
	}
	if n != 5 {
		t.Errorf("%d oEmbed files, want 5", n)
	}
	o := options("en", base)
	if got := embed.OEmbed(exporttest.Sample(), o, ""); all[strings.TrimPrefix(got, base)] == "" {
		t.Errorf("no file at %s", got)
	}
	if got := embed.OEmbed(exporttest.Sample(), o, "2022-campaign-begins-0a1b2c"); all[strings.TrimPrefix(got, base)] == "" {
		t.Errorf("no file at %s", got)
	}
	if got := embed.OEmbed(exporttest.Sample(), options("en", ""), ""); got != "" {
		t.Errorf("without a base: %s", got)
	}
}

// The "Embed" page has every snippet, each a text to copy, and previews at
// three widths; with pins it offers the frozen copies too.
func TestEmbedPage(t *testing.T) {
	o := options("en", base)
	o.Pins = []string{"2025-06-01"}
	all := files(t, exporttest.Sample(), o)
	for _, path := range []string{"foreign-ministry/embed/index.html", "foreign-ministry/embed/get-2022-campaign-begins-0a1b2c.html"} {
		list := elements(t, all[path])
		if got := len(find(list, "textarea")); got != 10+1 {
			t.Errorf("%s: %d snippets", path, got)
		}
		if got := len(find(list, "iframe")); got != 3 {
			t.Errorf("%s: %d previews", path, got)
		}
		for _, f := range find(list, "iframe") {
			if all["foreign-ministry/embed/"+f.attr["src"]] == "" {
				t.Errorf("%s previews %s, which is not there", path, f.attr["src"])
			}
		}
	}
	if !strings.Contains(all["foreign-ministry/embed/index.html"], "https://news.example/timelines/v/2025-06-01/foreign-ministry/embed/timeline.html") {
		t.Error("no pinned copy")
	}
	if page := files(t, exporttest.Sample(), options("en", ""))["foreign-ministry/embed/index.html"]; !strings.Contains(page, "base_url") {
		t.Error("nothing says that the snippets need a base address")
	}
}

// Every link of the fragment is absolute and leads to our pages; it has no
// script, frame or class without our prefix.
func TestFragment(t *testing.T) {
	page := files(t, exporttest.Sample(), options("en", base))["foreign-ministry/embed/fragment.html"]
	list := elements(t, page)
	if len(find(list, "li")) != 4 || len(find(list, "script"))+len(find(list, "iframe")) != 0 {
		t.Error(page)
	}
	for _, n := range list {
		if c := n.attr["class"]; c != "" && !strings.HasPrefix(c, "itl-") {
			t.Errorf("class %s", c)
		}
		if h := n.attr["href"]; h != "" && !strings.HasPrefix(h, base+"foreign-ministry/") {
			t.Errorf("link %s", h)
		}
	}
}

// The file with the whole timeline holds every event, the background, every
// quote and every reference, and asks for nothing. A digest is no quotation.
func TestWhole(t *testing.T) {
	tl := exporttest.Sample()
	page := files(t, tl, options("en", base))["foreign-ministry/timeline.html"]
	list := elements(t, page)
	checkPolicy(t, "timeline.html", list)
	if n := len(find(list, "li")); n != 4+1+3 {
		t.Errorf("%d entries", n)
	}
	if n := len(find(list, "blockquote")); n != 5 {
		t.Errorf("%d quotations, want 5: two of seven are digests", n)
	}
	for _, name := range []string{"script", "img", "iframe"} {
		if len(find(list, name)) > 0 {
			t.Errorf("has <%s>", name)
		}
	}
	for _, want := range []string{
		"Útok začal na jaře 2023, uvedl úřad &lt;b&gt;včera&lt;/b&gt; &amp; dnes.", "https://archive.example/x",
		"Sources differ. On the date: 2022 (Example Gazette); spring 2023 (Ukázkový kurýr)", "Alleged · ",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("does not say %s", want)
		}
	}
	tl.Articles[0].URL = "javascript:alert(1)"
	if page := files(t, tl, options("en", base))["foreign-ministry/timeline.html"]; strings.Contains(page, "javascript:") {
		t.Error("a script is a link")
	}
}

// A template of the site folder takes the place of the default, and a mistake
// in it is an error that names the file.
func TestTemplatesOfTheSite(t *testing.T) {
	o := options("en", base)
	o.Templates = append(o.Templates, fstest.MapFS{"embed/embed.css": {Data: []byte("body{color:red}")}})
	if page := files(t, exporttest.Sample(), o)["foreign-ministry/embed/timeline.html"]; !strings.Contains(page, "<style>body{color:red}</style>") {
		t.Error("the style of the site folder is not used")
	}
	o.Templates = append(o.Templates, fstest.MapFS{"embed/item.html": {Data: []byte("{{.NoSuchField}}")}})
	if _, err := embed.Files(exporttest.Sample(), o); err == nil || !strings.Contains(err.Error(), "embed/item.html:1") {
		t.Errorf("error %v", err)
	}
}

// A colour of the configuration reaches the pages only as a plain hexadecimal
// one.
func TestAccent(t *testing.T) {
	for accent, want := range map[string]bool{"#0a5": true, "#00aa55": true, "red}body{display:none": false, "#12345": false} {
		o := options("en", base)
		o.Config.Theme.Accent = accent
		page := files(t, exporttest.Sample(), o)["foreign-ministry/embed/timeline.html"]
		if got := strings.Contains(page, "{--accent:"+accent+"}"); got != want {
			t.Errorf("%s: %v", accent, got)
		}
	}
}

// The same timeline gives the same bytes.
func TestStable(t *testing.T) {
	if a, b := fmt.Sprint(files(t, exporttest.Many(40), options("cs", base))), fmt.Sprint(files(t, exporttest.Many(40), options("cs", base))); a != b {
		t.Error("two runs differ")
	}
}
