package ingest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"buildsite/internal/article"
	"buildsite/internal/problem"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// show prints what a file gave so that a person can check it.
func show(r Result, l problem.List) string {
	var b strings.Builder
	for _, d := range r.Drafts {
		b.Write(d.Format())
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "note: %s\n", n)
		}
		b.WriteString("----\n")
	}
	for _, e := range r.Events {
		fmt.Fprintf(&b, "event %s %q group %q from %q\n  text %q\n  links %q\n", e.Date, e.Title, e.Group, e.From, e.Text, e.Links)
	}
	for _, p := range l {
		b.WriteString(p.Format())
	}
	return b.String()
}

// TestRead reads each file of testdata/files and compares what it gives with
// the file of the same name in testdata/want.
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/files/*")
	if err != nil || len(files) < 30 {
		t.Fatal("the test files are not there", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for range 2 { // the same file, the same answer
				r, l := Read(filepath.Base(name), src, Limits{})
				checkArticles(t, r)
				again := show(r, l)
				if got != "" && again != got {
					t.Errorf("read twice, two answers:\n%s", cmp.Diff(got, again))
				}
				got = again
			}
			compare(t, filepath.Join("testdata/want", filepath.Base(name)+".txt"), got)
		})
	}
}

// checkArticles reads each draft back as the article it is to become.
func checkArticles(t *testing.T, r Result) {
	t.Helper()
	for _, d := range r.Drafts {
		a, l := article.Parse("articles/x.md", d.Format())
		if l.Err() != nil {
			t.Errorf("the draft is no article: %v\n%s", l, d.Format())
			continue
		}
		if a.Title != d.Title.Text && d.Title.Text != "" || a.Published != d.Published.Text || a.OriginalSHA256 != d.SHA256 {
			t.Errorf("the article has other metadata: %+v", a.Meta)
		}
	}
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
