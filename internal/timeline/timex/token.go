package timex

import (
	"unicode"
	"unicode/utf8"
)

// A token is a word, a number in one of the shapes below, or one punctuation
// mark. Only what the lexicon knows has a sig other than 0.
type token struct {
	start, end int32
	val        int32 // of a number: its value, see the shapes
	word       uint16
	sig        uint16
	flags      tokenFlags
}

type tokenFlags uint8

const (
	spaceBefore tokenFlags = 1 << iota
	newBlock               // a blank line lies before
	capital                // the first letter is upper case
	halfMore               // a number with one half more: 2 1/2
	numberWord             // a number in words
	lineStart              // a line end lies before
	wordToken              // letters, no number and no mark
)

// A shape is what a number looks like; each has one signature per language.
type shape uint8

// The shapes. Values: the number itself unless said otherwise.
const (
	shapeNone     shape = iota
	shapeMonth          // 1 to 12
	shapeHour           // 13 to 24, and 0
	shapeDay            // 25 to 31
	shapeNum            // any other number below a million
	shapeYear           // four digits, 1000 to 2100
	shapeYear2          // '99
	shapeOrd            // 21st
	shapeDecade         // 1980s, '80s: the first year
	shapeClock          // 10:35 or 10:35:20: minutes after midnight
	shapeISO            // 2025-05-28: days after 1970-01-01
	shapeISOTime        // 2025-05-28T10:35: minutes after 1970-01-01T00:00
	shapeNumeric        // 02/08/2012 or 28.5.2025: first*1000000 + second*10000 + year
	shapePoint          // 15.30: 100 times the whole part, plus two digits
	shapeISOMonth       // 2025-05: 12 times the year, plus the month from 0
	shapeCount
)

// The classes of a number word, by which neighbours are joined: forty-five,
// nineteen ninety-seven, two thousand.
const (
	ones    = 1
	teens   = 2
	tens    = 3
	hundred = 4
)

const (
	byteOther = iota
	byteSpace
	byteLetter
	byteDigit
	byteHigh
)

var byteClass = func() (c [256]uint8) {
	for i := range c {
		switch {
		case i == ' ' || i == '\t' || i == '\n' || i == '\r' || i == '\f' || i == '\v':
			c[i] = byteSpace
		case i >= 'a' && i <= 'z' || i >= 'A' && i <= 'Z':
			c[i] = byteLetter
		case i >= '0' && i <= '9':
			c[i] = byteDigit
		case i >= 0x80:
			c[i] = byteHigh
		}
	}
	return c
}()

// lex appends the tokens of text to buf.
func (t *Tagger) lex(text string, buf []token) []token {
	i := 0
	var flags tokenFlags
	for i < len(text) {
		c := text[i]
		switch byteClass[c] {
		case byteSpace:
			flags |= spaceBefore
			if c == '\n' {
				if flags&lineStart != 0 {
					flags |= newBlock
				}
				flags |= lineStart
			}
			i++
			continue
		case byteLetter:
			i, buf = t.lexWord(text, i, flags, buf)
		case byteDigit:
			i, buf = t.lexNumber(text, i, flags, buf)
		case byteHigh:
			r, n := utf8.DecodeRuneInString(text[i:])
			switch {
			case unicode.IsLetter(r):
				i, buf = t.lexWord(text, i, flags, buf)
			case unicode.IsSpace(r):
				flags |= spaceBefore
				i += n
				continue
			default:
				buf = t.lexMark(text, i, n, flags, buf)
				i += n
			}
		default:
			if c == '\'' {
				if j, next := t.lexApostrophe(text, i, flags, buf); j > i {
					i, buf = j, next
					break
				}
			}
			buf = t.lexMark(text, i, 1, flags, buf)
			i++
		}
		flags = 0
	}
	return buf
}

func (t *Tagger) lexMark(text string, i, n int, flags tokenFlags, buf []token) []token {
	tok := token{start: int32(i), end: int32(i + n), flags: flags}
	if n == 1 {
		tok.word = t.marks[text[i]]
	} else {
		tok.word = t.lookup(text[i:i+n], hashOf(text[i:i+n]))
	}
	tok.sig = t.words[tok.word].sig
	return append(buf, tok)
}

const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

// hashOf is FNV-1a over the lower-case form of s.
func hashOf(s string) uint32 {
	h := uint32(hashSeed)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * hashPrime
	}
	return h
}

