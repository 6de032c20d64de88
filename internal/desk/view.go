package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"os"
	"path"
	"sort"
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/problem"
	"buildsite/internal/timeline"
)

// fingerprint tells versions of a file apart; "" when there is none.
func fingerprint(src []byte) string {
	if src == nil {
		return ""
	}
	sum := sha256.Sum256(src)
	return hex.EncodeToString(sum[:8])
}

// A reviewView is what the review page shows.
type reviewView struct {
	Sheet    *Sheet
	Form     string      // goes with every form
	Open     []eventView // at most openAtOnce
	More     int         // how many are not in Open
	Settled  []eventView
	Hidden   []eventView
	Problems []problemView
	Pending  []timeline.Correction // not recorded yet
	Undo     string                // what would be undone, "" for nothing
	Options  []option              // events, for merging
	Articles []string
}

// openAtOnce is how many events to review a page shows.
const openAtOnce = 100

// Waiting returns how many events are to be reviewed.
func (v *reviewView) Waiting() int { return len(v.Open) + v.More }

type option struct{ ID, Label string }

// An eventView is one event on the review page.
type eventView struct {
	*timeline.Event
	Page     *reviewView
	Doubts   []Doubt
	Evidence []evidenceView
	Version  string // fingerprint of the file that a decision would change
	Files    []fileView
	Next     string // id of the event below
}

// An evidenceView is one citation with the passage around it.
type evidenceView struct {
	Number               int
	Path, Publisher      string
	Published            string
	Before, Quote, After string
	Lang                 string
	Date, Why            string
}

// A fileView is a decision file.
type fileView struct{ Name, Text, Version string }

// A problemView is a problem, with the decision file that can be deleted to
// solve it.
type problemView struct {
	Text string
	File *fileView
}

func (e *Editor) reviewPage(s *Sheet, problems problem.List, r *http.Request) *reviewView {
	e.mu.Lock()
	defer e.mu.Unlock()
	v := &reviewView{Sheet: s, Form: e.formKey()}
	store, err := e.Store(s.Name)
	if err != nil {
		v.Problems = []problemView{{Text: err.Error()}}
		return v
	}
	defer store.Close()
	result := Apply(s.Engine, s.Desk)
	if n := len(e.undo); n > 0 {
		v.Undo = e.undo[n-1].what
	}
	for _, x := range result.Timeline.Events {
		v.Options = append(v.Options, option{x.ID, x.Date.String() + " " + x.Title})
	}
	for _, a := range s.Engine.Articles {
		v.Articles = append(v.Articles, ShortPath(a.Path))
	}
	sort.Strings(v.Articles)
	v.Pending = result.Pending
	v.problems(append(problems, result.Problems...), store)
	for _, c := range Candidates(result.Timeline) {
		if !c.Settled() && len(v.Open) == openAtOnce {
			v.More++
			continue
		}
		x := e.eventView(v, s, store, result, c.Event, c.Doubts)
		if c.Settled() {
			v.Settled = append(v.Settled, x)
		} else {
			v.Open = append(v.Open, x)
		}
	}
	for _, h := range result.Hidden {
		v.Hidden = append(v.Hidden, e.eventView(v, s, store, result, h, nil))
	}
	for i := range v.Open {
		if i+1 < len(v.Open) {
			v.Open[i].Next = v.Open[i+1].ID
		}
	}
	return v
}

func (v *reviewView) problems(list problem.List, store *Store) {
	seen := map[string]bool{}
	for _, p := range list {
		text := p.Format()
		if seen[text] {
			continue
		}
		seen[text] = true
		x := problemView{Text: text}
		if name := ShortPath(p.Path); IsDecision(name) && strings.HasPrefix(p.Path, v.Sheet.Dir+"/") {
			x.File = readView(store, name)
		}
		v.Problems = append(v.Problems, x)
	}
}

func readView(store *Store, name string) *fileView {
	src, err := store.Read(name)
	if err != nil || src == nil {
		return nil
	}
	return &fileView{Name: name, Text: strings.ToValidUTF8(string(src), "\ufffd"), Version: fingerprint(src)}
}

func (e *Editor) eventView(v *reviewView, s *Sheet, store *Store, result Result, x *timeline.Event, doubts []Doubt) eventView {
	_, _, before := e.fileFor(s, store, result, x.ID, "")
	view := eventView{Event: x, Page: v, Doubts: doubts, Version: fingerprint(before)}
	for i, c := range x.Citations {
		view.Evidence = append(view.Evidence, evidence(i, c))
	}
	for _, p := range x.Desk.Decisions {
		if f := readView(store, ShortPath(p)); f != nil {
			view.Files = append(view.Files, *f)
		}
	}
	return view
}

// evidence returns a citation in the block it stands in.
func evidence(n int, c timeline.Citation) evidenceView {
	r := c.Report
	v := evidenceView{
		Number: n, Path: ShortPath(r.Path), Publisher: firstOf(r.Publisher, r.Title), Published: r.Published.String(),
		Lang: r.Language, Date: c.Date.String(), Why: c.DateWhy, Quote: c.Quote(),
	}
	for _, b := range r.Blocks {
		if b.Contains(c.Span) {
			v.Before = r.Text[b.Start:c.Span.Start]
			v.After = r.Text[c.Span.End:b.End]
			return v
		}
	}
	return v
}

// An articleView is an article with the evidence of one event marked.
type articleView struct {
	Sheet  *Sheet
	Title  string
	Path   string
	Lang   string
	Blocks [][]pieceView
}

// A pieceView is a part of a block's text.
type pieceView struct {
	Text   string
	Marked bool
	First  bool // the first marked piece of the article
}

// showArticle shows an article of the incident: ?path=…&event=….
func (e *Editor) showArticle(w http.ResponseWriter, r *http.Request, s *Sheet) {
	for _, a := range s.Engine.Articles {
		if ShortPath(a.Path) != r.URL.Query().Get("path") {
			continue
		}
		var spans []article.Span
		for _, x := range Apply(s.Engine, s.Desk).Timeline.Events {
			for _, c := range x.Citations {
				if x.ID == r.URL.Query().Get("event") && c.Report == a {
					spans = append(spans, c.Span)
				}
			}
		}
		sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
		e.show(w, http.StatusOK, "article.html", articleView{Sheet: s, Title: firstOf(a.Title, path.Base(a.Path)), Path: ShortPath(a.Path), Lang: a.Language, Blocks: markUp(a, spans)})
		return
	}
	http.Error(w, os.ErrNotExist.Error(), http.StatusNotFound)
}

// markUp cuts the blocks of a at the spans, which are sorted.
func markUp(a *timeline.Report, spans []article.Span) [][]pieceView {
	var out [][]pieceView
	first := true
	for _, b := range a.Blocks {
		var pieces []pieceView
		at := b.Start
		for _, s := range spans {
			start, end := max(s.Start, at), min(s.End, b.End)
			if start >= end {
				continue
			}
			pieces = append(pieces, pieceView{Text: a.Text[at:start]}, pieceView{Text: a.Text[start:end], Marked: true, First: first})
			first, at = false, end
		}
		out = append(out, append(pieces, pieceView{Text: a.Text[at:b.End]}))
	}
	return out
}
