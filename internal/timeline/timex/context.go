package timex

import (
	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
)

// A passage is what has been read so far of a text: what relative expressions
// may count from.
type passage struct {
	*Tagger
	text      string
	tokens    []token
	periods   []match // named periods, those near and to come
	dct       edtf.Date
	narrative bool         // the text retells the past: incomplete dates continue the last one
	last      edtf.Point   // the last date named
	lastToken int          // where
	entry     edtf.Point   // the date that opened the entry of a chronology at hand, or the last one
	entryAt   int          // its token
	quarter   edtf.Point   // first month of the last quarter named
	cue       article.Span // the word that decided on which side of the anchor the date at hand lies
}

// resolveAll gives every match its value.
func (t *Tagger) resolveAll(text string, s *scratch, dct edtf.Date) []Timex {
	if len(s.matches) == 0 {
		return nil
	}
	p := &passage{Tagger: t, text: text, tokens: s.tokens, periods: s.periods, dct: dct}
	p.narrative = retells(s.matches, dct)
	out := make([]Timex, 0, len(s.matches))
	for i := range s.matches {
		m := &s.matches[i]
		x := p.resolve(m)
		if x.Value == "" {
			continue
		}
		x.Relation = p.relation(int(m.first) - 1)
		x.RangeEnd = i > 0 && len(out) > 0 && p.endsRange(&s.matches[i-1], m)
		x.Note = p.note(m, x.Date)
		out = append(out, x)
	}
	return out
}

// relation returns what the word at token i binds the expression after it by.
func (p *passage) relation(i int) Relation {
	if i < 0 || p.tokens[i+1].flags&newBlock != 0 {
		return NoRelation
	}
	for _, v := range p.words[p.tokens[i].word].values {
		if p.slots[v.symbol] == slotRelation {
			return relations[v.value]
		}
	}
	return NoRelation
}

// endsRange reports whether one dash or word stands between a and b that makes
// a range of them: from a to b, between a and b, a – b.
func (p *passage) endsRange(a, b *match) bool {
	if b.first-a.last != 2 || p.tokens[b.first].flags&newBlock != 0 {
		return false
	}
	switch between := int(a.last) + 1; {
	case p.is(between, p.cues.dash), p.relation(between) == To, p.relation(between) == Until:
		return true
	case p.is(between, p.cues.and):
		return p.relation(int(a.first)-1) == Between
	}
	return false
}

// note names the period that the sentence of m mentions, when it overlaps date.
func (p *passage) note(m *match, date edtf.Date) string {
	for len(p.periods) > 0 && p.periods[0].first < m.first-noteReach {
		p.periods = p.periods[1:]
	}
	for i := 0; i < len(p.periods) && p.periods[i].first < m.first+noteReach; i++ {
		r := p.file.Rule[p.periods[i].rule]
		if date.Overlaps(r.period) && p.sameSentence(int(p.periods[i].first), int(m.first)) {
			return r.Note + ": " + r.Period
		}
	}
	return ""
}

// How far a named period may stand from a date that it is a note to, in tokens.
const noteReach = 40

// sameSentence reports whether no sentence ends between tokens i and j.
func (p *passage) sameSentence(i, j int) bool {
	for k := min(i, j); k < max(i, j); k++ {
		if p.endsSentence(k) || p.tokens[k+1].flags&newBlock != 0 {
			return false
		}
	}
	return true
}

// retells reports whether a text tells an older story: it names far years more
// often than it counts from its own day.
func retells(matches []match, dct edtf.Date) bool {
	far, near := 0, 0
	for i := range matches {
		m := &matches[i].m
		switch gap := m.year - int32(dct.Start.Year); {
		case m.kind != meansDate:
		case m.year != 0 && (dct.IsZero() || m.era != 0 || gap >= 2 || gap <= -2):
			far++
		case m.year == 0 && !m.passage && (m.hasDeictic || m.weekday != 0 && m.month == 0 || m.hasDir || m.ago != 0):
			near++
		}
	}
	return far >= 4 && far > 2*near
}

