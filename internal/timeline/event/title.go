package event

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"buildsite/internal/article"
	"buildsite/internal/timeline/timex"
)

// MaxTitleWords is the greatest number of words in a title.
const MaxTitleWords = 12

// Title builds a title of at most MaxTitleWords words from the words of the
// mention: its subject, verb and what follows, without reporting clause,
// pronoun at the head, or a phrase cut off. It is "" when the mention gives
// none. tags are those that Detect got.
func Title(a *article.Article, tags []timex.Timex, m Mention) string {
	lex := For(a.Language)
	if lex == nil {
		return ""
	}
	t := titler{reader: reader{lex: lex, a: a, tags: tags, block: -1}}
	t.tokenise(a.Sentences[m.Sentence])
	t.parse()
	if m.Nominal {
		return t.nominal(m)
	}
	for k, g := range t.groups {
		if trig := article.Span(m.Trigger); t.span(g.first, g.last+1).Overlaps(trig) || g.clause < g.end && t.span(g.clause, g.end).Contains(trig) && k == t.groupHolding(trig) {
			return t.verbal(m, k)
		}
	}
	return ""
}

type titler struct{ reader }

func (t *titler) span(i, j int) article.Span {
	return article.Span{Start: int(t.tokens[i].start), End: int(t.tokens[j-1].end)}
}

func (t *titler) groupHolding(s article.Span) int {
	for k, g := range t.groups {
		if g.clause < g.end && t.span(g.clause, g.end).Contains(s) {
			return k
		}
	}
	return -1
}

// verbal words a mention that a verb reports.
func (t *titler) verbal(m Mention, k int) string {
	g := t.groups[k]
	if t.tokens[g.main].is(posReporting) && !t.directObject(g) {
		lemma := t.tokens[g.main].lemma
		if s := t.reported(m, k); s != "" || lemma == t.lex.say || lemma == t.lex.tell {
			return s
		}
	}
	if s := t.sayer(k); m.Type.Group == "speech" && s >= 0 && s != k && !m.FirstPerson && (g.copula || g.passive || g.inQuote) {
		return t.reported(m, s)
	}
	for _, n := range []int{9, 6, 3} {
		subject := t.subjectWords(m, g, n)
		if len(subject) == 0 {
			continue
		}
		if words := t.predicate(g, MaxTitleWords-len(subject), m); words != nil {
			return sentenceCase(append(subject, words...))
		}
	}
	for _, n := range []int{6, 3} { // rather a phrase left out than no title
		subject := t.subjectWords(m, g, n)
		verb := t.verbWords(g, m)
		rest, _ := t.restWords(g, MaxTitleWords-len(subject)-len(verb))
		if len(subject) > 0 && (len(rest) > 0 || !t.needsObject(g)) {
			return sentenceCase(slices.Concat(subject, verb, rest))
		}
	}
	return ""
}

// predicate returns verb and object in at most room words, or nil when what
// the verb needs does not fit.
func (t *titler) predicate(g group, room int, m Mention) []string {
	verb := t.verbWords(g, m)
	rest, whole := t.restWords(g, room-len(verb))
	if len(verb) > room || len(rest) == 0 && !whole {
		return nil
	}
	if g.copula && len(rest) == 0 {
		return nil
	}
	return append(verb, rest...)
}

// directObject reports whether a noun phrase, and no clause, follows the verb.
func (t *titler) directObject(g group) bool {
	i := g.last + 1
	if i >= g.end || t.tokens[i].kind != aWord || t.tokens[i].is(posPrep|posPron) && !t.tokens[i].is(posDet) || t.tokens[i].isTimex() || t.wordAt(i) == "that" {
		return false
	}
	for _, o := range t.groups {
		if o.first > g.last && o.kind == finite && o.clause <= i+1 && !o.relative {
			return false
		}
	}
	return t.tokens[g.main].lemma != t.lex.say && t.tokens[g.main].lemma != t.lex.tell && g.subLast <= g.first
}

// sayer returns the group that reports the speech around group k, or -1.
func (t *titler) sayer(k int) int {
	for n, g := range t.groups {
		if n != k && g.kind == finite && !g.inQuote && t.tokens[g.main].is(posReporting) {
			return n
		}
	}
	return -1
}

