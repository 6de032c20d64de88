package site

import (
	"strings"
)

// fragmentWords is how many words of each end of a long quote a text fragment
// names.
const fragmentWords = 5

// textFragment returns the part of an address that makes a browser scroll to
// quote and mark it (WICG Scroll to Text Fragment): "#:~:text=…", the whole of a
// short quote, else its first and last words. It is "" when the first words
// stand in text more than once, because the wrong sentence would be marked.
func textFragment(quote, text string) string {
	words := strings.Fields(quote)
	if len(words) == 0 {
		return ""
	}
	if len(words) <= 2*fragmentWords {
		if strings.Count(text, quote) > 1 {
			return ""
		}
		return "#:~:text=" + escapeFragment(strings.Join(words, " "))
	}
	start := strings.Join(words[:fragmentWords], " ")
	if strings.Count(text, start) > 1 {
		start = strings.Join(words[:2*fragmentWords], " ")
	}
	if strings.Count(text, start) > 1 {
		return ""
	}
	end := strings.Join(words[len(words)-fragmentWords:], " ")
	return "#:~:text=" + escapeFragment(start) + "," + escapeFragment(end)
}

// escapeFragment percent-encodes what is not an unreserved character of RFC
// 3986, and the hyphen, comma and ampersand that text directives give a meaning.
func escapeFragment(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for k := 0; k < len(s); k++ {
		c := s[k]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '~' {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
