package event

import (
	"slices"

	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

// Detect returns the mentions of a, in order. tags are those of a.Text, sorted
// by place; dct is the document creation time, zero when it is not known: then
// what only the day of the report would date has no date. An article in a
// language without a lexicon has no mentions.
func Detect(a *article.Article, tags []timex.Timex, dct edtf.Date) []Mention {
	mentions, _ := Select(a, tags, dct, func(*Mention) bool { return true })
	return mentions
}

// Select returns of what Detect returns the mentions that keep chooses, and the
// content stems of all sentences with mentions, sorted, each once.
func Select(a *article.Article, tags []timex.Timex, dct edtf.Date, keep func(*Mention) bool) ([]Mention, []uint64) {
	lex := For(a.Language)
	if lex == nil {
		return nil, nil
	}
	d, _ := lex.detectors.Get().(*detector)
	if d == nil {
		d = &detector{cast: newCast()}
	}
	defer lex.detectors.Put(d)
	d.begin(lex, a, tags)
	d.names = capitalised(d.names, a.Text)
	d.dct = dct
	for i, s := range a.Sentences {
		d.sentence(i, s)
	}
	stems := d.contexts()
	mentions := d.selected(keep)
	clear(d.mentions)
	*d = detector{reader: d.reader, cast: d.cast, mentions: d.mentions[:0], anchors: d.anchors, stemmed: d.stemmed[:0], ranked: d.ranked[:0], subjects: d.subjects}
	d.cast.forget()
	return mentions, stems
}

// contexts returns the stems of all sentences with mentions.
func (d *detector) contexts() []uint64 {
	first := len(d.stemmed)
	for i := range d.mentions {
		if m := &d.mentions[i]; i == 0 || d.mentions[i-1].Sentence != m.Sentence {
			d.stemmed = append(d.stemmed, m.Context...)
		}
	}
	slices.Sort(d.stemmed[first:])
	return slices.Clone(slices.Compact(d.stemmed[first:]))
}

// selected returns the mentions that keep chooses, in memory of their own.
func (d *detector) selected(keep func(*Mention) bool) []Mention {
	count, size, sentence := 0, 0, -1
	for i := range d.mentions {
		m := &d.mentions[i]
		if !keep(m) {
			m.Type = nil
			continue
		}
		count++
		if size += len(m.Stems); m.Sentence != sentence {
			size += len(m.Context)
		}
		sentence = m.Sentence
	}
	out, stems := make([]Mention, 0, count), make([]uint64, 0, size)
	own := func(list []uint64) []uint64 {
		n := len(stems)
		stems = append(stems, list...)
		return stems[n:len(stems):len(stems)]
	}
	for i := range d.mentions {
		m := &d.mentions[i]
		if m.Type == nil {
			continue
		}
		d.nameHeadline(m)
		m.Stems = own(m.Stems)
		if n := len(out); n > 0 && out[n-1].Sentence == m.Sentence {
			m.Context = out[n-1].Context
		} else {
			m.Context = own(m.Context)
		}
		out = append(out, *m)
	}
	return out
}

// nameHeadline tells who acts in a headline that only says "ministry" or
// "lawyer", when the text names one: the
// first, which is that of the news.
func (d *detector) nameHeadline(m *Mention) {
	if !m.Headline || m.Actor.Named || len(m.Actor.Keys) != 1 {
		return
	}
	if h, ok := d.cast.byHead[m.Actor.Keys[0]]; ok {
		m.Actor.Keys = append(m.Actor.Keys[:1:1], h.first.Keys...)
		m.Actor.Official, m.Actor.Pronoun, m.Actor.Unsure = h.first.Official, true, h.several
	}
}

// Reads reports whether the words of a look like the language of its lexicon:
// at least one in eight of the first 200 is a function word. Short texts do.
func Reads(a *article.Article) bool {
	lex := For(a.Language)
	if lex == nil {
		return false
	}
	r, _ := lex.readers.Get().(*reader)
	if r == nil {
		r = &reader{}
	}
	defer lex.readers.Put(r)
	r.begin(lex, a, nil)
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
		if words > 200 || known > 200/8 {
			break
		}
	}
	return words < 30 || known > 200/8 || known*8 >= words
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
	stemmed       []uint64    // all stems of the article, which the mentions hold parts of
	ranked        []tokenStem // of the sentence, sorted; empty before they are asked for
	sentenceStems []uint64
	first         int     // index of the first mention of the sentence
	subjects      []Actor // of the groups of the sentence
}

func (d *detector) sentence(n int, s article.Sentence) {
	kind := d.a.Blocks[s.Block].Kind
	switch kind {
	case article.Prose, article.ListItem, article.BlockQuot, article.Headline:
	default:
		return
	}
	d.tokenise(s)
	d.ranked, d.sentenceStems = d.ranked[:0], nil
	d.place(s, kind)
	if d.furniture(kind) {
		return
	}
	d.register()
	d.parse()
	d.anchor()
	d.follow(s)
	d.liftDates()
	first := len(d.mentions)
	d.first = first
	for k := range d.groups {
		d.verbMention(n, k, kind)
	}
	d.nounMentions(n, kind)
	if kind == article.Headline && len(d.mentions) == first {
		d.headlineNoun(n)
	}
	d.settle(n, first)
}

// place counts how far into the article the sentence stands.
func (d *detector) place(s article.Sentence, kind article.BlockKind) {
	if kind != article.Headline {
		d.prose++
	}
	d.lead = d.prose - 1
	if b := s.Block; b > 0 && s.Start == d.a.Blocks[b].Start && (d.a.Blocks[b-1].Kind == article.Heading || d.a.Blocks[b-1].Kind == article.Stamp) {
		d.lead = 0
	}
}

// follow names the subjects of the groups, and remembers what "it" means in
// the next sentence of the paragraph.
func (d *detector) follow(s article.Sentence) {
	if s.Start == d.a.Blocks[s.Block].Start {
		d.cast.subject = Actor{}
	}
	d.subjects = d.subjects[:0]
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
	words, least := 0, 4
	for _, t := range d.tokens {
		if t.kind == aWord || t.kind == aNumber {
			words++
		}
	}
	if kind == article.ListItem {
		least = 3 // "Shares fall 9%."
	}
	if words < least {
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

func (d *detector) span(i, j int) article.Span {
	return article.Span{Start: int(d.tokens[i].start), End: int(d.tokens[j-1].end)}
}
