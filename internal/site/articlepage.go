package site

// Events returns the events that the article supports.
func (r *report) Events() []item { return once(r.events) }

func (i *incident) articlePages() []*page {
	list := make([]*page, 0, len(i.reports))
	for _, r := range i.reports {
		rest := "articles/" + r.Slug + ".html"
		list = append(list, i.page(rest, "article.html", func() *frame {
			f := i.frame(rest, r.Heading())
			r.describe(&f)
			return framed(f, r)
		}))
	}
	return list
}
