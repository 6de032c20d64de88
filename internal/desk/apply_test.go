package desk

import (
	"flag"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"buildsite/internal/article"
	"buildsite/internal/problem"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// A fixture is a test case: articles, one sentence a line; a timeline, an event
// a line (id, EDTF, title) with its sources below (article, then how the
// sentence begins); and the files of the desk.
type fixture struct {
	timeline *timeline.Timeline
	desk     Desk
	problems problem.List
}

func readFixture(t *testing.T, a *txtar.Archive) fixture {
	t.Helper()
	tl := &timeline.Timeline{Incident: "flood"}
	var files []File
	for _, f := range a.Files {
		switch {
		case strings.HasPrefix(f.Name, "articles/"):
			tl.Articles = append(tl.Articles, lineReport(f.Name, string(f.Data), len(tl.Articles)+1))
		case f.Name == "timeline":
			readTimeline(t, tl, string(f.Data))
		default:
			files = append(files, File{Path: f.Name, Src: f.Data})
		}
	}
	d, l := Read(files)
	return fixture{timeline: tl, desk: d, problems: l}
}

// lineReport returns the report of a text whose lines are paragraphs.
func lineReport(path, text string, n int) *timeline.Report {
	text = strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n\n")
	a, l := article.FromRecord(article.Record{ID: path, Text: text})
	if l.Err() != nil {
		panic(l)
	}
	a.Title = ""
	return &timeline.Report{Article: a, Number: n}
}

func readTimeline(t *testing.T, tl *timeline.Timeline, text string) {
	t.Helper()
	f := newFinder(tl.Articles)
	var e *timeline.Event
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		words := strings.Fields(line)
		if !strings.HasPrefix(line, " ") {
			date, err := edtf.Parse(words[1])
			if err != nil {
				t.Fatal(err)
			}
			e = &timeline.Event{ID: words[0], Date: date, Title: strings.Join(words[2:], " "), Status: timeline.SingleSource, Salience: 1}
			tl.Events = append(tl.Events, e)
			continue
		}
		p, ok := f.find(words[0], strings.Join(words[1:], " "))
		if !ok {
			t.Fatalf("no sentence %q", line)
		}
		for _, s := range p.report.Sentences {
			if s.Span.Overlaps(p.span) {
				e.Citations = append(e.Citations, timeline.Citation{Report: p.report, Span: s.Span, Date: e.Date, DateBasis: timeline.Explicit})
			}
		}
		restate(e)
	}
}

// show prints a result so that a person can check it.
func show(r Result) string {
	var b strings.Builder
	for _, e := range r.Timeline.Events {
		showEvent(&b, e)
	}
	for _, e := range r.Hidden {
		fmt.Fprintf(&b, "hidden %s\n", e.ID)
	}
	for _, x := range r.Timeline.Redirects {
		fmt.Fprintf(&b, "redirect %s to %s\n", x.From, x.To)
	}
	for _, c := range r.Timeline.Corrections {
		fmt.Fprintf(&b, "correction %s\n", Describe(c))
	}
	return b.String()
}

func showEvent(b *strings.Builder, e *timeline.Event) {
	fmt.Fprintf(b, "%s %s %s [%s", e.ID, e.Date, e.Title, e.Status)
	for _, x := range []struct {
		is   bool
		name string
	}{{e.Desk.Reviewed, "reviewed"}, {e.Desk.Pinned, "pinned"}, {e.Desk.ByHand, "by hand"}} {
		if x.is {
			b.WriteString(", " + x.name)
		}
	}
	b.WriteString("]\n")
	if e.Summary != "" {
		fmt.Fprintf(b, "  summary: %s\n", e.Summary)
	}
	for _, c := range e.Citations {
		fmt.Fprintf(b, "  %s: %s\n", c.Report.Path, c.Quote())
	}
	for _, d := range e.Differences {
		for _, v := range d.Variants {
			fmt.Fprintf(b, "  %s: %s\n", d.About, v.Value)
		}
	}
	for _, s := range e.Desk.Changed {
		fmt.Fprintf(b, "  changed: %s\n", s)
	}
	for _, x := range e.Desk.Replies {
		fmt.Fprintf(b, "  reply of %s: %s\n", x.Party, x.Text)
	}
}

