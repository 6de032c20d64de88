package site

import (
	"slices"
	"strings"
)

// joinsTold is how many joins, and how many near misses, an event's page tells.
const joinsTold = 12

// A join is why a source was taken to report an event, or why another event was
// nearly taken for it.
type join struct {
	Source *sourceView // nil when it is no longer cited
	Event  *event
	Reason string
}

// HasDigest reports whether the page shows summaries of ours.
func (e *event) HasDigest() bool {
	return slices.ContainsFunc(e.Quoted(), func(s *sourceView) bool { return s.IsDigest() })
}

// Begins returns the number and outlet of the source that the others were joined
// to.
func (e *event) Begins() string {
	for _, l := range e.Links {
		if s := e.at(l.From); s != nil {
			return itoa(s.Number) + ", " + s.Outlet
		}
	}
	return ""
}

// Joins returns why each further source was joined, the first reason of each.
func (e *event) Joins() []join {
	var list []join
	if e.Begins() == "" {
		return nil
	}
	for _, l := range e.Links {
		if len(list) == joinsTold {
			break
		}
		s := e.at(l.To)
		if s == nil || s == e.at(l.From) || slices.ContainsFunc(list, func(j join) bool { return j.Source == s }) {
			continue
		}
		list = append(list, join{Source: s, Reason: e.reason(l.Reason)})
	}
	return list
}

// Near returns the events that were nearly taken for e and have pages.
func (e *event) Near() []join {
	var list []join
	for _, l := range e.NearMisses {
		if other := e.in.byID[l.To]; other != nil && other != e && len(list) < joinsTold {
			list = append(list, join{Event: other, Reason: e.reason(l.Reason)})
		}
	}
	return list
}

// at returns the source at a place of the form "path:line", nil when e does not
// cite it.
func (e *event) at(place string) *sourceView {
	path := place[:max(0, strings.LastIndexByte(place, ':'))]
	for _, s := range e.Sources {
		if s.Path == path {
			return s
		}
	}
	return nil
}

// reason returns the words for the grounds of a join, which the engine lists
// with commas.
func (e *event) reason(grounds string) string {
	parts := strings.Split(grounds, ", ")
	for k, p := range parts {
		if key := "reason." + slug(p); e.in.words.Has(key) {
			parts[k] = e.in.words.T(key)
		}
	}
	return strings.Join(parts, ", ")
}
