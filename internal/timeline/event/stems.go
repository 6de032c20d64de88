package event

import (
	"slices"
)

// counts returns the numbers of tokens [i, j) with the stem of what they count.
func (d *detector) counts(i, j int) []Number {
	var out []Number
	for k := i; k+1 < j; k++ {
		t := d.tokens[k]
		n := t.count
		if t.kind == aNumber {
			n = value(d.wordText(k))
		}
		if n == 0 || t.isTimex() || k > 0 && d.tokens[k-1].kind == anOther || k > 0 && d.tokens[k-1].nameLike() {
			continue
		}
		for of := k + 1; of < j && of < k+4; of++ {
			if o := d.tokens[of]; o.kind == aWord && !o.closed() && !o.nameLike() && o.count == 0 && (of+1 >= j || !d.nounLike(of+1) || d.startsGroup(of+1)) {
				out = append(out, Number{n, stemKey(d.wordText(of)), d.text(k, of+1)})
				break
			}
			if d.tokens[of].kind != aWord {
				break
			}
		}
	}
	return out
}

// value reads "1,200" as 1200; 0 for anything but a whole number.
func value(s string) int {
	n := 0
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9' && n < 1e12:
			n = 10*n + int(c-'0')
		case c != ',':
			return 0
		}
	}
	return n
}

// stems returns the content stems of tokens [i, j), sorted, each once.
func (d *detector) stems(i, j int) []uint64 {
	out := make([]uint64, 0, j-i)
	for ; i < j; i++ {
		t := d.tokens[i]
		if t.kind == aNumber && !t.isTimex() {
			out = append(out, key(d.wordText(i)))
		}
		if t.kind != aWord || t.closed() || t.isTimex() || t.is(posReporting) && t.lemma == d.lex.say || t.end-t.start < 3 && !t.has(allCaps) {
			continue
		}
		switch {
		case t.place != "" && t.capital():
			out = append(out, key(t.place))
		case t.lemma != 0 && t.is(posVerb):
			out = append(out, stemKey(d.lex.name(t.lemma)))
		default:
			out = append(out, stemKey(d.wordText(i)))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// allStems returns the stems of the sentence, the same slice each time.
func (d *detector) allStems() []uint64 {
	if d.sentenceStems == nil {
		d.sentenceStems = d.stems(0, len(d.tokens))
	}
	return d.sentenceStems
}

// without returns the stems of all that are not in drop: what is said is not
// alike because the same person says it.
func without(all, drop []uint64) []uint64 {
	out := make([]uint64, 0, len(all))
	for _, s := range all {
		if !slices.Contains(drop, s) {
			out = append(out, s)
		}
	}
	return out
}

// stemKey hashes a word without its common endings.
func stemKey(w string) uint64 {
	for _, s := range [...]string{"ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ied", "ies", "ed", "es", "s", "e", "y"} {
		if len(w) > len(s)+3 && w[len(w)-len(s):] == s {
			w = w[:len(w)-len(s)]
			break
		}
	}
	return key(w)
}
