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
	*event.Mention
	vector           // of its stems
	topical  float64 // topicality of its sentence
	days     period  // of its date
	group    int     // number of Type.Group in builder.groups
	report   int     // index into builder.reports
	strength int     // how sure its date is: 4 explicit, 3 relative, 2 passage, 1 day of the report, 0 none
	central  int     // articles that tell it in like words, at most 3; set for the representatives of large clusters
}

// A period is the first and the last day of a date, as edtf counts them. It is
// kept because each mention is compared with many others.
type period struct{ first, last int }

func periodOf(d edtf.Date) period {
	if d.IsZero() {
		return period{d.FirstDay(), math.MinInt} // overlaps nothing
	}
	return period{d.FirstDay(), d.LastDay()}
}

func (p period) overlaps(o period) bool { return p.first <= o.last && o.first <= p.last }

// A cluster is the mentions taken as one happening.
type cluster struct {
	mentions []int // in the order they joined, the surest first
	reps     []int // the first of them that differ in their words, which others are compared with
	date     edtf.Date
	days     period // of date
	reports  uint64 // bit r%64 is set when a rep stands in report r
	strength int    // of the surest mention
	speech   bool
	speakers event.Actor // all who speak in it
	links    []Link
	from     string // place of its first mention, when it has links
	near     []nearMiss
}

// A nearMiss is a cluster that was nearly joined.
type nearMiss struct {
	cluster int
	score   float64
	why     grounds
}

// cluster joins the mentions of all reports. Mentions are taken in a fixed
// order, the surest dates first; each joins the most alike cluster among those
// that share a blocking key with it, or begins one.
func (b *builder) cluster() {
	b.clusters = nil
	b.collect()
	blocks := map[blockKey][]int32{}
	stamp := []int{} // by cluster: 1 + the last mention compared with it
	bridges := map[bridge][]int{}
	var keys []blockKey
	for i := range b.mentions {
		m := &b.mentions[i]
		keys = b.lookups(keys[:0], m)
		f := b.fit(i, keys, blocks, stamp)
		c := f.best
		if m.strength == 0 && !b.restates(m, f.score, f.next) {
			continue
		}
		if m.strength > 0 && f.score < joinAt {
			c = len(b.clusters)
			b.clusters = append(b.clusters, &cluster{date: m.Date, days: m.days, strength: m.strength, speech: m.Type.Group == "speech"})
			stamp = append(stamp, i+1)
			if f.score > joinAt-.5 {
				b.clusters[c].near = append(b.clusters[c].near, nearMiss{f.best, f.score, f.why})
			}
		} else {
			b.joins(b.clusters[c], m, f)
			b.bridged(bridges, m, f)
		}
		b.add(b.clusters[c], i)
		for _, k := range keys {
			if list := blocks[k]; len(list) == 0 || !slices.Contains(recent(list), int32(c)) {
				blocks[k] = append(list, int32(c))
			}
		}
	}
	b.cross(bridges)
}

// A fit is the clusters that a mention is most like, -1 where there is none, and
// how much.
type fit struct {
	best, second int
	score, next  float64
	why          grounds // of best
}

// fit compares mention i with the clusters that share a blocking key with it.
func (b *builder) fit(i int, keys []blockKey, blocks map[blockKey][]int32, stamp []int) fit {
	f := fit{best: -1, second: -1}
	for _, k := range keys {
		for _, c := range recent(blocks[k]) {
			if stamp[c] == i+1 {
				continue
			}
			stamp[c] = i + 1
			switch score, why := b.alike(&b.mentions[i], b.clusters[c]); {
			case score > f.score:
				f = fit{best: int(c), second: f.best, score: score, next: f.score, why: why}
			case score > f.next:
				f.second, f.next = int(c), score
			}
		}
	}
	return f
}

