package event

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

func titles(t *testing.T, text string) []string {
	t.Helper()
	a, tags, ms := detect(t, text)
	var out []string
	slices.SortStableFunc(ms, func(x, y Mention) int { return cmp.Compare(b2i(y.Finite), b2i(x.Finite)) })
	for _, m := range ms {
		if title, _ := Title(a, tags, m); title != "" {
			out = append(out, title)
		}
	}
	return out
}

func b2i(v bool) int {
	if v {
		return 1
	}
	return 0
}

// Each sentence of testdata/titles.txtar gives its titles, each once.
func TestTitles(t *testing.T) {
	ar, err := txtar.ParseFile("testdata/titles.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range ar.Files {
		sentence, want, ok := strings.Cut(strings.TrimSpace(string(f.Data)), "\n-> ")
		if !ok {
			t.Fatalf("%s: no line that begins with ->", f.Name)
		}
		got := "-"
		if list := titles(t, sentence); len(list) > 0 {
			got = list[0]
		}
		if got != want {
			t.Errorf("%s:\n got %s\nwant %s", f.Name, got, want)
		}
	}
}

func TestSound(t *testing.T) {
	for _, title := range []string{
		"Ministry summoned the ambassador over the attack", "About 200 people fled", "At least six people died",
		"Mayor: We are heartbroken by the crash", "Train was stopped in May",
	} {
		if !Sound(title) {
			t.Errorf("not sound: %s", title)
		}
	}
	for _, title := range []string{
		"", "Ministry", "He summoned the ambassador", "Which has been withdrawn from auction", "By the time the train stopped",
		"In a poll completed by the paper", "Sniper killed a", "Ministry summoned the ambassador of Norway in over cyberattacks", "Ministry said the",
		"Ministry summoned the ambassador to", "Officials spoke to us after we left", "Boat that", "Any other person is responsible",
		"The case had put his client said the case had put", "Ministry reported a breach of the U.S",
		"One two three four five six seven eight nine ten eleven twelve thirteen",
	} {
		if Sound(title) {
			t.Errorf("sound: %s", title)
		}
	}
}

// No title of any text of the bundles opens or ends with a word that cannot,
// or has more than twelve words.
func TestTitlesOfRealTextsAreSound(t *testing.T) {
	const dir = "../../../../shared/bundles"
	bundles, err := os.ReadDir(dir)
	if err != nil {
		t.Skip("no ../shared/bundles: real texts not read")
	}
	n := 0
	for _, b := range bundles {
		files, _ := os.ReadDir(dir + "/" + b.Name() + "/articles")
		for _, f := range files {
			src, err := os.ReadFile(dir + "/" + b.Name() + "/articles/" + f.Name())
			if err != nil {
				t.Fatal(err)
			}
			a, _ := article.Parse(f.Name(), src)
			dct := edtf.Day(2015, 6, 1)
			tags := timex.For("en").Tag(a.Text, dct)
			for _, m := range Detect(a, tags, dct) {
				title, _ := Title(a, tags, m)
				if title == "" {
					continue
				}
				n++
				words := strings.Fields(strings.ToLower(title))
				if !Sound(title) || len(words) > MaxTitleWords || strings.Contains(" he she it they which who that by ", " "+words[0]+" ") || strings.Contains(" the a an of in to and by with ", " "+words[len(words)-1]+" ") {
					t.Errorf("%s: %s", f.Name(), title)
				}
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d titles", n)
	}
}

// A proper name is what a reader would list; a role or a common noun has none.
func TestProperName(t *testing.T) {
	const text = "On Monday, Sony and the police of Ghent spoke. Hospitals were full."
	for _, c := range []struct {
		actor Actor
		want  string
	}{
		{Actor{Name: "hacking group called Guardians of Peace"}, "Guardians of Peace"},
		{Actor{Name: "Beijing"}, "China"},
		{Actor{Name: "officials"}, ""},
		{Actor{Name: "Hospitals"}, ""},
		{Actor{Name: "to China"}, "China"},
		{Actor{Name: "group"}, ""},
		{Actor{Name: "Sony"}, "Sony"},
		{Actor{Name: "Jan Lipavsky", Person: true}, "Jan Lipavsky"},
		{Actor{Name: "Earlier Friday"}, ""},
		{Actor{Name: "ET Tuesday"}, ""},
		{Actor{Name: "Sony Pictures’ network"}, "Sony Pictures"},
		{Actor{Name: "North Korea’s National Defense Commission"}, "North Korea’s National Defense Commission"},
	} {
		if got := ProperName(text, c.actor); got != c.want {
			t.Errorf("%q: %q, want %q", c.actor.Name, got, c.want)
		}
	}
}
