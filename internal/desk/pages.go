package desk

import (
	"bytes"
	"net/url"
	"path"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"buildsite/internal/problem"
)

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// A reference is an address in a page.
type reference struct {
	at     int // byte offset in the page
	target string
}

// A scanned page is what CheckPages needs of one.
type scannedPage struct {
	ids        map[string]bool
	references []reference
	noAlt      []int // byte offsets of pictures without alternative text
}

// CheckPages looks at the finished pages of a site, by their paths in it: every
// address inside the site must lead to a file, every anchor to an element, and
// every picture must have alternative text.
func CheckPages(files map[string][]byte) problem.List {
	var problems problem.List
	pages := map[string]*scannedPage{}
	for name, src := range files {
		if strings.HasSuffix(name, ".html") {
			pages[name] = scanPage(src)
		}
	}
	names := make([]string, 0, len(pages))
	for name := range pages {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		src := string(files[name])
		for _, at := range pages[name].noAlt {
			problems = append(problems, problem.At(name, src, at, "the picture has no alternative text").WithHint("add alt=\"…\", or alt=\"\" if it only decorates"))
		}
		for _, ref := range pages[name].references {
			if what := dead(name, ref.target, files, pages); what != "" {
				problems = append(problems, problem.At(name, src, ref.at, "%s: %s", what, ref.target))
			}
		}
	}
	return problems
}

// scanPage reads the ids and addresses of a page.
func scanPage(src []byte) *scannedPage {
	p := &scannedPage{ids: map[string]bool{}}
	z := html.NewTokenizer(bytes.NewReader(src))
	at := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return p
		}
		start := at
		at += len(z.Raw())
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		p.tag(z, start)
	}
}

func (p *scannedPage) tag(z *html.Tokenizer, start int) {
	name, more := z.TagName()
	tag := string(name)
	alt := tag != "img"
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch k := string(key); {
		case k == "id" || k == "name" && tag == "a":
			p.ids[string(value)] = true
		case k == "alt":
			alt = true
		case k == "href" && tag != "base" || k == "src":
			p.references = append(p.references, reference{at: start, target: string(value)})
		}
	}
	if !alt {
		p.noAlt = append(p.noAlt, start)
	}
}

// dead says why an address of a page leads nowhere, "" when it does lead
// somewhere or out of the site.
func dead(page, target string, files map[string][]byte, pages map[string]*scannedPage) string {
	u, err := url.Parse(target)
	if err != nil {
		return "an address that cannot be read"
	}
	if u.Scheme != "" || u.Host != "" {
		return ""
	}
	name := page
	if u.Path != "" {
		name = path.Join(path.Dir(page), u.Path)
		if strings.HasPrefix(u.Path, "/") {
			return "" // only 404.html has them, for a site whose root is known
		}
		if strings.HasSuffix(u.Path, "/") || name == "." {
			name = path.Join(name, "index.html")
		}
	}
	if _, ok := files[name]; !ok {
		return "a link to a file that is not there"
	}
	fragment, _, _ := strings.Cut(u.Fragment, ":~:")
	if fragment == "" || pages[name] == nil || pages[name].ids[fragment] {
		return ""
	}
	return "a link to an anchor that is not there"
}
