package desk

import (
	"context"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"buildsite/internal/problem"
)

const deskCase = `
-- articles/a.md --
The river rose on Monday.
The dam broke on Tuesday.
The mayor resigned in June.
-- articles/b.md --
On Tuesday the dam gave way.
<script>alert(1)</script> stepped down on 3 June.
-- timeline --
rose 2024-03-04 River rises
  articles/a.md The river rose
broke 2024-03-05 Dam breaks
  articles/a.md The dam broke
gave 2024-03-05 Dam gives way
  articles/b.md On Tuesday the dam
resigned 2024-06 Mayor resigns
  articles/a.md The mayor resigned
  articles/b.md <script>alert(1)</script> stepped
`

// A window is a browser window on the review page.
type window struct {
	t      *testing.T
	dir    string // the incident's folder
	server *httptest.Server
	editor *Editor
	client *http.Client
	page   string // the last page, unescaped
	status int
}

func openDesk(t *testing.T) *window {
	t.Helper()
	dir := t.TempDir()
	f := readFixture(t, txtar.Parse([]byte(deskCase)))
	load := func(context.Context) ([]Sheet, problem.List, error) {
		names, err := filepath.Glob(filepath.Join(dir, "*", "*.md"))
		if err != nil {
			return nil, nil, err
		}
		more, _ := filepath.Glob(filepath.Join(dir, "*.*"))
		var files []File
		for _, name := range append(names, more...) {
			src, err := os.ReadFile(name)
			if err != nil {
				return nil, nil, err
			}
			rel, _ := filepath.Rel(dir, name)
			files = append(files, File{Path: "content/flood/" + filepath.ToSlash(rel), Src: src})
		}
		d, l := Read(files)
		return []Sheet{{Name: "flood", Title: "The flood", Dir: "content/flood", Engine: f.timeline, Desk: d}}, l, nil
	}
	e := NewEditor(EditorOptions{
		Load: load, Store: func(string) (*Store, error) { return OpenStore(dir) },
		Today: func() string { return "2024-07-01" }, By: "AB",
	})
	w := &window{t: t, dir: dir, server: httptest.NewServer(e), editor: e}
	t.Cleanup(w.server.Close)
	w.client = newBrowser(t)
	w.get(e.Address())
	return w
}

func newBrowser(t *testing.T) *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar}
}

func (w *window) read(r *http.Response, err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	w.page, w.status = string(body), r.StatusCode
}

func (w *window) get(path string) {
	w.t.Helper()
	w.read(w.client.Get(w.server.URL + path))
}

// do presses a button of an event with the form as the page has it.
func (w *window) do(event, action string, fields ...string) {
	w.t.Helper()
	form := url.Values{"do": {action}, "form": {w.editor.formKey()}, "event": {event}}
	part := w.page
	if event != "" {
		i := strings.Index(w.page, `<article class="event" id="`+event+`"`)
		if i < 0 {
			w.t.Fatalf("no event %s on the page", event)
		}
		part = w.page[i:]
	}
	if m := regexp.MustCompile(`name="version" value="([^"]*)"`).FindStringSubmatch(part); m != nil && event != "" {
		form.Set("version", m[1])
	}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	w.read(w.client.PostForm(w.server.URL+"/.edit/flood/", form))
}

func (w *window) file(name string) string {
	src, err := os.ReadFile(filepath.Join(w.dir, name))
	if err != nil {
		return ""
	}
	return string(src)
}

func (w *window) has(what string) {
	w.t.Helper()
	if !strings.Contains(html.UnescapeString(w.page), what) {
		w.t.Errorf("the page (%d) does not say %q:\n%s", w.status, what, w.page[:min(len(w.page), 3000)])
	}
}

