package timeline

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/event"
)

func lineOf(s string, off int) string { return strconv.Itoa(1 + strings.Count(s[:off], "\n")) }

// events turns the clusters into events above and below the line.
func (b *builder) events(t *Timeline) {
	taken := map[string]int{} // articles that repeat a sentence word for word
	made := make([]*Event, len(b.clusters))
	above := make([]bool, len(b.clusters))
	b.parallel(len(b.clusters), func(i int) { made[i], above[i] = b.event(b.clusters[i]) })
	for i, e := range made {
		if e.Title == "" {
			continue
		}
		if taken[e.ID]++; taken[e.ID] > 1 {
			e.ID += "-" + strconv.Itoa(taken[e.ID])
		}
		if above[i] {
			t.Events = append(t.Events, e)
		} else {
			t.Context = append(t.Context, e)
		}
	}
	b.nearMisses(made)
	b.cut(t)
	order := func(a, b *Event) int { return cmp.Or(edtf.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID)) }
	slices.SortFunc(t.Events, order)
	slices.SortFunc(t.Context, order)
}

// nearMisses tells of each event which others it was nearly joined with.
func (b *builder) nearMisses(made []*Event) {
	for i, c := range b.clusters {
		for _, n := range c.near {
			if x, y := made[i], made[n.cluster]; x.Title != "" && y.Title != "" {
				why := b.told(n.why)
				x.NearMisses = append(x.NearMisses, Link{x.ID, y.ID, why, n.score})
				y.NearMisses = append(y.NearMisses, Link{y.ID, x.ID, why, n.score})
			}
		}
	}
}

// cut leaves the opts.Events most salient events above the line.
func (b *builder) cut(t *Timeline) {
	if n := b.opts.Events; n > 0 && len(t.Events) > n {
		slices.SortFunc(t.Events, func(x, y *Event) int { return cmp.Or(cmp.Compare(y.Salience, x.Salience), cmp.Compare(x.ID, y.ID)) })
		t.Context = append(t.Context, t.Events[n:]...)
		t.Events = t.Events[:n]
	}
}

// inPassing reports whether c is only told to place something else by it: "prior
// to the decision on Friday". Harm is told so and is news all the same.
func (b *builder) inPassing(c *cluster) bool {
	for _, i := range c.mentions {
		if m := &b.mentions[i]; !m.Background || m.Type.Weight > 2 {
			return false
		}
	}
	return true
}

// where returns the place that the held mentions of the kind of the first give, ""
// when two have no word in common.
func (b *builder) where(held []int) string {
	place := ""
	for _, i := range held {
		p := b.mentions[i].Place
		switch {
		case p == "" || place == p || b.mentions[i].Type != b.mentions[held[0]].Type:
		case place == "":
			place = p
		case !shareWord(place, p) && !shareWord(p, place):
			return ""
		}
	}
	return place
}

// event returns the event of c, and whether it stands above the line.
func (b *builder) event(c *cluster) (*Event, bool) {
	ordered := b.byQuality(c)
	best, title := b.best(ordered)
	dated := b.dating(c, ordered, best)
	e := &Event{
		Date: c.date, DateText: dated.DateText, DateBasis: Basis(dated.Basis), Type: b.mentions[best].Type.Name, Links: c.links,
		Planned: b.onlyPlanned(c),
	}
	e.Title = title
	held := b.cite(ordered, e, best)
	b.summary(e, held)
	e.Actors = b.actors(held)
	e.Place = b.where(held)
	e.Differences = b.differences(e, held)
	e.Status = status(e)
	above := b.gather(c).above()
	e.Salience = b.salience(c, above)
	e.ID = b.id(c, e)
	return e, above >= line && !b.inPassing(c)
}

func (b *builder) onlyPlanned(c *cluster) bool {
	for _, i := range c.mentions {
		if b.mentions[i].Modality != event.Planned {
			return false
		}
	}
	return true
}

// status tells how the sources stand to each other; copies of one agency text
// are one source.
func status(e *Event) Status {
	voices := map[*Report]bool{}
	for _, c := range e.Citations {
		voices[voice(c.Report)] = true
	}
	switch {
	case len(e.Differences) > 0:
		return SourcesDiffer
	case len(voices) > 1:
		return Agreed
	}
	return SingleSource
}

