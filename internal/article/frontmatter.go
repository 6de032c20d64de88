package article

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	yaml "github.com/goccy/go-yaml"
	yamlast "github.com/goccy/go-yaml/ast"
	yamlparser "github.com/goccy/go-yaml/parser"

	"buildsite/internal/problem"
)

// A Field is one key of front matter with its value: a string (dates too, as
// written), bool, int64, float64, nil, []any or map[string]any.
type Field struct {
	Key     string
	Value   any
	At      int // byte offset of the key in the file
	ValueAt int // byte offset of the value, or of the key where that is not known
}

// FrontMatter reads the front matter of src, the whole file at path, and
// returns its fields in order of the file, and the byte offset where the body
// begins. Front matter is TOML between two lines "+++", YAML between two lines
// "---", or a JSON object; a file that begins otherwise has none.
func FrontMatter(path, src string) ([]Field, int, problem.List) {
	start := markLength(src)
	rest := src[start:]
	line, _, _ := strings.Cut(rest, "\n")
	switch fence := strings.TrimRight(line, " \t\r"); {
	case fence == "+++" || fence == "---":
		return fenced(path, src, start, fence)
	case strings.HasPrefix(rest, "{") && jsonFollows(rest[1:]):
		return jsonFields(path, src, start)
	}
	return nil, start, nil
}

func fenced(path, src string, start int, fence string) ([]Field, int, problem.List) {
	from := start + strings.IndexByte(src[start:]+"\n", '\n') + 1
	to, body := closing(src, min(from, len(src)), fence)
	if to < 0 {
		p := problem.At(path, src, start, "front matter is not closed")
		return nil, len(src), problem.List{p.WithHint("end it with a line %s", fence)}
	}
	if fields, ok := plainFields(src, from, to, fence); ok {
		return fields, body, nil
	}
	read := tomlFields
	if fence == "---" {
		read = yamlFields
	}
	fields, problems := read(path, src, from, to)
	return fields, body, problems
}

// closing returns where the line that is only fence begins, at from or after,
// and where the line behind it begins; -1 when there is none.
func closing(src string, from int, fence string) (int, int) {
	for at := from; at < len(src); {
		end := strings.IndexByte(src[at:], '\n')
		next := at + end + 1
		if end < 0 {
			end, next = len(src)-at, len(src)
		}
		if strings.HasPrefix(src[at:], fence) && strings.TrimRight(src[at:at+end], " \t\r") == fence {
			return at, next
		}
		at = next
	}
	return -1, -1
}

// plainFields reads the front matter of nearly all articles without a parser:
// one key and one plain value a line. It returns false when a line is anything
// else, for the library to decide; the fuzz tests hold it to the libraries.
func plainFields(src string, from, to int, fence string) ([]Field, bool) {
	fields := make([]Field, 0, 10)
	for at := from; at < to; {
		end := at + strings.IndexByte(src[at:], '\n')
		f, ok := plainField(src, at, end, fence)
		if !ok {
			return nil, false
		}
		at = end + 1
		if f.Key == "" {
			continue
		}
		for _, g := range fields {
			if g.Key == f.Key {
				return nil, false
			}
		}
		fields = append(fields, f)
	}
	return fields, true
}

func plainField(src string, at, end int, fence string) (Field, bool) {
	line := strings.TrimRight(strings.TrimSuffix(src[at:end], "\r"), " \t")
	if fence == "---" && strings.IndexByte(src[at:end], '\t') >= 0 {
		return Field{}, false
	}
	if line == "" || line[0] == '#' {
		return Field{}, printable(line)
	}
	n := 0
	for n < len(line) && (line[n] == '_' || line[n] == '-' || 'a' <= line[n]|0x20 && line[n]|0x20 <= 'z') {
		n++
	}
	mark, rest := byte('='), strings.TrimLeft(line[n:], " \t")
	if fence == "---" {
		mark, rest = ':', line[n:]
	}
	if n == 0 || rest == "" || rest[0] != mark || fence == "---" && !strings.HasPrefix(rest, ": ") {
		return Field{}, false
	}
	value := strings.TrimLeft(rest[1:], " ")
	inner, ok := plainValue(value, fence)
	return Field{Key: line[:n], Value: inner, At: at, ValueAt: at + len(line) - len(value)}, ok
}

// plainValue returns the text of value: in double quotes, a day or an instant
// without quotes, or in YAML a few words without quotes.
func plainValue(value, fence string) (string, bool) {
	if len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"' {
		inner := value[1 : len(value)-1]
		return inner, !strings.ContainsAny(inner, "\\\"") && printable(inner)
	}
	if len(value) == len("2025-05-28") || len(value) == len("2025-05-28T15:04:05Z") && value[10] == 'T' && value[17] < '6' && value[19] == 'Z' {
		if _, _, _, ok := Day(value); ok {
			return value, true
		}
	}
	return value, fence == "---" && isPlainScalar(value)
}

// isPlainScalar reports whether YAML reads s as the text it is: it begins with a
// letter, has no mark of YAML, and is no word for true, false or nothing.
func isPlainScalar(s string) bool {
	if s == "" || s[0]|0x20 < 'a' || s[0]|0x20 > 'z' || !printable(s) || strings.ContainsAny(s, ":#\"'`{}[]&*!|>%@\\,\u2028\u2029\ufeff") {
		return false
	}
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf":
		return false
	}
	return true
}

// printable reports whether s holds no control character.
func printable(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] == 0x7f || s[i] == 0xc2 && i+1 < len(s) && s[i+1] < 0xa0 {
			return false
		}
	}
	return true
}

