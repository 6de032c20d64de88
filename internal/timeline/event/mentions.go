package event

import (
	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

func (d *detector) verbMention(n, k int, kind article.BlockKind) {
	g := d.groups[k]
	if g.kind == infinitive || g.kind == gerundive {
		return
	}
	tag := d.tagOf(k)
	itself := false // the subject is the event
	t, first, last, ok := d.trigger(k)
	if d.tokens[g.main].is(posLight) && (!ok || d.lex.Types[t].Group == "phase") || ok && d.lex.Types[t].Group == "casualties" && !g.passive {
		if n := d.subjectTrigger(g); n >= 0 && d.lex.Types[n].Group != "casualties" {
			t, ok, itself = n, true, true
		}
	}
	if !ok {
		if tag < 0 || g.kind != finite || g.copula || d.tokens[g.main].is(posReporting) || g.inQuote {
			return
		}
		t, first, last = len(d.lex.Types)-1, g.main, g.main
	}
	if g.kind == reduced && tag < 0 {
		return
	}
	m := Mention{
		Sentence: n, Type: &d.lex.Types[t], Trigger: d.span(first, last+1), Clause: d.clauseSpan(g),
		Lemma: d.lex.name(d.tokens[g.main].lemma), Headline: kind == article.Headline, Lead: d.lead,
		InQuote: g.inQuote, Finite: g.kind == finite && !g.relative && !g.subordinate,
		Modality: d.modality(k), Before: g.tense == pastPerfect || g.tense == perfect, Perfect: g.tense == perfect,
		Definite: g.subFirst < g.subLast && d.definite(g.subFirst),
	}
	m.coordinate = g.tense == past && k > 0 && d.coordinatedClause(g)
	m.FirstPerson = g.inQuote && g.subLast-g.subFirst == 1 && d.tokens[g.subFirst].is(posSubjectPron)
	m.Continues = g.tense == past && !g.inQuote && (g.subLast-g.subFirst == 1 && d.tokens[g.subFirst].is(posSubjectPron) || g.first > 0 && (d.wordAt(g.first-1) == "then" || d.wordAt(g.first-1) == "later"))
	m.Numbers = d.counts(g.clause, g.end)
	m.earlier = d.earlier(g)
	m.when = g.subordinate && d.wordAt(g.clause-1) == "when"
	m.reportable = m.Finite || m.when || g.subordinate && d.sameTime(g.clause-1)
	d.roles(&m, k)
	if itself {
		m.Actor, m.Object = Actor{}, Actor{}
	}
	if tag >= 0 && d.tags[tag].Date.Precision() <= edtf.ToYear && d.statistic() {
		return
	}
	if m.Type.Name == "statement" && d.ranks() {
		return
	}
	if m.Type.Group == "speech" && m.Actor.IsZero() {
		if !m.Continues || d.carried.sentence != n-1 {
			return
		}
		m.Actor = d.carried.actor
		m.Actor.Pronoun = true
	}
	d.date(&m, tag)
	m.Context = d.allStems()
	m.Stems = without(m.Context, d.stems(g.subFirst, g.subLast))
	if m.Type.Group != "speech" {
		m.Stems = d.stems(g.clause, g.end)
	}
	if m.Type.Group == "speech" && m.Actor.Same(d.subjects[k]) {
		if all := d.coordinated(g); len(all) > 1 {
			for _, each := range all {
				m.Actor = each
				d.mentions = append(d.mentions, m)
			}
			return
		}
	}
	d.mentions = append(d.mentions, m)
}

func (d *detector) clauseSpan(g group) article.Span {
	first := min(g.clause, g.subFirst)
	if g.subLast <= g.subFirst {
		first = g.clause
	}
	return d.span(min(first, g.first), max(g.end, g.subLast, g.last+1))
}

// nounMentions adds the nouns that have a date of their own.
func (d *detector) nounMentions(n int, kind article.BlockKind) {
	for _, a := range d.anchors {
		if a.noun < 0 {
			continue
		}
		t, first, last := d.nounTrigger(a.noun)
		if t < 0 || d.tags[a.tag].Anchor != timex.Explicit && d.tags[a.tag].Date.Precision() <= edtf.ToYear && !d.tags[a.tag].Date.Interval {
			continue
		}
		m := Mention{
			Sentence: n, Type: &d.lex.Types[t], Trigger: d.span(first, last+1), Nominal: true, Modality: Asserted,
			Lemma: d.wordAt(last), Headline: kind == article.Headline, Lead: d.lead, InQuote: d.tokens[a.noun].inQuote(),
			Clause: d.span(max(0, first-6), min(len(d.tokens), last+10)),
		}
		m.Actor = d.owner(first)
		if before := d.groupBefore(first); m.Actor.IsZero() && m.Type.Group == "speech" && before >= 0 {
			m.Actor = d.subjects[before]
		}
		m.Definite = first > 0 && d.definite(first-1)
		d.date(&m, a.tag)
		m.Stems = d.stems(max(0, first-6), min(len(d.tokens), last+10))
		m.Context = d.allStems()
		d.mentions = append(d.mentions, m)
	}
}

// headlineNoun makes the first event noun of a headline without a verb a
// mention of the day of the report: "More sanctions after the attack".
func (d *detector) headlineNoun(n int) {
	for i := range d.tokens {
		t, first, last := d.nounTrigger(i)
		if t < 0 || d.lex.Types[t].Weight < 2 || d.lex.Types[t].Group == "harm" || d.lex.Types[t].Group == "speech" {
			continue
		}
		d.mentions = append(d.mentions, Mention{
			Sentence: n, Type: &d.lex.Types[t], Trigger: d.span(first, last+1), Nominal: true, Modality: Asserted,
			Lemma: d.wordAt(last), Headline: true, Clause: d.span(0, len(d.tokens)), reportable: true,
			Stems: d.allStems(), Context: d.allStems(),
		})
		return
	}
}
