package site

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"buildsite/internal/site/embed"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The pages of a small site are those of testdata/golden; embeds have tests of
// their own.
func TestGolden(t *testing.T) {
	files := build(t, fixture(t))
	for name := range files {
		if strings.Contains(name, "/embed/") || strings.HasSuffix(name, "/"+embed.WholeName) {
			delete(files, name)
		}
	}
	dir := filepath.Join("testdata", "golden")
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		for name, got := range files {
			if filepath.Ext(name) != ".html" {
				continue
			}
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	seen := 0
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		seen++
		want, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		name = filepath.ToSlash(name)
		if got := files[name]; got != string(want) {
			t.Errorf("%s: %s\nrun go test ./internal/site -update and look at the difference", name, firstDifference(got, string(want)))
		}
		delete(files, name)
		return nil
	})
	if err != nil || seen == 0 {
		t.Fatalf("%d golden files: %v", seen, err)
	}
	for name := range files {
		if filepath.Ext(name) == ".html" {
			t.Errorf("%s has no golden file", name)
		}
	}
}

// firstDifference returns the first line in which got is not want.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for k := range max(len(g), len(w)) {
		a, b := "(end)", "(end)"
		if k < len(g) {
			a = g[k]
		}
		if k < len(w) {
			b = w[k]
		}
		if a != b {
			return "line " + itoa(k+1) + "\n got " + a + "\nwant " + b
		}
	}
	return ""
}
