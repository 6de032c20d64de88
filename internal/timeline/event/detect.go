package event

import (
	"slices"
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

// Detect returns the mentions of a, in order. tags are those of a.Text, sorted
// by place; dct is the document creation time, zero when it is not known: then
// what only the day of the report would date has no date. An article in a
// language without a lexicon has no mentions.
func Detect(a *article.Article, tags []timex.Timex, dct edtf.Date) []Mention {
	lex := For(a.Language)
	if lex == nil {
		return nil
	}
	d := detector{reader: reader{lex: lex, a: a, tags: tags, block: -1, names: capitalised(a.Text)}, cast: newCast(), dct: dct}
	for i, s := range a.Sentences {
		d.sentence(i, s)
	}
	return d.mentions
}

// Reads reports whether the words of a look like the language of its lexicon:
// at least one in eight of the first 200 is a function word. Short texts do.
func Reads(a *article.Article) bool {
	lex := For(a.Language)
	if lex == nil {
		return false
	}
	r := reader{lex: lex, a: a, block: -1}
	words, known := 0, 0
	for _, s := range a.Sentences {
		r.tokenise(s)
		for _, t := range r.tokens {
			if t.kind == aWord {
				words++
				if t.closed() {
					known++
				}
			}
		}
		if words > 200 {
			break
		}
	}
	return words < 30 || known*8 >= words
}

type detector struct {
	reader
	cast          *cast
	dct           edtf.Date
	mentions      []Mention
	anchors       []anchor // of the sentence
	prose         int      // sentences of prose so far
	lead          int      // of this sentence: 0 opens the report or a section of it
	carried       carry
	sentenceStems []uint64
	subjects      []Actor // of the groups of the sentence
}

// An anchor says which group or noun an expression of the sentence belongs to.
type anchor struct {
	tag   int // index into tags
	group int // -1 when it belongs to a noun
	noun  int // token index of the noun, -1 when it belongs to a group
}

// A carry is the date that the passage was last about.
type carry struct {
	block    int
	sentence int
	date     edtf.Date
	text     string
	span     article.Span
	rule     string
	actor    Actor
}

func (d *detector) sentence(n int, s article.Sentence) {
	kind := d.a.Blocks[s.Block].Kind
	switch kind {
	case article.Prose, article.ListItem, article.BlockQuot, article.Headline:
	default:
		return
	}
	d.tokenise(s)
	d.sentenceStems = nil
	if kind != article.Headline {
		d.prose++
	}
	d.lead = d.prose - 1
	if b := s.Block; b > 0 && s.Start == d.a.Blocks[b].Start && (d.a.Blocks[b-1].Kind == article.Heading || d.a.Blocks[b-1].Kind == article.Stamp) {
		d.lead = 0
	}
	if d.furniture(kind) {
		return
	}
	d.register()
	d.parse()
	d.subjects = d.subjects[:0]
	d.anchor()
	if s.Start == d.a.Blocks[s.Block].Start {
		d.cast.subject = Actor{}
	}
	main := -1
	for k, g := range d.groups {
		d.subjects = append(d.subjects, d.subject(k))
		if main < 0 && g.kind == finite && !g.relative && !g.subordinate && !g.inQuote {
			main = k
			d.cast.subject = impersonal(d.subjects[k])
		}
	}
	if main < 0 {
		d.cast.subject = Actor{}
	}
	d.liftDates()
	first := len(d.mentions)
	for k := range d.groups {
		d.verbMention(n, k, kind)
	}
	d.nounMentions(n, kind)
	if kind == article.Headline && len(d.mentions) == first {
		d.headlineNoun(n)
	}
	d.settle(n, first)
}

// impersonal returns a when "it" can stand for it: a body with a name, no person.
func impersonal(a Actor) Actor {
	if a.Person || !a.Named && !a.Official {
		return Actor{}
	}
	return a
}

// furniture reports whether the sentence cannot report: a question, a caption
// that lost its block, fewer than four words.
func (d *detector) furniture(kind article.BlockKind) bool {
	words := 0
	for _, t := range d.tokens {
		if t.kind == aWord {
			words++
		}
	}
	if words < 4 {
		return true
	}
	last := d.tokens[len(d.tokens)-1]
	for k := len(d.tokens) - 1; k >= 0 && (last.kind == aQuote || last.kind == aParen); k-- {
		last = d.tokens[k]
	}
	if last.kind == aStop && d.a.Text[last.start] == '?' {
		return true
	}
	if first := d.tokens[0]; first.is(posPhoto) && first.capital() && len(d.tokens) > 1 && d.tokens[1].capital() {
		return true
	}
	return kind == article.Prose && last.kind != aStop && last.kind != aQuote && d.titleCase()
}

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

// sayer returns the group that reports the speech of this sentence, or -1.
func (d *detector) sayer() int {
	for k, g := range d.groups {
		if g.kind == finite && !g.inQuote && d.tokens[g.main].is(posReporting) {
			return k
		}
	}
	return -1
}

// anchor gives each dated expression of the sentence its verb group or noun.
func (d *detector) anchor() {
	d.anchors = d.anchors[:0]
	for i := 0; i < len(d.tokens); {
		t := d.tokens[i]
		if t.timex == 0 {
			i++
			continue
		}
		j := i
		for j < len(d.tokens) && d.tokens[j].timex == t.timex {
			j++
		}
		tag := d.tags[t.timex-1]
		if !tag.Date.IsZero() && !d.givenName(i, j) && !d.clock(tag) && !d.adrift(tag) && !d.standpoint(i) && (tag.Type == timex.Date || tag.Type == timex.Time || tag.Type == timex.Duration) {
			d.anchors = append(d.anchors, d.attach(int(t.timex-1), i, j))
		}
		i = j
	}
}

// givenName reports whether the month at [i, j) is a name: "Jan Lipavsky".
func (d *detector) givenName(i, j int) bool {
	return j == i+1 && j < len(d.tokens) && d.tokens[i].kind == aWord && d.tokens[j].nameLike() && !d.tokens[j].isTimex() &&
		d.tokens[j].pos == 0 && d.tags[d.tokens[i].timex-1].Date.Precision() == edtf.ToMonth
}

// standpoint reports whether the expression at i says when something was so,
// not when it came to be: "as of Monday".
func (d *detector) standpoint(i int) bool {
	return d.wordAt(i-1) == "of" && strings.EqualFold(d.wordAt(i-2), "as")
}

// clock reports whether the expression is a time of day with no day: its date
// is only that of the report.
func (d *detector) clock(t timex.Timex) bool {
	if t.Type != timex.Time || t.Anchor == timex.Explicit {
		return false
	}
	words := d.a.Slice(t.Span)
	return len(words) > 0 && words[0] >= '0' && words[0] <= '9'
}

// liftDates gives the date of a participle inside a subject to the verb of that
// subject: "A report released Tuesday found no fault".
func (d *detector) liftDates() {
	for n := range d.anchors {
		k := d.anchors[n].group
		if k < 0 || d.groups[k].kind != reduced || k+1 >= len(d.groups) {
			continue
		}
		if next := d.groups[k+1]; next.kind == finite && next.clause <= d.groups[k].first && d.tagOf(k+1) < 0 {
			d.anchors[n].group = k + 1
		}
	}
}

// adrift reports whether the expression needs the day of the report, which is
// not known, and was counted from a date in the text instead.
func (d *detector) adrift(t timex.Timex) bool {
	return d.dct.IsZero() && t.Anchor != timex.Explicit && !strings.ContainsAny(d.a.Slice(t.Span), "0123456789")
}

func (d *detector) attach(tag, i, j int) anchor {
	if k := d.whenAfter(j); k >= 0 {
		return anchor{tag, k, -1}
	}
	if k := d.frontedPhrase(i, j); k >= 0 {
		return anchor{tag, k, -1}
	}
	if noun := d.nounOf(i, j); noun >= 0 {
		if !d.governed(i) || len(d.groups) == 0 {
			return anchor{tag, -1, noun}
		}
	}
	before, after := -1, -1
	for k, g := range d.groups {
		if g.last < i && g.inQuote == d.tokens[i].inQuote() {
			before = k
		}
		if after < 0 && g.first >= j && g.inQuote == d.tokens[i].inQuote() {
			after = k
		}
	}
	if after >= 0 && d.groups[after].clause <= i && d.fronted(i, j, before, after) {
		for k := after; k < len(d.groups); k++ {
			if !d.groups[k].relative && d.groups[k].kind == finite {
				return anchor{tag, k, -1}
			}
		}
	}
	if before >= 0 {
		return anchor{tag, before, -1}
	}
	return anchor{tag, after, -1}
}

// whenAfter returns the group of the clause that "when" opens right after the
// expression that ends at j, or -1: "since 1987, when a train collided".
func (d *detector) whenAfter(j int) int {
	if j < len(d.tokens) && d.tokens[j].kind == aComma {
		j++
	}
	if d.wordAt(j) != "when" {
		return -1
	}
	for k, g := range d.groups {
		if g.first > j && g.kind == finite {
			return k
		}
	}
	return -1
}

// governed reports whether the noun phrase that holds the expression at i
// follows a preposition of time: "during the country's 2022 presidency".
func (d *detector) governed(i int) bool {
	for k := i - 1; k >= 0 && k > i-5; k-- {
		switch d.wordAt(k) {
		case "during", "in", "at", "since", "amid", "In", "During", "At":
			return true
		}
		if t := d.tokens[k]; t.kind != aWord || t.is(posAux|posPrep|posCoord|posSub) || d.inGroup(k) {
			return false
		}
	}
	return false
}

// frontedPhrase returns the first main group when the expression stands in a
// prepositional phrase that opens the sentence: "In an interview on Monday, …".
func (d *detector) frontedPhrase(i, j int) int {
	first := 0
	for first < i && (d.tokens[first].kind == aQuote || d.tokens[first].is(posCoord)) {
		first++
	}
	if !d.tokens[first].is(posPrep) || first >= i {
		return -1
	}
	for k, g := range d.groups {
		if g.first < i && g.kind == reduced {
			continue
		}
		if g.first < i {
			return -1
		}
		if g.kind == finite && !g.relative {
			for n := j; n < g.first; n++ {
				if d.tokens[n].kind == aComma {
					return k
				}
			}
			return -1
		}
	}
	return -1
}

// fronted reports whether the expression opens its clause or stands in the
// subject, and so belongs to the group after it.
func (d *detector) fronted(i, j, before, after int) bool {
	if before < 0 {
		return true
	}
	g := d.groups[before]
	for k := g.last + 1; k < i; k++ {
		t := d.tokens[k]
		if t.kind == aStop || t.kind == aDash || t.is(posCoord) && k+2 >= i {
			return true
		}
	}
	if j < len(d.tokens) && d.tokens[j].kind == aComma && i-g.last > 2 && d.tokens[max(0, i-2)].kind == aComma {
		return true
	}
	return d.groups[after].clause > g.last+1 && d.groups[after].clause <= i
}

// nounOf returns the noun that the expression of tokens [i, j) describes, or
// -1: "Tuesday night's crash", "the May 12 derailment", "the meeting on Monday".
func (d *detector) nounOf(i, j int) int {
	prev := i - 1
	prepositional := prev >= 0 && d.tokens[prev].is(posPrep)
	if j < len(d.tokens) && d.nounLike(j) && !d.startsGroup(j) && (d.tokens[j-1].owner() || !prepositional && !(d.tokens[j].nameLike() && (prev < 0 || !d.tokens[prev].is(posDet) && !d.tokens[prev].owner()))) {
		end := j
		for end+1 < len(d.tokens) && d.nounLike(end+1) && !d.startsGroup(end+1) && !d.tokens[end].owner() {
			end++
		}
		if prev >= 0 && !d.tokens[j-1].owner() && !d.tokens[prev].is(posDet) && !d.tokens[prev].owner() && d.inGroup(prev) {
			return -1 // "said Tuesday officials were"
		}
		return end
	}
	n := prev
	if prepositional {
		n--
	}
	if n < 0 || !d.tokens[n].is(posNoun) || d.inGroup(n) {
		return -1
	}
	if kind, _, _ := d.nounTrigger(n); kind >= 0 && d.lex.Types[kind].Group == "speech" {
		return -1
	}
	for _, g := range d.groups {
		if g.first >= j && g.clause <= i { // inside the subject
			return n
		}
	}
	if before := d.groupBefore(n); before < 0 || d.weakVerb(before) {
		return n
	}
	return -1
}

func (d *detector) startsGroup(i int) bool {
	for _, g := range d.groups {
		if g.first == i {
			return true
		}
	}
	return false
}

func (d *detector) inGroup(i int) bool {
	for _, g := range d.groups {
		if g.first <= i && i <= g.last {
			return true
		}
	}
	return false
}

func (d *detector) groupBefore(i int) int {
	before := -1
	for k, g := range d.groups {
		if g.last < i {
			before = k
		}
	}
	return before
}

// weakVerb reports whether group k says nothing of its own.
func (d *detector) weakVerb(k int) bool {
	g := d.groups[k]
	return g.copula || len(d.lex.verbs.of(d.tokens[g.main].lemma)) == 0
}

// trigger returns the type of group k by its verb and the phrases of its
// clause, with the tokens of the trigger; ok is false when there is none.
func (d *detector) trigger(k int) (kind int, first, last int, ok bool) {
	g := d.groups[k]
	m := d.tokens[g.main]
	kind, first, last = -1, g.main, g.main
	for _, tr := range d.lex.verbs.of(m.lemma) {
		end, fits := d.restFollows(g.main+1, tr.rest)
		if fits && d.allowed(g.main) && d.required(int(tr.kind), g) && d.object(int(tr.kind), m.lemma, g) {
			kind, last = int(tr.kind), max(g.main, end-1)
			break
		}
	}
	if kind < 0 || d.lex.Types[kind].Weight < 2 || d.lex.Types[kind].Group == "speech" {
		for i := g.clause; i < g.end; i++ {
			for _, tr := range d.lex.phrases.of(d.tokens[i].sym) {
				if d.tokens[i].sym != 0 && d.follows(i+1, tr.rest, g.end) {
					return int(tr.kind), i, i + len(tr.rest), true
				}
			}
		}
	}
	return kind, first, last, kind >= 0
}

// restFollows matches the words that must follow a verb, adverbs between.
func (d *detector) restFollows(i int, rest []symbol) (int, bool) {
	for _, s := range rest {
		for skipped := 0; i < len(d.tokens) && d.tokens[i].sym != s && skipped < 2; skipped++ {
			if !d.adverb(i) && !d.tokens[i].is(posDet) && (d.tokens[i].kind != aWord || d.tokens[i].closed() || d.tokens[i].capital()) {
				return i, false
			}
			i++
		}
		if i >= len(d.tokens) || d.tokens[i].sym != s {
			return i, false
		}
		i++
	}
	return i, true
}

// allowed reports whether no expression that is no trigger stands at i.
func (d *detector) allowed(i int) bool {
	for k := max(0, i-2); k <= i; k++ {
		for _, rest := range d.lex.not.of(d.tokens[k].sym) {
			if d.tokens[k].sym != 0 && k+len(rest) >= i && d.follows(k+1, rest, len(d.tokens)) {
				return false
			}
		}
	}
	return true
}

// object reports whether what follows the verb is what the type asks of it.
func (d *detector) object(kind int, lemma symbol, g group) bool {
	begins, asked := d.lex.Types[kind].Objects[d.lex.name(lemma)]
	if !asked {
		return true
	}
	first, end := g.last+1, g.end
	if g.passive {
		first, end = g.subFirst, g.subLast
	}
	for i := first; i < end; i++ {
		w := d.wordText(i)
		for _, b := range begins {
			if strings.HasPrefix(w, b) {
				return true
			}
		}
	}
	return false
}

func (d *detector) required(kind int, g group) bool {
	req := d.lex.Types[kind].Require
	if len(req) == 0 {
		return true
	}
	for i := range d.tokens {
		w := d.wordText(i)
		for _, p := range req {
			if len(w) >= len(p) && w[:len(p)] == p {
				return true
			}
		}
	}
	return false
}

func (d *detector) verbMention(n, k int, kind article.BlockKind) {
	g := d.groups[k]
	if g.kind == infinitive || g.kind == gerundive {
		return
	}
	tag := d.tagOf(k)
	itself := false // the subject is the event
	t, first, last, ok := d.trigger(k)
	if d.tokens[g.main].is(posLight) && (!ok || d.lex.Types[t].Group == "phase") || ok && d.lex.Types[t].Group == "casualties" && !g.passive {
		if n := d.subjectTrigger(g); n >= 0 && d.lex.Types[n].Group != "casualties" {
			t, ok, itself = n, true, true
		}
	}
	if !ok {
		if tag < 0 || g.kind != finite || g.copula || d.tokens[g.main].is(posReporting) || g.inQuote {
			return
		}
		t, first, last = len(d.lex.Types)-1, g.main, g.main
	}
	if g.kind == reduced && tag < 0 {
		return
	}
	m := Mention{
		Sentence: n, Type: &d.lex.Types[t], Trigger: d.span(first, last+1), Clause: d.clauseSpan(g),
		Lemma: d.lex.name(d.tokens[g.main].lemma), Headline: kind == article.Headline, Lead: d.lead,
		InQuote: g.inQuote, Finite: g.kind == finite && !g.relative && !g.subordinate,
		Modality: d.modality(k), Before: g.tense == pastPerfect || g.tense == perfect, Perfect: g.tense == perfect,
		Definite: g.subFirst < g.subLast && d.definite(g.subFirst),
	}
	m.coordinate = g.tense == past && k > 0 && d.coordinatedClause(g)
	m.FirstPerson = g.inQuote && g.subLast-g.subFirst == 1 && d.tokens[g.subFirst].is(posSubjectPron)
	m.Continues = g.tense == past && !g.inQuote && (g.subLast-g.subFirst == 1 && d.tokens[g.subFirst].is(posSubjectPron) || g.first > 0 && (d.wordAt(g.first-1) == "then" || d.wordAt(g.first-1) == "later"))
	m.Numbers = d.counts(g.clause, g.end)
	m.earlier = d.earlier(g)
	m.when = g.subordinate && d.wordAt(g.clause-1) == "when"
	m.reportable = m.Finite || m.when || g.subordinate && d.sameTime(g.clause-1)
	d.roles(&m, k)
	if itself {
		m.Actor, m.Object = Actor{}, Actor{}
	}
	if tag >= 0 && d.tags[tag].Date.Precision() <= edtf.ToYear && d.statistic() {
		return
	}
	if m.Type.Name == "statement" && d.ranks() {
		return
	}
	if m.Type.Group == "speech" && m.Actor.IsZero() {
		if !m.Continues || d.carried.sentence != n-1 {
			return
		}
		m.Actor = d.carried.actor
		m.Actor.Pronoun = true
	}
	d.date(&m, tag)
	m.Context = d.allStems()
	m.Stems = without(m.Context, d.stems(g.subFirst, g.subLast))
	if m.Type.Group != "speech" {
		m.Stems = d.stems(g.clause, g.end)
	}
	if m.Type.Group == "speech" && m.Actor.Same(d.subjects[k]) {
		if all := d.coordinated(g); len(all) > 1 {
			for _, each := range all {
				m.Actor = each
				d.mentions = append(d.mentions, m)
			}
			return
		}
	}
	d.mentions = append(d.mentions, m)
}

// statistic reports whether the sentence compares or counts over years.
func (d *detector) statistic() bool {
	for i := range d.tokens {
		if d.tokens[i].is(posStatistic) || d.wordAt(i) == "each" && d.wordAt(i+1) == "year" || d.wordAt(i) == "a" && d.wordAt(i+1) == "year" && d.tokens[max(0, i-1)].kind == aNumber {
			return true
		}
	}
	return false
}

// ranks reports whether the sentence ranks something among those of many years:
// "the first in 28 years", "the deadliest since 1999".
func (d *detector) ranks() bool {
	ranked := false
	for i, t := range d.tokens {
		w := d.wordAt(i)
		ranked = ranked || w == "first" || t.is(posStatistic)
		if ranked && (w == "since" && d.wordAt(i+1) != "the" && i+1 < len(d.tokens) && d.tokens[i+1].isTimex() || (w == "years" || w == "decades") && i > 1 && (d.wordAt(i-2) == "in" || d.wordAt(i-1) == "in")) {
			return true
		}
	}
	return false
}

// coordinated returns the actors of a subject such as "NATO and the
// European Union", all of them bodies that speak for themselves.
func (d *detector) coordinated(g group) []Actor {
	var out []Actor
	start := g.subFirst
	for i := g.subFirst; i <= g.subLast && i <= len(d.tokens); i++ {
		if i < g.subLast && !(d.tokens[i].is(posCoord) && d.wordAt(i) == "and") && d.tokens[i].kind != aComma {
			continue
		}
		if i > start {
			quiet := d.cast.silent()
			a := d.actorIn(start, i, quiet)
			if a.Person || a.Pronoun || !d.anyPlace(start, i) {
				return nil
			}
			out = append(out, a)
		}
		start = i + 1
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

func (d *detector) anyPlace(i, j int) bool {
	for ; i < j; i++ {
		if d.tokens[i].place != "" && d.tokens[i].capital() {
			return true
		}
	}
	return false
}

// subjectTrigger returns the type of the noun that is the subject of a verb
// which says only that it happened: "the attack started".
func (d *detector) subjectTrigger(g group) int {
	for i := g.subLast - 1; i >= g.subFirst; i-- {
		if kind, _, _ := d.nounTrigger(i); kind >= 0 {
			return kind
		}
	}
	return -1
}

func (d *detector) span(i, j int) article.Span {
	return article.Span{Start: int(d.tokens[i].start), End: int(d.tokens[j-1].end)}
}

// sameTime reports whether the conjunction at i joins clauses of one time.
func (d *detector) sameTime(i int) bool {
	switch d.wordAt(i) {
	case "as", "while", "that", "when", "whereas", "but":
		return true
	}
	return false
}

// coordinatedClause reports whether "and" or "but" opens the clause of g.
func (d *detector) coordinatedClause(g group) bool {
	for _, i := range []int{g.clause, g.clause - 1, g.first - 1} {
		if w := d.wordAt(i); w == "and" || w == "but" {
			return true
		}
	}
	return false
}

// earlier reports whether an adverb puts the clause before the report:
// "previously noted", "had earlier said".
func (d *detector) earlier(g group) bool {
	for i := max(g.clause, g.first-2); i <= min(g.last+1, len(d.tokens)-1); i++ {
		switch d.wordAt(i) {
		case "previously", "formerly", "originally", "initially", "earlier", "once":
			return true
		}
	}
	return false
}

// definite reports whether the noun phrase at i is one the reader knows.
func (d *detector) definite(i int) bool {
	switch d.wordAt(i) {
	case "the", "this", "these", "that", "those", "it", "they":
		return !d.tokens[min(i+1, len(d.tokens)-1)].nameLike()
	}
	return false
}

func (d *detector) clauseSpan(g group) article.Span {
	first := min(g.clause, g.subFirst)
	if g.subLast <= g.subFirst {
		first = g.clause
	}
	return d.span(min(first, g.first), max(g.end, g.subLast, g.last+1))
}

// tagOf returns the expression of group k, the most precise first, or -1.
func (d *detector) tagOf(k int) int {
	best := -1
	for _, a := range d.anchors {
		if a.group == k && (best < 0 || d.tags[a.tag].Date.Precision() > d.tags[best].Date.Precision()) {
			best = a.tag
		}
	}
	return best
}

func (d *detector) modality(k int) Modality {
	g := d.groups[k]
	switch {
	case g.negated:
		return Denied
	case g.conditional, g.tense == modal:
		return Hypothetical
	case g.tense == future:
		return Planned
	}
	for i := g.clause; i < g.end; i++ {
		switch d.wordAt(i) {
		case "allegedly", "reportedly", "purportedly", "purported", "reported":
			return Alleged
		case "planned", "scheduled", "expected", "due", "set":
			if g.passive && i == g.main || g.copula {
				return Planned
			}
		case "expects", "plans", "intends", "hopes", "expect", "plan", "intend", "hope":
			if i == g.main {
				return Planned
			}
		}
	}
	return Asserted
}

// roles sets who did it to whom, and who says so.
func (d *detector) roles(m *Mention, k int) {
	g := d.groups[k]
	subject := d.subjects[k]
	object := d.objectOf(g, m.Trigger)
	m.Actor, m.Object = subject, object
	if g.passive {
		m.Actor, m.Object = d.agentOf(g), subject
	}
	m.Speaker = d.speakerOf(k)
	if m.Type.Group == "speech" && (g.passive || g.copula || g.inQuote) {
		m.Object, m.Actor = m.Actor, m.Speaker
	}
}

// objectOf names the noun phrase after group g.
func (d *detector) objectOf(g group, trigger article.Span) Actor {
	i := g.last + 1
	for i < g.end && int(d.tokens[i].end) <= trigger.End {
		i++
	}
	j := i
	for j < g.end && j < i+12 && d.tokens[j].kind != aComma && !(d.tokens[j].is(posPrep) && j > i+1) {
		j++
	}
	quiet := d.cast.silent() // an object is not what "he" means next
	return d.actorIn(i, j, quiet)
}

// agentOf names who stands after "by" behind a passive.
func (d *detector) agentOf(g group) Actor {
	for i := g.last + 1; i < g.end && i < g.last+8; i++ {
		if d.wordAt(i) == "by" {
			j := i + 1
			for j < g.end && d.tokens[j].kind != aComma {
				j++
			}
			quiet := d.cast.silent()
			return d.actorIn(i+1, j, quiet)
		}
	}
	return Actor{}
}

// speakerOf returns who reports what group k says, or the zero Actor.
func (d *detector) speakerOf(k int) Actor {
	for p := k - 1; p >= 0; p-- {
		g := d.groups[p]
		if g.kind == finite && !g.inQuote && d.tokens[g.main].is(posReporting) {
			return d.subjects[p]
		}
	}
	for p := k + 1; p < len(d.groups); p++ {
		g := d.groups[p]
		if g.kind == finite && !g.inQuote && d.tokens[g.main].is(posReporting) && d.commaBefore(g) {
			return d.subjects[p]
		}
	}
	for i := 0; i+1 < len(d.tokens); i++ {
		if (d.wordAt(i) == "according" || d.wordAt(i) == "According") && d.wordAt(i+1) == "to" {
			j := i + 2
			for j < len(d.tokens) && d.tokens[j].kind != aComma && d.tokens[j].kind != aStop {
				j++
			}
			quiet := d.cast.silent()
			return d.actorIn(i+2, j, quiet)
		}
	}
	if d.groups[k].inQuote {
		return d.cast.speaker
	}
	return Actor{}
}

// commaBefore reports whether a comma or quotation mark sets the reporting
// clause g off from what it reports.
func (d *detector) commaBefore(g group) bool {
	i := min(g.first, g.subFirst) - 1
	return i >= 0 && (d.tokens[i].kind == aComma || d.tokens[i].kind == aQuote || d.tokens[i].kind == aDash)
}

// date gives the mention the date of its expression.
func (d *detector) date(m *Mention, tag int) {
	if tag < 0 {
		return
	}
	t := d.tags[tag]
	if d.doubtfulWeekday(t) {
		return
	}
	m.Date, m.DateSpan, m.DateText, m.DateRule = t.Date, t.Span, d.a.Slice(t.Span), t.Rule
	if d.forward(t) {
		m.Date = edtf.FromDayNumber(t.Date.FirstDay() + 7)
		m.Modality = Planned
	}
	switch t.Anchor {
	case timex.Explicit:
		m.Basis = Explicit
	case timex.Passage:
		m.Basis = Passage
	default:
		m.Basis = Relative
	}
}

// forward reports whether a bare weekday, resolved to the past, is one to come:
// "by Tuesday", or in a sentence that expects or plans.
func (d *detector) forward(t timex.Timex) bool {
	if t.Anchor != timex.Publication || !t.Date.IsDay() || !d.dct.IsDay() || t.Date.FirstDay() >= d.dct.FirstDay() || d.dct.FirstDay()-t.Date.FirstDay() > 6 || strings.ContainsAny(d.a.Slice(t.Span), " 0123456789") {
		return false
	}
	for i, tok := range d.tokens {
		if int(tok.start) >= t.Start {
			return d.wordAt(i-1) == "by"
		}
		switch d.wordAt(i) {
		case "expects", "plans", "will", "scheduled":
			return true
		}
	}
	return false
}

// doubtfulWeekday reports whether a bare weekday would be six days back: nobody
// writes so; the text was updated on the day after its record.
func (d *detector) doubtfulWeekday(t timex.Timex) bool {
	return t.Anchor == timex.Publication && t.Date.IsDay() && d.dct.IsDay() && d.dct.FirstDay()-t.Date.FirstDay() == 6 && !strings.ContainsRune(d.a.Slice(t.Span), ' ')
}

// nounMentions adds the nouns that have a date of their own.
func (d *detector) nounMentions(n int, kind article.BlockKind) {
	for _, a := range d.anchors {
		if a.noun < 0 {
			continue
		}
		t, first, last := d.nounTrigger(a.noun)
		if t < 0 || d.tags[a.tag].Anchor != timex.Explicit && d.tags[a.tag].Date.Precision() <= edtf.ToYear && !d.tags[a.tag].Date.Interval {
			continue
		}
		m := Mention{
			Sentence: n, Type: &d.lex.Types[t], Trigger: d.span(first, last+1), Nominal: true, Modality: Asserted,
			Lemma: d.wordAt(last), Headline: kind == article.Headline, Lead: d.lead, InQuote: d.tokens[a.noun].inQuote(),
			Clause: d.span(max(0, first-6), min(len(d.tokens), last+10)),
		}
		m.Actor = d.owner(first)
		if before := d.groupBefore(first); m.Actor.IsZero() && m.Type.Group == "speech" && before >= 0 {
			m.Actor = d.subjects[before]
		}
		m.Definite = first > 0 && d.definite(first-1)
		d.date(&m, a.tag)
		m.Stems = d.stems(max(0, first-6), min(len(d.tokens), last+10))
		m.Context = d.allStems()
		d.mentions = append(d.mentions, m)
	}
}

// headlineNoun makes the first event noun of a headline without a verb a
// mention of the day of the report: "More sanctions after the attack".
func (d *detector) headlineNoun(n int) {
	for i := range d.tokens {
		t, first, last := d.nounTrigger(i)
		if t < 0 || d.lex.Types[t].Weight < 2 || d.lex.Types[t].Group == "harm" || d.lex.Types[t].Group == "speech" {
			continue
		}
		d.mentions = append(d.mentions, Mention{
			Sentence: n, Type: &d.lex.Types[t], Trigger: d.span(first, last+1), Nominal: true, Modality: Asserted,
			Lemma: d.wordAt(last), Headline: true, Clause: d.span(0, len(d.tokens)), reportable: true,
			Stems: d.allStems(), Context: d.allStems(),
		})
		return
	}
}

// owner names whose the noun at i is: "its assertion", "the company's decision".
func (d *detector) owner(i int) Actor {
	quiet := d.cast.silent()
	for k := i - 1; k >= 0 && k > i-6; k-- {
		t := d.tokens[k]
		if t.owner() && !t.isTimex() {
			first := k
			for first > 0 && d.tokens[first-1].kind == aWord && (d.tokens[first-1].nameLike() || !d.tokens[first-1].closed()) && !d.inGroup(first-1) {
				first--
			}
			return d.actorIn(first, k+1, quiet)
		}
		switch d.wordAt(k) {
		case "its", "his", "her", "their":
			return d.pronoun(k, quiet)
		}
		if t.kind != aWord || t.is(posPrep|posAux) || d.inGroup(k) {
			return Actor{}
		}
	}
	return Actor{}
}

// nounTrigger returns the type of the noun at i by the longest entry that ends
// there, or -1.
func (d *detector) nounTrigger(i int) (kind, first, last int) {
	for k := max(0, i-3); k <= i; k++ {
		for _, tr := range d.lex.nouns.of(d.tokens[k].sym) {
			if d.tokens[k].sym != 0 && k+len(tr.rest) == i && d.follows(k+1, tr.rest, len(d.tokens)) && d.allowed(i) {
				return int(tr.kind), k, i
			}
		}
	}
	return -1, 0, 0
}

// settle drops what other mentions of the sentence say better and gives dates
// to what has none.
func (d *detector) settle(n, first int) {
	ms := d.mentions[first:]
	d.shareWhen(ms)
	d.shareReportedDate(ms)
	d.shareCoordinated(ms)
	for i := range ms {
		d.undated(&ms[i])
	}
	kept := ms[:0]
	for i := range ms {
		if !d.redundant(ms, i) {
			kept = append(kept, ms[i])
		}
	}
	d.mentions = d.mentions[:first+len(kept)]
	for _, m := range kept {
		if m.Finite && (m.Basis == Explicit || m.Basis == Relative || m.Basis == Passage) {
			d.carried = carry{d.a.Sentences[n].Block, n, m.Date, m.DateText, m.DateSpan, m.DateRule, m.Actor}
		}
	}
}

// shareWhen gives the date of a clause to the clause that "when" opens after
// it, and lets that one tell what happened.
func (d *detector) shareWhen(ms []Mention) {
	for i := 1; i < len(ms); i++ {
		m, main := &ms[i], &ms[i-1]
		if m.when && m.Basis == NoDate && main.Basis != NoDate {
			m.Date, m.Basis, m.DateText, m.DateSpan, m.DateRule = main.Date, main.Basis, main.DateText, main.DateSpan, main.DateRule
			m.Finite = true
			if main.Type.Weight == 0 {
				main.Modality = Hypothetical
			}
		}
	}
}

// shareCoordinated gives the day of a main clause to the main clause that
// "and" or "but" joins to it.
func (d *detector) shareCoordinated(ms []Mention) {
	for i := 1; i < len(ms); i++ {
		m, prev := &ms[i], &ms[i-1]
		if m.Basis == NoDate && m.coordinate && !m.Nominal && prev.Finite && (prev.Basis == Explicit || prev.Basis == Relative) && prev.Date.IsDay() && m.InQuote == prev.InQuote {
			m.Date, m.Basis, m.DateText, m.DateSpan, m.DateRule = prev.Date, Passage, prev.DateText, prev.DateSpan, prev.DateRule
		}
	}
}

// shareReportedDate gives the date of "said on Wednesday" to what was said when
// that has none of its own.
func (d *detector) shareReportedDate(ms []Mention) {
	for i := range ms {
		if ms[i].Basis != NoDate || ms[i].Headline || !ms[i].reportable && !ms[i].InQuote {
			continue
		}
		for j := range ms {
			if ms[j].Type.Group == "speech" && ms[j].Basis != NoDate && ms[j].Actor.Same(ms[i].Speaker) && ms[j].Date.IsDay() {
				m := &ms[i]
				m.Date, m.Basis, m.DateText, m.DateSpan, m.DateRule = ms[j].Date, Passage, ms[j].DateText, ms[j].DateSpan, ms[j].DateRule
			}
		}
	}
}

// undated gives m the date that the passage carries, or the day of the report.
func (d *detector) undated(m *Mention) {
	if m.Basis != NoDate || m.Modality != Asserted && m.Modality != Alleged && !(m.Modality == Denied && m.Type.Group == "speech") {
		return
	}
	if m.Type.Group == "harm" && (m.Definite || m.Speaker.IsZero()) || m.Type.Group == "phase" || m.Type.Name == Happening || !m.reportable {
		return
	}
	s := d.a.Sentences[m.Sentence]
	near := d.carried.sentence == m.Sentence-1 && d.carried.sentence > 0
	if c := d.carried; near && c.date.IsDay() && (c.block == s.Block || m.Type.Group == "speech") && m.Actor.Same(c.actor) {
		m.Date, m.Basis, m.DateText, m.DateSpan, m.DateRule = c.date, Passage, c.text, c.span, c.rule
		return
	}
	if c := d.carried; near && !c.date.IsZero() && d.dct.IsDay() && d.dct.FirstDay()-c.date.LastDay() > 14 && m.Continues && !m.FirstPerson {
		m.Date, m.Basis, m.DateText, m.DateSpan, m.DateRule = c.date, Passage, c.text, c.span, c.rule
		return
	}
	if !d.dct.IsZero() && !m.earlier {
		m.Date, m.Basis = d.dct, ReportDay
	}
}

// redundant reports whether mention i only frames another of its sentence: "the
// ministry said" around what happened.
func (d *detector) redundant(ms []Mention, i int) bool {
	m := ms[i]
	if m.Type.Name == "finding" && !m.Nominal {
		for j := range ms {
			if ms[j].Type.Group == "casualties" && !m.Actor.IsZero() && ms[j].Speaker.Same(m.Actor) {
				return true // "confirmed that seven have died"
			}
		}
	}
	if m.Type.Name != "statement" {
		return false
	}
	for j := range ms {
		o := ms[j]
		if j != i && o.Type.Weight > 1 && !o.Nominal && o.Modality != Hypothetical && (o.Speaker.Same(m.Actor) || o.Type.Group == "speech" && o.Actor.Same(m.Actor)) {
			return true
		}
	}
	return false
}

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
