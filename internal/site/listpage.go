package site

// listedOnPage is how many events one page of a list holds.
const listedOnPage = 500

// A listPage lists events that have no page of their own, each with its sources.
type listPage struct {
	Title, Note string
	Dir         string
	Events      []*event
	Parts       []part
}

// listPages returns the pages of the events beyond the timeline and of a long
// background.
func (i *incident) listPages() []*page {
	var list []*page
	for _, l := range []struct {
		rest, key string
		events    []*event
	}{{"more.html", "more", i.more}, {"context.html", "context", i.farther}} {
		if len(l.events) == 0 {
			continue
		}
		cut(len(l.events), listedOnPage, func(n, of, from, to int) {
			rest := partPath(l.rest, n)
			list = append(list, i.page(rest, "list.html", func() *frame {
				title := i.words.T(l.key + ".title")
				return framed(i.frame(rest, title+" – "+i.title()), &listPage{
					title, i.words.T(l.key + ".note"), i.dir, l.events[from:to], i.parts(l.rest, n, of),
				})
			}))
		})
	}
	return list
}