// resolve gives one match its value and remembers its date.
func (p *passage) resolve(m *match) Timex {
	p.cue = article.Span{}
	anchor, kind := p.anchor(&m.m, m.first)
	p.completeSame(&m.m)
	a := resolve(&m.m, anchor.Start, p.lean(m, kind))
	x := Timex{
		Span:  article.Span{Start: int(p.tokens[m.first].start), End: int(p.tokens[m.last].end)},
		Type:  a.typ,
		Value: a.value, Mod: a.mod, Date: a.date,
		Rule: p.file.Rule[m.rule].Name, Policy: a.policy,
	}
	switch {
	case a.relative:
		x.Anchor, x.AnchorDate, x.Cue = kind, anchor, p.cue
	case a.policy != policyOpen:
		x.Anchor = Explicit
	}
	x.Confidence = sureness(a.policy, x.Anchor)
	if m.m.passage && x.Anchor == Publication {
		x.Confidence /= 2 // the words point back in the text, where nothing stands
	}
	p.remember(&m.m, int(m.first), a)
	return x
}

// lean chooses on which side of its anchor an incomplete date lies.
func (p *passage) lean(m *match, kind AnchorKind) lean {
	switch d := &m.m; {
	case kind == Passage && p.entry.Precision != edtf.None && p.opensBlock(int(m.first)):
		return forward // entries follow in time
	case kind == Passage:
		return nearest
	case d.kind != meansDate || d.year != 0:
		return past
	case d.month != 0 && d.day != 0:
		if i := int(m.first) - 1; i >= 0 && (p.endsPast(i) || p.relation(i) == Since) {
			p.cue = p.span(i)
			return past
		}
		if clear := monthDay(d, p.dct.Start, nearest).date; clear.IsZero() || far(clear, p.dct) {
			return p.leanOf(m, nearest)
		}
		return nearest
	case d.month != 0:
		if clear := bareMonth(d, p.dct.Start, nearest).date; clear.FirstDay()-p.dct.FirstDay() > 75 {
			return p.leanOf(m, past)
		}
		return p.leanOf(m, nearest)
	case d.weekday != 0 && p.is(int(m.last)+1, p.cues.apostrophe):
		return past
	case d.weekday != 0 || d.season != 0:
		return p.leanOf(m, past)
	}
	return past
}

// far reports whether two days are so far apart, more than four months, that
// the nearest year is a guess.
func far(a, b edtf.Date) bool {
	gap := a.FirstDay() - b.FirstDay()
	return gap > 120 || gap < -120
}

// anchor chooses what m, which starts at token first, counts from. "Ago" and
// "today" count from the publication day whatever the text tells.
func (p *passage) anchor(m *meaning, first int32) (edtf.Date, AnchorKind) {
	if p.inChronology(m, int(first)) {
		return edtf.Date{Start: p.entry}, Passage
	}
	if p.last.Precision != edtf.None && p.continues(m, first) {
		return edtf.Date{Start: p.last}, Passage
	}
	if p.dct.IsZero() {
		return edtf.Date{}, None
	}
	return p.dct, Publication
}

// continues reports whether m counts from the last date named.
func (p *passage) continues(m *meaning, first int32) bool {
	switch {
	case m.hasDeictic || m.ago != 0 && !m.passage:
		return false
	case m.passage:
		ahead := !p.narrative && !p.dct.IsZero() && edtf.Date{Start: p.last}.FirstDay() > p.dct.FirstDay()
		return !ahead || m.ago >= 0
	case p.narrative:
		return true
	case m.onlyTime():
		return p.last.Precision == edtf.ToDay && int(first)-p.lastToken < timeReach
	}
	if m.hasDir || m.same {
		return false
	}
	return p.dct.IsZero() || (m.month != 0 || m.season != 0) && m.year == 0 && p.inOldStory(int(first))
}

// inChronology reports whether m is a month or day without a year that opens an
// entry after an entry, or stands in an entry: "• 3 February The agency opened
// …" after "• 11 January 2022 …".
func (p *passage) inChronology(m *meaning, first int) bool {
	if p.entry.Precision < edtf.ToMonth || m.kind != meansDate || m.month == 0 || m.year != 0 || m.hasDir {
		return false
	}
	blocks := 0
	for k := p.entryAt + 1; k <= first; k++ {
		if p.tokens[k].flags&newBlock != 0 {
			blocks++
		}
	}
	return blocks == 0 || blocks <= entryReach && p.opensBlock(first)
}

// How many blocks after an entry the next one may begin: a heading may stand
// between.
const entryReach = 2

// opensBlock reports whether a block begins at token i, or at the mark before it.
func (p *passage) opensBlock(i int) bool {
	begins := func(k int) bool { return k == 0 || p.tokens[k].flags&newBlock != 0 }
	return begins(i) || begins(i-1) && p.tokens[i-1].flags&wordToken == 0
}

