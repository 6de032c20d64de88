package site

import "slices"

// The widest table that a narrow screen holds, and how many rows a page has.
const (
	matrixColumns = 12
	matrixRows    = 200
)

// A matrixPage shows who reported what: events by sources.
type matrixPage struct {
	Dir     string
	Columns []*report // nil when there are too many for a table
	Rows    []matrixRow
	Parts   []part
}

// Wide reports whether the table is wider than a narrow screen.
func (p *matrixPage) Wide() bool { return len(p.Columns) > 6 }

// Signs returns a cell for each sign that stands in the table.
func (p *matrixPage) Signs() []matrixCell {
	var list []matrixCell
	for _, r := range p.Rows {
		for _, c := range r.Cells {
			if c.Sign != "" && !slices.ContainsFunc(list, func(one matrixCell) bool { return one.Sign == c.Sign }) {
				list = append(list, c)
			}
		}
	}
	return list
}

// A matrixRow is one event.
type matrixRow struct {
	*event
	Cells []matrixCell
}

// A matrixCell says what a source makes of an event.
type matrixCell struct {
	Sign, Word string // the id of the sign and its words; "" when it does not report it
	Source     *sourceView
}

func (i *incident) matrixPages() []*page {
	var list []*page
	if len(i.events) == 0 {
		return nil
	}
	cut(len(i.events), matrixRows, func(n, of, from, to int) {
		rest := partPath("matrix.html", n)
		list = append(list, i.page(rest, "matrix.html", func() *frame {
			p := &matrixPage{Dir: i.dir, Parts: i.parts("matrix.html", n, of)}
			if len(i.reports) <= matrixColumns {
				p.Columns = i.reports
			}
			for _, e := range i.events[from:to] {
				p.Rows = append(p.Rows, matrixRow{e, i.cells(e, p.Columns)})
			}
			return framed(i.frame(rest, i.words.T("page.matrix")+" – "+i.title()), p)
		}))
	})
	return list
}

// cells returns what each of the reports makes of e.
func (i *incident) cells(e *event, columns []*report) []matrixCell {
	list := make([]matrixCell, len(columns))
	for k, r := range columns {
		s := e.source(r.Report)
		if s == nil {
			continue
		}
		list[k] = matrixCell{"reports", i.words.T("matrix.reports"), s}
		switch {
		case s.citations[0].Modality == "denied":
			list[k] = matrixCell{"denies", i.words.T("matrix.denies"), s}
		case e.DatedOtherwise(r.Report):
			list[k] = matrixCell{"differs", i.words.T("matrix.differs"), s}
		}
	}
	return list
}
