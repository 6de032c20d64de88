// Package article reads news reports: front matter, Markdown or plain text,
// blocks, sentences and words, each a span of one text that knows its place in
// the file.
//
// An Article has two coordinate systems. Source is the file byte for byte; Text
// is what a reader of the article sees, its blocks separated by blank lines.
// Every finding of the engine is a Span of Text; Source positions are had from
// ToSource, so the same span serves quotation, highlighting and messages.
package article

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
// is guessed.
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
}

// An Article is one news report: where it came from and what it says.
type Article struct {
	Path string // slash-separated, relative to the folder read; the id in JSON Lines
	Meta
	Source    string // the file as read, valid UTF-8
	SHA256    string // of the file's bytes, lower-case hex
	Text      string // what a reader sees: the blocks, a blank line between two
	Blocks    []Block
	Sentences []Sentence // in order, of all blocks; none spans two blocks
	sourceMap []segment
}

// A BlockKind says what part of a page a block is. Only prose can report
// events; the others are kept because a stamp or a byline dates the article.
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

// A Block is a paragraph, heading, list item or piece of page furniture.
type Block struct {
	Span
	Kind BlockKind
}

// A Sentence is one sentence, trimmed of white space, and the block it is in.
type Sentence struct {
	Span
	Block int // index into Article.Blocks
}

// A segment says that Text from text on, for len bytes, stands in Source at
// source.
type segment struct{ text, source, len int }

// Slice returns the text of s.
func (a *Article) Slice(s Span) string { return a.Text[s.Start:s.End] }

// ToSource returns the range of Source bytes that the span of Text stands in.
// With markup inside, the range includes it.
func (a *Article) ToSource(s Span) Span { return s }
