package event

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// placeAt matches the name of a country or government at token k.
func (r *reader) placeAt(k, j int) (string, int) {
	t := r.tokens[k]
	for _, p := range r.lex.places.of(t.sym) {
		if t.sym != 0 && r.follows(k+1, p.rest, j) {
			return p.name, 1 + len(p.rest)
		}
	}
	if t.place != "" && (t.capital() || t.has(allCaps)) {
		return t.place, 1
	}
	return "", 0
}

// nameEnd returns the end of the capitalised name at k: "Guardians of Peace",
// "Ministry of Foreign Affairs".
func (r *reader) nameEnd(k, j int) int {
	end := k + 1
	for !r.tokens[end-1].owner() && end < j {
		t := r.tokens[end]
		switch {
		case r.nameWord(end) && !t.is(posSubjectPron), t.kind == aNumber && !t.isTimex():
			end++
		case (r.wordAt(end) == "of" || r.wordAt(end) == "for" || r.wordAt(end) == "the") && r.capitalWithin(end+1, j):
			end++
		case r.wordAt(end) == "and" && r.oneName(k, end, j):
			end++
		default:
			return end
		}
	}
	return end
}

// oneName reports whether "and" at n stands inside the name that begins at k,
// "Food and Drug Administration", and does not join two: "NTSB and FBI".
func (r *reader) oneName(k, n, j int) bool {
	inside := false // "Ministry of Health and Sport"
	for i := k; i < n; i++ {
		w := r.wordAt(i)
		inside = inside || w == "of" || w == "for"
		if !inside && (r.tokens[i].is(posOrgWord|posTitle|posRole) || r.tokens[i].has(allCaps) || r.tokens[i].place != "") {
			return false
		}
	}
	last := n
	for i := n + 1; i < j && r.tokens[i].nameLike(); i++ {
		if r.tokens[i].has(allCaps) && r.tokens[i].end-r.tokens[i].start > 1 || r.tokens[i].place != "" {
			return false
		}
		last = i
	}
	return last > n && (inside && last == n+1 || r.tokens[last].is(posOrgWord))
}

func (r *reader) capitalWithin(k, j int) bool {
	if k < j && r.wordAt(k) == "the" {
		k++
	}
	return k < j && r.tokens[k].nameLike()
}

// nameActor adds the capitalised name of tokens [k, end) to a.
func (r *reader) nameActor(k, end int, a *Actor, c *cast) {
	first, last := -1, -1
	for n := k; n < end; n++ {
		if r.tokens[n].is(posTitle|posRole) && !r.tokens[n].is(posOrgWord) {
			if first < 0 {
				first = n
				for first > k && r.tokens[first-1].is(posPortfolio) {
					first--
				}
			}
			last = n
			if r.tokens[n].is(posRole) {
				a.Official = true
			}
		}
	}
	afterTitle := k > 0 && (end-k > 1 || r.ends(end)) && r.tokens[k-1].is(posTitle|posRole|posBystander) && r.tokens[k-1].kind == aWord && !r.tokens[k-1].owner()
	if last >= 0 && last+2 < end && r.wordAt(last+1) == "of" && r.tokens[last+2].is(posPortfolio|posOrgWord) {
		last += 2 // "Secretary of State"
	}
	switch {
	case last >= 0 && last+1 < end:
		if first > k {
			r.bodyActor(k, first, a)
		}
		r.personActor(last+1, end, a, c)
	case last >= 0:
		if first > k {
			r.bodyActor(k, first, a)
		}
		a.Official = true
	case afterTitle && !r.organisationName(k, end), r.personLike(k, end):
		r.personActor(k, end, a, c)
	default:
		if known, ok := c.byName[key(r.text(end-1, end))]; ok && end-k == 1 {
			*a = mergeActor(*a, known)
			return
		}
		r.bodyActor(k, end, a)
	}
}

// opensSentence reports whether token k is capitalised by its place.
func (r *reader) opensSentence(k int) bool {
	return k == 0 || r.tokens[k-1].kind == aQuote || r.tokens[k-1].kind == aStop
}

// properNoun reports whether the word at k is a name although it opens its
// sentence: the next word is capitalised as well, or the article capitalises it
// elsewhere.
func (r *reader) properNoun(k int) bool {
	t := r.tokens[k]
	if t.has(allCaps) && t.end-t.start > 1 || t.place != "" {
		return true
	}
	if t.sym != 0 && t.pos != 0 && !t.is(posTitle|posRole|posPortfolio|posOrgWord) {
		return false
	}
	return k+1 < len(r.tokens) && r.tokens[k+1].nameLike() || r.names[key(r.wordText(k))]
}

