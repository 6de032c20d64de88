package event

// register remembers the persons that the sentence names, wherever they stand.
func (d *detector) register() {
	for i := 0; i < len(d.tokens); {
		if !d.nameWord(i) {
			i++
			continue
		}
		end := i + 1
		for end < len(d.tokens) && d.nameWord(end) && !d.tokens[end-1].owner() {
			end++
		}
		first := i
		for k := i; k < end; k++ {
			if d.tokens[k].is(posTitle|posRole|posPortfolio) && !d.tokens[k].is(posOrgWord) {
				first = k + 1
			}
		}
		if (first > i && first < end || d.personLike(first, end)) && !d.organisationName(first, end) {
			var a Actor
			d.personActor(first, end, &a, d.cast)
			d.apposed(i, end, a)
			if first > i && d.tokens[first-1].is(posRole) {
				d.holdRole(first-1, a)
			}
		} else if first == i && d.tokens[i].place == "" && (i > 0 || d.properNoun(i)) {
			a := Actor{Named: true}
			d.bodyActor(i, end, &a)
			d.apposed(i, end, a)
		}
		i = end
	}
}

// apposed remembers the role that an apposition gives to the person or body
// named at [i, j): "NAME, a lawyer for the family,", "the ambassador, NAME,",
// "NAME, the hacking group,".
func (d *detector) apposed(i, j int, a Actor) {
	if a.Person && i > 1 && d.tokens[i-1].kind == aComma && d.tokens[i-2].is(posRole|posTitle) && (j >= len(d.tokens) || d.tokens[j].kind == aComma) {
		d.holdRole(i-2, a)
	}
	if j+1 >= len(d.tokens) || d.tokens[j].kind != aComma {
		return
	}
	heads := posOrg
	if a.Person {
		heads = posRole | posTitle
	}
	for k := j + 1; k < len(d.tokens) && k < j+7; k++ {
		t := d.tokens[k]
		if t.kind != aWord || t.is(posPrep|posAux|posRel) || t.is(posSubjectPron) || t.is(posVerb) && !t.is(posNoun|heads) {
			return
		}
		if t.is(heads) && !t.capital() && (k+1 >= len(d.tokens) || !d.nounLike(k+1)) {
			d.holdRole(k, a)
			return
		}
	}
}

// holdRole remembers that a has the role named at token k.
func (d *detector) holdRole(k int, a Actor) {
	full, bare := d.headAt(k)
	d.cast.hold(full, a)
	if bare != full {
		d.cast.hold(bare, a)
	}
}

// nameWord reports whether token i is capitalised and can belong to the name of
// a person: no part of a date, unless a month stands alone before a name.
func (r *reader) nameWord(i int) bool {
	t := r.tokens[i]
	if !t.nameLike() || !t.isTimex() {
		return t.nameLike()
	}
	return r.givenName(i, i+1) && (i == 0 || r.tokens[i-1].timex != t.timex)
}

// subject returns the actor of group k and remembers who speaks.
func (d *detector) subject(k int) Actor {
	g := d.groups[k]
	for p := 0; p < k; p++ {
		if d.groups[p].subFirst == g.subFirst && d.groups[p].subLast == g.subLast && p < len(d.subjects) {
			return d.subjects[p]
		}
	}
	if g.inQuote && g.subLast-g.subFirst == 1 {
		if w := d.wordAt(g.subFirst); w == "i" || w == "I" || w == "we" || w == "We" {
			if s := d.sayer(); s >= 0 && s != k {
				return d.actorIn(d.groups[s].subFirst, d.groups[s].subLast, d.cast.silent())
			}
		}
	}
	c := d.cast
	if g.relative || g.inQuote || g.kind != finite {
		c = c.silent()
	}
	if d.document(g) {
		for _, a := range []Actor{d.cast.speaker, d.cast.body, d.cast.home} {
			if !a.IsZero() {
				a.Pronoun = true
				return a
			}
		}
	}
	a := d.actorIn(g.subFirst, g.subLast, c)
	if a.IsZero() && a.Pronoun && d.tokens[g.main].is(posReporting) && d.wordAt(g.subFirst) == "it" && !d.cast.speaker.Person {
		a = d.cast.speaker // across a paragraph, too
		a.Pronoun = true
	}
	if d.tokens[g.main].is(posReporting) && g.kind == finite && !g.inQuote && a.Named {
		d.cast.speaker = a
	}
	return a
}

// document reports whether the subject of g is a document, with no name of who
// issued it: "the statement said".
func (d *detector) document(g group) bool {
	found := false
	for i := g.subFirst; i < g.subLast; i++ {
		t := d.tokens[i]
		if t.nameLike() && i > 0 {
			return false
		}
		found = found || t.is(posDocument)
	}
	return found && d.tokens[g.main].is(posReporting) && g.subLast-g.subFirst < 4
}

// cast remembers who was named in an article so far.
type cast struct {
	person  Actor             // the last person named as subject
	people  []Actor           // all persons, the one named last at the end
	body    Actor             // the last organisation named as subject
	many    Actor             // what "they" stands for: the last subject that is many
	subject Actor             // what "it" stands for: the subject of the main clause before, in the paragraph
	byName  map[uint64]Actor  // by the last word of a person's name, by acronym
	byHead  map[uint64]holder // "the ministry", "the prime minister": who was last named with that head
	speaker Actor
	quiet   bool  // look, but remember nothing
	home    Actor // the first country that acts in the article
}

// A holder is who was named with a role or head.
type holder struct {
	Actor
	first   Actor
	several bool // others were as well
}

func newCast() *cast { return &cast{byName: map[uint64]Actor{}, byHead: map[uint64]holder{}} }

// forget makes c the cast of another article.
func (c *cast) forget() {
	clear(c.byName)
	clear(c.byHead)
	*c = cast{byName: c.byName, byHead: c.byHead, people: c.people[:0]}
}

// hold remembers that a was named with a head.
func (c *cast) hold(head uint64, a Actor) {
	before, ok := c.byHead[head]
	h := holder{a, a, ok && (before.several || !before.Same(a))}
	if ok {
		h.first = before.first
	}
	c.byHead[head] = h
}

// meet remembers that a person was named, the last one at the end.
func (c *cast) meet(a Actor) {
	for i := range c.people {
		if c.people[i].Keys[0] == a.Keys[0] {
			c.people = append(c.people[:i], c.people[i+1:]...)
			break
		}
	}
	c.people = append(c.people, a)
}

// whom returns the person that a pronoun of gender g stands for: the last
// subject, else whoever was named last.
func (c *cast) whom(g gender) Actor {
	var a Actor
	fitting := 0
	for i := len(c.people) - 1; i >= 0; i-- {
		if p := c.people[i]; p.fits(g) {
			if fitting++; fitting == 1 {
				a = p
			}
		}
	}
	if !c.person.IsZero() && c.person.fits(g) {
		a = c.person
	}
	a.Unsure = fitting > 1 && a.gender == unknownGender
	return a
}

// silent returns a view of c that remembers nothing.
func (c *cast) silent() *cast {
	q := *c
	q.quiet = true
	return &q
}