// joins notes why m joins c, and the finer date that it may give.
func (b *builder) joins(c *cluster, m *mention, f fit) {
	if c.from == "" {
		c.from = b.place(&b.mentions[c.mentions[0]])
	}
	c.links = append(c.links, Link{From: c.from, To: b.place(m), Reason: b.told(f.why), Weight: f.score})
	if m.strength >= 2 && m.Date != c.date && c.date.Contains(m.Date) {
		c.date, c.days = m.Date, m.days
	}
}

// restates reports whether an undated mention tells again what the best of the
// clusters holds: it is much like it, or like it and like no other.
func (b *builder) restates(m *mention, best, second float64) bool {
	return m.Finite && best >= joinAt+.3 || best >= restateAt && best-second >= onlyBy
}

// An undated mention joins from restateAt when the cluster that fits next best
// fits worse by onlyBy.
const (
	restateAt = 1.3
	onlyBy    = .3
)

// add joins mention i to c.
func (b *builder) add(c *cluster, i int) {
	m := &b.mentions[i]
	c.mentions = append(c.mentions, i)
	if len(c.reps) < maxReps && !b.repeats(c, m) {
		c.reps = append(c.reps, i)
		c.reports |= 1 << (m.report % 64)
	}
	if m.Actor.Pronoun && len(c.mentions) > 1 {
		return
	}
	for _, k := range m.Actor.Keys {
		if len(c.speakers.Keys) < 12 && !slices.Contains(c.speakers.Keys, k) {
			c.speakers.Keys = append(c.speakers.Keys, k)
		}
	}
}

// maxReps bounds how many mentions of a cluster others are compared with.
const maxReps = 10

// repeats reports whether m says in the same words what c has already.
func (b *builder) repeats(c *cluster, m *mention) bool {
	for _, k := range c.reps {
		if o := &b.mentions[k]; o.Type == m.Type && o.Date == m.Date && b.weights.cosine(&m.vector, &o.vector) > .98 {
			return true
		}
	}
	return false
}

// mayQuote reports whether a rep of c can stand in the report of m.
func (c *cluster) mayQuote(m *mention) bool { return c.reports&(1<<(m.report%64)) != 0 }

// recent bounds the clusters of one block that a mention is compared with.
func recent(list []int32) []int32 { return list[max(0, len(list)-48):] }

// collect gathers the mentions that may make or support events, surest first.
// Their stems are not needed behind it, but by the next Build.
func (b *builder) collect() {
	b.weights = newWeights(b.readings)
	b.apart = b.unrelated()
	b.groups, b.reasons = map[string]int{}, map[grounds]string{}
	count, stems := 0, 0
	for i := range b.readings {
		r := &b.readings[i]
		r.stems = nil
		count += len(r.mentions)
		for k := range r.mentions {
			stems += len(r.mentions[k].Stems)
		}
	}
	b.mentions = make([]mention, 0, count)
	ids := make([]int32, stems)
	for i, r := range b.readings {
		for k := range r.mentions {
			m := &r.mentions[k]
			n := len(m.Stems)
			b.mentions = append(b.mentions, mention{
				Mention: m, vector: b.weights.vector(ids[:n:n], m.Stems), topical: b.weights.topicality(m.Context),
				days: periodOf(m.Date), group: b.group(m.Type.Group), report: i, strength: strength(m),
			})
			ids = ids[n:]
			if b.opts.Memory == nil {
				m.Stems, m.Context = nil, nil
			}
		}
	}
	order := make([]ranked, len(b.mentions))
	for i := range order {
		order[i] = ranked{rank(&b.mentions[i]), int32(i)}
	}
	slices.SortFunc(order, func(x, y ranked) int { return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(x.index, y.index)) })
	sorted := make([]mention, len(order))
	for i, o := range order {
		sorted[i] = b.mentions[o.index]
	}
	b.mentions = sorted
}

// A ranked is a mention with its rank.
type ranked struct {
	rank  uint64
	index int32
}

