package timeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/event"
	"buildsite/internal/timeline/timex"
)

// What is needed to date a report by events: the likeness of a mention and a
// cluster, leaving days aside; the sum of votes, less where something that had
// been done falls into the same days; and the lead over other days.
const (
	eventLike       = .9
	eventVotes      = 1.8
	eventVotesFloor = .9
	eventLead       = 1.5
	doneLike        = 1
	opening         = 8 // the sentences that tell the news; what comes later counts half

	fewReports = 50 // among more, something is like anything by chance
)

// dateByEvents dates the reports that still have no day by what they tell: a
// happening of "Tuesday" that dated reports put on a Tuesday was news in the
// week after it, and what is told as done had been done. It reports whether any
// report got a day. A report dated so is no evidence for another.
func (b *builder) dateByEvents() bool {
	if len(b.reports) > fewReports {
		return false
	}
	days := map[int]ballot{}
	for i, r := range b.reports {
		if !r.Published.IsZero() && r.PublishedBasis != Inferred {
			continue
		}
		if v, ok := b.electByEvents(i); ok && v.day != r.Published.FirstDay() {
			days[i] = v
		}
	}
	for i, v := range days {
		r := b.reports[i]
		r.Published, r.PublishedBasis, r.PublishedFrom = edtf.FromDayNumber(v.day), Inferred, v.why
	}
	return len(days) > 0
}

// electByEvents returns the day that the events of report i speak for. A day that
// is inferred already gives way to a later one of its week, of which the report
// tells what had been done.
func (b *builder) electByEvents(i int) (ballot, bool) {
	var votes []vote
	var named [8]bool // the weekdays that the report names
	floor := 0        // the last day of what is told as done
	for _, m := range b.trial(i) {
		named[m.weekday] = named[m.weekday] || m.bare
		c, like := b.likest(m)
		if c == nil {
			continue
		}
		day := c.days.first
		switch w := (vote{first: day, last: day + 6, weight: like}); {
		case m.bare && m.weekday == edtf.Weekday(day):
			if m.Lead > opening {
				w.weight /= 2
			}
			votes = append(votes, b.because(w, i, m, c))
		case m.weekday == 0 && like >= doneLike && m.Lead <= opening:
			floor = max(floor, day)
		}
	}
	if p := b.reports[i]; !p.Published.IsZero() {
		gap := floor - p.Published.FirstDay()
		return ballot{floor, p.PublishedFrom}, gap > 0 && gap < 7
	}
	if len(votes) == 0 {
		return ballot{}, false
	}
	first, last, most := winners(votes)
	told := first <= floor && floor <= last
	if most < eventVotes && !(told && most >= eventVotesFloor) || most < eventLead*rival(votes, first, last) {
		return ballot{}, false
	}
	v := ballot{day: newest(first, last, named)}
	if told {
		v.day = max(v.day, floor)
	}
	strongest := slices.MaxFunc(votes, func(x, y vote) int {
		in := func(w vote) int { return b2i(w.first <= v.day && v.day <= w.last) }
		return cmp.Or(cmp.Compare(in(x), in(y)), cmp.Compare(x.weight, y.weight))
	})
	v.why = strongest.why
	return v, true
}

// newest goes on from the day first to the weekdays right after it that the
// report names too: news of Tuesday and Wednesday is not older than Wednesday.
func newest(first, last int, named [8]bool) int {
	day := first
	for next := day + 1; next <= min(day+2, last); next++ {
		if named[edtf.Weekday(next)] {
			day = next
		}
	}
	return day
}

func (b *builder) because(w vote, i int, m trialMention, c *cluster) vote {
	o := &b.mentions[c.mentions[0]]
	w.why = fmt.Sprintf("“%s” is “%s” in %s", b.reports[i].Slice(m.DateSpan), o.DateText, b.reports[o.report].Path)
	return w
}

// A trialMention is a mention of a report whose day is not known, and what its
// words say of its day.
type trialMention struct {
	mention
	weekday int  // 1 Monday to 7 Sunday, 0 when it names none
	bare    bool // nothing but the weekday and a part of the day: not "last Thursday"
}

// trial reads report i as if it were of two days in a row: what stays is a
// weekday.
func (b *builder) trial(i int) []trialMention {
	r := b.reports[i]
	lang := cmp.Or(r.Language, b.opts.Language, "en")
	var read [2][]event.Mention
	for k := range read {
		read[k] = event.Detect(r.Article, timex.For(lang).Tag(r.Text, trials[k]), trials[k])
	}
	if len(read[0]) != len(read[1]) {
		return nil
	}
	var out []trialMention
	for k := range read[0] {
		m, later := &read[0][k], &read[1][k]
		if m.Modality != event.Asserted || m.InQuote || m.Type.Group == event.Happening {
			continue
		}
		if m.Type.Group == "casualties" && len(m.Numbers) > 0 {
			continue // tolls are told every day
		}
		t := trialMention{mention: mention{Mention: m, vector: b.weights.known(m.Stems), report: i}}
		gap := trials[0].FirstDay() - m.Date.FirstDay()
		switch {
		case (m.Basis == event.Relative || m.Basis == event.Passage) && m.Date.IsDay() && later.Date.IsDay() && gap >= 0 && gap <= 6:
			if later.Date != m.Date {
				continue // today, yesterday
			}
			t.weekday = edtf.Weekday(m.Date.FirstDay())
			t.bare = !strings.Contains(strings.ToLower(m.DateText), "last")
		case m.Basis != event.NoDate && m.Basis != event.ReportDay:
			continue
		}
		out = append(out, t)
	}
	return out
}

// likest returns the cluster of a known day that m is most like, leaving days
// aside, or nil.
func (b *builder) likest(m trialMention) (*cluster, float64) {
	var best *cluster
	most := eventLike
	for _, c := range b.clusters {
		if c.strength < 3 || !c.date.IsDay() || b.reports[b.mentions[c.mentions[0]].report].PublishedBasis == Inferred {
			continue
		}
		if like := b.likeness(&m.mention, c); like > most {
			best, most = c, like
		}
	}
	return best, most
}

// likeness weighs the reasons that do not hang on days.
func (b *builder) likeness(m *mention, c *cluster) float64 {
	p := pair{m: m, c: c}
	for _, k := range c.reps {
		o := &b.mentions[k]
		if cos := b.weights.cosine(&m.vector, &o.vector); p.other == nil || cos > p.cosine {
			p.other, p.cosine = o, cos
		}
	}
	if p.other.Type != m.Type || p.cosine < .15 {
		return 0
	}
	return sameKind(&p) + sameActor(&p) + otherActor(&p) + sameObject(&p) + otherObject(&p) + sameWords(&p) + sameVerb(&p) + happensOnce(&p) + sameFigure(&p)
}

// known is the vector of those stems that the incident has.
func (w *weights) known(stems []uint64) vector {
	kept := make([]uint64, 0, len(stems))
	for _, s := range stems {
		if _, ok := w.ids[s]; ok {
			kept = append(kept, s)
		}
	}
	return w.vector(make([]int32, len(kept)), kept)
}
