package desk

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"

	"buildsite/internal/article"
	"buildsite/internal/timeline"
)

// ManifestName is the file of a site that says what it was made of.
const ManifestName = "manifest.json"

// A Manifest says what a site was made of, so that anybody who has the same
// files and the same version can make it again and compare. It is a function of
// its inputs: no time, no machine.
type Manifest struct {
	Version   string             `json:"version"` // of buildsite
	Config    string             `json:"config"`  // SHA-256 of config.toml, "" when there is none
	Incidents []ManifestIncident `json:"incidents"`
}

// A ManifestIncident says what one timeline was made of.
type ManifestIncident struct {
	Incident  string          `json:"incident"`
	Articles  []ManifestFile  `json:"articles"`  // by path
	Decisions []ManifestFile  `json:"decisions"` // by path
	Events    []ManifestEvent `json:"events"`    // by date, then id

	made []*timeline.Event // what Events say, unless they are there
}

// A ManifestFile is a file and the SHA-256 of its bytes, in lower-case hex.
type ManifestFile struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

// A ManifestEvent is how one event was derived.
type ManifestEvent struct {
	ID        string           `json:"id"`
	Date      string           `json:"date"` // EDTF
	Basis     string           `json:"date_basis"`
	Sources   []ManifestSource `json:"sources"`
	Joined    []string         `json:"joined,omitempty"`    // why its sources were taken to report one happening
	Decisions []string         `json:"decisions,omitempty"` // files that changed it
}

// A ManifestSource is a sentence that an event was taken from.
type ManifestSource struct {
	File  string `json:"file"`
	Begin int    `json:"begin"` // byte of the file
	End   int    `json:"end"`   // byte after the last
	Date  string `json:"date"`  // EDTF, as this source gives it
	Why   string `json:"why,omitempty"`
}

// ManifestOf returns how one incident was derived. Its events are there when it
// is written, one after the other.
func ManifestOf(name string, articles []*article.Article, d Desk, t *timeline.Timeline) ManifestIncident {
	m := ManifestIncident{Incident: name, Articles: []ManifestFile{}, Decisions: []ManifestFile{}}
	for _, a := range articles {
		m.Articles = append(m.Articles, ManifestFile{a.Path, a.SHA256})
	}
	for _, x := range d.Decisions {
		m.Decisions = append(m.Decisions, ManifestFile{x.Path, x.SHA256})
	}
	sort.Slice(m.Articles, func(i, j int) bool { return m.Articles[i].File < m.Articles[j].File })
	sort.Slice(m.Decisions, func(i, j int) bool { return m.Decisions[i].File < m.Decisions[j].File })
	m.made = t.Events
	return m
}

func derivation(e *timeline.Event) ManifestEvent {
	x := ManifestEvent{ID: e.ID, Date: e.Date.String(), Basis: string(e.DateBasis), Sources: []ManifestSource{}, Decisions: e.Desk.Decisions}
	for _, c := range e.Citations {
		s := c.Report.ToSource(c.Span)
		x.Sources = append(x.Sources, ManifestSource{File: c.Report.Path, Begin: s.Start, End: s.End, Date: c.Date.String(), Why: c.DateWhy})
	}
	for _, l := range e.Links {
		x.Joined = append(x.Joined, fmt.Sprintf("%s and %s: %s", l.From, l.To, l.Reason))
	}
	return x
}

// Write writes m as JSON, a file or an event a line.
func (m Manifest) Write(w io.Writer) error {
	out := &lineWriter{Writer: bufio.NewWriterSize(w, 1<<15)}
	out.enc = json.NewEncoder(&out.buf)
	out.enc.SetEscapeHTML(false)
	out.value("{\"version\": ", m.Version)
	out.value(",\n\"config\": ", m.Config)
	out.WriteString(",\n\"incidents\": [")
	for k, i := range m.Incidents {
		if k > 0 {
			out.WriteString(",")
		}
		out.value("\n{\"incident\": ", i.Incident)
		writeLines(out, "articles", len(i.Articles), func(n int) any { return i.Articles[n] })
		writeLines(out, "decisions", len(i.Decisions), func(n int) any { return i.Decisions[n] })
		if i.made != nil {
			writeLines(out, "events", len(i.made), func(n int) any { return derivation(i.made[n]) })
		} else {
			writeLines(out, "events", len(i.Events), func(n int) any { return i.Events[n] })
		}
		out.WriteString("}")
	}
	out.WriteString("]}\n")
	return errors.Join(out.failed, out.Flush())
}

// A lineWriter writes JSON values. It keeps what went wrong.
type lineWriter struct {
	*bufio.Writer
	buf    bytes.Buffer
	enc    *json.Encoder // into buf
	failed error
}

func (w *lineWriter) value(before string, v any) {
	w.buf.Reset()
	w.failed = errors.Join(w.failed, w.enc.Encode(v))
	w.WriteString(before)
	w.Write(bytes.TrimRight(w.buf.Bytes(), "\n"))
}

// writeLines writes a list of n items under a name, an item a line.
func writeLines(w *lineWriter, name string, n int, item func(int) any) {
	w.WriteString(",\n\"" + name + "\": [")
	for k := range n {
		before := ",\n"
		if k == 0 {
			before = "\n"
		}
		w.value(before, item(k))
	}
	w.WriteString("]")
}

// Explain says, one line each, in what the inputs and events of was and now
// differ; nothing when the manifests are the same.
func Explain(was, now Manifest) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if was.Version != now.Version {
		say("made by version %s, this is %s", was.Version, now.Version)
	}
	if was.Config != now.Config {
		say("config.toml is another")
	}
	old := map[string]ManifestIncident{}
	for _, i := range was.Incidents {
		old[i.Incident] = i
	}
	for _, i := range now.Incidents {
		before, ok := old[i.Incident]
		delete(old, i.Incident)
		if !ok {
			say("incident %s is new", i.Incident)
			continue
		}
		out = append(out, compareFiles(before.Articles, i.Articles)...)
		out = append(out, compareFiles(before.Decisions, i.Decisions)...)
		out = append(out, compareEvents(before.Events, i.Events)...)
	}
	for _, i := range was.Incidents {
		if _, ok := old[i.Incident]; ok {
			say("incident %s is gone", i.Incident)
		}
	}
	return out
}

func compareFiles(was, now []ManifestFile) []string {
	old := map[string]string{}
	for _, f := range was {
		old[f.File] = f.SHA256
	}
	var out []string
	for _, f := range now {
		sum, ok := old[f.File]
		delete(old, f.File)
		switch {
		case !ok:
			out = append(out, f.File+" is new")
		case sum != f.SHA256:
			out = append(out, f.File+" was changed")
		}
	}
	for _, f := range was {
		if _, ok := old[f.File]; ok {
			out = append(out, f.File+" is gone")
		}
	}
	return out
}

func compareEvents(was, now []ManifestEvent) []string {
	text := func(e ManifestEvent) string {
		out, err := json.Marshal(e)
		if err != nil {
			panic(err) // strings and numbers only: cannot fail
		}
		return string(out)
	}
	old := map[string]string{}
	for _, e := range was {
		old[e.ID] = text(e)
	}
	var out []string
	for _, e := range now {
		before, ok := old[e.ID]
		delete(old, e.ID)
		switch {
		case !ok:
			out = append(out, "event "+e.ID+" is new")
		case before != text(e):
			out = append(out, "event "+e.ID+" is derived in another way")
		}
	}
	for _, e := range was {
		if _, ok := old[e.ID]; ok {
			out = append(out, "event "+e.ID+" is gone")
		}
	}
	return out
}
