package site

// A sourcesPage is the numbered list of references.
type sourcesPage struct {
	Dir     string
	Reports []*report
	Parts   []part
}

// referencesOnPage is how many references one page lists.
const referencesOnPage = 300

func (i *incident) sourcesPages() []*page {
	var list []*page
	cut(len(i.reports), referencesOnPage, func(n, of, from, to int) {
		rest := partPath("sources.html", n)
		list = append(list, i.page(rest, "sources.html", func() *frame {
			f := i.frame(rest, i.words.T("page.references")+" – "+i.title())
			return framed(f, &sourcesPage{i.dir, i.reports[from:to], i.parts("sources.html", n, of)})
		}))
	})
	return list
}

// Reference returns the address of r in the list of references.
func (r *report) Reference() string {
	part := (r.Number-1)/referencesOnPage + 1
	return "~/" + r.in.dir + partPath("sources.html", part) + "#r" + itoa(r.Number)
}
