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
	if len(d.tokenStems) == 0 {
		for k := range d.tokens {
			d.tokenStems = append(d.tokenStems, d.stem(k))
		}
	}
	first := len(d.stemmed)
	for ; i < j; i++ {
		if s := d.tokenStems[i]; s != 0 {
			d.stemmed = append(d.stemmed, s)
		}
	}
	return d.keepStems(first)
}

// keepStems sorts what was added to the stems of the article from first on, and
// keeps each once.
func (d *detector) keepStems(first int) []uint64 {
	added := d.stemmed[first:]
	slices.Sort(added)
	added = slices.Compact(added)
	d.stemmed = d.stemmed[:first+len(added)]
	return added[:len(added):len(added)]
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
		return stemKey(d.lex.name(t.lemma))
	}
	return stemKey(d.wordText(i))
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
	return d.keepStems(first)
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
