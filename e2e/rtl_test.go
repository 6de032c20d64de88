package e2e

import (
	"regexp"
	"testing"
)

// A page in a language written from right to left is laid out from the right:
// the axis of the timeline stands there, English text still runs its own way.
func TestRightToLeft(t *testing.T) {
	need(t, "chromium", chromium)
	b := open(t, siteNamed(t, "rtl").url("index.html"), look{width: 600})
	got := eval[map[string]string](t, b, `(() => {
		const li = document.querySelector(".timeline li[id]"), s = getComputedStyle(li), title = li.querySelector("h3 a");
		return {
			page: getComputedStyle(document.documentElement).direction,
			axis: parseFloat(s.borderRightWidth) > 0 && parseFloat(s.borderLeftWidth) === 0 ? "right" : "left",
			title: getComputedStyle(title).direction,
			quote: getComputedStyle(li.querySelector(".summary span")).direction,
		};
	})()`)
	for what, want := range map[string]string{"page": "rtl", "axis": "right", "title": "ltr", "quote": "ltr"} {
		if got[what] != want {
			t.Errorf("%s: %s, want %s", what, got[what], want)
		}
	}
}

// The style sheet says start and end, not left and right.
func TestLogicalProperties(t *testing.T) {
	physical := regexp.MustCompile(`(?:margin|padding|border)-(?:left|right)|(?:^|[;{\s])(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)`)
	s := siteNamed(t, "sample")
	for _, name := range s.files(t, ".css") {
		for _, found := range physical.FindAll(s.read(t, name), -1) {
			t.Errorf("%s: %s", name, found)
		}
	}
}
