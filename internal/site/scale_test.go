package site

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"buildsite/internal/article"
	"buildsite/internal/config"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// vocabulary is what generated articles are written with.
var vocabulary = strings.Fields(`ministry officials said attack network statement government investigation
	report system minister agency server outage region response measures experts confirmed evidence data
	accounts breach campaign group security alliance embassy ambassador denied accused announced election
	power water transport hospital harbour railway budget court ruling appeal decision parliament vote`)

// prose returns n words that look like a sentence; the same seed, the same words.
func prose(seed, n int) string {
	words := make([]string, n)
	for k := range words {
		seed = (seed*1103515245 + 12345) & 0x7fffffff
		words[k] = vocabulary[seed>>8%len(vocabulary)%len(vocabulary)]
	}
	s := strings.Join(words, " ")
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// generated returns a site of one incident with realistic events: a 45-word
// summary and two sources each.
func generated(events, articles int) *Site {
	t := &timeline.Timeline{Incident: "generated"}
	start := edtf.DayNumber(2019, 1, 1)
	for k := range articles {
		day := edtf.FromDayNumber(start + k*2000/articles)
		a := &article.Article{
			Path: fmt.Sprintf("content/generated/articles/%05d.md", k), Source: "", SHA256: strings.Repeat("ab", 32),
			Meta: article.Meta{
				Title: prose(k, 8), Publisher: fmt.Sprintf("Example Outlet %d", k%12), Language: "en",
				URL: fmt.Sprintf("https://outlet%d.example/news/%05d", k%12, k), Published: day.String(),
			},
		}
		t.Articles = append(t.Articles, &timeline.Report{Article: a, Published: day, PublishedBasis: timeline.FromMeta, Number: k + 1})
	}
	for k := range events {
		t.Events = append(t.Events, generatedEvent(t, k, edtf.FromDayNumber(start+k*2000/events)))
	}
	c := config.Default()
	c.Title, c.BaseURL, c.Exports = "Generated", "https://desk.example/", []string{"json"}
	return &Site{Config: c, Version: "1.0", Incidents: []*Incident{{Name: "generated", Title: "A generated incident", Timeline: t}}}
}

func generatedEvent(t *timeline.Timeline, k int, date edtf.Date) *timeline.Event {
	e := &timeline.Event{
		ID: fmt.Sprintf("%s-event-%05d", date, k), Date: date, DateText: "on Monday", DateBasis: timeline.Relative,
		Title: strings.TrimSuffix(prose(k+7, 8), "."), Type: []string{"attack", "denial", "summons", "measure"}[k%4],
		Actors: []string{fmt.Sprintf("Actor %d", k%40), fmt.Sprintf("Actor %d", k*7%90)}, Status: timeline.Agreed, Salience: float64(k % 17),
	}
	summary := prose(k+100, 45)
	for n := range 2 {
		r := t.Articles[(k*3+n*5)%len(t.Articles)]
		text := summary
		if n > 0 {
			text = prose(k+n*1000, 25)
		}
		at := len(r.Text)
		r.Article.Text += text + "\n\n"
		r.Article.Blocks = append(r.Article.Blocks, article.Block{Span: article.Span{Start: at, End: at + len(text)}})
		e.Citations = append(e.Citations, timeline.Citation{
			Report: r, Span: article.Span{Start: at, End: at + len(text)}, Date: date, DateText: "on Monday",
			DateBasis: timeline.Relative, Modality: "asserted",
		})
	}
	e.Summary, e.SummaryFrom = summary, []int{0}
	return e
}

// BenchmarkSite makes all files of a site, without exports.
func BenchmarkSite(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprintf("events=%d", n), func(b *testing.B) {
			s := generated(n, n)
			b.ReportAllocs()
			for b.Loop() {
				files, problems := Files(s)
				if err := problems.Err(); err != nil {
					b.Fatal(err)
				}
				for _, f := range files {
					if err := f.Write(io.Discard); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
