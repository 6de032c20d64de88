package desk

import (
	"fmt"
	"slices"
	"strings"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// splitEvents makes the events that are parts of others. A citation goes to the
// first split that names it. A part may be split again: decisions wait until the
// id they name is there, and fall back on their quotes when it never is.
func (w *work) splitEvents() {
	var waiting []int
	for i := range w.desk.Decisions {
		if len(w.desk.Decisions[i].Split) > 0 && !w.desk.Decisions[i].Add {
			waiting = append(waiting, i)
		}
	}
	for len(waiting) > 0 {
		next := 0
		for n, i := range waiting {
			if d := &w.desk.Decisions[i]; d.Event == "" || w.byID(d.Event) != nil {
				next = n
				break
			}
		}
		w.splitBy(waiting[next])
		waiting = append(waiting[:next:next], waiting[next+1:]...)
	}
}

func (w *work) splitBy(i int) {
	d := &w.desk.Decisions[i]
	e := w.target(d, d.Target, "", w.all())
	w.targets[i] = e
	if e == nil {
		return
	}
	for n, s := range d.Split {
		w.split(d, e, s, n)
	}
}

func (w *work) split(d *Decision, e *timeline.Event, s Split, n int) {
	part := &timeline.Event{
		Title: s.Title, Type: firstOf(s.Type, e.Type), Place: e.Place, Actors: e.Actors,
		Desk: timeline.Desk{Reviewed: true, ReviewedBy: d.By, ReviewedOn: d.Decided, Decisions: []string{d.Path}},
	}
	for k, src := range s.Sources {
		w.moveCitations(d, e, part, src, under("split", n)+under("source", k))
	}
	if len(part.Citations) == 0 {
		return
	}
	if len(e.Citations) == 0 {
		e.Citations = part.Citations
		w.report(d.at(under("split", n)+"title", "the split takes every source of event %s", e.ID), "retitle the event instead: title = \"…\"")
		return
	}
	part.ID = w.partID(d, e, s, n)
	dateFromCitations(part)
	if !s.Date.IsZero() {
		part.Date, part.DateText, part.DateBasis = s.Date, s.Date.String(), timeline.ByEditor
	}
	part.Summary, part.SummaryFrom = part.Citations[0].Quote(), []int{0}
	share := float64(len(part.Citations)) / float64(len(part.Citations)+len(e.Citations))
	part.Salience, e.Salience = e.Salience*share, e.Salience*(1-share)
	resummarise(e)
	e.Differences = nil
	restate(e)
	restate(part)
	w.engine[part] = part.Date
	w.t.Events = append(w.t.Events, part)
}

// partID returns the id of a split part: the one asked for, else the id of the
// whole and a number.
func (w *work) partID(d *Decision, e *timeline.Event, s Split, n int) string {
	used := map[string]bool{}
	for _, x := range w.all() {
		used[x.ID] = true
	}
	if s.Event == "" {
		return unused(partName(e.ID, n), used)
	}
	if used[s.Event] {
		w.report(d.at(under("split", n)+"event", "there is an event %s already", s.Event), "give the new event another id")
		return unused(s.Event, used)
	}
	return s.Event
}

// partName returns the id of part n of an event when nobody names it.
func partName(id string, n int) string { return fmt.Sprintf("%s-part-%d", id, n+1) }

// moveCitations moves the citations of from that src names to to.
func (w *work) moveCitations(d *Decision, from, to *timeline.Event, src Source, prefix string) {
	p, ok := w.finder.find(src.Article, src.Quote)
	if !ok {
		w.report(d.at(prefix+"quote", "%s", w.whereTo(src.Article, src.Quote, false)), "copy the words from the article as they stand there")
		return
	}
	var stay []timeline.Citation
	for _, c := range from.Citations {
		if c.Report == p.report && c.Span.Overlaps(p.span) {
			to.Citations = append(to.Citations, c)
			continue
		}
		stay = append(stay, c)
	}
	if len(stay) == len(from.Citations) {
		w.report(d.at(prefix+"quote", "event %s does not cite this sentence", from.ID), "name one of its own sources; buildsite review lists them")
		return
	}
	from.Citations = stay
	from.SummaryFrom = nil
}

// dateFromCitations gives e the first date that one of its citations states.
func dateFromCitations(e *timeline.Event) {
	for _, c := range e.Citations {
		if !c.Date.IsZero() {
			e.Date, e.DateText, e.DateBasis = c.Date, c.DateText, c.DateBasis
			return
		}
	}
}

// resummarise makes the summary of e from its first citation when the sentences
// it was made of have gone to another event.
func resummarise(e *timeline.Event) {
	if e.SummaryFrom == nil && len(e.Citations) > 0 {
		e.Summary, e.SummaryFrom = e.Citations[0].Quote(), []int{0}
	}
}

// A union is one [[merge]]: from becomes part of into.
type union struct {
	d          *Decision
	n          int
	from, into *timeline.Event
}

// mergeEvents joins the events that editors declared the same.
func (w *work) mergeEvents() {
	into := map[*timeline.Event]union{}
	for _, u := range w.unions() {
		if other, ok := into[u.from]; ok && other.into != u.into {
			w.report(u.d.at(under("merge", u.n)+"event", "contradicts %s: event %s is merged into %s there", other.d.Path, u.from.ID, other.into.ID),
				"keep one of the two")
			continue
		}
		if cycle := circle(into, u); cycle != "" {
			w.report(u.d.at(under("merge", u.n)+"event", "the merges go in a circle: %s", cycle), "say which of them stays, in one file only")
			continue
		}
		if h := w.hiddenBy[u.from]; h != nil {
			w.report(u.d.at(under("merge", u.n)+"event", "contradicts %s: event %s is hidden there", h.Path, u.from.ID), "keep one of the two")
			continue
		}
		into[u.from] = u
	}
	for _, e := range w.all() {
		if u, ok := into[e]; ok {
			w.join(e, root(into, u.into))
		}
	}
}

func (w *work) unions() []union {
	var out []union
	events := w.all()
	for i := range w.desk.Decisions {
		d, e := &w.desk.Decisions[i], w.targets[i]
		if e == nil {
			continue
		}
		for n, m := range d.Merge {
			from := w.target(d, m, under("merge", n), events)
			if from == nil {
				continue
			}
			if from == e {
				if m.Event != "" && m.Event != e.ID {
					w.redirects[m.Event] = e.ID
				}
				continue
			}
			out = append(out, union{d: d, n: n, from: from, into: e})
		}
	}
	return out
}

// circle returns the ids on the way from u.into back to u.from, "" when there
// is no such way.
func circle(into map[*timeline.Event]union, u union) string {
	path := []string{u.from.ID, u.into.ID}
	for e := u.into; ; {
		next, ok := into[e]
		if !ok {
			return ""
		}
		e = next.into
		path = append(path, e.ID)
		if e == u.from {
			return strings.Join(path, " into ")
		}
	}
}

func root(into map[*timeline.Event]union, e *timeline.Event) *timeline.Event {
	for {
		u, ok := into[e]
		if !ok {
			return e
		}
		e = u.into
	}
}

// join makes e part of whole.
func (w *work) join(e, whole *timeline.Event) {
	for _, c := range e.Citations {
		if !cites(whole, place{report: c.Report, span: c.Span}) {
			whole.Citations = append(whole.Citations, c)
		}
	}
	for _, a := range e.Actors {
		if !slices.Contains(whole.Actors, a) {
			whole.Actors = append(whole.Actors, a)
		}
	}
	whole.Place = firstOf(whole.Place, e.Place)
	whole.Salience += e.Salience
	whole.Planned = whole.Planned && e.Planned
	whole.Links = append(append([]timeline.Link(nil), whole.Links...), timeline.Link{From: e.ID, To: whole.ID, Reason: "an editor merged them"})
	whole.Desk.Replies = append(whole.Desk.Replies, e.Desk.Replies...)
	whole.Desk.Decisions = append(whole.Desk.Decisions, e.Desk.Decisions...)
	whole.Desk.Pinned = whole.Desk.Pinned || e.Desk.Pinned
	w.joinDates(e, whole)
	restate(whole)
	w.redirects[e.ID] = whole.ID
	w.remove(e)
}

// joinDates keeps the date of whole unless e's says the same more precisely;
// where they cannot both be true, the difference is kept. A date that an editor
// set stays.
func (w *work) joinDates(e, whole *timeline.Event) {
	switch {
	case e.Date.IsZero():
	case !whole.Date.IsZero() && !whole.Date.Overlaps(e.Date):
		differOnDate(whole, e.Date)
	case w.dated[whole]:
	case whole.Date.IsZero(), whole.Date.Contains(e.Date):
		whole.Date, whole.DateText, whole.DateBasis = e.Date, e.DateText, e.DateBasis
	}
}

// differOnDate notes that a source of whole states the date d instead, unless
// none does: days on which articles merely appeared contradict nothing.
func differOnDate(whole *timeline.Event, d edtf.Date) {
	other := dateVariant(whole, d)
	if len(other.Citations) == 0 {
		return
	}
	at := -1
	for i, x := range whole.Differences {
		if x.About == "date" {
			at = i
		}
	}
	if at < 0 {
		at = len(whole.Differences)
		whole.Differences = append(whole.Differences, timeline.Difference{About: "date", Variants: []timeline.Variant{dateVariant(whole, whole.Date)}})
	}
	variants := append([]timeline.Variant(nil), whole.Differences[at].Variants...)
	for _, v := range variants {
		if v.Value == d.String() {
			return
		}
	}
	whole.Differences[at].Variants = append(variants, other)
}

// dateVariant returns the citations of e that state a date which agrees with d.
func dateVariant(e *timeline.Event, d edtf.Date) timeline.Variant {
	v := timeline.Variant{Value: d.String()}
	for i, c := range e.Citations {
		if c.States() && c.Date.Overlaps(d) {
			v.Citations = append(v.Citations, i)
		}
	}
	return v
}

// remove takes e from the timeline.
func (w *work) remove(e *timeline.Event) {
	w.drop(e)
	for i, x := range w.t.Context {
		if x == e {
			w.t.Context = append(w.t.Context[:i:i], w.t.Context[i+1:]...)
			return
		}
	}
}
