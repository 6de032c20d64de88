package site

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"

	"buildsite/internal/locale"
	"buildsite/internal/problem"
	"buildsite/internal/site/compiled"
	"buildsite/internal/timeline/edtf"
	"buildsite/templates"
)

// A set is the templates of a site, in one language. It is safe for use by
// several goroutines.
type set struct {
	pages    map[string]*lazyTemplate // by file name: "base.html" around it
	partials map[string]*lazyTemplate // by file name: the partials alone
}

// A lazyTemplate is a template that is compiled when it is first executed.
type lazyTemplate struct {
	set   *template.Template
	name  string
	funcs map[string]compiled.Func

	once   sync.Once
	ready  *compiled.Template
	failed error
}

func (t *lazyTemplate) execute(w *bytes.Buffer, data any) error {
	t.once.Do(func() { t.ready, t.failed = compiled.New(t.set, t.name, t.funcs) })
	if t.failed != nil {
		return t.failed
	}
	return t.ready.Execute(w, data)
}

// sources returns the template files: the defaults, and over them those of the
// user, by name. The second map holds the paths to show in messages.
func sources(user fs.FS) (map[string]string, map[string]string, error) {
	text, shown := map[string]string{}, map[string]string{}
	for _, layer := range []fs.FS{templates.FS, user} {
		if layer == nil {
			continue
		}
		files, err := fs.Glob(layer, "*.html")
		if err != nil {
			return nil, nil, err
		}
		for _, name := range files {
			src, err := fs.ReadFile(layer, name)
			if err != nil {
				return nil, nil, err
			}
			text[name], shown[name] = string(src), path.Join("templates", name)
		}
	}
	return text, shown, nil
}

// newSet parses the templates for one language.
func newSet(text map[string]string, w *locale.Locale) (*set, error) {
	shared := template.New("").Option("missingkey=error").Funcs(template.FuncMap{
		"t":    w.T,
		"date": w.Date,
	})
	var pages []string
	for _, name := range sortedNames(text) {
		if name != "base.html" && !strings.HasPrefix(name, "_") {
			pages = append(pages, name)
			continue
		}
		if _, err := shared.New(name).Parse(text[name]); err != nil {
			return nil, err
		}
	}
	funcs := map[string]compiled.Func{
		"t": func(args []any) (any, error) {
			if key, ok := args[0].(string); ok {
				return w.T(key, args[1:]...), nil
			}
			return nil, fmt.Errorf("t: %v is no key", args[0])
		},
		"date": func(args []any) (any, error) {
			if d, ok := args[0].(edtf.Date); ok && len(args) == 1 {
				return w.Date(d), nil
			}
			return nil, fmt.Errorf("date: %v is no date", args)
		},
	}
	s := &set{pages: map[string]*lazyTemplate{}, partials: map[string]*lazyTemplate{}}
	for _, name := range pages {
		page, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if _, err := page.New(name).Parse(text[name]); err != nil {
			return nil, err
		}
		translate(page, w)
		s.pages[name] = &lazyTemplate{set: page, name: "base.html", funcs: funcs}
	}
	translate(shared, w)
	for _, t := range shared.Templates() {
		s.partials[t.Name()] = &lazyTemplate{set: shared, name: t.Name(), funcs: funcs}
	}
	return s, nil
}

func sortedNames(m map[string]string) []string {
	list := make([]string, 0, len(m))
	for name := range m {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
}

// translate puts the text of the interface in the place of each {{t "key"}}
// without arguments, which saves a call for each on each page.
func translate(t *template.Template, w *locale.Locale) {
	for _, one := range t.Templates() {
		if one.Tree != nil {
			translateList(one.Tree.Root, w)
		}
	}
}

func translateList(list *parse.ListNode, w *locale.Locale) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			if key, ok := constantKey(n); ok {
				text := template.HTMLEscapeString(w.T(key))
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(text)}
			}
		case *parse.IfNode:
			translateList(n.List, w)
			translateList(n.ElseList, w)
		case *parse.RangeNode:
			translateList(n.List, w)
			translateList(n.ElseList, w)
		case *parse.WithNode:
			translateList(n.List, w)
			translateList(n.ElseList, w)
		}
	}
}

// constantKey returns the key of {{t "key"}}.
func constantKey(n *parse.ActionNode) (string, bool) {
	if len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) != 1 || len(n.Pipe.Cmds[0].Args) != 2 {
		return "", false
	}
	name, ok := n.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	if !ok || name.Ident != "t" {
		return "", false
	}
	key, ok := n.Pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !ok {
		return "", false
	}
	return key.Text, true
}

// templatePlace finds name:line:col or name:line in the errors of package
// template.
var templatePlace = regexp.MustCompile(`template: ?"?([^:" ]+)"?:(\d+)(?::(\d+))?: ?`)

// templateProblem turns an error of package template into a problem at its
// place, with the line and a caret.
func templateProblem(err error, text, shown map[string]string) problem.Problem {
	var already problem.Problem
	if errors.As(err, &already) {
		return already
	}
	message := err.Error()
	places := templatePlace.FindAllStringSubmatchIndex(message, -1)
	if places == nil {
		return problem.Problem{Path: "templates", What: message}
	}
	m := places[len(places)-1] // a template that was called stands behind its caller
	name, what := message[m[2]:m[3]], message[m[1]:]
	line, _ := strconv.Atoi(message[m[4]:m[5]])
	p := problem.Problem{Path: shown[name], Line: line, What: what}
	if p.Path == "" {
		p.Path = path.Join("templates", name)
	}
	if m[6] >= 0 {
		column, _ := strconv.Atoi(message[m[6]:m[7]])
		p.Column = column + 1
	}
	if lines := strings.Split(text[name], "\n"); line >= 1 && line <= len(lines) {
		p.Excerpt = lines[line-1]
	}
	return p.WithHint("the fields that a template can use stand in the file of internal/site named like the page; "+
		"remove %s from the site folder to get the default back", p.Path)
}

// errorIn gives err, which came of making a page with the template name, the
// place that html/template leaves out when it finds the mistake between two
// templates.
func errorIn(name string, err error) error {
	var escape *template.Error
	if errors.As(err, &escape) && escape.Line == 0 {
		return fmt.Errorf("template: %s:1: %s", name, escape.Description)
	}
	return err
}
