package content_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"buildsite/internal/article"
	"buildsite/internal/content"
	"buildsite/internal/problem"
)

// unpack writes a txtar archive into a new folder.
func unpack(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
}

func format(list problem.List) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.Format())
	}
	return b.String()
}

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n%s\nwant:\n%s", what, got, want)
	}
}

const site = `
-- config.toml --
title = "A"
-- content/flood/_index.md --
+++
title = "The flood"
lead = "What is known."
+++
A *note*.
-- content/flood/articles/b.txt --
The river rose on 4 March 2024.
-- content/flood/articles/2024/a.md --
+++
title = "Dam fails"
+++
The dam failed.
-- content/flood/articles/_draft.md --
not an article
-- content/flood/articles/.a.md.swp --
not an article
-- content/flood/events/one.md --
+++
event = "2024-03-04-x"
confirm = true
+++
-- content/fire/articles/x.md --
Smoke.
-- content/pages/about.md --
---
title: About
---
Us.
-- content/pages/more/how.md --
How.
-- static/logo.svg --
<svg/>
`

// Everything in a site folder is found and stands where it belongs, in the order
// of paths.
func TestRead(t *testing.T) {
	f, problems := content.Read(context.Background(), unpack(t, site), content.Options{})
	want(t, "problems", format(problems), "")
	defer f.Close()
	var b strings.Builder
	for _, i := range f.Incidents {
		fmt.Fprintf(&b, "%s %q %q %q\n", i.Name, i.Title, i.Lead, i.Note)
		for _, a := range i.Articles {
			fmt.Fprintf(&b, "  %s %q\n", a.Path, a.Title)
		}
		for _, d := range i.Desk.Decisions {
			fmt.Fprintf(&b, "  %s\n", d.Path)
		}
	}
	for _, p := range f.Pages {
		fmt.Fprintf(&b, "%s %q %q\n", p.Name, p.Title, p.Markdown)
	}
	want(t, "folder", b.String(), `fire "" "" ""
  content/fire/articles/x.md ""
flood "The flood" "What is known." "A *note*.\n"
  content/flood/articles/2024/a.md "Dam fails"
  content/flood/articles/b.txt ""
  content/flood/events/one.md
about "About" "Us.\n"
more/how "how" "How.\n"
`)
	if logo, err := fs.ReadFile(f.Static, "logo.svg"); err != nil || string(logo) != "<svg/>\n" {
		t.Error(string(logo), err)
	}
	if f.Templates != nil {
		t.Error("templates that are not there")
	}
}

// All that is wrong in a folder comes in one list, each with its place and what
// to do.
func TestProblems(t *testing.T) {
	dir := unpack(t, `
-- content/flood/_index.md --
+++
titel = "The flood"
lead = 3
+++
-- content/flood/lost.md --
-- content/flood/articles/a.md --
+++
autor = "x"
+++
-- content/flood/articles/page.html --
-- content/flood/articles/scan.pdf --
-- content/flood/articles/page2.html --
-- content/lost.md --
-- content/pages/photo.jpg --
-- content/pages/about.md --
+++
draft = true
+++
`)
	os.WriteFile(filepath.Join(dir, "content/flood/articles/latin.txt"), []byte("caf\xe9"), 0o644)
	big, err := os.Create(filepath.Join(dir, "content/flood/articles/big.txt"))
	if err != nil {
		t.Fatal(err)
	}
	big.Truncate(9 << 20)
	big.Close()
	_, problems := content.Read(context.Background(), dir, content.Options{})
	want(t, "problems", format(problems), `content/flood/_index.md:2:1: unknown key "titel"
  | titel = "The flood"
  | ^
  hint: did you mean "title"?
content/flood/_index.md:3:8: lead must be text
  | lead = 3
  |        ^
  hint: write it in quotation marks
warning: content/flood/articles: not read: 1 .pdf, 2 .html
  hint: articles end in .md or .txt; buildsite import makes articles of other files
content/flood/articles/a.md:2:1: unknown key “autor”
  | autor = "x"
  | ^
  hint: did you mean author?
content/flood/articles/big.txt: 9 MiB is more than the 8 MiB that a file may have
  hint: split it, or leave out what is no text
content/flood/articles/latin.txt:1:4: byte 0xE9 is not valid UTF-8
  | caf 
  |    ^
  hint: save the file as UTF-8; older programs write windows-1250 or windows-1252
warning: content/flood/lost.md: not read
  hint: articles stand in content/flood/articles/
warning: content/lost.md: not read
  hint: articles stand in content/INCIDENT/articles/, pages in content/pages/
content/pages/about.md:2:1: unknown key "draft"
  | draft = true
  | ^
  hint: known here: title, language
warning: content/pages/photo.jpg: not read
  hint: pages end in .md; pictures and downloads stand in static/
`)
}

