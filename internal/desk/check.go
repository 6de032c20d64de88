package desk

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/config"
	"buildsite/internal/problem"
	"buildsite/internal/strict"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// Check looks for what a reader must not meet in the timeline of one incident:
// quotations that are not in their article, events without a source, dates that
// an article cannot know, things that are not reviewed or not recorded. dir is
// the folder of the incident, as in the paths of its articles. The problems of
// Apply are not repeated.
func Check(r Result, d Desk, c *config.Config, dir string) problem.List {
	k := &checker{t: r.Timeline, result: r, desk: d, dir: dir, reports: map[*timeline.Report]bool{}}
	for _, a := range k.t.Articles {
		k.reports[a] = true
		k.asOf = max(k.asOf, lastDay(a.Published))
	}
	for _, a := range k.t.Articles {
		k.article(a)
	}
	k.ids()
	for _, e := range k.t.Events {
		k.event(e)
		if c.Publish == config.Reviewed && !e.Desk.Reviewed {
			k.at(e, "confirm it with buildsite serve --edit, or in a file of "+dir+"/events/", "event %s (%q) was not reviewed, and publish is %q", e.ID, e.Title, config.Reviewed)
		}
	}
	k.lock()
	k.decisions()
	k.published()
	k.problems.Sort()
	return k.problems
}

type checker struct {
	t        *timeline.Timeline
	result   Result
	desk     Desk
	dir      string
	reports  map[*timeline.Report]bool
	asOf     int // the newest publication day, as a day number; 0 when none is known
	problems problem.List
}

// lastDay returns the last day of d, 0 when there is none.
func lastDay(d edtf.Date) int {
	if d.IsZero() || d.Last().Precision == edtf.None {
		return 0
	}
	return d.LastDay()
}

func (k *checker) add(p problem.Problem, hint string, warning bool) {
	p.Hint, p.Warning = hint, warning
	k.problems = append(k.problems, p)
}

// at adds a problem at the first sentence that e cites.
func (k *checker) at(e *timeline.Event, hint, format string, args ...any) {
	k.add(k.place(e, format, args...), hint, false)
}

func (k *checker) warn(e *timeline.Event, hint, format string, args ...any) {
	k.add(k.place(e, format, args...), hint, true)
}

func (k *checker) place(e *timeline.Event, format string, args ...any) problem.Problem {
	if len(e.Citations) > 0 && inside(e.Citations[0]) {
		return inReport(e.Citations[0], format, args...)
	}
	p := problem.Problem{Path: k.dir, What: fmt.Sprintf(format, args...)}
	if len(e.Desk.Decisions) > 0 {
		p.Path = e.Desk.Decisions[0]
	}
	return p
}

// inReport returns a problem at the sentence of c.
func inReport(c timeline.Citation, format string, args ...any) problem.Problem {
	return problem.At(c.Report.Path, c.Report.Source, c.Report.ToSource(c.Span).Start, format, args...)
}

// inside reports whether the span of c is a part of its article's text.
func inside(c timeline.Citation) bool {
	return c.Report != nil && c.Report.Article != nil && c.Span.Start >= 0 && c.Span.Start < c.Span.End && c.Span.End <= len(c.Report.Text)
}

// article checks the record of one article.
func (k *checker) article(a *timeline.Report) {
	p := problem.Problem{Path: a.Path}
	fromDecision := strings.Contains(a.Path, "/events/")
	if a.URL == "" && !fromDecision {
		p.What = "the article has no address: readers cannot get to it"
		k.add(p, "add url = \"https://…\" to its front matter", true)
	}
	if a.Publisher == "" && !fromDecision {
		p.What = "the article has no publisher: it is cited by its title only"
		k.add(p, "add publisher = \"…\" to its front matter", true)
	}
	if a.Published.IsZero() && !fromDecision {
		p.What = "the day the article was published is not known: \"yesterday\" in it cannot be dated"
		k.add(p, "add published = \"2025-05-28\" to its front matter", true)
	}
}

