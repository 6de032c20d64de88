package desk

import (
	"encoding/json"
	"errors"

	"buildsite/internal/problem"
	"buildsite/internal/timeline"
)

// A Snapshot is what readers saw of a timeline: the part of timeline.json that
// corrections and differences are told from.
type Snapshot struct {
	Incident string          `json:"incident"`
	Events   []SnapshotEvent `json:"events"`
}

// A SnapshotEvent is an event as readers saw it.
type SnapshotEvent struct {
	ID      string           `json:"id"`
	Date    string           `json:"date"` // EDTF
	Title   string           `json:"title"`
	Type    string           `json:"type"`
	Status  string           `json:"status"`
	Sources []SnapshotSource `json:"sources"`
}

// A SnapshotSource is a citation as readers saw it.
type SnapshotSource struct {
	File  string `json:"file"`
	Quote string `json:"quote"`
	Date  string `json:"date"` // EDTF, "" when the source gives none
}

// ParseSnapshot reads a timeline.json. Fields that it does not need are
// ignored.
func ParseSnapshot(path string, src []byte) (*Snapshot, problem.List) {
	var s Snapshot
	err := json.Unmarshal(src, &s)
	if err == nil && s.Events == nil {
		err = errors.New("this is no timeline: it has no list of events")
	}
	if err == nil {
		return &s, nil
	}
	off := 0
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		off = int(syntax.Offset) - 1
	case errors.As(err, &kind):
		off = int(kind.Offset) - 1
	}
	return nil, problem.List{problem.At(path, string(src), off, "%v", err).WithHint("a timeline.json that buildsite wrote is needed here")}
}

// Snap returns what readers see of t.
func Snap(t *timeline.Timeline) *Snapshot {
	s := &Snapshot{Incident: t.Incident, Events: []SnapshotEvent{}}
	for _, e := range t.Events {
		x := SnapshotEvent{ID: e.ID, Date: e.Date.String(), Title: e.Title, Type: e.Type, Status: string(e.Status)}
		for _, c := range e.Citations {
			x.Sources = append(x.Sources, SnapshotSource{File: ShortPath(c.Report.Path), Quote: c.Quote(), Date: c.Date.String()})
		}
		s.Events = append(s.Events, x)
	}
	return s
}

// Format returns s as a file that ParseSnapshot reads.
func (s *Snapshot) Format() []byte {
	out, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic(err) // strings only: cannot fail
	}
	return append(out, '\n')
}
