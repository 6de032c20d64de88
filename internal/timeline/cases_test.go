package timeline

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"buildsite/internal/article"
)

var update = flag.Bool("update", false, "write what the engine finds into testdata/events")

// Each testdata/events/*.txtar says in its first lines what it shows, holds
// articles, and the events that must come of them: date, type, title, status,
// the articles cited; background is marked "context".
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/events/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := listed(build(t, a.Files[:len(a.Files)-1]))
			want := &a.Files[len(a.Files)-1]
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got != string(want.Data) {
				t.Errorf("got:\n%swant:\n%s", got, want.Data)
			}
		})
	}
}

func build(t testing.TB, files []txtar.File) *Timeline {
	t.Helper()
	var articles []*article.Article
	for _, f := range files {
		a, problems := article.Parse(f.Name, f.Data)
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	return Build("case", articles, Options{})
}

// listed prints a timeline one event a line.
func listed(t *Timeline) string {
	var b strings.Builder
	for _, list := range [][]*Event{t.Events, t.Context} {
		for _, e := range list {
			mark := ""
			if len(list) > 0 && len(t.Context) > 0 && &list[0] == &t.Context[0] {
				mark = "context "
			}
			if e.Planned {
				mark += "planned "
			}
			fmt.Fprintf(&b, "%s%s %s | %s | %s: %s\n", mark, e.Date, e.Type, e.Title, e.Status, strings.Join(cited(e), " "))
			for _, d := range e.Differences {
				for _, v := range d.Variants {
					fmt.Fprintf(&b, "    %s: %s\n", d.About, v.Value)
				}
			}
		}
	}
	for _, w := range t.Warnings {
		fmt.Fprintf(&b, "warning: %s\n", w)
	}
	return b.String()
}

func cited(e *Event) []string {
	var out []string
	seen := map[string]bool{}
	for _, c := range e.Citations {
		if !seen[c.Report.Path] {
			seen[c.Report.Path] = true
			out = append(out, c.Report.Path)
		}
	}
	return out
}
