package site

import (
	"html/template"

	"buildsite/internal/problem"
)

// An editorial is an editorial page, its Markdown rendered.
type editorial struct {
	*Page
	Href template.URL
	HTML template.HTML
}

func (b *builder) readPages() problem.List { return nil }

func (b *builder) editorialPages(e *edition) []*page { return nil }
