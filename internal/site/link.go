package site

import (
	"bytes"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// rootMark begins an address that is counted from the root of the site. Text
// cannot forge it: html/template writes a quotation mark as &#34;.
var rootMark = []byte(`"~/`)

// writeRelative writes page, the HTML of the file at from, with every marked
// address made relative to that file. With base not empty, addresses begin with
// base instead: the page for "not found" is served at any depth.
func writeRelative(w io.Writer, page []byte, from, base string) error {
	dir := from[:strings.LastIndexByte(from, '/')+1]
	up := strings.Repeat("../", strings.Count(dir, "/"))
	parent := ""
	if i := strings.LastIndexByte(strings.TrimSuffix(dir, "/"), '/'); i >= 0 {
		parent = dir[:i+1]
	}
	for {
		i := bytes.Index(page, rootMark)
		if i < 0 {
			_, err := w.Write(page)
			return err
		}
		if _, err := w.Write(page[:i+1]); err != nil {
			return err
		}
		page = page[i+len(rootMark):]
		prefix := up
		switch {
		case base != "":
			prefix = base
		case dir != "" && bytes.HasPrefix(page, []byte(dir)):
			prefix, page = "", page[len(dir):]
		case parent != "" && bytes.HasPrefix(page, []byte(parent)):
			prefix, page = "../", page[len(parent):]
		}
		if _, err := io.WriteString(w, prefix); err != nil {
			return err
		}
	}
}

// slug returns s as a path segment: ASCII letters, digits and hyphens, at most
// 60 bytes, diacritics folded. It is "" when nothing of s is left.
func slug(s string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range norm.NFD.String(s) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		r = unicode.ToLower(r)
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			hyphen = b.Len() > 0
			continue
		}
		if b.Len() >= 60 {
			break
		}
		if hyphen {
			b.WriteByte('-')
			hyphen = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// names gives each string a path segment of its own. Two strings that fold to
// the same are told apart by a number, in order of asking.
type names map[string]int

// take returns a free segment for s; fallback names what has no ASCII letters.
func (n names) take(s, fallback string) string {
	base := slug(s)
	if base == "" {
		base = fallback
	}
	for {
		n[base]++
		if n[base] == 1 {
			return base
		}
		next := base + "-" + strconv.Itoa(n[base])
		if n[next] == 0 {
			n[next]++
			return next
		}
	}
}

// baseName returns the last segment of p without its extension.
func baseName(p string) string {
	return strings.TrimSuffix(path.Base(p), path.Ext(p))
}
