package event

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Actor is who does, undergoes or says something in a mention.
type Actor struct {
	Name      string   // as a reader would call it: "Jan Lipavsky", "Czech Foreign Ministry"
	Keys      []uint64 // identities; two actors with a common key are the same
	Person    bool
	Official  bool // speaks for, or is, an institution
	Bystander bool // expert, witness, unnamed source: the words make no event
	Named     bool // by a name of its own
	Pronoun   bool // resolved from a pronoun or "the ministry"
	Unsure    bool // so resolved although several could be meant
}

// IsZero reports whether nobody is known.
func (a Actor) IsZero() bool { return len(a.Keys) == 0 }

// Same reports whether a and b have a common identity.
func (a Actor) Same(b Actor) bool {
	for _, k := range a.Keys {
		if slices.Contains(b.Keys, k) {
			return true
		}
	}
	return false
}

// cast remembers who was named in an article so far.
type cast struct {
	person  Actor            // the last person named as subject
	body    Actor            // the last organisation named as subject
	subject Actor            // what "it" stands for: the subject of the main clause before, in the paragraph
	byName  map[uint64]Actor // by the last word of a person's name, by acronym
	byHead  map[symbol]Actor // "the ministry": the last one named with that head
	speaker Actor
	quiet   bool  // look, but remember nothing
	home    Actor // the first country that acts in the article
}

func newCast() *cast { return &cast{byName: map[uint64]Actor{}, byHead: map[symbol]Actor{}} }

// silent returns a view of c that remembers nothing.
func (c *cast) silent() *cast {
	q := *c
	q.quiet = true
	return &q
}

// key hashes a name: lower case, without accents, marks and full stops (FNV-1a).
func key(s string) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range s {
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == ' ':
		case c < 128:
			continue
		default:
			c = bare(unicode.ToLower(c))
			if c == 0 {
				continue
			}
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// bare returns a Latin letter without its accent, 0 for marks.
func bare(c rune) rune {
	const from = "áàâäãåāăąçćčďđéèêëēęěíìîïīłľĺñńňóòôöõøōőŕřśšşťţúùûüūůűýÿžźż"
	const to = "aaaaaaaaacccddeeeeeeeiiiiilllnnnoooooooorrsssttuuuuuuuyyzzz"
	n := 0
	for _, f := range from {
		if f == c {
			return rune(to[n])
		}
		n++
	}
	if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
		return 0
	}
	return c
}

// actorIn names the actor of the noun phrase of tokens [i, j), and remembers it.
func (r *reader) actorIn(i, j int, c *cast) Actor {
	for i < j && (r.tokens[i].is(posDet) || r.tokens[i].kind != aWord) && !r.tokens[i].is(posSubjectPron) && !r.tokens[i].is(posPron) {
		i++
	}
	if i >= j {
		return Actor{}
	}
	if r.tokens[i].is(posSubjectPron|posPron) && !r.tokens[i].nameLike() || i+1 == j && r.tokens[i].is(posSubjectPron) {
		return r.pronoun(i, c)
	}
	var a Actor
	var heads []symbol
	names, placed := 0, false
	for k := i; k < j; {
		t := r.tokens[k]
		if t.is(posBystander) {
			a.Bystander = true
		}
		if t.is(posRole) && !t.is(posBystander) {
			a.Official = true
		}
		if t.is(posOrg|posRole) && !t.capital() && !t.is(posBystander) {
			heads = append(heads, t.sym)
		}
		if names > 0 && (t.is(posCoord) || t.kind == aComma) {
			break
		}
		if t.kind != aWord || t.isTimex() || t.is(posPrep) && !t.nameLike() {
			if t.is(posPrep) && names > 0 && r.wordAt(k) != "of" && r.wordAt(k) != "for" && r.wordAt(k) != "at" {
				break
			}
			k++
			continue
		}
		if name, n := r.placeAt(k, j); n > 0 {
			a.Keys = append(a.Keys, key(name))
			placed = true
			if a.Name == "" {
				a.Name = name
			}
			names++
			k += n
			continue
		}
		if !t.nameLike() || r.opensSentence(k) && !r.properNoun(k) {
			k++
			continue
		}
		end := r.nameEnd(k, j)
		r.nameActor(k, end, &a, c)
		names++
		k = end
	}
	return r.settleActor(i, j, a, heads, placed, c)
}

