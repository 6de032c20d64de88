package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// datelineLength returns the length of the agency dateline at the start of a
// paragraph with the space behind it, and the date in it: "PRAGUE (AP) — ",
// "Prague [Czech Republic], May 29 : ", "(CNN) ", "PRAGUE: ". A dateline names
// a place in capitals, an agency or country in brackets, or a day.
func datelineLength(s string, first bool) (int, PageDate) {
	if n := bracketed(s, 0); n > 0 && isAgency(s[1:n-1]) {
		return skipSeparator(s, n), PageDate{}
	}
	end, strong := datelineEnd(s)
	if end == 0 {
		return 0, PageDate{}
	}
	left := strings.TrimRight(s[:end], " ")
	capitals, marked, date, ok := datelineWords(left)
	if !ok || !capitals && !marked || !strong && !first {
		return 0, PageDate{}
	}
	if !strong && !marked && (len(left) < 4 || notPlaces[left]) {
		return 0, PageDate{}
	}
	if !first && !marked {
		return 0, PageDate{}
	}
	return skipSeparator(s, end), date
}

// notPlaces are words in capitals before a colon that are no place.
var notPlaces = set(`NATO UPDATE BREAKING EXCLUSIVE WATCH NOTE CORRECTION ANALYSIS OPINION LIVE READ VIDEO PHOTO PHOTOS
	FACTBOX TIMELINE EXPLAINER UPDATED EDITORIAL QUESTION ANSWER`)

// datelineEnd returns where the separator of a dateline begins, within the
// first 100 bytes; strong when it is a dash and no colon.
func datelineEnd(s string) (end int, strong bool) {
	s = s[:min(len(s), 100)]
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '-':
			if s[i-1] == ' ' && i+1 < len(s) && (s[i+1] == ' ' || s[i+1] == '-') || s[i-1] == ')' {
				return i, true
			}
		case ':':
			if i+1 < len(s) && s[i+1] == ' ' {
				return i, false
			}
		case 0xe2:
			if strings.HasPrefix(s[i:], "—") || strings.HasPrefix(s[i:], "–") {
				return i, true
			}
		case '"', '?', '!', ';':
			return 0, false
		}
	}
	return 0, false
}

func skipSeparator(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r != ' ' && r != '-' && r != '–' && r != '—' && r != ':' {
			break
		}
		i += n
	}
	return i
}

// datelineWords reports whether left is made as the left side of a dateline is:
// words with a capital, brackets and one date; and whether its first word is all
// in capitals, or it has a bracket or a date.
func datelineWords(left string) (capitals, marked bool, date PageDate, ok bool) {
	for i := 0; i < len(left); {
		if n := bracketed(left, i); n > 0 {
			marked = true
			i += n
			continue
		}
		if y, m, d, n := dateAt(left[i:]); n > 0 {
			date = PageDate{Span: Span{i, i + n}, Kind: DatelineDate, Year: y, Month: m, Day: d}
			marked = true
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(left[i:])
		if !unicode.IsLetter(r) {
			if !strings.ContainsRune(" ,./'’-|", r) {
				return false, false, date, false
			}
			i += n
			continue
		}
		end := wordEnd(left, i)
		word := left[i:end]
		if unicode.IsLower(r) && !particles[word] {
			return false, false, date, false
		}
		if i == 0 {
			capitals = len(word) > 1 && strings.ToUpper(word) == word
		}
		i = end
	}
	return capitals, marked, date, true
}

// particles are the words without a capital inside names of places.
var particles = set("de la le les des du el and of the au aux sur am an der den v nad pod upon on")

// bracketed returns the length of the bracket that opens at i and closes within
// 40 bytes; 0 when there is none.
func bracketed(s string, i int) int {
	if i >= len(s) || s[i] != '(' && s[i] != '[' {
		return 0
	}
	n := strings.IndexAny(s[i:min(len(s), i+40)], ")]")
	return n + 1
}

// isAgency reports whether s, found in brackets, is how a news service signs:
// AP, CNN, Reuters, CNN Business.
func isAgency(s string) bool {
	if len(s) < 2 {
		return false
	}
	if agencies[s] {
		return true
	}
	first, _, _ := strings.Cut(s, " ")
	return agencies[first]
}

// agencies are news services as they sign datelines and bylines.
var agencies = set(`AP Reuters REUTERS AFP CNN UPI ANI PTI IANS CTK ČTK DPA dpa EFE ANSA TASS Xinhua Bloomberg KYODO Kyodo
	PA CBC NPR ABC BBC Newsmax Yonhap PAP TASR APA`)
