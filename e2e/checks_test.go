package e2e

import (
	"strings"
	"testing"
)

// A check finds what is wrong with the page that a tab has loaded, from a site
// served at base. It may change the look of the tab.
type check struct {
	name string
	find func(t *testing.T, b *tab, base string) []string
}

// The checks of a page in the browser, in this order in one tab.
var checks = []check{
	{"requests", requests},
	{"axe", axe(look{})},
	{"axe-dark", axe(look{dark: true})},
	{"headings", ask("headings", look{})},
	{"quotations", ask("quotations", look{})},
	{"words", words},
	{"reflow", ask("overflow", look{width: 320})},
	{"forced-colours", ask("forced", look{forced: true})},
	{"reduced-motion", ask("motion", look{still: true})},
	{"focus", ask("focus", look{})},
	{"text-200", text200},
	{"no-script", noScript},
}

// ask returns a check that puts one question of checks.js under one look.
func ask(question string, l look) func(*testing.T, *tab, string) []string {
	return func(t *testing.T, b *tab, _ string) []string {
		b.set(t, l)
		evalFile(t, b, "checks.js")
		return eval[[]string](t, b, "e2e."+question+"()")
	}
}

func axe(l look) func(*testing.T, *tab, string) []string {
	return func(t *testing.T, b *tab, base string) []string {
		evalFile(t, b, needFile(t, "axe-core/axe.min.js"))
		return ask("axe", l)(t, b, base)
	}
}

// requests: nothing is asked of a third party, and the console is quiet.
func requests(t *testing.T, b *tab, base string) []string {
	eval[bool](t, b, `new Promise(done => setTimeout(() => done(true), 200))`)
	return b.complaints(base)
}

// words: no key of the locale and no unfilled placeholder stands on the page.
func words(t *testing.T, b *tab, _ string) []string {
	evalFile(t, b, "checks.js")
	text := eval[string](t, b, "e2e.text()")
	var found []string
	for _, mark := range []string{"⟦", "{0}", "{1}", "%!", "<no value>", "ZgotmplZ", "&amp;", "&#"} {
		if i := strings.Index(text, mark); i >= 0 {
			found = append(found, "the page says "+text[max(0, i-30):min(len(text), i+30)])
		}
	}
	return found
}

// text200: at twice the text size nothing is lost and nothing scrolls sideways.
func text200(t *testing.T, b *tab, base string) []string {
	eval[bool](t, b, `document.documentElement.style.fontSize = "200%", true`)
	found := append(ask("overflow", look{})(t, b, base), ask("clipped", look{})(t, b, base)...)
	eval[bool](t, b, `document.documentElement.style.fontSize = "", true`)
	return found
}

// noScript: without scripts every link and text is visible. The panels of a
// newsroom system are programs; they are exempt.
func noScript(t *testing.T, b *tab, base string) []string {
	if strings.Contains(eval[string](t, b, "location.pathname"), "/embed/arc-") {
		return nil
	}
	b.set(t, look{noScript: true})
	b.load(t, eval[string](t, b, "location.href"))
	return ask("hidden", look{noScript: true})(t, b, base)
}

// Every check finds fault with the page made for it, and with none of the good
// one.
func TestChecksSee(t *testing.T) {
	need(t, "chromium", chromium)
	s, err := newSite("faulty", "testdata/faulty")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			if found := c.find(t, open(t, s.base+c.name+".html", look{}), s.base); len(found) == 0 {
				t.Errorf("%s.html: nothing found", c.name)
			}
		})
	}
	good := open(t, s.base+"good.html", look{})
	for _, c := range checks {
		if found := c.find(t, good, s.base); len(found) > 0 {
			t.Errorf("%s: good.html: %q", c.name, found)
		}
	}
}