// lexWord reads the word at i.
func (t *Tagger) lexWord(text string, i int, flags tokenFlags, buf []token) (int, []token) {
	h := uint32(hashSeed)
	j := i
	ascii := true
	flags |= wordToken
	for j < len(text) {
		c := text[j]
		if byteClass[c] == byteLetter {
			h = (h ^ uint32(c|0x20)) * hashPrime
			j++
			continue
		}
		if c < 0x80 {
			break
		}
		r, n := utf8.DecodeRuneInString(text[j:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		ascii = false
		j += n
	}
	if c := text[i]; c <= 'Z' {
		flags |= capital
	} else if c >= 0x80 {
		if r, _ := utf8.DecodeRuneInString(text[i:]); unicode.IsUpper(r) {
			flags |= capital
		}
	}
	if j == i+1 && j+1 < len(text) && text[j] == '.' && byteClass[text[j+1]] == byteLetter {
		return t.lexDotted(text, i, flags, buf)
	}
	tok := token{start: int32(i), end: int32(j), flags: flags}
	if ascii {
		tok.word = t.lookup(text[i:j], h)
	} else {
		tok.word = t.lookupFold(text[i:j])
	}
	if j < len(text) && byteClass[text[j]] == byteDigit {
		for j < len(text) && (byteClass[text[j]] == byteDigit || byteClass[text[j]] == byteLetter) {
			h = (h ^ uint32(text[j]|0x20)) * hashPrime
			j++
		}
		tok.end = int32(j)
		tok.word = t.lookup(text[i:j], h) // Q3 is a quarter, F16 and W32 are nothing
	}
	if tok.word == 0 {
		return j, append(buf, tok)
	}
	return t.finishWord(text, j, tok, buf)
}

// finishWord applies what the lexicon says of the word: capital letter, the
// full stop of an abbreviation, joining of number words.
func (t *Tagger) finishWord(text string, j int, tok token, buf []token) (int, []token) {
	w := &t.words[tok.word]
	if w.capital && tok.flags&capital == 0 {
		tok.word = w.plain
		w = &t.words[tok.word]
	}
	if w.abbreviation && j < len(text) && text[j] == '.' {
		j++
		tok.end = int32(j)
	}
	tok.sig = w.sig
	tok.val = w.number
	if w.numberClass != 0 {
		tok.flags |= numberWord
		if joined, ok := t.joinNumber(text, tok, w.numberClass, buf); ok {
			return j, joined
		}
	}
	return j, append(buf, tok)
}

// lexDotted reads letters with full stops: a.m., U.S.
func (t *Tagger) lexDotted(text string, i int, flags tokenFlags, buf []token) (int, []token) {
	h := uint32(hashSeed)
	j := i
	for j+1 < len(text) && byteClass[text[j]] == byteLetter && text[j+1] == '.' {
		h = (h ^ uint32(text[j]|0x20)) * hashPrime
		h = (h ^ '.') * hashPrime
		j += 2
	}
	if j < len(text) && byteClass[text[j]] == byteLetter {
		k := j
		for k < len(text) && byteClass[text[k]] == byteLetter {
			k++
		}
		if k == j+1 {
			h = (h ^ uint32(text[j]|0x20)) * hashPrime
			h = (h ^ '.') * hashPrime
			j = k
		}
	}
	tok := token{start: int32(i), end: int32(j), flags: flags}
	tok.word = t.lookupDotted(text[i:j], h)
	tok.sig = t.words[tok.word].sig
	tok.val = t.words[tok.word].number
	return j, append(buf, tok)
}

// joinNumber adds the number word tok to the number word that ends buf, over a
// hyphen if there is one, and reports whether it did.
func (t *Tagger) joinNumber(text string, tok token, class uint8, buf []token) ([]token, bool) {
	k := len(buf) - 1
	if k < 0 || tok.flags&newBlock != 0 {
		return buf, false
	}
	if tok.flags&spaceBefore == 0 {
		if k == 0 || text[buf[k].start] != '-' || buf[k].flags&spaceBefore != 0 {
			return buf, false
		}
		k--
	}
	before := &buf[k]
	if before.flags&numberWord == 0 {
		return buf, false
	}
	val, ok := joinedValue(before.val, tok.val, class)
	if !ok {
		return buf, false
	}
	before.end = tok.end
	before.val = val
	before.sig = t.wordNumberSig(val)
	return buf[:k+1], true
}

// joinedValue returns the number that val and then next stand for.
func joinedValue(val, next int32, class uint8) (int32, bool) {
	switch {
	case class == hundred && val < 1000:
		return val * next, true
	case class == ones && val >= 20 && val%10 == 0 && (val < 100 || val >= 1900):
		return val + next, true
	case (class == tens || class == teens) && val >= 10 && val < 22 && next >= 10:
		return val*100 + next, true
	case val >= 100 && val%100 == 0 && next < 100:
		return val + next, true
	}
	return 0, false
}
