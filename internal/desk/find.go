package desk

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"buildsite/internal/article"
	"buildsite/internal/timeline"
)

// likeness is the share of words that two sentences must have in common for
// one to be taken for an edited version of the other.
const likeness = 0.6

// A finder finds quotes in the reports of a timeline. White space, letter case
// and the shape of quotation marks and dashes make no difference.
type finder struct {
	reports []*timeline.Report
	short   map[string][]*timeline.Report // by ShortPath
	folded  map[*timeline.Report]folded
}

// folded is a text with its white space collapsed and its marks made plain, and
// for each byte of it the offset in the text it came from.
type folded struct {
	text string
	at   []int
}

func newFinder(reports []*timeline.Report) *finder {
	f := &finder{reports: reports, short: map[string][]*timeline.Report{}, folded: map[*timeline.Report]folded{}}
	for _, r := range reports {
		p := ShortPath(r.Path)
		f.short[p] = append(f.short[p], r)
	}
	return f
}

// fold returns the folded form of s.
func fold(s string) folded {
	var b strings.Builder
	var at []int
	space := true
	for i, r := range s {
		if unicode.IsSpace(r) {
			if !space {
				b.WriteByte(' ')
				at = append(at, i)
			}
			space = true
			continue
		}
		space = false
		before := b.Len()
		b.WriteRune(foldRune(r))
		for range b.Len() - before {
			at = append(at, i)
		}
	}
	return folded{text: strings.TrimRight(b.String(), " "), at: append(at, len(s))}
}

func foldRune(r rune) rune {
	switch r {
	case '“', '”', '„', '«', '»', '‟':
		return '"'
	case '‘', '’', '‚', '‹', '›':
		return '\''
	case '–', '—', '‑', '‐', '−':
		return '-'
	}
	return unicode.ToLower(r)
}

func (f *finder) fold(r *timeline.Report) folded {
	x, ok := f.folded[r]
	if !ok {
		x = fold(r.Text)
		f.folded[r] = x
	}
	return x
}

// named returns the reports whose path is p or ends in it.
func (f *finder) named(p string) []*timeline.Report {
	if out := f.short[p]; len(out) > 0 {
		return out
	}
	var out []*timeline.Report
	for _, r := range f.reports {
		if r.Path == p {
			return []*timeline.Report{r}
		}
		if strings.HasSuffix(r.Path, "/"+p) {
			out = append(out, r)
		}
	}
	return out
}

// span returns where quote stands in r.Text.
func (f *finder) span(r *timeline.Report, quote string) (article.Span, bool) {
	if i := strings.Index(r.Text, quote); i >= 0 && quote != "" {
		return article.Span{Start: i, End: i + len(quote)}, true
	}
	text, q := f.fold(r), fold(quote).text
	i := strings.Index(text.text, q)
	if q == "" || i < 0 {
		return article.Span{}, false
	}
	last := text.at[i+len(q)-1]
	_, size := utf8.DecodeRuneInString(r.Text[last:])
	return article.Span{Start: text.at[i], End: last + size}, true
}

// alike returns the sentence of r that is most like quote, if one has at least
// the share likeness of its words.
func (f *finder) alike(r *timeline.Report, quote string) (article.Span, bool) {
	want := wordSet(quote)
	best, span := likeness, article.Span{}
	for _, s := range r.Sentences {
		if score := jaccard(want, wordSet(r.Slice(s.Span))); score > best {
			best, span = score, s.Span
		}
	}
	return span, span.Len() > 0
}

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.FieldsFunc(fold(s).text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		set[w] = true
	}
	return set
}

func jaccard(a, b map[string]bool) float64 {
	shared := 0
	for w := range a {
		if b[w] {
			shared++
		}
	}
	if shared == 0 {
		return 0
	}
	return float64(shared) / float64(len(a)+len(b)-shared)
}

// A place is where a quote was found: a span of a report.
type place struct {
	report *timeline.Report
	span   article.Span
	moved  bool // in another article than named, or in an edited sentence
}

// find looks for quote in the article named, then for an edited version of it
// there, then in all other articles.
func (f *finder) find(name, quote string) (place, bool) {
	named := f.named(name)
	for _, r := range named {
		if s, ok := f.span(r, quote); ok {
			return place{report: r, span: s}, true
		}
	}
	for _, r := range named {
		if s, ok := f.alike(r, quote); ok {
			return place{report: r, span: s, moved: true}, true
		}
	}
	if len(fold(quote).text) < 20 {
		return place{}, false
	}
	for _, r := range f.reports {
		if s, ok := f.span(r, quote); ok {
			return place{report: r, span: s, moved: true}, true
		}
	}
	return place{}, false
}

// cites reports whether e cites the place.
func cites(e *timeline.Event, p place) bool {
	for _, c := range e.Citations {
		if c.Report == p.report && c.Span.Overlaps(p.span) {
			return true
		}
	}
	return false
}
