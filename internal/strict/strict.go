// Package strict reads TOML that people write by hand, such as config.toml,
// front matter and decisions, into a struct, and says where each thing wrong
// with it stands.
//
// A key that the struct does not have is a problem with a suggestion, and so is
// a value of another type than its field. All of them are found in one run. A
// field is named by its tag toml:"name"; fields without a tag are left alone.
// The fields may be string, bool, int, float64, []string, struct, []struct,
// map[string]string and map[string]struct. A string field also takes a TOML
// date or time, as written in ISO 8601.
package strict

import (
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/agnivade/levenshtein"

	"buildsite/internal/problem"
)

// A Document is the TOML of one file and where its keys stand.
type Document struct {
	path   string
	src    string // the whole file
	places map[string]place
}

// A place is where a key and its value begin, as byte offsets of the file.
type place struct{ key, value int }

// Decode reads src[begin:end], a TOML document within the file src at path,
// into the struct that v points at. Fields whose keys are missing keep their
// values. The Document is never nil.
func Decode(path, src string, begin, end int, v any) (*Document, problem.List) {
	d := &Document{path: path, src: src}
	var table map[string]any
	if _, err := toml.Decode(src[begin:end], &table); err != nil {
		return d, problem.List{d.syntax(err, begin)}
	}
	d.places = locate(src, begin, end)
	var list problem.List
	d.table(table, nil, reflect.ValueOf(v).Elem(), &list)
	list.Sort()
	return d, list
}

// Has reports whether the document sets key, a dotted path such as
// "theme.accent" or "sources.0.file".
func (d *Document) Has(key string) bool {
	_, ok := d.places[key]
	return ok
}

// Key returns a problem at the key, or at the nearest table around it.
func (d *Document) Key(key, format string, args ...any) problem.Problem {
	return problem.At(d.path, d.src, d.find(key).key, format, args...)
}

// Value returns a problem at the value of key.
func (d *Document) Value(key, format string, args ...any) problem.Problem {
	return problem.At(d.path, d.src, d.find(key).value, format, args...)
}

// find returns the place of key, or of the nearest table around it: the keys
// of inline tables have no place of their own.
func (d *Document) find(key string) place {
	for {
		if p, ok := d.places[key]; ok {
			return p
		}
		i := strings.LastIndexByte(key, '.')
		if i < 0 {
			return place{}
		}
		key = key[:i]
	}
}

// syntax turns an error of the toml package into a located problem.
func (d *Document) syntax(err error, begin int) problem.Problem {
	var parse toml.ParseError
	if !errors.As(err, &parse) {
		return problem.Problem{Path: d.path, What: err.Error()}
	}
	p := problem.At(d.path, d.src, begin+parse.Position.Start, "%s", strings.TrimSuffix(parse.Message, "."))
	if at := begin + parse.Position.Start; at < len(d.src) && strings.HasPrefix(d.src[at:], "<<<<<<<") {
		return p.WithHint("git left a merge conflict: keep what holds of both sides, and take out the lines of <, = and >")
	}
	if strings.Contains(parse.Message, "expected value but found") {
		return p.WithHint(`text stands in quotes: title = "…"`)
	}
	return p
}

// table reads t, whose keys stand under prefix, into the struct out.
func (d *Document) table(t map[string]any, prefix []string, out reflect.Value, list *problem.List) {
	fields := map[string]reflect.Value{}
	var names []string
	for i := range out.NumField() {
		if name := out.Type().Field(i).Tag.Get("toml"); name != "" {
			fields[name] = out.Field(i)
			names = append(names, name)
		}
	}
	for _, key := range sortedKeys(t) {
		path := strings.Join(append(prefix[:len(prefix):len(prefix)], key), ".")
		field, ok := fields[key]
		if !ok {
			*list = append(*list, d.unknown(path, key, names))
			continue
		}
		d.value(t[key], path, field, list)
	}
}

