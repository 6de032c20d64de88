package event

import (
	"slices"

	"buildsite/internal/article"
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

// dropsTime reports whether the expression of time [i, j) is left out.
func (t *titler) dropsTime(i, j int) bool {
	tag := t.tags[t.tokens[i].timex-1]
	switch {
	case (tag.Type == timex.Duration || tag.Type == timex.Set) && !t.pointsInTime(i, j):
		return false
	case j == i+1 && j < len(t.tokens) && t.tokens[j].nameLike() && t.tokens[j].pos == 0 && len(t.wordText(i)) <= 5 && !t.tokens[i].owner() && t.tokens[i].kind == aWord:
		return false // "Jan Lipavsky", "April Jones"
	case i > 0 && t.tokens[i-1].timex == 0 && t.at(i-1, usePartOfTime):
		return false // "of model years 2020 to 2022"
	case t.wordAt(j) == "as" && t.activeVerb(i-1):
		return false // "set 27 November as the deadline"
	}
	return !t.insidePhrase(i, len(t.tokens)) && !t.partOfNoun(i, j)
}

// partOfNoun reports whether the expression of time [i, j) after a preposition
// is the first part of a noun that goes on at j: "before the summer recess".
func (t *titler) partOfNoun(i, j int) bool {
	if i == 0 || j >= len(t.tokens) || !t.tokens[i-1].is(posPrep) || !t.at(i, useArticle) || !t.nounLike(j) || t.inVerb(j) || t.tokens[j].capital() || t.tokens[j-1].owner() {
		return false
	}
	for _, g := range t.groups {
		if g.kind == finite && g.subFirst == j {
			return false
		}
	}
	return true
}

// activeVerb reports whether token i ends a verb that is not passive.
func (t *titler) activeVerb(i int) bool {
	return slices.ContainsFunc(t.groups, func(g group) bool { return g.last == i && !g.passive })
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
	if t.tokens[j-1].owner() && j < len(t.tokens) && t.nounLike(j) && !t.inVerb(j) {
		t.dropWith(i, j)
		return
	}
	if t.wordAt(j) == "of" && t.at(j-1, usePartOfTime) {
		t.dropOf(j)
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

// dropWith drops what stands around the possessive time [i, j) when it is a
// phrase that can go: "in Tuesday's decision".
func (t *titler) dropWith(i, j int) {
	if i == 0 || !t.at(i-1, useAdjunct) && t.wordAt(i-1) != "in" {
		return
	}
	t.drop[i-1] = true
	for k := j; k < len(t.tokens) && t.nounLike(k) && !t.inVerb(k); k++ {
		t.drop[k] = true
	}
}

// dropOf drops the phrase at j that says what time it is: "the week of the
// attack".
func (t *titler) dropOf(j int) {
	for k := j; k < len(t.tokens); k++ {
		tok := t.tokens[k]
		if k > j && tok.is(posPrep) || tok.kind != aWord && tok.kind != aNumber || t.inVerb(k) || tok.is(posSub|posRel|posCoord) && k > j {
			return
		}
		t.drop[k] = true
	}
}

// dropInsertions drops what dashes or a relative clause between commas put into
// a sentence, unless it holds the trigger.
func (t *titler) dropInsertions(trigger article.Span) {
	for _, g := range t.groups {
		if g.gapFirst < g.gapEnd && !t.span(g.gapFirst, g.gapEnd).Overlaps(trigger) {
			for k := g.gapFirst; k < g.gapEnd; k++ {
				t.drop[k] = true
			}
		}
	}
	open := -1
	for i, tok := range t.tokens {
		if tok.kind == aNumber && i > 0 && i+1 < len(t.tokens) && t.tokens[i-1].kind == aComma && t.tokens[i+1].kind == aComma && tok.end-tok.start <= 3 {
			t.drop[i-1], t.drop[i], t.drop[i+1] = true, true, true // an age
		}
		switch {
		case tok.kind == aStop && !tok.isTimex():
			open = -1
		case tok.kind == aDash && open < 0:
			open = i
		case tok.kind == aDash:
			if i+1 < len(t.tokens) && !t.span(open, i+1).Overlaps(trigger) && open > 0 {
				for k := open; k <= i; k++ {
					t.drop[k] = true
				}
			}
			open = -1
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
