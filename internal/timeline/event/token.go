package event

import (
	"unicode"
	"unicode/utf8"

	"buildsite/internal/article"
	"buildsite/internal/timeline/timex"
)

// A token is a word or a mark of one sentence.
type token struct {
	start, end int32 // bytes of Article.Text
	*word
	kind  tokenKind
	flags tokenFlag
	timex int32 // 1 + index into reader.tags of the expression that holds it, or 0
}

type tokenKind uint8

const (
	aWord tokenKind = iota
	aNumber
	aComma
	aStop  // . ! ? ; :
	aDash  // – — --
	aParen // ( ) [ ]
	aQuote
	anOther
)

type tokenFlag uint8

const (
	capital tokenFlag = 1 << iota
	quoted
	possessive // "ministry's"
	opening    // of a quotation mark or parenthesis
	allCaps
	glued // no white space before it
)

func (t token) is(p pos) bool        { return t.pos&p != 0 }
func (t token) capital() bool        { return t.flags&capital != 0 }
func (t token) inQuote() bool        { return t.flags&quoted != 0 }
func (t token) isTimex() bool        { return t.timex != 0 }
func (t token) boundary() bool       { return t.kind == aStop || t.kind == aDash || t.kind == aQuote }
func (t token) closed() bool         { return t.pos&posClosed != 0 }
func (t token) owner() bool          { return t.flags&possessive != 0 }
func (t token) nameLike() bool       { return t.kind == aWord && t.flags&capital != 0 }
func (t token) has(f tokenFlag) bool { return t.flags&f != 0 }

// A reader holds what reading one sentence after another needs, so that memory
// is taken once per article.
type reader struct {
	lex     *Lexicon
	a       *article.Article
	tags    []timex.Timex
	tokens  []token
	groups  []group
	lower   []byte
	names   map[uint64]bool // words capitalised inside sentences
	inQuote bool
	block   int
	nextTag int
}

// begin makes r ready for the sentences of a.
func (r *reader) begin(lex *Lexicon, a *article.Article, tags []timex.Timex) {
	*r = reader{lex: lex, a: a, tags: tags, tokens: r.tokens, groups: r.groups, lower: r.lower, names: r.names, block: -1}
}

// tokenise fills r.tokens with the words and marks of s. Quotation marks may
// span the sentences of a block.
func (r *reader) tokenise(s article.Sentence) {
	if s.Block != r.block {
		r.block, r.inQuote = s.Block, false
	}
	r.tokens = r.tokens[:0]
	text := r.a.Text
	for i := s.Start; i < s.End; {
		c, n := utf8.DecodeRuneInString(text[i:s.End])
		switch {
		case unicode.IsSpace(c):
			i += n
		case isLetter(c) || c >= '0' && c <= '9':
			i = r.wordFrom(i, s.End)
		default:
			i = r.markFrom(i, n, c, s.End)
		}
	}
	r.markTimexes(s.Span)
}

func isLetter(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 127 && unicode.IsLetter(c)
}

