package export

import (
	"io"
	"regexp"
	"slices"
	"strings"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// A stixObject is an object of STIX 2.1 (OASIS Standard, 10 June 2021). Only the
// properties that we use are here; each object type uses its own.
type stixObject struct {
	Type           string    `json:"type"`
	SpecVersion    string    `json:"spec_version"`
	ID             string    `json:"id"`
	CreatedBy      string    `json:"created_by_ref,omitempty"`
	Created        string    `json:"created"`
	Modified       string    `json:"modified"`
	Name           string    `json:"name,omitempty"`
	Description    string    `json:"description,omitempty"`
	IdentityClass  string    `json:"identity_class,omitempty"`
	Abstract       string    `json:"abstract,omitempty"`
	Content        string    `json:"content,omitempty"`
	Opinion        string    `json:"opinion,omitempty"`
	Explanation    string    `json:"explanation,omitempty"`
	Authors        []string  `json:"authors,omitempty"`
	ReportTypes    []string  `json:"report_types,omitempty"`
	Published      string    `json:"published,omitempty"`
	Relationship   string    `json:"relationship_type,omitempty"`
	Source         string    `json:"source_ref,omitempty"`
	Target         string    `json:"target_ref,omitempty"`
	Objects        []string  `json:"object_refs,omitempty"`
	Labels         []string  `json:"labels,omitempty"`
	Lang           string    `json:"lang,omitempty"`
	ExternalSource []stixRef `json:"external_references,omitempty"`
}

type stixRef struct {
	Source      string `json:"source_name"`
	Description string `json:"description"`
	URL         string `json:"url,omitempty"`
}

// A stixWriter writes the objects of one bundle. Ids are version 5 UUIDs in
// the name space of the incident, so the same object keeps its id when articles
// are added; times are publication days.
type stixWriter struct {
	t       *timeline.Timeline
	o       Options
	space   string // of the ids
	out     *objectWriter
	ids     []string          // of the objects
	actors  map[string]string // name → id
	sources map[*timeline.Report]stixRef
	related map[string]bool // relationships there are, by kind and name
	creator string
	first   edtf.Date // the day of the first article
}

// writeSTIX writes t as a bundle: one incident, a note per event with its
// citations as external references, an opinion per point on which sources
// differ, the named actors (intrusion sets by their naming schemes, else
// identities), and a report that holds all of it together. The incident is
// attributed-to an intrusion set only where an attribution event names it.
func writeSTIX(w io.Writer, t *timeline.Timeline, o Options) error {
	s := &stixWriter{
		t: t, o: o, space: incidentUUID(t), out: newObjectWriter(w),
		actors: map[string]string{}, related: map[string]bool{}, sources: map[*timeline.Report]stixRef{},
	}
	s.out.compact = true
	s.out.field("type", "bundle")
	s.out.field("id", "bundle--"+uuid5(s.space, "bundle"))
	s.out.open("objects")
	for _, r := range t.Articles {
		s.first = earlier(s.first, r.Published)
	}
	s.creator = s.add(stixObject{Type: "identity", Name: s.creatorName(), IdentityClass: "organization"}, "creator", edtf.Date{})
	incident := s.add(stixObject{
		Type: "incident", Name: titleOf(t), ExternalSource: s.references(t.Events...),
	}, "incident", Updated(t))
	for _, e := range t.Events {
		s.addEvent(e, incident)
	}
	s.addReport()
	s.out.end(false)
	return s.out.close()
}

func (s *stixWriter) creatorName() string {
	if s.o.SiteTitle != "" {
		return s.o.SiteTitle
	}
	return "Timeline of " + titleOf(s.t)
}

// add completes o, created on the day of the first article and modified on the
// given day (the same where that is no date), and returns its id. name is
// unique among the objects of its type.
func (s *stixWriter) add(o stixObject, name string, modified edtf.Date) string {
	o.SpecVersion = "2.1"
	o.ID = o.Type + "--" + uuid5(s.space, o.Type+" "+name)
	o.CreatedBy = s.creator
	o.Created = stixTime(s.first)
	o.Modified = stixTime(later(s.first, modified))
	s.out.item(&o, len(s.ids) == 0)
	s.ids = append(s.ids, o.ID)
	return o.ID
}

// stixTime returns the start of d with the milliseconds that STIX wants.
func stixTime(d edtf.Date) string { return strings.TrimSuffix(instant(d), "Z") + ".000Z" }

func (s *stixWriter) addEvent(e *timeline.Event, incident string) {
	about := []string{incident}
	for _, name := range e.Actors {
		about = append(about, s.actor(name))
	}
	note := s.add(stixObject{
		Type: "note", Abstract: s.o.date(e.Date) + ": " + e.Title, Content: s.noteText(e), Authors: Outlets(e),
		Objects: about, Labels: labels(e), ExternalSource: s.references(e),
	}, e.ID, lastPublished(e))
	for i, d := range e.Differences {
		s.add(stixObject{
			Type: "opinion", Opinion: "disagree", Explanation: DifferenceLine(e, d, s.o.words()), Authors: Outlets(e),
			Objects: []string{note},
		}, e.ID+" "+string(rune('0'+i%10))+" "+d.About, lastPublished(e))
	}
	s.relate(e, incident)
}

func (s *stixWriter) noteText(e *timeline.Event) string {
	lines := []string{e.Summary, "Date (EDTF): " + e.Date.String() + ", " + string(e.DateBasis)}
	if e.Planned {
		lines = append(lines, s.o.words().T("badge.planned"))
	}
	return plainLines(lines)
}

func labels(e *timeline.Event) []string {
	var out []string
	for _, l := range []string{e.Type, string(e.Status)} {
		if l != "" {
			out = append(out, l)
		}
	}
	return out
}

// intrusionSetName matches the numbered names that vendors give to intrusion
// sets, and the ids of MITRE ATT&CK groups.
var intrusionSetName = regexp.MustCompile(`(?i)^(apt|unc|uac|fin|ta|tag|dev|storm|g)[- ]?[0-9]+$`)

// actor returns the id of the object for a named actor, made when first asked
// for.
func (s *stixWriter) actor(name string) string {
	if id := s.actors[name]; id != "" {
		return id
	}
	o := stixObject{Type: "identity", Name: name, IdentityClass: "unknown"}
	if intrusionSetName.MatchString(name) {
		o = stixObject{Type: "intrusion-set", Name: name}
	}
	s.actors[name] = s.add(o, "actor "+name, edtf.Date{})
	return s.actors[name]
}

// relate links the incident to the actors of e, once per pair and kind.
func (s *stixWriter) relate(e *timeline.Event, incident string) {
	for _, name := range e.Actors {
		kind, target := "related-to", s.actor(name)
		if strings.HasPrefix(target, "intrusion-set--") && strings.HasPrefix(e.Type, "attribut") && asserted(e) {
			kind = "attributed-to"
		}
		key := kind + " " + name
		if s.related[key] {
			continue
		}
		s.related[key] = true
		s.add(stixObject{
			Type: "relationship", Relationship: kind, Source: incident, Target: target,
			Description: e.Title, ExternalSource: s.references(e),
		}, key, lastPublished(e))
	}
}

func asserted(e *timeline.Event) bool {
	return slices.ContainsFunc(e.Citations, func(c timeline.Citation) bool {
		return c.Modality == "" || c.Modality == "asserted"
	})
}

func (s *stixWriter) addReport() {
	s.add(stixObject{
		Type: "report", Name: titleOf(s.t), ReportTypes: []string{"threat-report"}, Lang: s.o.language(),
		Published: stixTime(s.first), Objects: s.ids, ExternalSource: s.siteReference(),
	}, "report", Updated(s.t))
}

func (s *stixWriter) siteReference() []stixRef {
	if s.o.Base == "" {
		return nil
	}
	return []stixRef{{Source: s.creatorName(), Description: titleOf(s.t), URL: s.o.link(s.o.Home)}}
}

// references returns one external reference per article that events cite, in the
// order cited.
func (s *stixWriter) references(events ...*timeline.Event) []stixRef {
	var refs []stixRef
	seen := map[*timeline.Report]bool{}
	for _, e := range events {
		for k := range e.Citations {
			if r := e.Citations[k].Report; !seen[r] {
				seen[r] = true
				refs = append(refs, s.reference(r))
			}
		}
	}
	return refs
}

// reference returns the external reference of an article, made once.
func (s *stixWriter) reference(r *timeline.Report) stixRef {
	ref, ok := s.sources[r]
	if !ok {
		work := ReportReference(r)
		ref = stixRef{Source: Outlet(r), Description: Cite(work, ISO690, s.o.language()), URL: work.URL}
		s.sources[r] = ref
	}
	return ref
}

// lastPublished returns the last publication day among the sources of e.
func lastPublished(e *timeline.Event) edtf.Date {
	var d edtf.Date
	for _, c := range e.Citations {
		d = later(d, c.Report.Published)
	}
	return d
}
