package desk

import (
	"fmt"
	"sort"
	"strings"

	"buildsite/internal/problem"
	"buildsite/internal/strict"
	"buildsite/internal/timeline"
)

// A Lock keeps the ids of events permanent. The engine makes an id from what an
// event says; when articles or rules change it might make another. The lock
// remembers, for each id, sentences that reported the event: whichever event
// has them now gets the id. An id is never given to another event, and an entry
// never leaves the file; one whose event became part of another says into which.
type Lock struct {
	Events []Locked // by ID
}

// A Locked is one permanent id.
type Locked struct {
	ID       string
	Date     string // EDTF of the event when last seen
	Title    string // of the event when last seen
	Type     string // of the event when last seen
	Into     string // the id of the event it is part of now, "" when it stands alone
	Evidence []Evidence
}

// Evidence is a sentence of an article that reports an event.
type Evidence struct{ Article, Quote string }

// maxEvidence is how many sentences of an event the lock keeps.
const maxEvidence = 3

// rawLock is the lock file as written.
type rawLock struct {
	Event []struct {
		ID       string `toml:"id"`
		Date     string `toml:"date"`
		Title    string `toml:"title"`
		Type     string `toml:"type"`
		Into     string `toml:"into"`
		Evidence []struct {
			Article string `toml:"article"`
			Quote   string `toml:"quote"`
		} `toml:"evidence"`
	} `toml:"event"`
}

// ParseLock reads a lock file.
func ParseLock(path string, src []byte) (*Lock, problem.List) {
	if len(src) == 0 {
		return nil, wholeText(path, "")
	}
	var raw rawLock
	doc, problems := strict.Decode(path, string(src), 0, len(src), &raw)
	r := &reader{doc: doc, problems: problems}
	l := &Lock{}
	seen := map[string]bool{}
	for i, e := range raw.Event {
		switch {
		case !isID(e.ID):
			r.fail(under("event", i)+"id", "restore the file from git", "%q is no event id", e.ID)
		case seen[e.ID]:
			r.fail(under("event", i)+"id", "a merge in git may have kept both sides: delete one of the two", "duplicate id %s", e.ID)
		}
		seen[e.ID] = true
		entry := Locked{ID: e.ID, Date: e.Date, Title: e.Title, Type: e.Type, Into: e.Into}
		for _, x := range e.Evidence {
			entry.Evidence = append(entry.Evidence, Evidence(x))
		}
		l.Events = append(l.Events, entry)
	}
	l.sort()
	return l, r.problems
}

func (l *Lock) sort() {
	sort.Slice(l.Events, func(i, j int) bool { return l.Events[i].ID < l.Events[j].ID })
}

// Format returns the lock as a file.
func (l *Lock) Format() []byte {
	var b strings.Builder
	b.WriteString("# The permanent ids of this incident's events, each with sentences that report it.\n" +
		"# buildsite keeps this file; commit it, so that links to events never break.\n")
	for _, e := range l.Events {
		fmt.Fprintf(&b, "\n[[event]]\nid = %s\n", strict.Quote(e.ID))
		writeKey(&b, "date", e.Date)
		writeKey(&b, "title", e.Title)
		writeKey(&b, "type", e.Type)
		writeKey(&b, "into", e.Into)
		for _, x := range e.Evidence {
			fmt.Fprintf(&b, "[[event.evidence]]\narticle = %s\nquote = %s\n", strict.Quote(x.Article), strict.Quote(x.Quote))
		}
	}
	return []byte(b.String())
}

// without returns l without the entries of ids.
func (l *Lock) without(ids map[string]bool) *Lock {
	if l == nil || len(ids) == 0 {
		return l
	}
	out := &Lock{}
	for _, e := range l.Events {
		if !ids[e.ID] {
			out.Events = append(out.Events, e)
		}
	}
	return out
}

func (l *Lock) find(id string) *Locked {
	if l == nil {
		return nil
	}
	i := sort.Search(len(l.Events), func(i int) bool { return l.Events[i].ID >= id })
	if i < len(l.Events) && l.Events[i].ID == id {
		return &l.Events[i]
	}
	return nil
}

// A claim is one locked id's right to an event.
type claim struct {
	entry, event int
	score        int
}

