package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readPlain reads plain text that begins at offset start of Source. A blank
// line ends a paragraph; so does every line end, unless the file is hard-wrapped.
func (a *Article) readPlain(start int) {
	a.Text = a.Source[start:]
	if a.Text != "" {
		a.sourceMap = []segment{{0, len(a.Text), start, len(a.Text)}}
	}
	lines := plainLines(a.Text)
	width := wrapWidth(a.Text, lines)
	a.Blocks = make([]Block, 0, len(lines)+2)
	open := false
	for i, line := range lines {
		if line.Len() == 0 {
			open = false
			continue
		}
		if open && width > 0 && wrapped(a.Text, lines[i-1], line, width) {
			a.Blocks[len(a.Blocks)-1].End = line.End
			continue
		}
		b := Block{Span: line}
		if bullet := bulletLength(a.Text[line.Start:line.End]); bullet > 0 {
			b.Kind = ListItem
			b.Start += bullet
		}
		a.Blocks = append(a.Blocks, b)
		open = true
	}
}

// plainLines returns the lines of text without the white space around them.
func plainLines(text string) []Span {
	lines := make([]Span, 0, 1+strings.Count(text, "\n"))
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text) - at
		}
		lines = append(lines, trim(text, Span{at, at + end}))
		at += end + 1
	}
	return lines
}

// trim returns s without the white space at its ends.
func trim(text string, s Span) Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) && r != '\ufeff' && r != '\u200b' {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) && r != '\u200b' {
			break
		}
		s.End -= n
	}
	return s
}

// The longest line of a hard-wrapped file, in bytes.
const maxWrap = 130

// wrapWidth returns the line length (bytes) at which a file is hard-wrapped, 0
// when its lines are paragraphs. It is wrapped when nearly all lines are short
// and a fifth of the lines that follow another go on in the middle of a
// sentence.
func wrapWidth(text string, lines []Span) int {
	full, long, width, pairs, broken := 0, 0, 0, 0, 0
	for i, line := range lines {
		n := line.Len()
		if n == 0 {
			continue
		}
		full++
		if n > maxWrap {
			long++
		} else {
			width = max(width, n)
		}
		if i == 0 || lines[i-1].Len() == 0 {
			continue
		}
		pairs++
		r, _ := utf8.DecodeRuneInString(text[line.Start:])
		if unicode.IsLower(r) && !endsSentence(text[lines[i-1].Start:lines[i-1].End]) {
			broken++
		}
	}
	if pairs == 0 || 10*long > full || 5*broken < pairs {
		return 0
	}
	return width
}

// wrapped reports whether line goes on with what previous began: its first word
// would not have fitted, or it begins in the middle of a sentence.
func wrapped(text string, previous, line Span, width int) bool {
	s := text[line.Start:line.End]
	if bulletLength(s) > 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.IsLower(r) && !endsSentence(text[previous.Start:previous.End]) {
		return true
	}
	word := strings.IndexByte(s, ' ')
	if word < 0 {
		word = len(s)
	}
	return previous.Len()+1+word > width-width/8
}

// bulletLength returns the length of the bullet and the space behind it that s
// begins with.
func bulletLength(s string) int {
	for _, bullet := range [...]string{"- ", "* ", "• ", "‣ ", "▪ ", "· ", "– "} {
		if strings.HasPrefix(s, bullet) {
			return len(bullet)
		}
	}
	return 0
}

// endsSentence reports whether s ends with a full stop or the like, closing
// quotation marks and brackets aside.
func endsSentence(s string) bool {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		switch r {
		case '.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।', '۔':
			return true
		case '"', '\'', ')', ']', '”', '“', '’', '»', '«', ' ':
			s = s[:len(s)-n]
		default:
			return false
		}
	}
	return false
}
