package timeline

import (
	"strings"
	"testing"

	"buildsite/internal/article"
)

// A summary is one sentence, or two where one leans on its neighbour.
func TestStanding(t *testing.T) {
	for _, c := range []struct{ name, before, sentence, after, want string }{
		{"alone", "The bank has 40 branches.", "The police searched the bank on Monday.", "It was closed.", "The police searched the bank on Monday."},
		{"pronoun", "The police searched the bank on Monday.", "They left with nothing.", "It was closed.", "The police searched the bank on Monday. They left with nothing."},
		{"possessive", "The bank was searched on Monday.", "Its head resigned.", "It was closed.", "The bank was searched on Monday. Its head resigned."},
		{"this week", "The bank has 40 branches.", "This week the police searched it.", "It was closed.", "This week the police searched it."},
		{"quotation goes on", "The bank has 40 branches.", "“We are closed, the mayor said.", "We open on Monday.”", "“We are closed, the mayor said. We open on Monday.”"},
		{"quotation ends", "“We are closed.", "We open on Monday,” the mayor said.", "It was late.", "“We are closed. We open on Monday,” the mayor said."},
		{"who is she", "The mayor spoke on Monday.", "“We are open,” she said.", "It was late.", "The mayor spoke on Monday. “We are open,” she said."},
		{"the one before leans too", "It has 40 branches.", "They left with nothing.", "It was late.", "They left with nothing."},
		{"too long together", "The bank " + strings.Repeat("and its branch ", 20) + "opened.", "It closed on Monday.", "It was late.", "It closed on Monday."},
	} {
		a, problems := article.Parse("a.txt", []byte(c.before+" "+c.sentence+" "+c.after+"\n"))
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		n := -1
		for k, s := range a.Sentences {
			if strings.HasPrefix(c.sentence, a.Slice(s.Span)[:8]) {
				n = k
			}
		}
		if n < 0 {
			t.Fatalf("%s: sentence not found", c.name)
		}
		if got := standing(a, n); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
