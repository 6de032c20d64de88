package desk

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
)

// A ChangeKind says what happened to an event between two timelines.
type ChangeKind string

// The kinds of change, in the order they are listed.
const (
	Added     ChangeKind = "added"
	Removed   ChangeKind = "removed"
	Merged    ChangeKind = "merged"
	SplitOff  ChangeKind = "split"
	Renamed   ChangeKind = "renamed" // the id changed: links to it break unless it redirects
	Redated   ChangeKind = "redated"
	Retitled  ChangeKind = "retitled"
	Retyped   ChangeKind = "retyped"
	Sourced   ChangeKind = "sourced"   // a source was added
	Unsourced ChangeKind = "unsourced" // a source is gone
	Requoted  ChangeKind = "requoted"  // a source is quoted with other words
)

var kindOrder = []ChangeKind{Added, Removed, Merged, SplitOff, Renamed, Redated, Retitled, Retyped, Sourced, Unsourced, Requoted}

// A Change is one difference between two timelines.
type Change struct {
	Kind   ChangeKind `json:"kind"`
	Event  string     `json:"event"` // id in the old timeline; in the new one for Added and SplitOff
	Title  string     `json:"title"` // in that timeline
	Date   string     `json:"date"`  // EDTF in that timeline
	Before string     `json:"before,omitempty"`
	After  string     `json:"after,omitempty"` // for Merged and Renamed the id in the new timeline, for SplitOff the id it came from
}

// Diff returns what changed from old to new, by kind, then event. An event is
// the same when it has the same id or, failing that, the sentences of the old
// one.
func Diff(old, new *Snapshot) []Change {
	d := differ{old: index(old), new: index(new)}
	for i := range old.Events {
		d.compareOld(&old.Events[i])
	}
	for i := range new.Events {
		d.compareNew(&new.Events[i])
	}
	sort.SliceStable(d.changes, func(i, j int) bool {
		a, b := d.changes[i], d.changes[j]
		if a.Kind != b.Kind {
			return kindRank(a.Kind) < kindRank(b.Kind)
		}
		return a.Event < b.Event
	})
	return d.changes
}

func kindRank(k ChangeKind) int {
	for i, x := range kindOrder {
		if x == k {
			return i
		}
	}
	return len(kindOrder)
}

// A snapIndex finds events of a snapshot by id and by sentence.
type snapIndex struct {
	byID    map[string]*SnapshotEvent
	byQuote map[string]*SnapshotEvent
}

func index(s *Snapshot) snapIndex {
	x := snapIndex{byID: map[string]*SnapshotEvent{}, byQuote: map[string]*SnapshotEvent{}}
	for i := range s.Events {
		e := &s.Events[i]
		x.byID[e.ID] = e
		for _, src := range e.Sources {
			if k := src.key(); x.byQuote[k] == nil {
				x.byQuote[k] = e
			}
		}
	}
	return x
}

func (s SnapshotSource) key() string { return ShortPath(s.File) + "\n" + fold(s.Quote).text }

// holder returns the event that has most of e's sentences, nil when none has
// any.
func (x snapIndex) holder(e *SnapshotEvent) *SnapshotEvent {
	votes := map[string]int{}
	best := ""
	for _, src := range e.Sources {
		h := x.byQuote[src.key()]
		if h == nil {
			continue
		}
		votes[h.ID]++
		if best == "" || votes[h.ID] > votes[best] || votes[h.ID] == votes[best] && h.ID < best {
			best = h.ID
		}
	}
	return x.byID[best]
}

type differ struct {
	old, new snapIndex
	changes  []Change
}

func (d *differ) add(k ChangeKind, e *SnapshotEvent, before, after string) {
	d.changes = append(d.changes, Change{Kind: k, Event: e.ID, Title: e.Title, Date: e.Date, Before: before, After: after})
}

func (d *differ) compareOld(e *SnapshotEvent) {
	if now := d.new.byID[e.ID]; now != nil {
		d.compareFields(e, now)
		return
	}
	now := d.new.holder(e)
	switch {
	case now == nil:
		d.add(Removed, e, "", "")
	case d.old.byID[now.ID] != nil:
		d.add(Merged, e, "", now.ID)
	default:
		d.add(Renamed, e, e.ID, now.ID)
		d.compareFields(e, now)
	}
}

func (d *differ) compareNew(e *SnapshotEvent) {
	if d.old.byID[e.ID] != nil {
		return
	}
	was := d.old.holder(e)
	switch {
	case was == nil:
		d.add(Added, e, "", "")
	case d.new.byID[was.ID] != nil:
		d.add(SplitOff, e, "", was.ID)
	}
}

