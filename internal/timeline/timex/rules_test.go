package timex

import (
	"regexp"
	"strings"
	"testing"

	"buildsite/internal/timeline/edtf"
)

var bracketed = regexp.MustCompile(`\[([^\]]*)\]`)

// Every rule finds the expressions of its examples with the values given, and
// nothing in its counter-examples.
func TestRuleExamples(t *testing.T) {
	for _, lang := range Languages() {
		tagger := For(lang)
		if tagger.Language() != lang {
			t.Errorf("rules/%s.toml says it is %s", lang, tagger.Language())
		}
		dct, err := edtf.Parse(tagger.file.ExampleDay)
		if err != nil {
			t.Fatalf("%s: example_day: %v", lang, err)
		}
		for _, r := range tagger.file.Rule {
			for _, yes := range r.Yes {
				checkExample(t, tagger, r.Name, yes, dct)
			}
			for _, no := range r.No {
				if got := found(no, tagger.Tag(no, dct)); len(got) > 0 {
					t.Errorf("%s: rule %s: in %q found %q, want nothing", lang, r.Name, no, got)
				}
			}
		}
	}
}

func checkExample(t *testing.T, tagger *Tagger, name string, yes []string, dct edtf.Date) {
	t.Helper()
	text := bracketed.ReplaceAllString(yes[0], "$1")
	want := []string{}
	for i, m := range bracketed.FindAllStringSubmatch(yes[0], -1) {
		if i+1 >= len(yes) {
			t.Errorf("%s: rule %s: example %q states too few values", tagger.language, name, yes[0])
			return
		}
		want = append(want, m[1]+" = "+yes[i+1])
	}
	tags := tagger.Tag(text, dct)
	if got := found(text, tags); strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("%s: rule %s: in %q found %q, want %q", tagger.language, name, text, got, want)
	}
	for _, x := range tags {
		if x.Rule == name {
			return
		}
	}
	t.Errorf("%s: rule %s: another rule matched %q", tagger.language, name, yes[0])
}

func found(text string, tags []Timex) []string {
	out := []string{}
	for _, x := range tags {
		out = append(out, text[x.Start:x.End]+" = "+x.Value)
	}
	return out
}

// The region of the language decides what 02/08/2012 is.
func TestNumericDateByRegion(t *testing.T) {
	for lang, want := range map[string]string{"en": "2012-02-08", "en-US": "2012-02-08", "en-GB": "2012-08-02", "en_gb": "2012-08-02", "xx": "2012-02-08"} {
		tags := For(lang).Tag("Signed 02/08/2012.", edtf.Date{})
		if len(tags) != 1 || tags[0].Value != want || tags[0].Date.String() != want || tags[0].Anchor != Explicit {
			t.Errorf("%s: found %+v, want %s", lang, tags, want)
		}
	}
}