// wordFrom adds the word at i and returns its end. A word may hold hyphens,
// apostrophes, and full stops between single letters ("U.S."); "'s" is cut off
// and remembered.
func (r *reader) wordFrom(i, limit int) int {
	text, start := r.a.Text, i
	var l letters
	for i < limit {
		c, n := rune(text[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(text[i:limit])
		}
		if !l.count(c) {
			next, _ := utf8.DecodeRuneInString(text[min(i+n, limit):limit])
			if !joins(text, start, i, c, next, limit) {
				return r.addWord(start, i, 0, l)
			}
			if c == '\'' || c == '’' {
				if n := contraction(text[i:limit]); n > 0 && !alnumAt(text, i+n, limit) {
					r.addWord(start, i, 0, l)
					return r.addWord(i, i+n, 0, letters{all: 2, wide: c == '’'})
				}
				if (next == 's' || next == 'S') && !alnumAt(text, i+n+1, limit) {
					r.addWord(start, i, possessive, l)
					if t := &r.tokens[len(r.tokens)-1]; t.is(posContracts) {
						t.flags &^= possessive
						return r.addWord(i, i+n+1, 0, letters{all: 1, wide: c == '’'})
					}
					return i + n + 1
				}
			}
		}
		i += n
	}
	return r.addWord(start, i, 0, l)
}

// letters counts those of a word.
type letters struct {
	all, upper int
	wide       bool // some character is not ASCII
}

// count counts c and reports whether it is a letter or digit.
func (l *letters) count(c rune) bool {
	switch {
	case c >= 'a' && c <= 'z':
		l.all++
	case c >= 'A' && c <= 'Z':
		l.all++
		l.upper++
	case c >= '0' && c <= '9':
	case c < utf8.RuneSelf:
		return false
	default:
		l.wide = true
		if !unicode.IsLetter(c) {
			return false
		}
		l.all++
		if unicode.IsUpper(c) {
			l.upper++
		}
	}
	return true
}

// contraction returns the length of the contracted verb that s begins with, or
// 0: "'re", "'ve", "'ll", "'m", "'d".
func contraction(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	for _, c := range [...]string{"re", "ve", "ll", "m", "d"} {
		if len(s) >= n+len(c) && s[n:n+len(c)] == c {
			return n + len(c)
		}
	}
	return 0
}

func alnumAt(text string, i, limit int) bool {
	if i >= limit {
		return false
	}
	c, _ := utf8.DecodeRuneInString(text[i:limit])
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

// joins reports whether the mark c at i belongs to the word that began at start.
func joins(text string, start, i int, c, next rune, limit int) bool {
	follows := isLetter(next) || next >= '0' && next <= '9'
	switch c {
	case '\'', '’', '-', '‑', '&', '/', '@', '_':
		return follows
	case '.':
		if i-start == 1 && !(text[start] >= '0' && text[start] <= '9') || i-start > 1 && text[i-2] == '.' {
			return true // an initial or "U.S."
		}
		return follows && (text[i-1] >= '0' && text[i-1] <= '9' || isLetter(next) && i-start > 1 && unicode.IsLower(next))
	case ',', ':':
		return next >= '0' && next <= '9' && text[i-1] >= '0' && text[i-1] <= '9'
	}
	return false
}

func (r *reader) addWord(start, end int, flags tokenFlag, l letters) int {
	t := token{start: int32(start), end: int32(end), flags: flags, word: &r.lex.words[0]}
	if l.upper > 0 {
		if c, _ := utf8.DecodeRuneInString(r.a.Text[start:]); unicode.IsUpper(c) {
			t.flags |= capital
		}
		if l.upper == l.all && l.all > 1 {
			t.flags |= allCaps
		}
	}
	if r.inQuote {
		t.flags |= quoted
	}
	switch form := r.a.Text[start:end]; {
	case l.all == 0:
		t.kind = aNumber
	case l.upper == 0 && !l.wide:
		t.word = &r.lex.words[find(&r.lex.symbols, form)]
		if t.sym == 0 {
			t.word = guess(form, t.word)
		}
	default:
		r.lower = lowered(r.lower[:0], form)
		t.word = &r.lex.words[find(&r.lex.symbols, r.lower)]
		if t.sym == 0 && l.upper == 0 {
			t.word = guess(string(r.lower), t.word)
		}
	}
	r.tokens = append(r.tokens, t)
	return end
}

func lowered(buf []byte, s string) []byte {
	for _, c := range s {
		switch {
		case c >= 'A' && c <= 'Z':
			buf = append(buf, byte(c)+'a'-'A')
		case c < 128:
			buf = append(buf, byte(c))
		case c == '’':
			buf = append(buf, '\'')
		default:
			buf = utf8.AppendRune(buf, unicode.ToLower(c))
		}
	}
	return buf
}

// guess gives an unknown lower-case word a verb form by its ending; unknown is
// that of a word with none.
func guess(w string, unknown *word) *word {
	n := len(w)
	switch {
	case n > 4 && w[n-1] == 'd' && w[n-2] == 'e' && w[n-3] != 'e':
		return &unknownPast
	case n > 5 && w[n-3:] == "ing":
		return &unknownGerund
	}
	return unknown
}

var (
	unknownPast   = word{pos: posPast | posPart}
	unknownGerund = word{pos: posGerund}
)

func (r *reader) markFrom(i, n int, c rune, limit int) int {
	t := token{start: int32(i), end: int32(i + n), kind: anOther, word: &r.lex.words[0]}
	switch c {
	case ',':
		t.kind = aComma
	case '.', '!', '?', ';', ':', '…':
		t.kind = aStop
		if c == '.' && r.abbreviation(i, limit) {
			return i + n
		}
	case '–', '—', '_':
		t.kind = aDash
	case '-':
		t.kind = aDash
		if i+n < limit && r.a.Text[i+n] == '-' {
			n++
			t.end++
		}
	case '(', '[':
		t.kind, t.flags = aParen, opening
	case ')', ']':
		t.kind = aParen
	default:
		n = r.quotation(&t, n, c, limit)
	}
	if c == '“' && r.spaceFollows(i+n, limit) && len(r.tokens) > 0 {
		t.flags, r.inQuote = 0, false
	}
	r.tokens = append(r.tokens, t)
	return i + n
}

// quotation makes t a quotation mark when c, of n bytes, begins one, and returns
// how many bytes it has.
func (r *reader) quotation(t *token, n int, c rune, limit int) int {
	switch c {
	case '`', '\'': // agencies double them
		if i := int(t.end); i >= limit || r.a.Text[i] != byte(c) {
			return n
		}
		n++
		t.end++
		t.kind, r.inQuote = aQuote, c == '`'
	case '“', '„', '«':
		t.kind, r.inQuote = aQuote, true
	case '”', '»': // some agencies close, and some open, with the same mark
		t.kind, r.inQuote = aQuote, false
	case '"':
		t.kind, r.inQuote = aQuote, !r.inQuote
	default:
		return n
	}
	if r.inQuote {
		t.flags = opening
	}
	return n
}

// abbreviation reports whether the full stop at i, inside a sentence, belongs
// to a short capitalised word: "St. Louis", "Gen. James".
func (r *reader) abbreviation(i, limit int) bool {
	if len(r.tokens) == 0 || i+2 >= limit || r.a.Text[i+1] != ' ' {
		return false
	}
	p := r.tokens[len(r.tokens)-1]
	next, _ := utf8.DecodeRuneInString(r.a.Text[i+2:])
	return p.nameLike() && int(p.end) == i && p.end-p.start <= 5 && unicode.IsUpper(next)
}

func (r *reader) spaceFollows(i, limit int) bool {
	return i >= limit || r.a.Text[i] == ' ' || r.a.Text[i] == '\n'
}

// markTimexes gives each token the expression it is part of. Tags are sorted.
func (r *reader) markTimexes(s article.Span) {
	for r.nextTag > 0 && r.nextTag <= len(r.tags) && r.tags[r.nextTag-1].Start >= s.Start {
		r.nextTag--
	}
	for r.nextTag < len(r.tags) && r.tags[r.nextTag].End <= s.Start {
		r.nextTag++
	}
	tok := 0
	for k := r.nextTag; k < len(r.tags) && r.tags[k].Start < s.End; k++ {
		for tok < len(r.tokens) && int(r.tokens[tok].end) <= r.tags[k].Start {
			tok++
		}
		for ; tok < len(r.tokens) && int(r.tokens[tok].start) < r.tags[k].End; tok++ {
			t := &r.tokens[tok]
			t.timex = int32(k + 1)
			if (t.kind == aStop || t.kind == aComma) && int(t.end) < r.tags[k].End {
				t.kind = anOther // "Aug. 7", "March 13, 2016" is one expression
			}
			if t.is(posModal) && t.capital() {
				t.word = &r.lex.words[0] // the month of May
			}
		}
	}
}

func (r *reader) text(i, j int) string {
	if i >= j {
		return ""
	}
	return r.a.Text[r.tokens[i].start:r.tokens[j-1].end]
}

func (r *reader) wordText(i int) string { return r.a.Text[r.tokens[i].start:r.tokens[i].end] }
