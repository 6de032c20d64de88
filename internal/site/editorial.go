package site

import (
	"html/template"
	"path"

	"buildsite/internal/problem"
)

// An editorial is an editorial page, its Markdown rendered.
type editorial struct {
	*Page
	Href template.URL
	HTML template.HTML
}

// Lang returns the language of the page, "" when it is that of the interface.
func (p *editorial) Lang() string { return p.Language }

// readPages renders the editorial pages and the notes of all editions. A page in
// a language that the site has an edition of stands there only.
func (b *builder) readPages() problem.List {
	var problems problem.List
	for _, e := range b.editions {
		of := map[string]string{}
		for _, p := range b.Pages {
			if b.belongs(p, e) {
				of[p.Name] = e.prefix + p.Name + ".html"
			}
		}
		resolve := func(name string) (string, bool) { to, ok := of[name]; return to, ok }
		for _, p := range b.Pages {
			if of[p.Name] == "" {
				continue
			}
			dir := path.Dir(p.Name) + "/"
			if dir == "./" {
				dir = ""
			}
			text, found := document{p.Path, p.Markdown, dir}.render(resolve)
			problems = append(problems, found...)
			e.editorial = append(e.editorial, &editorial{p, template.URL("~/" + of[p.Name]), text})
		}
		for _, i := range e.incidents {
			var found problem.List
			i.NoteHTML, found = document{i.Path, i.Note, ""}.render(resolve)
			problems = append(problems, found...)
		}
	}
	return problems
}

// belongs reports whether p stands in e: a page in the language of another
// edition does not.
func (b *builder) belongs(p *Page, e *edition) bool {
	for _, other := range b.editions {
		if other.Lang == p.Language {
			return other == e
		}
	}
	return true
}

func (b *builder) editorialPages(e *edition) []*page {
	var list []*page
	for _, p := range e.editorial {
		path := e.prefix + p.Name + ".html"
		list = append(list, &page{path: path, template: "page.html", edition: e, make: func() *frame {
			f := b.newFrame(e, path, p.Title)
			if b.twins(p) == 0 {
				f.Alternates = nil
			}
			return framed(f, p)
		}})
	}
	return list
}

// twins returns in how many other editions p stands too.
func (b *builder) twins(p *editorial) int {
	n := -1
	for _, e := range b.editions {
		if b.belongs(p.Page, e) {
			n++
		}
	}
	return n
}
