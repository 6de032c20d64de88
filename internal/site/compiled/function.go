package compiled

import (
	"fmt"
	"reflect"
	"text/template/parse"
)

// function compiles the call of a function.
func (c *compiler) function(name string, args []parse.Node) expr {
	list := make([]expr, len(args))
	for k, a := range args {
		list[k] = c.operand(a)
	}
	switch f := c.funcs[name]; {
	case f != nil:
		return called(f, list)
	case name == "print":
		return called(func(args []any) (any, error) { return fmt.Sprint(args...), nil }, list)
	case name == "or" && len(list) > 0:
		return either(list, true)
	case name == "and" && len(list) > 0:
		return either(list, false)
	case name == "not" && len(list) == 1:
		return not(list[0])
	case (name == "eq" || name == "ne") && len(list) == 2:
		return equal(list[0], list[1], name == "eq")
	case name == "len" && len(list) == 1:
		return length(list[0])
	case name == "gt" && len(list) == 2:
		return greater(list[0], list[1])
	}
	return unknownExpr
}

// called returns the call of f with args.
func called(f Func, args []expr) expr {
	return func(x *state, dot reflect.Value) (reflect.Value, error) {
		values := make([]any, len(args))
		for k, a := range args {
			v, err := a(x, dot)
			if err != nil {
				return v, err
			}
			if !v.IsValid() {
				return v, errUnknown
			}
			values[k] = v.Interface()
		}
		out, err := f(values)
		return reflect.ValueOf(out), err
	}
}

// either returns the first of list that is as true as want, else the last.
func either(list []expr, want bool) expr {
	return func(x *state, dot reflect.Value) (v reflect.Value, err error) {
		for _, e := range list {
			if v, err = e(x, dot); err != nil {
				return v, err
			}
			ok, err := truth(v)
			if err != nil || ok == want {
				return v, err
			}
		}
		return v, nil
	}
}

var yes, no = reflect.ValueOf(true), reflect.ValueOf(false)

func truthValue(b bool) reflect.Value {
	if b {
		return yes
	}
	return no
}

func not(e expr) expr {
	return func(x *state, dot reflect.Value) (reflect.Value, error) {
		v, err := e(x, dot)
		if err != nil {
			return v, err
		}
		ok, err := truth(v)
		return truthValue(!ok), err
	}
}

// both returns two values.
func both(x *state, dot reflect.Value, a, b expr) (reflect.Value, reflect.Value, error) {
	v, err := a(x, dot)
	if err != nil {
		return v, v, err
	}
	w, err := b(x, dot)
	return v, w, err
}

// equal compares texts and whole numbers.
func equal(a, b expr, want bool) expr {
	return func(x *state, dot reflect.Value) (reflect.Value, error) {
		v, w, err := both(x, dot, a, b)
		switch {
		case err != nil:
			return v, err
		case v.Kind() == reflect.String && w.Kind() == reflect.String:
			return truthValue((v.String() == w.String()) == want), nil
		case v.CanInt() && w.CanInt():
			return truthValue((v.Int() == w.Int()) == want), nil
		}
		return v, errUnknown
	}
}

func length(e expr) expr {
	return func(x *state, dot reflect.Value) (reflect.Value, error) {
		v, err := e(x, dot)
		if err == nil && v.Kind() != reflect.Slice && v.Kind() != reflect.String {
			err = errUnknown
		}
		if err != nil {
			return v, err
		}
		return reflect.ValueOf(v.Len()), nil
	}
}

func greater(a, b expr) expr {
	return func(x *state, dot reflect.Value) (reflect.Value, error) {
		v, w, err := both(x, dot, a, b)
		if err == nil && !(v.CanInt() && w.CanInt()) {
			err = errUnknown
		}
		if err != nil {
			return v, err
		}
		return truthValue(v.Int() > w.Int()), nil
	}
}
