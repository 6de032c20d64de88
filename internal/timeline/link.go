package timeline

import (
	"math"
	"slices"
	"strings"

	"buildsite/internal/timeline/event"
)

// joinAt is the weight of evidence from which two reports are taken as one
// happening.
const joinAt = 1.55

// A pair is what the reasons look at: a mention and the cluster it may join,
// with the mention of the cluster that is most like it.
type pair struct {
	m      *mention
	c      *cluster
	other  *mention
	cosine float64
	kin    bool // some mention of the cluster has the type of m

	interview bool // the article of m dated before when the speaker spoke
}

// reasons is the evidence for and against taking two reports as one, in order.
// A reason that does not apply weighs nothing.
var reasons = []struct {
	name   string
	weight func(p *pair) float64
}{
	{"same kind of event", sameKind},
	{"same day", sameDay},
	{"dates agree", datesAgree},
	{"same actor", sameActor},
	{"other actor", otherActor},
	{"same object", sameObject},
	{"other object", otherObject},
	{"same words", sameWords},
	{"same verb", sameVerb},
	{"both speak of it as known", bothDefinite},
	{"same passage", samePassage},
	{"told as done before", toldBefore},
	{"happens once to one person", happensOnce},
	{"a dated noun names what is known", presupposed},
	{"same figure", sameFigure},
}

// alike weighs the evidence that m reports the happening of c, and says what it
// is. It is 0 when they cannot be the same.
func (b *builder) alike(m *mention, c *cluster) (float64, grounds) {
	p := &b.pair
	*p = pair{m: m, c: c}
	if b.goesOn(m, c) {
		return joinAt + .5, grounds{told: tellsOn}
	}
	if why := b.sentenceMate(m, c); why != weighed {
		return joinAt + .6, grounds{told: why}
	}
	if b.announces(m, c) {
		return joinAt + .2, grounds{told: announcedIt}
	}
	if b.comments(m, c) {
		return joinAt + .1, grounds{told: actorSpeaks}
	}
	if like := b.ownNews(m, c); like > 0 {
		return joinAt + like, grounds{told: headlineTells}
	}
	if impossible(p) {
		return b.dissent(m, c)
	}
	most := -1.0
	for _, k := range c.reps {
		o := &b.mentions[k]
		p.kin = p.kin || o.Type == m.Type
		cos := b.weights.cosine(&m.vector, &o.vector)
		like := cos
		if o.Type == m.Type {
			like += .4 // one sentence may have told of more than one kind
		}
		if like > most {
			p.other, p.cosine, most = o, cos, like
		}
	}
	if m.strength <= 1 && !kindred(m.Type, p.other.Type) {
		return 0, grounds{}
	}
	if m.strength == 0 && !b.refersTo(p) {
		return 0, grounds{}
	}
	if m.Type.Group == "speech" && p.other.Type.Group == "speech" {
		if b.dated(m, c) {
			return 0, grounds{}
		}
		p.interview = b.interview(m, c)
		return speech(p)
	}
	sum, why := 0.0, grounds{}
	for i, r := range reasons {
		w := r.weight(p)
		sum += w
		if w > 0 {
			why.reasons |= 1 << i
		}
	}
	return sum, why
}

// dissent joins what two articles state of one happening when their days
// contradict each other: at most three days apart, of one type, nearly the same
// words, the same actor or object.
func (b *builder) dissent(m *mention, c *cluster) (float64, grounds) {
	gap := m.days.first - c.days.first
	if m.strength < 3 || c.strength < 3 || !m.Date.IsDay() || !c.date.IsDay() || gap < -3 || gap > 3 || gap == 0 {
		return 0, grounds{}
	}
	for _, k := range c.reps {
		o := &b.mentions[k]
		if o.report == m.report || o.Type != m.Type || o.Lemma != m.Lemma || !o.Actor.Same(m.Actor) && !o.Object.Same(m.Object) && !(m.Type.Group == "harm" && m.Actor.IsZero() && o.Actor.IsZero()) {
			continue
		}
		if cos := b.weights.cosine(&m.vector, &o.vector); cos >= .6 {
			return joinAt + cos/2, grounds{told: daysDiffer}
		}
	}
	return 0, grounds{}
}

