package timeline

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"buildsite/internal/article"
)

// The events of the development bundles in ../shared, scored by score.py there,
// must not get worse than this: with the publication days of the records, of
// seeds from text alone. Rates are of 1.
var floors = map[string]map[string]float64{
	"seeds":                      {"must_recall": 1, "recall_core": .88, "precision": .99, "date_exact": .93, "citation_recall": .88, "citation_precision": .99},
	"sony-pictures-hack-2014":    {"must_recall": .94, "recall_core": .8, "precision": .77, "date_exact": .87, "citation_recall": .83, "citation_precision": .97},
	"amtrak-188-derailment-2015": {"must_recall": .92, "recall_core": .7, "precision": .9, "date_exact": .99, "citation_recall": .81, "citation_precision": .95},
}

// never are errors of which there must be none.
var never = []string{"forbidden_merges", "not_event_violations", "unresolved_source_refs"}

func TestAccuracyOfEvents(t *testing.T) {
	shared, err := filepath.Abs("../../../shared/bundles")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(shared); err != nil {
		t.Skip("../shared/bundles is not here: the accuracy of events is not measured")
	}
	for _, bundle := range slices.Sorted(maps.Keys(floors)) {
		floor := floors[bundle]
		t.Run(bundle, func(t *testing.T) {
			got := scored(t, filepath.Join(shared, bundle), Build(bundle, bundleArticles(t, filepath.Join(shared, bundle)), Options{}))
			for _, name := range slices.Sorted(maps.Keys(floor)) {
				least := floor[name]
				v, _ := got[name].(float64)
				t.Logf("%-20s %.3f (floor %.2f)", name, v, least)
				if v < least {
					t.Errorf("%s %.3f is below %.2f", name, v, least)
				}
			}
			for _, name := range never {
				if v, _ := got[name].(float64); v > 0 {
					t.Errorf("%s: %v", name, v)
				}
			}
			t.Logf("split_errors %v, merge_errors %v", got["split_errors"], got["merge_errors"])
		})
	}
}

// bundleArticles reads a bundle as its run.py does.
func bundleArticles(t *testing.T, dir string) []*article.Article {
	var meta struct {
		Articles []struct{ File, Published string }
	}
	src, err := os.ReadFile(filepath.Join(dir, "meta.json"))
	if err == nil {
		err = json.Unmarshal(src, &meta)
	}
	if err != nil {
		t.Fatal(err)
	}
	var out []*article.Article
	for _, a := range meta.Articles {
		text, err := os.ReadFile(filepath.Join(dir, "articles", a.File))
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(dir) == "seeds" {
			a.Published = ""
		}
		out = append(out, parsed(t, a.File, a.Published, string(text)))
	}
	return out
}

// scored runs score.py over tl.
func scored(t *testing.T, dir string, tl *Timeline) map[string]any {
	type source struct {
		File  string `json:"file"`
		Quote string `json:"quote"`
	}
	type record struct {
		Date    string   `json:"date"`
		Title   string   `json:"title"`
		Summary string   `json:"summary"`
		Sources []source `json:"sources"`
	}
	var records []record
	for _, e := range tl.Events {
		r := record{Date: e.Date.String(), Title: e.Title, Summary: e.Summary}
		for _, c := range e.Citations {
			r.Sources = append(r.Sources, source{c.Report.Path, c.Quote()})
		}
		records = append(records, r)
	}
	src, err := json.Marshal(records)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "timeline.json")
	if err := os.WriteFile(name, src, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("python3", filepath.Join(dir, "..", "score.py"), dir, name, "--json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	return got
}
