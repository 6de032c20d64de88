package article

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const sample = "../../content/mfa-cyberattack-2025/articles/*.md"

// The sample's articles are digests without a problem.
func TestSample(t *testing.T) {
	files, _ := filepath.Glob(sample)
	if len(files) != 5 {
		t.Fatalf("%d articles, not 5", len(files))
	}
	for _, name := range files {
		a := readSample(t, name)
		if a.Rights != Digest || a.Language != "en" {
			t.Errorf("%s: rights %q, language %q", name, a.Rights, a.Language)
		}
		for _, b := range a.Blocks {
			if b.Kind != Prose {
				t.Errorf("%s: %s %q", name, b.Kind, a.Slice(b.Span))
			}
		}
	}
}

func readSample(t *testing.T, name string) *Article {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	a, problems := Parse(filepath.Base(name), src)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return a
}

// The digests are written afresh: eight words in a row that stand in an
// original are none of theirs.
func TestSampleOwnWords(t *testing.T) {
	originals, _ := filepath.Glob("../../../shared/bundles/seeds/articles/*.txt")
	if len(originals) == 0 {
		t.Skip("../shared/bundles is not here: the digests are not compared with the originals")
	}
	const run = 8
	words := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789", r) })
	}
	seen := map[string]string{}
	for _, name := range originals {
		w := words(readSample(t, name).Text)
		for i := range max(0, len(w)-run+1) {
			seen[strings.Join(w[i:i+run], " ")] = filepath.Base(name)
		}
	}
	files, _ := filepath.Glob(sample)
	for _, name := range files {
		w := words(readSample(t, name).Text)
		for i := range max(0, len(w)-run+1) {
			if from := seen[strings.Join(w[i:i+run], " ")]; from != "" {
				t.Errorf("%s copies %q of %s", filepath.Base(name), strings.Join(w[i:i+run], " "), from)
			}
		}
	}
}