// How far an older story reaches that a paragraph has begun, in tokens.
const storyReach = 60

// inOldStory reports whether a sentence of the paragraph has opened with a date
// two years or more before the publication day, and nothing looks ahead since.
func (p *passage) inOldStory(first int) bool {
	if p.last.Year > p.dct.Start.Year-2 || !p.opensSentence(p.lastToken) || first-p.lastToken > storyReach {
		return false
	}
	for k := p.lastToken + 1; k <= first; k++ {
		if p.tokens[k].flags&newBlock != 0 || p.is(k, p.cues.forward) {
			return false
		}
	}
	return true
}

// How near the day must stand that a time of day without one belongs to, in tokens.
const timeReach = 40

// onlyTime reports whether m is a time of day and nothing else.
func (m *meaning) onlyTime() bool {
	return (m.hour != 0 || m.part != 0) && !m.hasDeictic && !m.hasAbsolute && m.weekday == 0 && m.day == 0 && m.holiday == 0
}

// remember keeps what later expressions may count from.
func (p *passage) remember(m *meaning, first int, a answer) {
	if m.kind != meansDate || a.date.IsZero() {
		return
	}
	if m.unit == quarter && !m.same && p.isRecent(a.date) {
		p.quarter = a.date.Start
	}
	if a.date.Interval || a.date.Start.Precision < edtf.ToYear {
		return
	}
	if p.inParentheses(first) && p.last.Precision != edtf.None {
		return
	}
	if a.date.Start.Precision == edtf.ToYear && p.last.Precision > edtf.ToYear && !p.opensSentence(first) {
		return // an aside
	}
	p.last, p.lastToken = a.date.Start, first
	p.last.Approximate = false
	if p.opensBlock(first) && a.date.Start.Precision >= edtf.ToMonth && (m.year != 0 || p.inChronology(m, first)) {
		p.entry, p.entryAt = p.last, first
	}
}

// isRecent reports whether a quarter has begun, and not much more than a year
// ago: one that a report of today is likely to be about.
func (p *passage) isRecent(quarter edtf.Date) bool {
	age := p.dct.FirstDay() - quarter.FirstDay()
	return p.dct.IsZero() || age >= 0 && age < 460
}

// inParentheses reports whether an opening parenthesis stands shortly before
// token i.
func (p *passage) inParentheses(i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		switch p.text[p.tokens[k].start] {
		case '(':
			return true
		case ')':
			return false
		}
	}
	return false
}

// opensSentence reports whether at most two words stand before token i in its
// sentence: "In 1943".
func (p *passage) opensSentence(i int) bool {
	for k := i; k > i-3; k-- {
		if k <= 0 || p.tokens[k].flags&newBlock != 0 || p.endsSentence(k-1) {
			return true
		}
	}
	return false
}

// completeSame fills in what "the quarter", "a year earlier" and "the weekend"
// take from the passage.
func (p *passage) completeSame(m *meaning) {
	if m.unit == year && m.ago < 0 && (!m.hasN || m.n == 1) && !m.vague && !m.plural && p.quarter.Precision != edtf.None {
		m.same = true
	}
	if !m.same || m.kind != meansDate {
		return
	}
	switch {
	case m.unit == quarter && m.ordinal != 0:
	case m.unit == weekend && edtf.Weekday(p.dct.FirstDay()) < 4, m.unit == week && edtf.Weekday(p.dct.FirstDay()) == 1:
		m.dir, m.hasDir = -1, true
	case m.unit == year && m.ago != 0 || m.unit == quarter || m.unit == noUnit:
		p.sameQuarter(m)
	}
}

// sameQuarter makes m the quarter the passage is about, a year before if it
// says so; the last one that ended when there is none.
func (p *passage) sameQuarter(m *meaning) {
	q := p.quarter
	if q.Precision == edtf.None {
		if m.unit == year || p.dct.IsZero() {
			return
		}
		k := int(p.dct.Start.Year)*4 + (int(p.dct.Start.Month)-1)/3 - 1
		q = edtf.Month(k/4, k%4*3+1).Start
	}
	m.ordinal = 1 + (int32(q.Month)-1)/3
	if m.year == 0 {
		m.year = int32(q.Year)
		if m.unit == year || m.hasDir && m.dir < 0 {
			m.year = int32(q.Year) - 1
		}
	}
	m.unit = quarter
}

