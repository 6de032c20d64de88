package event

import (
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

// A carry is the date that the passage was last about.
type carry struct {
	block    int
	sentence int
	date     edtf.Date
	text     string
	span     article.Span
	actor    Actor
}

// date gives the mention the date of its expression.
func (d *detector) date(m *Mention, tag int) {
	if tag < 0 {
		return
	}
	t := d.tags[tag]
	if d.doubtfulWeekday(t) || m.Perfect && d.over(t) || m.Type.Group == "speech" && t.Relation == timex.By {
		return
	}
	m.Date, m.DateSpan, m.DateText = t.Date, t.Span, d.a.Slice(t.Span)
	if d.forward(t) {
		m.Date = edtf.FromDayNumber(t.Date.FirstDay() + 7)
		m.Modality = Planned
	}
	switch t.Anchor {
	case timex.Explicit:
		m.Basis = Explicit
	case timex.Passage:
		m.Basis = Passage
	default:
		m.Basis = Relative
	}
}

// over reports whether the expression is of a time that has ended, which the
// present perfect cannot have: in "has been arrested over the attacks in Nairobi
// last year" the year is that of the attacks.
func (d *detector) over(t timex.Timex) bool {
	return d.dct.IsDay() && t.Anchor != timex.Passage && t.Relation == timex.NoRelation && t.Date.Precision() <= edtf.ToYear && t.Date.LastDay() < d.dct.FirstDay()
}

// forward reports whether a bare weekday, resolved to the past, is one to come:
// "by Tuesday", or in a sentence that expects or plans.
func (d *detector) forward(t timex.Timex) bool {
	if t.Anchor != timex.Publication || !t.Date.IsDay() || !d.dct.IsDay() || t.Date.FirstDay() >= d.dct.FirstDay() || d.dct.FirstDay()-t.Date.FirstDay() > 6 || strings.ContainsAny(d.a.Slice(t.Span), " 0123456789") {
		return false
	}
	for i, tok := range d.tokens {
		if int(tok.start) >= t.Start {
			return d.wordAt(i-1) == "by"
		}
		switch d.wordAt(i) {
		case "expects", "plans", "will", "scheduled":
			return true
		}
	}
	return false
}

// doubtfulWeekday reports whether a bare weekday would be six days back: nobody
// writes so; the text was updated on the day after its record.
func (d *detector) doubtfulWeekday(t timex.Timex) bool {
	return t.Anchor == timex.Publication && t.Date.IsDay() && d.dct.IsDay() && d.dct.FirstDay()-t.Date.FirstDay() == 6 && !strings.ContainsRune(d.a.Slice(t.Span), ' ')
}

// shareWhen gives the date of a clause to the clause that "when" opens after
// it, and lets that one tell what happened.
func (d *detector) shareWhen(ms []Mention) {
	for i := 1; i < len(ms); i++ {
		m, main := &ms[i], &ms[i-1]
		if m.when && m.Basis == NoDate && main.Basis != NoDate {
			m.Date, m.Basis, m.DateText, m.DateSpan = main.Date, main.Basis, main.DateText, main.DateSpan
			m.Finite = true
			if main.Type.Weight == 0 {
				main.Modality = Hypothetical
			}
		}
	}
}

// shareCoordinated gives the day of a main clause to the main clause that
// "and" or "but" joins to it.
func (d *detector) shareCoordinated(ms []Mention) {
	for i := 1; i < len(ms); i++ {
		m, prev := &ms[i], &ms[i-1]
		if m.Basis == NoDate && m.coordinate && !m.Nominal && prev.Finite && (prev.Basis == Explicit || prev.Basis == Relative) && prev.Date.IsDay() && m.InQuote == prev.InQuote {
			m.Date, m.Basis, m.DateText, m.DateSpan = prev.Date, Passage, prev.DateText, prev.DateSpan
		}
	}
}

// shareReportedDate gives the date of "said on Wednesday" to what was said when
// that has none of its own.
func (d *detector) shareReportedDate(ms []Mention) {
	for i := range ms {
		if ms[i].Basis != NoDate || ms[i].Headline || !ms[i].reportable && !ms[i].InQuote {
			continue
		}
		for j := range ms {
			if ms[j].Type.Group == "speech" && ms[j].Basis != NoDate && ms[j].Actor.Same(ms[i].Speaker) && ms[j].Date.IsDay() {
				m := &ms[i]
				m.Date, m.Basis, m.DateText, m.DateSpan = ms[j].Date, Passage, ms[j].DateText, ms[j].DateSpan
			}
		}
	}
}

// undated gives m the date that the passage carries, or the day of the report.
func (d *detector) undated(m *Mention) {
	if m.Basis != NoDate || m.Modality != Asserted && m.Modality != Alleged && !(m.Modality == Denied && m.Type.Group == "speech") {
		return
	}
	if m.Type.Group == "harm" && (m.Definite || m.Speaker.IsZero()) || m.Type.Group == "phase" || m.Type.Name == Happening || !m.reportable {
		return
	}
	s := d.a.Sentences[m.Sentence]
	near := d.carried.sentence == m.Sentence-1 && d.carried.sentence > 0
	if c := d.carried; near && c.date.IsDay() && (c.block == s.Block || m.Type.Group == "speech") && m.Actor.Same(c.actor) {
		m.Date, m.Basis, m.DateText, m.DateSpan = c.date, Passage, c.text, c.span
		return
	}
	if c := d.carried; near && !c.date.IsZero() && d.dct.IsDay() && d.dct.FirstDay()-c.date.LastDay() > 14 && m.Continues && !m.FirstPerson {
		m.Date, m.Basis, m.DateText, m.DateSpan = c.date, Passage, c.text, c.span
		return
	}
	if !d.dct.IsZero() && !m.earlier {
		m.Date, m.Basis = d.dct, ReportDay
	}
}
