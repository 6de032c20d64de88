package event

import (
	"strings"
	"testing"

	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

func detect(t *testing.T, text string) (*article.Article, []timex.Timex, []Mention) {
	t.Helper()
	a, problems := article.Parse("a.txt", []byte(text))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	dct := edtf.Day(2025, 5, 30)
	tags := timex.For("en").Tag(a.Text, dct)
	return a, tags, Detect(a, tags, dct)
}

// Every example of the lexicon gives a mention of its type at its trigger.
func TestLexiconExamples(t *testing.T) {
	for _, typ := range For("en").Types {
		for _, ex := range typ.Example {
			a, _, ms := detect(t, ex.Text)
			found := false
			for _, m := range ms {
				found = found || m.Type.Name == typ.Name && strings.EqualFold(a.Slice(m.Trigger), ex.Trigger)
			}
			if !found {
				t.Errorf("%s: no mention %q in %q; got:", typ.Name, ex.Trigger, ex.Text)
				for _, m := range ms {
					t.Errorf("    %s %q", m.Type.Name, a.Slice(m.Trigger))
				}
			}
		}
	}
}