// No link leads out of the folder, whatever it is a link of.
func TestLinks(t *testing.T) {
	outside := unpack(t, "-- secret.md --\nsecret\n-- static/secret.css --\nsecret\n")
	dir := unpack(t, site)
	articles := filepath.Join(dir, "content/flood/articles")
	link(t, filepath.Join(outside, "secret.md"), filepath.Join(articles, "c-out.md"))
	link(t, "../../../../../../../../../../etc/passwd", filepath.Join(articles, "d-up.txt"))
	link(t, "nowhere.md", filepath.Join(articles, "e-dangling.md"))
	link(t, "g-loop.md", filepath.Join(articles, "g-loop.md"))
	link(t, "../../fire", filepath.Join(articles, "h-folder"))
	link(t, "b.txt", filepath.Join(articles, "i-inside.txt"))
	link(t, outside, filepath.Join(dir, "content/out"))
	os.RemoveAll(filepath.Join(dir, "static"))
	link(t, filepath.Join(outside, "static"), filepath.Join(dir, "static"))
	f, problems := content.Read(context.Background(), dir, content.Options{})
	defer f.Close()
	want(t, "problems", format(problems), `content/flood/articles/c-out.md: the link leads out of the folder
  hint: put the file itself here
content/flood/articles/d-up.txt: the link leads out of the folder
  hint: put the file itself here
content/flood/articles/e-dangling.md: no such file or folder
  hint: a link to it leads nowhere, or the name is misspelt
content/flood/articles/g-loop.md: too many levels of symbolic links
content/flood/articles/h-folder: linked folders are not followed
  hint: put the folder itself here
warning: content/out: not read
  hint: articles stand in content/INCIDENT/articles/, pages in content/pages/
static: the link leads out of the folder
  hint: put the file itself here
`)
	for _, a := range f.Incidents[1].Articles {
		if strings.Contains(a.Source, "secret") || strings.Contains(a.Source, "root:") {
			t.Errorf("%s was read", a.Path)
		}
	}
	if n := len(f.Incidents[1].Articles); n != 3 {
		t.Errorf("%d articles, want b.txt, a.md and the link inside", n)
	}
}

// With KeepGoing the bad articles are left out and listed, and nothing else is
// forgiven.
func TestKeepGoing(t *testing.T) {
	dir := unpack(t, site)
	os.WriteFile(filepath.Join(dir, "content/flood/articles/latin.txt"), []byte("caf\xe9"), 0o644)
	f, problems := content.Read(context.Background(), dir, content.Options{KeepGoing: true})
	if err := problems.Err(); err != nil {
		t.Error(err)
	}
	want(t, "left out", fmt.Sprint(f.LeftOut), "[{content/flood/articles/latin.txt byte 0xE9 is not valid UTF-8}]")
	want(t, "warnings", problems[0].Error(), "content/flood/articles/latin.txt:1:4: byte 0xE9 is not valid UTF-8")
	if n := len(f.Incidents[1].Articles); n != 2 {
		t.Errorf("%d articles", n)
	}
	os.WriteFile(filepath.Join(dir, "content/flood/_index.md"), []byte("+++\nx = 1\n+++\n"), 0o644)
	if _, problems = content.Read(context.Background(), dir, content.Options{KeepGoing: true}); problems.Err() == nil {
		t.Error("a bad _index.md was forgiven")
	}
}