// goesOn reports whether m tells more, in the next sentence, of background that
// the cluster dates.
func (b *builder) goesOn(m *mention, c *cluster) bool {
	if !m.Continues || m.strength != 2 || m.Type.Group != "speech" {
		return false
	}
	for _, k := range c.reps {
		if o := &b.mentions[k]; o.report == m.report && o.Sentence == m.Sentence-1 && o.Date == m.Date && (m.Actor.Pronoun || m.Actor.Same(o.Actor)) {
			return true
		}
	}
	return false
}

// interview reports whether m has no day of its own and goes on with what its
// article said the speaker told a day or two before: "told the paper on Friday.
// … He said …".
func (b *builder) interview(m *mention, c *cluster) bool {
	gap := m.days.first - c.days.first
	if m.strength != 1 || c.strength < 3 || m.Headline || !m.Actor.Named || !c.date.IsDay() || gap < 1 || gap > 2 {
		return false
	}
	for _, k := range c.reps {
		if o := &b.mentions[k]; o.report == m.report && o.strength >= 3 && o.Sentence < m.Sentence && o.Actor.Same(m.Actor) {
			return true
		}
	}
	return false
}

// impossible reports whether dates or kinds exclude that p is one happening.
func impossible(p *pair) bool {
	m, c := p.m, p.c
	if m.strength >= 2 && c.strength >= 2 && !m.days.overlaps(c.days) {
		return true
	}
	if speaks := m.Type.Group == "speech"; speaks != c.speech || speaks && !sameSpeaker(p) {
		return true
	}
	if m.strength <= 1 && c.strength >= 1 && m.Date.IsDay() && c.days.first > m.days.first {
		return true // the report came before it
	}
	if m.strength <= 1 && m.Type.Group == "casualties" && c.strength > 1 && m.Date != c.date {
		return true // a toll is of its day
	}
	return false
}

// kindred reports whether two kinds can be one happening when no date of their
// own ties them.
func kindred(a, b *event.Type) bool {
	return a.Group == b.Group || family[a.Group] != "" && family[a.Group] == family[b.Group]
}

var family = map[string]string{"harm": "harm", "casualties": "harm", "phase": "harm", "law": "law", "sanctions": "state", "decision": "state", "expulsion": "state", "remedy": "remedy", "recovery": "remedy", "inquiry": "inquiry", "publication": "inquiry"}

// speech joins what one speaker said on one day, and the next day's reports of
// it that use the same words.
func speech(p *pair) (float64, grounds) {
	gap := 0
	if p.m.Date.IsDay() && p.c.date.IsDay() {
		gap = p.m.days.first - p.c.days.first
	}
	switch {
	case p.m.strength == 0, !p.c.date.IsDay() || !p.m.Date.IsDay():
		if p.m.Date == p.c.date || p.m.strength <= 1 && p.cosine > .55 || p.m.strength > 1 && p.m.days.overlaps(p.c.days) && (p.cosine > .4 || sameFigure(p) > 0) {
			return joinAt + p.cosine, grounds{told: speakerWords}
		}
	case gap == 0:
		return joinAt + .5 + p.cosine, grounds{told: speakerDay}
	case p.interview:
		return joinAt + p.cosine, grounds{told: speakerDated}
	case p.m.strength == 1 && (gap == 1 && (p.cosine > .3 || p.m.Perfect || p.m.Headline && p.cosine > .12 || p.kin && p.m.Type.Weight > 1) || gap <= 7 && p.cosine > .5 || gap <= 14 && p.kin && p.m.Type.Name == "attribution"):
		return joinAt + p.cosine, grounds{told: speakerLater}
	}
	return joinAt - .6 + p.cosine/2, grounds{told: speakerOtherDay}
}

func sameSpeaker(p *pair) bool { return p.m.Actor.Same(p.c.speakers) }

func sameKind(p *pair) float64 {
	a, b := p.m.Type, p.other.Type
	switch {
	case a == b:
		return .6
	case a.Group == b.Group:
		return .35
	case a.Name == event.Happening || b.Name == event.Happening:
		return .1
	case a.Group == "casualties" && b.Group == "harm", b.Group == "casualties" && a.Group == "harm",
		a.Group == "phase" && b.Group == "harm", b.Group == "phase" && a.Group == "harm":
		return .3
	}
	return -.2
}

