package corpus

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// The same site is the same files.
func TestDeterministic(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	for _, dir := range []string{a, b} {
		if err := Write(dir, Site{Events: 60, Language: "en", BaseURL: "https://example.org/repo/"}); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	err := filepath.WalkDir(a, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		rel, _ := filepath.Rel(a, path)
		x, _ := os.ReadFile(path)
		y, err := os.ReadFile(filepath.Join(b, rel))
		if string(x) != string(y) {
			t.Errorf("%s differs", rel)
		}
		return err
	})
	if err != nil || n < 60 {
		t.Errorf("%d files, %v", n, err)
	}
}
