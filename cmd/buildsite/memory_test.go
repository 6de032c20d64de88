package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"buildsite/internal/output"
)

// What serve shows after any edit is what a build makes afresh.
func TestServedIsBuilt(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	serving := &app{Global: &Global{Site: dir}, ctx: context.Background(), stdout: io.Discard, stderr: io.Discard, memory: &memory{}}
	fresh := &app{Global: &Global{Site: dir}, ctx: context.Background(), stdout: io.Discard, stderr: io.Discard}
	made := func(a *app) map[string][]byte {
		t.Helper()
		s, err := a.assemble(source{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.close()
		files, err := output.Render(a.ctx, s.files)
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	for _, edit := range []struct{ what, name, text string }{
		{"the first article", "content/flood/articles/a.md", "+++\ntitle = \"Dam fails\"\npublished = \"2024-03-06\"\n+++\n\nThe dam above the town failed on Monday.\n"},
		{"a second one", "content/flood/articles/b.txt", "The dam above the town failed on 4 March 2024. Two workers were injured on Tuesday.\n"},
		{"another day of publication", "content/flood/articles/a.md", "+++\ntitle = \"Dam fails\"\npublished = \"2024-04-10\"\n+++\n\nThe dam above the town failed on Monday.\n"},
		{"a copy", "content/flood/articles/c.txt", "The dam above the town failed on 4 March 2024. Two workers were injured on Tuesday.\n"},
		{"the copy says another thing", "content/flood/articles/c.txt", "The mayor of the town resigned on 1 May 2024.\n"},
		{"another incident", "content/fire/articles/x.txt", "A fire destroyed the mill on 12 June 2023.\n"},
		{"another language", "config.toml", "language = \"cs\"\n"},
		{"another template", "templates/_when.html", "<b>{{.When}}</b>"},
		{"another style", "static/style.css", "p{}"},
	} {
		put(edit.name, edit.text)
		got, want := made(serving), made(fresh)
		for name, src := range want {
			if !bytes.Equal(got[name], src) {
				t.Errorf("%s: %s is not what a build makes", edit.what, name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d files, a build makes %d", edit.what, len(got), len(want))
		}
	}
}
