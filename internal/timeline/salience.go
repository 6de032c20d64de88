package timeline

import (
	"math"

	"buildsite/internal/timeline/edtf"
)

// evidence is what speaks for an event, gathered over its mentions.
type evidence struct {
	voices    int // articles, copies of one agency text counted once
	more      int // further mentions in one article
	weight    int // the greatest weight of its types
	dated     int // the surest date: 4 explicit … 1 the day of the report
	precision edtf.Precision
	main      bool // a main clause of the report itself says so
	lead      bool // a headline or one of the first sentences says so
	official  bool // an institution or a named country acts or speaks
	bystander bool // only experts, witnesses or unnamed sources speak
	named     bool // somebody in it has a name
	old       bool // long before the reports
	speech    bool
	weak      bool // nothing but "said", without a day of its own
	planned   bool // nobody reports it as done
	late      bool // no report tells it in its first twenty sentences
}

// line is the evidence from which an event stands above the line.
const line = 1.5

// above weighs the evidence: each term is one reason for or against an editor
// listing the event.
func (e *evidence) above() float64 {
	s := .5 * float64(e.weight)
	switch {
	case e.dated >= 3 && e.precision >= edtf.ToMonth:
		s += 1.5
	case e.dated == 4:
		s += .8
	case e.dated == 3:
		s += .2
	case e.dated == 2:
		s += 1
	}
	s += math.Min(2, float64(e.voices-1)) + math.Min(.9, .3*float64(e.more))
	s += term(e.lead, .8) + term(e.official, .5) + term(e.bystander, -1.2) + term(!e.main, -.4) + term(!e.main && (e.old || e.dated < 3), -.4)
	s += term(e.old && e.voices == 1 && !e.main, -1.5) + term(!e.named, -.4) + term(e.weak, -.5) + term(e.planned, -1) + term(e.late && e.dated < 2, -.3) + term(e.weight == 0 && !e.named, -.5)
	return s
}

func term(applies bool, weight float64) float64 {
	if applies {
		return weight
	}
	return 0
}

// gather looks at the mentions of c.
func (b *builder) gather(c *cluster) *evidence {
	e := &evidence{bystander: true, old: true, weak: true, speech: true, planned: b.onlyPlanned(c), late: true}
	seen := map[*Report]bool{}
	perReport := map[int]int{}
	for _, i := range c.mentions {
		m := &b.mentions[i]
		if v := voice(b.reports[m.report]); !seen[v] {
			seen[v] = true
			e.voices++
		}
		perReport[m.report]++
		e.weight = max(e.weight, m.Type.Weight)
		if m.strength > e.dated {
			e.dated, e.precision = m.strength, m.Date.Precision()
		}
		e.main = e.main || m.Finite && (!m.InQuote || m.FirstPerson) && !m.Nominal || m.Headline
		e.lead = e.lead || m.Headline || m.Lead < 3
		e.late = e.late && m.Lead >= 20
		e.official = e.official || m.Actor.Official && !m.Actor.Bystander
		e.bystander = e.bystander && (m.Actor.Bystander || m.Speaker.Bystander)
		e.named = e.named || m.Actor.Named || m.Object.Named
		e.speech = e.speech && m.Type.Group == "speech"
		e.weak = e.weak && m.Type.Name == "statement" && m.strength < 3
		if p := b.reports[m.report].Published; p.IsZero() || p.FirstDay()-m.Date.LastDay() < 120 {
			e.old = false
		}
	}
	most := map[*Report]int{}
	for r, n := range perReport {
		v := voice(b.reports[r])
		most[v] = max(most[v], n-1)
	}
	for _, n := range most {
		e.more += n
	}
	return e
}

// salience adds up the evidence by articles: how central the words of each are
// to the incident, more when the article comes later and still refers to it
// (a reference after days or weeks is the best sign of importance).
// above is the evidence for c, weighed.
func (b *builder) salience(c *cluster, above float64) float64 {
	best := map[int]float64{}
	order := []int{}
	for _, i := range c.mentions {
		m := &b.mentions[i]
		if _, ok := best[m.report]; !ok {
			order = append(order, m.report)
		}
		best[m.report] = max(best[m.report], m.topical*age(b.reports[m.report].Published, m.Date))
	}
	sum := 0.0
	for _, r := range order {
		sum += best[r]
	}
	return sum + above/4
}

// age weighs a reference by the days between the event and the report.
func age(published, d edtf.Date) float64 {
	if published.IsZero() {
		return 1
	}
	switch gap := published.FirstDay() - d.FirstDay(); {
	case gap <= 0:
		return .7
	case gap <= 6:
		return 1
	case gap <= 30:
		return 1.3
	}
	return 1.6
}
