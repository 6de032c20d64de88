package timex

import (
	"strings"
	"sync"
	"testing"

	"buildsite/internal/timeline/edtf"
)

// Each expression knows the word that binds it, and which two are a range.
func TestRelations(t *testing.T) {
	text := "Since 2017 and until March 2024, from May 3 to May 5, 2024, between 2018 and 2019, after 1 June 2020, by 2021, 2022–2023, in 2015 and 2016."
	want := []struct {
		words    string
		relation Relation
		end      bool
	}{
		{"2017", Since, false},
		{"March 2024", Until, false},
		{"May 3", From, false},
		{"May 5, 2024", To, true},
		{"2018", Between, false},
		{"2019", NoRelation, true},
		{"1 June 2020", After, false},
		{"2021", By, false},
		{"2022", NoRelation, false},
		{"2023", NoRelation, true},
		{"2015", On, false},
		{"2016", NoRelation, false},
	}
	tags := For("en").Tag(text, edtf.Day(2025, 5, 28))
	if len(tags) != len(want) {
		t.Fatalf("found %q", found(text, tags))
	}
	for i, w := range want {
		x := tags[i]
		if got := text[x.Start:x.End]; got != w.words || x.Relation != w.relation || x.RangeEnd != w.end {
			t.Errorf("%q is bound by %q, range end %v; want %q, %q, %v", got, x.Relation, x.RangeEnd, w.words, w.relation, w.end)
		}
	}
}

// Without a day of publication nothing is counted, and nothing explicit is lost.
func TestNoPublicationDay(t *testing.T) {
	text := "Yesterday, on Monday, last week, in May, on May 3, two days ago, this year. On 3 May 2024 it fell."
	tags := For("en").Tag(text, edtf.Date{})
	if len(tags) != 8 {
		t.Fatalf("found %q", found(text, tags))
	}
	for _, x := range tags[:7] {
		if x.Anchor != None || !x.Date.IsZero() || !x.AnchorDate.IsZero() || !strings.Contains(x.Value, "XX") || x.Confidence != 0 {
			t.Errorf("%q: %+v", text[x.Start:x.End], x)
		}
	}
	if x := tags[7]; x.Anchor != Explicit || x.Date != edtf.Day(2024, 5, 3) || x.Confidence != 100 {
		t.Errorf("explicit date: %+v", x)
	}
}

// A date is never more precise than its words.
func TestPrecision(t *testing.T) {
	for words, want := range map[string]edtf.Precision{
		"28 May 2024": edtf.ToDay, "yesterday": edtf.ToDay, "May 2024": edtf.ToMonth, "last month": edtf.ToMonth, "2024": edtf.ToYear,
		"three years ago": edtf.ToYear, "the 1990s": edtf.ToDecade, "the spring of 2022": edtf.ToSeason, "two months ago": edtf.ToMonth,
		"early 2024": edtf.ToYear, "a decade ago": edtf.ToDecade,
	} {
		tags := For("en").Tag("It was in "+words+".", edtf.Day(2025, 5, 28))
		if len(tags) != 1 || tags[0].Date.Precision() != want {
			t.Errorf("%s: %+v, want precision %d", words, tags, want)
		}
	}
}

// A named period is a note beside a date of its sentence that overlaps it, never
// a date.
func TestNamedPeriod(t *testing.T) {
	text := "It began in 2022, during the Czech EU presidency. In 2024 all was quiet. The Czech EU presidency ended."
	tags := For("en").Tag(text, edtf.Day(2025, 5, 28))
	if len(tags) != 2 || tags[0].Note != "Czech EU presidency of 2022: 2022-07/2022-12" || tags[0].Value != "2022" || tags[1].Note != "" {
		t.Errorf("found %+v", tags)
	}
	tags = For("cs").Tag("Útok začal během českého předsednictví v roce 2022.", edtf.Date{})
	if len(tags) != 1 || tags[0].Note == "" {
		t.Errorf("found %+v", tags)
	}
}

// What Explain says of each kind of answer.
func TestExplain(t *testing.T) {
	text := "The court will rule on Friday. In March 2024 it had begun; the following month it slept. It took two years."
	want := `"Friday" is Friday 30 May 2025
    Counted from the publication day, Wednesday 28 May 2025: it is the next one ("will" points ahead).
    Rule weekday, policy "next one", 85 of 100 sure.
"March 2024" is 2024-03
    The words state it.
    Rule month-year, policy "stated", 100 of 100 sure.
"the following month" is 2024-04
    Counted from 2024-03, the date named before: so many units back or ahead, and no more precise than the unit.
    Rule unit-with-direction, policy "counted", 76 of 100 sure.
"two years" is a length of time, P2Y
    A length of time, not a date.
    Rule duration, policy "length", 100 of 100 sure.
`
	var got strings.Builder
	for _, x := range For("en").Tag(text, edtf.Day(2025, 5, 28)) {
		got.WriteString(x.Explain(text))
	}
	if got.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", got.String(), want)
	}
}

// Words that are no dates cost no allocation, however many.
func TestNoAllocationPerToken(t *testing.T) {
	text := strings.Repeat("The committee asked the director for the list of the offices. ", 500)
	tagger := For("en")
	tagger.Tag(text, edtf.Date{})
	if n := testing.AllocsPerRun(20, func() { tagger.Tag(text, edtf.Date{}) }); n > 2 {
		t.Errorf("%.0f allocations for %d bytes without a date", n, len(text))
	}
}

// A tagger may be used by several goroutines and always says the same.
func TestConcurrentUse(t *testing.T) {
	tagger, dct := For("en"), edtf.Day(2025, 5, 28)
	want := strings.Join(found(news, tagger.Tag(news, dct)), "; ")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if got := strings.Join(found(news, tagger.Tag(news, dct)), "; "); got != want {
					t.Errorf("found %s, want %s", got, want)
				}
			}
		})
	}
	wg.Wait()
}
