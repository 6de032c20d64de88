package site

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/alecthomas/chroma/v2/lexers"

	"buildsite/internal/problem"
	"buildsite/static"
)

// Marked addresses become relative to the page, and nothing else is touched.
func TestWriteRelative(t *testing.T) {
	for _, c := range []struct{ from, base, in, want string }{
		{"index.html", "", `<a href="~/a/b.html#c">`, `<a href="a/b.html#c">`},
		{"a/index.html", "", `<a href="~/a/b.html">`, `<a href="b.html">`},
		{"a/index.html", "", `<a href="~/c.html">`, `<a href="../c.html">`},
		{"a/e/x.html", "", `<a href="~/a/e/y.html"><a href="~/a/z.html"><a href="~/b/z.html">`, `<a href="y.html"><a href="../z.html"><a href="../../b/z.html">`},
		{"cs/a/e/x.html", "", `<a href="~/a/e/y.html">`, `<a href="../../../a/e/y.html">`},
		{"404.html", "/repo/", `<a href="~/a.html">`, `<a href="/repo/a.html">`},
		{"a/x.html", "", `~/ &#34;~/ '~/`, `~/ &#34;~/ '~/`},
	} {
		var b bytes.Buffer
		if err := writeRelative(&b, []byte(c.in), c.from, c.base); err != nil {
			t.Fatal(err)
		}
		if b.String() != c.want {
			t.Errorf("%s in %s: %s, want %s", c.in, c.from, b.String(), c.want)
		}
	}
}

// Path segments are ASCII and tell apart what folds to the same.
func TestNames(t *testing.T) {
	taken := names{}
	for _, c := range []struct{ in, want string }{
		{"Příliš žluťoučký kůň", "prilis-zlutoucky-kun"},
		{"prilis zlutoucky kun", "prilis-zlutoucky-kun-2"},
		{"../../etc/passwd", "etc-passwd"},
		{"日本", "other"},
		{"ČTK", "ctk"},
		{"?", "other-2"},
		{"other 2", "other-2-2"},
		{strings.Repeat("a", 80), strings.Repeat("a", 60)},
	} {
		if got := taken.take(c.in, "other"); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

// A text fragment names the whole of a short quote, the ends of a long one, and
// nothing that stands in the article twice.
func TestTextFragment(t *testing.T) {
	long := "One two three four five six seven eight nine ten eleven."
	for _, c := range []struct{ quote, text, want string }{
		{"It was so.", "It was so. Then not.", "#:~:text=It%20was%20so."},
		{"It was so.", "It was so. It was so.", ""},
		{long, long, "#:~:text=One%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven."},
		{long, "One two three four five times. " + long, "#:~:text=One%20two%20three%20four%20five%20six%20seven%20eight%20nine%20ten,seven%20eight%20nine%20ten%20eleven."},
		{"A, b - c & d", "A, b - c & d", "#:~:text=A%2C%20b%20%2D%20c%20%26%20d"},
		{"Žluť", "Žluť", "#:~:text=%C5%BDlu%C5%A5"},
		{"", "x", ""},
	} {
		if got := textFragment(c.quote, c.text); got != c.want {
			t.Errorf("%q: %s, want %s", c.quote, got, c.want)
		}
	}
}

// A mistake in a user's template is told with its place.
func TestTemplateErrors(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"event.html", "{{define \"main\"}}\n<p>{{.Titel}}</p>{{end}}", "templates/event.html:2:"},
		{"event.html", "{{define \"main\"}}\n{{if .Title}}{{end}}", "templates/event.html:2"},
		{"_ref.html", "{{.Numbr}}", "templates/_ref.html:1:"},
		{"article.html", "{{define \"main\"}}<a href={{.Title}}\"{{end}}", "templates/article.html"},
	} {
		s := fixture(t)
		s.Templates = fstest.MapFS{c.name: {Data: []byte(c.src)}}
		files, problems := Files(s)
		if files != nil || problems.Err() == nil {
			t.Errorf("%s: no problem with %q", c.name, c.src)
			continue
		}
		if got := problems[0].Error(); !strings.HasPrefix(got, c.want) {
			t.Errorf("%q, want %s…", got, c.want)
		}
		if problems[0].Excerpt == "" && strings.Contains(c.want, ":") {
			t.Errorf("%v has no excerpt", problems[0])
		}
	}
}

// A user's template and asset take the place of the default of that name; other
// files are added.
func TestOverride(t *testing.T) {
	s := fixture(t)
	s.Templates = fstest.MapFS{"article.html": {Data: []byte(`{{define "main"}}<h1>Ours: {{.Heading}}</h1>{{end}}`)}}
	s.Static = fstest.MapFS{"style.css": {Data: []byte("p { color: red }")}, "fonts/a.woff2": {Data: []byte("x")}}
	files := build(t, s)
	if !strings.Contains(files["outage/articles/agency.html"], "<h1>Ours: Untitled article 3</h1>") {
		t.Error("the user's article.html was not used")
	}
	if files["style.css"] != "p { color: red }" || files["fonts/a.woff2"] != "x" || files["favicon.svg"] == "" {
		t.Error("the user's static files are not in the site")
	}
}

