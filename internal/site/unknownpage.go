package site

import (
	"html/template"

	"buildsite/internal/timeline"
)

// unknownOnPage is how many statements one page of what is not known lists.
const unknownOnPage = 200

// An unknownPage tells what the articles leave open.
type unknownPage struct {
	Dir      string
	Differ   []item
	Inferred []item
	Undated  []undated
	Articles []*report // without a publication day of their own
	Parts    []part
	Nothing  bool
}

// An undated is a statement that nothing dates.
type undated struct {
	Words  string // the expression of time, "" when there is none
	Text   string // the sentence, with Before and After around the words
	Before string
	After  string
	Report *report
	Digest bool
}

func (i *incident) unknownPages() []*page {
	var list []*page
	cut(len(i.Timeline.Undated), unknownOnPage, func(n, of, from, to int) {
		rest := partPath("unknown.html", n)
		list = append(list, i.page(rest, "unknown.html", func() *frame {
			p := &unknownPage{Dir: i.dir, Parts: i.parts("unknown.html", n, of)}
			if n == 1 {
				differ, inferred := i.open()
				p.Differ, p.Inferred = once(differ), once(inferred)
				p.Articles = i.undatedReports()
			}
			for _, u := range i.Timeline.Undated[from:to] {
				if r := i.byPath[u.Report]; r != nil {
					p.Undated = append(p.Undated, newUndated(r, u))
				}
			}
			p.Nothing = len(p.Differ)+len(p.Inferred)+len(p.Undated)+len(p.Articles) == 0
			return framed(i.frame("unknown.html", i.words.T("page.unknown")+" – "+i.title()), p)
		}))
	})
	return list
}

// open returns the events on which sources differ, and those whose date no words
// give; at most unknownOnPage of each.
func (i *incident) open() (differ, inferred []*event) {
	for _, e := range i.events {
		if e.Status == timeline.SourcesDiffer && len(differ) < unknownOnPage {
			differ = append(differ, e)
		}
		if (e.DateBasis == timeline.Inferred || e.DateBasis == timeline.ReportDay) && len(inferred) < unknownOnPage {
			inferred = append(inferred, e)
		}
	}
	return differ, inferred
}

func (i *incident) undatedReports() []*report {
	var list []*report
	for _, r := range i.reports {
		if (r.Report.Published.IsZero() || r.PublishedBasis == timeline.Inferred) && len(list) < unknownOnPage {
			list = append(list, r)
		}
	}
	return list
}

// newUndated shows the sentence around the words of u.
func newUndated(r *report, u timeline.Undated) undated {
	v := undated{Words: u.Words, Report: r, Digest: r.IsDigest()}
	if u.Span.Start < 0 || u.Span.End > len(r.Text) || u.Span.Len() == 0 {
		return v
	}
	for _, s := range r.Sentences {
		if s.Contains(u.Span) {
			v.Text = r.Slice(s.Span)
			if s.Span != u.Span {
				v.Before, v.After = r.Text[s.Start:u.Span.Start], r.Text[u.Span.End:s.End]
				v.Text = r.Slice(u.Span)
			}
			return v
		}
	}
	v.Text = r.Slice(u.Span)
	return v
}

// Source returns the address of the article's record.
func (u undated) Source() template.URL { return u.Report.Href }
