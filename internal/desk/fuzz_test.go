package desk

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// seeds gives f every file of the cases whose name ends in end.
func seeds(f *testing.F, end string) {
	names, err := filepath.Glob("testdata/apply/*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatal("no cases", err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, x := range a.Files {
			if filepath.Ext(x.Name) == end {
				f.Add(x.Data)
			}
		}
	}
}

// FuzzParse: no file makes Parse panic, every problem is in the file, and what
// is read is written and read again as the same.
func FuzzParse(f *testing.F) {
	seeds(f, ".md")
	f.Fuzz(func(t *testing.T, src []byte) {
		d, l := Parse("content/x/events/a.md", src)
		for _, p := range l {
			if p.Line > 1+bytes.Count(src, []byte("\n")) {
				t.Errorf("line %d of %d: %s", p.Line, 1+bytes.Count(src, []byte("\n")), p.What)
			}
		}
		if l.Err() != nil {
			return
		}
		once := d.Format()
		again, l := Parse("content/x/events/a.md", once)
		if l.Err() != nil {
			t.Fatalf("%v\nafter writing\n%s", l, once)
		}
		if twice := again.Format(); !bytes.Equal(once, twice) {
			t.Errorf("written as\n%s\nthen as\n%s", once, twice)
		}
	})
}

// FuzzLock: as FuzzParse, for lock files.
func FuzzLock(f *testing.F) {
	seeds(f, ".lock")
	f.Fuzz(func(t *testing.T, src []byte) {
		l, problems := ParseLock("ids.lock", src)
		if problems.Err() != nil {
			return
		}
		once := l.Format()
		again, problems := ParseLock("ids.lock", once)
		if problems.Err() != nil || !bytes.Equal(again.Format(), once) {
			t.Errorf("%v\n%s", problems, once)
		}
	})
}

// FuzzSnapshot: no file makes a difference panic.
func FuzzSnapshot(f *testing.F) {
	seeds(f, ".json")
	f.Fuzz(func(t *testing.T, src []byte) {
		s, l := ParseSnapshot("timeline.json", src)
		if l.Err() != nil {
			return
		}
		if changes := Diff(s, s); len(index(s).byID) == len(s.Events) && len(changes) > 0 {
			t.Errorf("differs from itself: %v", changes)
		}
		DiffMarkdown(Diff(&Snapshot{}, s))
		DiffText(Diff(s, &Snapshot{}))
	})
}

// TestFormatRoundTrip: any decision is read back as it was written.
func TestFormatRoundTrip(t *testing.T) {
	text := rapid.StringMatching(`[a-zčß„“"\\'# \[\]=\n]{1,40}`)
	id := rapid.StringMatching(`[a-z0-9-]{1,12}`)
	path := rapid.StringMatching(`articles/[a-z"]{1,8}\.md`)
	rapid.Check(t, func(rt *rapid.T) {
		d := Decision{
			Target: Target{Event: id.Draw(rt, "event"), Article: path.Draw(rt, "article"), Quote: "q" + text.Draw(rt, "quote") + "q"},
			Pin:    rapid.Bool().Draw(rt, "pin"), Confirm: true, Title: text.Draw(rt, "title"), Date: edtf.Year(rapid.IntRange(1, 9999).Draw(rt, "year")),
			Reason: text.Draw(rt, "reason"), Decided: "2024-07-01", By: text.Draw(rt, "by"), Correction: timeline.DateCorrection,
			Replies: []timeline.Reply{{Party: text.Draw(rt, "party"), Text: text.Draw(rt, "reply")}},
			Sources: []Source{{Article: path.Draw(rt, "source"), Quote: text.Draw(rt, "words")}},
			Split:   []Split{{Event: "x", Title: text.Draw(rt, "part"), Sources: []Source{{Article: path.Draw(rt, "from"), Quote: text.Draw(rt, "said")}}}},
			Seen:    Seen{Date: "2024", Articles: []string{path.Draw(rt, "seen")}},
		}
		src := d.Format()
		got, l := Parse("content/x/events/a.md", src)
		if l.Err() != nil {
			rt.Fatalf("%v\n%s", l, src)
		}
		if !bytes.Equal(got.Format(), src) || got.Title != d.Title || got.Split[0].Sources[0].Quote != d.Split[0].Sources[0].Quote {
			rt.Fatalf("read back as\n%s\nwritten as\n%s", got.Format(), src)
		}
	})
}
