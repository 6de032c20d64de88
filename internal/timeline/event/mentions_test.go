package event

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var updateMentions = flag.Bool("update-mentions", false, "write what is detected into testdata/mentions")

// Each testdata/mentions/*.txtar says in its first lines what it shows. An
// article is a report of Friday 30 May 2025; the lines of "want" are what is
// found in it, one mention a line:
//
//	type «trigger» date (how it is known) how it is told | who does it → to whom at where
//
// ~ marks an actor that a pronoun or role stands for, ? one that is not sure, and
// "in passing" what only places something else.
func TestMentions(t *testing.T) {
	files, err := filepath.Glob("testdata/mentions/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, f := range a.Files[:len(a.Files)-1] {
				article, _, ms := detect(t, string(f.Data))
				for _, m := range ms {
					got.WriteString(told(m, article.Slice(m.Trigger)) + "\n")
				}
			}
			want := &a.Files[len(a.Files)-1]
			if *updateMentions {
				want.Data = []byte(got.String())
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got.String() != string(want.Data) {
				t.Errorf("got:\n%swant:\n%s", got.String(), want.Data)
			}
		})
	}
}

// told is a mention on one line.
func told(m Mention, trigger string) string {
	line := fmt.Sprintf("%s «%s»", m.Type.Name, trigger)
	if m.Basis != NoDate {
		line += fmt.Sprintf(" %s (%s)", m.Date, m.Basis)
	}
	if m.Modality != Asserted {
		line += " " + string(m.Modality)
	}
	if m.Background {
		line += " in passing"
	}
	line += " | " + party(m.Actor) + " → " + party(m.Object)
	if m.Place != "" {
		line += " at " + m.Place
	}
	return line
}

func party(a Actor) string {
	if a.IsZero() {
		return "–"
	}
	name := a.Name
	if a.Pronoun {
		name = "~" + name
	}
	if a.Unsure {
		name += "?"
	}
	return name
}
