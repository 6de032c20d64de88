package strict_test

import (
	"strings"
	"testing"

	"buildsite/internal/problem"
	"buildsite/internal/strict"
)

type theme struct {
	Accent string   `toml:"accent"`
	Width  int      `toml:"width"`
	Fonts  []string `toml:"fonts"`
}

type site struct {
	Title   string            `toml:"title"`
	Day     string            `toml:"day"`
	Draft   bool              `toml:"draft"`
	Weight  float64           `toml:"weight"`
	Theme   theme             `toml:"theme"`
	Items   []theme           `toml:"items"`
	Outlets map[string]theme  `toml:"outlets"`
	Words   map[string]string `toml:"words"`
	Own     int
}

func decode(src string) (site, string) {
	v := site{Title: "default"}
	_, list := strict.Decode("config.toml", src, 0, len(src), &v)
	return v, format(list)
}

func format(list problem.List) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.Format())
	}
	return b.String()
}

// Everything that may be written arrives in its field.
func TestDecode(t *testing.T) {
	v, wrong := decode(`day = 2025-05-28
draft = true
weight = 2
[theme]
accent = "#123456"
width = 3
fonts = ["a",
  "b"]
[[items]]
accent = "x"
[[items]]
accent = "y"
[outlets."Example Gazette"]
width = 9
[words]
one = "eins"
`)
	if wrong != "" {
		t.Fatal(wrong)
	}
	if v.Title != "default" || v.Day != "2025-05-28" || !v.Draft || v.Weight != 2 || v.Theme.Width != 3 ||
		len(v.Theme.Fonts) != 2 || v.Items[1].Accent != "y" || v.Outlets["Example Gazette"].Width != 9 || v.Words["one"] != "eins" {
		t.Errorf("%+v", v)
	}
}

// Each thing wrong is found, in one run, at its own line and column.
func TestProblems(t *testing.T) {
	_, got := decode(`titel = "a"
day = """
title = "not a key"
"""
draft = "yes"
weight = "heavy"
Own = 3

[theme]
  acent = "#123456"
  width = 1.5
  fonts = ["a", 2]
[[items]]
[[items]]
accent = 4
[outlets]
x = 3
[colours]
`)
	want := `config.toml:1:1: unknown key "titel"
  | titel = "a"
  | ^
  hint: did you mean "title"?
config.toml:5:9: draft must be true or false, not text
  | draft = "yes"
  |         ^
  hint: write draft = true or draft = false, without quotes
config.toml:6:10: weight must be a number, not text
  | weight = "heavy"
  |          ^
  hint: write weight = 100, without quotes
config.toml:7:1: unknown key "Own"
  | Own = 3
  | ^
  hint: known here: day, draft, items, outlets, theme, title, weight, words
config.toml:10:3: unknown key "theme.acent"
  |   acent = "#123456"
  |   ^
  hint: did you mean "accent"?
config.toml:11:11: theme.width must be a whole number, not a number
  |   width = 1.5
  |           ^
  hint: write width = 100, without quotes
config.toml:12:11: theme.fonts.1 must be text, not a number
  |   fonts = ["a", 2]
  |           ^
  hint: each item of the list stands in quotes: ["one", "two"]
config.toml:15:10: items.1.accent must be text, not a number
  | accent = 4
  |          ^
  hint: write accent = "…", in quotes
config.toml:17:5: outlets.x must be a table, not a number
  | x = 3
  |     ^
  hint: write [x] on a line of its own, and its keys below it
config.toml:18:1: unknown key "colours"
  | [colours]
  | ^
  hint: known here: day, draft, items, outlets, theme, title, weight, words
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// A syntax error stands where the reader has to look, also when the document
// begins further down in the file.
func TestSyntax(t *testing.T) {
	src := "+++\ntitle = hello\n+++\n"
	var v site
	_, list := strict.Decode("a.md", src, 4, 18, &v)
	got := format(list)
	if !strings.HasPrefix(got, "a.md:2:9: ") || !strings.Contains(got, "in quotes") {
		t.Error(got)
	}
}

func TestMergeConflict(t *testing.T) {
	_, got := decode("title = \"a\"\n<<<<<<< HEAD\nday = \"b\"\n=======\nday = \"c\"\n>>>>>>> other\n")
	if !strings.Contains(got, "config.toml:2:1: ") || !strings.Contains(got, "hint: git left a merge conflict") {
		t.Error(got)
	}
}

func TestNearest(t *testing.T) {
	for _, c := range [][2]string{{"baseURLL", "base_url"}, {"discription", "description"}, {"zzz", ""}, {"t", ""}, {"titel", "title"}} {
		if got := strict.Nearest(c[0], []string{"title", "description", "base_url", "theme"}); got != c[1] {
			t.Errorf("Nearest(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

// Whatever the bytes, Decode returns, and its problems point into the file.
func FuzzDecode(f *testing.F) {
	f.Add("a.b = '''x\n'''\n[[x]]\n['a']\n\"q\" = 1")
	f.Add("title = \"\\")
	f.Fuzz(func(t *testing.T, src string) {
		_, list := strict.Decode("f", src, 0, len(src), &site{})
		for _, p := range list {
			if lines := strings.Count(src, "\n") + 1; p.Line > lines {
				t.Errorf("line %d of %d", p.Line, lines)
			}
		}
	})
}

// Quote: what is written is read back.
func TestQuote(t *testing.T) {
	for _, want := range []string{"", `a "b" \c`, "line\nline\ttab", "\u200b\u0007\U000e0041", "Čtk „x“"} {
		var v struct {
			A string `toml:"a"`
		}
		src := "a = " + strict.Quote(want) + "\n"
		if _, l := strict.Decode("x.toml", src, 0, len(src), &v); l.Err() != nil || v.A != want {
			t.Errorf("%q is read as %q: %v", want, v.A, l)
		}
	}
}