// settleActor completes an actor with what "the ministry" meant before, and
// stores it for later references.
func (r *reader) settleActor(i, j int, a Actor, heads []symbol, placed bool, c *cast) Actor {
	a.Named = a.Named || names(a)
	for _, h := range heads {
		known, ok := c.byHead[h]
		if len(a.Keys) == 0 && ok {
			a = known
			a.Pronoun = true
		}
		a.Official = true
	}
	if !placed && !a.Person && r.hasState(i, j) && len(c.home.Keys) > 0 && !a.Same(c.home) {
		a.Keys = append(slices.Clone(a.Keys), c.home.Keys...)
		a.Official = true
	}
	if placed && !c.quiet && len(c.home.Keys) == 0 && len(a.Keys) > 0 {
		c.home = Actor{Name: a.Name, Keys: slices.Clone(a.Keys[:1])}
	}
	if len(a.Keys) == 0 && a.Official && c.body.Keys != nil && len(heads) == 0 {
		a.Name = r.text(i, j)
	}
	if len(a.Keys) == 0 {
		last := j - 1
		for last > i && (r.tokens[last].kind != aWord || r.tokens[last].is(posPrep)) {
			last--
		}
		a.Name = r.text(i, j)
		a.Keys = []uint64{key(r.text(i, min(j, r.phraseEnd(i, j))))}
	} else if !a.Person && !a.Pronoun {
		a.Name = r.displayName(i, j)
	}
	if c.quiet {
		return a
	}
	for _, h := range heads {
		c.byHead[h] = a
	}
	if a.Person {
		c.person = a
	} else if a.Official || len(heads) > 0 || r.anyCapital(i, j) {
		c.body = a
	}
	return a
}

func names(a Actor) bool { return len(a.Keys) > 0 }

func (r *reader) hasState(i, j int) bool {
	for ; i < j; i++ {
		if r.tokens[i].is(posState) {
			return true
		}
	}
	return false
}

// phraseEnd returns where the noun phrase at i ends: before its first
// preposition.
func (r *reader) phraseEnd(i, j int) int {
	for k := i + 1; k < j; k++ {
		if r.tokens[k].is(posPrep) || r.tokens[k].kind != aWord {
			return k
		}
	}
	return j
}

func (r *reader) anyCapital(i, j int) bool {
	for k := i; k < j; k++ {
		if t := r.tokens[k]; t.nameLike() && (k > 0 && !t.closed() || t.sym == 0 || t.place != "") {
			return true
		}
	}
	return false
}

// displayName is the phrase without what follows its names.
func (r *reader) displayName(i, j int) string {
	end := j
	for k := i + 1; k < j; k++ {
		t := r.tokens[k]
		w := r.wordAt(k)
		if t.kind == aComma || t.kind == aParen || t.kind == aQuote || t.is(posCoord) && k > i+3 || t.is(posPrep) && w != "of" && w != "for" && w != "in" && w != "and" {
			end = k
			break
		}
	}
	return r.text(i, end)
}

func (r *reader) pronoun(i int, c *cast) Actor {
	var a Actor
	switch r.wordAt(i) {
	case "he", "she", "his", "her":
		a = c.person
	case "it", "its":
		a = c.subject
	case "i", "we", "our", "my":
		a = c.speaker
	}
	a.Pronoun = true
	return a
}

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

// nameEnd returns the end of the capitalised name at k: "Guardians of Peace",
// "Ministry of Foreign Affairs".
func (r *reader) nameEnd(k, j int) int {
	end := k + 1
	for !r.tokens[end-1].owner() && end < j {
		t := r.tokens[end]
		switch {
		case t.nameLike() && !t.is(posSubjectPron), t.kind == aNumber && !t.isTimex():
			end++
		case (r.wordAt(end) == "of" || r.wordAt(end) == "and" || r.wordAt(end) == "for" || r.wordAt(end) == "the") && r.capitalWithin(end+1, j):
			end++
		default:
			return end
		}
	}
	return end
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

// capitalised collects the words that the article capitalises inside sentences.
func capitalised(text string) map[uint64]bool {
	names := map[uint64]bool{}
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

func mergeActor(a, b Actor) Actor {
	b.Bystander = b.Bystander || a.Bystander
	b.Official = b.Official || a.Official
	for _, k := range a.Keys {
		if !slices.Contains(b.Keys, k) {
			b.Keys = append(slices.Clone(b.Keys), k)
		}
	}
	return b
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
		return
	}
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
