package export_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"buildsite/internal/export/exporttest"
)

// The rules below are those of the STIX 2.1 specification (OASIS Standard, 10
// June 2021), sections 2.7, 3.2, 3.3, 3.4, 4.6, 4.7, 4.8, 4.13, 4.14, 4.16, 5.1
// and 8, for the object types that we write. No schema of it can be had from
// the registries that the tests may use, so the checks are written out here.
type stixObject map[string]any

var (
	stixID   = regexp.MustCompile(`^([a-z0-9-]+)--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	stixTime = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$`)
	// The required properties of each type, beside the common ones.
	stixRequired = map[string][]string{
		"identity": {"name"}, "incident": {"name"}, "intrusion-set": {"name"}, "note": {"content", "object_refs"},
		"opinion": {"opinion", "object_refs"}, "report": {"name", "published", "object_refs"},
		"relationship": {"relationship_type", "source_ref", "target_ref"},
	}
	stixOpinions = []string{"strongly-disagree", "disagree", "neutral", "agree", "strongly-agree"}
)

func stixBundle(t *testing.T, doc string) []stixObject {
	t.Helper()
	b := unmarshal[struct {
		Type, ID string
		Objects  []stixObject
	}](t, doc)
	if b.Type != "bundle" || !stixID.MatchString(b.ID) || len(b.Objects) == 0 {
		t.Errorf("bundle %s %s with %d objects", b.Type, b.ID, len(b.Objects))
	}
	return b.Objects
}

// Every object obeys the rules of its type.
func TestSTIXObeysSpecification(t *testing.T) {
	objects := stixBundle(t, written(t, exporttest.Sample(), options, "stix"))
	ids := map[string]bool{}
	for _, o := range objects {
		id, _ := o["id"].(string)
		if ids[id] {
			t.Errorf("%s twice", id)
		}
		ids[id] = true
	}
	for _, o := range objects {
		checkSTIXCommon(t, o)
		checkSTIXReferences(t, o, ids)
	}
	count := map[any]int{}
	for _, o := range objects {
		count[o["type"]]++
	}
	for kind, want := range map[string]int{"incident": 1, "intrusion-set": 1, "note": 4, "opinion": 1, "report": 1, "identity": 4, "relationship": 5} {
		if count[kind] != want {
			t.Errorf("%d of %s, want %d", count[kind], kind, want)
		}
	}
}

func checkSTIXCommon(t *testing.T, o stixObject) {
	t.Helper()
	id, kind := o["id"].(string), o["type"].(string)
	if m := stixID.FindStringSubmatch(id); m == nil || m[1] != kind {
		t.Errorf("id %s of a %s", id, kind)
	}
	if o["spec_version"] != "2.1" {
		t.Errorf("%s: spec_version %v", id, o["spec_version"])
	}
	created, modified := o["created"].(string), o["modified"].(string)
	if !stixTime.MatchString(created) || !stixTime.MatchString(modified) || modified < created {
		t.Errorf("%s: created %s, modified %s", id, created, modified)
	}
	required, known := stixRequired[kind]
	if !known {
		t.Errorf("%s is of no type we know", id)
	}
	for _, name := range required {
		if o[name] == nil || o[name] == "" {
			t.Errorf("%s has no %s", id, name)
		}
	}
	for name, v := range o {
		if list, ok := v.([]any); ok && len(list) == 0 {
			t.Errorf("%s: %s is an empty list", id, name)
		}
	}
	if kind == "opinion" && !slices.Contains(stixOpinions, o["opinion"].(string)) {
		t.Errorf("%s: opinion %v", id, o["opinion"])
	}
	if published, ok := o["published"].(string); ok && !stixTime.MatchString(published) {
		t.Errorf("%s: published %s", id, published)
	}
}

func checkSTIXReferences(t *testing.T, o stixObject, ids map[string]bool) {
	t.Helper()
	var refs []any
	for _, name := range []string{"created_by_ref", "source_ref", "target_ref"} {
		if o[name] != nil {
			refs = append(refs, o[name])
		}
	}
	if list, ok := o["object_refs"].([]any); ok {
		refs = append(refs, list...)
	}
	for _, r := range refs {
		if !ids[r.(string)] {
			t.Errorf("%v refers to %v, which is not in the bundle", o["id"], r)
		}
	}
	external, _ := o["external_references"].([]any)
	for _, e := range external {
		ref := e.(map[string]any)
		if ref["source_name"] == "" || ref["description"] == nil && ref["url"] == nil && ref["external_id"] == nil {
			t.Errorf("%v: external reference %v", o["id"], ref)
		}
	}
}

// The incident is attributed to the intrusion set because an attribution event
// says so; without that event the two are only related.
func TestSTIXAttribution(t *testing.T) {
	kinds := func(doc string) []string {
		var out []string
		for _, o := range stixBundle(t, doc) {
			if target, _ := o["target_ref"].(string); strings.HasPrefix(target, "intrusion-set--") {
				out = append(out, o["relationship_type"].(string))
			}
		}
		return out
	}
	tl := exporttest.Sample()
	equal(t, "with the attribution", kinds(written(t, tl, options, "stix")), []string{"related-to", "attributed-to"})
	tl.Events = tl.Events[:1]
	equal(t, "without it", kinds(written(t, tl, options, "stix")), []string{"related-to"})
}

// An object keeps its id when articles and events are added.
func TestSTIXIdsStay(t *testing.T) {
	tl := exporttest.Sample()
	all := written(t, tl, options, "stix")
	tl.Events = tl.Events[1:]
	for _, o := range stixBundle(t, written(t, tl, options, "stix")) {
		if !strings.Contains(all, o["id"].(string)) {
			t.Errorf("%s changed its id", o["id"])
		}
	}
	other := exporttest.Sample()
	other.Incident = "another"
	if o := stixBundle(t, written(t, other, options, "stix"))[0]; strings.Contains(all, o["id"].(string)) {
		t.Errorf("two incidents share %s", o["id"])
	}
}
