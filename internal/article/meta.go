package article

import (
	"net/url"
	"strings"

	"buildsite/internal/problem"
	"buildsite/internal/strict"
)

// metaKeys are the keys of an article's front matter, as README.md lists them.
var metaKeys = [...]string{
	"title", "publisher", "author", "agency", "published", "language", "url", "archive_url", "retrieved", "rights",
	"found", "original", "original_sha256",
}

// otherPublisher is what articles written for other site generators call the
// publisher; it is read as such.
const otherPublisher = "outlet"

// setMeta fills a.Meta from front matter, with a problem for every key that is
// unknown, given twice, of the wrong type or of no meaning.
func (a *Article) setMeta(fields []Field) problem.List {
	var problems problem.List
	for i, f := range fields {
		if f.Key == otherPublisher {
			f.Key, fields[i].Key = "publisher", "publisher"
		}
		p, bad := a.setField(f)
		for _, g := range fields[:i] {
			if g.Key == f.Key {
				p, bad = problem.At(a.Path, a.Source, f.At, "%s is given twice", f.Key), true
			}
		}
		if bad {
			problems = append(problems, p)
		}
	}
	return problems
}

func (a *Article) setField(f Field) (problem.Problem, bool) {
	to := a.metaField(f.Key)
	if to == nil && f.Key != "rights" {
		p := problem.At(a.Path, a.Source, f.At, "unknown key %s", excerpt(f.Key))
		if near := strict.Nearest(f.Key, metaKeys[:]); near != "" {
			return p.WithHint("did you mean %s?", near), true
		}
		return p.WithHint("the keys are %s", strings.Join(metaKeys[:], ", ")), true
	}
	if f.Value == nil {
		return problem.Problem{}, false
	}
	value, isString := f.Value.(string)
	if !isString {
		p := problem.At(a.Path, a.Source, f.ValueAt, "%s is %s, not a text", f.Key, typeName(f.Value))
		return p.WithHint("write it in quotation marks"), true
	}
	if value = strings.TrimSpace(value); value == "" {
		return problem.Problem{}, false
	}
	if what, hint := checkValue(f.Key, value); what != "" {
		return problem.At(a.Path, a.Source, f.ValueAt, "%s", what).WithHint("%s", hint), true
	}
	if f.Key == "rights" {
		a.Rights = Rights(value)
	} else {
		*to = value
	}
	return problem.Problem{}, false
}

func (a *Article) metaField(key string) *string {
	switch key {
	case "title":
		return &a.Title
	case "publisher":
		return &a.Publisher
	case "author":
		return &a.Author
	case "agency":
		return &a.Agency
	case "published":
		return &a.Published
	case "language":
		return &a.Language
	case "url":
		return &a.URL
	case "archive_url":
		return &a.ArchiveURL
	case "retrieved":
		return &a.Retrieved
	case "found":
		return &a.Found
	case "original":
		return &a.Original
	case "original_sha256":
		return &a.OriginalSHA256
	}
	return nil
}

// checkValue returns what is wrong with the value of key and what to do, or
// two empty strings.
func checkValue(key, value string) (what, hint string) {
	switch key {
	case "published", "retrieved":
		if _, _, _, ok := Day(value); !ok {
			return key + " is no date: " + excerpt(value), "write a day, 2025-05-28, or a day and time, 2025-05-28T15:04:05+02:00"
		}
	case "url", "archive_url":
		u, err := url.Parse(value)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return key + " is no web address: " + excerpt(value), "it must begin with https:// or http://"
		}
	case "language":
		if !isLanguage(value) {
			return "language is no language tag: " + excerpt(value), "write a tag like en, cs or en-GB"
		}
	case "rights":
		all := []string{string(Full), string(Quote), string(Digest)}
		if value != all[0] && value != all[1] && value != all[2] {
			hint = "it is one of full, quote, digest"
			if near := strict.Nearest(value, all); near != "" {
				hint = "did you mean " + near + "? " + hint
			}
			return "rights is " + excerpt(value), hint
		}
	}
	return "", ""
}

func typeName(v any) string {
	switch v.(type) {
	case bool:
		return "true or false"
	case int64, float64, uint64:
		return "a number"
	case []any:
		return "a list"
	}
	return "a table"
}

// isLanguage reports whether s has the shape of a BCP 47 tag: letters, then
// letters and digits in parts of up to eight.
func isLanguage(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if len(part) < 1 || len(part) > 8 || i == 0 && len(part) < 2 {
			return false
		}
		for j := 0; j < len(part); j++ {
			letter := 'a' <= part[j]|0x20 && part[j]|0x20 <= 'z'
			if !letter && (i == 0 || part[j] < '0' || part[j] > '9') {
				return false
			}
		}
	}
	return true
}

// Day returns the calendar day of an ISO 8601 date: YYYY-MM-DD alone, or with a
// time of day (T or a space, then hh:mm, :ss and a fraction if given) and an
// offset (Z or ±hh:mm) if given. The day is the one written, in no other zone.
func Day(s string) (year, month, day int, ok bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return 0, 0, 0, false
	}
	year, ok1 := number(s[:4])
	month, ok2 := number(s[5:7])
	day, ok3 := number(s[8:10])
	ok = ok1 && ok2 && ok3 && isDay(year, month, day) && isTime(s[10:])
	return year, month, day, ok
}

func isTime(s string) bool {
	if s == "" {
		return true
	}
	if len(s) < 6 || s[0] != 'T' && s[0] != ' ' && s[0] != 't' {
		return false
	}
	if !clock(s[1:6]) {
		return false
	}
	s = s[6:]
	if len(s) >= 3 && s[0] == ':' {
		if sec, ok := number(s[1:3]); !ok || sec > 60 {
			return false
		}
		s = s[3:]
		if s != "" && s[0] == '.' {
			s = strings.TrimLeft(s[1:], "0123456789")
		}
	}
	if s = strings.TrimPrefix(s, " "); s == "" || s == "Z" || s == "z" {
		return true
	}
	if s[0] != '+' && s[0] != '-' {
		return false
	}
	if len(s) == 5 {
		return clock(s[1:3] + ":" + s[3:])
	}
	return clock(s[1:])
}

func clock(s string) bool {
	if len(s) != 5 || s[2] != ':' {
		return false
	}
	h, ok1 := number(s[:2])
	m, ok2 := number(s[3:])
	return ok1 && ok2 && h < 24 && m < 60
}

func number(s string) (int, bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, s != ""
}

// isDay reports whether the Gregorian calendar has the day.
func isDay(year, month, day int) bool {
	if month < 1 || month > 12 || day < 1 {
		return false
	}
	last := 31
	switch month {
	case 4, 6, 9, 11:
		last = 30
	case 2:
		last = 28
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			last = 29
		}
	}
	return day <= last
}