func formatted(l problem.List) string {
	var b strings.Builder
	l.Sort()
	for _, p := range l {
		b.WriteString(p.Format())
	}
	return b.String()
}

// TestApply runs the cases of testdata/apply: what decisions make of a
// timeline, and what they say when they no longer fit.
func TestApply(t *testing.T) {
	files, err := filepath.Glob("testdata/apply/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want, rest := take(a, "want")
			a.Files = rest
			f := readFixture(t, a)
			before := show(Result{Timeline: f.timeline})
			r := Apply(f.timeline, f.desk)
			got := show(r) + formatted(append(f.problems, r.Problems...))
			if after := show(Result{Timeline: f.timeline}); after != before {
				t.Errorf("Apply changed its input:\n%s", cmp.Diff(before, after))
			}
			checkOrder(t, f, show(r))
			if *update {
				a.Files = append(a.Files, txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func take(a *txtar.Archive, name string) (string, []txtar.File) {
	var rest []txtar.File
	want := ""
	for _, f := range a.Files {
		if f.Name == name {
			want = string(f.Data)
			continue
		}
		rest = append(rest, f)
	}
	return want, rest
}

// checkOrder applies the decisions in other orders: the result is the same.
func checkOrder(t *testing.T, f fixture, want string) {
	t.Helper()
	rng := rand.New(rand.NewSource(1))
	for range 5 {
		d := f.desk
		d.Decisions = append([]Decision(nil), d.Decisions...)
		rng.Shuffle(len(d.Decisions), func(i, j int) { d.Decisions[i], d.Decisions[j] = d.Decisions[j], d.Decisions[i] })
		if got := show(Apply(f.timeline, d)); got != want {
			t.Errorf("the order of decisions matters:\n%s", cmp.Diff(want, got))
		}
	}
}

// TestLockSameSentence: two events that one sentence reports keep their own ids
// when the engine names them otherwise and finds them in another order.
func TestLockSameSentence(t *testing.T) {
	r := lineReport("articles/a.md", "The army left in May and came back in June.", 1)
	event := func(id, date, kind string) *timeline.Event {
		d, err := edtf.Parse(date)
		if err != nil {
			t.Fatal(err)
		}
		return &timeline.Event{ID: id, Date: d, Type: kind, Citations: []timeline.Citation{{Report: r, Span: r.Sentences[0].Span}}}
	}
	before := &timeline.Timeline{Articles: []*timeline.Report{r}, Events: []*timeline.Event{event("out", "2024-05", "retreat"), event("in", "2024-06", "return")}}
	lock := Apply(before, Desk{}).Lock()
	after := &timeline.Timeline{Articles: []*timeline.Report{r}, Events: []*timeline.Event{event("a", "2024-06", "return"), event("b", "2024-05", "retreat")}}
	got := map[string]string{}
	for _, e := range Apply(after, Desk{Lock: lock}).Timeline.Events {
		got[e.Type] = e.ID
	}
	if got["retreat"] != "out" || got["return"] != "in" {
		t.Errorf("the ids changed places: %v", got)
	}
}

// TestLockForever: the id of an event that is gone is never given to another,
// and comes back with its event.
func TestLockForever(t *testing.T) {
	a, b := lineReport("articles/a.md", "The dam broke.", 1), lineReport("articles/b.md", "The mayor resigned.", 2)
	with := func(r *timeline.Report) *timeline.Timeline {
		return &timeline.Timeline{Articles: []*timeline.Report{r}, Events: []*timeline.Event{{ID: "event", Citations: []timeline.Citation{{Report: r, Span: r.Sentences[0].Span}}}}}
	}
	lock := Apply(with(a), Desk{}).Lock()
	second := Apply(with(b), Desk{Lock: lock})
	if id := second.Timeline.Events[0].ID; id != "event-2" {
		t.Errorf("another event got the id %s", id)
	}
	if id := Apply(with(a), Desk{Lock: second.Lock()}).Timeline.Events[0].ID; id != "event" {
		t.Errorf("the event came back as %s", id)
	}
}
