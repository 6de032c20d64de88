package desk

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plain says how letters are written that no decomposition makes ASCII.
var plain = strings.NewReplacer(
	"ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ø", "o", "Ø", "O", "ß", "ss", "æ", "ae", "Æ", "AE", "œ", "oe", "Œ", "OE", "þ", "th", "ı", "i")

// ascii returns s with its diacritics dropped.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(plain.Replace(s)))
}
