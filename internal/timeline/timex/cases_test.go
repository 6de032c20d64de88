package timex

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"buildsite/internal/timeline/edtf"
)

var update = flag.Bool("update", false, "rewrite testdata/*/*.txtar with what the tagger finds")

var annotated = regexp.MustCompile(`\[([^|\[\]]+)\|[^\]]*\]`)

// Each testdata/LANGUAGE/NAME.txtar holds cases: a section is one case, its
// first line "published: DAY" (or "published: unknown"), the rest a text in
// which each expression stands as [words|TYPE value anchor], with the mod last
// where it has one.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases found: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.ToSlash(file)[len("testdata/"):], ".txtar"), func(t *testing.T) {
			checkCases(t, file)
		})
	}
}

func checkCases(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	tagger := For(filepath.Base(filepath.Dir(file)))
	for i, f := range archive.Files {
		head, body, ok := strings.Cut(string(f.Data), "\n")
		day, isDay := strings.CutPrefix(head, "published: ")
		var dct edtf.Date
		if isDay && day != "unknown" {
			dct, err = edtf.Parse(day)
		}
		if !ok || !isDay || err != nil {
			t.Errorf("%s: %s: the first line must be published: YYYY-MM-DD or published: unknown", file, f.Name)
			continue
		}
		text := annotated.ReplaceAllString(body, "$1")
		got := annotate(text, tagger.Tag(text, dct))
		if got != body {
			t.Errorf("%s: %s\n got: %s\nwant: %s", file, f.Name, got, body)
		}
		archive.Files[i].Data = []byte(head + "\n" + got)
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// annotate writes the expressions into the text.
func annotate(text string, tags []Timex) string {
	var b strings.Builder
	at := 0
	for _, x := range tags {
		anchor := string(x.Anchor)
		if x.Anchor == None {
			anchor = "unresolved"
		}
		fmt.Fprintf(&b, "%s[%s|%s %s %s", text[at:x.Start], text[x.Start:x.End], x.Type, x.Value, anchor)
		if x.Mod != "" {
			b.WriteString(" " + x.Mod)
		}
		b.WriteString("]")
		at = x.End
	}
	return b.String() + text[at:]
}
