package site

import (
	"html/template"
	"slices"
	"strings"

	"buildsite/internal/article"
)

// A use is a passage of an article that an event cites.
type use struct {
	article.Span
	event *event
}

// HasText reports whether the article's page may show its text.
func (r *report) HasText() bool {
	return (r.Rights == article.Full || r.Rights == article.Digest) && strings.TrimSpace(r.Text) != ""
}

// Marked returns the text of the article, its paragraphs, with what events cite
// marked and linked to them.
func (r *report) Marked() template.HTML {
	uses := slices.Clone(r.uses)
	slices.SortStableFunc(uses, func(a, b use) int { return a.Start - b.Start })
	var b strings.Builder
	for _, block := range r.Blocks {
		if block.Kind == article.Furniture || block.Len() == 0 {
			continue
		}
		open, end := "<p>", "</p>\n"
		switch block.Kind {
		case article.Headline, article.Heading:
			open, end = "<p><b>", "</b></p>\n"
		case article.Code:
			open, end = "<pre>", "</pre>\n"
		}
		b.WriteString(open)
		r.writeMarked(&b, block.Span, uses)
		b.WriteString(end)
	}
	return template.HTML(b.String())
}

// writeMarked writes the text of block with the uses in it marked. Of uses that
// overlap, the first is marked and all are linked.
func (r *report) writeMarked(b *strings.Builder, block article.Span, uses []use) {
	at := block.Start
	for k := 0; k < len(uses); k++ {
		u := uses[k]
		if u.Start < at || u.End > block.End || u.Len() == 0 {
			continue
		}
		b.WriteString(template.HTMLEscapeString(r.Text[at:u.Start]))
		b.WriteString("<mark>" + template.HTMLEscapeString(r.Slice(u.Span)) + "</mark>")
		r.writeUse(b, u)
		at = u.End
		for k+1 < len(uses) && uses[k+1].Start < at {
			if k++; uses[k].event != u.event {
				r.writeUse(b, uses[k])
			}
		}
	}
	b.WriteString(template.HTMLEscapeString(r.Text[at:block.End]))
}

// writeUse links the event that u is evidence of by its date.
func (r *report) writeUse(b *strings.Builder, u use) {
	href := string(u.event.Href)
	if !strings.Contains(href, "#") { // an event that is only listed has no place for each source
		href += "#" + r.anchor
	}
	b.WriteString(` <a class="use" href="` + href + `" lang="` + r.in.edition.Lang + `" title="` +
		template.HTMLEscapeString(u.event.Title) + `">` + template.HTMLEscapeString(u.event.When) + `</a>`)
}
