package article

import (
	"sort"
	"strconv"
	"unicode/utf8"
)

// A Mark is an element to be put around a span of Text in the HTML of an
// article.
type Mark struct {
	Span
	Element    string      // "mark" when empty
	Attributes []Attribute // an id stands on the first piece only, if markup cuts the mark into pieces
}

// An Attribute is one attribute of a Mark. Its value is escaped; its name is
// not.
type Attribute struct{ Name, Value string }

// AppendHTML appends the article's body as HTML to dst and returns it: the
// blocks in order, those that are no prose with their kind as class, Markdown
// set as written, and each of marks around its span. Raw HTML is left out, links
// go to http, https and mailto only. Marks may nest but not cross.
func (a *Article) AppendHTML(dst []byte, marks []Mark) []byte {
	marks = append([]Mark(nil), marks...)
	sort.SliceStable(marks, func(i, j int) bool {
		if marks[i].Start != marks[j].Start {
			return marks[i].Start < marks[j].Start
		}
		return marks[i].End > marks[j].End
	})
	w := htmlWriter{article: a, out: dst, inlines: a.inlines, marks: marks}
	tags := a.tags
	for _, b := range a.Blocks {
		for len(tags) > 0 && tags[0].at <= b.Start {
			w.out = append(append(w.out, tags[0].open...), '\n')
			tags = tags[1:]
		}
		w.block(b)
	}
	for _, t := range tags {
		w.out = append(append(w.out, t.open...), '\n')
	}
	return w.out
}

type htmlWriter struct {
	article *Article
	out     []byte
	inlines []inline // those that begin in or after the current block
	marks   []Mark   // those that end in or after the current block
}

func (w *htmlWriter) block(b Block) {
	open, end := b.element()
	w.out = append(w.out, open...)
	for len(w.inlines) > 0 && w.inlines[0].Start < b.Start && w.inlines[0].End <= b.Start {
		w.inlines = w.inlines[1:]
	}
	for len(w.marks) > 0 && w.marks[0].End <= b.Start {
		w.marks = w.marks[1:]
	}
	n := w.inline(b.Span, w.inlines)
	w.inlines = w.inlines[n:]
	w.out = append(append(w.out, end...), '\n')
}

func (b Block) element() (open, end string) {
	switch b.Kind {
	case Prose, ListItem, BlockQuot:
		return "<p>", "</p>"
	case Headline:
		return `<h2 class="headline">`, "</h2>"
	case Heading:
		level := "3"
		if b.Level > 0 {
			level = strconv.Itoa(min(6, max(2, int(b.Level)+1)))
		}
		return "<h" + level + ">", "</h" + level + ">"
	case Code:
		return "<pre><code>", "</code></pre>"
	}
	return `<p class="` + b.Kind.String() + `">`, "</p>"
}

// inline writes the span with the inlines that lie in it, and returns how many
// of them it used.
func (w *htmlWriter) inline(s Span, all []inline) int {
	at, used := s.Start, 0
	for used < len(all) && all[used].Start < s.End {
		in := all[used]
		used++
		in.Start, in.End = max(in.Start, at), min(in.End, s.End)
		if in.Start > in.End {
			continue
		}
		w.run(Span{at, in.Start})
		if in.kind == lineBreak {
			w.out = append(w.out, "<br>\n"...)
		} else {
			open, end := in.element()
			w.out = append(w.out, open...)
			if in.kind == link {
				w.out = append(append(w.escape(in.dest), '"'), '>')
			}
			used += w.inline(in.Span, all[used:])
			w.out = append(w.out, end...)
		}
		at = in.End
	}
	w.run(Span{at, s.End})
	return used
}

func (in inline) element() (open, end string) {
	switch in.kind {
	case strong:
		return "<strong>", "</strong>"
	case codeSpan:
		return "<code>", "</code>"
	case link:
		return `<a rel="nofollow noopener" href="`, "</a>"
	}
	return "<em>", "</em>"
}

// run writes text without markup of its own, with the marks that touch it.
func (w *htmlWriter) run(s Span) {
	if s.Start < s.End {
		w.marked(s, w.marks)
	}
}

func (w *htmlWriter) marked(s Span, marks []Mark) {
	at := s.Start
	for i, m := range marks {
		if m.Start >= s.End {
			break
		}
		piece := Span{max(at, m.Start), min(m.End, s.End)}
		if piece.Start >= piece.End {
			continue
		}
		w.escape(w.article.Text[at:piece.Start])
		element := m.Element
		if element == "" {
			element = "mark"
		}
		w.out = append(append(w.out, '<'), element...)
		for _, attr := range m.Attributes {
			if attr.Name == "id" && piece.Start != m.Start {
				continue
			}
			w.out = append(append(append(w.out, ' '), attr.Name...), '=', '"')
			w.out = append(w.escape(attr.Value), '"')
		}
		w.out = append(w.out, '>')
		w.marked(piece, marks[i+1:])
		w.out = append(append(append(w.out, '<', '/'), element...), '>')
		at = piece.End
	}
	w.escape(w.article.Text[at:s.End])
}

// escape writes text and returns what is written so far. Control characters,
// which HTML does not allow, become U+FFFD.
func (w *htmlWriter) escape(text string) []byte {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '&':
			w.out = append(w.out, "&amp;"...)
		case c == '<':
			w.out = append(w.out, "&lt;"...)
		case c == '>':
			w.out = append(w.out, "&gt;"...)
		case c == '"':
			w.out = append(w.out, "&#34;"...)
		case c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == 0x7f:
			w.out = utf8.AppendRune(w.out, utf8.RuneError)
		default:
			w.out = append(w.out, c)
		}
	}
	return w.out
}
