package e2e

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// On paper a timeline has all its events, and each source with its address.
func TestPrint(t *testing.T) {
	need(t, "chromium", chromium)
	need(t, "pdftotext", pdftotext)
	for _, name := range []string{"sample", "30", "300", "1000"} {
		t.Run(name, func(t *testing.T) {
			s := siteNamed(t, name)
			b := open(t, s.url("index.html"), look{})
			paper := printed(t, b)
			titles := eval[[]string](t, b, `[...document.querySelectorAll(".timeline li[id]")].map(li => li.querySelector("h3 a, a").textContent)`)
			if len(titles) < 5 {
				t.Fatalf("only %d events on the page", len(titles))
			}
			for _, title := range titles {
				if !strings.Contains(paper, squeezed(title)) {
					t.Errorf("not printed: %s", title)
				}
			}
		})
	}
}

// The printed timeline of up to a hundred events has the address of every
// source; that of a longer one has its references on pages of their own.
func TestPrintSources(t *testing.T) {
	need(t, "chromium", chromium)
	need(t, "pdftotext", pdftotext)
	for _, c := range []struct {
		site  string
		pages []string
	}{{"30", []string{"index.html"}}, {"300", []string{"chronicle/sources.html", "chronicle/sources-2.html"}}} {
		t.Run(c.site, func(t *testing.T) {
			s, paper := siteNamed(t, c.site), ""
			for _, page := range c.pages {
				paper += printed(t, open(t, s.url(page), look{}))
			}
			for _, u := range sourceURLs(t, c.site) {
				if !strings.Contains(paper, squeezed(u)) {
					t.Errorf("not printed: %s", u)
				}
			}
		})
	}
}

// sourceURLs returns the addresses of a generated site's articles, in order of
// publication.
func sourceURLs(t *testing.T, site string) []string {
	files, err := filepath.Glob(filepath.Join(workDir, site+"-content", "content", "*", "articles", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	var urls []string
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if m := regexp.MustCompile(`(?m)^url = "(.*)"$`).FindSubmatch(src); m != nil {
			urls = append(urls, string(m[1]))
		}
	}
	if len(urls) < 20 {
		t.Fatalf("only %d addresses", len(urls))
	}
	return urls
}

// printed returns the text of the page printed on A4, without white space.
func printed(t *testing.T, b *tab) string {
	t.Helper()
	cmd := exec.Command(pdftotext, "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(b.pdf(t))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return squeezed(string(out))
}

func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00ad' || r == '\u200b' {
			return -1
		}
		return r
	}, s)
}
