package e2e

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A small site whose texts are hostile to the formats that they go out in.
var hostileSite = map[string]string{
	"config.toml":             "title = \"Example Timelines\"\n",
	"content/flood/_index.md": "+++\ntitle = \"Flood & {dam} 100 %\"\n+++\n",
	"content/flood/articles/1.md": "+++\ntitle = 'Dam \"fails\" at 5 % & $3m_a {x} \\y #1, ~2^3'\npublisher = \"Ukázkový kurýr; a, b\"\nauthor = \"Desk\"\npublished = 2024-03-05\n" +
		"language = \"en\"\nurl = \"https://news.example/a?b=1&c=%20d_e\"\nrights = \"full\"\n+++\n" +
		"The ministry said the old dam collapsed on 4 March 2024, killing two people. Investigators blamed the operator in March 2024.\n",
	"content/flood/articles/2.md": "+++\ntitle = \"Minister <b>resigns</b>; \\u2028 late\"\npublisher = \"Example Gazette\"\npublished = 2024-03-07\nlanguage = \"en\"\nrights = \"full\"\n+++\n" +
		"The environment minister resigned on 6 March 2024, the government said. The old dam collapsed on 4 March 2024, killing two people.\n",
}

// exportSite builds the small site and returns it with the folder of its
// incident.
func exportSite(t *testing.T) (*site, string) {
	t.Helper()
	root := t.TempDir()
	for name, text := range hostileSite {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.Command("go", "run", "./cmd/buildsite", "build", "--site", root, "--base-url", "https://example.org/x/")
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	s, err := newSite("export", filepath.Join(root, "public"))
	if err != nil {
		t.Fatal(err)
	}
	return s, filepath.Join(root, "public", "flood")
}

type readEntry struct{ Type, Title, Date, URL, Journal, Author string }

type readEntries struct {
	Entries []readEntry
	Errors  []string
}

// Libraries that reference managers and calendars are made of read what we
// write, to the letter.
func TestExportsRead(t *testing.T) {
	need(t, "node", node)
	needFile(t, "biblatex-csl-converter/lib/index.js")
	_, dir := exportSite(t)
	out, err := exec.Command(node, "readers.mjs", dir).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, err.(*exec.ExitError).Stderr)
	}
	var got struct {
		BibTeX, RIS readEntries
		CSL         []readEntry
		Calendar    []struct{ Title, Start, End, UID, Note string }
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	const title, journal = `Dam "fails" at 5 % & $3m_a {x} \y #1, ~2^3`, "Ukázkový kurýr; a, b"
	for name, list := range map[string]readEntries{"BibTeX": got.BibTeX, "RIS": got.RIS, "CSL": {Entries: got.CSL}} {
		if len(list.Errors) > 0 || len(list.Entries) != 2 {
			t.Errorf("%s: %d entries, errors %v", name, len(list.Entries), list.Errors)
			continue
		}
		e := list.Entries[0]
		if e.Title != title || e.Journal != journal || e.URL != "https://news.example/a?b=1&c=%20d_e" || !strings.Contains(e.Author, "Desk") {
			t.Errorf("%s: %+v", name, e)
		}
		// The RIS reader takes the year where a record has one.
		if e.Date != "2024-03-05" && (name != "RIS" || e.Date != "2024") {
			t.Errorf("%s: date %s", name, e.Date)
		}
	}
	spans := map[string]bool{}
	for _, e := range got.Calendar {
		spans[e.Start+" "+e.End] = true
		if e.UID == "" || e.Title == "" || !strings.Contains(e.Note, "Sources: ") {
			t.Errorf("calendar: %+v", e)
		}
	}
	if !spans["2024-03-04 2024-03-05"] || !spans["2024-03-06 2024-03-07"] {
		t.Errorf("calendar: %v", spans)
	}
}

// TimelineJS shows every event of our JSON, and hostile text as text.
func TestExportsInTimelineJS(t *testing.T) {
	need(t, "chromium", chromium)
	needFile(t, "@knight-lab/timelinejs/dist/js/timeline.js")
	s := embedStage(t)
	_, dir := exportSite(t)
	data, err := os.ReadFile(filepath.Join(dir, "timelinejs.json"))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Events []struct {
			ID string `json:"unique_id"`
		}
	}
	if err := json.Unmarshal(data, &doc); err != nil || len(doc.Events) == 0 {
		t.Fatal(err, len(doc.Events))
	}
	body := `<div id="t" style="width:100%;height:600px"></div><script src="/npm/@knight-lab/timelinejs/dist/js/timeline.js"></script>
<script>window.timeline = new TL.Timeline("t", ` + string(data) + `)</script>`
	b := open(t, s.newsroom("", body), look{})
	want := len(doc.Events) + 1
	if n := wait(t, b, `document.querySelectorAll(".tl-slide").length`, func(n int) bool { return n == want }); n != want {
		t.Errorf("%d slides, want the title and %d events", n, len(doc.Events))
	}
	for _, e := range doc.Events {
		if !eval[bool](t, b, `!!timeline.config.event_dict["`+e.ID+`"]`) {
			t.Errorf("%s is missing", e.ID)
		}
	}
	if title := eval[string](t, b, `document.querySelector(".tl-slide-titleslide h2").textContent.trim()`); title != "Flood & {dam} 100 %" {
		t.Errorf("title %q", title)
	}
}
