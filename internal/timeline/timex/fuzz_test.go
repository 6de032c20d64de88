package timex

import (
	"strings"
	"testing"
	"unicode/utf8"

	"buildsite/internal/timeline/edtf"
)

// checkTags reports extents that are unsorted, overlapping, empty, outside the
// text or inside a character, and values that a Timex may not have.
func checkTags(t *testing.T, text string, tags []Timex) {
	t.Helper()
	end := 0
	for _, x := range tags {
		if x.Start < end || x.End <= x.Start || x.End > len(text) {
			t.Fatalf("extent %d to %d after %d in %d bytes", x.Start, x.End, end, len(text))
		}
		end = x.End
		if !utf8.ValidString(text[x.Start:x.End]) {
			t.Fatalf("extent %q cuts a character", text[x.Start:x.End])
		}
		if x.Value == "" || x.Rule == "" || x.Type == "" || policies[x.Policy].says == "" || x.Confidence > 100 {
			t.Fatalf("incomplete: %+v", x)
		}
		if d, err := edtf.Parse(x.Date.String()); !x.Date.IsZero() && x.Date.Start.Year >= 0 && x.Date.Start.Year < 9999 && (err != nil || d != x.Date) {
			t.Fatalf("%q has the date %v, which reads back as %v, %v", text[x.Start:x.End], x.Date, d, err)
		}
	}
}

func FuzzTag(f *testing.F) {
	for _, seed := range []string{
		news, "last last last", "1-2-3", "the first of the second", "May May 2025-05-28T10:35", "'80s–'90s, 5½ years", "12 BC",
		"ve středu 28. května v 15.30 hodin", "na konci 2. 3.", "from 7-9 June 2020 to 31 June", "\x80\xffMay 5", "ǅ května", "a.m.p.m.B.C.",
		"4 million years from now", "9999 centuries ago", "in 99999999 years", "the week of Dec 31, 9999",
	} {
		f.Add(seed, 20000)
	}
	f.Fuzz(func(t *testing.T, text string, day int) {
		text = strings.ToValidUTF8(text, "?")
		dct := edtf.FromDayNumber(day % 1000000)
		for _, lang := range Languages() {
			tags := For(lang).Tag(text, dct)
			checkTags(t, text, tags)
			for _, x := range tags {
				if x.Explain(text) == "" {
					t.Fatal("no explanation")
				}
			}
			checkTags(t, text, For(lang).Tag(text, edtf.Date{}))
		}
	})
}

// Megabytes made to hurt: each costs no more steps per byte than news does. Steps
// are counted, not time: tokens looked at by the automaton.
func TestAdversarial(t *testing.T) {
	for name, unit := range map[string]string{
		"digits": "7", "last": "last ", "dates": "May 5 and ", "numbers": "twenty ", "commas": ",", "dots": "1.", "hyphens": "5-",
		"blank": "\n", "capital": "MAY", "apostrophe": "'9", "clock": "1:1", "a dotted": "a.", "day of": "the day of the last first ",
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Repeat(unit, 1<<20/len(unit))
			tagger := For("en")
			checkTags(t, text, tagger.Tag(text, edtf.Day(2025, 5, 28)))
			small, large := steps(tagger, text[:len(text)/16]), steps(tagger, text)
			if large > 17*small+1000 {
				t.Errorf("%d steps for %d bytes, %d for sixteen times as many", small, len(text)/16, large)
			}
		})
	}
}

func steps(t *Tagger, text string) int {
	var s scratch
	s.read(t, text)
	return s.steps + len(s.tokens)
}
