package timex

import (
	"strings"
	"testing"

	"buildsite/internal/timeline/edtf"
)

// BenchmarkLoad measures reading a rule file and compiling its patterns.
func BenchmarkLoad(b *testing.B) {
	for _, lang := range Languages() {
		src, err := ruleFiles.ReadFile("rules/" + lang + ".toml")
		if err != nil {
			b.Fatal(err)
		}
		b.Run(lang, func(b *testing.B) {
			for b.Loop() {
				if _, err := newTagger(string(src)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// news is an invented report with as many dates as real ones have, about one
// in 25 words.
const news = `The ministry said on Wednesday that an intruder had read its unclassified mail since 2022, and the
government summoned the ambassador the same afternoon. Officials, who asked not to be named because the inquiry goes
on, described a campaign that moved slowly from one office to the next and left few traces in the logs they kept.

"We knew in March 2024 that something was wrong," the director told reporters in the capital. "It took us a few weeks
to find out how they came in." A new communication system, ordered after the hack of 2017, replaced the old one last
year. The opposition will ask for a hearing on 3 June, and the committee is expected to meet next week. Two days
later the prime minister flew to a summit of the alliance, where partners promised help and named no one.

The damage is still being counted. Experts of three countries compared the tools with those used against parliaments
elsewhere; they found the same servers, the same mistakes and the same hours of work. None of this proves who paid,
one of them said, but it tells us who had the time. The company that runs the network declined to comment on Tuesday.

`

// BenchmarkTag measures one core on news.
func BenchmarkTag(b *testing.B) {
	text := strings.Repeat(news, 20)
	tagger, dct := For("en"), edtf.Day(2025, 5, 28)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		tagger.Tag(text, dct)
	}
}

// BenchmarkLex measures the tokeniser alone.
func BenchmarkLex(b *testing.B) {
	text := strings.Repeat(news, 20)
	tagger := For("en")
	var buf []token
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		buf = tagger.lex(text, buf[:0])
	}
}
