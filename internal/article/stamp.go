package article

import (
	"strings"
)

// A PageDateKind says where a page states its own date.
type PageDateKind uint8

// The kinds of PageDate, best evidence first.
const (
	PublishedStamp PageDateKind = iota // "Published: …", "date 2025-05-28", a line that is only a date
	UpdatedStamp                       // "Updated: …", "Last updated …"
	DatelineDate                       // "Prague, May 29 (Agency) – …"
)

// A PageDate is a date that the page states about itself, not about what it
// reports.
type PageDate struct {
	Span             // the words, of Text
	Kind             PageDateKind
	Year, Month, Day int // Year is 0 when the words give none
}

// stampLabels are the words that lead to a page's own date.
var stampLabels = set(`updated published posted modified first last date created issued on at release released publication
	filed aktualizováno publikováno vydáno zveřejněno dne v stand veröffentlicht aktualisiert am um uhr publié mis à jour le
	h time uk local of edition`)

// stampStarts are those of stampLabels that may begin a stamp.
var stampStarts = set(`updated update published posted modified first last date created issued release released filed
	aktualizováno publikováno vydáno zveřejněno stand veröffentlicht aktualisiert publié`)

// stampScan is what a run of date words at the start of a text holds.
type stampScan struct {
	n       int // length of the run
	date    PageDate
	dated   bool // it holds a date
	timed   bool // it holds a time of day
	labeled bool // it begins with a label
}

// scanStamp reads date words, times, labels and the marks between them at the
// start of s, as far as they go.
func scanStamp(s string) stampScan {
	var scan stampScan
	for i := 0; i < len(s); {
		if c := s[i]; c == ' ' || c == ',' || c == '|' || c == ':' || c == '-' || c == '\t' || c == '(' || c == ')' || c == '/' {
			i++
			continue
		}
		if strings.HasPrefix(s[i:], "–") || strings.HasPrefix(s[i:], "—") || strings.HasPrefix(s[i:], "•") {
			i += len("–")
			continue
		}
		n := scan.token(s, i)
		if n == 0 {
			break
		}
		i += n
		scan.n = i
	}
	return scan
}

// token reads one token of a stamp at i and returns its length, 0 when it is
// none.
func (scan *stampScan) token(s string, i int) int {
	if y, m, d, n := dateAt(s[i:]); n > 0 && !scan.dated {
		kind := PublishedStamp
		if strings.Contains(foldASCII(s[:i]), "update") || strings.Contains(foldASCII(s[:i]), "modified") {
			kind = UpdatedStamp
		}
		scan.date = PageDate{Span: Span{i, i + n}, Kind: kind, Year: y, Month: m, Day: d}
		scan.dated = true
		if i+n < len(s) && s[i+n] == 'T' {
			n++
		}
		return n
	}
	if n := timeAt(s[i:]); n > 0 {
		scan.timed = true
		return n
	}
	end := wordEnd(s, i)
	word := s[i:end]
	if _, ok := weekdays[word]; ok {
		return len(word) + optional(s, end, '.')
	}
	if zones[word] {
		return len(word)
	}
	label := foldASCII(word)
	if (scan.n == 0 || scan.dated) && stampStarts[label] {
		scan.labeled = true
		return len(word)
	}
	if stampLabels[label] && scan.n > 0 && (scan.labeled || label == "uk" || label == "time" || label == "at") {
		return len(word)
	}
	return 0
}

// foldASCII returns s with ASCII capitals in lower case.
func foldASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// stampLength returns how much of a block is a stamp: all of it, the part before
// what was glued behind it, or nothing. The first blocks of a page may begin
// with a stamp that has no label.
func stampLength(s string, first bool) (int, PageDate) {
	at := 0
	if bar := strings.Index(s[:min(len(s), 60)], " | "); bar > 0 && !endsSentence(s[:bar]) {
		at = bar + len(" | ")
	}
	scan := scanStamp(s[at:])
	if !scan.dated || scan.date.Year == 0 && !scan.labeled {
		if at == 0 {
			return 0, PageDate{}
		}
		at, scan = 0, scanStamp(s)
		if !scan.dated {
			return 0, PageDate{}
		}
	}
	n := at + scan.n
	n += len(s[n:]) - len(strings.TrimLeft(s[n:], " .,|:-"))
	scan.date.Start += at
	scan.date.End += at
	switch {
	case n == len(s):
		return n, scan.date
	case scan.date.Year == 0 || s[n-1] != ' ' || !first:
		return 0, PageDate{}
	case scan.labeled || scan.timed:
		return n, scan.date
	}
	return 0, PageDate{}
}