// A colour that cannot be read stops the build and is named with its ground.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		accent, dark, scheme, want string
	}{
		{"#8c1d2f", "", "auto", ""},
		{"", "", "auto", ""},
		{"navy", "", "auto", ""}, // a dark accent is found for it
		{"#ff8800", "", "auto", "theme.accent #ff8800 on the page's #fbf9f4 has a contrast of 2.2:1"},
		{"#8c1d2f", "#330000", "auto", "theme.accent_dark #330000 on the page's #161513"},
		{"#8c1d2f", "#330000", "light", ""},
		{"#ff8800", "#ffffff", "dark", ""},
		{"nocolour", "", "auto", `theme.accent is "nocolour", which is no colour`},
	} {
		s := fixture(t)
		s.Config.Theme.Accent, s.Config.Theme.AccentDark, s.Config.Theme.ColorScheme = c.accent, c.dark, c.scheme
		_, problems := Files(s)
		switch {
		case c.want == "" && problems.Err() != nil:
			t.Errorf("%+v: %v", c, problems)
		case c.want != "" && (problems.Err() == nil || !strings.Contains(problems[0].What, c.want)):
			t.Errorf("%+v: %v", c, problems)
		}
	}
}

// The colours that contrast is measured against are those of the style sheet,
// and the style sheet's own pairs can be read.
func TestThemeIsTheStyleSheets(t *testing.T) {
	css, err := static.FS.ReadFile("style.css")
	if err != nil {
		t.Fatal(err)
	}
	pair := func(name string) (light, dark string) {
		_, rest, ok := strings.Cut(string(css), "--"+name+": light-dark(")
		if !ok {
			t.Fatalf("style.css has no --%s", name)
		}
		pair, _, _ := strings.Cut(rest, ")")
		light, dark, _ = strings.Cut(pair, ", ")
		return light, dark
	}
	paperLight, paperDark := pair("paper")
	if paperLight != themeLight || paperDark != themeDark {
		t.Errorf("paper is %s, %s", paperLight, paperDark)
	}
	if light, dark := pair("accent"); light != accentLight || dark != accentDark {
		t.Errorf("accent is %s, %s", light, dark)
	}
	for _, name := range []string{"ink", "quiet", "accent"} {
		light, dark := pair(name)
		for _, c := range [][2]string{{light, paperLight}, {dark, paperDark}} {
			fore, _ := parseColor(c[0])
			back, _ := parseColor(c[1])
			if got := contrast(fore, back); got < leastContrast {
				t.Errorf("--%s %s on %s: %.2f", name, c[0], c[1], got)
			}
		}
	}
}

// Headings of every script have ids, and each has its own.
func TestHeadingIDs(t *testing.T) {
	ids := &headingIDs{taken: map[string]bool{}}
	for _, c := range []struct{ in, want string }{
		{"Хроника событий", "хроника-событий"}, {"時系列", "時系列"}, {"A & B", "a-b"}, {"A – B", "a-b-2"}, {"?!", "section"}, {"Main", "main-2"},
	} {
		if got := string(ids.Generate([]byte(c.in), 0)); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

// A link to a page that does not exist is a problem of the file it stands in.
func TestDeadLink(t *testing.T) {
	s := fixture(t)
	s.Pages = []*Page{{Name: "about", Title: "About", Markdown: "See [this](missing.md).", Path: "content/pages/about.md"}}
	_, problems := Files(s)
	want := `content/pages/about.md: there is no page "missing.md"`
	if len(problems) != 1 || problems[0].Error() != want {
		t.Errorf("%v, want %s", problems, want)
	}
}

// Markdown of editors gives no raw HTML and no script address.
func TestMarkdownIsSafe(t *testing.T) {
	got, problems := document{Path: "x.md", Markdown: "<script>x</script> [a](javascript:alert(1)) <b onclick=x>y</b>"}.render(nil)
	if len(problems) > 0 || strings.Contains(string(got), "<script") || strings.Contains(string(got), "javascript:") || strings.Contains(string(got), "<b") {
		t.Errorf("%s %v", got, problems)
	}
}

// Every class that colours code is in the style sheet, for the formats in which
// indicators, rules and logs come.
func TestCodeClasses(t *testing.T) {
	css, err := static.FS.ReadFile("style.css")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for lang, code := range map[string]string{
		"json": `{"type": "indicator", "n": 1, "b": true}`, "yaml": "title: x # y\nn: 1\n", "sh": "# c\nif grep 'x' y; then exit 1; fi\n",
		"python": "def f(x):\n  return 'a' + 1 # c\n", "sql": "SELECT a FROM b WHERE c = 'd';", "powershell": "Get-Item -Path 'x' # c\n",
	} {
		lexer := lexers.Get(lang)
		if lexer == nil {
			t.Fatalf("no lexer for %s", lang)
		}
		tokens, err := lexer.Tokenise(nil, code)
		if err != nil {
			t.Fatal(err)
		}
		for _, token := range tokens.Tokens() {
			if class := codeClass(token.Type); class != "" {
				seen[class] = true
			}
		}
	}
	if len(seen) != 5 {
		t.Errorf("classes %v, want five", seen)
	}
	for class := range seen {
		if !strings.Contains(string(css), "."+class+" {") && !strings.Contains(string(css), "."+class+", ") {
			t.Errorf("style.css has no .%s", class)
		}
	}
}

// Problems point at files that a user has.
func TestProblemPaths(t *testing.T) {
	p := templateProblem(problem.Problem{Path: "x", What: "y"}, nil, nil)
	if p.Path != "x" {
		t.Errorf("%v", p)
	}
}
