package desk

import (
	"bytes"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"buildsite/internal/problem"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// An order is one change of a decision file that a form asks for.
type order struct {
	name          string // relative to the folder of the incident
	before, after []byte // nil for no file
	what          string // for the undo button
}

// with returns the desk of s as it would be after o.
func (s *Sheet) with(o order) Desk {
	d := s.Desk
	p := path.Join(s.Dir, o.name)
	d.Decisions = slices.DeleteFunc(slices.Clone(d.Decisions), func(x Decision) bool { return x.Path == p })
	if o.after != nil {
		if x, l := Parse(p, o.after); l.Err() == nil {
			d.Decisions = append(d.Decisions, x)
		}
	}
	return d
}

// tryOut applies o without writing it: what it would break is said instead.
func tryOut(s *Sheet, o order) *notice {
	if o.after != nil {
		if _, l := Parse(path.Join(s.Dir, o.name), o.after); l.Err() != nil {
			return &notice{Title: "That cannot be decided", Text: "Nothing was written.", Problems: l}
		}
	}
	old := map[string]bool{}
	for _, p := range Apply(s.Engine, s.Desk).Problems {
		old[p.Error()] = true
	}
	var fresh problem.List
	for _, p := range Apply(s.Engine, s.with(o)).Problems {
		if !old[p.Error()] {
			fresh = append(fresh, p)
		}
	}
	if len(fresh) > 0 {
		return &notice{Title: "That cannot be decided", Text: "Nothing was written.", Problems: fresh}
	}
	return nil
}

// conflict says that somebody else wrote the file.
func conflict(name string, now, wanted []byte, r *http.Request) *notice {
	again := map[string]string{}
	for key := range r.PostForm {
		again[key] = r.PostFormValue(key)
	}
	again["version"] = fingerprint(now)
	return &notice{
		Title: "The file was changed meanwhile", Text: "Somebody else, or another window, changed it after this page was made. Nothing was written.",
		Name: name, Now: string(now), Wanted: string(wanted), Again: again,
	}
}

// order reads a form. Fields: do, event, version (of the decision file that the
// page was made from), and what the action needs.
func (e *Editor) order(s *Sheet, store *Store, r *http.Request) (order, *notice) {
	do := r.PostFormValue("do")
	if do == "delete" {
		return e.deletion(store, r)
	}
	result := Apply(s.Engine, s.Desk)
	d, name, before := e.fileFor(s, store, result, r.PostFormValue("event"), do)
	if do == "add" {
		d = Decision{Add: true}
	}
	if fingerprint(before) != r.PostFormValue("version") {
		return order{}, conflict(name, before, nil, r)
	}
	var event *timeline.Event
	for _, x := range slices.Concat(result.Timeline.Events, result.Hidden, result.Timeline.Context) {
		if x.ID == r.PostFormValue("event") {
			event = x
		}
	}
	if event == nil && do != "add" {
		return order{}, &notice{Title: "The event is gone", Text: fmt.Sprintf("There is no event %q any more. Nothing was written.", r.PostFormValue("event"))}
	}
	if event != nil {
		d.aim(event, result)
	}
	if why := d.fill(do, r, result); why != "" {
		return order{}, &notice{Title: "Something is missing", Text: why + " Nothing was written."}
	}
	d.Decided, d.By = e.Today(), firstOf(e.By, d.By)
	d.Reason = firstOf(strings.TrimSpace(r.PostFormValue("reason")), d.Reason)
	if c := timeline.CorrectionClass(r.PostFormValue("correction")); c != "" {
		d.Correction = c
	}
	title := r.PostFormValue("title")
	if event != nil {
		title = event.Title
	}
	return order{name: name, before: before, after: d.Format(), what: fmt.Sprintf("%s: %s", do, title)}, nil
}

// deletion is the order to delete a decision file.
func (e *Editor) deletion(store *Store, r *http.Request) (order, *notice) {
	name := r.PostFormValue("file")
	if !IsDecision(name) || path.Dir(name) != "events" {
		return order{}, &notice{Title: "This is no decision", Text: "Nothing was deleted."}
	}
	before, err := store.Read(name)
	if err != nil || before == nil {
		return order{}, &notice{Title: "The file is gone", Text: name + " is not there any more."}
	}
	if fingerprint(before) != r.PostFormValue("version") {
		return order{}, conflict(name, before, nil, r)
	}
	return order{name: name, before: before, what: "delete " + name}, nil
}

// fileFor returns the decision about an event that the page may change, its
// file, and the file's bytes: the last file about it that the desk could have
// written itself, so that no comment of a person is lost; else a new one.
func (e *Editor) fileFor(s *Sheet, store *Store, result Result, event, do string) (Decision, string, []byte) {
	for i := len(s.Desk.Decisions) - 1; i >= 0 && do != "add"; i-- {
		d := s.Desk.Decisions[i]
		if result.Targets[d.Path] != event {
			continue
		}
		name := ShortPath(d.Path)
		src, err := store.Read(name)
		if err != nil || src == nil {
			continue
		}
		if now, l := Parse(d.Path, src); l.Err() == nil && bytes.Equal(now.Format(), src) {
			return now, name, src
		}
	}
	stem := event
	if stem == "" {
		stem = "added"
	}
	name := "events/" + stem + ".md"
	for n := 2; store.Exists(name); n++ {
		name = fmt.Sprintf("events/%s-%d.md", stem, n)
	}
	return Decision{}, name, nil
}

// aim points d at event, by id and by its best sentence, and notes what the
// editor saw.
func (d *Decision) aim(event *timeline.Event, result Result) {
	d.Seen = Seen{Date: event.Date.String()}
	if date, ok := result.engine[event]; ok {
		d.Seen.Date = date.String()
	}
	for _, c := range event.Citations {
		p := ShortPath(c.Report.Path)
		if !strings.HasPrefix(p, "events/") && !slices.Contains(d.Seen.Articles, p) {
			d.Seen.Articles = append(d.Seen.Articles, p)
		}
	}
	if d.Add {
		return
	}
	d.Event = event.ID
	for _, c := range event.Citations {
		if p := ShortPath(c.Report.Path); !strings.HasPrefix(p, "events/") {
			d.Article, d.Quote = p, c.Quote()
			return
		}
	}
}

// fill takes the fields of a form; it returns what is missing.
func (d *Decision) fill(do string, r *http.Request, result Result) string {
	value := func(key string) string { return strings.TrimSpace(r.PostFormValue(key)) }
	switch do {
	case "confirm":
		d.Confirm, d.Hide = true, false
	case "hide":
		d.Hide, d.Confirm, d.Pin = true, false, false
	case "show":
		d.Hide, d.Confirm = false, true
	case "pin":
		d.Pin, d.Hide = true, false
	case "unpin":
		d.Pin, d.Confirm = false, true
	case "title":
		if d.Title = value("title"); d.Title == "" {
			return "A title is needed."
		}
		d.Summary = strings.ReplaceAll(value("summary"), "\r\n", "\n")
	case "date":
		return d.fillDate(value("date"))
	case "merge":
		return d.fillMerge(value("other"), result)
	case "split":
		return d.fillSplit(value("title"), value("date"), r.PostForm["source"], result)
	case "source", "add":
		return d.fillSource(do, value)
	case "reply":
		reply := timeline.Reply{Party: value("party"), Text: value("text"), Date: value("replied"), URL: value("url")}
		if reply.Party == "" || reply.Text == "" {
			return "A reply needs the party and its words."
		}
		d.Replies = append(d.Replies, reply)
	default:
		return "There is no such action."
	}
	return ""
}

func (d *Decision) fillDate(s string) string {
	date, err := edtf.Parse(s)
	if err != nil {
		return fmt.Sprintf("%q is no date: write a day 2025-05-28, a month 2025-05, a year 2025, about 2022~, or a span 2022/2024.", s)
	}
	d.Date = date
	return ""
}

func (d *Decision) fillMerge(other string, result Result) string {
	for _, x := range slices.Concat(result.Timeline.Events, result.Timeline.Context) {
		if x.ID != other || other == d.Event {
			continue
		}
		t := Target{Event: other}
		for _, c := range x.Citations {
			if p := ShortPath(c.Report.Path); !strings.HasPrefix(p, "events/") {
				t.Article, t.Quote = p, c.Quote()
				break
			}
		}
		d.Merge = append(d.Merge, t)
		return ""
	}
	return "Choose the event that is the same."
}

// fillSplit takes the sources whose numbers were ticked.
func (d *Decision) fillSplit(title, date string, ticked []string, result Result) string {
	s := Split{Title: title}
	if date != "" {
		var err error
		if s.Date, err = edtf.Parse(date); err != nil {
			return fmt.Sprintf("%q is no date.", date)
		}
	}
	for _, x := range result.Timeline.Events {
		if x.ID != d.Event {
			continue
		}
		for i, c := range x.Citations {
			if slices.Contains(ticked, fmt.Sprint(i)) {
				s.Sources = append(s.Sources, Source{Article: ShortPath(c.Report.Path), Quote: c.Quote()})
			}
		}
	}
	if title == "" || len(s.Sources) == 0 {
		return "A split needs a title and the sources that go with it."
	}
	d.Split = append(d.Split, s)
	return ""
}

func (d *Decision) fillSource(do string, value func(string) string) string {
	s := Source{
		Article: value("article"), Quote: value("quote"), Title: value("source_title"), Publisher: value("publisher"),
		Published: value("published"), URL: value("url"),
	}
	if s == (Source{}) {
		return "A source is needed: an article and its words, or a publication."
	}
	d.Sources = append(d.Sources, s)
	if do == "source" {
		return ""
	}
	if d.Title = value("title"); d.Title == "" {
		return "A title is needed."
	}
	d.Confirm = true
	d.Type, d.Summary = value("type"), strings.ReplaceAll(value("summary"), "\r\n", "\n")
	d.Event = Slug(value("date") + " " + d.Title)
	return d.fillDate(value("date"))
}
