// Package problem describes what is wrong at a place in a file, so that every
// step of a run points alike: path:line:col: what, the line with a caret, and
// what to do about it.
//
// A step collects its problems in a List and goes on, so that one run shows
// all of them. Fatal problems stop a run before anything is written; warnings
// are shown and the run goes on.
package problem

import (
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// A Problem is one thing wrong at a place in a file.
type Problem struct {
	Path    string // slash-separated, as the user would type it; "-" for standard input
	Line    int    // from 1; 0 when the problem is about the file as a whole
	Column  int    // from 1, in code points; 0 when the problem is about the line as a whole
	What    string // lower case, no full stop
	Hint    string // what to do, "" when there is nothing to say
	Excerpt string // the line itself, without its line end, "" when Line is 0
	Warning bool   // the run goes on
}

// At returns a Problem at byte offset off (0 ≤ off ≤ len(src)) of src, the
// whole file at path, with line, column and excerpt filled in.
func At(path, src string, off int, format string, args ...any) Problem {
	off = max(0, min(off, len(src)))
	start := strings.LastIndexByte(src[:off], '\n') + 1
	end := len(src)
	if i := strings.IndexByte(src[off:], '\n'); i >= 0 {
		end = off + i
	}
	return Problem{
		Path:    path,
		Line:    1 + strings.Count(src[:start], "\n"),
		Column:  1 + utf8.RuneCountInString(src[start:off]),
		What:    fmt.Sprintf(format, args...),
		Excerpt: strings.TrimRight(src[start:end], "\r"),
	}
}

// WithHint returns p with what to do about it.
func (p Problem) WithHint(format string, args ...any) Problem {
	p.Hint = fmt.Sprintf(format, args...)
	return p
}

// Error returns the first line of the message: path:line:col: what.
func (p Problem) Error() string {
	s := p.Path
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
	}
	if p.Line > 0 && p.Column > 0 {
		s += fmt.Sprintf(":%d", p.Column)
	}
	return s + ": " + p.What
}

// A List is the problems of a run. The zero List is empty and an error only
// through Err.
type List []Problem

// Err returns l sorted by place when it holds a problem that is no warning,
// else nil.
func (l List) Err() error {
	for _, p := range l {
		if !p.Warning {
			l.Sort()
			return l
		}
	}
	return nil
}

// In returns l with every path below dir, as someone outside dir would type it.
// Standard input has no folder.
func (l List) In(dir string) List {
	moved := slices.Clone(l)
	for i, p := range moved {
		if p.Path != "-" {
			moved[i].Path = path.Join(dir, p.Path)
		}
	}
	return moved
}

// Sort orders l by path, line, column and text.
func (l List) Sort() {
	sort.SliceStable(l, func(i, j int) bool {
		a, b := l[i], l[j]
		if a.Path != b.Path {
			return a.Path < b.Path
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		if a.Column != b.Column {
			return a.Column < b.Column
		}
		return a.What < b.What
	})
}

// Error returns the first lines of all messages.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, p := range l {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// NotUTF8 returns the problem that src, the whole file at path, is not valid
// UTF-8, at its first bad byte, and whether it has that problem.
func NotUTF8(path string, src []byte) (Problem, bool) {
	if utf8.Valid(src) {
		return Problem{}, false
	}
	off := 0
	for off < len(src) {
		r, n := utf8.DecodeRune(src[off:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		off += n
	}
	p := At(path, string(src), off, "byte 0x%02X is not valid UTF-8", src[off])
	return p.WithHint("save the file as UTF-8; older programs write windows-1250 or windows-1252"), true
}