// assign gives the events of w their permanent ids. It returns the redirects
// for ids whose event became part of another.
func (l *Lock) assign(events []*timeline.Event, f *finder) []timeline.Redirect {
	if l == nil {
		return nil
	}
	claims := l.claims(events, f)
	entryOf, eventOf := map[int]int{}, map[int]int{}
	for _, c := range claims {
		if _, taken := entryOf[c.event]; taken {
			continue
		}
		if _, given := eventOf[c.entry]; given {
			continue
		}
		entryOf[c.event], eventOf[c.entry] = c.entry, c.event
	}
	made := make([]string, len(events))
	for i, e := range events {
		made[i] = e.ID
		if entry, ok := entryOf[i]; ok {
			e.ID = l.Events[entry].ID
		}
	}
	l.rename(events, entryOf)
	var redirects []timeline.Redirect
	for _, c := range claims {
		if _, given := eventOf[c.entry]; given || c.score < exactScore {
			continue
		}
		eventOf[c.entry] = c.event
		redirects = append(redirects, timeline.Redirect{From: l.Events[c.entry].ID, To: events[c.event].ID})
	}
	for i, e := range l.Events {
		if _, ok := eventOf[i]; !ok && e.Into != "" {
			redirects = append(redirects, timeline.Redirect{From: e.ID, To: e.Into})
		}
	}
	return redirects
}

// exactScore is the score of one sentence found again as it was.
const exactScore = 4

// claims returns every right of an id to an event, strongest first.
func (l *Lock) claims(events []*timeline.Event, f *finder) []claim {
	byReport := map[*timeline.Report][]int{}
	for i, e := range events {
		for _, c := range e.Citations {
			if list := byReport[c.Report]; len(list) == 0 || list[len(list)-1] != i {
				byReport[c.Report] = append(list, i)
			}
		}
	}
	var out []claim
	for i, entry := range l.Events {
		scores := map[int]int{}
		for _, x := range entry.Evidence {
			p, ok := f.find(x.Article, x.Quote)
			if !ok {
				continue
			}
			for _, n := range byReport[p.report] {
				if cites(events[n], p) {
					scores[n] += pickInt(p.moved, exactScore/2, exactScore)
				}
			}
		}
		for n, score := range scores {
			if events[n].Date.String() == entry.Date {
				score += 2
			}
			if entry.Into == "" {
				score++
			}
			if entry.Type == events[n].Type {
				score++ // one sentence may report several events
			}
			out = append(out, claim{entry: i, event: n, score: score})
		}
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.score != b.score {
			return a.score > b.score
		}
		if a.entry != b.entry {
			return a.entry < b.entry
		}
		return a.event < b.event
	})
	return out
}

func pickInt(b bool, yes, no int) int {
	if b {
		return yes
	}
	return no
}

// rename gives events without a locked id one that no locked id and no other
// event has.
func (l *Lock) rename(events []*timeline.Event, entryOf map[int]int) {
	used := map[string]bool{}
	for _, e := range l.Events {
		used[e.ID] = true
	}
	for i, e := range events {
		if _, locked := entryOf[i]; !locked {
			e.ID = unused(e.ID, used)
		}
		used[e.ID] = true
	}
}

// unused returns id, or id with a number after it, so that it is not in used.
func unused(id string, used map[string]bool) string {
	if !used[id] {
		return id
	}
	for n := 2; ; n++ {
		if next := fmt.Sprintf("%s-%d", id, n); !used[next] {
			return next
		}
	}
}

// renewed returns the lock with all of events in it.
func (l *Lock) renewed(events []*timeline.Event, redirects []timeline.Redirect) *Lock {
	out := &Lock{}
	live := map[string]bool{}
	for _, e := range events {
		live[e.ID] = true
		entry := Locked{ID: e.ID, Date: e.Date.String(), Title: e.Title, Type: e.Type, Evidence: evidenceOf(e)}
		out.Events = append(out.Events, entry)
	}
	into := map[string]string{}
	for _, r := range redirects {
		into[r.From] = r.To
	}
	if l != nil {
		for _, old := range l.Events {
			if !live[old.ID] {
				old.Into = into[old.ID]
				out.Events = append(out.Events, old)
			}
		}
	}
	out.sort()
	return out
}

// evidenceOf returns the best sentences of e, one an article.
func evidenceOf(e *timeline.Event) []Evidence {
	var out []Evidence
	seen := map[string]bool{}
	for _, c := range e.Citations {
		if len(out) == maxEvidence || seen[c.Report.Path] || c.Report.Article == nil {
			continue
		}
		seen[c.Report.Path] = true
		out = append(out, Evidence{Article: ShortPath(c.Report.Path), Quote: c.Quote()})
	}
	return out
}

// ShortPath returns the path of an article within its incident: from the folder
// articles or events on, else the path as it is.
func ShortPath(p string) string {
	for _, dir := range []string{"articles/", "events/"} {
		if i := strings.LastIndex(p, "/"+dir); i >= 0 {
			return p[i+1:]
		}
	}
	return p
}
