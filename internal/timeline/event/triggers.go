package event

import (
	"strings"
)

// trigger returns the type of group k by its verb and the phrases of its
// clause, with the tokens of the trigger; ok is false when there is none.
func (d *detector) trigger(k int) (kind int, first, last int, ok bool) {
	g := d.groups[k]
	kind, last = d.verbTrigger(g)
	first = g.main
	if kind < 0 || d.lex.Types[kind].Weight < 2 || d.lex.Types[kind].Group == "speech" {
		for i := g.clause; i < g.end; i++ {
			for _, tr := range d.lex.phrases.of(d.tokens[i].sym) {
				if d.tokens[i].sym != 0 && d.follows(i+1, tr.rest, g.end) {
					return int(tr.kind), i, i + len(tr.rest), true
				}
			}
		}
	}
	return kind, first, last, kind >= 0
}

// verbTrigger returns the type of g by its verb, or -1, and the last token of
// the trigger. A support verb that alone says little gives way to the noun that
// it is about: "opened an investigation".
func (d *detector) verbTrigger(g group) (kind, last int) {
	m := d.tokens[g.main]
	if !d.allowed(g.main) {
		return -1, g.main
	}
	for _, tr := range d.lex.verbs.of(m.lemma) {
		if len(tr.rest) == 0 && tr.with == nil && m.is(posSupport) {
			break
		}
		if last, ok := d.fits(tr, g); ok {
			return int(tr.kind), last
		}
	}
	if !m.is(posSupport) {
		return -1, g.main
	}
	if kind, last := d.supported(g); kind >= 0 {
		return kind, last
	}
	for _, tr := range d.lex.verbs.of(m.lemma) {
		if len(tr.rest) == 0 && tr.with == nil {
			return int(tr.kind), g.main
		}
	}
	return -1, g.main
}

// fits reports whether the words and arguments that tr asks for stand with the
// verb of g, and returns the last token of the trigger.
func (d *detector) fits(tr trigger, g group) (int, bool) {
	end, ok := d.restFollows(g.main+1, tr.rest)
	if !ok || tr.with != nil && !d.arguments(tr.with, g) {
		return 0, false
	}
	return max(g.main, end-1), true
}

// supported returns the type of the noun that the support verb of g is about,
// or -1: the head of its object, in the passive of its subject.
func (d *detector) supported(g group) (kind, last int) {
	if g.passive {
		return d.subjectTrigger(g), g.main
	}
	i := g.last + 1
	if i < g.end && d.lex.title.can(d.wordText(i), useParticle) {
		i++ // "carried out an attack"
	}
	kind, last = -1, g.main
	for ; i < g.end; i++ {
		t := d.tokens[i]
		if t.kind != aWord && t.kind != aNumber || t.is(posPrep|posSub|posRel|posCoord) && !t.isTimex() {
			break
		}
		if d.nounLike(i + 1) {
			continue
		}
		if k, _, _ := d.nounTrigger(i); k >= 0 {
			kind, last = k, i
		}
	}
	return kind, last
}

// restFollows matches the words that must follow a verb, adverbs between, and
// one or two more where the word is no preposition: "cordoned the street off".
func (d *detector) restFollows(i int, rest []symbol) (int, bool) {
	for _, s := range rest {
		p := d.lex.words[s].pos
		adjacent := p&posPrep != 0 && p&(posParticle|posSub) == 0
		for skipped := 0; i < len(d.tokens) && d.tokens[i].sym != s && skipped < 2; skipped++ {
			if !d.adverb(i) && (adjacent || !d.content(i)) {
				return i, false
			}
			i++
		}
		if i >= len(d.tokens) || d.tokens[i].sym != s {
			return i, false
		}
		i++
	}
	return i, true
}

// content reports whether token i is a determiner or a lower-case word that may
// stand in a noun phrase.
func (d *detector) content(i int) bool {
	t := d.tokens[i]
	return t.is(posDet) || t.kind == aWord && !t.closed() && !t.capital()
}

// allowed reports whether no expression that is no trigger stands at i.
func (d *detector) allowed(i int) bool {
	for k := max(0, i-2); k <= i; k++ {
		for _, rest := range d.lex.not.of(d.tokens[k].sym) {
			if d.tokens[k].sym != 0 && k+len(rest) >= i && d.follows(k+1, rest, len(d.tokens)) {
				return false
			}
		}
	}
	return true
}

// arguments reports whether the object and subject that a asks for stand with
// the verb of g.
func (d *detector) arguments(a *Argument, g group) bool {
	subject := len(a.Subjects) == 0 || d.begins(g.subFirst, g.subLast, a.Subjects)
	return subject && (len(a.Objects) == 0 || d.hasObject(g, a.Objects)) && !d.hasObject(g, a.Without)
}

// hasObject reports whether a word with one of the beginnings follows the verb of
// g in its clause or, in the passive, is in its subject.
func (d *detector) hasObject(g group, beginnings []string) bool {
	end := g.end
	if end < len(d.tokens) && d.tokens[end].is(posGerund) {
		end++ // "posted a message threatening"
	}
	return d.begins(g.last+1, end, beginnings) || g.passive && d.begins(g.subFirst, g.subLast, beginnings)
}

// begins reports whether a word of tokens [i, j) has one of the beginnings.
func (d *detector) begins(i, j int, beginnings []string) bool {
	for ; i < j; i++ {
		w := d.wordText(i)
		for _, b := range beginnings {
			if begins(w, b) {
				return true
			}
		}
	}
	return false
}

// begins reports whether the word begins with b. A short b is the whole word or
// its singular: else "car" would be in "care".
func begins(word, b string) bool {
	const short = 4
	if len(word) < len(b) || word[0]|0x20 != b[0]|0x20 || !strings.EqualFold(word[:len(b)], b) {
		return false // mostly by the first letter
	}
	rest := word[len(b):]
	return len(b) > short || rest == "" || rest == "s"
}

// subjectTrigger returns the type of the noun that is the subject of a verb
// which says only that it happened: "the attack started".
func (d *detector) subjectTrigger(g group) int {
	head := -1
	for i := g.subFirst; i < g.subLast && !d.tokens[i].is(posPrep); i++ {
		if kind, _, _ := d.nounTrigger(i); kind >= 0 {
			head = kind
		}
	}
	if head >= 0 {
		return head
	}
	for i := g.subLast - 1; i >= g.subFirst; i-- {
		if kind, _, _ := d.nounTrigger(i); kind >= 0 {
			return kind
		}
	}
	return -1
}

// nounTrigger returns the type of the noun at i by the longest entry that ends
// there, or -1.
func (d *detector) nounTrigger(i int) (kind, first, last int) {
	for k := max(0, i-3); k <= i; k++ {
		for _, tr := range d.lex.nouns.of(d.tokens[k].sym) {
			if d.tokens[k].sym != 0 && k+len(tr.rest) == i && d.follows(k+1, tr.rest, len(d.tokens)) && d.allowed(i) {
				return int(tr.kind), k, i
			}
		}
	}
	return -1, 0, 0
}

func (r *reader) follows(k int, rest []symbol, limit int) bool {
	if k+len(rest) > limit {
		return false
	}
	for n, s := range rest {
		if r.tokens[k+n].sym != s {
			return false
		}
	}
	return true
}
