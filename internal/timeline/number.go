package timeline

import (
	"cmp"
	"slices"
)

// Numbered returns t with its sources numbered as number does. It is t itself
// when they are so already, else a copy whose reports and events are copies too:
// an editor's decisions, and what a site holds back, change which is cited first.
func Numbered(t *Timeline) *Timeline {
	order, same := firstCited(t), true
	for _, r := range t.Articles {
		same = same && r.Number == order[r]
	}
	if same {
		return t
	}
	out, copies := *t, make(map[*Report]*Report, len(t.Articles))
	out.Articles = make([]*Report, len(t.Articles))
	for i, r := range t.Articles {
		c := *r
		c.Number = order[r]
		out.Articles[i], copies[r] = &c, &c
	}
	for _, r := range out.Articles {
		r.WireCopyOf = copies[r.WireCopyOf]
	}
	out.Events, out.Context = recited(t.Events, copies), recited(t.Context, copies)
	out.Undated = make([]Undated, len(t.Undated))
	for i, u := range t.Undated {
		out.Undated[i] = u
		out.Undated[i].Report = copies[u.Report]
	}
	return &out
}

// recited returns copies of events that cite the copies of their reports.
func recited(events []*Event, copies map[*Report]*Report) []*Event {
	out := make([]*Event, len(events))
	for i, e := range events {
		x := *e
		x.Citations = make([]Citation, len(e.Citations))
		for k, c := range e.Citations {
			x.Citations[k] = c
			x.Citations[k].Report = copies[c.Report]
		}
		out[i] = &x
	}
	return out
}

// References returns the sources of t by number.
func (t *Timeline) References() []*Report {
	return slices.SortedStableFunc(slices.Values(t.Articles), func(a, b *Report) int { return cmp.Compare(a.Number, b.Number) })
}

// number numbers the sources of t as a reader of the whole timeline meets them,
// and not in order of publication: 1 is the first source of the first event, as
// in any text with notes. A timeline shown newest first has the same numbers.
func number(t *Timeline) {
	for r, n := range firstCited(t) {
		r.Number = n
	}
}

// firstCited returns the number of each source: first those of the events, in
// each those of its summary before the others; then those of the background;
// then what nothing cites, in order of publication.
func firstCited(t *Timeline) map[*Report]int {
	order := make(map[*Report]int, len(t.Articles))
	meet := func(r *Report) {
		if order[r] == 0 {
			order[r] = len(order) + 1
		}
	}
	for _, list := range [][]*Event{t.Events, t.Context} {
		for _, e := range list {
			for _, k := range e.SummaryFrom {
				if k >= 0 && k < len(e.Citations) {
					meet(e.Citations[k].Report)
				}
			}
			for _, c := range e.Citations {
				meet(c.Report)
			}
		}
	}
	for _, r := range t.Articles {
		meet(r)
	}
	return order
}
