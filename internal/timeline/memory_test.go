package timeline

import (
	"testing"

	"pgregory.net/rapid"

	"buildsite/internal/article"
)

// Whatever was built before, a Build that remembers gives what one that does not
// gives.
func TestMemoryChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m Memory
		articles := drawArticles(t)
		for range rapid.IntRange(2, 4).Draw(t, "edits") {
			want := everything(Build("case", articles, Options{}))
			if got := everything(Build("case", articles, Options{Memory: &m})); got != want {
				t.Fatalf("got:\n%s\nwant:\n%s", got, want)
			}
			other := drawArticles(t)
			articles[0] = other[0]
			articles = append(articles, other[1:]...)
		}
	})
}

// Only what is new is read, and what is gone is forgotten.
func TestMemoryKeeps(t *testing.T) {
	var m Memory
	a, b := parsed(t, "a.txt", "2024-03-06", sentences[0]), parsed(t, "b.txt", "2024-03-07", sentences[4])
	c := parsed(t, "c.txt", "2024-03-08", sentences[6])
	Build("case", []*article.Article{a, b}, Options{Memory: &m})
	before := m.recall()
	if len(before) != 2 {
		t.Fatalf("%d readings", len(before))
	}
	Build("case", []*article.Article{b, c}, Options{Memory: &m})
	after := m.recall()
	for k, r := range after {
		was, known := before[k]
		if known != (k.article == b) {
			t.Errorf("%s: known is %v", k.article.Path, known)
		}
		if known && &was.mentions[0] != &r.mentions[0] {
			t.Errorf("%s was read again", k.article.Path)
		}
	}
	if len(after) != 2 {
		t.Errorf("%d readings", len(after))
	}
}
