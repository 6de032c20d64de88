package site

import (
	"strings"
	"testing"

	"buildsite/internal/timeline"
)

// Sources of one day that say the date in the same words are told together; the
// copy of an agency text that says nothing in words of its own is named and not
// quoted again, and its place on the page stays.
func TestEventPageTellsOnce(t *testing.T) {
	s := fixture(t)
	in := s.Incidents[0]
	r := reports(t, []clipping{
		{name: "a", publisher: "Example Gazette", published: "2024-03-06", lang: "en", text: "The plant was shut down on Tuesday after a fault."},
		{name: "b", publisher: "Example Post", published: "2024-03-06", lang: "en", text: "The plant was shut down on Tuesday after a fault."},
		{name: "c", publisher: "Example Herald", published: "2024-03-06", lang: "en", text: "On Tuesday the plant stood still."},
	})
	r[1].WireCopyOf = r[0]
	e := in.Timeline.Events[1]
	e.Differences, e.Status, e.Citations = nil, timeline.Agreed, []timeline.Citation{
		cite(t, r[0], "The plant was shut down on Tuesday after a fault.", "2024-03-05", "Tuesday", timeline.Relative),
		cite(t, r[1], "The plant was shut down on Tuesday after a fault.", "2024-03-05", "Tuesday", timeline.Relative),
		cite(t, r[2], "On Tuesday the plant stood still.", "2024-03-05", "Tuesday", timeline.Relative),
	}
	in.Timeline.Events, in.Timeline.Articles, in.Timeline.Undated = []*timeline.Event{e}, r, nil
	page := build(t, s)["outage/events/2024-03-05-shut-down.html"]
	for words, want := range map[string]int{
		"<blockquote": 2,
		"“Tuesday” in Example Gazette, Example Post and Example Herald, published 6 March 2024.": 1,
		"The same words, from the text of one agency":                                            1,
	} {
		if got := strings.Count(page, words); got != want {
			t.Errorf("%q stands %d times on the page, want %d", words, got, want)
		}
	}
}
