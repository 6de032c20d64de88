package event

import (
	"slices"

	"buildsite/internal/timeline/timex"
)

// maskTimes marks the tokens that no title repeats: expressions of time with
// the preposition before them, as the date stands beside the title, and
// parentheses. A length of time stays ("sentenced to ten years"), so does a
// time between a determiner and its noun ("the 1998 bombing").
func (t *titler) maskTimes() {
	t.drop = slices.Grow(t.drop[:0], len(t.tokens))[:len(t.tokens)]
	clear(t.drop)
	for i := 0; i < len(t.tokens); {
		tok := t.tokens[i]
		if tok.kind == aParen && tok.has(opening) {
			if end := t.closing(i); i > 0 && end > 0 {
				for k := i; k <= end; k++ {
					t.drop[k] = true
				}
			}
		}
		if tok.timex == 0 {
			i++
			continue
		}
		j := i
		for j < len(t.tokens) && t.tokens[j].timex == tok.timex {
			j++
		}
		if t.dropsTime(i, j) {
			t.dropTime(i, j)
		}
		i = j
	}
}

// closing returns the parenthesis that closes the one at i, or 0.
func (t *titler) closing(i int) int {
	for k := i + 1; k < len(t.tokens); k++ {
		if t.tokens[k].kind == aParen {
			return k
		}
	}
	return 0
}

func (t *titler) dropsTime(i, j int) bool {
	tag := t.tags[t.tokens[i].timex-1]
	if (tag.Type == timex.Duration || tag.Type == timex.Set) && !t.pointsInTime(i, j) {
		return false
	}
	if j == i+1 && j < len(t.tokens) && t.tokens[j].nameLike() && t.tokens[j].pos == 0 && len(t.wordText(i)) <= 5 && !t.tokens[i].owner() && t.tokens[i].kind == aWord {
		return false // "Jan Lipavsky", "April Jones"
	}
	return !t.insidePhrase(i, len(t.tokens))
}

// pointsInTime reports whether the length of time counts from somewhere:
// "three years later", "over the past decade".
func (t *titler) pointsInTime(i, j int) bool {
	for k := i; k < j; k++ {
		if t.at(k, useFromWhen) {
			return true
		}
	}
	return false
}

// dropTime drops tokens [i, j) and what only leads to them: "on", "in early",
// "on the night of", "shortly after".
func (t *titler) dropTime(i, j int) {
	for k := i; k < j; k++ {
		t.drop[k] = true
	}
	for k := i - 1; k >= 0; k-- {
		tok := t.tokens[k]
		if tok.kind != aWord || t.inVerb(k) {
			return
		}
		switch {
		case t.at(k, useToTime):
			t.drop[k] = true
		case t.at(k, useTimeDeterminer):
			if j < len(t.tokens) && t.nounLike(j) && !t.inVerb(j) {
				return
			}
			t.drop[k] = true
		case t.wordAt(k) == "of":
			if k == 0 || !t.at(k-1, usePartOfTime) {
				return
			}
			t.drop[k], t.drop[k-1] = true, true
			k--
		default:
			return
		}
	}
}

// insidePhrase reports whether the expression of time at k describes the noun
// after it: "The Interview's Dec. 25 release".
func (t *titler) insidePhrase(k, j int) bool {
	first, end := k, k
	for first > 0 && t.tokens[first-1].timex == t.tokens[k].timex {
		first--
	}
	for end < j && t.tokens[end].timex == t.tokens[k].timex {
		end++
	}
	return end < j && t.nounLike(end) && !t.inVerb(end) && first > 0 && (t.tokens[first-1].owner() || t.tokens[first-1].is(posDet)) && !t.tokens[end-1].owner()
}
