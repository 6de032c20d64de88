package ingest

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// decodeHTML returns a page as UTF-8, by the algorithm of browsers; a page that
// declares nothing and is no UTF-8 is decoded as decodeText does. note says how
// the encoding was told when it was not UTF-8.
func decodeHTML(src []byte, contentType string) (text, note string) {
	if e, name := utf16(src); e != nil {
		return decode(src, e), "encoding: " + name
	}
	e, name, certain := charset.DetermineEncoding(head(src), contentType)
	switch {
	case utf8.Valid(src) && (name == "utf-8" || !certain):
		return strings.TrimPrefix(string(src), "\ufeff"), ""
	case name == "utf-8", !certain && name == "windows-1252" && !declaresLatin1.Match(head(src)):
		return decodeText(src)
	}
	return decode(src, e), "encoding: " + name
}

// declaresLatin1 is how a page says that it is what browsers assume anyway.
var declaresLatin1 = regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*(windows-1252|cp1252|iso-?8859-?1|latin1|us-ascii)\b`)

// head returns the part of src in which browsers look for an encoding.
func head(src []byte) []byte { return src[:min(len(src), 1024)] }

// decodeText returns plain text as UTF-8: by its byte order mark, as UTF-8 or
// UTF-16 if it is that, else by the frequency of its bytes.
func decodeText(src []byte) (text, note string) {
	if e, name := utf16(src); e != nil {
		return decode(src, e), "encoding: " + name
	}
	if utf8.Valid(src) {
		return strings.TrimPrefix(string(src), "\ufeff"), ""
	}
	name := guess(src)
	e, canonical := charset.Lookup(name)
	if e == nil {
		e, canonical = charset.Lookup("windows-1252")
	}
	return decode(src, e), fmt.Sprintf("encoding guessed: %s; check the accents", canonical)
}

// guess returns the name of the encoding that the bytes of src are most like.
// Central European text is told by what its two encodings do not share.
func guess(src []byte) string {
	results, err := chardet.NewTextDetector().DetectAll(src)
	if err != nil || len(results) == 0 {
		return "windows-1252"
	}
	best := results[0]
	for _, r := range results[1:] {
		if r.Confidence == best.Confidence && r.Charset+r.Language < best.Charset+best.Language {
			best = r
		}
	}
	if best.Charset == "ISO-8859-2" && hasC1(src) {
		return "windows-1250"
	}
	return best.Charset
}

// hasC1 reports whether src has bytes that are control characters in the ISO
// 8859 encodings and letters in those of Windows.
func hasC1(src []byte) bool {
	for _, c := range src {
		if c >= 0x80 && c < 0xa0 {
			return true
		}
	}
	return false
}

// utf16 tells UTF-16 by its mark or by the zero bytes of Latin text.
func utf16(src []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16LE"
	case bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "UTF-16BE"
	}
	part := head(src)
	if len(part) < 4 {
		return nil, ""
	}
	var zeros [2]int
	for i, c := range part {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch {
	case zeros[1] > len(part)/3 && zeros[0] < len(part)/20:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16LE"
	case zeros[0] > len(part)/3 && zeros[1] < len(part)/20:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16BE"
	}
	return nil, ""
}

// decode returns src as UTF-8; what the encoding does not have becomes U+FFFD.
func decode(src []byte, e encoding.Encoding) string {
	out, err := e.NewDecoder().Bytes(src)
	if err != nil {
		return strings.ToValidUTF8(string(src), "\ufffd")
	}
	return strings.ToValidUTF8(strings.TrimPrefix(string(out), "\ufeff"), "\ufffd")
}
