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
			return &view{i.frame(rest, r.Heading()), &articlePage{r, r.events}}
		}))
	}
	return list
}
