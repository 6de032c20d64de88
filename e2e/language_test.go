package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
)

// A page in a language with diacritics says its language, has words of it in
// every part, and sets every letter of a line in one font: none is borrowed from
// another for want of a letter.
func TestDiacritics(t *testing.T) {
	need(t, "chromium", chromium)
	s := siteNamed(t, "cs")
	for _, page := range []string{"index.html", "chronicle/method.html", "chronicle/matrix.html", "chronicle/embed/index.html"} {
		b := open(t, s.url(page), look{})
		if lang := eval[string](t, b, "document.documentElement.lang"); lang != "cs" {
			t.Errorf("%s: the language is %q", page, lang)
		}
		for _, part := range []string{"h1", ".masthead nav li:nth-child(3) a", "main :is(.lead, .note)", "body > footer > p"} {
			words := eval[string](t, b, "document.querySelector(`"+part+"`)?.textContent ?? ''")
			if strings.ToLower(words) == strings.ToLower(ascii(words)) && part != "h1" {
				t.Errorf("%s: %s has no letter with a diacritic: %q", page, part, words)
			}
			if fonts := fontsOf(t, b, part); len(fonts) != 1 {
				t.Errorf("%s: %s is set in %q", page, part, fonts)
			}
		}
	}
}

func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		return -1
	}, s)
}

// fontsOf returns the families that the browser drew the text of an element
// with.
func fontsOf(t *testing.T, b *tab, selector string) []string {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := chromedp.Call(b.ctx, dom.Enable, dom.EnableParams{})
	must(err)
	_, err = chromedp.Call(b.ctx, css.Enable, cdp.Empty{})
	must(err)
	doc, err := chromedp.Call(b.ctx, dom.GetDocument, dom.GetDocumentParams{})
	must(err)
	node, err := chromedp.Call(b.ctx, dom.QuerySelector, dom.QuerySelectorParams{NodeID: doc.Root.NodeID, Selector: selector})
	must(err)
	used, err := chromedp.Call(b.ctx, css.GetPlatformFontsForNode, css.GetPlatformFontsForNodeParams{NodeID: node.NodeID})
	must(err)
	var families []string
	for _, f := range used.Fonts {
		families = append(families, f.FamilyName)
	}
	return families
}
