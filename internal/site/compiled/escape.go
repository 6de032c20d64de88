package compiled

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
)

// A kind is what the type of a text says of it.
type kind int

const (
	plain kind = iota
	isHTML
	isAttr
	isCSS
	isJS
	isURL
)

// kinds are the types that html/template trusts in some place.
var kinds = map[reflect.Type]kind{
	reflect.TypeFor[template.HTML]():     isHTML,
	reflect.TypeFor[template.HTMLAttr](): isAttr,
	reflect.TypeFor[template.CSS]():      isCSS,
	reflect.TypeFor[template.JS]():       isJS,
	reflect.TypeFor[template.URL]():      isURL,
}

var (
	typeString   = reflect.TypeFor[string]()
	typeStringer = reflect.TypeFor[fmt.Stringer]()
	typeError    = reflect.TypeFor[error]()
)

// textOf returns v as text.
func textOf(v reflect.Value) (string, kind, error) {
	switch v.Kind() {
	case reflect.String:
		if t := v.Type(); t == typeString {
			return v.String(), plain, nil
		} else if k, ok := kinds[t]; ok {
			return v.String(), k, nil
		}
	case reflect.Struct, reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
	default:
		return "", plain, errUnknown
	}
	if v.Type() == reflect.TypeFor[template.JSStr]() || v.Type() == reflect.TypeFor[template.Srcset]() {
		return "", plain, errUnknown
	}
	if v.CanInt() && !v.Type().Implements(typeStringer) && !v.Type().Implements(typeError) {
		return strconv.FormatInt(v.Int(), 10), plain, nil
	}
	return fmt.Sprint(v.Interface()), plain, nil
}

// An escaper makes a text of a kind fit for a place; its result has the kind
// plain. The error is that this package does not know how.
type escaper func(s string, k kind) (string, kind, error)

// escapers are those of html/template that are known here, by name, but for
// those of text and attributes, which come last.
var escapers = map[string]escaper{
	"_html_template_urlfilter":      unless(isURL, filterURL),
	"_html_template_urlnormalizer":  func(s string, _ kind) (string, kind, error) { return normalizeURL(s), plain, nil },
	"_html_template_urlescaper":     escapeURL,
	"_html_template_jsvalescaper":   only(isJS),
	"_html_template_cssvaluefilter": only(isCSS),
	"_html_template_htmlnamefilter": only(isAttr),
}

// unless returns the escaper that leaves texts of the kind trusted as they are.
func unless(trusted kind, escape func(string) string) escaper {
	return func(s string, k kind) (string, kind, error) {
		if k == trusted {
			return s, plain, nil
		}
		return escape(s), plain, nil
	}
}

// only returns the escaper of texts of the kind, which are left as they are.
func only(trusted kind) escaper {
	return func(s string, k kind) (string, kind, error) {
		if k != trusted {
			return "", plain, errUnknown
		}
		return s, plain, nil
	}
}

// special are the characters that writeEscaped replaces.
var special = [256]bool{0: true, '"': true, '&': true, '\'': true, '+': true, '<': true, '>': true}

// writeEscaped writes s with special characters as html/template writes them, in
// text and in quoted attributes.
func writeEscaped(w *bytes.Buffer, s string) {
	from := 0
	for k := range len(s) {
		if !special[s[k]] {
			continue
		}
		w.WriteString(s[from:k])
		from = k + 1
		switch s[k] {
		case 0:
			w.WriteString("\uFFFD")
		case '"':
			w.WriteString("&#34;")
		case '&':
			w.WriteString("&amp;")
		case '\'':
			w.WriteString("&#39;")
		case '+':
			w.WriteString("&#43;")
		case '<':
			w.WriteString("&lt;")
		case '>':
			w.WriteString("&gt;")
		}
	}
	w.WriteString(s[from:])
}

// filterURL returns the address s, or one that leads nowhere when s would run
// something.
func filterURL(s string) string {
	protocol, _, ok := strings.Cut(s, ":")
	if !ok || strings.Contains(protocol, "/") {
		return s
	}
	for _, safe := range []string{"http", "https", "mailto"} {
		if strings.EqualFold(protocol, safe) {
			return s
		}
	}
	return "#ZgotmplZ"
}

// escapeURL percent-encodes a part of an address, which may be one that is
// trusted.
func escapeURL(s string, k kind) (string, kind, error) {
	if k == isURL {
		return normalizeURL(s), plain, nil
	}
	return percentEncode(s, func(c byte, _ string) bool { return inURL[c] == unreserved }), plain, nil
}

// normalizeURL percent-encodes what may not stand in an address, and leaves what
// is encoded.
func normalizeURL(s string) string {
	return percentEncode(s, func(c byte, rest string) bool {
		return inURL[c] != 0 || c == '%' && len(rest) > 2 && isHex(rest[1]) && isHex(rest[2])
	})
}

// percentEncode encodes the bytes of s that are not to stay; rest is s from the
// byte on.
func percentEncode(s string, stays func(c byte, rest string) bool) string {
	var out []byte
	from := 0
	for k := range len(s) {
		c := s[k]
		if stays(c, s[k:]) {
			continue
		}
		const hex = "0123456789abcdef"
		out = append(append(out, s[from:k]...), '%', hex[c>>4], hex[c&15])
		from = k + 1
	}
	if from == 0 {
		return s
	}
	return string(append(out, s[from:]...))
}

// What a byte is in an address (RFC 3986, section 2), 0 for what may not stand
// there.
const (
	reserved   = 1
	unreserved = 2
)

var inURL = func() (in [256]byte) {
	for _, c := range "!#$&*+,/:;=?@[]" {
		in[c] = reserved
	}
	for _, c := range "-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" {
		in[c] = unreserved
	}
	return in
}()

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
