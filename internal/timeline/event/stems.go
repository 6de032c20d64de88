package event

import (
	"cmp"
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
				out = append(out, Number{n, stemKey(d.wordText(of)), d.text(k, of+1), k > 0 && d.lex.title.can(d.wordText(k-1), useRough)})
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
func (d *detector) stems(i, j int) []uint64 { return d.stemsBut(i, j, 0, 0) }

// stemsBut returns those of tokens [i, j) that are not among [gap, end).
func (d *detector) stemsBut(i, j, gap, end int) []uint64 {
	if len(d.ranked) == 0 {
		d.rank()
	}
	first := len(d.stemmed)
	for _, s := range d.ranked {
		if i <= s.token && s.token < j && (s.token < gap || s.token >= end) && (len(d.stemmed) == first || d.stemmed[len(d.stemmed)-1] != s.stem) {
			d.stemmed = append(d.stemmed, s.stem)
		}
	}
	return d.stemmed[first:len(d.stemmed):len(d.stemmed)]
}

// A tokenStem is the content stem of a token of the sentence.
type tokenStem struct {
	stem  uint64
	token int
}

// rank sorts the stems of the sentence, so that those of a part of it need not
// be sorted again.
func (d *detector) rank() {
	for i := range d.tokens {
		if s := d.stem(i); s != 0 {
			d.ranked = append(d.ranked, tokenStem{s, i})
		}
	}
	slices.SortFunc(d.ranked, func(a, b tokenStem) int { return cmp.Compare(a.stem, b.stem) })
}

// stem returns the content stem of token i, or 0.
func (d *detector) stem(i int) uint64 {
	switch t := d.tokens[i]; {
	case t.isTimex():
		return 0
	case t.kind == aNumber:
		return key(d.wordText(i))
	case t.kind != aWord || t.closed() || t.is(posReporting) && t.lemma == d.lex.say || t.end-t.start < 3 && !t.has(allCaps):
		return 0
	case t.place != "" && t.capital():
		return key(t.place)
	case t.lemma != 0 && t.is(posVerb):
		return t.stem
	}
	w := d.wordText(i)
	if t := d.tokens[i]; t.sym != 0 && !t.is(posVerb) && w == d.lex.name(t.sym) {
		return t.stem
	}
	return stemKey(w)
}

// allStems returns the stems of the sentence, the same slice each time.
func (d *detector) allStems() []uint64 {
	if d.sentenceStems == nil {
		d.sentenceStems = d.stems(0, len(d.tokens))
	}
	return d.sentenceStems
}

// stemsOutside returns the stems of the sentence that are not those of tokens
// [i, j): what is said is not alike because the same person says it.
func (d *detector) stemsOutside(i, j int) []uint64 {
	all, drop := d.allStems(), d.stems(i, j)
	first := len(d.stemmed)
	for _, s := range all {
		if !slices.Contains(drop, s) {
			d.stemmed = append(d.stemmed, s)
		}
	}
	return d.stemmed[first:len(d.stemmed):len(d.stemmed)]
}

// addStems gives each word its stem.
func (l *Lexicon) addStems() {
	for i := range l.words {
		w := &l.words[i]
		form := w.sym
		if w.lemma != 0 && w.pos&posVerb != 0 {
			form = w.lemma
		}
		w.stem = stemKey(l.name(form))
	}
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
