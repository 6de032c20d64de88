package desk

import (
	"fmt"
	"sort"

	"buildsite/internal/problem"
	"buildsite/internal/strict"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// A Result is a timeline with the editor's decisions applied.
type Result struct {
	Timeline *timeline.Timeline
	Hidden   []*timeline.Event // by id
	Targets  map[string]string // for each decision that applies, by its path, the id of its event
	Problems problem.List      // decisions that do not apply, contradictions

	// Pending is the corrections of Timeline that no publication has recorded.
	Pending []timeline.Correction

	lock   *Lock                         // as it was
	engine map[*timeline.Event]edtf.Date // the dates that the sources give, whatever editors made of them
}

// A work is a timeline while decisions are being applied to it.
type work struct {
	t         *timeline.Timeline
	finder    *finder
	desk      Desk
	lock      *Lock
	targets   []*timeline.Event // for each decision, nil when it does not apply
	engine    map[*timeline.Event]edtf.Date
	hiddenBy  map[*timeline.Event]*Decision
	dated     map[*timeline.Event]bool // an editor set the date
	redirects map[string]string
	problems  problem.List
}

// Apply returns t with the decisions of d applied. t is not changed. The order
// of the decision files makes no difference. Decisions that do not apply are
// left out and reported.
func Apply(t *timeline.Timeline, d Desk) Result {
	if d.Lock == nil && len(d.Decisions) == 0 && d.Published == nil && len(d.Corrections) == 0 {
		return Result{Timeline: t, Targets: map[string]string{}}
	}
	w := &work{
		t: clone(t), desk: d, lock: d.Lock, redirects: map[string]string{},
		engine: map[*timeline.Event]edtf.Date{}, hiddenBy: map[*timeline.Event]*Decision{}, dated: map[*timeline.Event]bool{},
	}
	w.desk.Decisions = append([]Decision(nil), d.Decisions...)
	sort.SliceStable(w.desk.Decisions, func(i, j int) bool { return w.desk.Decisions[i].Path < w.desk.Decisions[j].Path })
	w.finder = newFinder(w.t.Articles)
	w.identify()
	w.addEvents()
	w.splitEvents()
	w.resolve()
	w.addSources()
	w.contradictions()
	w.edit()
	w.mergeEvents()
	return w.finish()
}

// clone returns a copy of t whose events can be changed. Reports are shared.
func clone(t *timeline.Timeline) *timeline.Timeline {
	c := *t
	c.Events = cloneEvents(t.Events)
	c.Context = cloneEvents(t.Context)
	c.Articles = append([]*timeline.Report(nil), t.Articles...)
	return &c
}

func cloneEvents(events []*timeline.Event) []*timeline.Event {
	out := make([]*timeline.Event, len(events))
	for i, e := range events {
		x := *e
		x.Citations = append([]timeline.Citation(nil), e.Citations...)
		x.SummaryFrom = append([]int(nil), e.SummaryFrom...)
		x.Actors = append([]string(nil), e.Actors...)
		x.Differences = append([]timeline.Difference(nil), e.Differences...)
		out[i] = &x
	}
	return out
}

// identify gives every event its permanent id.
func (w *work) identify() {
	all := w.all()
	for _, e := range all {
		w.engine[e] = e.Date
	}
	for _, r := range w.lock.without(w.announced()).assign(all, w.finder) {
		w.redirects[r.From] = r.To
	}
}

// announced returns the ids that decisions give: of events made by hand and of
// parts split off. The lock must not give them to what the engine found.
func (w *work) announced() map[string]bool {
	ids := map[string]bool{}
	for i := range w.desk.Decisions {
		d := &w.desk.Decisions[i]
		if d.Add {
			ids[d.addID()] = true
		}
		for n, s := range d.Split {
			ids[firstOf(s.Event, partName(d.Event, n))] = true
		}
	}
	return ids
}

// all returns the events on the timeline and below it.
func (w *work) all() []*timeline.Event {
	return append(append([]*timeline.Event(nil), w.t.Events...), w.t.Context...)
}

func (w *work) byID(id string) *timeline.Event {
	for _, e := range w.all() {
		if e.ID == id {
			return e
		}
	}
	return nil
}

func (w *work) report(p problem.Problem, hint string) {
	p.Hint = hint
	w.problems = append(w.problems, p)
}

// resolve finds the event of each decision.
func (w *work) resolve() {
	events := w.all()
	for i := range w.desk.Decisions {
		d := &w.desk.Decisions[i]
		if d.Add || len(d.Split) > 0 {
			continue
		}
		w.targets[i] = w.target(d, d.Target, "", events)
	}
}

// target finds the event that t points at, or reports that there is none. prefix
// says in which table of d's file t stands.
func (w *work) target(d *Decision, t Target, prefix string, events []*timeline.Event) *timeline.Event {
	named := w.byID(w.follow(t.Event))
	if t.Quote == "" {
		if named == nil {
			w.reportMissing(d, t, prefix)
		}
		return named
	}
	p, ok := w.finder.find(t.Article, t.Quote)
	if !ok {
		if named == nil {
			w.reportGone(d, t, prefix)
		}
		return named
	}
	if named != nil && cites(named, p) {
		return named
	}
	found := w.choose(d, t, p, events)
	switch {
	case len(found) == 1:
		return found[0]
	case named != nil:
		return named
	case len(found) > 1:
		w.report(d.at(prefix+"quote", "the sentence reports %d events: %s", len(found), ids(found)), "say which: event = \"ID\"")
	default:
		w.reportUnread(d, t, p, prefix)
	}
	return nil
}

// choose returns the events that cite p; where there are several, those of the
// date that the editor saw.
func (w *work) choose(d *Decision, t Target, p place, events []*timeline.Event) []*timeline.Event {
	var found, dated []*timeline.Event
	for _, e := range events {
		if !cites(e, p) {
			continue
		}
		found = append(found, e)
		if t == d.Target && e.Date.String() == d.Seen.Date {
			dated = append(dated, e)
		}
	}
	if len(found) > 1 && len(dated) == 1 {
		return dated
	}
	return found
}

func ids(events []*timeline.Event) string {
	s := ""
	for i, e := range events {
		if i > 0 {
			s += ", "
		}
		s += e.ID
	}
	return s
}

// follow returns the id that took the place of id.
func (w *work) follow(id string) string {
	for range len(w.redirects) {
		next, ok := w.redirects[id]
		if !ok || w.byID(id) != nil {
			return id
		}
		id = next
	}
	return id
}

// reportMissing says that there is no event with the id, and what there was.
func (w *work) reportMissing(d *Decision, t Target, prefix string) {
	if old := w.lock.find(t.Event); old != nil {
		what := fmt.Sprintf("event %s (%q, %s) is gone", t.Event, old.Title, old.Date)
		for _, x := range old.Evidence {
			what += ": " + w.whereTo(x.Article, x.Quote, true)
			break
		}
		w.report(d.at(prefix+"event", "%s", what), "delete the decision, or make the event by hand: add = true with title, date and [[source]]")
		return
	}
	var known []string
	for _, e := range w.all() {
		known = append(known, e.ID)
	}
	hint := "buildsite review lists the events and their ids"
	if near := strict.Nearest(t.Event, known); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	w.report(d.at(prefix+"event", "there has never been an event %s", t.Event), hint)
}

// whereTo says where a sentence is, or what became of one that was there once.
func (w *work) whereTo(name, quote string, once bool) string {
	p, ok := w.finder.find(name, quote)
	switch {
	case !ok && len(w.finder.named(name)) == 0:
		return pick(once, fmt.Sprintf("its article %s is no longer there", name), fmt.Sprintf("there is no article %s", name))
	case !ok:
		return fmt.Sprintf("%s %s %q", name, pick(once, "no longer says", "does not say"), short(quote))
	case p.moved:
		return fmt.Sprintf("%s now says %q, and no event comes from that", ShortPath(p.report.Path), short(p.report.Slice(p.span)))
	}
	return fmt.Sprintf("%s says %q, but no event comes from that", name, short(quote))
}

// reportGone says that neither the event nor the quote is there.
func (w *work) reportGone(d *Decision, t Target, prefix string) {
	what := w.whereTo(t.Article, t.Quote, t.Event != "")
	if t.Event != "" {
		what = fmt.Sprintf("event %s is gone, and %s", t.Event, what)
	}
	hint := "correct the quote, or delete the decision"
	if len(w.finder.named(t.Article)) == 0 {
		var names []string
		for _, r := range w.t.Articles {
			names = append(names, ShortPath(r.Path))
		}
		if near := strict.Nearest(t.Article, names); near != "" {
			hint = fmt.Sprintf("did you mean %s?", near)
		}
	}
	w.report(d.at(prefix+"quote", "%s", what), hint)
}

// reportUnread says that the sentence is there and no event comes from it.
func (w *work) reportUnread(d *Decision, t Target, p place, prefix string) {
	what := w.whereTo(t.Article, t.Quote, true)
	if old := w.lock.find(t.Event); old != nil {
		what = fmt.Sprintf("event %s (%q, %s) is gone: %s", t.Event, old.Title, old.Date, what)
	}
	w.report(d.at(prefix+"quote", "%s", what), "delete the decision, or make the event by hand: add = true with title, date and [[source]]")
}

// short returns s cut to a length that fits a message.
func short(s string) string {
	r := []rune(s)
	if len(r) <= 80 {
		return s
	}
	return string(r[:79]) + "…"
}

// finish takes the hidden events out and puts the rest in order.
func (w *work) finish() Result {
	r := Result{Timeline: w.t, Targets: map[string]string{}, Problems: w.problems, engine: w.engine}
	for i, e := range w.targets {
		if e == nil {
			continue
		}
		r.Targets[w.desk.Decisions[i].Path] = w.follow(e.ID)
	}
	w.tellChanges()
	var events, context []*timeline.Event
	for _, e := range w.t.Events {
		if w.hiddenBy[e] != nil {
			r.Hidden = append(r.Hidden, e)
			continue
		}
		events = append(events, e)
	}
	for _, e := range w.t.Context {
		switch {
		case w.hiddenBy[e] != nil:
			r.Hidden = append(r.Hidden, e)
		case e.Desk.Reviewed || e.Desk.Pinned:
			events = append(events, e)
		default:
			context = append(context, e)
		}
	}
	sortEvents(events)
	sortEvents(context)
	sort.Slice(r.Hidden, func(i, j int) bool { return r.Hidden[i].ID < r.Hidden[j].ID })
	w.t.Events, w.t.Context = events, context
	w.t.Redirects = w.liveRedirects()
	r.lock = w.lock
	r.Pending = w.correct()
	r.Problems.Sort()
	return r
}

// Lock returns the lock file as it should be now.
func (r Result) Lock() *Lock {
	events := append(append([]*timeline.Event(nil), r.Timeline.Events...), r.Hidden...)
	return r.lock.renewed(events, r.Timeline.Redirects)
}

// OnlyReviewed returns the result without the events that no person has looked
// at, on the timeline and below it, for sites that publish only reviewed ones.
func (r Result) OnlyReviewed() Result {
	t := *r.Timeline
	t.Events, t.Context = nil, nil
	for _, e := range r.Timeline.Events {
		if e.Desk.Reviewed {
			t.Events = append(t.Events, e)
		}
	}
	r.Timeline = &t
	return r
}

func sortEvents(events []*timeline.Event) {
	sort.Slice(events, func(i, j int) bool {
		if c := edtf.Compare(events[i].Date, events[j].Date); c != 0 {
			return c < 0
		}
		return events[i].ID < events[j].ID
	})
}

// liveRedirects returns the redirects that lead to an event on the timeline, by
// From.
func (w *work) liveRedirects() []timeline.Redirect {
	live := map[string]bool{}
	for _, e := range w.all() {
		live[e.ID] = true
	}
	var out []timeline.Redirect
	for from := range w.redirects {
		if to := w.follow(from); to != from && live[to] && !live[from] {
			out = append(out, timeline.Redirect{From: from, To: to})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].From < out[j].From })
	return out
}
