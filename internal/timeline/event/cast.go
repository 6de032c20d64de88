package event

// register remembers the persons that the sentence names, wherever they stand.
func (d *detector) register() {
	for i := 0; i < len(d.tokens); {
		if !d.tokens[i].nameLike() {
			i++
			continue
		}
		end := i + 1
		for end < len(d.tokens) && d.tokens[end].nameLike() && !d.tokens[end-1].owner() {
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
		}
		i = end
	}
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

// forget makes c the cast of another article.
func (c *cast) forget() {
	clear(c.byName)
	clear(c.byHead)
	*c = cast{byName: c.byName, byHead: c.byHead}
}

// silent returns a view of c that remembers nothing.
func (c *cast) silent() *cast {
	q := *c
	q.quiet = true
	return &q
}
