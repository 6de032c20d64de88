package timeline

import (
	"cmp"
	"math"
	"slices"

	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/event"
)

// A mention is an event.Mention and the report it stands in.
type mention struct {
	event.Mention
	report   int // index into builder.reports
	strength int // how sure its date is: 4 explicit, 3 relative, 2 passage, 1 report-day
}

// A cluster is the mentions taken as one happening.
type cluster struct {
	mentions []int
	date     edtf.Date
	group    string
	kind     *event.Type
	actor    event.Actor
	object   event.Actor
	links    []Link
	near     []Link
	near2    []int // clusters behind near
}

// weights holds the inverse document frequency of stems.
type weights struct {
	df map[uint64]int
	n  int
}

func (w *weights) of(stem uint64) float64 {
	return math.Log(1 + float64(w.n)/float64(w.df[stem]+1))
}

// cosine compares two sorted stem lists, each stem weighted.
func (w *weights) cosine(a, b []uint64) float64 {
	var shared, na, nb float64
	for _, s := range a {
		x := w.of(s)
		na += x * x
	}
	for _, s := range b {
		x := w.of(s)
		nb += x * x
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			x := w.of(a[i])
			shared += x * x
			i, j = i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if shared == 0 {
		return 0
	}
	return shared / math.Sqrt(na*nb)
}

// cluster joins the mentions of all reports. Mentions are taken in a fixed
// order, the surest dates first, and each joins the most alike cluster among
// those that share a blocking key with it.
func (b *builder) cluster() {
	b.collect()
	blocks := map[blockKey][]int{}
	for i := range b.mentions {
		m := &b.mentions[i]
		keys := blockKeys(m)
		best, bestScore, why := -1, joinAt, ""
		seen := map[int]bool{}
		for _, k := range keys {
			for _, c := range blocks[k] {
				if seen[c] {
					continue
				}
				seen[c] = true
				if score, reason := b.alike(m, b.clusters[c]); score >= bestScore {
					best, bestScore, why = c, score, reason
				}
			}
		}
		if best < 0 {
			best = len(b.clusters)
			b.clusters = append(b.clusters, &cluster{date: m.Date, group: m.Type.Group, kind: m.Type, actor: m.Actor, object: m.Object})
		} else {
			c := b.clusters[best]
			c.links = append(c.links, Link{From: b.place(&b.mentions[c.mentions[0]]), To: b.place(m), Reason: why, Weight: bestScore})
			if c.date.Contains(m.Date) && m.Date != c.date {
				c.date = m.Date
			}
			if c.actor.IsZero() {
				c.actor = m.Actor
			}
		}
		b.clusters[best].mentions = append(b.clusters[best].mentions, i)
		for _, k := range keys {
			if !slices.Contains(blocks[k], best) {
				blocks[k] = append(blocks[k], best)
			}
		}
	}
}

// collect gathers the mentions that may make events, surest first.
func (b *builder) collect() {
	b.weights = &weights{df: map[uint64]int{}, n: len(b.reports)}
	for i, r := range b.readings {
		seen := map[uint64]bool{}
		for _, m := range r.mentions {
			for _, s := range m.Context {
				if !seen[s] {
					seen[s] = true
					b.weights.df[s]++
				}
			}
			if usable(m) {
				b.mentions = append(b.mentions, mention{m, i, strength(m)})
			}
		}
	}
	slices.SortStableFunc(b.mentions, func(x, y mention) int {
		return cmp.Or(
			cmp.Compare(y.strength, x.strength),
			cmp.Compare(y.Date.Precision(), x.Date.Precision()),
			cmp.Compare(y.Type.Weight, x.Type.Weight),
			cmp.Compare(x.report, y.report), cmp.Compare(x.Trigger.Start, y.Trigger.Start))
	})
}

func usable(m event.Mention) bool {
	if m.Basis == event.NoDate || m.Modality == event.Hypothetical || m.Modality == event.Denied && m.Type.Group != "speech" {
		return false
	}
	return true
}

func strength(m event.Mention) int {
	switch m.Basis {
	case event.Explicit:
		return 4
	case event.Relative:
		return 3
	case event.Passage:
		return 2
	}
	return 1
}

type blockKey struct {
	group string
	from  int
	actor uint64
}

// blockKeys returns where clusters alike m are looked for: the same kind of
// happening on the same day, month or year, and anything else that day by the
// same actor.
func blockKeys(m *mention) []blockKey {
	var out []blockKey
	d := m.Date
	if d.IsDay() {
		out = append(out, blockKey{m.Type.Group, d.FirstDay(), 0}, blockKey{"any", d.FirstDay(), 0})
	}
	y := int(d.Start.Year)
	if d.Start.Precision == edtf.None {
		y = int(d.End.Year)
	}
	if !d.IsDay() || m.strength >= 3 {
		out = append(out, blockKey{m.Type.Group, 10000000 + y, 0})
	}
	return out
}

const joinAt = 1.0

// alike scores how likely m reports the happening of c, and says why.
func (b *builder) alike(m *mention, c *cluster) (float64, string) {
	if !m.Date.Overlaps(c.date) {
		return 0, ""
	}
	sameGroup := m.Type.Group == c.group
	cos := 0.0
	for _, k := range c.mentions[:min(len(c.mentions), 8)] {
		cos = max(cos, b.weights.cosine(m.Stems, b.mentions[k].Stems))
	}
	sameActor := m.Actor.Same(c.actor)
	conflict := !sameActor && len(m.Actor.Keys) > 0 && len(c.actor.Keys) > 0
	switch {
	case m.Type.Group == "speech" && sameGroup:
		if sameActor {
			return 2 + cos, "same speaker on the same day"
		}
		return 0, ""
	case sameGroup && m.Date.IsDay() && c.date.IsDay():
		s := .6 + 1.5*cos
		if sameActor {
			s += .4
		}
		if conflict {
			s -= .2
		}
		return s, "same kind of event on the same day"
	case sameGroup:
		s := .3 + 1.6*cos
		if sameActor {
			s += .3
		}
		return s, "same kind of event, dates agree"
	case cos > .5 && m.Date == c.date:
		return .5 + cos, "same words on the same day"
	}
	return 0, ""
}

func (b *builder) place(m *mention) string {
	r := b.reports[m.report]
	return r.Path + ":" + lineOf(r.Source, r.ToSource(m.Trigger).Start)
}
