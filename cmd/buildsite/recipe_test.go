package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"buildsite/internal/output"
)

// kept is a note that no build would write: who reads it knows that nothing was
// made again.
const kept = "kept from the last time"

// A site made of the same is not made again; whatever it is made of changes, it
// is, and is then the same as one made afresh.
func TestMadeOfTheSame(t *testing.T) {
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
	article := "content/flood/articles/a.md"
	put(article, "+++\ntitle = \"Dam fails\"\npublished = \"2024-03-06\"\n+++\n\nThe dam failed on Monday.\n")
	out := filepath.Join(dir, "public")
	for _, c := range []struct {
		name   string
		change func()
		args   []string
		made   bool
	}{
		{"nothing", func() {}, nil, false},
		{"a hidden file", func() { put("content/flood/articles/.a.md.swp", "x") }, nil, false},
		{"an article", func() {
			put(article, "+++\ntitle = \"Dam fails\"\npublished = \"2024-03-06\"\n+++\n\nThe dam broke on Monday.\n")
		}, nil, true},
		{"a new article", func() { put("content/flood/articles/b/c.txt", "The mayor resigned on 1 May 2024.\n") }, nil, true},
		{"a page", func() { put("content/pages/about.md", "About.\n") }, nil, true},
		{"the introduction", func() { put("content/flood/_index.md", "+++\ntitle = \"The flood\"\n+++\n") }, nil, true},
		{"a decision", func() {
			put("content/flood/events/d.md", "+++\nadd = true\ntitle = \"Rain\"\ndate = \"2024-03-01\"\n[[source]]\ntitle = \"Rain\"\npublisher = \"Example Office\"\n+++\n")
		}, nil, true},
		{"a template", func() { put("templates/_footer.html", "<footer>Ours</footer>\n") }, nil, true},
		{"static", func() { put("static/extra/a.txt", "x") }, nil, true},
		{"config", func() { put("config.toml", "title = \"Example\"\n") }, nil, true},
		{"a comment of config", func() { put("config.toml", "title = \"Example\" # ours\n") }, nil, true},
		{"a frozen copy", func() { put("pinned/2024-05-01/index.html", "frozen") }, nil, true},
		{"the address", func() {}, []string{"--base-url", "https://desk.example/"}, true},
		{"the address again", func() {}, []string{"--base-url", "https://desk.example/"}, false},
		{"a flag", func() {}, []string{"--keep-going"}, true},
	} {
		c.change()
		args := append([]string{"--site", dir}, c.args...)
		said := buildSaying(t, args...)
		if got := !strings.Contains(said, kept); got != c.made && c.name != "nothing" {
			t.Errorf("%s changed: made again is %v: %s", c.name, got, said)
		}
		if c.made {
			fresh := filepath.Join(t.TempDir(), "fresh")
			buildSaying(t, append(args, "--out", fresh)...)
			if !bytes.Equal(treeOf(t, out), treeOf(t, fresh)) {
				t.Errorf("%s changed: not the same as a site made afresh", c.name)
			}
		}
		mark(t, out)
	}
}

// buildSaying builds and returns what was said.
func buildSaying(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr strings.Builder
	if status := run(context.Background(), append([]string{"build"}, args...), strings.NewReader(""), &stdout, &stderr); status != 0 {
		t.Fatal(stderr.String())
	}
	return stdout.String()
}

// mark puts the note kept into the list of files of dir.
func mark(t *testing.T, dir string) {
	t.Helper()
	name := filepath.Join(dir, output.ManifestName)
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitN(string(src), "\n", 3)
	fields := strings.SplitN(lines[1], " ", 4) // made of DIGEST note
	if len(fields) != 4 {
		t.Fatalf("no digest is kept: %s", lines[1])
	}
	fields[3] = `{"Counts":"` + kept + `"}`
	lines[1] = strings.Join(fields, " ")
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}

// treeOf returns the paths and bytes of all files of dir but its list of files.
func treeOf(t *testing.T, dir string) []byte {
	t.Helper()
	var b bytes.Buffer
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == output.ManifestName {
			return err
		}
		src, err := os.ReadFile(name)
		b.WriteString(strings.TrimPrefix(name, dir) + "\n")
		b.Write(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A build says its warnings each time, in the same words; those that show a line
// of a file are not kept in the site.
func TestWarningsStay(t *testing.T) {
	for _, c := range []struct{ name, text, want, kept string }{
		{"scan.pdf", "%PDF", "not read: 1 .pdf", ".pdf"},
		{"b.txt", "caf\xe9", "byte 0xE9 is not valid UTF-8", "made of -"},
	} {
		dir, out := t.TempDir(), filepath.Join(t.TempDir(), "site")
		for name, text := range map[string]string{"a.txt": "The dam failed on 4 March 2024.", c.name: c.text} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		first := ""
		for k := range 2 {
			var stderr strings.Builder
			args := []string{"build", "--articles", dir, "--out", out, "--keep-going"}
			status := run(context.Background(), args, strings.NewReader(""), &strings.Builder{}, &stderr)
			if k == 0 {
				first = stderr.String()
			}
			if status != 0 || !strings.Contains(first, c.want) || stderr.String() != first {
				t.Errorf("status %d: %s, first %s", status, stderr.String(), first)
			}
		}
		list, err := os.ReadFile(filepath.Join(out, output.ManifestName))
		if line := strings.Split(string(list), "\n")[1]; err != nil || !strings.Contains(line, c.kept) {
			t.Errorf("%s: kept %s, %v", c.name, line, err)
		}
	}
}

// The program is told from others by the beginning of its file.
func TestProgramDigest(t *testing.T) {
	if got := programDigest(); len(got) != 64 || got != programDigest() {
		t.Errorf("%q", got)
	}
	for head, want := range map[string]bool{
		"\x7fELF\x04\x00\x00\x00\x53\x00\x00\x00\x04\x00\x00\x00Go\x00\x00id/id": true,
		"MZ\xff Go build ID: \"id/id\"\n \xff":                                   true,
		"\x7fELF Go":                                                             false,
	} {
		if got := hasBuildID([]byte(head)); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}
