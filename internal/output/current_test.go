package output

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A folder is current as long as its files are made of the same and as they were
// left; whatever is done to one is seen, and the next Write repairs it.
func TestCurrent(t *testing.T) {
	files := text("a.html", "one", "b/c.html", "two")
	later := time.Now().Add(time.Hour)
	for _, c := range []struct {
		name   string
		inputs string
		do     func(dir string)
		want   bool
	}{
		{"untouched", "x", func(string) {}, true},
		{"made of something else", "y", func(string) {}, false},
		{"made of something unknown", "", func(string) {}, false},
		{"touched", "x", func(dir string) { os.Chtimes(filepath.Join(dir, "a.html"), later, later) }, true},
		{"changed", "x", func(dir string) {
			os.WriteFile(filepath.Join(dir, "a.html"), []byte("ONE"), 0o644)
			os.Chtimes(filepath.Join(dir, "a.html"), later, later)
		}, false},
		{"changed at once", "x", func(dir string) { os.WriteFile(filepath.Join(dir, "b", "c.html"), []byte("TWO"), 0o644) }, false},
		{"cut", "x", func(dir string) { os.Truncate(filepath.Join(dir, "a.html"), 1) }, false},
		{"removed", "x", func(dir string) { os.Remove(filepath.Join(dir, "a.html")) }, false},
		{"a folder in the place of a file", "x", func(dir string) {
			os.Remove(filepath.Join(dir, "a.html"))
			os.Mkdir(filepath.Join(dir, "a.html"), 0o755)
		}, false},
		{"written by another run", "x", func(dir string) { os.Mkdir(asideOf(dir), 0o755) }, false},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		recipe := Recipe{"x", "two files"}
		if _, err := Write(context.Background(), dir, files, Options{Recipe: recipe}); err != nil {
			t.Fatal(err)
		}
		c.do(dir)
		r, note, ok := Current(dir, c.inputs)
		if ok != c.want || ok && (note != "two files" || r != Result{Files: 2, Bytes: 6}) {
			t.Errorf("%s: %v %q %+v", c.name, ok, note, r)
		}
		if _, err := Write(context.Background(), dir, files, Options{Recipe: Recipe{"z", "again"}}); err != nil {
			t.Fatal(err)
		}
		wantTree(t, dir, "a.html", "one", "b/c.html", "two")
		if _, note, ok := Current(dir, "z"); !ok || note != "again" {
			t.Errorf("%s: not current after it was written: %v %q", c.name, ok, note)
		}
	}
}

// A folder that is not buildsite's, or is not there, is not current.
func TestNotCurrent(t *testing.T) {
	dir := t.TempDir()
	for _, d := range []string{dir, filepath.Join(dir, "nowhere")} {
		if _, _, ok := Current(d, "x"); ok {
			t.Error(d)
		}
	}
}
