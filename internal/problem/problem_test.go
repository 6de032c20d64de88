package problem

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// A message has its place, the line with a caret under the column, and what to
// do.
func TestFormat(t *testing.T) {
	src := "title = 1\r\nčas = \"x\"\nlast"
	for _, c := range []struct {
		off  int
		want string
	}{
		{0, "a.md:1:1: wrong\n  | title = 1\n  | ^\n"},
		{strings.Index(src, "\"x\""), "a.md:2:7: wrong\n  | čas = \"x\"\n  |       ^\n"},
		{len(src), "a.md:3:5: wrong\n  | last\n  |     ^\n"},
		{len(src) + 100, "a.md:3:5: wrong\n  | last\n  |     ^\n"},
		{-1, "a.md:1:1: wrong\n  | title = 1\n  | ^\n"},
	} {
		if got := At("a.md", src, c.off, "wrong").Format(); got != c.want {
			t.Errorf("offset %d:\n%s\nwant:\n%s", c.off, got, c.want)
		}
	}
	got := Problem{Path: "b.md", What: "no title", Hint: "give it one", Warning: true}.Format()
	if got != "warning: b.md: no title\n  hint: give it one\n" {
		t.Error(got)
	}
}

// Of a line that is a whole page the part around the column is shown, with the
// caret at the same character as in the whole.
func TestFormatLongLine(t *testing.T) {
	src := strings.Repeat("ž", 400) + "X" + strings.Repeat("y", 400)
	lines := strings.Split(At("a.md", src, strings.IndexByte(src, 'X'), "here").Format(), "\n")
	if n := utf8.RuneCountInString(lines[1]); n > maxExcerpt+6 {
		t.Errorf("%d characters: %s", n, lines[1])
	}
	line, caret := []rune(lines[1]), []rune(lines[2])
	if line[len(caret)-1] != 'X' {
		t.Errorf("the caret is under %c\n%s\n%s", line[len(caret)-1], lines[1], lines[2])
	}
}

// No file can drive the terminal, or turn the message round.
func TestFormatControls(t *testing.T) {
	p := At("a\x1b]0;x\a.md", "\x1b[31m\u202etitle\x00 = 1\n", 9, "key \x1b[2J").WithHint("\x9bx")
	if got := p.Format(); strings.ContainsAny(got, "\x1b\a\x00\u202e\u009b") {
		t.Errorf("%q", got)
	}
}

func TestList(t *testing.T) {
	l := List{
		{Path: "b", Line: 1, What: "x"},
		{Path: "a", Line: 2, Column: 3, What: "y"},
		{Path: "a", Line: 2, Column: 1, What: "z", Warning: true},
		{Path: "-", Line: 7, What: "standard input"},
	}
	err := l.Err()
	if want := "-:7: standard input\na:2:1: z\na:2:3: y\nb:1: x"; err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
	if (List{{What: "x", Warning: true}}).Err() != nil || List(nil).Err() != nil {
		t.Error("warnings are an error")
	}
	if got := l.In("../site").Error(); got != "-:7: standard input\n../site/a:2:1: z\n../site/a:2:3: y\n../site/b:1: x" {
		t.Error(got)
	}
	if l[1].Path != "a" {
		t.Error("In changed the list")
	}
	var one Problem
	if !errors.As(error(l[0]), &one) {
		t.Error("a Problem is no error")
	}
}

func TestNotUTF8(t *testing.T) {
	if _, bad := NotUTF8("a", []byte("čas \ufffd")); bad {
		t.Error("a replacement character is valid")
	}
	p, bad := NotUTF8("a", []byte("čas\nčas \xe8"))
	if !bad || p.Error() != "a:2:5: byte 0xE8 is not valid UTF-8" {
		t.Error(bad, p)
	}
}

// Whatever the file and the offset, the message is valid UTF-8 and its caret
// stands within the line.
func FuzzFormat(f *testing.F) {
	f.Add("title = 1\n\tx", 3)
	f.Add("\xff\xfe\u200d", 1)
	f.Fuzz(func(t *testing.T, src string, off int) {
		got := At("a", src, off, "wrong").Format()
		if !utf8.ValidString(got) {
			t.Errorf("%q", got)
		}
		lines := strings.Split(got, "\n")
		if len(lines) == 4 && utf8.RuneCountInString(lines[2]) > utf8.RuneCountInString(lines[1])+1 {
			t.Errorf("the caret is outside:\n%s", got)
		}
	})
}
