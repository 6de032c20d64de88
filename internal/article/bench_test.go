package article

import (
	"fmt"
	"strings"
	"testing"
)

// generated returns the source of a report of about 3 kB.
func generated(i int, markdown bool) []byte {
	var w strings.Builder
	if markdown {
		fmt.Fprintf(&w, "+++\ntitle = \"Harbour %d closed after spill\"\npublisher = \"Example Gazette\"\npublished = \"2025-05-%02d\"\nlanguage = \"en\"\nurl = \"https://example.org/%d\"\nrights = \"full\"\n+++\n\n", i, 1+i%28, i)
	}
	for p := range 9 {
		fmt.Fprintf(&w, "The harbour of Example Town was closed on Wednesday after an oil spill, Gen. A. Example of the U.S. coast guard said on Nov. %d. ", 1+p)
		w.WriteString("“We do not know when it will open again,” the mayor told reporters at 9 a.m. on Thursday. Nobody was hurt, and the town's 10.9 million visitors may come back soon. ")
		w.WriteString("It was the third such accident since 2017.\n\n")
	}
	return []byte(w.String())
}

func benchmarkParse(b *testing.B, name string) {
	src := generated(7, isMarkdown(name))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if a, _ := Parse(name, src); a == nil {
			b.Fatal("not read")
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkParseMarkdown(b *testing.B) { benchmarkParse(b, "a.md") }

func BenchmarkParsePlain(b *testing.B) { benchmarkParse(b, "a.txt") }

func BenchmarkFrontMatter(b *testing.B) {
	src := string(generated(7, true))
	b.ReportAllocs()
	for b.Loop() {
		FrontMatter("a.md", src)
	}
}

func BenchmarkSentences(b *testing.B) {
	a, _ := Parse("a.txt", generated(7, false))
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		a.split()
	}
}

func BenchmarkClassify(b *testing.B) {
	a, _ := Parse("a.txt", generated(7, false))
	blocks := a.Blocks
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		a.Blocks, a.PageDates = blocks, nil
		a.classify()
	}
}

func BenchmarkAppendHTML(b *testing.B) {
	a, _ := Parse("a.md", generated(7, true))
	var out []byte
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		out = a.AppendHTML(out[:0], nil)
	}
}
