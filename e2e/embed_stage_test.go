package e2e

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"buildsite/e2e/ghpages"
)

// A stage is the sample built for the address that it is served at, and a
// second server, another origin, for the pages of the newsrooms that embed it.
type stage struct {
	*site
	parents string // address of the second server, ending in "/"

	mu    sync.Mutex
	pages []string
}

// incident is the folder of the sample's timeline.
const incident = "mfa-cyberattack-2025/"

var theStage = sync.OnceValues(newStage)

func embedStage(t *testing.T) *stage {
	t.Helper()
	need(t, "chromium", chromium)
	s, err := theStage()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func newStage() (*stage, error) {
	ours, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	theirs, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(workDir, "embed")
	s := &stage{
		site:    &site{"embed", dir, "http://" + ours.Addr().String() + "/repo/"},
		parents: "http://" + theirs.Addr().String() + "/",
	}
	build := exec.Command("go", "run", "./cmd/buildsite", "build", "--out", dir, "--base-url", s.base)
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, incident, "embed", "timeline.html")); err != nil {
		return nil, err
	}
	go http.Serve(ours, ghpages.Handler("/repo/", dir))
	mux := http.NewServeMux()
	mux.Handle("/npm/", http.StripPrefix("/npm/", http.FileServer(http.Dir("node_modules"))))
	mux.HandleFunc("/page/{n}", s.page)
	go http.Serve(theirs, mux)
	return s, nil
}

func (s *stage) page(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("n"))
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil || n >= len(s.pages) {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, s.pages[n])
}

// newsroom returns the address of a page of another origin with this body.
func (s *stage) newsroom(head, body string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages = append(s.pages, "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>News</title><link rel=icon href=\"data:,\">"+
		"<style>html{overflow-y:scroll}</style>"+head+"</head><body style=\"margin:0\">"+body+"</body></html>")
	return s.parents + "page/" + strconv.Itoa(len(s.pages)-1)
}

// frame returns the address of a framed page.
func (s *stage) frame(name string) string { return s.base + incident + "embed/" + name + ".html" }

// height returns the height that a framed page has at a width, without a
// scroll bar.
func (s *stage) height(t *testing.T, address string, width int64) int {
	t.Helper()
	b := open(t, address, look{width: width})
	return eval[int](t, b, `document.documentElement.style.overflow = "hidden", Math.ceil(document.body.getBoundingClientRect().height)`)
}

// wait returns the value of an expression once want is content with it, or the
// last one after ten seconds.
func wait[T any](t *testing.T, b *tab, expression string, want func(T) bool) T {
	t.Helper()
	var v T
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(40 * time.Millisecond) {
		if v = eval[T](t, b, expression); want(v) {
			break
		}
	}
	return v
}

// near waits until the expression is within two pixels of want.
func near(t *testing.T, b *tab, what, expression string, want int) {
	t.Helper()
	got := wait(t, b, expression, func(got float64) bool { return int(got) >= want-2 && int(got) <= want+2 })
	if int(got) < want-2 || int(got) > want+2 {
		t.Errorf("%s: %v pixels, want %d", what, got, want)
	}
}

// click clicks at a point of the page.
func click(t *testing.T, b *tab, x, y float64) {
	t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.MouseClickXY(x, y)); err != nil {
		t.Fatal(err)
	}
}

// quiet fails the test if the page complained on its console.
func quiet(t *testing.T, b *tab) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, line := range b.console {
		t.Errorf("console: %s", line)
	}
}

// fill puts the address of a frame into the text of a parent.
func fill(text, frame string) string { return strings.ReplaceAll(text, "FRAME", frame) }
