package site

import (
	"strings"
	"testing"
)

// Up to 300 events each day of publication has its page; a longer timeline tells
// months, each article and event in one of them, and says so.
func TestKnownByMonth(t *testing.T) {
	for _, test := range []struct {
		events      int
		page, title string
		other       string
	}{
		{300, "known/2019-01-21.html", "As known on each day", "known/2019-01.html"},
		{301, "known/2019-01.html", "As known in each month", "known/2019-01-21.html"},
	} {
		pages := build(t, generated(test.events, 100))
		list := pages["generated/known.html"]
		if !strings.Contains(list, "<h1>"+test.title+"</h1>") || !strings.Contains(list, test.page) {
			t.Errorf("%d events: known.html has not %q with %s", test.events, test.title, test.page)
		}
		if pages["generated/"+test.other] != "" {
			t.Errorf("%d events: there is %s", test.events, test.other)
		}
		published, added := 0, 0
		for path, page := range pages {
			if !strings.HasPrefix(path, "generated/known/") {
				continue
			}
			_, references, _ := strings.Cut(page, `id="published"`)
			published += strings.Count(references, `class="num"`)
			_, news, _ := strings.Cut(page, `id="new"`)
			news, _, _ = strings.Cut(news, "</section>")
			added += strings.Count(news, "<li>")
		}
		if published != 100 || added != test.events {
			t.Errorf("%d events: the pages have %d of 100 articles and %d events", test.events, published, added)
		}
		said := strings.Contains(pages["generated/method.html"], "more than 300 events")
		if said != (test.events > 300) {
			t.Errorf("%d events: method.html says that the timeline is long: %t", test.events, said)
		}
	}
}