// How far the governing verb is looked for, in tokens.
const clause = 24

// leanOf reads from the words of the sentence on which side of the anchor an
// incomplete date lies: what the nearest verb before it says, else the nearest
// after it, else otherwise.
func (p *passage) leanOf(m *match, otherwise lean) lean {
	if i := int(m.first) - 1; p.relation(i) == Until && !p.opensSentence(i) {
		p.cue = p.span(i)
		return forward
	}
	adjective := -1
	for i := int(m.first) - 1; i >= 0 && i > int(m.first)-clause; i-- {
		if p.tokens[i+1].flags&newBlock != 0 || p.endsSentence(i) {
			break
		}
		l := p.cueBefore(i)
		if l == forward && p.is(i-1, p.cues.article) {
			adjective = i // "filed a proposed suit on Wednesday": the verb knows better
			continue
		}
		if l != nearest && !(adjective >= 0 && p.is(i, p.cues.report)) {
			p.cue = p.span(i)
			return l
		}
	}
	if adjective >= 0 {
		p.cue = p.span(adjective)
		return forward
	}
	for i := int(m.last) + 1; i < len(p.tokens) && i < int(m.last)+clause; i++ {
		if p.tokens[i].flags&newBlock != 0 || p.endsSentence(i) {
			break
		}
		if p.is(i, p.cues.report) && m.m.weekday == 0 {
			break
		}
		if l := p.cueAfter(i); l != nearest {
			p.cue = p.span(i)
			return l
		}
	}
	return otherwise
}

func (p *passage) span(i int) article.Span {
	return article.Span{Start: int(p.tokens[i].start), End: int(p.tokens[i].end)}
}

// endsSentence reports whether token i is a full stop, question or exclamation
// mark that no word in lower case follows, or a semicolon.
func (p *passage) endsSentence(i int) bool {
	switch c := p.text[p.tokens[i].start]; {
	case c == ';':
		return true
	case c != '.' && c != '?' && c != '!':
		return false
	case i+1 >= len(p.tokens):
		return true
	}
	next := &p.tokens[i+1]
	lower := byteClass[p.text[next.start]] >= byteLetter && byteClass[p.text[next.start]] != byteDigit && next.flags&capital == 0
	return next.flags&spaceBefore != 0 && !lower || next.flags&capital != 0
}

// is reports whether token i has a class; there may be no such token.
func (p *passage) is(i int, class int32) bool {
	return i >= 0 && i < len(p.tokens) && p.sigSet[p.tokens[i].sig].has(class)
}

// cueBefore says where the verb at token i, before the date, points: past,
// forward, or nowhere.
func (p *passage) cueBefore(i int) lean {
	c := &p.cues
	switch {
	case p.is(i, c.forwardTo) && p.is(i+1, c.toFor):
		return forward
	case p.is(i, c.report):
		return past
	case p.is(i, c.be) && p.is(i-1, c.toFor):
		return forward
	case p.is(i, c.forward):
		if p.is(i-1, c.had) || p.is(i-2, c.had) {
			return past
		}
		return forward
	}
	return p.pastTense(i)
}

// cueAfter is cueBefore for a verb after the date.
func (p *passage) cueAfter(i int) lean {
	c := &p.cues
	switch {
	case p.is(i, c.ahead):
		return forward
	case p.is(i, c.forward) || p.is(i, c.forwardTo) && p.is(i+1, c.toFor):
		if p.is(i-1, c.be) {
			return forward
		}
	}
	if p.is(i, c.report) {
		return past
	}
	return p.pastTense(i)
}

// pastTense returns past when token i is a verb in the past tense: one of the
// list, or a word with its ending.
func (p *passage) pastTense(i int) lean {
	if p.is(i, p.cues.past) && !p.is(i-1, p.cues.be) || p.endsPast(i) {
		return past
	}
	return nearest
}

// endsPast reports whether token i has the ending of a past tense and is neither
// passive in the present nor an adjective.
func (p *passage) endsPast(i int) bool {
	tok := &p.tokens[i]
	if tok.flags&capital != 0 || p.is(i-1, p.cues.article) || p.is(i-1, p.cues.be) || p.is(i, p.cues.forward) {
		return false
	}
	for _, suffix := range p.file.PastSuffix {
		if n := int(tok.end) - len(suffix); n > int(tok.start)+1 && p.text[n:tok.end] == suffix {
			return true
		}
	}
	return false
}
