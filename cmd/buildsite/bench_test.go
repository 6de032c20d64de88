package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"buildsite/internal/article"
	"buildsite/internal/config"
	"buildsite/internal/content"
	"buildsite/internal/export"
	"buildsite/internal/output"
	"buildsite/internal/preview"
	"buildsite/internal/site"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

// corpus returns n generated articles of some 3 kB: path to file. Ten articles
// report the same happening of a day, and each says something about its past.
func corpus(n int) map[string]string {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	files := map[string]string{}
	for i := range n {
		day := i / 10
		date := fmt.Sprintf("%04d-%02d-%02d", 2015+day/336, 1+day/28%12, 1+day%28)
		happening := fmt.Sprintf("%s %s %s", subjects[day%len(subjects)], verbs[day/7%len(verbs)], objects[day/3%len(objects)])
		var b strings.Builder
		fmt.Fprintf(&b, "+++\ntitle = \"%s, report %d\"\npublisher = \"Example Gazette %d\"\nauthor = \"A. Reporter\"\n", happening, i, i%40)
		fmt.Fprintf(&b, "published = \"%s\"\nlanguage = \"en\"\nurl = \"https://gazette.example/%d\"\nrights = \"quote\"\n+++\n\n%s today, officials said.\n\n", date, i, happening)
		for range 6 {
			for range 4 {
				fmt.Fprintf(&b, "%s were discussed at length by %s and others who know %s well. ", pick(background...), pick(subjects...), pick(objects...))
			}
			b.WriteString("\n\n")
		}
		fmt.Fprintf(&b, "%s %s %s in %s %d.\n", pick(subjects...), pick(verbs...), pick(objects...), pick("January", "March", "June", "October"), 2000+r.IntN(15))
		files[fmt.Sprintf("%02d/%05d.md", i%100, i)] = b.String()
	}
	return files
}

var (
	subjects   = []string{"The government", "The ministry", "The agency", "The court", "Police", "The council", "The company", "The parliament", "The embassy", "The union", "The commission"}
	verbs      = []string{"attacked", "arrested", "summoned", "condemned", "opened", "closed", "signed", "published", "rejected", "approved"}
	objects    = []string{"the office in Example Town", "the dam project", "the network of the ministry", "the ambassador", "a report on the case", "the agreement", "an inquiry into the fire", "the plan for the harbour", "three managers", "the new law"}
	background = []string{"The costs of the project", "The risks for the town", "Questions of security", "The reasons for the delay", "The rules for such cases"}
)

// writeCorpus writes n articles into a folder.
func writeCorpus(tb testing.TB, n int) string {
	tb.Helper()
	dir := tb.TempDir()
	for name, src := range corpus(n) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(src), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

// BenchmarkStep measures each step of a build of 1,000 articles by itself.
func BenchmarkStep(b *testing.B) {
	const n = 1000
	dir := writeCorpus(b, n)
	ctx := context.Background()
	folder, problems := content.ReadArticles(ctx, []string{dir}, content.Options{})
	if problems.Err() != nil {
		b.Fatal(problems)
	}
	articles := folder.Incidents[0].Articles
	bytes := 0
	for _, a := range articles {
		bytes += len(a.Source)
	}
	t := timeline.Build("bench", articles, timeline.Options{})
	step := func(name string, do func()) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(bytes))
			b.ReportAllocs()
			for b.Loop() {
				do()
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
	step("read", func() {
		f, _ := content.ReadArticles(ctx, []string{dir}, content.Options{})
		f.Close()
	})
	step("parse", func() {
		for _, a := range articles {
			article.Parse(a.Path, []byte(a.Source))
		}
	})
	day, _ := edtf.Parse("2024-03-06")
	step("timex", func() {
		tagger := timex.For("en")
		for _, a := range articles {
			tagger.Tag(a.Text, day)
		}
	})
	step("timeline", func() { timeline.Build("bench", articles, timeline.Options{}) })
	step("json", func() { export.JSON(io.Discard, t) })
	pages := func() []output.File {
		files, problems := site.Files(&site.Site{
			Config: config.Default(), Incidents: []*site.Incident{{Name: "bench", Timeline: t}},
		})
		if problems.Err() != nil {
			b.Fatal(problems)
		}
		return files
	}
	step("site", func() { pages() })
	files := pages()
	step("render", func() {
		for _, f := range files {
			if err := f.Write(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
	out := filepath.Join(b.TempDir(), "public")
	step("write", func() {
		if _, err := output.Write(ctx, out, files, output.Options{}); err != nil {
			b.Fatal(err)
		}
	})
}

// sizes are how many articles whole builds are measured with, which is how they
// grow: the time for ten times the articles is at most twelve times as long.
var sizes = []int{100, 1000, 10_000}

// build builds the site of the articles in dir into out.
func build(b *testing.B, dir, out string) {
	b.Helper()
	args := []string{"build", "--articles", dir, "--out", out, "--quiet"}
	if status := run(context.Background(), args, strings.NewReader(""), io.Discard, os.Stderr); status != 0 {
		b.Fatal("exit status", status)
	}
}

// BenchmarkBuild measures whole builds into an empty folder.
func BenchmarkBuild(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir, out := writeCorpus(b, n), b.TempDir()
			b.ReportAllocs()
			k := 0
			for b.Loop() {
				k++
				build(b, dir, filepath.Join(out, fmt.Sprint(k)))
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

// BenchmarkUnchanged measures builds of a site that is built already.
func BenchmarkUnchanged(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir, out := writeCorpus(b, n), filepath.Join(b.TempDir(), "public")
			build(b, dir, out)
			b.ReportAllocs()
			for b.Loop() {
				build(b, dir, out)
			}
		})
	}
}

// BenchmarkServe measures what serve does when one article is saved and the
// first page of the site is asked for.
func BenchmarkServe(b *testing.B) {
	for _, n := range sizes[:2] {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := writeCorpus(b, n)
			a := &app{Global: &Global{Site: ".", Quiet: true}, ctx: context.Background(), stdout: io.Discard, stderr: os.Stderr, memory: &memory{}}
			c := &serveCmd{source: source{Articles: dir}}
			var server preview.Server
			saved := filepath.Join(dir, "00", "00000.md")
			src, err := os.ReadFile(saved)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			k := 0
			for b.Loop() {
				k++
				if err := os.WriteFile(saved, fmt.Appendf(src, "\nThe plan was changed %d times.\n", k), 0o644); err != nil {
					b.Fatal(err)
				}
				if err := c.build(a, &server); err != nil {
					b.Fatal(err)
				}
				w := httptest.NewRecorder()
				if server.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/", nil)); w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