// rank orders mentions by one number: what is announced after what happened, so
// that a plan joins the event that came of it; the surest dates first, then the
// most precise, then the weightiest types, then by place.
func rank(m *mention) uint64 {
	r := uint64(b2i(m.Modality == event.Planned))
	r = r<<3 | uint64(7-m.strength)
	r = r<<3 | uint64(7-m.Date.Precision())
	r = r<<2 | uint64(3-m.Type.Weight)
	r = r<<28 | uint64(m.report)
	return r<<24 | uint64(m.Trigger.Start) // article.MaxSize is less
}

// group returns the number of a group of types.
func (b *builder) group(name string) int {
	n, ok := b.groups[name]
	if !ok {
		n = len(b.groups) + 1
		b.groups[name] = n
	}
	return n
}

// usable reports whether m may make or support events.
func usable(m *event.Mention) bool {
	switch {
	case m.Modality == event.Hypothetical, m.Modality == event.Denied:
		return false
	case m.Type.Group == event.Happening && (m.Modality == event.Planned || !m.Finite):
		return false
	}
	return m.Basis != event.NoDate || m.Type.Group != event.Happening && m.Modality != event.Planned
}

func strength(m *event.Mention) int {
	switch m.Basis {
	case event.Explicit:
		return 4
	case event.Relative:
		return 3
	case event.Passage:
		return 2
	case event.ReportDay:
		if m.Before && m.Speaker.IsZero() && !m.Perfect {
			return 0 // "had accused": some time before
		}
		return 1
	}
	return 0
}

// A blockKey names a set of clusters that a mention is compared with.
type blockKey struct {
	group int // in builder.groups, or one of those below
	when  int // day number, or year past 1<<30, or 0 for any time
	actor uint64
}

const yearBlock = 1 << 30

// Blocks of mentions of any group of types.
const (
	anyGroup      = 0
	sentenceBlock = -1 // of one sentence; when is its number
	openingBlock  = -2 // of the opening of a report; when is its number
)

// lookups appends the blocks of m: its sentence, its group of types on its day
// (and the day before, for a report that gives no day of its own), in its year,
// and by each of its actors at any time.
func (b *builder) lookups(out []blockKey, m *mention) []blockKey {
	g := m.group
	sentence := m.report<<16 | m.Sentence&0xffff
	out = append(out, blockKey{sentenceBlock, sentence, 0})
	if m.Lead <= 4 || m.Headline {
		out = append(out, blockKey{openingBlock, m.report, 0})
	}
	if m.Continues {
		out = append(out, blockKey{sentenceBlock, sentence - 1, 0})
	}
	if m.Type.Group == "casualties" || m.Type.Group == "phase" {
		out = append(out, blockKey{b.group("harm"), m.days.first, 0})
	}
	if m.Date.IsDay() {
		day := m.days.first
		out = append(out, blockKey{g, day, 0}, blockKey{anyGroup, day, 0})
		if m.strength == 1 {
			out = append(out, blockKey{g, day - 1, 0})
		}
	}
	if m.strength > 1 && m.Type.Group != "speech" {
		out = append(out, blockKey{g, yearBlock + firstYear(m.Date), 0})
	}
	if m.Before && m.strength <= 1 && m.Type.Group != "speech" {
		year := yearBlock + firstYear(m.Date)
		out = append(out, blockKey{g, year, 0}, blockKey{g, year - 1, 0})
	}
	for _, k := range m.Actor.Keys[:min(2, len(m.Actor.Keys))] {
		out = append(out, blockKey{g, 0, k})
	}
	for _, k := range m.Object.Keys[:min(1, len(m.Object.Keys))] {
		out = append(out, blockKey{g, 0, k})
	}
	return out
}

func firstYear(d edtf.Date) int {
	if d.Start.Precision == edtf.None {
		return int(d.End.Year)
	}
	return int(d.Start.Year)
}

func (b *builder) place(m *mention) string {
	r := b.reports[m.report]
	return r.Path + ":" + lineOf(r.Source, r.ToSource(m.Trigger).Start)
}