// best returns the mention that words the event best, and the title it gives:
// of the mentions that report best, the one whose title has the least faults.
// ordered are the mentions of the cluster by quality.
func (b *builder) best(ordered []int) (int, string) {
	best, title, most := ordered[0], "", 0
	var seen [worded][2]string // sentences with their triggers: copies word nothing anew
	tried := 0
	for _, i := range ordered {
		m := &b.mentions[i]
		if tried == worded || title != "" && m.quality()-2*event.LeastFaults <= most {
			break
		}
		r := b.reports[m.report]
		words := [2]string{r.Slice(r.Sentences[m.Sentence].Span), r.Slice(m.Trigger)}
		if slices.Contains(seen[:tried], words) {
			continue
		}
		seen[tried] = words
		tried++
		t, faults := b.title(m)
		v := m.quality() - 2*faults
		if m.Modality == event.Planned {
			v -= 20 // gives way to what reports the event itself
		}
		if event.PointsBack(words[0]) {
			v -= 2 // is no good quotation
		}
		if t != "" && !bare(t, r.Slice(m.Trigger), m.Type.Name) && (title == "" || v > most) {
			best, title, most = i, t, v
		}
	}
	if title == "" {
		title = b.plainTitle(&b.mentions[best])
	}
	return best, title
}

// title returns the title that m gives, and how many faults it has.
func (b *builder) title(m *mention) (string, int) {
	r := &b.readings[m.report]
	if known, ok := r.titles.recall(m.Mention); ok {
		return known.text, known.faults
	}
	text, faults := event.Title(b.reports[m.report].Article, r.tags, *m.Mention)
	text = withoutEntryTime(text)
	r.titles.keep(m.Mention, titled{text, faults})
	return text, faults
}

// bare reports whether a title tells that somebody promised, asked or said and
// not what.
func bare(title, trigger, kind string) bool {
	return strings.HasSuffix(title, " a statement") || (kind == "pledge" || kind == "call" || kind == "statement") && strings.HasSuffix(title, " "+trigger)
}

// worded is of how many sentences of an event a title is tried.
const worded = 16

// entryTime is the time of day that opens an entry of a live blog.
var entryTime = regexp.MustCompile(`^\d\d?[.:]\d\d(?: ?[ap]\.?m\.?)?:? +`)

func withoutEntryTime(s string) string {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return s // as nearly all do
	}
	return entryTime.ReplaceAllString(s, "")
}

// plainTitle is the sentence itself when it is short enough and sound; else, of
// what somebody said whose name is sure, that he did: "Statement by Mark Stroh";
// else "": rather no event than a fragment.
func (b *builder) plainTitle(m *mention) string {
	r := b.reports[m.report]
	title := withoutEntryTime(strings.TrimRight(oneLine(r.Slice(r.Sentences[m.Sentence].Span)), "."))
	if !m.InQuote && event.Plain(title) {
		return title
	}
	if m.Type.Group != "speech" || !m.Finite || !m.Date.IsDay() || m.Actor.Unsure || m.Actor.Pronoun || !m.Actor.Person && !m.Actor.Official {
		return ""
	}
	if name := event.ProperName(r.Text, m.Actor); name != "" && strings.Count(name, " ") < 6 {
		return m.Type.Label + " by " + name
	}
	return ""
}

func (m *mention) quality() int {
	q := m.strength + 2*m.Type.Weight + 2*m.central
	if m.Finite {
		q += 3
	}
	if m.Nominal {
		q -= 5
	}
	if m.strength == 0 {
		q -= 6 // tells again what others tell
	}
	if m.Before && !m.Perfect {
		q -= 3
	}
	if m.Modality == event.Planned {
		q -= 6
	}
	if m.Actor.Pronoun {
		q -= 2
	}
	if m.InQuote {
		q -= 4
	}
	return q
}

// weighCentre counts for each mention of c how many articles tell it in like
// words: what most tell names the event better than an aside.
func (b *builder) weighCentre(c *cluster) {
	if len(c.reps) < 3 {
		return
	}
	for _, i := range c.reps {
		m := &b.mentions[i]
		seen := map[*Report]bool{}
		for _, k := range c.reps {
			if o := &b.mentions[k]; k != i && b.weights.cosine(&m.vector, &o.vector) >= likeWords {
				seen[voice(b.reports[o.report])] = true
			}
		}
		m.central = min(len(seen), 3)
	}
}