// ids checks that every id stands for one event.
func (k *checker) ids() {
	seen := map[string]*timeline.Event{}
	all := append(append([]*timeline.Event(nil), k.t.Events...), k.t.Context...)
	for _, e := range append(all, k.result.Hidden...) {
		if other := seen[e.ID]; other != nil {
			k.at(e, "give one of them another id in a decision", "two events have the id %s: %q and %q", e.ID, other.Title, e.Title)
		}
		seen[e.ID] = e
	}
	for _, r := range k.t.Redirects {
		if seen[r.To] == nil {
			k.add(problem.Problem{Path: k.dir + "/" + LockName, What: fmt.Sprintf("%s leads to %s, which is no event", r.From, r.To)}, "run buildsite check --fix", false)
		}
	}
}

// event checks one event.
func (k *checker) event(e *timeline.Event) {
	if len(e.Citations) == 0 {
		k.at(e, "add [[source]] to its decision, or hide it", "event %s (%q) has no source", e.ID, e.Title)
		return
	}
	sourced := false
	for i, c := range e.Citations {
		sourced = sourced || c.Report.URL != "" || c.Report.Publisher != "" || !strings.Contains(c.Report.Path, "/events/")
		k.citation(e, i, c)
	}
	if !sourced {
		k.warn(e, "name a publication in its [[source]]: title, publisher, url", "event %s (%q) has no source but %q", e.ID, e.Title, e.Citations[0].Report.Title)
	}
	for _, i := range e.SummaryFrom {
		if i < 0 || i >= len(e.Citations) {
			k.at(e, "", "the summary of event %s refers to source %d of %d", e.ID, i+1, len(e.Citations))
		}
	}
	for _, d := range e.Differences {
		for _, v := range d.Variants {
			for _, i := range v.Citations {
				if i < 0 || i >= len(e.Citations) {
					k.at(e, "", "a difference of event %s refers to source %d of %d", e.ID, i+1, len(e.Citations))
				}
			}
		}
	}
	k.dates(e)
	if len(e.Desk.Changed) > 0 {
		k.warn(e, "look at it again with buildsite serve --edit", "event %s (%q) changed since it was reviewed: %s", e.ID, e.Title, strings.Join(e.Desk.Changed, " "))
	}
}

// citation checks that a citation can be found in its article.
func (k *checker) citation(e *timeline.Event, i int, c timeline.Citation) {
	switch {
	case !k.reports[c.Report]:
		k.add(problem.Problem{Path: k.dir, What: fmt.Sprintf("source %d of event %s is in no article of the incident", i+1, e.ID)}, "", false)
	case !inside(c):
		k.add(problem.Problem{Path: c.Report.Path, What: fmt.Sprintf("source %d of event %s stands outside the article's text", i+1, e.ID)}, "", false)
	case c.Report.Rights != article.Digest && !quoteStands(c):
		k.add(inReport(c, "the quotation %q is not in the article", short(c.Quote())), "", false)
	}
}

// quoteStands reports whether the words of the quotation stand in the article's
// file in this order; markup between them does not count.
func quoteStands(c timeline.Citation) bool {
	s := c.Report.ToSource(c.Span)
	if s.Start < 0 || s.End > len(c.Report.Source) || s.Start >= s.End {
		return false
	}
	source := c.Report.Source[s.Start:s.End]
	words := strings.FieldsFunc(c.Quote(), func(r rune) bool { return !isLetterOrDigit(r) })
	for _, w := range words {
		i := strings.Index(source, w)
		if i < 0 {
			return strings.Contains(c.Report.Source[s.Start:s.End], "&")
		}
		source = source[i+len(w):]
	}
	return true
}

// dates checks that no article reports as done what happened after it was
// published, and that what lies ahead of all articles is marked as planned.
func (k *checker) dates(e *timeline.Event) {
	if e.Planned || e.Date.IsZero() {
		return
	}
	first := e.Date.FirstDay()
	if e.Date.Start.Precision == edtf.None {
		return
	}
	if k.asOf != 0 && first > k.asOf {
		k.at(e, "if it was announced, say so in a decision: hide it or correct the date", "event %s (%q) is dated %s, after the newest article (%s), and is not marked as planned",
			e.ID, e.Title, e.Date, edtf.FromDayNumber(k.asOf))
		return
	}
	for _, c := range e.Citations {
		published := lastDay(c.Report.Published)
		if published == 0 || c.Date.IsZero() || c.Date.Start.Precision == edtf.None || c.Date.FirstDay() <= published || !inside(c) || c.Modality == "planned" {
			continue
		}
		k.add(inReport(c, "the article was published %s and cannot know what happened on %s (event %s)", c.Report.Published, c.Date, e.ID),
			"correct the day of publication in its front matter, or redate the event", false)
	}
}

