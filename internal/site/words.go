package site

import (
	"cmp"
	"strconv"
	"strings"

	"buildsite/internal/locale"
	"buildsite/internal/timeline/edtf"
)

// farApart is the least number of days between two events whose distance a
// list tells.
const farApart = 28

// gap tells how long after a the date b is, "" when that is not worth a line.
func gap(w *locale.Locale, a, b edtf.Date) string {
	if a.IsZero() || b.IsZero() || b.FirstDay()-a.FirstDay() < farApart || a.Overlaps(b) {
		return ""
	}
	return w.Distance(a, b)
}

// named returns the words of a name that another package uses, with spaces for
// hyphens where the language has none for it.
func named(w *locale.Locale, prefix, name string) string {
	if s := w.T(prefix + name); !strings.HasPrefix(s, "⟦") {
		return s
	}
	return strings.ReplaceAll(name, "-", " ")
}

// typeName returns the name of an event type for readers: "cyber-attack" is
// "cyber attack" where the language has no word for it.
func typeName(w *locale.Locale, name string) string { return named(w, "type.", name) }

// compareNames orders names as a reader expects: diacritics count last.
func compareNames(a, b string) int {
	return cmp.Or(cmp.Compare(slug(a), slug(b)), cmp.Compare(a, b))
}

func itoa(n int) string { return strconv.Itoa(n) }

// cutPrefix cuts prefix, and the white space after it, from s.
func cutPrefix(s, prefix string) (before, after string, ok bool) {
	if prefix == "" || !strings.HasPrefix(s, prefix) {
		return "", s, false
	}
	return prefix, strings.TrimSpace(s[len(prefix):]), true
}
