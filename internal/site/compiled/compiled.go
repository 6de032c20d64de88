// Package compiled executes templates of html/template faster than the standard
// library does, with the same result.
//
// html/template decides what each place of a template needs to be safe, and
// writes that into the tree of the template as calls of escapers. Here that tree
// is compiled once: fields and methods are looked up once for each type, and the
// escapers of text, attributes and addresses are called directly, where the
// standard library goes through reflection for each. What this package does not
// know, and every error, is left to html/template: it executes the template from
// the beginning, and its result or its message counts. So nothing here decides
// what is safe; a test holds the escapers to those of the standard library, and
// package site holds all its pages to them.
package compiled

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"reflect"
	"strings"
	"sync/atomic"
	"text/template/parse"
)

// A Func is a function that templates may call; args are its arguments.
type Func func(args []any) (any, error)

// A Template is a template of html/template with all that it calls. It is safe
// for use by several goroutines.
type Template struct {
	html  *template.Template
	name  string
	call  *call
	plain atomic.Bool // html/template has to execute it
}

// errUnknown says that html/template has to execute the template.
var errUnknown = errors.New("compiled: unknown to this package")

// New compiles the template name of t, which must not be changed any more. The
// functions that its templates call are those of text/template that are known
// here, and funcs; t has the same. The error is that html/template does not take
// it.
func New(t *template.Template, name string, funcs map[string]Func) (*Template, error) {
	var refused *template.Error
	if err := t.ExecuteTemplate(io.Discard, name, nil); errors.As(err, &refused) {
		return nil, err
	}
	c := &compiler{set: t, funcs: funcs, calls: map[string]*call{}}
	return &Template{html: t, name: name, call: c.template(name)}, nil
}

// Execute writes the template with data to w. Errors are those of html/template;
// then w is as it was.
func (t *Template) Execute(w *bytes.Buffer, data any) error {
	start := w.Len()
	if !t.plain.Load() {
		x := &state{w: w, depth: 1}
		err := t.call.try(x, reflect.ValueOf(data))
		if err == nil {
			return nil
		}
		w.Truncate(start)
	}
	if err := t.html.ExecuteTemplate(w, t.name, data); err != nil {
		w.Truncate(start)
		return err
	}
	t.plain.Store(true)
	return nil
}

// Plain reports whether html/template had to execute t, and will each time.
func (t *Template) Plain() bool { return t.plain.Load() }

// A state is one execution.
type state struct {
	w     *bytes.Buffer
	vars  []reflect.Value
	base  int // of vars, of the template being executed
	depth int // of templates that call each other
}

// mostDepth is how deep templates may call each other; html/template then says
// what is wrong.
const mostDepth = 100

// A node does one thing with dot.
type node interface {
	run(x *state, dot reflect.Value) error
}

// A call is a template ready to be called.
type call struct {
	nodes list
	slots int // of its variables; 0 is $
}

func (c *call) run(x *state, data reflect.Value) error {
	if x.depth++; x.depth > mostDepth {
		return errUnknown
	}
	base := x.base
	x.base = len(x.vars)
	for range c.slots {
		x.vars = append(x.vars, reflect.Value{})
	}
	x.vars[x.base] = data
	err := c.nodes.run(x, data)
	x.vars = x.vars[:x.base]
	x.base = base
	x.depth--
	return err
}

// try is run where a panic, of a method or a function that the template calls, is
// an error as well.
func (c *call) try(x *state, data reflect.Value) (err error) {
	defer func() {
		if recover() != nil {
			err = errUnknown
		}
	}()
	return c.run(x, data)
}

type list []node

func (l list) run(x *state, dot reflect.Value) error {
	for _, n := range l {
		if err := n.run(x, dot); err != nil {
			return err
		}
	}
	return nil
}

// A text is written as it is.
type text []byte

func (t text) run(x *state, _ reflect.Value) error {
	x.w.Write(t)
	return nil
}

// An unknown is what is left to html/template.
type unknown struct{}

func (unknown) run(*state, reflect.Value) error { return errUnknown }

// An output is a value, escaped.
type output struct {
	value   expr
	escapes []escaper
	text    bool // and then escaped as text or an attribute
	html    bool // which HTML need not be: it is text
}

func (o *output) run(x *state, dot reflect.Value) error {
	v, err := o.value(x, dot)
	if err != nil {
		return err
	}
	s, kind, err := textOf(v)
	if err != nil {
		return err
	}
	for _, e := range o.escapes {
		if s, kind, err = e(s, kind); err != nil {
			return err
		}
	}
	switch {
	case !o.text || o.html && kind == isHTML:
		x.w.WriteString(s)
	case kind == isHTML:
		return errUnknown
	default:
		writeEscaped(x.w, s)
	}
	return nil
}

// A set gives a variable a value.
type set struct {
	slot  int
	value expr
}

func (n *set) run(x *state, dot reflect.Value) error {
	v, err := n.value(x, dot)
	if err == nil {
		x.vars[x.base+n.slot] = v
	}
	return err
}

// A choice is an if or a with.
type choice struct {
	value     expr
	slot      int  // of the variable that gets the value, -1 for none
	with      bool // the value is dot inside
	then, els list
}

func (n *choice) run(x *state, dot reflect.Value) error {
	v, err := n.value(x, dot)
	if err != nil {
		return err
	}
	if n.slot >= 0 {
		x.vars[x.base+n.slot] = v
	}
	ok, err := truth(v)
	switch {
	case err != nil:
		return err
	case !ok:
		return n.els.run(x, dot)
	case n.with:
		return n.then.run(x, v)
	}
	return n.then.run(x, dot)
}

