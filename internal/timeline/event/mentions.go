package event

import (
	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

// verbMention adds what the verb group k reports.
func (d *detector) verbMention(n, k int, kind article.BlockKind) {
	g := d.groups[k]
	var told Modality
	if g.kind == infinitive || g.kind == gerundive {
		ok := false
		if told, ok = d.toldBy(k); !ok {
			return
		}
	}
	tag := d.tagOf(k)
	t, words, itself, ok := d.reported(k, tag)
	if !ok || told != "" && (told != Planned && d.lex.Types[t].Weight < 2 || d.lex.Types[t].Group == "speech" || d.claimed(words)) {
		return
	}
	if tag < 0 {
		tag = d.nearTag(k, words, itself)
	}
	m := d.verbal(k)
	m.Sentence, m.Headline, m.Type, m.Trigger = n, kind == article.Headline, &d.lex.Types[t], words
	if told != "" {
		m.Modality, m.Finite = told, tag >= 0 && (told == Planned || d.how(k))
	}
	d.roles(&m, k)
	if itself {
		m.Actor, m.Object = Actor{}, Actor{}
		m.itself, m.Nominal = true, g.relative
	}
	if d.counted(&m, tag) || !d.spoken(&m) {
		return
	}
	if m.Type.Group != "speech" && !g.inQuote {
		m.Place = d.placeOf(g)
	}
	d.date(&m, tag)
	d.words(&m, g)
	if all := d.speakers(&m, k); len(all) > 1 {
		for _, each := range all {
			m.Actor = each
			d.mentions = append(d.mentions, m)
		}
		return
	}
	d.mentions = append(d.mentions, m)
}

// datedNoun gives group k the date of the noun that its trigger ends with: "held
// a meeting on Monday". It returns the tag, or -1.
func (d *detector) datedNoun(k int, trigger article.Span) int {
	for n := range d.anchors {
		if a := &d.anchors[n]; a.noun >= 0 && a.noun != d.groups[k].main && int(d.tokens[a.noun].end) == trigger.End {
			a.noun, a.group = -1, k
			return a.tag
		}
	}
	return -1
}

// how reports whether the gerund of group k says how its clause was done:
// "responded by expelling".
func (d *detector) how(k int) bool {
	g := d.groups[k]
	return g.kind == gerundive && d.wordAt(g.first-1) == "by" && k > 0 && !d.groups[k-1].relative && !d.groups[k-1].subordinate
}

// claimed reports whether a mention of the sentence has these words already:
// "agreed to pay".
func (d *detector) claimed(words article.Span) bool {
	for i := len(d.mentions) - 1; i >= d.first; i-- {
		if d.mentions[i].Trigger.Overlaps(words) {
			return true
		}
	}
	return false
}

// reported returns the type that the verb group k reports and the words that
// say so. itself is set when the subject is what happened: "the attack began".
func (d *detector) reported(k, tag int) (t int, words article.Span, itself, ok bool) {
	g := d.groups[k]
	t, first, last, ok := d.trigger(k)
	if d.tokens[g.main].is(posLight) && (!ok || d.lex.Types[t].Group == "phase") || ok && d.lex.Types[t].Group == "casualties" && !g.passive {
		if n := d.subjectTrigger(g); n >= 0 && d.lex.Types[n].Group != "casualties" {
			t, ok, itself = n, true, true
		}
	}
	if !ok {
		if tag < 0 || g.kind != finite || g.copula || d.tokens[g.main].is(posReporting) || g.inQuote {
			return 0, article.Span{}, false, false
		}
		t, first, last = len(d.lex.Types)-1, g.main, g.main
	}
	return t, d.span(first, last+1), itself, true
}

// nearTag returns the expression that dates group k, which has none of its own,
// or -1: that of the noun its trigger ends with, of its subject when that is what
// happened, of a clause that happens with it.
func (d *detector) nearTag(k int, trigger article.Span, itself bool) int {
	if tag := d.datedNoun(k, trigger); tag >= 0 {
		return tag
	}
	if itself {
		if tag := d.subjectTag(d.groups[k]); tag >= 0 {
			return tag
		}
	}
	return d.borrowedTag(k)
}

// borrowedTag returns the expression of a clause that happens with group k, or
// -1: "met him when she was ill in 2006", "responded on Saturday by expelling".
func (d *detector) borrowedTag(k int) int {
	g := d.groups[k]
	if g.kind == gerundive && g.first > 0 && d.wordAt(g.first-1) == "by" && k > 0 && d.groups[k-1].kind == finite {
		return d.tagOf(k - 1)
	}
	if g.kind != finite || g.subordinate || g.relative || k+1 >= len(d.groups) {
		return -1
	}
	if n := d.groups[k+1]; n.kind == finite && n.subordinate && n.clause > g.last && d.wordAt(n.clause-1) == "when" {
		return d.tagOf(k + 1)
	}
	return -1
}

// subjectTag returns the expression that belongs to the subject of g, or -1:
// "the attacks of Aug. 7 killed".
func (d *detector) subjectTag(g group) int {
	for _, a := range d.anchors {
		if a.noun >= g.subFirst && a.noun < g.subLast {
			return a.tag
		}
	}
	return -1
}

// verbal returns what the form of the verb group k says of its mention.
func (d *detector) verbal(k int) Mention {
	g := d.groups[k]
	pronoun := g.subLast-g.subFirst == 1 && d.tokens[g.subFirst].is(posSubjectPron)
	m := Mention{
		Clause: d.clauseSpan(g), Lemma: d.lex.name(d.tokens[g.main].lemma), Lead: d.lead,
		InQuote: g.inQuote, Finite: g.kind == finite && !g.relative && !g.subordinate,
		Modality: d.modality(k), Before: g.tense == pastPerfect || g.tense == perfect, Perfect: g.tense == perfect,
		Definite:    g.subFirst < g.subLast && d.definite(g.subFirst),
		FirstPerson: g.inQuote && pronoun,
		Numbers:     d.counts(g.clause, g.end),
		coordinate:  g.tense == past && k > 0 && d.coordinatedClause(g),
		earlier:     d.earlier(g),
		when:        g.subordinate && d.wordAt(g.clause-1) == "when",
	}
	m.Continues = g.tense == past && !g.inQuote && (pronoun || g.first > 0 && (d.wordAt(g.first-1) == "then" || d.wordAt(g.first-1) == "later"))
	m.reportable = (m.Finite || m.when || g.subordinate && d.sameTime(g.clause-1)) && !d.absurdDate(g) && !d.afterOld(k)
	return m
}

// counted reports whether m is a figure or a rank over years and no event.
func (d *detector) counted(m *Mention, tag int) bool {
	return tag >= 0 && d.tags[tag].Date.Precision() <= edtf.ToYear && d.statistic() || m.Type.Name == "statement" && d.ranks()
}

// spoken reports whether somebody is known to say what is said: who spoke in the
// sentence before, when m goes on with it.
func (d *detector) spoken(m *Mention) bool {
	if m.Type.Group != "speech" || !m.Actor.IsZero() {
		return true
	}
	if !m.Continues || d.carried.sentence != m.Sentence-1 {
		return false
	}
	m.Actor = d.carried.actor
	m.Actor.Pronoun = true
	return true
}

// words sets the stems that m is compared by.
func (d *detector) words(m *Mention, g group) {
	m.Context = d.allStems()
	if m.Type.Group == "speech" {
		m.Stems = d.stemsOutside(g.subFirst, g.subLast)
		return
	}
	m.Stems = d.stemsBut(g.clause, g.end, g.gapFirst, g.gapEnd)
}

// speakers returns the several bodies that say m together, or none.
func (d *detector) speakers(m *Mention, k int) []Actor {
	if m.Type.Group != "speech" || !m.Actor.Same(d.subjects[k]) {
		return nil
	}
	return d.coordinated(d.groups[k])
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
		m.Background = d.inPassing(first)
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

// inPassing reports whether the noun phrase of the noun at i follows a
// preposition that places something else by it: "prior to the May decision".
func (d *detector) inPassing(i int) bool {
	for k := i - 1; k >= 0 && k > i-7; k-- {
		switch d.wordAt(k) {
		case "after", "before", "following", "since", "until", "despite", "amid":
			return true
		case "to":
			return d.wordAt(k-1) == "prior" || d.wordAt(k-1) == "due" || d.wordAt(k-1) == "response"
		case "of":
			return d.wordAt(k-1) == "ahead" || d.wordAt(k-1) == "wake" || d.wordAt(k-1) == "aftermath"
		}
		if t := d.tokens[k]; t.kind != aWord && t.kind != aNumber && !t.isTimex() || t.is(posPrep|posAux|posCoord|posRel) || d.inGroup(k) {
			return false
		}
	}
	return false
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
