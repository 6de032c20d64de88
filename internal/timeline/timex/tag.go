package timex

import (
	"buildsite/internal/timeline/edtf"
)

// How far an expression may reach to each side of a trigger, in tokens. Both
// bound the work per trigger, so that the whole is linear.
const (
	reachLeft = 10
	reach     = 24
)

// A match is an expression found by its words alone.
type match struct {
	first, last int32 // tokens of the extent, inclusive
	end         int32 // after the last token looked at
	rule        uint16
	m           meaning
}

// scratch is the working memory of one call of Tag.
type scratch struct {
	*Tagger
	tokens  []token
	matches []match
	periods []match // named periods
	steps   int     // tokens that the automata have looked at
}

// Tag returns the temporal expressions of text in order, disjoint, with offsets
// in bytes. dct is the document creation time, a day; when it is zero, what
// counts from it stays unresolved. text is valid UTF-8.
func (t *Tagger) Tag(text string, dct edtf.Date) []Timex {
	s, _ := t.buffers.Get().(*scratch)
	if s == nil {
		s = &scratch{}
	}
	defer t.buffers.Put(s)
	s.read(t, text)
	return t.resolveAll(text, s, dct)
}

// read finds the expressions and the named periods of text.
func (s *scratch) read(t *Tagger, text string) {
	s.Tagger = t
	s.tokens = t.lex(text, s.tokens[:0])
	s.matches, s.periods, s.steps = s.matches[:0], s.periods[:0], 0
	tokens, from := s.tokens, 0
	for i := 0; i < len(tokens); i++ {
		if !s.trigger[tokens[i].sig] {
			continue
		}
		start := i
		for start > from && start > i-reachLeft && tokens[start].flags&newBlock == 0 && tokens[start-1].sig != 0 {
			start--
		}
		for ; start <= i; start++ {
			var found match
			if !s.matchAt(s.first, start, i, &found) {
				continue
			}
			from = int(found.last) + 1
			switch found.m.kind {
			case meansNothing:
			case meansPeriod:
				s.periods = append(s.periods, found)
			default:
				s.matches = append(s.matches, found)
				from = s.continued(from)
			}
			i = from - 1
			break
		}
	}
}

// continued adds the expressions that only stand right after another: "and 5"
// after "May 4".
// It returns the token after them.
func (s *scratch) continued(from int) int {
	chain := len(s.matches) - 1
	for from < len(s.tokens) {
		var found, whole match
		before := s.matches[len(s.matches)-1].m
		if s.tokens[from].flags&newBlock != 0 || before.day == 0 && before.year == 0 || !s.matchAt(s.more, from, from, &found) {
			break
		}
		if s.matchAt(s.first, int(found.first), int(found.first), &whole) && whole.end > found.end {
			break
		}
		s.matches = append(s.matches, found)
		from = int(found.last) + 1
	}
	s.shareYear(chain)
	return from
}

// shareYear gives the days of a chain the year that its last one states: May 4,
// 5 and 6, 2020.
func (s *scratch) shareYear(chain int) {
	year := s.matches[len(s.matches)-1].m.year
	for i := chain; i < len(s.matches); i++ {
		if m := &s.matches[i].m; m.day != 0 && m.year == 0 {
			m.year = year
		}
	}
}

// inherit completes a continuing day by the month and year of the one before.
func inherit(m, before *meaning) bool {
	if m.hasN && m.day == 0 {
		if before.year < 1000 || before.day != 0 || before.month != 0 || m.n > 99 || m.n <= before.year%100 {
			return false
		}
		m.year = before.year/100*100 + m.n
		return true
	}
	if m.day == 0 || before.day == 0 || before.month == 0 {
		return false
	}
	if m.month == 0 {
		m.month = before.month
	}
	if m.year == 0 {
		m.year = before.year
	}
	return true
}

// matchAt looks for the longest match that starts at token start and reaches
// beyond token trigger.
func (s *scratch) matchAt(a *automaton, start, trigger int, found *match) bool {
	tokens := s.tokens
	var ends [reach]int32
	var states [reach]uint16
	n := 0
	state := uint16(1)
	for i := start; i < len(tokens) && i < start+reach; i++ {
		if i > start && tokens[i].flags&newBlock != 0 {
			break
		}
		s.steps++
		state = a.step[int(state)*a.signatures+int(tokens[i].sig)]
		if state == 0 {
			break
		}
		if i >= trigger && len(a.accept[state]) > 0 {
			ends[n], states[n] = int32(i+1), state
			n++
		}
	}
	for n--; n >= 0; n-- {
		for _, r := range a.accept[states[n]] {
			if s.accepts(start, int(ends[n]), r, found) && (a != s.more || inherit(&found.m, &s.matches[len(s.matches)-1].m)) {
				return true
			}
		}
	}
	return false
}

