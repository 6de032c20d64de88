package timex

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"buildsite/internal/timeline/edtf"
)

// floors are the scores, in percent, below which TestAccuracy fails:
// set → row of eval.py → measure → floor.
type floors map[string]map[string]map[string]float64

// What eval.py measures on the sets in ../shared/timex stays above the floors of
// testdata/accuracy.toml. A set with the sources of the project next to it only.
func TestAccuracy(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "..", "shared", "timex")
	if _, err := os.Stat(filepath.Join(shared, "eval.py")); err != nil {
		t.Skip("skipped: ../shared/timex is not there")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("skipped: python3, which eval.py needs, is not installed")
	}
	var want floors
	if _, err := toml.DecodeFile("testdata/accuracy.toml", &want); err != nil {
		t.Fatal(err)
	}
	sets := make([]string, 0, len(want))
	for set := range want {
		sets = append(sets, set)
	}
	sort.Strings(sets)
	for _, set := range sets {
		t.Run(set, func(t *testing.T) {
			gold := filepath.Join(shared, set)
			if _, err := os.Stat(gold); err != nil {
				t.Skipf("skipped: the set %s is not there", set)
			}
			checkFloors(t, scores(t, python, filepath.Join(shared, "eval.py"), gold), want[set])
		})
	}
}

func checkFloors(t *testing.T, got map[string]map[string]float64, want map[string]map[string]float64) {
	for row, measures := range want {
		t.Logf("%-4s strict %.1f  relaxed %.1f  type %.1f  value %.1f", row, 100*got[row]["strict_f1"],
			100*got[row]["relaxed_f1"], 100*got[row]["type_f1"], 100*got[row]["value_f1"])
		for measure, floor := range measures {
			if 100*got[row][measure] < floor {
				t.Errorf("%s %s is %.2f, below its floor %.2f", row, measure, 100*got[row][measure], floor)
			}
		}
	}
}

// scores runs eval.py over the tagger's answers.
func scores(t *testing.T, python, eval, gold string) map[string]map[string]float64 {
	t.Helper()
	dump, err := exec.Command(python, eval, gold, "--dump").Output()
	if err != nil {
		t.Fatal(err)
	}
	pred := filepath.Join(t.TempDir(), "pred.jsonl")
	if err := os.WriteFile(pred, answers(t, dump), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, eval, gold, "--json", "--pred", pred).Output()
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		Scores map[string]map[string]float64
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	return report.Scores
}

// answers tags each record of a dump.
func answers(t *testing.T, dump []byte) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	for line := range strings.Lines(string(dump)) {
		var r struct{ ID, Text, Published string }
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		dct, err := edtf.Parse(r.Published)
		if err != nil {
			t.Fatal(err)
		}
		rows := []map[string]any{}
		for _, x := range For("en").Tag(r.Text, dct) {
			begin := utf8.RuneCountInString(r.Text[:x.Start])
			rows = append(rows, map[string]any{
				"begin": begin, "end": begin + utf8.RuneCountInString(r.Text[x.Start:x.End]),
				"type": string(x.Type), "value": x.Value,
			})
		}
		if err := enc.Encode(map[string]any{"id": r.ID, "timexes": rows}); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}
