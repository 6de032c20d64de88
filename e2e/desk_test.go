package e2e

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A newsroom is a site folder with an editor at the review page.
type newsroom struct {
	t      *testing.T
	binary string
	dir    string
	base   string // URL of the preview, ending in "/"
	enter  string // the one-time address
	tab    *tab
}

// openNewsroom makes a site of the saved pages of testdata/desk and starts
// serve --edit on it.
func openNewsroom(t *testing.T) *newsroom {
	need(t, "chromium", chromium)
	n := &newsroom{t: t, dir: filepath.Join(t.TempDir(), "site")}
	n.binary = filepath.Join(t.TempDir(), "buildsite")
	build := exec.Command("go", "build", "-o", n.binary, "./cmd/buildsite")
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	n.run(0, "init", n.dir)
	if err := os.RemoveAll(filepath.Join(n.dir, "content", "example")); err != nil {
		t.Fatal(err)
	}
	n.run(1, "-C", n.dir, "import", "--incident", "attack", "testdata/desk/gazette.html", "testdata/desk/login.html")
	n.run(0, "-C", n.dir, "import", "--incident", "attack", "testdata/desk/gazette.html", "testdata/desk/courier.html")
	n.serve()
	n.tab = open(t, n.enter, look{})
	return n
}

// run runs the command and wants the exit status.
func (n *newsroom) run(status int, args ...string) string {
	n.t.Helper()
	cmd := exec.Command(n.binary, args...)
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != status {
		n.t.Fatalf("buildsite %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func (n *newsroom) serve() {
	n.t.Helper()
	cmd := exec.Command(n.binary, "-C", n.dir, "serve", "--edit", "--by", "AB", "--port", "0")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		n.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		n.t.Fatal(err)
	}
	n.t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		for _, word := range strings.Fields(lines.Text()) {
			if strings.Contains(word, "/.edit/?token=") {
				n.enter = word
				n.base, _, _ = strings.Cut(word, ".edit/")
				go func() {
					for lines.Scan() {
					}
				}()
				return
			}
		}
	}
	n.t.Fatal("serve --edit printed no address")
}

// event returns an expression for the event of which a sentence has these words.
func event(words string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(".event")].find(e => e.textContent.includes(%s))`, strconv.Quote(words))
}

// after does something that loads a page, and waits for it.
func (n *newsroom) after(b *tab, do func()) {
	n.t.Helper()
	eval[bool](n.t, b, "window.before = true")
	do()
	for range 200 {
		time.Sleep(25 * time.Millisecond)
		if eval[bool](n.t, b, `!window.before && document.readyState === "complete"`) {
			return
		}
	}
	n.t.Fatal("no new page came")
}

// decide fills the form of an action and presses its button. fields are names
// and values.
func (n *newsroom) decide(b *tab, words, action string, fields ...string) {
	n.t.Helper()
	script := "(() => { const e = " + event(words) + "; if (!e) return 'no event'; const b = e.querySelector(`button[value=\"" + action + "\"]`); if (!b) return 'no button';\n"
	for i := 0; i+1 < len(fields); i += 2 {
		script += fmt.Sprintf("{ const f = b.form.elements[%q]; if (f.type === 'checkbox') f.checked = true; else f.value = %s; }\n", fields[i], strconv.Quote(fields[i+1]))
	}
	n.after(b, func() {
		if why := eval[string](n.t, b, script+"setTimeout(() => b.click()); return '' })()"); why != "" {
			n.t.Fatalf("%s %q: %s\n%s", action, words, why, n.text(b))
		}
	})
}

// focus gives the focus to an event, as j and k do.
func (n *newsroom) focus(b *tab, words string) {
	eval[bool](n.t, b, event(words)+".focus(), true")
}

func (n *newsroom) key(b *tab, key string) {
	n.t.Helper()
	n.after(b, func() { b.press(n.t, key) })
}

func (n *newsroom) text(b *tab) string { return eval[string](n.t, b, "document.body.innerText") }

