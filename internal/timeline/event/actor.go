package event

import (
	"slices"
	"unicode"
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
	Oblique   bool // an object behind a preposition: "in Geneva", "to the police"

	gender gender // of a person
}

// A gender is which of "he" and "she" can stand for a person, as far as titles
// and given names tell.
type gender uint8

const (
	unknownGender gender = iota
	male
	female
)

// fits reports whether a pronoun of gender g can stand for a.
func (a Actor) fits(g gender) bool {
	return g == unknownGender || a.gender == unknownGender || a.gender == g
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

// A nounPhrase is what the words of a noun phrase say of its actor.
type nounPhrase struct {
	first, last int // tokens, half-open
	actor       Actor
	heads       []int // tokens: "ministry", "spokesman", what can be named again by its head
	named       int   // names in it
	placed      bool  // one of them is of a country or government
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
	p := nounPhrase{first: i, last: j}
	for k := i; k < j; {
		next, more := r.phraseWord(&p, k, c)
		if !more {
			break
		}
		k = next
	}
	return r.settleActor(p, c)
}

// phraseWord takes the word or name at token k into p and returns the token
// after it. more is false where the actor ends: at a second one, or at a
// preposition after a name.
func (r *reader) phraseWord(p *nounPhrase, k int, c *cast) (next int, more bool) {
	t := r.tokens[k]
	p.actor.Bystander = p.actor.Bystander || t.is(posBystander)
	if t.is(posRole) && !t.is(posBystander) {
		p.actor.Official = true
	}
	if t.is(posOrg|posRole) && !t.capital() && !t.is(posBystander) {
		p.heads = append(p.heads, k)
	}
	if p.named > 0 && (t.is(posCoord) || t.kind == aComma) {
		return k, false
	}
	if t.kind != aWord || t.isTimex() || t.is(posPrep) && !t.nameLike() {
		w := r.wordAt(k)
		return k + 1, !(t.is(posPrep) && p.named > 0 && w != "of" && w != "for" && w != "at")
	}
	if name, n := r.placeAt(k, p.last); n > 0 {
		p.actor.Keys = append(p.actor.Keys, key(name))
		if p.actor.Name == "" {
			p.actor.Name = name
		}
		p.placed = true
		p.named++
		return k + n, true
	}
	if !t.nameLike() || r.opensSentence(k) && !r.properNoun(k) || t.is(posHoliday) || k > 0 && r.tokens[k-1].is(posHoliday) {
		return k + 1, true
	}
	end := r.nameEnd(k, p.last)
	if p.named > 0 && !p.placed && !p.actor.Official && r.personLike(k, end) {
		p.actor = Actor{Bystander: p.actor.Bystander} // "Example Band drummer John Doe"
	}
	r.nameActor(k, end, &p.actor, c)
	p.named++
	return end, true
}

// settleActor completes the actor of p with what "the ministry" meant before,
// and stores it for later references.
func (r *reader) settleActor(p nounPhrase, c *cast) Actor {
	i, j, a := p.first, p.last, p.actor
	a.Named = a.Named || names(a)
	for _, h := range p.heads {
		full, _ := r.headAt(h)
		if known, ok := c.byHead[full]; ok && len(a.Keys) == 0 {
			a = known.Actor
			a.Pronoun, a.Unsure = true, known.several
		}
		a.Official = true
	}
	if !p.placed && !a.Person && r.hasState(i, j) && len(c.home.Keys) > 0 && !a.Same(c.home) {
		a.Keys = append(slices.Clone(a.Keys), c.home.Keys...)
		a.Official = true
	}
	if p.placed && !c.quiet && len(c.home.Keys) == 0 && len(a.Keys) > 0 {
		c.home = Actor{Name: a.Name, Keys: slices.Clone(a.Keys[:1])}
	}
	if a.Person && r.onlyOwns(p) {
		a = Actor{Bystander: a.Bystander} // "the minister's brother"
	}
	if len(a.Keys) == 0 {
		a.Name = r.text(i, j)
		a.Keys = []uint64{key(r.text(i, min(j, r.phraseEnd(i, j))))}
	} else if !a.Person && !a.Pronoun {
		a.Name = r.displayName(i, j)
	}
	if !c.quiet {
		r.remember(p, a, c)
	}
	return a
}

// onlyOwns reports whether the person of p owns what p names and is not spoken
// for by it: "Doe's house", but "Doe's lawyer".
func (r *reader) onlyOwns(p nounPhrase) bool {
	owned := false
	for k := p.first; k < p.last; k++ {
		t := r.tokens[k]
		switch {
		case t.nameLike() && t.owner():
			owned = true
		case owned && (t.nameLike() || t.is(posRole)):
			return false
		case t.is(posPrep) && !owned:
			return false
		}
	}
	return owned
}

// remember stores the actor a of p as what its heads and pronouns mean next.
func (r *reader) remember(p nounPhrase, a Actor, c *cast) {
	if i := p.first - 1; i >= 0 && r.tokens[i].is(posNeg) || len(a.Keys) == 0 {
		return // "no minister"
	}
	for _, h := range p.heads {
		if !a.Named {
			break
		}
		full, bare := r.headAt(h)
		c.hold(full, a)
		c.hold(bare, a)
	}
	r.holdName(p, a, c)
	if r.plural(p.last - 1) {
		c.many = a
	}
	if a.Person {
		c.person = a
	} else if a.Official || len(p.heads) > 0 || r.anyCapital(p.first, p.last) {
		c.body = a
	}
}

// headAt returns the keys of the head at token k: with the words that say what
// it is of ("prime minister"), and alone.
func (r *reader) headAt(k int) (full, bare uint64) {
	bare = key(r.wordText(k))
	i := k
	for i > 0 && r.tokens[i-1].is(posPortfolio) && r.tokens[i-1].capital() == r.tokens[k].capital() {
		i--
	}
	if i == k {
		return bare, bare
	}
	return key(r.text(i, k+1)), bare
}

// holdName remembers the words of a body's name that can stand for it: "the
// bureau" for "Federal Bureau of Investigation".
func (r *reader) holdName(p nounPhrase, a Actor, c *cast) {
	if a.Person || !a.Named {
		return
	}
	for k := p.first; k < p.last; k++ {
		t := r.tokens[k]
		if t.is(posPrep) && r.wordAt(k) != "of" || t.kind != aWord {
			return
		}
		if t.nameLike() && t.is(posOrg|posOrgWord) {
			c.hold(key(r.wordText(k)), a)
		}
		if t.has(allCaps) {
			for _, head := range t.body {
				c.hold(head, a)
			}
		}
	}
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
		if t.kind == aComma || t.kind == aParen || t.kind == aQuote || t.is(posCoord) && !r.oneName(i, k, j) || w == "of" && r.tokens[k-1].place != "" || t.is(posPrep) && w != "of" && w != "for" && w != "in" && w != "and" {
			end = k
			break
		}
	}
	return r.text(i, end)
}

func (r *reader) pronoun(i int, c *cast) Actor {
	var a Actor
	switch r.wordAt(i) {
	case "he", "his", "him":
		a = c.whom(male)
	case "she", "her":
		a = c.whom(female)
	case "they", "their":
		a = c.many
		a.Unsure = true
	case "it", "its":
		a = c.subject
	case "i", "we", "our", "my":
		a = c.speaker
	}
	a.Pronoun = true
	return a
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
