package e2e

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A page that `buildsite serve` shows loads again by itself when an article
// changes, shows what is wrong in place of itself, and comes back.
func TestServeReloads(t *testing.T) {
	need(t, "chromium", chromium)
	bin := filepath.Join(t.TempDir(), "buildsite")
	build := exec.Command("go", "build", "-o", bin, "./cmd/buildsite")
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	dir := filepath.Join(t.TempDir(), "site")
	if out, err := exec.Command(bin, "init", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b := open(t, serveSite(t, bin, dir), look{})

	index := filepath.Join(dir, "content", "example", "_index.md")
	src, err := os.ReadFile(index)
	if err != nil {
		t.Fatal(err)
	}
	write := func(old, new string) {
		t.Helper()
		if err := os.WriteFile(index, []byte(strings.Replace(string(src), old, new, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	soon(t, b, "The flood in Example Town")
	write("The flood", "The great flood")
	soon(t, b, "The great flood in Example Town")
	write("title", "titel")
	soon(t, b, "The site cannot be built")
	soon(t, b, `did you mean "title"?`)
	write("The flood", "The last flood")
	soon(t, b, "The last flood in Example Town")
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, line := range b.console {
		if !strings.Contains(line, "500 (Internal Server Error)") { // is what a page of problems answers
			t.Errorf("the browser says: %s", line)
		}
	}
}

// serveSite runs serve for a site folder until the test ends, and returns the
// address of the site.
func serveSite(t *testing.T, bin, dir string) string {
	t.Helper()
	serve := exec.Command(bin, "serve", "--site", dir, "--port", "0")
	out, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		serve.Process.Signal(syscall.SIGINT)
		if err := serve.Wait(); err != nil {
			t.Errorf("serve did not stop well: %v", err)
		}
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := regexp.MustCompile(`serving (\S+)`).FindStringSubmatch(lines.Text()); m != nil {
			go func() {
				for lines.Scan() {
				}
			}()
			return m[1]
		}
	}
	t.Fatal("serve does not say where")
	return ""
}

// soon waits until the page holds the text, without loading it.
func soon(t *testing.T, b *tab, text string) {
	t.Helper()
	var last string
	for range 200 {
		// An error is the page going away under the question.
		said, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("document.body ? document.body.innerText : ''"))
		if err == nil {
			last = said
		}
		if strings.Contains(last, text) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("the page does not come to say %q; it says\n%s", text, last)
}
