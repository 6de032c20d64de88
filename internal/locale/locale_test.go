package locale

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"buildsite/internal/timeline/edtf"
)

func date(t *testing.T, s string) edtf.Date {
	t.Helper()
	if s == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// What stands in an argument is not filled in again, and other braces stay.
func TestFill(t *testing.T) {
	for text, want := range map[string]string{
		"{0} of {1}": "{1} of b", "{1}{1}": "bb", "{2} {x} { {0": "{2} {x} { {0", "{{0}": "{{1}", "": "",
	} {
		if got := For("en").fill(text, []any{"{1}", "b"}); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Every EDTF form is said as precisely as it is, and no more.
func TestDate(t *testing.T) {
	for _, c := range []struct{ edtf, en, short, cs, csShort string }{
		{"", "date not known", "no date", "datum není známo", "bez data"},
		{"2025-05-28", "28 May 2025", "28 May 2025", "28. května 2025", "28. 5. 2025"},
		{"2025-01-01", "1 January 2025", "1 Jan 2025", "1. ledna 2025", "1. 1. 2025"},
		{"2024-05", "May 2024", "May 2024", "květen 2024", "květen 2024"},
		{"2024-09", "September 2024", "Sept 2024", "září 2024", "září 2024"},
		{"2024-21", "spring 2024", "spring 2024", "jaro 2024", "jaro 2024"},
		{"2024-24", "winter 2024", "winter 2024", "zima 2024", "zima 2024"},
		{"2022", "2022", "2022", "2022", "2022"},
		{"201X", "the 2010s", "2010s", "léta 2010–2019", "2010–2019"},
		{"2022~", "about 2022", "c. 2022", "asi 2022", "cca 2022"},
		{"2025-05-28~", "about 28 May 2025", "c. 28 May 2025", "asi 28. května 2025", "cca 28. 5. 2025"},
		{"2025-05?", "possibly May 2025", "May 2025?", "možná květen 2025", "květen 2025?"},
		{"2022%", "possibly about 2022", "c. 2022?", "možná asi 2022", "cca 2022?"},
		{"2022/..", "since 2022", "since 2022", "od roku 2022", "2022–"},
		{"2024-05/..", "since May 2024", "since May 2024", "od května 2024", "květen 2024–"},
		{"2024-21/..", "since spring 2024", "since spring 2024", "od jara 2024", "jaro 2024–"},
		{"2025-05-28/..", "since 28 May 2025", "since 28 May 2025", "od 28. května 2025", "28. 5. 2025–"},
		{"201X/..", "since the 2010s", "since 2010s", "od let 2010–2019", "2010–2019–"},
		{"2022~/..", "since about 2022", "since c. 2022", "asi od roku 2022", "cca 2022–"},
		{"2022?/..", "possibly since 2022", "since 2022?", "možná od roku 2022", "2022–?"},
		{"../2024", "by 2024", "by 2024", "do roku 2024", "–2024"},
		{"../2024-05~", "by about May 2024", "by c. May 2024", "asi do května 2024", "–cca květen 2024"},
		{"2022-07/2022-12", "July to December 2022", "Jul – Dec 2022", "červenec–prosinec 2022", "čvc–pro 2022"},
		{"2022-07/2023-01", "July 2022 to January 2023", "Jul 2022 – Jan 2023", "červenec 2022 – leden 2023", "čvc 2022 – led 2023"},
		{"2025-05-26/2025-05-28", "26 – 28 May 2025", "26 – 28 May 2025", "26.–28. května 2025", "26.–28. 5. 2025"},
		{"2025-05-28/2025-06-03", "28 May to 3 June 2025", "28 May – 3 Jun 2025", "28. května – 3. června 2025", "28. 5. – 3. 6. 2025"},
		{"2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025", "30 Dec 2024 – 2 Jan 2025", "30. prosince 2024 – 2. ledna 2025", "30. 12. 2024 – 2. 1. 2025"},
		{"2025-05-28/2025-05-28", "28 May 2025", "28 May 2025", "28. května 2025", "28. 5. 2025"},
		{"2014/2016", "2014 to 2016", "2014 – 2016", "2014–2016", "2014–2016"},
		{"2022/2025-05-28", "2022 to 28 May 2025", "2022 – 28 May 2025", "2022 až 28. května 2025", "2022 – 28. 5. 2025"},
		{"2024-21/2024-22", "spring 2024 to summer 2024", "spring 2024 – summer 2024", "jaro 2024 až léto 2024", "jaro 2024 – léto 2024"},
		{"2022-07~/2022-12~", "about July to December 2022", "c. Jul – Dec 2022", "asi červenec–prosinec 2022", "cca čvc–pro 2022"},
		{"2022~/2024", "from about 2022 to 2024", "c. 2022 – 2024", "od asi roku 2022 do roku 2024", "cca 2022 – 2024"},
	} {
		d := date(t, c.edtf)
		en, cs := For("en"), For("cs")
		for _, x := range []struct{ what, got, want string }{
			{"en", en.Date(d), c.en},
			{"en short", en.ShortDate(d), c.short},
			{"cs", cs.Date(d), c.cs},
			{"cs short", cs.ShortDate(d), c.csShort},
		} {
			if got := strings.ReplaceAll(x.got, "\u2009", " "); got != x.want {
				t.Errorf("%s in %s: %q, want %q", c.edtf, x.what, got, x.want)
			}
		}
	}
}

// No form names a month or day that the date does not state: the words hold as
// many digits and month names as the EDTF has.
func TestDateNeverMorePrecise(t *testing.T) {
	ends := []string{"..", "2024", "2024~", "201X", "2024-22", "2024-07", "2024-07?", "2024-07-09", "2024-07-09%", "2026", "2026-08", "2026-08-11"}
	for _, lang := range []string{"en", "cs", "he"} {
		l := For(lang)
		for _, a := range ends {
			for _, b := range append([]string{""}, ends...) {
				s := a
				if b != "" {
					s += "/" + b
				}
				d, err := edtf.Parse(s)
				if err != nil {
					continue
				}
				for _, words := range []string{l.Date(d), l.ShortDate(d)} {
					if words == "" || strings.Contains(words, "{") || strings.Contains(words, "⟦") {
						t.Errorf("%s: %s is %q", lang, s, words)
					}
					for _, f := range []struct{ in, out string }{{"-07", "July|Jul|červen|čvc|7\\.|יולי"}, {"-08", "Aug|srp|8\\.|אוג"}, {"-09", "\\b9\\b"}, {"-11", "\\b11\\b"}} {
						if !strings.Contains(s, f.in) && regexp.MustCompile(f.out).MatchString(words) {
							t.Errorf("%s: %s is %q, more precise than it is", lang, s, words)
						}
					}
				}
			}
		}
	}
}

func TestDateElsewhere(t *testing.T) {
	en, cs := For("en"), For("cs")
	for _, c := range []struct{ got, want string }{
		{en.DateWithWeekday(date(t, "2025-05-28")), "Wednesday, 28 May 2025"},
		{cs.DateWithWeekday(date(t, "2025-05-28")), "středa 28. května 2025"},
		{en.DateWithWeekday(date(t, "2025-05-28~")), "about 28 May 2025"},
		{en.DateWithWeekday(date(t, "2025-05")), "May 2025"},
		{en.DateInYear(date(t, "2025-05-28")), "28 May"},
		{en.DateInYear(date(t, "2025-05")), "May"},
		{cs.DateInYear(date(t, "2025-05")), "květen"},
		{en.DateInYear(date(t, "2022/..")), "since 2022"},
		{For("he").Date(date(t, "2025-05-28")), "28 במאי 2025"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct{ a, b, en, cs string }{
		{"2025-05-28", "2025-05-28", "the same day", "téhož dne"},
		{"2025-05-28", "2025-05-29", "the next day", "následujícího dne"},
		{"2025-05-28", "2025-06-02", "5 days later", "o 5 dní později"},
		{"2025-05-28", "2025-05-30", "2 days later", "o 2 dny později"},
		{"2025-05-01", "2025-05-15", "2 weeks later", "o 2 týdny později"},
		{"2024-12-01", "2025-04-01", "4 months later", "o 4 měsíce později"},
		{"2017-01-31", "2022-01-30", "5 years later", "o 5 let později"},
		{"2024-05", "2024-05-06", "", ""},
		{"2024-05", "2025-05-28", "12 months later", "o 12 měsíců později"},
		{"2024-05", "2024-05", "the same month", "téhož měsíce"},
		{"2017", "2022", "5 years later", "o 5 let později"},
		{"2021", "2022-03-01", "1 year later", "o 1 rok později"},
		{"2022~", "2025", "about 3 years later", "asi o 3 roky později"},
		{"2022", "2022-05", "", ""},
		{"2022-07/2022-12", "2024-05", "2 years later", "o 2 roky později"},
		{"2025", "2022", "", ""},
		{"../2024", "2025", "", ""},
		{"", "2025", "", ""},
		{"2022?", "2025", "", ""},
		{"201X", "2025", "", ""},
	} {
		a, b := date(t, c.a), date(t, c.b)
		if got := For("en").Distance(a, b); got != c.en {
			t.Errorf("%s to %s: %q, want %q", c.a, c.b, got, c.en)
		}
		if got := For("cs").Distance(a, b); got != c.cs {
			t.Errorf("%s to %s: %q, want %q", c.a, c.b, got, c.cs)
		}
	}
}

func TestCounts(t *testing.T) {
	en, cs := For("en"), For("cs")
	for _, c := range []struct{ got, want string }{
		{en.T("count.sources", 1), "1 source"},
		{en.T("count.sources", 5), "5 sources"},
		{en.T("count.sources", 0), "0 sources"},
		{en.T("count.events", 1234), "1,234 events"},
		{cs.T("count.sources", 1), "1 zdroj"},
		{cs.T("count.sources", 2), "2 zdroje"},
		{cs.T("count.sources", 4), "4 zdroje"},
		{cs.T("count.sources", 5), "5 zdrojů"},
		{cs.T("count.sources", 22), "22 zdrojů"},
		{cs.T("count.events", 1234567), "1\u00a0234\u00a0567 událostí"},
		{en.T("state.as-of", edtf.Day(2025, 5, 29)), "as of 29 May 2025"},
		{en.T("no.such.key"), "⟦no.such.key⟧"},
		{For("he").T("count.sources", 2), "2 sources"},
		{en.Number(-1234), "−1,234"},
		{en.Number(999), "999"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestList(t *testing.T) {
	for _, c := range []struct {
		lang string
		in   []string
		want string
	}{
		{"en", nil, ""},
		{"en", []string{"A"}, "A"},
		{"en", []string{"A", "B"}, "A and B"},
		{"en", []string{"A", "B", "C", "D"}, "A, B, C and D"},
		{"cs", []string{"A", "B", "C"}, "A, B a\u00a0C"},
		{"en", []string{"{1}", "B"}, "{1} and B"},
	} {
		if got := For(c.lang).List(c.in...); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.lang, c.in, got, c.want)
		}
	}
}

// The rules of CLDR for languages of every kind, on whole numbers.
func TestPluralRules(t *testing.T) {
	l := &Locale{}
	for _, c := range []struct{ category, rule string }{
		{"few", "v = 0 and i % 10 = 2..4 and i % 100 != 12..14"},
		{"one", "v = 0 and i % 10 = 1 and i % 100 != 11 or v != 0"},
	} {
		r, err := parsePlural(c.category, c.rule)
		if err != nil {
			t.Fatal(err)
		}
		l.plurals = append(l.plurals, r)
	}
	for n, want := range map[int]string{1: "one", 21: "one", 11: "other", 2: "few", 24: "few", 12: "other", 5: "other", 0: "other"} {
		if got := l.Plural(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	for _, bad := range []string{"", "x = 1", "n = a", "n % b = 1", "n = 1..b"} {
		if _, err := parsePlural("one", bad); err == nil {
			t.Errorf("rule %q: no error", bad)
		}
	}
}

func TestFor(t *testing.T) {
	for lang, want := range map[string]string{"en": "en", "cs": "cs", "cs-CZ": "cs", "CS": "cs", "en_US": "en", "xx": "en", "": "en"} {
		if got := For(lang).Lang(); got != want {
			t.Errorf("For(%q) is %s, want %s", lang, got, want)
		}
	}
	if !Has("cs-CZ") || Has("xx") {
		t.Error("Has: cs-CZ is there, xx is not")
	}
	if For("he").Dir() != "rtl" || For("en").Dir() != "ltr" {
		t.Error("he is written from right to left, en is not")
	}
	if !slices.Equal(Languages(), []string{"cs", "en"}) {
		t.Errorf("Languages() = %q", Languages())
	}
}

var placeholder = regexp.MustCompile(`\{\d\}`)

// Every language has every word of English and no other, in the plural forms
// its counts need, with the same placeholders.
func TestWordsComplete(t *testing.T) {
	en := For("en")
	for _, tag := range slices.Sorted(maps.Keys(known)) {
		l := For(tag)
		for _, key := range slices.Sorted(maps.Keys(en.file.Words)) {
			if !l.Has(key) {
				if !l.file.Partial {
					t.Errorf("locales/%s.toml has no %q", tag, key)
				}
				continue
			}
			checkWord(t, l, key, en.file.Words[key])
		}
		for _, key := range slices.Sorted(maps.Keys(l.file.Words)) {
			if !en.Has(key) {
				t.Errorf("locales/%s.toml has %q, which locales/en.toml has not", tag, key)
			}
		}
	}
}

func checkWord(t *testing.T, l *Locale, key string, english word) {
	t.Helper()
	w := l.file.Words[key]
	if len(english) > 1 {
		for n := range 200 {
			if _, ok := w[l.Plural(n)]; !ok {
				t.Fatalf("locales/%s.toml: %q has no form %s, which %d needs", l.tag, key, l.Plural(n), n)
			}
		}
	}
	want := placeholders(english["other"])
	for category, text := range w {
		if !utf8.ValidString(text) || strings.TrimSpace(text) == "" {
			t.Errorf("locales/%s.toml: %q is empty", l.tag, key)
		}
		if got := placeholders(text); !slices.Equal(got, want) && category == "other" {
			t.Errorf("locales/%s.toml: %q has the placeholders %q, English has %q", l.tag, key, got, want)
		}
	}
}

func placeholders(s string) []string {
	found := placeholder.FindAllString(s, -1)
	slices.Sort(found)
	return found
}

// Every language has the phrases and patterns that dates need.
func TestDatesComplete(t *testing.T) {
	en := For("en")
	for _, tag := range slices.Sorted(maps.Keys(known)) {
		l := For(tag)
		for name := range en.file.Dates.Phrases {
			if l.file.Dates.Phrases[strings.TrimSuffix(name, "_short")] == "" {
				t.Errorf("locales/%s.toml: dates.phrases has no %s", tag, name)
			}
		}
		for name := range en.patterns {
			if l.patterns[name] == "" {
				t.Errorf("locales/%s.toml: no pattern %s", tag, name)
			}
		}
		for name := range l.patterns {
			if en.patterns[name] == "" {
				t.Errorf("locales/%s.toml: unknown pattern %s", tag, name)
			}
		}
		d := l.file.Data
		for _, n := range []int{len(d.Months), len(d.MonthsAlone), len(d.MonthsShort), len(d.ShortAlone), len(d.Weekdays) + 5, len(l.file.Dates.Seasons) + 8, len(l.file.Dates.SeasonsAfter) + 8} {
			if n != 12 {
				t.Errorf("locales/%s.toml: a list of months, weekdays or seasons is not whole", tag)
			}
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, src := range []string{"colour = 1", "[words]\na = 1", "[words]\na = {one = 1}", "[cldr.plural]\none = 'q = 1'", "="} {
		if _, err := parse("xx", src); err == nil {
			t.Errorf("%q: no error", src)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	src, _ := files.ReadFile("locales/en.toml")
	for b.Loop() {
		if _, err := parse("en", string(src)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDate(b *testing.B) {
	l, d := For("en"), edtf.Day(2025, 5, 28)
	for b.Loop() {
		l.Date(d)
	}
}

// Every key that a template or a package asks for exists.
func TestKeysExist(t *testing.T) {
	asked := regexp.MustCompile(`\bT\("([a-z][a-z0-9.-]*[a-z0-9])"[,)]|\{\{[^}]*\bt "([^"]+)"`)
	en, n := For("en"), 0
	for _, root := range []string{"../../templates", "../../internal", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if ext := filepath.Ext(path); err != nil || d.IsDir() || ext != ".go" && ext != ".html" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			src, err := os.ReadFile(path)
			for _, m := range asked.FindAllSubmatch(src, -1) {
				n++
				if key := string(m[1]) + string(m[2]); !en.Has(key) && key != "key" {
					t.Errorf("%s asks for %q, which locales/en.toml has not", path, key)
				}
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	if n == 0 {
		t.Error("nothing asks for any key: is this test looking in the right place?")
	}
}
