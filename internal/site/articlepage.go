package site

// An articlePage is the record of one article.
type articlePage struct {
	*report
	Events []*event
}

func (i *incident) articlePages() []*page {
	list := make([]*page, 0, len(i.reports))
	for _, r := range i.reports {
		rest := "articles/" + r.Slug + ".html"
		list = append(list, i.page(rest, "article.html", func() *view {
			f := i.frame(rest, r.Heading())
			r.describe(&f)
			return &view{f, &articlePage{r, r.events}}
		}))
	}
	return list
}
