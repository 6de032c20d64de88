package desk

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"buildsite/internal/article"
	"buildsite/internal/config"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// TestCheck breaks a sound timeline in one way at a time and reads what is said.
func TestCheck(t *testing.T) {
	day := func(s string) edtf.Date {
		d, err := edtf.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	sound := func() (Result, Desk) {
		f := readFixture(t, txtar.Parse([]byte(deskCase)))
		for _, a := range f.timeline.Articles {
			a.URL, a.Publisher, a.Published = "https://gazette.example/"+a.Path, "Example Gazette", day("2024-07-01")
		}
		r := Apply(f.timeline, f.desk)
		return r, Desk{Lock: r.Lock()}
	}
	for _, c := range []struct {
		name, want string
		spoil      func(r *Result, d *Desk, c *config.Config)
	}{
		{"sound", "", func(*Result, *Desk, *config.Config) {}},
		{"no source", `event rose ("River rises") has no source`, func(r *Result, _ *Desk, _ *config.Config) { r.Timeline.Events[0].Citations = nil }},
		{"outside the text", "source 1 of event rose stands outside the article's text", func(r *Result, _ *Desk, _ *config.Config) {
			r.Timeline.Events[0].Citations[0].Span = article.Span{Start: 5, End: 10_000}
		}},
		{"not in the file", `the quotation "The river rose on Monday." is not in the article`, func(r *Result, _ *Desk, _ *config.Config) {
			c := r.Timeline.Events[0].Citations[0].Report
			c.Source = strings.Replace(c.Source, "rose", "fell", 1)
		}},
		{"an article of no one", "source 1 of event rose is in no article of the incident", func(r *Result, _ *Desk, _ *config.Config) {
			r.Timeline.Events[0].Citations[0].Report = lineReport("articles/c.md", "The river rose on Monday.", 3)
		}},
		{"summary", "the summary of event rose refers to source 3 of 1", func(r *Result, _ *Desk, _ *config.Config) { r.Timeline.Events[0].SummaryFrom = []int{2} }},
		{"difference", "a difference of event rose refers to source 2 of 1", func(r *Result, _ *Desk, _ *config.Config) {
			r.Timeline.Events[0].Differences = []timeline.Difference{{About: "date", Variants: []timeline.Variant{{Citations: []int{1}}}}}
		}},
		{"twice", `two events have the id rose: "River rises" and "Dam breaks"`, func(r *Result, _ *Desk, _ *config.Config) { r.Timeline.Events[1].ID = "rose" }},
		{"redirect", "old leads to nowhere, which is no event", func(r *Result, _ *Desk, _ *config.Config) {
			r.Timeline.Redirects = []timeline.Redirect{{From: "old", To: "nowhere"}}
		}},
		{"future", "is dated 2025-01-01, after the newest article (2024-07-01), and is not marked as planned", func(r *Result, _ *Desk, _ *config.Config) {
			r.Timeline.Events[0].Date = day("2025-01-01")
		}},
		{"planned future", "", func(r *Result, _ *Desk, _ *config.Config) {
			r.Timeline.Events[0].Date, r.Timeline.Events[0].Planned = day("2025-01-01"), true
		}},
		{"too early", "the article was published 2024-03-01 and cannot know what happened on 2024-03-04 (event rose)", func(r *Result, _ *Desk, _ *config.Config) {
			r.Timeline.Events[0].Citations[0].Report.Published = day("2024-03-01")
		}},
		{"unreviewed", `event rose ("River rises") was not reviewed, and publish is "reviewed"`, func(_ *Result, _ *Desk, c *config.Config) { c.Publish = config.Reviewed }},
		{"no address", "warning: articles/a.md: the article has no address", func(r *Result, _ *Desk, _ *config.Config) { r.Timeline.Articles[0].URL = "" }},
		{"no day", "warning: articles/a.md: the day the article was published is not known", func(r *Result, _ *Desk, _ *config.Config) {
			r.Timeline.Articles[0].Published = edtf.Date{}
		}},
		{"no lock", "4 events have no permanent id yet: broke, gave, resigned, …", func(_ *Result, d *Desk, _ *config.Config) { d.Lock = nil }},
		{"changed", "changed since it was reviewed: articles/b.md reports it too.", func(r *Result, _ *Desk, _ *config.Config) {
			r.Timeline.Events[0].Desk.Changed = []string{"articles/b.md reports it too."}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, d := sound()
			conf := config.Default()
			c.spoil(&r, &d, conf)
			got := formatted(Check(r, d, conf, "content/flood"))
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got\n%swant %q", got, c.want)
			}
		})
	}
}

// TestCheckPages finds dead links and anchors, and pictures without words.
func TestCheckPages(t *testing.T) {
	files := map[string][]byte{
		"index.html": []byte("<p id=top><a href=\"#top\">a</a> <a href=\"#gone\">b</a>\n<a href=\"flood/\">c</a> <a href=\"flood\">d</a> <a href=\"missing.html\">e</a>\n" +
			"<img src=\"x.png\" alt=\"\"> <img src=\"y.png\"> <a href=\"https://example.org/gone\">f</a> <a href=\"mailto:x@example.org\">g</a>"),
		"flood/index.html": []byte(`<a href="../index.html#top">up</a> <a href="../#gone">up</a> <a href="?q=x#h">h</a><h1 id="h">H</h1><a href="#:~:text=words">t</a>`),
		"x.png":            nil,
	}
	want := []string{
		"flood/index.html:1:36: a link to an anchor that is not there: ../#gone",
		"index.html:1:32: a link to an anchor that is not there: #gone",
		"index.html:2:24: a link to a file that is not there: flood",
		"index.html:2:46: a link to a file that is not there: missing.html",
		"index.html:3:26: a link to a file that is not there: y.png",
		"index.html:3:26: the picture has no alternative text",
	}
	l := CheckPages(files)
	l.Sort()
	var got []string
	for _, p := range l {
		got = append(got, p.Error())
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}
