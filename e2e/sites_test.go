package e2e

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"buildsite/e2e/corpus"
)

// baseURL is where the sites are told they are; the crawl maps it to the folder
// that is served.
const baseURL = "https://desk.example/repo/"

// The sites, each built when a test first asks for it.
var sites = []struct {
	name  string
	whole bool // look at more than one page of a kind
	make  func() (*site, error)
}{
	{"sample", true, sync.OnceValues(sampleSite)},
	{"300", false, sync.OnceValues(func() (*site, error) { return generated("300", corpus.Site{Events: 300, BaseURL: baseURL}) })},
	{"1000", false, sync.OnceValues(func() (*site, error) { return generated("1000", corpus.Site{Events: 1000, BaseURL: baseURL}) })},
	{"cs", false, sync.OnceValues(func() (*site, error) {
		return generated("cs", corpus.Site{Events: 30, BaseURL: baseURL, Language: "cs"})
	})},
	{"rtl", false, sync.OnceValues(func() (*site, error) {
		return generated("rtl", corpus.Site{Events: 30, BaseURL: baseURL, Language: "he"})
	})},
}

// small is a generated site for the tests that name it.
var small = sync.OnceValues(func() (*site, error) { return generated("30", corpus.Site{Events: 30, BaseURL: baseURL}) })

// siteNamed returns a site by its name.
func siteNamed(t testing.TB, name string) *site {
	t.Helper()
	if name == "30" {
		built, err := small()
		if err != nil {
			t.Fatal(err)
		}
		return built
	}
	for _, s := range sites {
		if s.name == name {
			built, err := s.make()
			if err != nil {
				t.Fatal(err)
			}
			return built
		}
	}
	t.Fatal("no site", name)
	return nil
}

var binary = sync.OnceValues(func() (string, error) {
	out := filepath.Join(workDir, "buildsite")
	return out, command("..", "go", "build", "-o", out, "./cmd/buildsite")
})

func command(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
	}
	return nil
}

func sampleSite() (*site, error) {
	if *siteFlag != "" {
		return newSite("sample", *siteFlag)
	}
	return build("sample", "..")
}

func generated(name string, s corpus.Site) (*site, error) {
	dir := filepath.Join(workDir, name+"-content")
	if err := corpus.Write(dir, s); err != nil {
		return nil, err
	}
	return build(name, dir)
}

// build builds the site folder src and serves the result.
func build(name, src string) (*site, error) {
	buildsite, err := binary()
	if err != nil {
		return nil, err
	}
	src, err = filepath.Abs(src)
	if err != nil {
		return nil, err
	}
	out := filepath.Join(workDir, name)
	if err := command(src, buildsite, "build", "--quiet", "--base-url", baseURL, "--out", out); err != nil {
		return nil, err
	}
	return newSite(name, out)
}

// files returns the files of s with an extension, "" for all, sorted.
func (s *site) files(t testing.TB, extension string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(s.dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, extension) {
			rel, _ := filepath.Rel(s.dir, name)
			list = append(list, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}

// pages returns the whole HTML pages of s; a fragment to paste is none.
func (s *site) pages(t testing.TB) []string {
	t.Helper()
	return slices.DeleteFunc(s.files(t, ".html"), func(p string) bool {
		return !bytes.HasPrefix(bytes.ToLower(s.read(t, p)), []byte("<!doctype html>"))
	})
}

func (s *site) read(t testing.TB, file string) []byte {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// A kind of page and the pages of it.
type kind struct {
	name  string
	pages []string
}

// kinds returns the kinds of page of s, each with its pages largest first. Pages
// beside an index.html are each of their own kind, unless several share the
// beginning of their name up to a hyphen; those of a folder without an index are
// all of one kind. A page that only leads to where an event is now is of none: a
// browser does not stay on it.
func (s *site) kinds(t testing.TB) []kind {
	t.Helper()
	pages := slices.DeleteFunc(s.pages(t), func(p string) bool {
		return bytes.Contains(s.read(t, p), []byte(`http-equiv="refresh"`))
	})
	beginnings := map[string]int{}
	for _, p := range pages {
		beginnings[beginning(p)]++
	}
	byName := map[string][]string{}
	for _, p := range pages {
		name := p
		switch {
		case !slices.Contains(pages, path.Join(path.Dir(p), "index.html")):
			name = path.Dir(p) + "/*"
		case beginnings[beginning(p)] > 1:
			name = beginning(p) + "*"
		}
		byName[name] = append(byName[name], p)
	}
	var list []kind
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		pages := byName[name]
		slices.SortStableFunc(pages, func(a, b string) int { return s.size(t, b) - s.size(t, a) })
		list = append(list, kind{name, pages})
	}
	return list
}

// beginning returns a page up to the first hyphen of its name.
func beginning(p string) string {
	name, _, _ := strings.Cut(strings.TrimSuffix(path.Base(p), ".html"), "-")
	return path.Join(path.Dir(p), name)
}

func (s *site) size(t testing.TB, file string) int {
	t.Helper()
	info, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return int(info.Size())
}

// chosen returns pages of every kind: the largest, and with whole the smallest
// too.
func (s *site) chosen(t testing.TB, whole bool) []string {
	t.Helper()
	var list []string
	for _, k := range s.kinds(t) {
		if path.Base(k.name) == "timeline.html" && !strings.Contains(k.name, "/embed/") && !whole {
			continue // the whole timeline in one file: axe takes minutes over a thousand events
		}
		list = append(list, k.pages[0])
		if last := k.pages[len(k.pages)-1]; whole && len(k.pages) > 1 {
			list = append(list, last)
		}
	}
	return list
}