func (n *newsroom) wants(b *tab, what ...string) {
	n.t.Helper()
	text := n.text(b)
	for _, w := range what {
		if !strings.Contains(text, w) {
			n.t.Errorf("the page does not say %q:\n%s", w, text)
		}
	}
}

// waiting returns how many events are to be reviewed.
func (n *newsroom) waiting(b *tab) int {
	n.t.Helper()
	m := regexp.MustCompile(`(\d+) to review`).FindStringSubmatch(n.text(b))
	if m == nil {
		n.t.Fatalf("this is not the review page:\n%s", n.text(b))
	}
	count, _ := strconv.Atoi(m[1])
	return count
}

// review loads the review page again.
func (n *newsroom) review(b *tab) {
	n.t.Helper()
	b.load(n.t, n.base+".edit/attack/")
}

// TestDesk goes from saved web pages to a reviewed, corrected and published
// timeline with no text editor, by keyboard and by mouse; then an article is
// added and nothing decided is lost.
func TestDesk(t *testing.T) {
	n := openNewsroom(t)
	b := n.tab
	start := n.waiting(b)
	if start < 5 {
		t.Fatalf("%d events were found", start)
	}

	n.focus(b, "arrested two suspects")
	n.key(b, "a")
	if got := n.waiting(b); got != start-1 {
		t.Errorf("accept by key: %d to review, not %d", got, start-1)
	}
	n.key(b, "u")
	if got := n.waiting(b); got != start {
		t.Errorf("undo by key: %d to review, not %d", got, start)
	}
	n.decide(b, "arrested two suspects", "confirm")

	n.focus(b, "network of the water company on Monday")
	b.press(t, "t")
	if got := eval[string](t, b, "document.activeElement.name"); got != "title" {
		t.Errorf("t put the focus on %q", got)
	}
	eval[bool](t, b, "document.activeElement.select(), true")
	b.press(t, "Water company attacked")
	n.key(b, "\r")
	n.wants(b, "Water company attacked")

	id := eval[string](t, b, event("on 3 March 2024")+".id")
	n.decide(b, "network of the water company on Monday", "merge", "other", id)
	n.wants(b, "sources-differ", "Undo merge: Water company attacked")
	n.decide(b, "network of the water company on Monday", "date", "date", "2024-03-04", "reason", "The agency confirmed Monday.")
	n.decide(b, "summoned the ambassador", "hide")
	n.wants(b, "1 hidden")
	n.decide(b, "denied any involvement", "reply", "party", "The embassy", "text", "We had nothing to do with it.")
	n.decide(b, "denied any involvement", "pin")

	for _, name := range []string{"axe", "axe-dark", "headings", "reflow", "text-200", "focus", "requests"} {
		for _, c := range checks {
			if c.name == name {
				for _, fault := range c.find(t, b, n.base) {
					t.Errorf("%s: %s", name, fault)
				}
			}
		}
	}
	b.set(t, look{})

	if *shotsFlag != "" {
		b.shot(t, filepath.Join(*shotsFlag, "desk.png"))
		b.set(t, look{width: 360, dark: true})
		b.shot(t, filepath.Join(*shotsFlag, "desk-dark-360.png"))
		b.set(t, look{})
	}
	for range 10 {
		if n.waiting(b) == 0 {
			break
		}
		eval[bool](t, b, `document.querySelector(".event").focus(), true`)
		n.key(b, "a")
	}
	n.wants(b, "Everything has been reviewed.")

	out := n.run(0, "-C", n.dir, "publish", "--date", "2024-03-08")
	if !strings.Contains(out, "content/attack/published.json") {
		t.Errorf("publish said:\n%s", out)
	}
	site, err := newSite("desk", filepath.Join(n.dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	page := open(t, site.base, look{})
	n.wants(page, "Water company attacked", "4 March 2024")
	if text := n.text(page); strings.Contains(text, "asked for an explanation") {
		t.Error("the hidden event is on the site")
	}

	n.review(b)
	n.decide(b, "arrested two suspects", "date", "date", "2024-03-05", "reason", "The police corrected itself.")
	n.wants(b, "Changed since it was published", "The date was 2024-03-06 and is now 2024-03-05. date The police corrected itself.")
	n.run(0, "-C", n.dir, "publish", "--date", "2024-03-09")

	n.run(0, "-C", n.dir, "import", "--incident", "attack", "testdata/desk/later.html")
	n.review(b)
	n.wants(b, "Water company attacked", "suspects-charged.md reports it too", "1 hidden", "We had nothing to do with it.")
	n.wants(b, "Prosecutors charged two suspects")
	out = n.run(0, "-C", n.dir, "check")
	if !strings.Contains(out, "0 errors") {
		t.Errorf("check said:\n%s", out)
	}
	out = n.run(0, "-C", n.dir, "review", "--json")
	for _, want := range []string{`"title": "Water company attacked"`, `"id": "` + id} {
		if strings.Contains(out, want) == strings.HasPrefix(want, `"id"`) {
			t.Errorf("after the import: %s in\n%s", want, out)
		}
	}
	n.run(0, "-C", n.dir, "publish", "--date", "2024-03-21")
	page.load(t, site.base)
	n.wants(page, "Water company attacked")
	stub, err := os.ReadFile(filepath.Join(n.dir, "content", "attack", "corrections.toml"))
	if err != nil || !strings.Contains(string(stub), "The police corrected itself.") {
		t.Errorf("the correction is not on record: %v\n%s", err, stub)
	}
}

// TestDeskWindows opens the review page twice, and changes a file behind its
// back: what is newer is shown, never overwritten.
func TestDeskWindows(t *testing.T) {
	n := openNewsroom(t)
	b := n.tab
	n.review(b)
	stale := eval[string](t, b, `document.documentElement.outerHTML`)
	n.decide(b, "arrested two suspects", "title", "title", "From the first window")
	eval[bool](t, b, fmt.Sprintf("document.documentElement.innerHTML = %s, true", strconv.Quote(stale)))
	n.decide(b, "arrested two suspects", "date", "date", "2024-03-05")
	n.wants(b, "The file was changed meanwhile", "From the first window")
	n.after(b, func() { eval[bool](t, b, `document.querySelector("form button").click(), true`) })
	n.wants(b, "From the first window", "2024-03-05")

	names, err := filepath.Glob(filepath.Join(n.dir, "content", "attack", "events", "*.md"))
	if err != nil || len(names) != 1 {
		t.Fatal(names, err)
	}
	src, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	byHand := "+++\n# by phone\n" + strings.TrimPrefix(string(src), "+++\n")
	if err := os.WriteFile(names[0], []byte(byHand), 0o644); err != nil {
		t.Fatal(err)
	}
	n.key(b, "u")
	n.wants(b, "The file was changed meanwhile", "# by phone")
	if now, _ := os.ReadFile(names[0]); string(now) != byHand {
		t.Errorf("the file was overwritten:\n%s", now)
	}

	stranger := open(t, n.enter, look{})
	n.wants(stranger, "this address was used already")
}

// TestDeskNoScript decides without scripts: the forms work by themselves.
func TestDeskNoScript(t *testing.T) {
	n := openNewsroom(t)
	b := n.tab
	b.set(t, look{noScript: true})
	n.review(b)
	before := eval[string](t, b, `document.querySelector("#state").textContent`)
	x := eval[float64](t, b, `(() => { const r = document.querySelector('button[value="confirm"]').getBoundingClientRect(); window.scrollTo(0, r.top - 200); return r.left + 5 })()`)
	y := eval[float64](t, b, `document.querySelector('button[value="confirm"]').getBoundingClientRect().top + 5`)
	click(t, b, x, y)
	for range 100 {
		time.Sleep(50 * time.Millisecond)
		if after := eval[string](t, b, `document.querySelector("#state")?.textContent ?? ""`); after != "" && after != before {
			return
		}
	}
	t.Error("the button did nothing")
}
