package compiled

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"iter"
	"slices"
	"strings"
	"testing"

	"buildsite/internal/timeline/edtf"
)

// A thing is data of all the kinds that templates are given.
type thing struct {
	Name  string
	URL   template.URL
	HTML  template.HTML
	Attr  template.HTMLAttr
	CSS   template.CSS
	JS    template.JS
	N     int
	Yes   bool
	Any   any
	Date  edtf.Date
	Kind  kindName
	Parts []part
	Next  *thing
	Seq   iter.Seq[*part]
	None  iter.Seq[int]
	*inner
}

type kindName string

type part struct {
	Name string
	N    int
}

func (p part) Twice() string   { return p.Name + p.Name }
func (p *part) Thrice() string { return p.Name + p.Name + p.Name }

type inner struct{ Deep string }

func (t *thing) Upper() string               { return strings.ToUpper(t.Name) }
func (t *thing) Markup() template.HTML       { return "<b>" + t.HTML + "</b>" }
func (t *thing) List() []*thing              { return []*thing{t, t.Next} }
func (t *thing) Fail() (string, error)       { return "", errors.New("failed on purpose") }
func (*thing) Panic() string                 { panic("no") }
func (t *thing) Fine() (template.URL, error) { return t.URL, nil }

const nasty = "a\x00\"b'&<i>+ é\u2028\xff javascript:x()//%zz%41"

func data() *thing {
	return &thing{
		Name: nasty, URL: "javascript:alert(1) é", HTML: "<i>&amp;</i>", Attr: ` data-x="1"`, CSS: "a{b:c}", JS: `{"a":"<"}`,
		N: -3, Yes: true, Any: &part{"any", 1}, Date: edtf.Month(2024, 3), Kind: "k&k",
		Seq: slices.Values([]*part{{"one", 1}, {"two<", 2}}), None: slices.Values([]int(nil)),
		Parts: []part{{"one", 1}, {"two<", 2}}, Next: &thing{Name: "next", Any: "text", inner: &inner{}}, inner: &inner{"deep"},
	}
}

var functions = template.FuncMap{"t": func(key string, args ...any) string { return key + fmt.Sprint(args...) }}

var funcs = map[string]Func{"t": func(args []any) (any, error) { return args[0].(string) + fmt.Sprint(args[1:]...), nil }}

// Every template gives what html/template gives; those that this package should
// know are executed by it.
func TestSameAsHTMLTemplate(t *testing.T) {
	for _, c := range []struct {
		text  string
		plain bool // left to html/template
	}{
		{`{{.Name}}`, false},
		{`<p title="{{.Name}}" lang="{{.Kind}}">{{.N}} {{.Yes}} {{.Kind}} {{.Date}}</p>`, false},
		{`<a href="{{.Name}}">x</a><a href="{{.URL}}">x</a><a href="{{.Fine}}">x</a>`, false},
		{`<a href="x/{{.Name}}">x</a>`, false},
		{`<a href="/x?{{.Name}}">x</a><a href="#{{.URL}}">x</a><a href="#{{.N}}">x</a>`, false},
		{`{{.HTML}}{{.Markup}}{{.Upper}}`, false},
		{`<p{{.Attr}}>x</p><style>{{.CSS}}</style><title>{{.Name}}</title>`, false},
		{`<script type="application/ld+json">{{.JS}}</script>`, false},
		{`{{if .Yes}}a{{else}}b{{end}}{{if .Next.Yes}}a{{else if .N}}c{{end}}{{if .Next.Parts}}a{{else}}none{{end}}`, false},
		{`{{with .Next}}{{.Name}}{{.Deep}}{{$.Name}}{{else}}x{{end}}{{with $v := .Upper}}{{$v}}{{end}}{{with .Next.Next}}x{{else}}none{{end}}`, false},
		{`{{range .Parts}}{{.Name}}{{.Twice}}{{.Thrice}}{{.N}}{{end}}{{range .Next.Parts}}x{{else}}none{{end}}`, false},
		{`{{with .Seq}}{{range .}}{{.Name}}{{.Twice}}{{end}}{{end}}{{range $p := .Seq}}{{$p.N}}{{end}}{{range .None}}x{{else}}none{{end}}{{if .Next.Seq}}x{{end}}`, false},
		{`{{range $k, $p := .Parts}}{{if $k}}, {{end}}{{$p.Name}}{{$.N}}{{end}}{{range $p := .List}}{{$p.Name}}{{end}}`, false},
		{`{{$x := .Next.Name}}{{range .Parts}}{{$x}}{{$x := .Name}}{{$x}}{{end}}{{$x}}`, false},
		{`{{define "a"}}{{.Name}}{{$.N}}{{end}}{{template "a" .}}{{range .Parts}}{{template "a" .}}{{end}}{{template "a" .Next}}`, false},
		{`{{t "key"}}{{t "key" .N .Name}}{{t "key" (print .N "x") .Upper}}`, false},
		{`{{if or .Next.N .Next.Parts .N}}a{{end}}{{if and .N .Next.N}}b{{end}}{{if not .Yes}}c{{end}}{{if ne .Name "x"}}d{{end}}{{if eq .N -3}}e{{end}}{{if gt (len .Parts) 1}}f{{end}}`, false},
		{`{{with .Any}}{{.Name}}{{.Thrice}}{{end}}{{.Next.Any}}`, false},
		{`{{.Deep}}<textarea>{{.Name}}</textarea>`, false},
		{`<p title={{.N}}>x</p>`, true},
		{`<p title="{{.HTML}}">x</p>`, true},
		{`<script>var x = {{.Name}}</script>`, true},
		{`<style>a{b:{{.Name}}}</style>`, true},
		{`{{printf "%d" .N}}`, true},
		{`{{define "a"}}{{.}}{{end}}<p title="{{template "a" .Name}}">x</p>`, true},
		{`{{range 3}}{{.}}{{end}}`, true},
		{`{{index .Parts 1}}`, true},
		{`{{.Name | print}}`, true},
		{`{{range .Parts}}{{if eq .N 2}}{{break}}{{end}}{{.N}}{{end}}`, true},
	} {
		set := template.Must(template.New("x").Funcs(functions).Parse(c.text))
		var want, got bytes.Buffer
		if err := template.Must(set.Clone()).Execute(&want, data()); err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		tmpl, err := New(set, "x", funcs)
		if err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		for range 2 {
			got.Reset()
			got.WriteString("before ")
			if err := tmpl.Execute(&got, data()); err != nil || got.String() != "before "+want.String() {
				t.Errorf("%s: %v\n%q\nwant\n%q", c.text, err, got.String(), want.String())
			}
		}
		if tmpl.Plain() != c.plain {
			t.Errorf("%s: left to html/template is %v", c.text, tmpl.Plain())
		}
	}
}

