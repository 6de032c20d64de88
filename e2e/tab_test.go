package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A look is how a page is looked at.
type look struct {
	width    int64 // CSS pixels, 1280 when 0
	dark     bool
	forced   bool // forced colours
	still    bool // reduced motion
	print    bool
	noScript bool
}

// A tab is a page in the browser, with what it asked for and complained about.
type tab struct {
	ctx      context.Context
	mu       sync.Mutex
	requests []string
	console  []string
}

// open loads url. The tab closes with the test.
func open(t testing.TB, url string, l look) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	ctx, cancelTimeout := context.WithTimeout(ctx, 90*time.Second)
	t.Cleanup(cancelTimeout)
	b := &tab{ctx: ctx}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	b.set(t, l)
	b.load(t, url)
	return b
}

func (b *tab) load(t testing.TB, url string) {
	t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(url)); err != nil {
		t.Fatalf("%s: %v", url, err)
	}
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *log.EventEntryAdded:
		b.console = append(b.console, fmt.Sprintf("%s %s: %s %s", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL))
	case *runtime.EventExceptionThrown:
		b.console = append(b.console, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
			b.console = append(b.console, "console."+string(e.Type))
		}
	}
}

// set makes the tab look at its page, and at those it loads from now on, as l
// says. Only scripts need the page loaded again.
func (b *tab) set(t testing.TB, l look) {
	t.Helper()
	if l.width == 0 {
		l.width = 1280
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: pick(l.dark, "dark", "light")},
		{Name: "forced-colors", Value: pick(l.forced, "active", "none")},
		{Name: "prefers-reduced-motion", Value: pick(l.still, "reduce", "no-preference")},
	}}
	if l.print {
		media.Media = "print"
	}
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, media)
	if err == nil {
		size := emulation.SetDeviceMetricsOverrideParams{Width: l.width, Height: 900, DeviceScaleFactor: 1, Mobile: l.width < 600}
		_, err = chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride, size)
	}
	if err == nil {
		_, err = chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.noScript})
	}
	if err != nil {
		t.Fatal(err)
	}
}

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// eval returns the value of an expression in the page; promises are awaited.
func eval[T any](t testing.TB, b *tab, expression string) T {
	t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.80s: %v", expression, err)
	}
	return v
}

// evalFile runs a script of ours or of an npm package in the page.
func evalFile(t testing.TB, b *tab, name string) {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	eval[chromedp.Void](t, b, string(src)+"\n;undefined")
}

// pdf prints the page on A4.
func (b *tab) pdf(t testing.TB) []byte {
	t.Helper()
	data, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// tallest is how many pixels of a page a picture holds: Chromium draws no more
// than 16,384, and takes minutes over a page of a thousand events.
const tallest = 12000

// shot writes a picture of the whole page, of a very long one the beginning.
func (b *tab) shot(t testing.TB, name string) {
	t.Helper()
	size := eval[[2]float64](t, b, "[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
	res, err := chromedp.Call(b.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Format: "png", CaptureBeyondViewport: new(true),
		Clip: &page.Viewport{Width: size[0], Height: min(size[1], tallest), Scale: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, res.Data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// press types a control key of package kb into what has the focus.
func (b *tab) press(t testing.TB, key string) {
	t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.KeyEvent(key)); err != nil {
		t.Fatal(err)
	}
}

// write types text. Unlike press it lets the page prevent a letter from being
// typed, as a keyboard does.
func (b *tab) write(t testing.TB, text string) {
	t.Helper()
	for _, r := range text {
		for _, kind := range []input.DispatchKeyEventType{"keyDown", "keyUp"} {
			p := input.DispatchKeyEventParams{Type: kind, Key: string(r)}
			if kind == "keyDown" {
				p.Text = string(r)
			}
			if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, p); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// complaints returns what the page asked of others and what the console says.
func (b *tab) complaints(base string) []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var list []string
	for _, url := range b.requests {
		if !strings.HasPrefix(url, base) && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "blob:") {
			list = append(list, "asks a third party: "+url)
		}
	}
	return append(list, b.console...)
}