// value reads v, the value of key, into out.
func (d *Document) value(v any, key string, out reflect.Value, list *problem.List) {
	wrong := func(want string) {
		*list = append(*list, d.Value(key, "%s must be %s, not %s", key, want, kindOf(v)).WithHint("%s", example(key, out.Kind())))
	}
	switch out.Kind() {
	case reflect.String:
		s, ok := asString(v)
		if !ok {
			wrong("text")
			return
		}
		out.SetString(s)
	case reflect.Bool:
		if b, ok := v.(bool); ok {
			out.SetBool(b)
			return
		}
		wrong("true or false")
	case reflect.Int:
		if n, ok := v.(int64); ok {
			out.SetInt(n)
			return
		}
		wrong("a whole number")
	case reflect.Float64:
		switch n := v.(type) {
		case float64:
			out.SetFloat(n)
		case int64:
			out.SetFloat(float64(n))
		default:
			wrong("a number")
		}
	case reflect.Struct:
		t, ok := v.(map[string]any)
		if !ok {
			wrong("a table")
			return
		}
		d.table(t, strings.Split(key, "."), out, list)
	case reflect.Slice:
		d.slice(v, key, out, list)
	case reflect.Map:
		t, ok := v.(map[string]any)
		if !ok {
			wrong("a table")
			return
		}
		d.mapping(t, key, out, list)
	default:
		panic("strict: field of a kind that TOML has not: " + key)
	}
}

// slice reads an array of text or an array of tables.
func (d *Document) slice(v any, key string, out reflect.Value, list *problem.List) {
	items, ok := v.([]any)
	if tables, isTables := v.([]map[string]any); isTables {
		ok = true
		for _, t := range tables {
			items = append(items, t)
		}
	}
	if !ok {
		p := d.Value(key, "%s must be a list, not %s", key, kindOf(v))
		*list = append(*list, p.WithHint("%s", example(key, reflect.Slice)))
		return
	}
	made := reflect.MakeSlice(out.Type(), len(items), len(items))
	for i, item := range items {
		d.value(item, key+"."+strconv.Itoa(i), made.Index(i), list)
	}
	out.Set(made)
}

// mapping reads a table whose keys are free.
func (d *Document) mapping(t map[string]any, key string, out reflect.Value, list *problem.List) {
	made := reflect.MakeMap(out.Type())
	for _, k := range sortedKeys(t) {
		item := reflect.New(out.Type().Elem()).Elem()
		d.value(t[k], key+"."+k, item, list)
		made.SetMapIndex(reflect.ValueOf(k), item)
	}
	out.Set(made)
}

func (d *Document) unknown(path, key string, names []string) problem.Problem {
	p := d.Key(path, "unknown key %q", path)
	if near := Nearest(key, names); near != "" {
		return p.WithHint("did you mean %q?", near)
	}
	sort.Strings(names)
	return p.WithHint("known here: %s", strings.Join(names, ", "))
}

// Nearest returns the name that word is probably a misspelling of, "" when none
// is near: about a third of the letters may differ.
func Nearest(word string, names []string) string {
	best, bestDistance := "", (len([]rune(word))+1)/3+1
	for _, name := range names {
		distance := levenshtein.ComputeDistance(fold(word), fold(name))
		if distance < bestDistance || distance == bestDistance && best != "" && name < best {
			best, bestDistance = name, distance
		}
	}
	return best
}

// fold makes baseURL, base-url and base_url alike.
func fold(s string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(s))
}

func sortedKeys(t map[string]any) []string {
	keys := make([]string, 0, len(t))
	for k := range t {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// asString returns text, or a TOML date or time as ISO 8601.
func asString(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case time.Time:
		switch v.Location().String() { // the names that the toml package gives to local times
		case "date-local":
			return v.Format("2006-01-02"), true
		case "datetime-local":
			return v.Format("2006-01-02T15:04:05"), true
		case "time-local":
			return v.Format("15:04:05"), true
		}
		return v.Format(time.RFC3339), true
	}
	return "", false
}

func kindOf(v any) string {
	switch v.(type) {
	case string:
		return "text"
	case bool:
		return "true or false"
	case int64, float64:
		return "a number"
	case time.Time:
		return "a date"
	case []any:
		return "a list"
	case map[string]any:
		return "a table"
	case []map[string]any:
		return "a list of tables"
	}
	return fmt.Sprintf("%T", v)
}

// example shows how a value of the kind is written.
func example(key string, kind reflect.Kind) string {
	name := key[strings.LastIndexByte(key, '.')+1:]
	if _, err := strconv.Atoi(name); err == nil {
		return `each item of the list stands in quotes: ["one", "two"]`
	}
	switch kind {
	case reflect.String:
		return fmt.Sprintf(`write %s = "…", in quotes`, name)
	case reflect.Bool:
		return fmt.Sprintf("write %s = true or %s = false, without quotes", name, name)
	case reflect.Int, reflect.Float64:
		return fmt.Sprintf("write %s = 100, without quotes", name)
	case reflect.Slice:
		return fmt.Sprintf(`write %s = ["one", "two"]`, name)
	default:
		return fmt.Sprintf("write [%s] on a line of its own, and its keys below it", name)
	}
}
