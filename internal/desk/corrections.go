package desk

import (
	"fmt"
	"sort"
	"strings"
	"unicode"

	"buildsite/internal/problem"
	"buildsite/internal/strict"
	"buildsite/internal/timeline"
)

// ParseCorrections reads a corrections.toml: the corrections that were
// recorded at each publication, as [[correction]] tables with event, title,
// class, date, what, before, after and reason. An editor may reword what and
// reason, or delete a table that is none.
func ParseCorrections(path string, src []byte) ([]timeline.Correction, problem.List) {
	var raw struct {
		Correction []struct {
			Event  string `toml:"event"`
			Title  string `toml:"title"`
			Class  string `toml:"class"`
			Date   string `toml:"date"`
			What   string `toml:"what"`
			Before string `toml:"before"`
			After  string `toml:"after"`
			Reason string `toml:"reason"`
		} `toml:"correction"`
	}
	doc, problems := strict.Decode(path, string(src), 0, len(src), &raw)
	r := &reader{doc: doc, problems: problems}
	var out []timeline.Correction
	for i, c := range raw.Correction {
		key := under("correction", i)
		if c.What == "" || c.Date == "" || c.Event == "" {
			r.fail(key, "add event, date and what", "a correction needs an event, a date and what was corrected")
		}
		out = append(out, timeline.Correction{
			Event: c.Event, Title: c.Title, Class: r.class(key+"class", c.Class), Date: r.day(key+"date", c.Date),
			What: c.What, Before: c.Before, After: c.After, Reason: c.Reason,
		})
	}
	sortCorrections(out)
	return out, r.problems
}

// FormatCorrections returns corrections as a file that ParseCorrections reads.
func FormatCorrections(corrections []timeline.Correction) []byte {
	var b strings.Builder
	b.WriteString("# What changed after publication, newest first. buildsite publish adds to this file.\n")
	for _, c := range corrections {
		b.WriteString("\n[[correction]]\n")
		writeKey(&b, "event", c.Event)
		writeKey(&b, "title", c.Title)
		writeKey(&b, "class", string(c.Class))
		writeKey(&b, "date", c.Date)
		writeKey(&b, "what", c.What)
		writeKey(&b, "before", c.Before)
		writeKey(&b, "after", c.After)
		writeKey(&b, "reason", c.Reason)
	}
	return []byte(b.String())
}

func sortCorrections(list []timeline.Correction) {
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if (a.Date == "") != (b.Date == "") {
			return a.Date == ""
		}
		if a.Date != b.Date {
			return a.Date > b.Date
		}
		if a.Event != b.Event {
			return a.Event < b.Event
		}
		return a.Class < b.Class
	})
}

// Corrections returns the changes from old to new that readers must be told
// of. New events and new sources are news, not corrections; changes of the
// class typo are left out. decisions tells, by event id, which decisions apply,
// for the reason, the class and the day.
func Corrections(old, new *Snapshot, decisions map[string][]Decision) []timeline.Correction {
	var out []timeline.Correction
	for _, change := range Diff(old, new) {
		class := classOf(change)
		if class == "" {
			continue
		}
		c := timeline.Correction{Event: change.Event, Title: change.Title, Class: class, What: change.Sentence(), Before: change.Before, After: change.After}
		id := change.Event
		if change.Kind == Renamed || change.Kind == Merged {
			id = change.After
		}
		for _, d := range append(decisions[change.Event], decisions[id]...) {
			if d.Hide && change.Kind == Removed {
				c.What = "The event was withdrawn."
			}
			if d.Correction != "" {
				c.Class = d.Correction
			}
			c.Reason = firstOf(c.Reason, d.Reason)
			c.Date = max(c.Date, d.Decided)
		}
		if c.Class != timeline.TypoCorrection {
			out = append(out, c)
		}
	}
	sortCorrections(out)
	return out
}

// classOf returns the class of a change, "" when it is no correction.
func classOf(c Change) timeline.CorrectionClass {
	switch c.Kind {
	case Removed, Merged, SplitOff, Retyped:
		return timeline.FactualCorrection
	case Retitled:
		if letters(c.Before) == letters(c.After) {
			return timeline.TypoCorrection
		}
		return timeline.FactualCorrection
	case Redated:
		return timeline.DateCorrection
	case Unsourced:
		return timeline.AttributionCorrection
	case Requoted:
		if letters(c.Before) == letters(c.After) {
			return timeline.TypoCorrection
		}
		return timeline.QuoteCorrection
	}
	return ""
}

// letters returns s without white space, marks and letter case: what is left
// when punctuation is corrected.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// correct tells every event and the timeline what was corrected: what is
// recorded, and what changed since the last publication. It returns the latter.
func (w *work) correct() []timeline.Correction {
	var pending []timeline.Correction
	list := append([]timeline.Correction(nil), w.desk.Corrections...)
	if w.desk.Published != nil {
		by := map[string][]Decision{}
		for i, e := range w.targets {
			if e != nil {
				id := w.follow(e.ID)
				by[id] = append(by[id], w.desk.Decisions[i])
			}
		}
		for _, c := range Corrections(w.desk.Published, Snap(w.t), by) {
			if !recorded(w.desk.Corrections, c) {
				pending = append(pending, c)
			}
		}
	}
	list = append(list, pending...)
	sortCorrections(list)
	for i := range list {
		if list[i].Class == timeline.TypoCorrection {
			continue
		}
		w.t.Corrections = append(w.t.Corrections, list[i])
		id := list[i].Event
		if e := w.byID(w.follow(id)); e != nil {
			e.Desk.Corrections = append(e.Desk.Corrections, list[i])
		}
	}
	return pending
}

// recorded reports whether c is the last thing recorded of its kind about its
// event: a publication that was interrupted may have come so far.
func recorded(list []timeline.Correction, c timeline.Correction) bool {
	for _, r := range list { // newest first
		if r.Event == c.Event && r.Class == c.Class {
			return r.Before == c.Before && r.After == c.After
		}
	}
	return false
}

// Publish returns the files that record that readers now see t: the snapshot
// and the log of corrections with those not yet dated given day (ISO 8601).
func Publish(r Result, day string) (snapshot, corrections []byte) {
	list := append([]timeline.Correction(nil), r.Timeline.Corrections...)
	for i := range list {
		if list[i].Date == "" {
			list[i].Date = day
		}
	}
	sortCorrections(list)
	return Snap(r.Timeline).Format(), FormatCorrections(list)
}

// Describe returns c as one line for a terminal.
func Describe(c timeline.Correction) string {
	return fmt.Sprintf("%s  %s  %s: %s", orNone(c.Date), c.Class, c.Title, c.What)
}
