package article

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// holds checks what is true of every article: blocks and sentences are in
// order, apart and inside the text; what stands before and behind a sentence in
// its block is space or dateline; every span comes from where ToSource says; the
// HTML is well-formed and has no element or address that is not ours.
func holds(t *testing.T, a *Article, src []byte) {
	t.Helper()
	if a.Source != string(src) || !utf8.ValidString(a.Text) {
		t.Fatal("Source is not the file, or Text is not UTF-8")
	}
	end := 0
	for i, b := range a.Blocks {
		if b.Start < end || b.Len() <= 0 || b.End > len(a.Text) || b.Dateline < 0 || b.Dateline > b.Len() {
			t.Fatalf("block %d is %v after %d of %d", i, b, end, len(a.Text))
		}
		end = b.End
	}
	end = 0
	for i, s := range a.Sentences {
		b := a.Blocks[s.Block]
		if s.Start < end || s.Len() <= 0 || !b.Contains(s.Span) || i > 0 && s.Block < a.Sentences[i-1].Block {
			t.Fatalf("sentence %d is %v after %d in block %v", i, s, end, b)
		}
		if !utf8.ValidString(a.Slice(s.Span)) {
			t.Fatalf("sentence %d cuts a letter", i)
		}
		end = s.End
	}
	for _, d := range a.PageDates {
		if d.Start < 0 || d.Len() <= 0 || d.End > len(a.Text) {
			t.Fatalf("date %v lies outside the text", d)
		}
	}
	plain := !isMarkdown(a.Path)
	last := 0
	for _, s := range a.Sentences {
		at := a.ToSource(s.Span)
		if at.Start < last || at.Len() <= 0 || at.End > len(a.Source) {
			t.Fatalf("%q stands at %v after %d of %d", a.Slice(s.Span), at, last, len(a.Source))
		}
		if plain && a.Source[at.Start:at.End] != a.Slice(s.Span) {
			t.Fatalf("the file has %q where the text has %q", a.Source[at.Start:at.End], a.Slice(s.Span))
		}
		last = at.Start
	}
	checkHTML(t, a)
}

func checkHTML(t *testing.T, a *Article) {
	t.Helper()
	var marks []Mark
	for i, s := range a.Sentences {
		if i%2 == 0 {
			marks = append(marks, Mark{Span: s.Span, Attributes: []Attribute{{"id", "s"}, {"title", `"<&`}}})
		}
	}
	out := string(a.AppendHTML(nil, marks))
	allowed := " p h2 h3 h4 h5 h6 pre code em strong a br hr ul ol li blockquote mark "
	var open []string
	z := html.NewTokenizer(strings.NewReader(out))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		name, _ := z.TagName()
		tag := string(name)
		switch kind {
		case html.StartTagToken:
			if !strings.Contains(allowed, " "+tag+" ") {
				t.Fatalf("element %q in %s", tag, out)
			}
			if tag != "br" && tag != "hr" {
				open = append(open, tag)
			}
			for {
				key, value, more := z.TagAttr()
				if string(key) == "href" && safeURL(string(value)) == "" {
					t.Fatalf("link to %q", value)
				}
				if !more {
					break
				}
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tag {
				t.Fatalf("</%s> in %v: %s", tag, open, out)
			}
			open = open[:len(open)-1]
		case html.CommentToken, html.DoctypeToken, html.SelfClosingTagToken:
			t.Fatalf("token %v in %s", kind, out)
		}
	}
	if len(open) > 0 {
		t.Fatalf("%v not closed: %s", open, out)
	}
}

// Whatever the bytes, reading them does not panic and what holds of every
// article holds.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*/*.txtar")
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, true)
		f.Add(b, false)
	}
	f.Add([]byte("a&amp;b &#x1F600; \\* `c` **d\ne** <http://e.x> [f](javascript:g) <h>i</h>  \nj\r\n\r\n- k\n\n  > l\n    m\n"), true)
	f.Add([]byte("\ufeffA.\u00a0B. “C.” D.\r\n\r\n"), false)
	f.Fuzz(func(t *testing.T, src []byte, markdown bool) {
		name := "a.txt"
		if markdown {
			name = "a.md"
		}
		a, problems := Parse(name, src)
		if (a == nil) != (problems.Err() != nil) {
			t.Fatalf("article %v with problems %v", a, problems)
		}
		if a != nil {
			holds(t, a, src)
		}
	})
}

// Front matter that is read the short way says what the library says.
func FuzzFrontMatter(f *testing.F) {
	f.Add("title = \"a\"\n# b\nurl=\"c\"  \n")
	f.Add("title = \"a\\u0020\"\n")
	f.Add("published = 2025-05-28\nretrieved = 2025-05-28T15:04:05Z\nx=2025-05-28T15:04:60Z")
	f.Fuzz(func(t *testing.T, body string) {
		src := "+++\n" + body + "\n+++\n"
		if !utf8.ValidString(src) {
			return
		}
		to, _ := closing(src, 4, "+++")
		fields, ok := plainFields(src, 4, to, "+++")
		if !ok {
			return
		}
		var want map[string]any
		if _, err := toml.Decode(src[4:to], &want); err != nil {
			t.Fatalf("%q is read, but: %v", src, err)
		}
		for _, field := range fields {
			if instant, ok := want[field.Key].(time.Time); ok {
				if y, m, d, _ := Day(field.Value.(string)); instant.Year() != y || int(instant.Month()) != m || instant.Day() != d {
					t.Fatalf("%s is %q, not %v", field.Key, field.Value, instant)
				}
				continue
			}
			if want[field.Key] != field.Value {
				t.Fatalf("%s is %q, not %q", field.Key, field.Value, want[field.Key])
			}
		}
		if len(want) != len(fields) {
			t.Fatalf("%d keys, not %d", len(fields), len(want))
		}
	})
}

