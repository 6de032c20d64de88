package site

// pages returns the pages of the site, in a fixed order.
func (b *builder) pages() []*page {
	var list []*page
	for _, e := range b.editions {
		list = append(list, b.home(e))
		for _, i := range e.incidents {
			list = append(list, i.pages()...)
		}
		list = append(list, b.editorialPages(e)...)
	}
	return append(list, b.missing())
}

// pages returns the pages of an incident. A row is one kind of page.
func (i *incident) pages() []*page {
	var list []*page
	for _, kind := range []func() []*page{
		i.timelinePages,
		i.eventPages,
		i.articlePages,
		i.listPages,
		i.facetPages,
		i.sourcesPages,
		i.matrixPages,
		i.knownPages,
		i.unknownPages,
		i.methodPages,
		i.correctionsPages,
		i.redirectPages,
	} {
		list = append(list, kind()...)
	}
	return list
}

// page returns the page of the incident at rest.
func (i *incident) page(rest, template string, make func() *frame) *page {
	return &page{path: i.dir + rest, template: template, edition: i.edition, make: make, modified: i.latest}
}