func sameDay(p *pair) float64 {
	if !p.m.Date.IsDay() || p.m.Date != p.c.date {
		return 0
	}
	switch {
	case p.m.strength == 1 && p.c.strength == 1:
		return .3 // most of what two reports of one day tell is not the same
	case p.m.strength == 1 || p.c.strength == 1:
		return .5
	}
	return 1
}

func datesAgree(p *pair) float64 {
	switch {
	case p.m.strength == 0 || p.m.Date.IsDay() && p.m.Date == p.c.date:
		return 0
	case p.m.strength == 1:
		if p.c.date.IsDay() && p.m.days.first-p.c.days.first == 1 {
			return .4
		}
		return 0
	case p.m.Date == p.c.date:
		return .6
	case p.m.days.overlaps(p.c.days):
		return .4
	}
	return 0
}

func sameActor(p *pair) float64 {
	if p.m.Actor.Same(p.other.Actor) {
		return .5
	}
	return 0
}

func otherActor(p *pair) float64 {
	if p.m.Actor.IsZero() || p.other.Actor.IsZero() || p.m.Actor.Same(p.other.Actor) || happensOnce(p) > 0 {
		return 0
	}
	if agents[p.m.Type.Group] && !(p.m.Type.Name == "finding" && p.other.Type.Name == "finding") && isAgent(p.m.Actor) && isAgent(p.other.Actor) {
		if shareWord(p.m.Actor.Name, p.other.Actor.Name) {
			return -.1
		}
		return -.8
	}
	return -.1
}

// shareWord reports whether two names have a capitalised word in common: "House
// panel", "House Appropriations Committee".
func shareWord(a, b string) bool {
	for _, w := range strings.Fields(a) {
		if w[0] >= 'A' && w[0] <= 'Z' && len(w) > 3 && strings.Contains(b, w) {
			return true
		}
	}
	return false
}

// agents are the groups of types in which who acts makes the event: another
// actor, another event.
var agents = map[string]bool{"diplomacy": true, "expulsion": true, "sanctions": true, "meeting": true, "decision": true, "personnel": true, "law": true, "inquiry": true, "publication": true, "business": true, "remedy": true, "movement": true}

func isAgent(a event.Actor) bool { return a.Named && (a.Person || a.Official) }

func sameObject(p *pair) float64 {
	if p.m.Object.Same(p.other.Object) || p.m.Object.Same(p.other.Actor) || p.m.Actor.Same(p.other.Object) {
		return .4
	}
	return 0
}

func otherObject(p *pair) float64 {
	x, y := p.m.Object, p.other.Object
	if !x.Person && !y.Person && shareWord(x.Name, y.Name) {
		return 0 // "five Iraqis and a Libyan", "five Iraqis"
	}
	if x.Named && y.Named && !x.Oblique && !y.Oblique && sameObject(p) == 0 {
		return -1.2
	}
	return 0
}

func sameWords(p *pair) float64 { return math.Min(1.5*p.cosine, 1.1) }

func sameVerb(p *pair) float64 {
	if p.m.Lemma == p.other.Lemma && p.m.Type == p.other.Type {
		return .2
	}
	return 0
}

// toldBefore: "has already introduced", "had summoned", of what another source
// dates before this report.
func toldBefore(p *pair) float64 {
	if p.m.Before && p.m.strength <= 1 && p.c.strength >= 3 && p.m.Type == p.other.Type && p.cosine > .25 {
		return 1.0
	}
	return 0
}

// samePassage: the next sentence tells more of the same.
func samePassage(p *pair) float64 {
	if p.m.report != p.other.report || p.m.Date != p.other.Date || !kindred(p.m.Type, p.other.Type) {
		return 0
	}
	if gap := p.m.Sentence - p.other.Sentence; gap >= -1 && gap <= 1 {
		return .45
	}
	if p.m.Type == p.other.Type {
		return .45
	}
	return .3
}