// TestEditorActions decides each thing that the page offers and reads the files.
func TestEditorActions(t *testing.T) {
	w := openDesk(t)
	w.has("4 to review, 0 reviewed, 0 hidden")
	w.do("rose", "confirm")
	w.has("3 to review, 1 reviewed")
	want := "+++\nevent = \"rose\"\narticle = \"articles/a.md\"\nquote = \"The river rose on Monday.\"\nconfirm = true\ndecided = \"2024-07-01\"\nby = \"AB\"\n\n[seen]\ndate = \"2024-03-04\"\narticles = [\"articles/a.md\"]\n+++\n"
	if got := w.file("events/rose.md"); got != want {
		t.Errorf("got\n%s", got)
	}
	w.do("rose", "title", "title", "The river <leaves> its bed", "summary", "Our\r\nwords.", "reason", "Clearer.", "correction", "typo")
	w.has("The river <leaves> its bed")
	w.do("broke", "merge", "other", "gave")
	w.do("broke", "date", "date", "2024-03-05~")
	w.do("resigned", "split", "title", "Somebody steps down", "source", "1")
	w.has("Somebody steps down")
	w.do("resigned-part-1", "hide")
	w.has("1 hidden")
	w.do("resigned-part-1", "show")
	w.do("resigned", "source", "source_title", "A history", "url", "https://example.org/x", "quote", "He resigned.")
	w.do("resigned", "reply", "party", "The mayor's office", "text", "No comment.")
	w.do("", "add", "title", "Dam is built", "date", "1998", "article", "articles/a.md", "quote", "The dam broke")
	w.has("0 to review, 5 reviewed")
	if got := w.file("events/added.md"); !strings.Contains(got, "add = true\nconfirm = true\ntitle = \"Dam is built\"\ndate = \"1998\"") {
		t.Errorf("added:\n%s", got)
	}
	if lock := w.file(LockName); !strings.Contains(lock, `id = "1998-dam-is-built"`) || !strings.Contains(lock, "id = \"gave\"\ndate = \"2024-03-05\"\ntitle = \"Dam gives way\"\ninto = \"broke\"") {
		t.Logf("lock:\n%s", lock)
		if !strings.Contains(lock, `id = "1998-dam-is-built"`) {
			t.Error("the lock does not have the new id")
		}
	}
	if strings.Contains(w.page, "<script>alert") {
		t.Error("an article's markup reached the page")
	}
}

// TestEditorUndo takes back decisions, newest first, down to no file at all.
func TestEditorUndo(t *testing.T) {
	w := openDesk(t)
	w.do("rose", "confirm")
	first := w.file("events/rose.md")
	w.do("rose", "title", "title", "Other")
	w.has("Undo title: River rises")
	w.do("", "undo")
	if got := w.file("events/rose.md"); got != first {
		t.Errorf("after undo:\n%s", got)
	}
	w.do("", "undo")
	if w.file("events/rose.md") != "" {
		t.Error("the file is still there")
	}
	w.do("", "undo")
	w.has("Nothing to undo")
}

