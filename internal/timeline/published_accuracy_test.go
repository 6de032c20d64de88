package timeline

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"buildsite/internal/article"
)

// How many of the articles whose recorded day is hidden (every second one) get
// a day, and how many the recorded one. What a page says of itself must be right
// in 95 of 100; what is inferred is logged: these topics run over months, and
// then little can be inferred.
func TestPublishedAccuracy(t *testing.T) {
	for _, topic := range []string{"h1n1", "haiti", "mj"} {
		file, err := os.Open("../../../shared/timelines/data/" + topic + "/articles.jsonl")
		if err != nil {
			t.Skip("../shared/timelines is not here: publication days are not measured")
		}
		defer file.Close()
		var articles []*article.Article
		hidden := map[string]string{}
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 2*article.MaxSize)
		for lines.Scan() {
			var r article.Record
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
				t.Fatal(err)
			}
			if len(articles)%2 == 0 {
				hidden[r.ID], r.Published = r.Published, ""
			}
			a, problems := article.FromRecord(r)
			if a == nil {
				t.Fatal(problems)
			}
			articles = append(articles, a)
		}
		var own, ownRight, inferred, inferredRight, inferredNear int
		reports, _ := settle(articles)
		for _, r := range reports {
			day, ok := hidden[r.Path]
			if !ok || r.Published.IsZero() {
				continue
			}
			gap := r.Published.FirstDay() - dayOf(day).FirstDay()
			switch {
			case r.PublishedBasis != Inferred && gap == 0:
				own, ownRight = own+1, ownRight+1
			case r.PublishedBasis != Inferred:
				own++
			case gap == 0:
				inferred, inferredRight = inferred+1, inferredRight+1
			case gap == 1 || gap == -1:
				inferred, inferredNear = inferred+1, inferredNear+1
			default:
				inferred++
			}
		}
		t.Logf("%s: %d hidden; own evidence %d, right %d; inferred %d, right %d, a day off %d",
			topic, len(hidden), own, ownRight, inferred, inferredRight, inferredNear)
		if 100*ownRight < 95*own {
			t.Errorf("%s: only %d of %d stamps and datelines are right", topic, ownRight, own)
		}
	}
}