func tomlFields(path, src string, from, to int) ([]Field, problem.List) {
	var values map[string]any
	meta, err := toml.Decode(src[from:to], &values)
	if err != nil {
		at, what := from, err.Error()
		var parse toml.ParseError
		if errors.As(err, &parse) {
			at, what = from+min(parse.Position.Start, to-from), parse.Message
		}
		return nil, problem.List{problem.At(path, src, at, "front matter: %s", what)}
	}
	var fields []Field
	for _, key := range meta.Keys() {
		if len(key) != 1 {
			continue
		}
		f := Field{Key: key[0], Value: values[key[0]]}
		f.At, f.ValueAt = place(src, from, to, f.Key, '=')
		if _, isTime := f.Value.(time.Time); isTime {
			f.Value = bare(src[f.ValueAt:to])
		}
		fields = append(fields, f)
	}
	return fields, nil
}

// place returns the offsets of the key and of its value: of the first line that
// starts with the key and mark, else of the block itself.
func place(src string, from, to int, key string, mark byte) (int, int) {
	for at := from; at < to; {
		end := at + strings.IndexByte(src[at:], '\n')
		line := strings.TrimLeft(src[at:end], " \t[\"'")
		if rest, ok := strings.CutPrefix(line, key); ok {
			rest = strings.TrimLeft(rest, " \t\"'")
			if rest != "" && (rest[0] == mark || rest[0] == ']') {
				value := strings.TrimLeft(rest[1:], " \t")
				return end - len(line), end - len(value)
			}
		}
		at = end + 1
	}
	return from, from
}

// bare returns the unquoted date at the start of s.
func bare(s string) string {
	n := 0
	for n < len(s) && strings.IndexByte("0123456789-+:.TtZz ", s[n]) >= 0 {
		n++
	}
	return strings.TrimSpace(s[:n])
}

func yamlFields(path, src string, from, to int) ([]Field, problem.List) {
	file, err := yamlparser.ParseBytes([]byte(src[from:to]), 0)
	if err != nil {
		at, what := from, err.Error()
		var syntax *yaml.SyntaxError
		if errors.As(err, &syntax) {
			at, what = lineColumn(src, from, syntax.Token.Position.Line, syntax.Token.Position.Column), syntax.Message
		}
		return nil, problem.List{problem.At(path, src, at, "front matter: %s", what)}
	}
	var fields []Field
	for _, doc := range file.Docs {
		var entries []*yamlast.MappingValueNode
		switch body := doc.Body.(type) {
		case *yamlast.MappingNode:
			entries = body.Values
		case *yamlast.MappingValueNode:
			entries = []*yamlast.MappingValueNode{body}
		case nil, *yamlast.CommentGroupNode:
		default:
			p := problem.At(path, src, from, "front matter: not a list of keys and values")
			return nil, problem.List{p.WithHint("write one \"key: value\" a line")}
		}
		for _, e := range entries {
			key, value := e.Key.GetToken(), e.Value.GetToken()
			fields = append(fields, Field{
				Key: key.Value, Value: yamlValue(e.Value),
				At:      lineColumn(src, from, key.Position.Line, key.Position.Column),
				ValueAt: lineColumn(src, from, value.Position.Line, value.Position.Column),
			})
		}
	}
	return fields, nil
}

// yamlValue returns the value of a scalar; collections are told apart only.
func yamlValue(n yamlast.Node) any {
	switch n := n.(type) {
	case *yamlast.StringNode:
		return n.Value
	case *yamlast.LiteralNode:
		return n.Value.Value
	case *yamlast.BoolNode:
		return n.Value
	case *yamlast.NullNode:
		return nil
	case *yamlast.FloatNode:
		return n.Value
	case *yamlast.IntegerNode:
		return int64(0)
	case *yamlast.SequenceNode:
		return []any{}
	}
	return map[string]any{}
}

// lineColumn returns the offset of a line and column (both from 1, columns in
// code points) of the text that begins at from.
func lineColumn(src string, from, line, column int) int {
	at := from
	for ; line > 1; line-- {
		i := strings.IndexByte(src[at:], '\n')
		if i < 0 {
			return at
		}
		at += i + 1
	}
	for i := range src[at:] {
		if column--; column == 0 {
			return at + i
		}
	}
	return at
}

// jsonFollows reports whether s, behind a brace, looks like the inside of a
// JSON object and not like prose.
func jsonFollows(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n")
	return s != "" && (s[0] == '"' || s[0] == '}')
}

func jsonFields(path, src string, start int) ([]Field, int, problem.List) {
	dec := json.NewDecoder(strings.NewReader(src[start:]))
	fail := func(err error) ([]Field, int, problem.List) {
		at, what := start+int(dec.InputOffset()), err.Error()
		var syntax *json.SyntaxError
		switch {
		case errors.As(err, &syntax):
			at = start + int(syntax.Offset) - 1
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			at, what = start, "the object is not closed"
		}
		return nil, len(src), problem.List{problem.At(path, src, at, "front matter: %s", what)}
	}
	if _, err := dec.Token(); err != nil {
		return fail(err)
	}
	var fields []Field
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return fail(err)
		}
		name, _ := key.(string)
		f := Field{Key: name, ValueAt: start + int(dec.InputOffset())}
		f.At = max(start, f.ValueAt-len(name)-1)
		if err := dec.Decode(&f.Value); err != nil {
			return fail(err)
		}
		gap := src[f.ValueAt:]
		f.ValueAt += len(gap) - len(strings.TrimLeft(gap, " \t\r\n:"))
		fields = append(fields, f)
	}
	if _, err := dec.Token(); err != nil {
		return fail(err)
	}
	return fields, start + int(dec.InputOffset()), nil
}