// reported words speech: "NATO said the attack fits a pattern"; a quotation in
// the first person follows a colon.
func (t *titler) reported(m Mention, k int) string {
	g := t.groups[k]
	c := t.contentOf(k)
	if c < 0 {
		return ""
	}
	content := t.groups[c]
	who := t.speakerWords(m, g)
	if len(who) == 0 {
		return ""
	}
	first := content.subLast-content.subFirst == 1 && t.tokens[content.subFirst].is(posSubjectPron)
	lead := append(slices.Clone(who), t.verbWords(g, Mention{})...)
	if t.tokens[g.main].lemma == t.lex.tell {
		lead = append(lead, t.plain(g.last+1, t.objectEnd(g), 3)...)
	}
	if c > k && (content.clause-g.last > 9 || content.subLast > content.first) || content.first-content.subLast > 2 {
		return ""
	}
	if content.inQuote {
		lead = slices.Clone(who)
		lead[len(lead)-1] += ":"
	}
	subject := t.plain(content.subFirst, content.subLast, 6)
	if !first && len(subject) > 0 && content.subLast-content.subFirst > 6 {
		subject = t.plain(content.subFirst, t.phraseEnd(content.subFirst, content.subLast), 6)
	}
	if len(subject) == 0 || content.subFirst < content.subLast && t.tokens[content.subFirst].isTimex() {
		return ""
	}
	if tok := t.tokens[content.subFirst]; tok.closed() && !first || first && t.wordText(content.subFirst) != "I" {
		subject[0] = strings.ToLower(subject[0])
	}
	rest := t.predicate(content, MaxTitleWords-len(lead)-len(subject), Mention{})
	if rest == nil {
		return ""
	}
	return sentenceCase(slices.Concat(lead, subject, rest))
}

// objectEnd returns the end of the noun phrase after a verb.
func (t *titler) objectEnd(g group) int {
	i := g.last + 1
	for i < len(t.tokens) && t.tokens[i].kind == aWord && !t.tokens[i].isTimex() && !t.tokens[i].is(posPrep|posRel|posSub) {
		i++
	}
	return i
}

// contentOf returns the first clause that group k reports, or -1.
func (t *titler) contentOf(k int) int {
	for n := k + 1; n < len(t.groups); n++ {
		if g := t.groups[n]; g.kind == finite && !g.relative && !g.subordinate {
			return n
		}
	}
	r := t.groups[k]
	if i := min(r.first, r.subFirst) - 1; r.subFirst < r.subLast && i >= 0 && t.tokens[i].kind != aComma && t.tokens[i].kind != aQuote && t.tokens[i].kind != aDash {
		return -1
	}
	for n := 0; n < k; n++ {
		if g := t.groups[n]; g.kind == finite && !g.relative && !g.subordinate && g.subFirst != r.subFirst {
			return n
		}
	}
	return -1
}

// speakerWords names who speaks in at most five words.
func (t *titler) speakerWords(m Mention, g group) []string {
	if m.Actor.Person && m.Actor.Name != "" {
		return limit(strings.Fields(m.Actor.Name), 4)
	}
	words := t.subjectWords(m, g, 5)
	return words
}

// subjectWords names the subject in at most n words, a pronoun replaced by who
// it stands for.
func (t *titler) subjectWords(m Mention, g group, n int) []string {
	i, j := g.subFirst, g.subLast
	actor := m.Actor
	if g.passive && m.Type.Group != "speech" {
		actor = m.Object
	}
	if i >= j || i+1 == j && t.tokens[i].is(posSubjectPron|posPron) {
		if actor.Name == "" || g.passive && m.Type.Group == "speech" {
			return nil
		}
		return t.named(actor, n)
	}
	for i < j && t.tokens[i].is(posDet) && !t.tokens[i].is(posNeg) && len(t.wordText(i)) < 5 {
		i++
	}
	for j > i && j-i > n {
		end := j
		for k := i + 1; k < j; k++ {
			if t.tokens[k].is(posPrep|posCoord) && t.wordAt(k) != "of" && t.wordAt(k+1) != "least" || t.tokens[k].kind != aWord && t.tokens[k].kind != aNumber && t.tokens[k].kind != aQuote {
				end = k
			}
		}
		if end == j {
			break
		}
		j = end
	}
	if j == i+1 && t.tokens[i].is(posOrg|posRole) && actor.Pronoun && strings.ContainsFunc(actor.Name, unicode.IsUpper) {
		if words := t.named(actor, n); words != nil {
			return words
		}
	}
	words := t.plain(i, j, 99)
	if len(words) > n {
		return nil
	}
	return words
}

