package timeline

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/event"
	"buildsite/internal/timeline/timex"
)

// Options say how a timeline is built. The zero Options are the defaults.
type Options struct {
	Language string // BCP 47, for articles that state none; "" is English
	Events   int    // at most so many events above the line, those of greatest salience; 0 is no limit
	Workers  int    // articles read at once; 0 is GOMAXPROCS; the result is the same for all
}

// Build makes the timeline of an incident from its articles. It is a pure
// function of them and opts: neither their order nor the number of workers
// changes the result.
func Build(incident string, articles []*article.Article, opts Options) *Timeline {
	b := &builder{opts: opts}
	warnings := b.publish(articles)
	b.read()
	b.cluster()
	t := &Timeline{Incident: incident, Articles: b.reports, Warnings: warnings}
	b.events(t)
	b.undated(t)
	return t
}

// A builder holds what the steps of one Build hand to the next.
type builder struct {
	opts     Options
	reports  []*Report
	readings []reading // of reports, same order
	mentions []mention
	clusters []*cluster
	weights  *weights
}

// A reading is what one article gave.
type reading struct {
	tags     []timex.Timex
	mentions []event.Mention
	stems    []uint64 // of the sentences with mentions, sorted, each once
}

// publish settles the publication days and puts the reports in order.
func (b *builder) publish(articles []*article.Article) (warnings []string) {
	ordered := slices.Clone(articles)
	slices.SortFunc(ordered, func(x, y *article.Article) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.SHA256, y.SHA256))
	})
	b.reports, warnings = settle(ordered)
	slices.SortStableFunc(b.reports, func(x, y *Report) int { return comparePublished(x.Published, y.Published) })
	for i, r := range b.reports {
		r.Number = i + 1
	}
	return warnings
}

// comparePublished orders by day; reports without one come last.
func comparePublished(a, b edtf.Date) int {
	if a.IsZero() != b.IsZero() {
		if a.IsZero() {
			return 1
		}
		return -1
	}
	return edtf.Compare(a, b)
}

// read tags and detects, articles in parallel, results in order.
func (b *builder) read() {
	b.readings = make([]reading, len(b.reports))
	b.parallel(len(b.reports), func(i int) {
		r := b.reports[i]
		lang := cmp.Or(r.Language, b.opts.Language, "en")
		tags := timex.For(lang).Tag(r.Text, r.Published)
		mentions := event.Detect(r.Article, tags, r.Published)
		b.readings[i] = reading{tags, mentions, stemsOf(mentions)}
	})
}

func stemsOf(mentions []event.Mention) []uint64 {
	var out []uint64
	for i, m := range mentions {
		if i == 0 || mentions[i-1].Sentence != m.Sentence {
			out = append(out, m.Context...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// parallel calls do for 0 to n-1, several at once.
func (b *builder) parallel(n int, do func(i int)) {
	workers := min(cmp.Or(b.opts.Workers, runtime.GOMAXPROCS(0)), n)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
}

func (b *builder) undated(t *Timeline) {
	for i, r := range b.readings {
		for _, tag := range r.tags {
			if tag.Anchor == timex.None && tag.Type == timex.Date && b.reports[i].Published.IsZero() {
				t.Undated = append(t.Undated, Undated{b.reports[i], tag.Span, b.reports[i].Slice(tag.Span), "the article has no publication date to count from"})
			}
		}
	}
}