// accepts reports whether rule r may take tokens[start:end], and reads what it
// means.
func (s *scratch) accepts(start, end int, r uint16, found *match) bool {
	t, tokens := s.Tagger, s.tokens
	rule := t.file.Rule[r]
	*found = match{first: int32(start), last: int32(end - 1), end: int32(end), rule: r}
	found.m.kind = rule.means
	w := walk{t: t, tokens: tokens, end: end, open: start, close: end}
	if !w.at(rule.entry, start, 0) {
		return false
	}
	found.first, found.last = int32(w.open), int32(w.close-1)
	if rule.means != meansNothing && s.isName(w.open, w.close) {
		return false
	}
	if !t.surroundings(tokens, rule, w.open, w.close) {
		return false
	}
	for _, v := range rule.set {
		found.m.fill(t.slots[v.symbol], v.value, nil, t)
	}
	for i := w.used - 1; i >= 0; i-- {
		tok := &tokens[w.token[i]]
		if slot := t.slots[w.symbol[i]]; slot != slotNone {
			found.m.fill(slot, t.valueOf(tok, w.symbol[i]), tok, t)
			continue
		}
		for _, v := range t.words[tok.word].values {
			if slot := t.slots[v.symbol]; slot != slotDay {
				found.m.fill(slot, v.value, tok, t)
			}
		}
	}
	return found.m.complete()
}

// isName reports whether tokens[open:end] is a title made of common words: "60
// Minutes", "This Week", "High Noon".
func (s *scratch) isName(open, end int) bool {
	last := &s.tokens[end-1]
	if end-open > 2 || last.flags&capital == 0 || !s.isCommon(last) {
		return false
	}
	if end-open == 2 {
		first := &s.tokens[open]
		return first.val > 0 && first.word == 0 || first.flags&capital != 0 && !s.words[first.word].capital
	}
	return open > 0 && last.flags&newBlock == 0 && s.tokens[open-1].flags&wordToken != 0
}

// isCommon reports whether a token is a unit, part of the day or day word, which
// have no capital letter of their own.
func (t *Tagger) isCommon(tok *token) bool {
	w := &t.words[tok.word]
	for _, symbol := range w.symbols {
		switch t.slots[symbol] {
		case slotUnit, slotUnits, slotDeictic, slotPart, slotPeriod:
			return !w.capital
		}
	}
	return false
}

// complete checks what no pattern can say and settles slots that depend on each
// other.
func (m *meaning) complete() bool {
	if m.day > 31 || m.hour > 25 {
		return false
	}
	if m.era != 0 && m.year == 0 && m.hasN {
		m.year = m.n
	}
	if m.month != 0 && m.year == 0 && m.day != 0 && m.hasN {
		m.year = fullYear(m.n)
	}
	if m.month != 0 && m.day == 0 && (m.unit == day || m.unit == week || m.unit == weekend) {
		m.hasDir = false // the last day of March
	}
	if m.unit == century && m.ordinal != 0 && m.kind == meansDate {
		m.century = m.ordinal
		if m.era < 0 {
			return false
		}
	}
	if m.kind == meansDate && m.month != 0 && m.day != 0 && !m.isDay() {
		m.kind = meansNothing // 31 June
	}
	return m.year <= 2200
}

// isDay reports whether there is such a day, in some year if none is stated.
func (m *meaning) isDay() bool {
	y := int(m.year)
	if y == 0 {
		y = 2000
	}
	return !edtf.Day(y, int(m.month), int(m.day)).IsZero()
}

// fullYear completes a year of two digits: 1951 to 2050.
func fullYear(n int32) int32 {
	switch {
	case n > 99:
		return n
	case n > 50:
		return 1900 + n
	}
	return 2000 + n
}

// surroundings checks the conditions of the rule on the words around the extent.
func (t *Tagger) surroundings(tokens []token, r *rule, start, end int) bool {
	var before, after *symbolSet
	none := &t.sigSet[0]
	before, after = none, none
	if start > 0 && tokens[start].flags&newBlock == 0 {
		before = &t.sigSet[tokens[start-1].sig]
	}
	if end < len(tokens) && tokens[end].flags&newBlock == 0 {
		if r.LowerAfter && tokens[end].flags&capital != 0 {
			return false
		}
		after = &t.sigSet[tokens[end].sig]
	}
	return !r.unlessBefore.meets(before) && !r.unlessAfter.meets(after) &&
		(r.onlyBefore.empty() || r.onlyBefore.meets(before)) && (r.onlyAfter.empty() || r.onlyAfter.meets(after))
}

// valueOf returns the value of a token in the class of symbol.
func (t *Tagger) valueOf(tok *token, symbol int32) int32 {
	for _, v := range t.words[tok.word].values {
		if v.symbol == symbol && tok.flags&numberWord == 0 {
			return v.value
		}
	}
	return tok.val
}

// A walk reads the words of one rule, by trying.
type walk struct {
	t           *Tagger
	tokens      []token
	end         int
	open, close int // tokens of the extent
	used        int
	symbol      [reach]int32 // last word first
	token       [reach]int32
}

// at reports whether the automaton of the rule leads from node n at token i to
// its exit at the end.
func (w *walk) at(n int32, i, depth int) bool {
	if depth > 200 {
		return false
	}
	for n >= 0 {
		node := &w.t.nodes[n]
		if node.symbol >= 0 {
			if i >= w.end || !w.t.sigSet[w.tokens[i].sig].has(node.symbol) || !w.at(node.next, i+1, depth+1) {
				return false
			}
			w.symbol[w.used], w.token[w.used] = node.symbol, int32(i)
			w.used++
			return true
		}
		if node.next < 0 {
			return i == w.end
		}
		if node.other >= 0 {
			if w.at(node.next, i, depth+1) {
				return true
			}
			n = node.other
			continue
		}
		if node.mark != noMark {
			if !w.at(node.next, i, depth+1) {
				return false
			}
			if node.mark == openMark {
				w.open = i
			} else {
				w.close = i
			}
			return true
		}
		n = node.next
	}
	return false
}