// likeWords is the cosine from which two mentions tell a thing in like words.
const likeWords = .25

// byQuality returns the mentions of c, those that report best first.
func (b *builder) byQuality(c *cluster) []int {
	if len(c.mentions) == 1 {
		return c.mentions
	}
	b.weighCentre(c)
	rank := make([]int, len(c.mentions)) // quality, then order, in one number
	for n, i := range c.mentions {
		rank[n] = -b.mentions[i].quality()<<32 | i
	}
	slices.Sort(rank)
	for n := range rank {
		rank[n] &= 1<<32 - 1
	}
	return rank
}

// cite lists the best sentences of each article, best the first of all, and
// returns the mentions behind them, in the same order.
func (b *builder) cite(ordered []int, e *Event, best int) (held []int) {
	held = []int{best}
	type cited struct{ sentences, first int }
	reports := map[int]cited{b.mentions[best].report: {1, b.mentions[best].Sentence}}
	for _, i := range ordered {
		m := &b.mentions[i]
		switch c := reports[m.report]; {
		case c.sentences == 0:
			reports[m.report] = cited{1, m.Sentence}
			held = append(held, i)
		case c.sentences == 1 && c.first != m.Sentence && m.Finite && !m.Nominal:
			reports[m.report] = cited{sentences: 2}
			held = append(held, i)
		}
	}
	e.Citations = make([]Citation, len(held))
	for n, i := range held {
		m := &b.mentions[i]
		r, dated := b.reports[m.report], b.datedBeside(m, ordered)
		e.Citations[n] = Citation{
			Report: r, Span: r.Sentences[m.Sentence].Span, Date: dated.Date, DateText: dated.DateText, DateBasis: Basis(dated.Basis),
			DateWhy: why(dated, r), Modality: string(m.Modality), Speaker: m.Speaker.Name,
		}
	}
	return held
}

// dating returns the mention that tells how the date of c is known: of those with
// that date the surest, best before the others; best when none has it.
func (b *builder) dating(c *cluster, ordered []int, best int) *mention {
	dated := &b.mentions[best]
	for _, i := range ordered {
		m := &b.mentions[i]
		if m.Date == c.date && (dated.Date != c.date || m.strength > dated.strength) {
			dated = m
		}
	}
	return dated
}

// datedBeside returns m, or when it has no date a mention of the same sentence
// and event that has: "started in 2022 and targeted a network" gives the date to
// the first verb alone, and the sentence is cited for both.
func (b *builder) datedBeside(m *mention, ordered []int) *mention {
	if !m.Date.IsZero() {
		return m
	}
	for _, i := range ordered {
		if o := &b.mentions[i]; o.report == m.report && o.Sentence == m.Sentence && !o.Date.IsZero() {
			return o
		}
	}
	return m
}

func b2i(v bool) int {
	if v {
		return 1
	}
	return 0
}

func why(m *mention, r *Report) string {
	switch m.Basis {
	case event.Explicit:
		return "“" + m.DateText + "” states it"
	case event.Relative:
		return "“" + m.DateText + "” counted from the publication day " + r.Published.String()
	case event.Passage:
		return "“" + m.DateText + "” in the passage"
	case event.NoDate:
		return "no date in the words: told again of what others date"
	}
	return "no date in the words: the day of the report, " + r.Published.String()
}

// id makes a readable id from the date and the first-published mention.
func (b *builder) id(c *cluster, e *Event) string {
	first := slices.MinFunc(c.mentions, func(x, y int) int {
		mx, my := &b.mentions[x], &b.mentions[y]
		return cmp.Or(cmp.Compare(mx.report, my.report), cmp.Compare(mx.Trigger.Start, my.Trigger.Start))
	})
	m := &b.mentions[first]
	r := b.reports[m.report]
	h := fnv.New32a()
	h.Write([]byte(r.Slice(r.Sentences[m.Sentence].Span)))
	h.Write([]byte(m.Type.Name + r.Slice(m.Trigger) + m.Actor.Name))
	return slug(e.Date.String()) + "-" + slug(m.Type.Name) + "-" + fmt.Sprintf("%08x", h.Sum32())
}

func slug(s string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(s) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