// lock warns of events whose ids are not permanent yet.
func (k *checker) lock() {
	var missing []string
	for _, e := range append(append([]*timeline.Event(nil), k.t.Events...), k.result.Hidden...) {
		if k.desk.Lock.find(e.ID) == nil {
			missing = append(missing, e.ID)
		}
	}
	if len(missing) == 0 {
		return
	}
	sort.Strings(missing)
	what := fmt.Sprintf("%d events have no permanent id yet: %s", len(missing), strings.Join(missing[:min(3, len(missing))], ", "))
	if len(missing) > 3 {
		what += ", …"
	}
	k.add(problem.Problem{Path: k.dir + "/" + LockName, What: what}, "buildsite check --fix writes the file; commit it", true)
}

// decisions warns of decisions whose event has another id now.
func (k *checker) decisions() {
	for i := range k.desk.Decisions {
		d := &k.desk.Decisions[i]
		if id := k.result.Targets[d.Path]; id != "" && d.Event != "" && id != d.Event {
			k.add(d.at("event", "the event is now %s", id), "buildsite check --fix corrects the file", true)
		}
	}
}

// published warns of changes since the last publication that are not recorded.
func (k *checker) published() {
	for _, c := range k.result.Pending {
		k.add(problem.Problem{Path: k.dir + "/" + CorrectionsName, What: fmt.Sprintf("not recorded yet: %s (%s): %s", c.Title, c.Event, c.What)},
			"buildsite publish records it with the day; a reason can be given in the event's decision", true)
	}
}

// A Fix is a file that Fixes would write.
type Fix struct {
	Name string // relative to the folder of the incident
	Old  []byte // nil when there is none
	New  []byte
	What string
}

// Fixes returns what can be put right without a person: the lock file, and the
// ids in decisions whose event was found by its quote. files are those given to
// Read.
func Fixes(r Result, d Desk, files []File) []Fix {
	var out []Fix
	var old []byte
	for _, f := range files {
		if strings.HasSuffix(f.Path, "/"+LockName) || f.Path == LockName {
			old = f.Src
		}
		for i := range d.Decisions {
			dec := &d.Decisions[i]
			id := r.Targets[dec.Path]
			if dec.Path != f.Path || id == "" || dec.Event == "" || id == dec.Event {
				continue
			}
			line := "event = " + strict.Quote(dec.Event)
			if strings.Count(string(f.Src), line) == 1 {
				out = append(out, Fix{Name: ShortPath(f.Path), Old: f.Src, New: []byte(strings.Replace(string(f.Src), line, "event = "+strict.Quote(id), 1)), What: "event = " + id})
			}
		}
	}
	if lock := r.Lock().Format(); string(lock) != string(old) {
		out = append(out, Fix{Name: LockName, Old: old, New: lock, What: "permanent ids"})
	}
	return out
}

// ProblemsJSON returns problems as {"problems": [...]} for scripts.
func ProblemsJSON(l problem.List) []byte {
	type row struct {
		Path     string `json:"path"`
		Line     int    `json:"line,omitempty"`
		Column   int    `json:"column,omitempty"`
		Severity string `json:"severity"`
		What     string `json:"what"`
		Hint     string `json:"hint,omitempty"`
	}
	rows := []row{}
	for _, p := range l {
		rows = append(rows, row{p.Path, p.Line, p.Column, pick(p.Warning, "warning", "error"), p.What, p.Hint})
	}
	out, err := json.MarshalIndent(struct {
		Problems []row `json:"problems"`
	}{rows}, "", "  ")
	if err != nil {
		panic(err) // strings and numbers only: cannot fail
	}
	return append(out, '\n')
}