// Mistakes are told in the words of html/template, and leave nothing behind.
func TestErrors(t *testing.T) {
	for _, text := range []string{
		`a{{.Nothing}}`, `a{{.Fail}}`, `a{{with .Next}}{{.Next.Name}}{{end}}`, `a{{range .Yes}}{{.X}}{{end}}`, `a{{.Parts.X}}`, `a{{.Panic}}`, `a{{first}}`,
		`a{{define "b"}}{{template "b" .}}{{end}}{{template "b" .}}`,
	} {
		funcs := template.FuncMap{"first": func(s string, _ ...any) string { return s }}
		set := template.Must(template.New("x").Funcs(funcs).Parse(text))
		want := template.Must(set.Clone()).Execute(&bytes.Buffer{}, data())
		tmpl, err := New(set, "x", map[string]Func{"first": func(args []any) (any, error) { return args[0], nil }})
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := tmpl.Execute(&got, data()); err == nil || want == nil || err.Error() != want.Error() || got.Len() > 0 {
			t.Errorf("%s: %v, want %v; wrote %q", text, err, want, got.String())
		}
	}
	if _, err := New(template.Must(template.New("x").Parse(`<a href="{{if .}}"{{end}}>`)), "x", nil); err == nil {
		t.Error("what html/template refuses was taken")
	}
}

// The escapers are those of html/template.
func FuzzEscapers(f *testing.F) {
	set := template.Must(template.New("x").Parse(`{{.S}}<p title="{{.S}}" lang='{{.S}}'><a href="{{.S}}"><a href="{{.U}}"><img src="a/{{.S}}?{{.S}}#{{.U}}">` +
		`<textarea>{{.S}}</textarea>{{.H}}`))
	tmpl, err := New(template.Must(set.Clone()), "x", nil)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{nasty, "", "HTTPS://a/b?c=d&e#f", "mailto:x@y", "data:x", "a/b:c", "%", "%4", "%4g", "'(", "\u00a0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := struct {
			S string
			U template.URL
			H template.HTML
		}{s, template.URL(s), template.HTML(s)}
		var want, got bytes.Buffer
		if err := set.Execute(&want, d); err != nil {
			t.Skip()
		}
		if err := tmpl.Execute(&got, d); err != nil || got.String() != want.String() {
			t.Errorf("%v\n%q\nwant\n%q", err, got.String(), want.String())
		}
		if tmpl.Plain() {
			t.Error("left to html/template")
		}
	})
}
