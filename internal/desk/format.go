package desk

import (
	"fmt"
	"strings"

	"buildsite/internal/strict"
	"buildsite/internal/timeline"
)

// writeKey writes key = "value" unless value is empty.
func writeKey(b *strings.Builder, key, value string) {
	if value != "" {
		fmt.Fprintf(b, "%s = %s\n", key, strict.Quote(value))
	}
}

func writeFlag(b *strings.Builder, key string, value bool) {
	if value {
		fmt.Fprintf(b, "%s = true\n", key)
	}
}

// Format returns d as a file that Parse reads back to the same decision.
func (d Decision) Format() []byte {
	var b strings.Builder
	b.WriteString("+++\n")
	writeTarget(&b, d.Target)
	writeFlag(&b, "add", d.Add)
	writeFlag(&b, "draft", d.Draft)
	writeFlag(&b, "confirm", d.Confirm)
	writeFlag(&b, "hide", d.Hide)
	writeFlag(&b, "pin", d.Pin)
	writeKey(&b, "title", d.Title)
	writeKey(&b, "date", d.Date.String())
	writeKey(&b, "type", d.Type)
	writeKey(&b, "reason", d.Reason)
	writeKey(&b, "correction", string(d.Correction))
	writeKey(&b, "decided", d.Decided)
	writeKey(&b, "by", d.By)
	d.writeTables(&b)
	b.WriteString("+++\n")
	if d.Summary != "" {
		b.WriteString(d.Summary + "\n")
	}
	return []byte(b.String())
}

func (d Decision) writeTables(b *strings.Builder) {
	for _, m := range d.Merge {
		b.WriteString("\n[[merge]]\n")
		writeTarget(b, m)
	}
	for _, s := range d.Split {
		b.WriteString("\n[[split]]\n")
		writeKey(b, "event", s.Event)
		writeKey(b, "title", s.Title)
		writeKey(b, "date", s.Date.String())
		writeKey(b, "type", s.Type)
		for _, src := range s.Sources {
			b.WriteString("[[split.source]]\n")
			writeSource(b, src)
		}
	}
	for _, s := range d.Sources {
		b.WriteString("\n[[source]]\n")
		writeSource(b, s)
	}
	for _, r := range d.Replies {
		b.WriteString("\n[[reply]]\n")
		writeReply(b, r)
	}
	if d.Seen.Date != "" || len(d.Seen.Articles) > 0 {
		b.WriteString("\n[seen]\n")
		writeKey(b, "date", d.Seen.Date)
		names := make([]string, len(d.Seen.Articles))
		for i, a := range d.Seen.Articles {
			names[i] = strict.Quote(a)
		}
		fmt.Fprintf(b, "articles = [%s]\n", strings.Join(names, ", "))
	}
}

func writeTarget(b *strings.Builder, t Target) {
	writeKey(b, "event", t.Event)
	writeKey(b, "article", t.Article)
	writeKey(b, "quote", t.Quote)
}

func writeSource(b *strings.Builder, s Source) {
	writeKey(b, "article", s.Article)
	writeKey(b, "title", s.Title)
	writeKey(b, "publisher", s.Publisher)
	writeKey(b, "author", s.Author)
	writeKey(b, "published", s.Published)
	writeKey(b, "url", s.URL)
	writeKey(b, "archive_url", s.ArchiveURL)
	writeKey(b, "language", s.Language)
	writeKey(b, "quote", s.Quote)
}

func writeReply(b *strings.Builder, r timeline.Reply) {
	writeKey(b, "party", r.Party)
	writeKey(b, "date", r.Date)
	writeKey(b, "url", r.URL)
	writeKey(b, "text", r.Text)
}