// A folder of articles needs nothing else; folders in it are read as well.
func TestReadArticles(t *testing.T) {
	dir := unpack(t, "-- b.txt --\nOne.\n-- in/a.MD --\nTwo.\n-- notes.docx --\n")
	f, problems := content.ReadArticles(context.Background(), []string{dir}, content.Options{})
	want(t, "problems", format(problems), `warning: .: not read: 1 .docx
  hint: articles end in .md or .txt; buildsite import makes articles of other files
`)
	want(t, "articles", paths(f), "b.txt in/a.MD")
	want(t, "name", f.Incidents[0].Name, filepath.Base(dir))
	want(t, "base", f.Base, filepath.ToSlash(dir))
	f.Close()

	t.Chdir(dir)
	f, _ = content.ReadArticles(context.Background(), []string{"in", "b.txt"}, content.Options{})
	want(t, "articles as typed", paths(f), "b.txt in/a.MD")
	f.Close()
}

func paths(f *content.Folder) string {
	var paths []string
	for _, a := range f.Incidents[0].Articles {
		paths = append(paths, a.Path)
	}
	return strings.Join(paths, " ")
}

// What cannot be articles is told in words.
func TestNoArticles(t *testing.T) {
	dir := unpack(t, "-- b.txt --\nOne.\n-- empty/x.html --\n-- late/a.txt --\n\n")
	t.Chdir(dir)
	for _, c := range [][2]string{
		{"empty", ".: no articles: no .txt or .md file in it"},
		{"nowhere", "nowhere: no such file or folder"},
	} {
		f, problems := content.ReadArticles(context.Background(), []string{c[0]}, content.Options{})
		f.Close()
		if got := format(problems); !strings.Contains(got, c[1]) {
			t.Errorf("%s: %s", c[0], got)
		}
	}
}

// What comes back does not depend on how many files are read at a time.
func TestSameOrder(t *testing.T) {
	dir := unpack(t, site)
	for i := range 50 {
		name := fmt.Sprintf("content/flood/articles/%d.txt", i)
		os.WriteFile(filepath.Join(dir, name), []byte(strings.Repeat("Word. ", i%5*1000)), 0o644)
	}
	var first string
	for _, workers := range []int{1, 8} {
		f, problems := content.Read(context.Background(), dir, content.Options{Workers: workers})
		got := format(problems)
		for _, i := range f.Incidents {
			for _, a := range i.Articles {
				got += a.Path + " " + a.SHA256 + "\n"
			}
		}
		if first == "" {
			first = got
		}
		want(t, "order", got, first)
	}
}

// With a cache only what changed is parsed again, and what comes back is the
// same as without.
func TestCache(t *testing.T) {
	dir := unpack(t, site)
	var cache content.Cache
	read := func(c *content.Cache, keepGoing bool) (map[string]*article.Article, string) {
		f, problems := content.Read(context.Background(), dir, content.Options{Cache: c, KeepGoing: keepGoing})
		defer f.Close()
		found := map[string]*article.Article{}
		for _, i := range f.Incidents {
			for _, a := range i.Articles {
				found[a.Path] = a
			}
		}
		return found, format(problems) + fmt.Sprint(f.LeftOut)
	}
	before, _ := read(&cache, false)
	for _, edit := range []struct{ name, src string }{
		{"content/flood/articles/b.txt", "The river rose on 5 March 2024."}, // as many bytes
		{"content/flood/articles/b.txt", "caf\xe9"},
		{"content/flood/articles/new.md", "+++\nautor = \"x\"\n+++\n"},
		{"content/flood/articles/b.txt", "The river rose on 4 March 2024."},
	} {
		os.WriteFile(filepath.Join(dir, edit.name), []byte(edit.src), 0o644)
		for _, keepGoing := range []bool{true, false} {
			got, said := read(&cache, keepGoing)
			fresh, wanted := read(nil, keepGoing)
			want(t, "problems", said, wanted)
			for name, a := range fresh {
				if b := got[name]; b == nil || b.SHA256 != a.SHA256 {
					t.Errorf("%s is not as on the disk", name)
				}
			}
			if len(got) != len(fresh) {
				t.Errorf("%d articles, want %d", len(got), len(fresh))
			}
			if got["content/fire/articles/x.md"] != before["content/fire/articles/x.md"] {
				t.Error("an article that did not change was parsed again")
			}
		}
	}
}
