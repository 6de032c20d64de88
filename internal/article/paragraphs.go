package article

import "bytes"

// Most of a news report in Markdown is paragraphs without any markup. Those are
// read here, and goldmark parses the runs between them: what stands between two
// blank lines is a block of its own unless it begins with space or a mark, or
// the file has something that reaches across blank lines (fenced code, HTML,
// link definitions). FuzzPlainParagraphs holds this to goldmark's own reading.

// read reads the body.
func (r *markdownReader) read() {
	if crosses(r.src) {
		r.parse(0, len(r.src))
		return
	}
	from := 0 // of the run that goldmark is to read
	for at := 0; at < len(r.src); {
		end, next := paragraphEnd(r.src, at)
		if end > at && isPlain(r.src[at:end]) {
			r.parse(from, at)
			r.plain(at, end)
			from = next
		}
		at = next
	}
	r.parse(from, len(r.src))
}

// crosses reports whether src has markup that may reach across a blank line, or
// bytes that Markdown treats in a way of its own.
func crosses(src []byte) bool {
	for _, mark := range [...]string{"<", "```", "~~~", "]:", "\r", "\v", "\f", "\x00"} {
		if bytes.Contains(src, []byte(mark)) {
			return true
		}
	}
	return false
}

// paragraphEnd returns the end of the lines at at, up to a line that is blank,
// without the last line end; and where the line behind the blank one begins.
func paragraphEnd(src []byte, at int) (end, next int) {
	for end = at; end < len(src); {
		line := bytes.IndexByte(src[end:], '\n')
		if line < 0 {
			line = len(src) - end
		}
		if len(bytes.Trim(src[end:end+line], " \t")) == 0 {
			return max(at, end-1), min(len(src), end+line+1)
		}
		end += line + 1
	}
	return len(bytes.TrimSuffix(src, []byte("\n"))), len(src)
}

// marked tells the bytes that may be markup wherever they stand.
var marked = [256]bool{'\\': true, '`': true, '*': true, '_': true, '[': true, ']': true, '!': true, '&': true, '<': true, '\t': true}

// isPlain reports whether the lines of block are one paragraph of text alone.
func isPlain(block []byte) bool {
	start := true
	for i, c := range block {
		if start && opensBlock(block[i:]) || marked[c] {
			return false
		}
		if c == '\n' && i > 0 && block[i-1] == ' ' {
			return false
		}
		start = c == '\n'
	}
	return block[len(block)-1] != ' '
}

// opensBlock reports whether a line that begins so may be no paragraph.
func opensBlock(line []byte) bool {
	switch c := line[0]; {
	case c == ' ' || c == '#' || c == '>' || c == '-' || c == '+' || c == '=' || c == '~' || c == '|' || c == ':':
		return true
	case c >= '0' && c <= '9':
		n := 1
		for n < len(line) && line[n] >= '0' && line[n] <= '9' {
			n++
		}
		return n == len(line) || line[n] == '.' || line[n] == ')'
	}
	return false
}

// plain adds the paragraph from one offset of src to another.
func (r *markdownReader) plain(from, to int) {
	start := r.separate()
	r.copy(from, to)
	r.add(start, Prose, 0)
}
