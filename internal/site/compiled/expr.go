package compiled

import (
	"fmt"
	"reflect"
	"slices"
	"sync/atomic"
	"text/template/parse"
)

// An expr gives a value. It is never an interface: what is in one is given, the
// zero Value for nil.
type expr func(x *state, dot reflect.Value) (reflect.Value, error)

func unknownExpr(*state, reflect.Value) (reflect.Value, error) { return reflect.Value{}, errUnknown }

func constant(v any) expr {
	value := reflect.ValueOf(v)
	return func(*state, reflect.Value) (reflect.Value, error) { return value, nil }
}

// inside returns what is in v if v is an interface.
func inside(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	return v
}

// pipe compiles a pipeline of one command.
func (c *compiler) pipe(p *parse.PipeNode) expr {
	if len(p.Cmds) != 1 {
		return unknownExpr
	}
	return c.command(p.Cmds[0])
}

func (c *compiler) command(cmd *parse.CommandNode) expr {
	if name, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return c.function(name.Ident, cmd.Args[1:])
	}
	if len(cmd.Args) != 1 {
		return unknownExpr
	}
	return c.operand(cmd.Args[0])
}

func (c *compiler) operand(n parse.Node) expr {
	switch n := n.(type) {
	case *parse.DotNode:
		return func(_ *state, dot reflect.Value) (reflect.Value, error) { return inside(dot), nil }
	case *parse.FieldNode:
		return fields(func(_ *state, dot reflect.Value) (reflect.Value, error) { return dot, nil }, n.Ident)
	case *parse.VariableNode:
		return c.variable(n)
	case *parse.PipeNode:
		if len(n.Decl) > 0 {
			return unknownExpr
		}
		return c.pipe(n)
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.BoolNode:
		return constant(n.True)
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64))
		}
	case *parse.IdentifierNode:
		return c.function(n.Ident, nil)
	}
	return unknownExpr
}

func (c *compiler) variable(n *parse.VariableNode) expr {
	for slot, name := range slices.Backward(c.names) {
		if name == n.Ident[0] {
			return fields(func(x *state, _ reflect.Value) (reflect.Value, error) {
				return inside(x.vars[x.base+slot]), nil
			}, n.Ident[1:])
		}
	}
	return unknownExpr
}

// fields returns from's field or method names[0], of that names[1], and so on.
func fields(from expr, names []string) expr {
	for _, name := range names {
		before, f := from, &field{name: name}
		from = func(x *state, dot reflect.Value) (reflect.Value, error) {
			v, err := before(x, dot)
			if err != nil {
				return v, err
			}
			return f.of(v)
		}
	}
	return from
}

// A field is a field or method of one name. It remembers where the type that it
// met last has it.
type field struct {
	name string
	last atomic.Pointer[access]
}

// An access is where a type has a field or method.
type access struct {
	typ    reflect.Type
	method int // of the pointer to typ, or of typ; -1 when it is a field
	index  []int
}

// of returns the field of v, or what the method of v returns.
func (f *field) of(v reflect.Value) (reflect.Value, error) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return v, errNil
		}
		v = v.Elem()
	}
	if !v.IsValid() {
		return v, errNil
	}
	receiver := v
	if v.CanAddr() {
		receiver = v.Addr()
	}
	a := f.last.Load()
	if a == nil || a.typ != receiver.Type() {
		if a = f.find(receiver.Type(), v.Type()); a == nil {
			return v, errUnknown
		}
		f.last.Store(a)
	}
	if a.method >= 0 {
		return result(receiver.Method(a.method).Call(nil))
	}
	if len(a.index) == 1 {
		return inside(v.Field(a.index[0])), nil
	}
	v, err := v.FieldByIndexErr(a.index)
	return inside(v), err
}

// errNil is the error of a field of nothing.
var errNil = fmt.Errorf("compiled: a field of nil")

// find looks where receiver, or the struct it points to, has the field; nil
// where it has none that this package knows.
func (f *field) find(receiver, structure reflect.Type) *access {
	if m, ok := receiver.MethodByName(f.name); ok {
		if m.Type.NumIn() != 1 || m.Type.NumOut() < 1 || m.Type.NumOut() > 2 || m.Type.IsVariadic() {
			return nil
		}
		return &access{typ: receiver, method: m.Index}
	}
	if structure.Kind() != reflect.Struct {
		return nil
	}
	at, ok := structure.FieldByName(f.name)
	if !ok || !at.IsExported() {
		return nil
	}
	return &access{typ: receiver, method: -1, index: at.Index}
}

// result returns what a method returned: a value, or a value and an error.
func result(out []reflect.Value) (reflect.Value, error) {
	if len(out) == 2 && !out[1].IsNil() {
		err, _ := out[1].Interface().(error)
		return reflect.Value{}, fmt.Errorf("compiled: %w", err)
	}
	return inside(out[0]), nil
}

// truth returns whether v counts as true: what text/template says of it.
func truth(v reflect.Value) (bool, error) {
	switch v.Kind() {
	case reflect.Invalid:
		return false, nil
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return v.Len() > 0, nil
	case reflect.Bool:
		return v.Bool(), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int() != 0, nil
	case reflect.Pointer, reflect.Func:
		return !v.IsNil(), nil
	case reflect.Struct:
		return true, nil
	}
	return false, errUnknown
}