// The same for YAML.
func FuzzFrontMatterYAML(f *testing.F) {
	f.Add("title: \"a\"\n# b\nurl: \"c\"  \n")
	f.Add("title: A few words - and more (here).\npublished: 2025-05-28\nretrieved: 2025-05-28T15:04:05Z\nx: nULL\ny: a ? b")
	f.Fuzz(func(t *testing.T, body string) {
		src := "---\n" + body + "\n---\n"
		if !utf8.ValidString(src) {
			return
		}
		to, _ := closing(src, 4, "---")
		fields, ok := plainFields(src, 4, to, "---")
		if !ok {
			return
		}
		want, problems := yamlFields("a.md", src, 4, to)
		if len(problems) > 0 || len(want) != len(fields) {
			t.Fatalf("%q: %v, %v", src, want, problems)
		}
		for i, field := range fields {
			field.ValueAt = want[i].ValueAt // the library counts blanks behind a value as before it
			if want[i] != field {
				t.Fatalf("%v, not %v", field, want[i])
			}
		}
	})
}

// Paragraphs without markup are read as goldmark reads them.
func FuzzPlainParagraphs(f *testing.F) {
	f.Add("One.\n\nTwo\nlines, 3 here.\n\n- three\n\n  four\n\nFive *six*.\n\n    seven\n\n1. eight\n\n9\n\n\n> ten\neleven\n")
	f.Add("One\n===\n\nTwo\n2. three\n\n# four\nfive\n \nsix  \nseven\n\n![a](b)\n\n***\n\na\u00a0\n\u00a0b")
	f.Fuzz(func(t *testing.T, body string) {
		if !utf8.ValidString(body) {
			return
		}
		got, want := &Article{Source: body}, &Article{Source: body}
		got.readMarkdown([]byte(body), 0)
		r := &markdownReader{article: want, src: []byte(body)}
		r.parse(0, len(body))
		want.Text = r.text.String()
		if got.Text != want.Text {
			t.Fatalf("text %q, goldmark has %q", got.Text, want.Text)
		}
		if diff := cmp.Diff(want.Blocks, got.Blocks); diff != "" {
			t.Fatal(diff)
		}
		for i := range got.Text {
			s := Span{i, i + 1}
			if got.ToSource(s) != want.ToSource(s) {
				t.Fatalf("byte %d stands at %v, not %v", i, got.ToSource(s), want.ToSource(s))
			}
		}
		if g, w := string(got.AppendHTML(nil, nil)), string(want.AppendHTML(nil, nil)); g != w {
			t.Fatalf("HTML %s, goldmark has %s", g, w)
		}
	})
}

// What holds of every article holds of the real ones, where they are at hand.
func TestRealArticles(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/bundles/*/articles/*.txt")
	if len(files) == 0 {
		t.Skip("../shared/bundles is not here: real articles are not read")
	}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a, problems := Parse(name, src)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		holds(t, a, src)
		seen := 0
		for _, b := range a.Blocks {
			seen += len(strings.Join(strings.Fields(a.Slice(b.Span)), ""))
		}
		if all := len(strings.Join(strings.Fields(a.Text), "")); seen != all {
			t.Errorf("%s: blocks hold %d of %d bytes", name, seen, all)
		}
	}
}

// The body as HTML: Markdown as written, kinds as classes, marks cut where
// markup crosses them, nothing executable.
func TestAppendHTML(t *testing.T) {
	a, _ := Parse("a.md", []byte("The *old **harbour*** [was](https://example.org/?a=1&b=2) [shut](javascript:x). <b>Why</b> & how?  \nNobody knew.\n\n- `one`\n- two\n\n> said\n"))
	span := func(s string) Span {
		i := strings.Index(a.Text, s)
		return Span{i, i + len(s)}
	}
	got := string(a.AppendHTML(nil, []Mark{
		{Span: span("harbour was"), Attributes: []Attribute{{"id", "m1"}, {"class", `a"b`}}},
		{Span: span("Nobody"), Element: "time", Attributes: []Attribute{{"datetime", "2025"}}},
	}))
	want := `<p>The <em>old <strong><mark id="m1" class="a&#34;b">harbour</mark></strong></em><mark class="a&#34;b"> </mark>` +
		`<a rel="nofollow noopener" href="https://example.org/?a=1&amp;b=2"><mark class="a&#34;b">was</mark></a> shut. Why &amp; how?<br>` + "\n" +
		"<time datetime=\"2025\">Nobody</time> knew.</p>\n<ul>\n<li>\n<p><code>one</code></p>\n</li>\n<li>\n<p>two</p>\n</li>\n</ul>\n" +
		"<blockquote>\n<p>said</p>\n</blockquote>\n"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Spans of Markdown text lead to the characters of the file, through escapes,
// references and line ends.
func TestToSource(t *testing.T) {
	src := "\ufeff+++\r\ntitle = \"x\"\r\n+++\r\nA *b* &amp; \\*c\r\nd `e` f.\r\n\r\nG.\r\n"
	a, problems := Parse("a.md", []byte(src))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for text, want := range map[string]string{
		"A": "A", "b": "b", "&": "&amp;", "& *c": "&amp; \\*c", "*c": "*c", "b &": "b* &amp;", "e": "e", "f.": "f.", "G": "G",
	} {
		i := strings.Index(a.Text, text)
		if i < 0 {
			t.Fatalf("%q is not in %q", text, a.Text)
		}
		at := a.ToSource(Span{i, i + len(text)})
		if got := src[at.Start:at.End]; got != want {
			t.Errorf("%q stands in %q, want %q", text, got, want)
		}
	}
}
