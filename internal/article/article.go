// Package article reads news reports: front matter, Markdown or plain text,
// blocks, sentences and words, each a span of one text that knows its place in
// the file.
//
// An Article has two coordinate systems. Source is the file byte for byte; Text
// is what a reader of the article sees. Every finding of the engine is a Span of
// Text; Source positions are had from ToSource, so the same span serves
// quotation, highlighting and messages. The Text of a Markdown file is its
// blocks with a blank line between two; the Text of a plain text file is the
// file itself (without a byte order mark), so there the two systems are one.
//
// The path from file to sentences:
//
//	Parse           size, encoding, front matter         article.go, frontmatter.go, meta.go
//	readMarkdown    goldmark's tree → text, map, blocks  markdown.go
//	readPlain       lines → paragraphs                   plain.go
//	classify        what part of a page each block is    kind.go, caption.go, stamp.go, dateline.go
//	split           sentences of each block              sentence.go
//
// Nothing is dropped: page furniture, captions, bylines and stamps are blocks
// like others, with a kind that says that they report nothing. What the page
// says about its own date is in PageDates.
package article

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"sort"
	"strings"
	"unicode/utf8"

	"buildsite/internal/problem"
)

// MaxSize is the largest article read, in bytes.
const MaxSize = 8 << 20

// A Span is a half-open range of byte offsets, into Article.Text unless said
// otherwise.
type Span struct{ Start, End int }

// Len returns the length of s in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Rights says what of an article may be shown.
type Rights string

// The values of the front matter key rights.
const (
	Full   Rights = "full"   // the text may be published
	Quote  Rights = "quote"  // only the cited sentences are shown (the default)
	Digest Rights = "digest" // the text is our summary: evidence is shown as a summary, never in quotation marks
)

// Meta is what is recorded about an article. Empty means not known; nothing
// is guessed, but Title is the headline found in the text when the record has
// none, and Rights is Quote when the record has none.
type Meta struct {
	Title      string
	Publisher  string
	Author     string
	Agency     string
	Published  string // ISO 8601: day, or day and time with offset, as written
	Language   string // BCP 47
	URL        string // http or https
	ArchiveURL string // http or https
	Retrieved  string // ISO 8601 day
	Rights     Rights

	// What import recorded; empty for articles that were not imported.
	Found          string // where each value was found: "published: JSON-LD datePublished; author: byline"
	Original       string // name of the file it was imported from
	OriginalSHA256 string // of that file's bytes, lower-case hex
}

// An Article is one news report: where it came from and what it says.
type Article struct {
	Path string // slash-separated, relative to the folder read; the id in JSON Lines
	Meta
	Source    string     // the file as read, valid UTF-8
	SHA256    string     // of the file's bytes, lower-case hex
	Text      string     // what a reader sees
	Blocks    []Block    // in order, without overlap
	Sentences []Sentence // in order, of all blocks but Code; none spans two blocks
	PageDates []PageDate // what the page says of its own date, in order

	sourceMap []segment
	tags      []tag
	inlines   []inline
}

// A BlockKind says what part of a page a block is. Only Prose, ListItem and
// BlockQuot can report events; the others are kept because a stamp or a byline
// dates the article.
type BlockKind uint8

// The kinds of block.
const (
	Prose     BlockKind = iota // a paragraph of the report
	Headline                   // the title of the report
	Heading                    // a heading inside it
	ListItem                   // one item of a list, which may be one entry of a chronology
	BlockQuot                  // a quoted block
	Caption                    // of a photograph, with its credit
	Byline                     // author or agency line
	Stamp                      // a publication or update date
	Furniture                  // "Open in App", related stories, share buttons, disclaimers
	Code                       // never read for events
)

// String returns the name of k as used in test files.
func (k BlockKind) String() string {
	return [...]string{"prose", "headline", "heading", "item", "quote", "caption", "byline", "stamp", "furniture", "code"}[k]
}

// Reports reports whether a block of kind k may report events.
func (k BlockKind) Reports() bool { return k == Prose || k == ListItem || k == BlockQuot }

// A Block is a paragraph, heading, list item or piece of page furniture.
type Block struct {
	Span
	Kind     BlockKind
	Level    uint8 // of a Markdown heading, 1 to 6
	Dateline int   // length in bytes of the agency dateline at the start; no sentence holds it
}

// A Sentence is one sentence, trimmed of white space, and the block it is in.
type Sentence struct {
	Span
	Block int // index into Article.Blocks
}

// A segment says that n bytes of Text from text on stand in m bytes of Source
// from source on. Where n and m differ (a character reference), the whole
// stands for the whole.
type segment struct{ text, n, source, m int }