func (t *titler) named(a Actor, n int) []string {
	words := strings.Fields(a.Name)
	for len(words) > 1 && (words[0] == "the" || words[0] == "The" || words[0] == "a" || words[0] == "A") {
		words = words[1:]
	}
	if len(words) > n {
		return nil
	}
	return words
}

func limit(words []string, n int) []string {
	if len(words) > n {
		return words[:n]
	}
	return words
}

// verbWords returns the verb group; a first person becomes a third one when a
// name replaces its pronoun.
func (t *titler) verbWords(g group, m Mention) []string {
	var out []string
	replaced := m.Actor.Name != "" && g.subLast-g.subFirst == 1 && g.inQuote && t.tokens[g.subFirst].is(posSubjectPron)
	for i := g.first; i <= g.last; i++ {
		if t.tokens[i].isTimex() || t.adverb(i) && !t.tokens[i].is(posNeg) {
			continue
		}
		w := t.wordText(i)
		if replaced && g.tense == present && i == g.main && t.tokens[i].is(posBase) {
			w = third(w)
		}
		if replaced && i == g.first {
			switch w {
			case "have", "'ve", "’ve":
				w = "has"
			case "are", "am", "'re", "’re", "'m", "’m":
				w = "is"
			}
		}
		out = append(out, w)
	}
	return out
}

// restWords takes what follows the verb, phrase by phrase, while room is left;
// whole reports whether nothing that the verb needs was left out.
func (t *titler) restWords(g group, room int) (out []string, whole bool) {
	end := t.clauseEnd(g)
	whole = true
	for i := g.last + 1; i < end; {
		j := t.phraseAfter(i, end)
		words := t.plain(i, j, 99)
		if len(out)+len(words) > room {
			whole = i > g.last+1 || !t.needsObject(g)
			if t.wordAt(i) == "to" {
				return nil, false
			}
			break
		}
		out = append(out, words...)
		i = j
	}
	if n := len(out); n > 0 && end > g.last+1 {
		out = trimTail(out)
		whole = whole && (len(out) > 0 || !t.needsObject(g))
	}
	return out, whole
}

// needsObject reports whether the verb is followed by a noun phrase that it
// cannot do without.
func (t *titler) needsObject(g group) bool {
	i := g.last + 1
	for i < len(t.tokens) && t.adverb(i) {
		i++
	}
	return g.copula || !g.passive && i < len(t.tokens) && t.tokens[i].kind == aWord && !t.tokens[i].isTimex() && !t.tokens[i].is(posPrep|posSub)
}

// clauseEnd is where the words that may follow the verb end: a comma, a mark, a
// word that opens another clause.
func (t *titler) clauseEnd(g group) int {
	for i := g.last + 1; i < len(t.tokens); i++ {
		tok := t.tokens[i]
		if tok.kind == aStop || tok.kind == aDash || tok.kind == aComma && !t.reader.listComma(i) || tok.is(posRel) && !tok.is(posDet) || tok.kind == aParen {
			return i
		}
		if tok.is(posSub) && !tok.is(posPrep) {
			return i
		}
		if (t.wordAt(i) == "and" || t.wordAt(i) == "but" || t.wordAt(i) == "while") && t.verbSoon(i+1) {
			return i
		}
	}
	return len(t.tokens)
}

func (t *titler) verbSoon(i int) bool {
	for _, g := range t.groups {
		if g.kind == finite && g.first >= i && g.first < i+8 {
			return true
		}
	}
	return false
}

// phraseAfter returns the end of the phrase that starts at i: the next
// preposition or end.
func (t *titler) phraseAfter(i, end int) int {
	for k := i + 1; k < end; k++ {
		tok := t.tokens[k]
		if tok.is(posPrep) && t.wordAt(k) != "of" && !t.tokens[k-1].is(posPrep) && t.wordAt(k+1) != "least" && t.wordAt(k+1) != "most" || tok.isTimex() && !t.tokens[k-1].isTimex() && !t.tokens[k-1].is(posPrep) && !t.insidePhrase(k, end) {
			return k
		}
		for _, g := range t.groups {
			if g.first == k && k > i+1 && (g.kind == finite || g.kind == gerundive && !t.tokens[k-1].is(posCoord|posDet|posPrep)) {
				return k
			}
		}
		if t.wordAt(k) == "to" {
			return k
		}
	}
	return end
}