// bothDefinite: "the attack began" and "this campaign started" in one incident.
func bothDefinite(p *pair) float64 {
	g, h := p.m.Type.Group, p.other.Type.Group
	if p.m.Definite && p.other.Definite && p.m.strength > 1 && (g == "harm" || g == "phase") && (h == "harm" || h == "phase") {
		return .7
	}
	return 0
}

// happensOnce: one person dies, resigns or is arrested once in an incident.
func happensOnce(p *pair) float64 {
	if !once[p.m.Type.Name] || p.m.Type != p.other.Type {
		return 0
	}
	x, y := patient(p.m), patient(p.other)
	if x.Person && x.Named && y.Named && x.Same(y) {
		return .6
	}
	return 0
}

var once = map[string]bool{"casualties": true, "resignation": true, "appointment": true, "arrest": true, "charge": true}

// patient returns whom it happened to: "was arrested", "died".
func patient(m *mention) event.Actor {
	if m.Object.IsZero() || m.Object.Oblique || m.Type.Name == "resignation" {
		return m.Actor
	}
	return m.Object
}

// presupposed: "the Aug. 7 bombings", "Tuesday's crash", "the testimony on
// Monday" name what the reader knows of that day.
func presupposed(p *pair) float64 {
	if !p.m.Nominal && !p.other.Nominal || p.m.strength < 3 || p.other.strength < 3 || p.m.Date != p.c.date || !p.m.Date.IsDay() {
		return 0
	}
	switch {
	case harms(p.m.Type) && harms(p.other.Type):
		return .5
	case p.m.Type == p.other.Type:
		return .3
	}
	return 0
}

// sameFigure: both give one uncommon number of the same things.
func sameFigure(p *pair) float64 {
	for _, n := range p.m.Numbers {
		for _, o := range p.other.Numbers {
			if n.Value == o.Value && n.Value > 12 {
				return .4
			}
		}
	}
	return 0
}

// weights holds the stems of the incident by their inverse document frequency.
type weights struct {
	ids   map[uint64]int32
	share []float32 // of the articles, that hold the stem; by id
	idf   []float32 // inverse document frequency; by id
}

// newWeights counts in how many articles each stem stands.
func newWeights(readings []reading) *weights {
	w := &weights{ids: map[uint64]int32{}}
	var df []int32
	for _, r := range readings {
		for _, s := range r.stems {
			id, ok := w.ids[s]
			if !ok {
				id = int32(len(df))
				w.ids[s] = id
				df = append(df, 0)
			}
			df[id]++
		}
	}
	n := float64(len(readings))
	w.share, w.idf = make([]float32, len(df)), make([]float32, len(df))
	for id, c := range df {
		w.share[id] = float32(float64(c) / n)
		w.idf[id] = float32(math.Log(1 + n/float64(c+1)))
	}
	return w
}

// A vector is a set of stems with its length under the weights.
type vector struct {
	ids  []int32 // sorted
	norm float32
}

// vector makes the vector of stems, in ids, which is as long.
func (w *weights) vector(ids []int32, stems []uint64) vector {
	v := vector{ids: ids}
	for i, s := range stems {
		v.ids[i] = w.ids[s]
	}
	slices.Sort(v.ids)
	for _, id := range v.ids {
		v.norm += w.idf[id] * w.idf[id]
	}
	v.norm = float32(math.Sqrt(float64(v.norm)))
	return v
}

// cosine compares two sets of stems, each stem weighted by its inverse document
// frequency.
func (w *weights) cosine(a, b *vector) float64 {
	var shared float32
	for i, j := 0, 0; i < len(a.ids) && j < len(b.ids); {
		switch x, y := a.ids[i], b.ids[j]; {
		case x == y:
			shared += w.idf[x] * w.idf[x]
			i, j = i+1, j+1
		case x < y:
			i++
		default:
			j++
		}
	}
	if shared == 0 {
		return 0
	}
	return float64(shared / (a.norm * b.norm))
}

// topicality is the mean share of articles that hold the stems of a sentence,
// damped for short ones: the sum of shares / (5 + stems).
func (w *weights) topicality(stems []uint64) float64 {
	sum := 0.0
	for _, s := range stems {
		sum += float64(w.share[w.ids[s]])
	}
	return sum / (5 + float64(len(stems)))
}
