package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// months are the names of months as pages write them in stamps and datelines,
// in lower case, with a capital, and in capitals.
var months = cased(map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
	"september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	"ledna": 1, "února": 2, "března": 3, "dubna": 4, "května": 5, "června": 6, "července": 7, "srpna": 8,
	"září": 9, "října": 10, "listopadu": 11, "prosince": 12,
	"januar": 1, "jänner": 1, "februar": 2, "märz": 3, "mai": 5, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12,
	"janvier": 1, "février": 2, "mars": 3, "avril": 4, "juin": 6, "juillet": 7, "août": 8, "septembre": 9, "octobre": 10,
	"novembre": 11, "décembre": 12,
	"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9,
	"octubre": 10, "noviembre": 11, "diciembre": 12,
})

// weekdays are names of weekdays, 1 Monday to 7 Sunday, cased as months are.
var weekdays = cased(map[string]int{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
	"pondělí": 1, "úterý": 2, "středa": 3, "čtvrtek": 4, "pátek": 5, "sobota": 6, "neděle": 7,
	"montag": 1, "dienstag": 2, "mittwoch": 3, "donnerstag": 4, "freitag": 5, "samstag": 6, "sonntag": 7,
	"lundi": 1, "mardi": 2, "mercredi": 3, "jeudi": 4, "vendredi": 5, "samedi": 6, "dimanche": 7,
})

// zones are the abbreviations of time zones that stamps carry.
var zones = set(`IST GMT UTC UT BST CET CEST EET EEST MSK EST EDT ET CST CDT CT MST MDT MT PST PDT PT JST KST HKT SGT AEST
	AEDT NZST NZDT WIB PKT GST Z UK Eastern Central Pacific`)

func fields(s string) []string { return strings.Fields(s) }

func set(s string) map[string]bool {
	all := map[string]bool{}
	for _, w := range fields(s) {
		all[w] = true
	}
	return all
}

// cased returns words with their forms in lower case, with a capital and in
// capitals.
func cased(words map[string]int) map[string]int {
	all := make(map[string]int, 3*len(words))
	for w, n := range words {
		r, size := utf8.DecodeRuneInString(w)
		all[w] = n
		all[string(unicode.ToUpper(r))+w[size:]] = n
		all[strings.ToUpper(w)] = n
	}
	return all
}

// dateAt reads the date at the start of s: 2025-05-28, May 28, 2025, 28 May
// 2025, 28. května 2025, 28.5.2025, 28/05/2025 where the order cannot be
// mistaken, and May 29 or 29 May without a year (then 0). The length n is 0 when
// there is none.
func dateAt(s string) (year, month, day, n int) {
	if s == "" {
		return 0, 0, 0, 0
	}
	if c := s[0]; c >= '0' && c <= '9' {
		return numericDate(s)
	}
	end := wordEnd(s, 0)
	month, ok := months[s[:end]]
	if !ok {
		return 0, 0, 0, 0
	}
	i := spaces(s, end+optional(s, end, '.'))
	day, size := digits(s[i:])
	if size == 0 || size > 2 || i == end {
		return 0, 0, 0, 0
	}
	i += size
	for _, ordinal := range [...]string{"st", "nd", "rd", "th"} {
		if strings.HasPrefix(s[i:], ordinal) {
			i += 2
			break
		}
	}
	year, i = yearAfter(s, i)
	return checked(year, month, day, i)
}

// checked returns its arguments, or zeros when there is no such day.
func checked(year, month, day, n int) (int, int, int, int) {
	y := year
	if y == 0 {
		y = 2000
	}
	if !isDay(y, month, day) {
		return 0, 0, 0, 0
	}
	return year, month, day, n
}

// yearAfter reads a year of four digits behind a comma or space at i.
func yearAfter(s string, i int) (year, end int) {
	j := spaces(s, i)
	j = spaces(s, j+optional(s, j, ','))
	if y, n := digits(s[j:]); n == 4 && j > i && y >= 1900 && y < 2200 {
		return y, j + n
	}
	return 0, i
}

func numericDate(s string) (year, month, day, n int) {
	first, size := digits(s)
	i := size
	switch {
	case size == 4:
		y, m, d, ok := 0, 0, 0, false
		if len(s) >= 10 {
			y, m, d, ok = Day(s[:10])
		}
		if !ok || len(s) > 10 && isWordByte(s[10]) && s[10] != 'T' {
			return 0, 0, 0, 0
		}
		return y, m, d, 10
	case size > 2:
		return 0, 0, 0, 0
	}
	for _, ordinal := range [...]string{"st", "nd", "rd", "th"} {
		if strings.HasPrefix(s[i:], ordinal) {
			i += 2
		}
	}
	j := spaces(s, i+optional(s, i, '.'))
	end := wordEnd(s, j)
	if m, ok := months[s[j:end]]; ok && j > size {
		end += optional(s, end, '.')
		year, end = yearAfter(s, end)
		return checked(year, m, first, end)
	}
	return numbersDate(s, first, size)
}

// numbersDate reads 28.5.2025, 28. 5. 2025, 28/05/2025 and 05/28/2025. With
// slashes, one of the first two numbers must be too large for a month.
func numbersDate(s string, first, i int) (year, month, day, n int) {
	if i >= len(s) || s[i] != '.' && s[i] != '/' {
		return 0, 0, 0, 0
	}
	mark := s[i]
	i = spaces(s, i+1)
	second, size := digits(s[i:])
	i += size
	if size == 0 || size > 2 || i >= len(s) || s[i] != mark {
		return 0, 0, 0, 0
	}
	i = spaces(s, i+1)
	year, size = digits(s[i:])
	if size != 4 {
		return 0, 0, 0, 0
	}
	switch {
	case mark == '.' || first > 12:
		return checked(year, second, first, i+size)
	case second > 12:
		return checked(year, first, second, i+size)
	}
	return 0, 0, 0, 0
}

func digits(s string) (value, n int) {
	for n < len(s) && n < 9 && s[n] >= '0' && s[n] <= '9' {
		value = value*10 + int(s[n]-'0')
		n++
	}
	return value, n
}

func spaces(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return i
}

func optional(s string, i int, c byte) int {
	if i < len(s) && s[i] == c {
		return 1
	}
	return 0
}

// timeAt returns the length of the time of day at the start of s: 15:23,
// 15:23:01, 3:17 p.m., 5 p.m.; 0 when there is none.
func timeAt(s string) int {
	_, n := digits(s)
	if n == 0 || n > 2 && n != 4 {
		return 0
	}
	clocked := false
	for i := 0; i < 2 && n < len(s) && (s[n] == ':' || s[n] == '.' && i == 0 && n+2 < len(s) && isWordByte(s[n+2])); i++ {
		_, m := digits(s[n+1:])
		if m != 2 {
			break
		}
		clocked = true
		n += 1 + m
	}
	if i := spaces(s, n); i+1 < len(s) && (s[i]|0x20 == 'a' || s[i]|0x20 == 'p') {
		half := s[i:]
		for _, form := range [...]string{"a.m.", "p.m.", "am", "pm"} {
			if len(half) >= len(form) && strings.EqualFold(half[:len(form)], form) && (len(half) == len(form) || !isWordByte(half[len(form)])) {
				return i + len(form)
			}
		}
	}
	if !clocked {
		return 0
	}
	return n
}
