package e2e

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// What the filter of the page shows now.
type filterState struct {
	Shown   []string // ids of the events shown
	All     int      // events in all
	Focus   string   // name of the field that has the focus, else its element
	Status  string   // what is announced
	Live    bool     // it is announced politely
	Query   string   // of the address
	Periods int      // headings shown that stand over no event
}

const readFilter = `(() => {
	const events = [...document.querySelectorAll(".timeline ol > li[id]")];
	const seen = el => el.checkVisibility();
	const status = document.querySelector("[role=status]");
	const focus = document.activeElement;
	return {
		Shown: events.filter(seen).map(li => li.id),
		All: events.length,
		Focus: focus.name || focus.closest("li[id]")?.id || focus.localName,
		Status: status?.textContent ?? "",
		Live: !!status && getComputedStyle(status).display !== "none",
		Query: location.search,
		Periods: [...document.querySelectorAll(".period")].filter(p => seen(p) && ![...p.querySelectorAll("li")].some(seen)).length,
	};
})()`

// state waits for the announcement and reads the filter.
func (b *tab) state(t testing.TB) filterState {
	t.Helper()
	time.Sleep(400 * time.Millisecond)
	return eval[filterState](t, b, readFilter)
}

// The filter is worked from the keyboard alone: it finds words with and without
// diacritics, keeps what was asked in the address, and announces the count.
func TestFilter(t *testing.T) {
	need(t, "chromium", chromium)
	for _, name := range []string{"sample", "300"} {
		t.Run(name, func(t *testing.T) { testFilter(t, siteNamed(t, name)) })
	}
}

func testFilter(t *testing.T, s *site) {
	b := open(t, s.url("index.html"), look{})
	start := b.state(t)
	if start.All < 5 || len(start.Shown) != start.All {
		t.Fatalf("%d of %d events shown before anything is asked", len(start.Shown), start.All)
	}
	word := eval[string](t, b, `document.querySelector(".timeline li[id] a").textContent.match(/\p{L}{5,}/u)[0]`)
	want := eval[[]string](t, b, fmt.Sprintf(`[...document.querySelectorAll(".timeline ol > li[id]")]
		.filter(li => li.textContent.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().includes(%q)).map(li => li.id)`, strings.ToLower(word)))

	tabTo(t, b, "q")
	b.write(t, accented(word))
	asked := b.state(t)
	if strings.Join(asked.Shown, " ") != strings.Join(want, " ") {
		t.Errorf("%q shows %q, want %q", accented(word), asked.Shown, want)
	}
	if n := fmt.Sprint(len(want)); !regexp.MustCompile(`\b`+n+`\b`).MatchString(asked.Status) || !asked.Live {
		t.Errorf("announced: %q, want %s in it", asked.Status, n)
	}
	if asked.Periods > 0 {
		t.Errorf("%d headings over nothing", asked.Periods)
	}
	if q, _ := url.ParseQuery(strings.TrimPrefix(asked.Query, "?")); q.Get("q") != accented(word) {
		t.Errorf("address %q", asked.Query)
	}

	again := open(t, s.url("index.html")+asked.Query, look{})
	if got := again.state(t); strings.Join(got.Shown, " ") != strings.Join(want, " ") {
		t.Errorf("opened by its address, %q is shown, want %q", got.Shown, want)
	}

	b.press(t, kb.Escape)
	if got := b.state(t); len(got.Shown) != got.All || got.Query != "" {
		t.Errorf("after Escape %d of %d shown, address %q", len(got.Shown), got.All, got.Query)
	}
	testFilterSelect(t, b)
	testFilterKeys(t, b)
}

// Every list of values can be worked from the keyboard and narrows what is shown.
func testFilterSelect(t *testing.T, b *tab) {
	for _, name := range eval[[]string](t, b, `[...document.querySelectorAll("[role=search] select")].map(s => s.name)`) {
		tabTo(t, b, name)
		b.press(t, kb.ArrowDown)
		got := b.state(t)
		if len(got.Shown) == 0 || len(got.Shown) > got.All || !strings.Contains(got.Query, name+"=") {
			t.Errorf("%s: %d of %d shown, address %q", name, len(got.Shown), got.All, got.Query)
		}
		b.press(t, kb.Escape)
		if got := b.state(t); len(got.Shown) != got.All {
			t.Errorf("%s: after Escape %d of %d", name, len(got.Shown), got.All)
		}
	}
}

// The shortcuts of the page do what it says, until they are switched off.
func testFilterKeys(t *testing.T, b *tab) {
	eval[bool](t, b, `document.activeElement.blur(), true`)
	b.write(t, "/")
	if got := b.state(t); got.Focus != "q" {
		t.Errorf("/ leads to %s", got.Focus)
	}
	eval[bool](t, b, `document.activeElement.blur(), true`)
	b.write(t, "j")
	b.write(t, "j")
	b.write(t, "k")
	if got := b.state(t); len(got.Shown) == 0 || got.Focus != got.Shown[0] {
		t.Errorf("j j k leads to %s, want the first of %q", got.Focus, got.Shown)
	}
	eval[bool](t, b, `document.querySelector("[role=search] [type=checkbox]").click(), document.activeElement.blur(), true`)
	b.write(t, "/")
	if got := b.state(t); got.Focus == "q" {
		t.Error("/ still works with shortcuts switched off")
	}
	eval[bool](t, b, `document.querySelector("[role=search] [type=checkbox]").click(), true`)
}

// tabTo presses the tabulator until a field of that name has the focus.
func tabTo(t *testing.T, b *tab, name string) {
	t.Helper()
	eval[bool](t, b, `document.activeElement.blur(), true`)
	for range 60 {
		b.press(t, kb.Tab)
		if eval[string](t, b, `document.activeElement.name || ""`) == name {
			return
		}
	}
	t.Fatalf("60 tabs do not lead to %s", name)
}

// accented puts diacritics on the vowels of s.
func accented(s string) string {
	return strings.NewReplacer("a", "á", "e", "ě", "i", "í", "o", "ö", "u", "ů").Replace(s)
}

// Without scripts there is no filter to be seen, only its absence.
func TestFilterNeedsScript(t *testing.T) {
	need(t, "chromium", chromium)
	b := open(t, siteNamed(t, "sample").url("index.html"), look{noScript: true})
	if eval[bool](t, b, `!!document.querySelector("[role=search]")?.checkVisibility()`) {
		t.Error("a filter that does nothing is shown")
	}
}