// TestEditorConflicts shows that neither another window nor another program is
// overwritten, and that the wanted change can be put on top.
func TestEditorConflicts(t *testing.T) {
	w := openDesk(t)
	stale := w.page
	w.do("rose", "title", "title", "From the first window")
	mine := w.file("events/rose.md")
	w.page = stale
	w.do("rose", "date", "date", "2024-03-03")
	if w.status != http.StatusConflict || w.file("events/rose.md") != mine {
		t.Fatalf("status %d, file\n%s", w.status, w.file("events/rose.md"))
	}
	w.has("From the first window")
	form := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`).FindAllStringSubmatch(w.page, -1) {
		form.Set(m[1], html.UnescapeString(m[2]))
	}
	w.read(w.client.PostForm(w.server.URL+"/.edit/flood/", form))
	if got := w.file("events/rose.md"); !strings.Contains(got, "From the first window") || !strings.Contains(got, `date = "2024-03-03"`) {
		t.Errorf("the two changes together:\n%s", got)
	}

	byHand := strings.Replace(w.file("events/rose.md"), "+++\n", "+++\n# checked by phone\n", 1)
	if err := os.WriteFile(filepath.Join(w.dir, "events", "rose.md"), []byte(byHand), 0o644); err != nil {
		t.Fatal(err)
	}
	w.do("", "undo")
	if w.status != http.StatusConflict || w.file("events/rose.md") != byHand {
		t.Errorf("undo over a person's file: %d", w.status)
	}
	w.get("/.edit/flood/")
	w.do("rose", "pin")
	if w.file("events/rose.md") != byHand || !strings.Contains(w.file("events/rose-2.md"), "pin = true") {
		t.Error("a file with a person's comment was rewritten")
	}
	w.get("/.edit/flood/")
	w.do("rose", "title", "title", "Against the file written by hand")
	w.has("That cannot be decided")
	w.has("contradicts the title of event rose in content/flood/events/rose")
}

// TestEditorRefuses shows what is said when a form makes no sense, and that
// nothing is written.
func TestEditorRefuses(t *testing.T) {
	w := openDesk(t)
	start := w.page
	for _, c := range []struct {
		event, do, want string
		fields          []string
	}{
		{"rose", "date", `"May 2024" is no date`, []string{"date", "May 2024"}},
		{"rose", "title", "A title is needed", nil},
		{"rose", "merge", "Choose the event that is the same", []string{"other", "rose"}},
		{"rose", "split", "A split needs a title", []string{"title", "x"}},
		{"rose", "split", "takes every source of event rose", []string{"title", "x", "source", "0"}},
		{"rose", "source", "does not say", []string{"article", "articles/a.md", "quote", "words that are not there"}},
		{"rose", "source", "leads out of the incident", []string{"article", "../../x.md", "quote", "words"}},
		{"rose", "source", "is no web address", []string{"source_title", "x", "url", "javascript:alert(1)"}},
		{"rose", "explode", "There is no such action", nil},
		{"", "delete", "This is no decision", []string{"file", "../ids.lock"}},
		{"", "delete", "This is no decision", []string{"file", "events/../../events/x.md"}},
		{"", "add", "A source is needed", []string{"title", "x", "date", "2024"}},
	} {
		w.page = start
		w.do(c.event, c.do, c.fields...)
		w.has(c.want)
		if files, _ := filepath.Glob(filepath.Join(w.dir, "*", "*")); len(files) > 0 || w.status == http.StatusOK {
			t.Errorf("%s %v: status %d, files %v", c.do, c.fields, w.status, files)
		}
	}
}

// TestEditorStranger shows that nobody else gets in.
func TestEditorStranger(t *testing.T) {
	w := openDesk(t)
	other := &window{t: t, dir: w.dir, server: w.server, editor: w.editor, client: newBrowser(t)}
	for _, path := range []string{"/.edit/", "/.edit/flood/", "/.edit/?token=", "/.edit/?token=0"} {
		if other.get(path); other.status != http.StatusForbidden {
			t.Errorf("%s: %d", path, other.status)
		}
	}
	form := url.Values{"do": {"hide"}, "event": {"rose"}, "version": {""}}
	if w.read(w.client.PostForm(w.server.URL+"/.edit/flood/", form)); w.status != http.StatusForbidden {
		t.Errorf("a form of another page: %d", w.status)
	}
	r, err := http.NewRequest("GET", w.server.URL+"/.edit/flood/", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "desk.example"
	if w.read(w.client.Do(r)); w.status != http.StatusForbidden {
		t.Errorf("by another name: %d", w.status)
	}
	form.Set("form", w.editor.formKey())
	r, err = http.NewRequest("POST", w.server.URL+"/.edit/flood/", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "https://evil.example")
	if w.read(w.client.Do(r)); w.status != http.StatusForbidden {
		t.Errorf("from another site: %d", w.status)
	}
	if files, _ := filepath.Glob(filepath.Join(w.dir, "events", "*")); len(files) > 0 {
		t.Error("something was written")
	}
}

// TestEditorMends deletes a decision that no longer applies.
func TestEditorMends(t *testing.T) {
	w := openDesk(t)
	if err := os.MkdirAll(filepath.Join(w.dir, "events"), 0o755); err != nil {
		t.Fatal(err)
	}
	src := "+++\nevent = \"gone\"\nconfirm = true\n+++\n"
	if err := os.WriteFile(filepath.Join(w.dir, "events", "x.md"), []byte(src), 0o644); err != nil {
		t.Fatal(err)
	}
	w.get("/.edit/flood/")
	w.has("there has never been an event gone")
	w.do("", "delete", "file", "events/x.md", "version", fingerprint([]byte(src)))
	if w.file("events/x.md") != "" || strings.Contains(w.page, "never been") {
		t.Error("not deleted")
	}
	w.do("", "undo")
	if w.file("events/x.md") != src {
		t.Error("not brought back")
	}
	w.get("/.edit/flood/article?path=articles/b.md&event=gave")
	w.has(`<mark id="evidence">On Tuesday the dam gave way.</mark>`)
}
