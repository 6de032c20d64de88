package locale

import (
	"fmt"
	"strconv"
	"strings"

	"buildsite/internal/timeline/edtf"
)

// T returns the words of a key with {0}, {1} … replaced by args. A word with
// plural forms takes the form of its first argument, an int. Counts are written
// as Number writes them, an edtf.Date as Date does, anything else as fmt.Sprint.
// A key that no language has comes back as ⟦key⟧, which the tests look for.
func (l *Locale) T(key string, args ...any) string {
	w, ok := l.file.Words[key]
	if !ok && l.fallback != nil {
		return l.fallback.T(key, args...)
	}
	if !ok {
		return "⟦" + key + "⟧"
	}
	return l.fill(w.form(l, args), args)
}

// Has reports whether l itself has the words of key.
func (l *Locale) Has(key string) bool {
	_, ok := l.file.Words[key]
	return ok
}

func (w word) form(l *Locale, args []any) string {
	if len(w) > 1 && len(args) > 0 {
		if n, ok := args[0].(int); ok {
			if text, ok := w[l.Plural(n)]; ok {
				return text
			}
		}
	}
	return w["other"]
}

func (l *Locale) fill(text string, args []any) string {
	if len(args) == 0 {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		digits, after, closed := strings.Cut(rest, "}")
		if n, err := strconv.Atoi(digits); closed && err == nil && n >= 0 && n < len(args) {
			b.WriteString(l.argument(args[n]))
			text = after
			continue
		}
		b.WriteByte('{')
		text = rest
	}
}

func (l *Locale) argument(a any) string {
	switch a := a.(type) {
	case int:
		return l.Number(a)
	case edtf.Date:
		return l.Date(a)
	case string:
		return a
	}
	return fmt.Sprint(a)
}

// Number writes n with the separators of the language: 1,234 or 1 234.
func (l *Locale) Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	if len(digits) < 3+l.file.Data.GroupMin {
		return sign + digits
	}
	first := (len(digits)-1)%3 + 1
	out := digits[:first]
	for i := first; i < len(digits); i += 3 {
		out += l.file.Data.Group + digits[i:i+3]
	}
	return sign + out
}

// List joins items as a sentence does: "A, B and C".
func (l *Locale) List(items ...string) string {
	list := l.file.Data.List
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	case 2:
		return pair(list.Two, items[0], items[1])
	}
	out := pair(list.End, items[len(items)-2], items[len(items)-1])
	for i := len(items) - 3; i > 0; i-- {
		out = pair(list.Middle, items[i], out)
	}
	return pair(list.Start, items[0], out)
}

func pair(pattern, a, b string) string {
	return strings.NewReplacer("{0}", a, "{1}", b).Replace(pattern)
}
