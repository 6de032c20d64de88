package timeline

import (
	"cmp"
	"fmt"
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
	Language string  // BCP 47, for articles that state none; "" is English
	Events   int     // at most so many events above the line, those of greatest salience; 0 is no limit
	Workers  int     // articles read at once; 0 is GOMAXPROCS; the result is the same for all
	Memory   *Memory // what is known of the articles from the Build before; nil for nothing; the result is the same
}

// Build makes the timeline of an incident from its articles. It is a pure
// function of them and opts: neither their order nor the number of workers
// changes the result.
func Build(incident string, articles []*article.Article, opts Options) *Timeline {
	b := &builder{opts: opts}
	warnings := b.publish(articles)
	b.read()
	b.copies()
	b.cluster()
	if b.dateByEvents() {
		b.order()
		b.read()
		b.copies()
		b.cluster()
	}
	t := &Timeline{Incident: incident, Articles: b.reports, Warnings: append(warnings, b.warnings()...)}
	b.events(t)
	b.undated(t)
	number(t)
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
	groups   map[string]int     // numbers of the groups of types, from 1
	reasons  map[grounds]string // in words, as far as they were told
	apart    int                // reports about other things than most
	pair     pair               // being compared
}

// A reading is what one article gave.
type reading struct {
	tags     []timex.Timex
	mentions []event.Mention // the usable ones
	sketch   sketch
	stems    []uint64 // of the sentences with mentions, sorted, each once; nil when they are counted
	language bool     // reads like the language that it is said to be in
	titles   *titles  // that mentions gave, nil when nobody will ask again
}

// publish settles the publication days and puts the reports in order.
func (b *builder) publish(articles []*article.Article) (warnings []string) {
	ordered := slices.Clone(articles)
	slices.SortFunc(ordered, func(x, y *article.Article) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.SHA256, y.SHA256))
	})
	b.reports, warnings = settle(ordered)
	b.order()
	return warnings
}

// order puts the reports in order of publication. Which copy which is to be
// found again.
func (b *builder) order() {
	slices.SortStableFunc(b.reports, func(x, y *Report) int {
		return cmp.Or(comparePublished(x.Published, y.Published), cmp.Compare(x.Path, y.Path))
	})
	for _, r := range b.reports {
		r.WireCopyOf = nil
	}
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
	known := b.opts.Memory.recall()
	b.parallel(len(b.reports), func(i int) {
		r := b.reports[i]
		lang := cmp.Or(r.Language, b.opts.Language, "en")
		if was, ok := known[basis{r.Article, r.Published, lang}]; ok {
			b.readings[i] = was
			return
		}
		tags := timex.For(lang).Tag(r.Text, r.Published)
		mentions, stems := event.Select(r.Article, tags, r.Published, usable)
		b.readings[i] = reading{tags, mentions, newSketch(r.Text), stems, event.Reads(r.Article), b.opts.Memory.newTitles()}
	})
	b.opts.Memory.keep(b)
}

// warnings tells what keeps the timeline from being what it could be.
func (b *builder) warnings() []string {
	var out []string
	for i, r := range b.reports {
		lang := cmp.Or(r.Language, b.opts.Language, "en")
		if event.For(lang) == nil {
			out = append(out, fmt.Sprintf("%s: no event rules for language %q: its dates are tagged, its events are not found", r.Path, lang))
		} else if !b.readings[i].language {
			out = append(out, fmt.Sprintf("%s: does not read like English: set its language; few of its events are found", r.Path))
		}
	}
	if n := b.apart; n > 0 {
		out = append(out, fmt.Sprintf("articles seem to be about unrelated things: %d of %d have little in common with the others", n, len(b.reports)))
	}
	return out
}

// unrelated returns how many reports are outside the largest set of reports
// that share their words, when that set is less than two thirds of all; else 0.
// More than 200 reports are judged by every k-th.
func (b *builder) unrelated() int {
	step := 1 + len(b.readings)/200
	var sample []vector
	for i := 0; i < len(b.readings); i += step {
		if len(b.readings[i].stems) >= 8 {
			sample = append(sample, b.weights.vector(make([]int32, len(b.readings[i].stems)), b.readings[i].stems))
		}
	}
	group := make([]int, len(sample))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			i = group[i]
		}
		return i
	}
	for i := range sample {
		for j := range i {
			if find(i) != find(j) && b.weights.cosine(&sample[i], &sample[j]) >= relatedAt {
				group[find(i)] = find(j)
			}
		}
	}
	size := map[int]int{}
	largest := 0
	for i := range group {
		size[find(i)]++
		largest = max(largest, size[find(i)])
	}
	if len(sample) < 3 || 3*largest >= 2*len(sample) {
		return 0
	}
	return (len(sample) - largest) * step
}

// relatedAt is the cosine from which two articles have their words in common.
const relatedAt = .06

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

// undated lists the expressions that count from a publication day nobody knows.
func (b *builder) undated(t *Timeline) {
	for i, r := range b.readings {
		if !b.reports[i].Published.IsZero() {
			continue
		}
		for _, tag := range r.tags {
			if tag.Anchor != timex.Explicit && tag.Type == timex.Date && b.reportsAt(i, tag.Span) {
				t.Undated = append(t.Undated, Undated{b.reports[i], tag.Span, b.reports[i].Slice(tag.Span), "the article has no publication date to count from"})
			}
		}
	}
}

func (b *builder) reportsAt(i int, s article.Span) bool {
	for _, block := range b.reports[i].Blocks {
		if block.Contains(s) {
			return block.Kind.Reports()
		}
	}
	return false
}