func (d *differ) compareFields(was, now *SnapshotEvent) {
	if was.Date != now.Date {
		d.add(Redated, was, was.Date, now.Date)
	}
	if was.Title != now.Title {
		d.add(Retitled, was, was.Title, now.Title)
	}
	if was.Type != now.Type {
		d.add(Retyped, was, was.Type, now.Type)
	}
	d.compareSources(was, now)
}

// compareSources pairs the sentences of one article with each other: a sentence
// that is gone beside a new one of the same article was requoted.
func (d *differ) compareSources(was, now *SnapshotEvent) {
	gone, fresh := missing(was.Sources, now.Sources), missing(now.Sources, was.Sources)
	used := map[int]bool{}
	for _, g := range gone {
		pair := -1
		for i, f := range fresh {
			if !used[i] && ShortPath(f.File) == ShortPath(g.File) {
				pair = i
				break
			}
		}
		if pair < 0 {
			d.add(Unsourced, was, source(g), "")
			continue
		}
		used[pair] = true
		d.add(Requoted, was, source(g), source(fresh[pair]))
	}
	for i, f := range fresh {
		if !used[i] {
			d.add(Sourced, was, "", source(f))
		}
	}
}

func missing(from, in []SnapshotSource) []SnapshotSource {
	have := map[string]bool{}
	for _, s := range in {
		have[s.key()] = true
	}
	var out []SnapshotSource
	for _, s := range from {
		if !have[s.key()] {
			have[s.key()] = true
			out = append(out, s)
		}
	}
	return out
}

func source(s SnapshotSource) string {
	return fmt.Sprintf("%s: %q", ShortPath(s.File), short(strings.Join(strings.Fields(s.Quote), " ")))
}

// Sentence says what changed, in one sentence without the event's title.
func (c Change) Sentence() string {
	switch c.Kind {
	case Added:
		return "The event is new."
	case Removed:
		return "The event was removed."
	case Merged:
		return fmt.Sprintf("The event is now part of %s.", c.After)
	case SplitOff:
		return fmt.Sprintf("The event was part of %s.", c.After)
	case Renamed:
		return fmt.Sprintf("The id was %s and is now %s.", c.Before, c.After)
	case Redated:
		return fmt.Sprintf("The date was %s and is now %s.", orNone(c.Before), orNone(c.After))
	case Retitled:
		return fmt.Sprintf("The title was %q and is now %q.", c.Before, c.After)
	case Retyped:
		return fmt.Sprintf("The type was %s and is now %s.", orNone(c.Before), orNone(c.After))
	case Sourced:
		return fmt.Sprintf("A source was added: %s.", c.After)
	case Unsourced:
		return fmt.Sprintf("A source was removed: %s.", c.Before)
	}
	return fmt.Sprintf("The quotation was %s and is now %s.", c.Before, c.After)
}

func orNone(s string) string {
	if s == "" {
		return "not given"
	}
	return s
}

// DiffText returns changes for a terminal, a line each, under a heading for
// each kind.
func DiffText(changes []Change) string {
	return diffLines(changes, "%s (%d)\n", "  %s  %s  %s\n", func(s string) string { return s })
}

// DiffMarkdown returns changes for a pull request.
func DiffMarkdown(changes []Change) string {
	if len(changes) == 0 {
		return "No event changed.\n"
	}
	return diffLines(changes, "### Events %s: %d\n\n", "- `%s` **%s** %s\n", escapeMarkdown)
}

func diffLines(changes []Change, head, line string, escape func(string) string) string {
	if len(changes) == 0 {
		return "no event changed\n"
	}
	var b strings.Builder
	for i, c := range changes {
		if i == 0 || changes[i-1].Kind != c.Kind {
			n := 0
			for _, x := range changes {
				if x.Kind == c.Kind {
					n++
				}
			}
			if i > 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, head, c.Kind, n)
		}
		fmt.Fprintf(&b, line, orNone(c.Date), escape(c.Title), escape(c.Sentence()))
	}
	return b.String()
}

// escapeMarkdown keeps the words of articles from becoming markup.
func escapeMarkdown(s string) string {
	return strings.NewReplacer("\\", "\\\\", "*", "\\*", "_", "\\_", "`", "\\`", "[", "\\[", "]", "\\]",
		"<", "&lt;", "&", "&amp;", "#", "\\#", "|", "\\|", "@", "&#64;").Replace(s)
}

// DiffJSON returns changes as {"changes": [...]}.
func DiffJSON(changes []Change) []byte {
	if changes == nil {
		changes = []Change{}
	}
	out, err := json.MarshalIndent(struct {
		Changes []Change `json:"changes"`
	}{changes}, "", "  ")
	if err != nil {
		panic(err) // strings only: cannot fail
	}
	return append(out, '\n')
}