// capitalised collects, in the map names, the words that the article capitalises
// inside sentences.
func capitalised(names map[uint64]bool, text string) map[uint64]bool {
	if names == nil {
		names = map[uint64]bool{}
	}
	clear(names)
	for i := 2; i < len(text); i++ {
		c := text[i]
		if c < 'A' || c > 'Z' || text[i-1] != ' ' || !(text[i-2] >= 'a' && text[i-2] <= 'z' || text[i-2] == ',') {
			continue
		}
		j := i + 1
		for j < len(text) && (text[j] >= 'a' && text[j] <= 'z' || text[j] >= 'A' && text[j] <= 'Z' || text[j] >= 128) {
			j++
		}
		names[key(text[i:j])] = true
		i = j
	}
	return names
}

// ends reports whether no noun goes on at token i.
func (r *reader) ends(i int) bool {
	return i >= len(r.tokens) || r.tokens[i].kind != aWord || r.startsVerb(i) || r.tokens[i].closed()
}

func (r *reader) startsVerb(i int) bool {
	return r.tokens[i].is(posVerb|posAux) && !r.tokens[i].is(posNoun)
}

func (r *reader) organisationName(k, end int) bool {
	for n := k; n < end; n++ {
		if r.tokens[n].is(posOrgWord|posOrg) || r.tokens[n].has(allCaps) && r.tokens[n].end-r.tokens[n].start > 2 {
			return true
		}
	}
	return false
}

// personLike reports whether a capitalised name is two or three words of which
// none is a word of organisations, and no article stands before it.
func (r *reader) personLike(k, end int) bool {
	if end-k < 2 || end-k > 4 || r.organisationName(k, end) {
		return false
	}
	for n := k; n < end; n++ {
		t := r.tokens[n]
		if !t.nameLike() || t.sym != 0 && !t.is(posTitle) && t.pos != 0 && !t.is(posVerb) {
			return false
		}
	}
	return k == 0 || r.wordAt(k-1) != "the" && !(r.tokens[k-1].nameLike() && r.tokens[k-1].owner())
}

func (r *reader) personActor(k, end int, a *Actor, c *cast) {
	lastKey := key(r.text(end-1, end))
	if known, ok := c.byName[lastKey]; ok && known.Person {
		*a = mergeActor(*a, known)
		if a.gender == unknownGender {
			a.gender = r.genderOf(k, end)
		}
		if !c.quiet {
			known.gender = a.gender
			c.byName[lastKey] = known
			c.meet(known)
		}
		return
	}
	a.gender = r.genderOf(k, end)
	a.Person = true
	a.Name = r.text(k, end)
	if !slices.Contains(a.Keys, lastKey) {
		a.Keys = append([]uint64{lastKey}, a.Keys...)
	}
	if c.quiet {
		return
	}
	stored := *a
	stored.Keys = slices.Clone(a.Keys)
	c.byName[lastKey] = stored
	c.meet(stored)
}

// genderOf reads the title before a person's name at [k, end), or the given
// name.
func (r *reader) genderOf(k, end int) gender {
	for i := max(0, k-1); i < end-1 || i == k-1; i++ {
		if i >= 0 && r.tokens[i].kind == aWord {
			if g := r.lex.genders[key(r.wordText(i))]; g != unknownGender {
				return g
			}
		}
	}
	return unknownGender
}

func (r *reader) bodyActor(k, end int, a *Actor) {
	name := r.text(k, end)
	full := key(name)
	if !slices.Contains(a.Keys, full) {
		a.Keys = append(a.Keys, full)
	}
	if a.Name == "" || !a.Person {
		a.Name = name
	}
	if end-k > 1 {
		if ac := acronym(r, k, end); len(ac) > 2 {
			a.Keys = append(a.Keys, key(ac))
		}
		if t := r.tokens[k]; t.sym == 0 && t.kind == aWord {
			a.Keys = append(a.Keys, key(r.wordText(k)))
		}
	}
	if r.organisationName(k, end) {
		a.Official = true
	}
}

func acronym(r *reader, k, end int) string {
	var b strings.Builder
	for n := k; n < end; n++ {
		if r.tokens[n].nameLike() {
			c, _ := utf8.DecodeRuneInString(r.wordText(n))
			b.WriteRune(c)
		}
	}
	return b.String()
}
