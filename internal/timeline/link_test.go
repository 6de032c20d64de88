package timeline

import (
	"testing"

	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/event"
)

// The day of a report is a weaker sign that two mentions tell of one happening
// than a day that a sentence states, and weakest when neither states it.
func TestSameDayByWhatStatesIt(t *testing.T) {
	day, err := edtf.Parse("2024-03-07")
	if err != nil {
		t.Fatal(err)
	}
	weight := func(m, c int) float64 {
		return sameDay(&pair{m: &mention{Mention: &event.Mention{Date: day}, strength: m}, c: &cluster{date: day, strength: c}})
	}
	if !(weight(1, 1) < weight(1, 4) && weight(4, 1) < weight(4, 4)) {
		t.Errorf("weights of one day: %v by two reports, %v and %v by one, %v stated by both", weight(1, 1), weight(1, 4), weight(4, 1), weight(4, 4))
	}
}
