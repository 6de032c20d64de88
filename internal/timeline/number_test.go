package timeline

import (
	"testing"

	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
)

// numbered returns a timeline of four articles in order of publication: the
// third is cited first, the fourth by the background, the first not at all.
func numbered() (*Timeline, []*Report) {
	var r []*Report
	for _, path := range []string{"a.md", "b.md", "c.md", "d.md"} {
		r = append(r, &Report{Article: &article.Article{Path: path}})
	}
	r[1].WireCopyOf = r[2]
	return &Timeline{
		Articles: r,
		Events: []*Event{
			{ID: "one", SummaryFrom: []int{1}, Citations: []Citation{{Report: r[1]}, {Report: r[2]}}},
			{ID: "two", Citations: []Citation{{Report: r[1]}}},
		},
		Context: []*Event{{ID: "three", Citations: []Citation{{Report: r[3]}}}},
		Undated: []Undated{{Report: r[0]}},
	}, r
}

// Sources are numbered as they are first cited: in the summary, in the list of
// an event, in the background, not at all.
func TestNumbers(t *testing.T) {
	tl, r := numbered()
	number(tl)
	for i, want := range []int{4, 2, 1, 3} {
		if r[i].Number != want {
			t.Errorf("%s has number %d, want %d", r[i].Path, r[i].Number, want)
		}
	}
	for i, c := range tl.References() {
		if c.Number != i+1 {
			t.Errorf("%s is reference %d, want %d", c.Path, c.Number, i+1)
		}
	}
}

// A timeline of which something was taken away has numbers of its own; that from
// which it was taken keeps its numbers.
func TestNumberedAnew(t *testing.T) {
	tl, r := numbered()
	number(tl)
	if Numbered(tl) != tl {
		t.Error("a copy is made for nothing")
	}
	fewer := *tl
	fewer.Events = tl.Events[1:]
	got := Numbered(&fewer)
	if n := got.Events[0].Citations[0].Report.Number; n != 1 {
		t.Errorf("the first source has number %d", n)
	}
	if got.Events[0].Citations[0].Report != got.Articles[1] || got.Articles[1].WireCopyOf != got.Articles[2] || got.Undated[0].Report != got.Articles[0] {
		t.Error("the copy points to reports of the original")
	}
	if r[1].Number != 2 || tl.Events[1].Citations[0].Report != r[1] {
		t.Error("the original was changed")
	}
}

// Only what a source states can be another date than that of the event: the day
// of a report that gives none is no contradiction.
func TestDatedOtherwise(t *testing.T) {
	tl, r := numbered()
	e := tl.Events[0]
	e.Date = edtf.Day(2025, 5, 28)
	e.Citations = []Citation{
		{Report: r[1], Date: e.Date, DateBasis: Explicit},
		{Report: r[2], Date: edtf.Day(2025, 5, 29), DateBasis: ReportDay},
		{Report: r[3], Date: edtf.Day(2025, 5, 27), DateBasis: Relative},
	}
	e.Differences = []Difference{(&builder{}).dateDifference(e)}
	for i, want := range []bool{false, false, true} {
		if c := e.Citations[i]; e.DatedOtherwise(c.Report) != want {
			t.Errorf("%s, by %s: dated otherwise is %v", c.Date, c.DateBasis, !want)
		}
	}
}
