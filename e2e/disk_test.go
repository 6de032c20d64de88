package e2e

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A site that is opened from a disk has its style and its filter, and its links
// lead to pages. That every link does is what TestCrawl shows.
func TestDisk(t *testing.T) {
	need(t, "chromium", chromium)
	s := siteNamed(t, "sample")
	const setting = `(() => { const c = getComputedStyle(document.body); return c.fontFamily + c.fontSize + getComputedStyle(document.querySelector("h1")).fontSize })()`
	served := eval[string](t, open(t, s.url("index.html"), look{}), setting)

	b := open(t, "file://"+filepath.ToSlash(filepath.Join(s.dir, "index.html")), look{})
	if got := eval[string](t, b, setting); got != served {
		t.Errorf("from a disk the page is set in %s, from a server in %s", got, served)
	}
	tabTo(t, b, "q")
	b.write(t, "zzzz")
	if got := b.state(t); len(got.Shown) != 0 || got.All == 0 {
		t.Errorf("the filter shows %d of %d events", len(got.Shown), got.All)
	}
	b.load(t, eval[string](t, b, "location.href"))

	title := eval[string](t, b, `document.querySelector(".timeline li h3 a").textContent`)
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector(".timeline li h3 a").click()`)); err != nil {
		t.Fatal(err)
	}
	if got := eval[string](t, b, `document.querySelector("h1").textContent`); got != title {
		t.Errorf("the event %q leads to a page headed %q", title, got)
	}
	if found := b.complaints("file://"); len(found) > 0 {
		t.Error(strings.Join(found, "\n"))
	}
}
