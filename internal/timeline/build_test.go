package timeline

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"buildsite/internal/article"
)

// sentences of invented reports, of all the kinds that merging treats apart.
var sentences = []string{
	"A freight train derailed near Kolin on Tuesday night.",
	"The train derailed on 5 March 2024, the railway company said.",
	"Three people were injured in the derailment.",
	"Four people were injured in Tuesday's derailment.",
	"The ministry summoned the Chinese ambassador on Wednesday.",
	"The ministry summoned the Russian ambassador in January 2024.",
	"NATO and the European Union condemned the attack on Wednesday.",
	"\"We condemn this attack,\" the European Union said in a statement.",
	"The company will resume service on 15 March 2024.",
	"The company resumed service on Friday.",
	"In 2017, the network of the agency was hacked.",
	"Police arrested two men on Thursday and prosecutors charged them in May 2024.",
	"The attacks started in 2022 and the agency detected them in 2023.",
	"It was the worst accident since 1987.",
}

func drawArticles(t *rapid.T) []*article.Article {
	n := rapid.IntRange(1, 6).Draw(t, "articles")
	out := make([]*article.Article, n)
	for i := range out {
		picked := rapid.SliceOfN(rapid.SampledFrom(sentences), 1, 8).Draw(t, "sentences")
		published := rapid.SampledFrom([]string{"", "2024-03-06", "2024-03-07", "2024-03-08"}).Draw(t, "published")
		out[i] = parsed(t, fmt.Sprintf("%d.txt", i), published, strings.Join(picked, "\n\n"))
	}
	return out
}

func parsed(t interface{ Fatal(...any) }, path, published, text string) *article.Article {
	a, problems := article.FromRecord(article.Record{ID: path, Text: text, Published: published})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return a
}

// everything prints all of a timeline that a reader could see.
func everything(t *Timeline) string {
	var b strings.Builder
	b.WriteString(listed(t))
	for _, list := range [][]*Event{t.Events, t.Context} {
		for _, e := range list {
			b.WriteString(explain(e))
		}
	}
	for _, r := range t.Articles {
		fmt.Fprintln(&b, r.Number, r.Path, r.Published, r.PublishedBasis, r.WireCopyOf != nil)
	}
	return b.String()
}

func TestOrderOfArticlesNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		articles := drawArticles(t)
		want := everything(Build("case", articles, Options{Workers: 1}))
		seed := rapid.Uint64().Draw(t, "seed")
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		if got := everything(Build("case", articles, Options{Workers: 4})); got != want {
			t.Fatalf("got:\n%s\nwant:\n%s", got, want)
		}
	})
}

func TestCitationsAndTitles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tl := Build("case", drawArticles(t), Options{})
		ids := map[string]bool{}
		for _, e := range append(append([]*Event{}, tl.Events...), tl.Context...) {
			if ids[e.ID] {
				t.Fatalf("two events have the id %s", e.ID)
			}
			ids[e.ID] = true
			if words := len(strings.Fields(e.Title)); words == 0 || words > 12 {
				t.Fatalf("title %q has %d words", e.Title, words)
			}
			if len(e.Citations) == 0 || e.Date.IsZero() {
				t.Fatalf("%s: %d citations, date %q", e.ID, len(e.Citations), e.Date)
			}
			for _, c := range e.Citations {
				if !strings.Contains(c.Report.Source, c.Quote()) {
					t.Fatalf("%q is not in %s", c.Quote(), c.Report.Path)
				}
			}
		}
	})
}

// The day of a report dates nothing but what that report tells: no other day is
// ever put on what has none.
func TestReportDayIsTheDayOfAReport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tl := Build("case", drawArticles(t), Options{})
		for _, e := range append(append([]*Event{}, tl.Events...), tl.Context...) {
			dated := e.DateBasis != ReportDay
			for _, c := range e.Citations {
				if c.DateBasis == ReportDay && c.Date != c.Report.Published {
					t.Fatalf("%s: %s has %s of its report of %s", e.ID, c.Report.Path, c.Date, c.Report.Published)
				}
				dated = dated || c.Report.Published == e.Date
			}
			if !dated {
				t.Fatalf("%s is of the day of a report, and no report is of it:\n%s", e.ID, explain(e))
			}
		}
	})
}

// An id stays when an article is added that reports the same later, or
// something else.
func TestIDsAreStable(t *testing.T) {
	base := []*article.Article{
		parsed(t, "a.txt", "2024-03-06", sentences[0]+"\n\n"+sentences[4]),
		parsed(t, "b.txt", "2024-03-07", sentences[6]),
	}
	more := append(append([]*article.Article{}, base...),
		parsed(t, "0.txt", "2024-03-08", "The freight train derailed near Kolin on Tuesday night, and three people were injured."),
		parsed(t, "z.txt", "2024-03-09", "A court sentenced a banker to four years on Friday."))
	after := map[string]string{}
	for _, e := range Build("case", more, Options{}).Events {
		after[e.ID] = e.Title
	}
	before := Build("case", base, Options{}).Events
	if len(before) < 3 {
		t.Fatalf("only %d events", len(before))
	}
	for _, e := range before {
		if after[e.ID] == "" {
			t.Errorf("%s (%s) is gone", e.ID, e.Title)
		}
	}
}

