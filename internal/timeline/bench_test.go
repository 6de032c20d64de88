package timeline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"buildsite/internal/article"
)

// benchmarkArticles returns n invented articles of 500 words about one incident.
func benchmarkArticles(b *testing.B, n int) []*article.Article {
	var out []*article.Article
	for i := range n {
		var text strings.Builder
		for words := 0; words < 500; words += 10 {
			s := sentences[(i*7+words*13)%len(sentences)]
			fmt.Fprintf(&text, "%s ", strings.NewReplacer("Kolin", fmt.Sprintf("Town%d", (i+words)%97), "5 March 2024", fmt.Sprintf("%d March 2024", 1+(i+words)%28)).Replace(s))
			if words%50 == 0 {
				text.WriteString("\n\n")
			}
		}
		a, problems := article.FromRecord(article.Record{ID: fmt.Sprintf("%05d.txt", i), Text: text.String(), Published: fmt.Sprintf("2024-03-%02d", 1+i%28)})
		if err := problems.Err(); err != nil {
			b.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

// measure runs do on 1,000 and on 10,000 articles, and reports how much longer
// the ten times as many take: 10 is linear.
func measure(b *testing.B, do func(b *testing.B, articles []*article.Article)) {
	var least time.Duration
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			articles := benchmarkArticles(b, n)
			size := 0
			for _, a := range articles {
				size += len(a.Text)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			b.ResetTimer()
			do(b, articles)
			each := b.Elapsed() / time.Duration(b.N)
			b.ReportMetric(float64(n)/each.Seconds(), "articles/s")
			if n == 1000 {
				least = each
			} else if least > 0 {
				b.ReportMetric(float64(each)/float64(least), "growth")
			}
		})
	}
}

// BenchmarkBuild measures all from articles to the timeline.
func BenchmarkBuild(b *testing.B) {
	measure(b, func(b *testing.B, articles []*article.Article) {
		for range b.N {
			Build("bench", articles, Options{})
		}
	})
}

// BenchmarkRead measures the finding of dates and mentions.
func BenchmarkRead(b *testing.B) {
	measure(b, func(b *testing.B, articles []*article.Article) {
		for range b.N {
			x := &builder{}
			x.publish(articles)
			x.read()
		}
	})
}

// BenchmarkMerge measures what is done with the mentions that were found.
func BenchmarkMerge(b *testing.B) {
	measure(b, func(b *testing.B, articles []*article.Article) {
		for range b.N {
			b.StopTimer()
			x := &builder{}
			x.publish(articles)
			x.read()
			b.StartTimer()
			x.copies()
			x.cluster()
			x.events(&Timeline{})
		}
	})
}
