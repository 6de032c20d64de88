// Package desk applies what editors decided to what the engine found.
//
// The engine proposes; a person decides once. A decision is a small file in
// content/INCIDENT/events/: TOML front matter that points at an event and says
// what to do with it, and a Markdown body that replaces the summary.
//
//	+++
//	event = "2025-05-28-attribution"     # the event, by id …
//	article = "articles/gazette.md"      # … and by a sentence that reports it
//	quote = "The government attributed the attack to APT31."
//	title = "Prague attributes the attack to APT31"
//	date = "2025-05-28"
//	reason = "The government's statement is dated 28 May."
//	decided = "2025-06-02"
//	by = "AB"
//	+++
//	The government named APT31 after an inquiry by four services.
//
// The keys. Which event: event (id), article and quote (either way, or both: the
// quote finds the event again when its id or its place has changed). What to do:
// confirm, title, date (EDTF) with reason, type, hide, pin (true or false), add
// = true for an event the engine did not find (with draft = true when nobody has
// looked at it yet, as import writes), and these tables, any number of
// each: [[merge]] (event, article, quote: another event that is the same),
// [[split]] (title, and optionally event, date, type; its [[split.source]]
// tables name the sentences that go), [[source]] (article and quote, or for a
// source outside the folder title, publisher, author, published, url,
// archive_url, language, quote), [[reply]] (party, text, date, url). About the
// decision itself: reason, correction (the class of the change: factual,
// attribution, quote, date, typo), decided (day), by (who). The table [seen]
// (date, articles) is kept by the review page: what the editor saw when
// deciding, so that later changes can be told.
//
// Beside the decisions an incident has three files that buildsite writes:
// ids.lock (permanent ids, see Lock), published.json (the timeline that readers
// last saw) and corrections.toml (what changed since, see Correction log).
//
// Apply never changes the timeline it is given. A decision whose event moved
// follows its quote; one that no longer applies is a problem that says what
// changed. Only Store touches the disk.
package desk

import (
	"path"
	"sort"
	"strings"

	"buildsite/internal/problem"
	"buildsite/internal/timeline"
)

// A File is one file of an incident folder, as read.
type File struct {
	Path string // slash-separated, as shown to the user: "content/flood/events/a.md"
	Src  []byte
}

// Desk is everything that people decided about one incident.
type Desk struct {
	Decisions   []Decision            // by path
	Lock        *Lock                 // nil when there is none yet
	Published   *Snapshot             // nil before the first publication
	Corrections []timeline.Correction // as recorded, newest first
}

// The names of the files that a desk keeps beside the folder events.
const (
	LockName        = "ids.lock"
	PublishedName   = "published.json"
	CorrectionsName = "corrections.toml"
)

// Read reads the files of an incident that belong to the desk: events/*.md,
// ids.lock, published.json and corrections.toml, told by their names; other
// files are ignored. The problems are those of the files alone; what does not
// fit the timeline is found by Apply.
func Read(files []File) (Desk, problem.List) {
	var d Desk
	var all problem.List
	files = append([]File(nil), files...)
	sort.Slice(files, func(i, j int) bool { return files[i].Path < files[j].Path })
	for _, f := range files {
		var l problem.List
		switch {
		case path.Base(f.Path) == LockName:
			d.Lock, l = ParseLock(f.Path, f.Src)
		case path.Base(f.Path) == PublishedName:
			d.Published, l = ParseSnapshot(f.Path, f.Src)
		case path.Base(f.Path) == CorrectionsName:
			d.Corrections, l = ParseCorrections(f.Path, f.Src)
		case IsDecision(f.Path):
			var dec Decision
			if dec, l = Parse(f.Path, f.Src); l.Err() == nil {
				d.Decisions = append(d.Decisions, dec)
			}
		}
		all = append(all, l...)
	}
	return d, all
}

// IsDecision reports whether the file at p is a decision: a Markdown file in a
// folder events that is not hidden and no half-written copy of an editor.
func IsDecision(p string) bool {
	base := path.Base(p)
	return path.Base(path.Dir(p)) == "events" && strings.HasSuffix(base, ".md") &&
		!strings.HasPrefix(base, ".") && !strings.HasPrefix(base, "_") && !strings.HasPrefix(base, "#")
}