func TestTheCutKeepsTheMostSalient(t *testing.T) {
	a := parsed(t, "a.txt", "2024-03-06", strings.Join(sentences, "\n\n"))
	all, cut := Build("case", []*article.Article{a}, Options{}), Build("case", []*article.Article{a}, Options{Events: 2})
	if len(cut.Events) != 2 || len(cut.Events)+len(cut.Context) != len(all.Events)+len(all.Context) {
		t.Fatalf("%d above and %d below the line, of %d", len(cut.Events), len(cut.Context), len(all.Events)+len(all.Context))
	}
	for _, below := range cut.Context {
		for _, above := range cut.Events {
			for _, e := range all.Events {
				if e.ID == below.ID && below.Salience > above.Salience {
					t.Errorf("%s is below the line but outweighs %s", below.ID, above.ID)
				}
			}
		}
	}
}

// What is hard to read gives a sensible result or a warning, never a crash.
func TestBadInput(t *testing.T) {
	for name, c := range map[string]struct {
		texts  []string
		events int
		warns  string
	}{
		"none":         {nil, 0, ""},
		"no words":     {[]string{"..."}, 0, ""},
		"one sentence": {[]string{"The dam failed on 4 March 2024."}, 1, ""},
		"no dates":     {[]string{"The weather was fine and nobody came to harm."}, 0, ""},
		"Czech":        {[]string{strings.Repeat("Ministerstvo předvolalo velvyslance kvůli útoku na síť a žádá vysvětlení od vlády. ", 8)}, 0, "does not read like English"},
		"unrelated": {[]string{
			"The dam failed on 4 March 2024 and flooded two villages below the reservoir; engineers had inspected the concrete wall, the spillway and the gates the week before.",
			"A court sentenced the banker to four years on 6 March 2024 for embezzling savings from pensioners through forged loan contracts and a chain of offshore companies.",
			"Doctors vaccinated nurses against measles on 5 March 2024 in clinics, schools and pharmacies, where queues of parents with infants reached around the corner.",
		}, 3, "unrelated"},
	} {
		t.Run(name, func(t *testing.T) {
			var articles []*article.Article
			for i, text := range c.texts {
				articles = append(articles, parsed(t, fmt.Sprintf("%d.txt", i), "", text))
			}
			tl := Build("case", articles, Options{})
			if n := len(tl.Events) + len(tl.Context); n < c.events || c.events == 0 && n > 0 {
				t.Errorf("%d events, want %d:\n%s", n, c.events, listed(tl))
			}
			if warnings := strings.Join(tl.Warnings, "\n"); !strings.Contains(warnings, c.warns) || c.warns == "" && warnings != "" {
				t.Errorf("warnings %q, want %q", warnings, c.warns)
			}
		})
	}
}

// Many copies of one article are one voice.
func TestCopiesAreOneVoice(t *testing.T) {
	text := strings.Join(sentences, "\n\n")
	var articles []*article.Article
	for i := range 10000 {
		articles = append(articles, parsed(t, fmt.Sprintf("%05d.txt", i), "2024-03-06", text))
	}
	one := Build("case", articles[:1], Options{})
	many := Build("case", articles, Options{})
	if len(many.Events) != len(one.Events) {
		t.Errorf("%d events of one article, %d of its copies", len(one.Events), len(many.Events))
	}
	for _, e := range many.Events {
		if e.Status != SingleSource {
			t.Errorf("%s (%s) is %s", e.ID, e.Title, e.Status)
		}
	}
}

// An expression that counts from an unknown publication day is listed, never
// guessed.
func TestUndatedIsListed(t *testing.T) {
	tl := Build("case", []*article.Article{parsed(t, "a.txt", "", "Gunmen attacked the convoy on Friday.")}, Options{})
	if len(tl.Events)+len(tl.Context) > 0 || len(tl.Undated) != 1 || tl.Undated[0].Words != "Friday" {
		t.Errorf("%+v\n%s", tl.Undated, listed(tl))
	}
}

func FuzzBuild(f *testing.F) {
	for _, s := range sentences {
		f.Add(s, "2024-03-06")
	}
	f.Add("“I saw,” he said, \"on Monday — when (in 2019", "")
	f.Fuzz(func(t *testing.T, text, published string) {
		a, problems := article.FromRecord(article.Record{ID: "a", Text: text, Published: published})
		if problems.Err() != nil || a == nil {
			return
		}
		for _, e := range Build("case", []*article.Article{a}, Options{}).Events {
			if e.Title == "" || len(e.Citations) == 0 {
				t.Fatalf("%+v", e)
			}
		}
	})
}

// A date says how it is known: that of an event, and that of each sentence with
// a date in it, also when the words that tell the event best stand beside it.
func TestDatesAreKnown(t *testing.T) {
	tl := Build("case", []*article.Article{
		parsed(t, "a.txt", "2025-05-28", "The attack started in 2022 and targeted an unclassified network of the ministry, according to its statement."),
		parsed(t, "b.txt", "2025-05-28", "The attacks began in 2022, while the country held the presidency."),
	}, Options{})
	if len(tl.Events) != 1 {
		t.Fatal(listed(tl))
	}
	e := tl.Events[0]
	if e.Date.String() != "2022" || e.DateBasis != Explicit || e.DateText != "2022" {
		t.Errorf("%s is known by %q from %q", e.Date, e.DateBasis, e.DateText)
	}
	for _, c := range e.Citations {
		if !c.States() {
			t.Errorf("%q has no date", c.Quote())
		}
	}
}
