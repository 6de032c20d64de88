package site

import "html/template"

// A facetPage lists the values of a facet.
type facetPage struct {
	Title, Note string
	Values      []*value
	Dir         string
}

// A valuePage lists the events of one actor, type, outlet or year.
type valuePage struct {
	*value
	Incident string
	Facet    string
	Index    template.URL
	Listing  *listing
	Parts    []part
	Articles []*report // of an outlet
	Dir      string
}

// valuesOnPage is how many values of a facet one page lists.
const valuesOnPage = 1000

func (i *incident) facetPages() []*page {
	var list []*page
	for _, f := range []*facet{&i.outlets, &i.actors, &i.types, &i.years} {
		if len(f.values) == 0 {
			continue
		}
		rest := f.name + ".html"
		list = append(list, i.page(rest, "facet.html", func() *frame {
			title := i.words.T("page." + f.name)
			values := f.values[:min(len(f.values), valuesOnPage)]
			return framed(i.frame(rest, title), &facetPage{title, i.words.T("facet." + f.name + ".note"), values, i.dir})
		}))
		for _, v := range f.values {
			list = append(list, i.valuePages(f, v)...)
		}
	}
	return list
}

// valuePages returns the pages of one value: years show their events whole.
func (i *incident) valuePages(f *facet, v *value) []*page {
	var list []*page
	size := headlines
	if f == &i.years {
		size = wholeEvents
	}
	first := f.name + "/" + v.Slug + ".html"
	cut(len(v.events), size, func(n, of, from, to int) {
		rest := partPath(first, n)
		list = append(list, i.page(rest, "value.html", func() *frame {
			p := &valuePage{
				value: v, Incident: i.title(), Facet: i.words.T("page." + f.name), Index: i.href(f.name + ".html"),
				Listing: i.list(v.events[from:to]), Parts: i.parts(first, n, of), Dir: i.dir,
			}
			if n == 1 {
				p.Articles = v.reports[:min(len(v.reports), headlines)]
			}
			return framed(i.frame(rest, v.Name+" – "+i.title()), p)
		}))
	})
	return list
}
