package event

import (
	"strings"
)

// trigger returns the type of group k by its verb and the phrases of its
// clause, with the tokens of the trigger; ok is false when there is none.
func (d *detector) trigger(k int) (kind int, first, last int, ok bool) {
	g := d.groups[k]
	m := d.tokens[g.main]
	kind, first, last = -1, g.main, g.main
	for _, tr := range d.lex.verbs.of(m.lemma) {
		end, fits := d.restFollows(g.main+1, tr.rest)
		if fits && d.allowed(g.main) && d.required(int(tr.kind), g) && d.object(int(tr.kind), m.lemma, g) {
			kind, last = int(tr.kind), max(g.main, end-1)
			break
		}
	}
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

// restFollows matches the words that must follow a verb, adverbs between.
func (d *detector) restFollows(i int, rest []symbol) (int, bool) {
	for _, s := range rest {
		for skipped := 0; i < len(d.tokens) && d.tokens[i].sym != s && skipped < 2; skipped++ {
			if !d.adverb(i) && !d.tokens[i].is(posDet) && (d.tokens[i].kind != aWord || d.tokens[i].closed() || d.tokens[i].capital()) {
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

// object reports whether what follows the verb is what the type asks of it.
func (d *detector) object(kind int, lemma symbol, g group) bool {
	begins, asked := d.lex.Types[kind].Objects[d.lex.name(lemma)]
	if !asked {
		return true
	}
	first, end := g.last+1, g.end
	if g.passive {
		first, end = g.subFirst, g.subLast
	}
	for i := first; i < end; i++ {
		w := d.wordText(i)
		for _, b := range begins {
			if strings.HasPrefix(w, b) {
				return true
			}
		}
	}
	return false
}

func (d *detector) required(kind int, g group) bool {
	req := d.lex.Types[kind].Require
	if len(req) == 0 {
		return true
	}
	for i := range d.tokens {
		w := d.wordText(i)
		for _, p := range req {
			if len(w) >= len(p) && w[:len(p)] == p {
				return true
			}
		}
	}
	return false
}

// subjectTrigger returns the type of the noun that is the subject of a verb
// which says only that it happened: "the attack started".
func (d *detector) subjectTrigger(g group) int {
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