// Slice returns the text of s.
func (a *Article) Slice(s Span) string { return a.Text[s.Start:s.End] }

// ToSource returns the range of Source bytes that the span of Text stands in.
// With markup inside, the range includes it. A span between two blocks, or an
// empty one, gives an empty range.
func (a *Article) ToSource(s Span) Span {
	i := sort.Search(len(a.sourceMap), func(i int) bool { return a.sourceMap[i].text+a.sourceMap[i].n > s.Start })
	if i == len(a.sourceMap) {
		return Span{len(a.Source), len(a.Source)}
	}
	start := a.sourceMap[i].at(s.Start)
	j := sort.Search(len(a.sourceMap), func(j int) bool { return a.sourceMap[j].text >= s.End }) - 1
	if j < i {
		return Span{start, start}
	}
	return Span{start, max(start, a.sourceMap[j].end(s.End))}
}

func (g segment) at(text int) int {
	if g.n != g.m || text < g.text {
		return g.source
	}
	return g.source + text - g.text
}

func (g segment) end(text int) int {
	if g.n != g.m || text >= g.text+g.n {
		return g.source + g.m
	}
	return g.source + text - g.text
}

// Parse reads the article at path: Markdown with front matter when path ends in
// .md or .markdown, plain text otherwise. The Article is nil when the list holds
// a problem that is no warning.
func Parse(path string, src []byte) (*Article, problem.List) {
	if len(src) > MaxSize {
		p := problem.Problem{Path: path, What: "article is larger than 8 MiB"}
		return nil, problem.List{p.WithHint("split it, or leave out what is no text")}
	}
	if p, bad := problem.NotUTF8(path, src); bad {
		return nil, problem.List{p}
	}
	source := string(src)
	sum := sha256.Sum256(src)
	a := &Article{Path: path, Source: source, SHA256: hex.EncodeToString(sum[:])}
	if !isMarkdown(path) {
		a.readPlain(markLength(source))
		return a, a.finish()
	}
	fields, body, problems := FrontMatter(path, source)
	problems = append(problems, a.setMeta(fields)...)
	problems = append(problems, a.readMarkdown(src, body)...)
	if problems.Err() != nil {
		return nil, problems
	}
	return a, append(problems, a.finish()...)
}

// A Record is one article of a JSON Lines file.
type Record struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Text      string `json:"text"`
	Published string `json:"published"`
}

// FromRecord reads the article of one JSON Lines record; its Source is the
// record's text. The Article is nil when the list holds a problem that is no
// warning.
func FromRecord(r Record) (*Article, problem.List) {
	switch {
	case len(r.Text) > MaxSize:
		return nil, problem.List{{Path: r.ID, What: "article is larger than 8 MiB"}}
	case !utf8.ValidString(r.Text) || !utf8.ValidString(r.Title):
		return nil, problem.List{{Path: r.ID, What: "text is not valid UTF-8"}}
	}
	sum := sha256.Sum256([]byte(r.Text))
	a := &Article{Path: r.ID, Source: r.Text, SHA256: hex.EncodeToString(sum[:])}
	a.Title, a.Published = strings.TrimSpace(r.Title), r.Published
	var problems problem.List
	if _, _, _, ok := Day(r.Published); !ok && r.Published != "" {
		p := problem.Problem{Path: r.ID, What: "published is no date: " + excerpt(r.Published), Warning: true}
		problems = append(problems, p.WithHint("write a day, 2025-05-28, or a day and time, 2025-05-28T15:04:05Z; the record is read as undated"))
		a.Published = ""
	}
	a.readPlain(markLength(r.Text))
	return a, append(problems, a.finish()...)
}

// finish does what Markdown and plain text have in common. It warns of an
// article in which there is nothing to read.
func (a *Article) finish() problem.List {
	if a.Rights == "" {
		a.Rights = Quote
	}
	a.classify()
	a.split()
	if len(a.Sentences) > 0 {
		return nil
	}
	p := problem.Problem{Path: a.Path, What: "the article has no text", Warning: true}
	return problem.List{p.WithHint("fill it in, or delete the file; it can say nothing on the timeline")}
}

func isMarkdown(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return true
	}
	return false
}

// markLength returns the length of a UTF-8 byte order mark at the start of src.
func markLength(src string) int {
	if strings.HasPrefix(src, "\ufeff") {
		return len("\ufeff")
	}
	return 0
}

// excerpt returns s quoted and cut to what fits a message.
func excerpt(s string) string {
	if len(s) > 60 {
		s = strings.ToValidUTF8(s[:60], "") + "…"
	}
	return "“" + s + "”"
}
