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
	lex := For(a.Language)
	if lex == nil {
		return nil
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
	return d.finish()
}

// finish returns the mentions, in memory of their own, and leaves d for the
// next article.
func (d *detector) finish() []Mention {
	out := slices.Clone(d.mentions)
	stems := make([]uint64, 0, len(d.stemmed))
	own := func(list []uint64) []uint64 {
		n := len(stems)
		stems = append(stems, list...)
		return stems[n:len(stems):len(stems)]
	}
	for i := range out {
		m := &out[i]
		m.Stems = own(m.Stems)
		if i > 0 && out[i-1].Sentence == m.Sentence {
			m.Context = out[i-1].Context
		} else {
			m.Context = own(m.Context)
		}
	}
	clear(d.mentions)
	*d = detector{reader: d.reader, cast: d.cast, mentions: d.mentions[:0], anchors: d.anchors, stemmed: d.stemmed[:0], ranked: d.ranked[:0], subjects: d.subjects}
	d.cast.forget()
	return out
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

func (d *detector) span(i, j int) article.Span {
	return article.Span{Start: int(d.tokens[i].start), End: int(d.tokens[j-1].end)}
}
