package ingest

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"buildsite/internal/article"
	"buildsite/internal/problem"
)

// singleFileDay turns "Wed May 28 2025" into an ISO 8601 day.
func singleFileDay(s string) string {
	t, err := time.Parse("Mon Jan 2 2006", s)
	if err != nil {
		return ""
	}
	return t.Format("2006-01-02")
}

func isMarkdown(f file) bool {
	switch extension(f.path) {
	case "md", "markdown":
		return true
	}
	return false
}

// aliases are keys of front matter that other programs use for ours.
var aliases = map[string]string{
	"date": "published", "published_at": "published", "publishdate": "published", "pubdate": "published", "lang": "language",
	"locale": "language", "source": "publisher", "site": "publisher", "outlet": "publisher", "byline": "author", "link": "url",
	"canonical": "url", "canonical_url": "url", "source_url": "url", "archive": "archive_url", "accessed": "retrieved", "headline": "title",
}

func readMarkdown(f file) (Result, problem.List) {
	text, note := decodeText(f.src)
	fields, body, problems := article.FrontMatter(f.path, text)
	if problems.Err() != nil {
		return Result{}, problems
	}
	d := Draft{Body: strings.TrimSpace(text[body:])}
	if note != "" {
		d.Notes = append(d.Notes, note)
	}
	var ignored []string
	for _, field := range fields {
		if !d.setField(field) {
			ignored = append(ignored, field.Key)
		}
	}
	if len(ignored) > 0 {
		d.Notes = append(d.Notes, "front matter left out: "+strings.Join(ignored, ", "))
	}
	if len(strings.Fields(d.Body)) == 0 {
		return Result{}, f.fail("write the article below the front matter", "the file has no text")
	}
	return Result{Drafts: []Draft{d}}, nil
}

// setField takes one field of front matter; it returns false when it has no
// place for it.
func (d *Draft) setField(field article.Field) bool {
	s, ok := field.Value.(string)
	if !ok {
		return false
	}
	key := strings.ToLower(field.Key)
	if ours, ok := aliases[key]; ok {
		key = ours
	}
	v := Value{Text: clean(s), From: "front matter " + field.Key}
	switch key {
	case "title":
		d.Title = v
	case "publisher":
		d.Publisher = v
	case "author":
		d.Author = v
	case "agency":
		d.Agency = v
	case "published":
		v.Text = isoDate(s)
		d.Published = v
	case "language":
		d.Language = v
	case "url":
		d.URL = v
	case "archive_url":
		d.ArchiveURL = v
	case "retrieved":
		v.Text = isoDate(s)
		d.Retrieved = v
	case "rights":
		d.Rights = v
	default:
		return false
	}
	return v.Text != ""
}

// isText reports whether f is text at all: the last of the formats.
func isText(f file) bool {
	switch extension(f.path) {
	case "json", "csv", "tsv", "xml", "rss", "atom":
		return false
	}
	if e, _ := utf16(f.src); e != nil {
		return true
	}
	control := 0
	part := f.src[:min(len(f.src), 4096)]
	for _, c := range part {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
			control++
		}
	}
	return control*200 <= len(part)
}

func readText(f file) (Result, problem.List) {
	text, note := decodeText(f.src)
	d := Draft{}
	d.Title, d.Published, text = reading(text)
	d.Body = PlainToMarkdown(text)
	if note != "" {
		d.Notes = append(d.Notes, note)
	}
	if strings.TrimSpace(d.Body) == "" {
		return Result{}, f.fail("save it again", "the file has no text")
	}
	return Result{Drafts: []Draft{d}}, nil
}

// reading returns what a plain text says of itself, as package article reads
// it: its headline, which is taken off its start, and its stamp of publication.
func reading(text string) (title, published Value, rest string) {
	a, _ := article.FromRecord(article.Record{ID: "text", Text: strings.ReplaceAll(text, "\r\n", "\n")})
	if a == nil {
		return Value{}, Value{}, text
	}
	for _, d := range a.PageDates {
		if d.Kind == article.PublishedStamp && d.Year != 0 && published.Text == "" {
			published = Value{fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day), "visible stamp “" + clean(a.Slice(d.Span)) + "”"}
		}
	}
	if a.Title == "" {
		return Value{}, published, text
	}
	title = Value{clean(a.Title), "headline of the text"}
	if i := strings.Index(text, a.Title); i >= 0 {
		text = strings.TrimRight(text[:i], " \t") + strings.TrimLeft(text[i+len(a.Title):], " \t")
	}
	return title, published, text
}

// PlainToMarkdown returns plain text as Markdown that says the same: what
// package article takes for a paragraph of it becomes one, and what would be
// markup is escaped.
func PlainToMarkdown(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(invisible.Replace(text), "\f", "\n\n"), "\t", " ")
	a, _ := article.FromRecord(article.Record{ID: "text", Text: text})
	if a == nil {
		return escapeLine(clean(text))
	}
	var paragraphs []string
	for _, b := range a.Blocks {
		p := escapeLine(strings.Join(strings.Fields(a.Slice(b.Span)), " "))
		switch {
		case p == "":
		case b.Kind == article.ListItem:
			paragraphs = append(paragraphs, "- "+p)
		default:
			paragraphs = append(paragraphs, p)
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// blockStart is what makes a line a heading, list item, quotation or rule.
var blockStart = regexp.MustCompile(`^(#{1,6}(\s|$)|[-+*](\s|$)|>|\d{1,9}[.)](\s|$)|={2,}\s*$|-{2,}\s*$|~{3}|\|)`)

// escapeLine escapes what Markdown would take for markup.
func escapeLine(line string) string {
	var b strings.Builder
	if m := blockStart.FindString(line); m != "" {
		n := 0
		for n < len(m) && m[n] >= '0' && m[n] <= '9' {
			n++
		}
		b.WriteString(line[:n] + `\`)
		line = line[n:]
		b.WriteByte(line[0])
		line = line[1:]
	}
	for i, r := range line {
		switch r {
		case '\\', '`', '*', '[', ']', '<', '~':
			b.WriteByte('\\')
		case '_':
			if !insideWord(line, i) {
				b.WriteByte('\\')
			}
		case '&':
			b.WriteString("&amp;")
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// insideWord reports whether the letters on both sides of line[i] make it part
// of a word.
func insideWord(line string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:i])
	after, _ := utf8.DecodeRuneInString(line[i+1:])
	return (unicode.IsLetter(before) || unicode.IsDigit(before)) && (unicode.IsLetter(after) || unicode.IsDigit(after))
}
