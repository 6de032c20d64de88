package problem

import (
	"strings"
	"unicode"
)

// maxExcerpt is how many code points of a line Format shows: the line of a
// report can be a whole page of text.
const maxExcerpt = 100

// Format returns the whole message, ending in a line end: path:line:col: what,
// the line with a caret under the column, and the hint. Control characters of
// the file are shown as spaces, so that no file can drive the terminal.
func (p Problem) Format() string {
	var b strings.Builder
	if p.Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(printable(p.Error()))
	b.WriteByte('\n')
	if p.Line > 0 && p.Excerpt != "" {
		p.formatExcerpt(&b)
	}
	if p.Hint != "" {
		b.WriteString("  hint: " + printable(p.Hint) + "\n")
	}
	return b.String()
}

// formatExcerpt writes the part of the line around the column, and the caret.
func (p Problem) formatExcerpt(b *strings.Builder) {
	line := []rune(printable(p.Excerpt))
	caret := min(max(p.Column-1, 0), len(line))
	start := 0
	if len(line) > maxExcerpt && caret > maxExcerpt/2 {
		start = caret - maxExcerpt/2
	}
	end := min(len(line), start+maxExcerpt)
	shown, lead := string(line[start:end]), ""
	if start > 0 {
		lead = "…"
	}
	b.WriteString("  | " + lead + shown)
	if end < len(line) {
		b.WriteString("…")
	}
	b.WriteByte('\n')
	if p.Column > 0 {
		b.WriteString("  | " + strings.Repeat(" ", caret-start+len([]rune(lead))) + "^\n")
	}
}

// printable returns s with control and formatting characters as spaces.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, s)
}