// plain returns the words of tokens [i, j) without expressions of time and
// marks, at most n.
func (t *titler) plain(i, j, n int) []string {
	var out []string
	for k := i; k < j && len(out) < n; k++ {
		tok := t.tokens[k]
		switch {
		case tok.isTimex() && !t.insidePhrase(k, j):
			out = trimTail(out)
		case tok.kind == aWord || tok.kind == aNumber:
			w := t.wordText(k)
			if tok.owner() {
				w += "’s"
			}
			if k > 0 && (t.a.Text[tok.start-1] == '$' || t.a.Text[tok.start-1] == '#') {
				w = string(t.a.Text[tok.start-1]) + w
			} else if k > 0 && tok.start > 3 && strings.HasSuffix(t.a.Text[:tok.start], "€") {
				w = "€" + w
			}
			if len(out) > 0 && (strings.HasPrefix(w, "'") || strings.HasPrefix(w, "’")) {
				out[len(out)-1] += w
				continue
			}
			out = append(out, w)
		case tok.kind == anOther && t.a.Text[tok.start] == '%' && len(out) > 0:
			out[len(out)-1] += "%"
		}
	}
	return out
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
	return end < j && t.nounLike(end) && first > 0 && (t.tokens[first-1].owner() || t.tokens[first-1].is(posDet)) && !t.tokens[end-1].owner()
}

// trimTail drops words that cannot end a title.
func trimTail(words []string) []string {
	for len(words) > 0 {
		if strings.HasSuffix(words[len(words)-1], "’s") {
			words = words[:len(words)-1]
			continue
		}
		switch strings.ToLower(words[len(words)-1]) {
		case "of", "in", "on", "at", "by", "for", "from", "with", "to", "and", "or", "the", "a", "an", "as", "after", "before", "that", "over", "its", "his", "her", "their", "this", "those", "into", "about", "during", "since", "between", "against", "under", "late", "early", "around", "until", "then", "but", "has", "have", "was", "were", "is", "are", "who", "which":
			words = words[:len(words)-1]
		default:
			return words
		}
	}
	return words
}

func (t *titler) nominal(m Mention) string {
	for i := range t.tokens {
		if int(t.tokens[i].start) != m.Trigger.Start {
			continue
		}
		first := i
		for first > 0 && t.tokens[first-1].kind == aWord && !t.tokens[first-1].closed() && !t.tokens[first-1].isTimex() && !t.inVerb(first-1) && i-first < 5 {
			first--
		}
		end := i + 1
		for end < len(t.tokens) && int(t.tokens[end].start) < m.Trigger.End {
			end++
		}
		stop := t.clauseEnd(group{last: end - 1})
		words := t.plain(first, end, 8)
		if m.Type.Group == "speech" && m.Actor.Name != "" {
			words = append(t.named(Actor{Name: m.Actor.Name + "’s"}, 5), words...)
		}
		for k := end; k < stop; {
			j := t.phraseAfter(k, stop)
			if t.inVerb(k) {
				break
			}
			more := t.plain(k, j, 99)
			if len(words)+len(more) > MaxTitleWords {
				break
			}
			words = append(words, more...)
			k = j
		}
		return sentenceCase(trimTail(words))
	}
	return ""
}

func (t *titler) inVerb(i int) bool {
	for _, g := range t.groups {
		if g.first <= i && i <= g.last {
			return true
		}
	}
	return false
}

// joined glues contractions to the word before and drops a preposition that
// lost its noun.
func joined(words []string) []string {
	var out []string
	for i, w := range words {
		switch {
		case i > 0 && (w[0] == '\'' || strings.HasPrefix(w, "’")) && len(out) > 0:
			out[len(out)-1] += w
		case i+1 < len(words) && stranded[w] && follower[words[i+1]]:
		default:
			out = append(out, w)
		}
	}
	return out
}

var (
	stranded = map[string]bool{"on": true, "in": true, "at": true, "for": true, "of": true, "by": true}
	follower = map[string]bool{"during": true, "after": true, "before": true, "with": true, "over": true, "for": true, "from": true, "to": true, "in": true, "at": true}
)

func sentenceCase(words []string) string {
	s := strings.Join(limit(trimTail(joined(words)), MaxTitleWords), " ")
	c, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(c)) + s[n:]
}