// A loop is a range over a slice or a sequence.
type loop struct {
	value      expr
	index, elm int // slots of variables, -1 for none
	body, els  list
}

func (n *loop) run(x *state, dot reflect.Value) error {
	v, err := n.value(x, dot)
	if err != nil {
		return err
	}
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	switch {
	case v.Kind() == reflect.Func && v.Type().CanSeq() && n.index < 0 && !v.IsNil():
		return n.sequence(x, dot, v)
	case v.Kind() != reflect.Slice && v.Kind() != reflect.Array:
		return errUnknown
	case v.Len() == 0:
		return n.els.run(x, dot)
	}
	for k := range v.Len() {
		one := v.Index(k)
		if n.index >= 0 {
			x.vars[x.base+n.index] = reflect.ValueOf(k)
		}
		if err := n.once(x, one); err != nil {
			return err
		}
	}
	return nil
}

// sequence runs the body for each value of the iter.Seq v.
func (n *loop) sequence(x *state, dot, v reflect.Value) error {
	empty := true
	for one := range v.Seq() {
		empty = false
		if err := n.once(x, one); err != nil {
			return err
		}
	}
	if empty {
		return n.els.run(x, dot)
	}
	return nil
}

// once runs the body for one value.
func (n *loop) once(x *state, one reflect.Value) error {
	if n.elm >= 0 {
		x.vars[x.base+n.elm] = one
	}
	return n.body.run(x, one)
}

// A jump calls a template.
type jump struct {
	to   *call
	data expr
}

func (n *jump) run(x *state, dot reflect.Value) error {
	v, err := n.data(x, dot)
	if err != nil {
		return err
	}
	return n.to.run(x, v)
}

// A compiler compiles the templates of a set.
type compiler struct {
	set   *template.Template
	funcs map[string]Func
	calls map[string]*call
	names []string // of the variables in reach, by slot
	slots int      // the most so far
}

// template returns the template name, compiled.
func (c *compiler) template(name string) *call {
	if done := c.calls[name]; done != nil {
		return done
	}
	made := &call{}
	c.calls[name] = made
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil || strings.Contains(name, "$htmltemplate") {
		made.nodes, made.slots = list{unknown{}}, 1
		return made
	}
	names, slots := c.names, c.slots
	c.names, c.slots = []string{"$"}, 1
	made.nodes = c.list(t.Tree.Root)
	made.slots = c.slots
	c.names, c.slots = names, slots
	return made
}

// declare returns the slot of a new variable.
func (c *compiler) declare(name string) int {
	c.names = append(c.names, name)
	c.slots = max(c.slots, len(c.names))
	return len(c.names) - 1
}

func (c *compiler) list(l *parse.ListNode) list {
	if l == nil {
		return nil
	}
	reach := len(c.names)
	out := make(list, 0, len(l.Nodes))
	for _, n := range l.Nodes {
		out = append(out, c.node(n))
	}
	c.names = c.names[:reach]
	return out
}

func (c *compiler) node(n parse.Node) node {
	switch n := n.(type) {
	case *parse.TextNode:
		return text(n.Text)
	case *parse.ActionNode:
		return c.action(n.Pipe)
	case *parse.IfNode:
		return c.choice(&n.BranchNode, false)
	case *parse.WithNode:
		return c.choice(&n.BranchNode, true)
	case *parse.RangeNode:
		return c.loop(n)
	case *parse.TemplateNode:
		if n.Pipe == nil {
			return unknown{}
		}
		return &jump{c.template(n.Name), c.pipe(n.Pipe)}
	}
	return unknown{}
}

// action compiles a pipeline whose value is written, or given to a variable.
func (c *compiler) action(p *parse.PipeNode) node {
	if len(p.Decl) == 1 && !p.IsAssign && len(p.Cmds) == 1 {
		value := c.command(p.Cmds[0])
		return &set{c.declare(p.Decl[0].Ident[0]), value}
	}
	if len(p.Decl) > 0 || len(p.Cmds) < 2 {
		return unknown{}
	}
	out := &output{value: c.command(p.Cmds[0])}
	for _, cmd := range p.Cmds[1:] {
		name, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || len(cmd.Args) != 1 || out.text {
			return unknown{}
		}
		switch name.Ident {
		case "_html_template_htmlescaper":
			out.text, out.html = true, true
		case "_html_template_attrescaper", "_html_template_rcdataescaper":
			out.text = true
		default:
			if escapers[name.Ident] == nil {
				return unknown{}
			}
			out.escapes = append(out.escapes, escapers[name.Ident])
		}
	}
	return out
}

func (c *compiler) choice(b *parse.BranchNode, with bool) node {
	reach := len(c.names)
	n := &choice{value: c.pipe(b.Pipe), slot: -1, with: with}
	if len(b.Pipe.Decl) > 1 || b.Pipe.IsAssign {
		return unknown{}
	}
	if len(b.Pipe.Decl) == 1 {
		n.slot = c.declare(b.Pipe.Decl[0].Ident[0])
	}
	n.then, n.els = c.list(b.List), c.list(b.ElseList)
	c.names = c.names[:reach]
	return n
}

func (c *compiler) loop(r *parse.RangeNode) node {
	reach := len(c.names)
	n := &loop{value: c.pipe(r.Pipe), index: -1, elm: -1}
	if r.Pipe.IsAssign {
		return unknown{}
	}
	switch d := r.Pipe.Decl; len(d) {
	case 1:
		n.elm = c.declare(d[0].Ident[0])
	case 2:
		n.index, n.elm = c.declare(d[0].Ident[0]), c.declare(d[1].Ident[0])
	}
	n.body = c.list(r.List)
	c.names = c.names[:reach]
	n.els = c.list(r.ElseList)
	return n
}
