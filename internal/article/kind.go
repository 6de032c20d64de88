package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// classify gives every block its kind, splits a stamp off what is glued behind
// it, and finds the headline, the datelines and the page's own dates.
func (a *Article) classify() {
	c := classifier{article: a, prose: -1}
	raw := a.Blocks
	a.Blocks = make([]Block, 0, len(raw)+2)
	for i, b := range raw {
		c.block(raw, i, b)
	}
	c.headline()
}

type classifier struct {
	article  *Article
	prose    int  // index of the first block of prose, -1 before it
	proses   int  // how many there were
	related  bool // in a list of other stories
	comments bool // in the comments of readers
}

func (c *classifier) block(raw []Block, i int, b Block) {
	s := c.article.Slice(b.Span)
	switch {
	case b.Kind == Code:
	case c.comments || isComment(s):
		c.comments = true
		b.Kind = Furniture
	default:
		if n, date := stampLength(s, len(c.article.Blocks) < 4); n > 0 {
			b = c.stamp(b, s, n, date)
			if b.Len() == 0 {
				return
			}
			s = c.article.Slice(b.Span)
		}
		b.Kind = c.kind(raw, i, b, s)
	}
	if b.Kind == Prose {
		c.dateline(&b, s)
		if c.prose < 0 {
			c.prose = len(c.article.Blocks)
		}
		c.proses++
	}
	c.article.Blocks = append(c.article.Blocks, b)
}

// stamp adds the first n bytes of b as a stamp, or a byline when a name stands
// before the date, and returns the rest.
func (c *classifier) stamp(b Block, s string, n int, date PageDate) Block {
	head := Block{Span: trim(c.article.Text, Span{b.Start, b.Start + n}), Kind: Stamp}
	if hasFoldPrefix(s, bylineStarts[:]) {
		head.Kind = Byline
	}
	date.Start += b.Start
	date.End += b.Start
	c.article.PageDates = append(c.article.PageDates, date)
	c.article.Blocks = append(c.article.Blocks, head)
	b.Span = trim(c.article.Text, Span{b.Start + n, b.End})
	return b
}

func (c *classifier) kind(raw []Block, i int, b Block, s string) BlockKind {
	found := blockMarks.scan(s)
	switch {
	case isCaption(s, found):
		return Caption
	case isByline(s, found):
		return Byline
	case isRelatedLabel(s):
		c.related = true
		return Furniture
	case isFurniture(s, found):
		return Furniture
	case c.related && isTeaser(s):
		return Furniture
	case isRepeated(c.article, raw, i, s):
		return Furniture
	}
	if len(s) > 60 {
		c.related = false
	}
	if b.Kind != Prose {
		return b.Kind
	}
	if startsWithDate(s) && !endsSentence(s) {
		return ListItem
	}
	if isTitleLike(s) {
		return Heading
	}
	return Prose
}

// dateline takes the agency dateline off the sentences of b.
func (c *classifier) dateline(b *Block, s string) {
	if c.proses > 2 {
		return
	}
	n, date := datelineLength(s, c.proses == 0)
	if n == 0 || n >= len(s) {
		return
	}
	b.Dateline = n
	if date.Month > 0 {
		date.Start += b.Start
		date.End += b.Start
		c.article.PageDates = append(c.article.PageDates, date)
	}
}

// headline finds the title among the blocks before the prose: the block that
// says what the record gives as title, else the first that is made like one.
func (c *classifier) headline() {
	a := c.article
	end := c.prose
	if end < 0 {
		end = len(a.Blocks)
	}
	found := -1
	for i, b := range a.Blocks[:min(end, 12)] {
		if b.Kind != Heading {
			continue
		}
		s := a.Slice(b.Span)
		if a.Title != "" && sameWords(s, a.Title) || a.Title == "" && (b.Level > 0 || countWords(s, 4) >= 4) {
			found = i
			break
		}
	}
	if found < 0 {
		return
	}
	a.Blocks[found].Kind = Headline
	if a.Title == "" {
		a.Title = strings.Join(strings.Fields(a.Slice(a.Blocks[found].Span)), " ")
	}
	for i := range a.Blocks[:end] {
		b := &a.Blocks[i]
		switch {
		case b.Kind != Heading || b.Level > 0:
		case i < found:
			b.Kind = Furniture
		case isNames(a.Slice(b.Span)):
			b.Kind = Byline
		}
	}
}

// isNames reports whether s, between headline and prose, is a name or two, or a
// news service.
func isNames(s string) bool {
	limit := 4
	if strings.Contains(s, " and ") {
		limit = 8
	}
	return isService(s) || countWords(s, 9) <= limit && !strings.ContainsAny(s, "0123456789:'’\"“?!") && capitalised(s, 0)
}

func sameWords(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// countWords counts the words of s, up to limit.
func countWords(s string, limit int) int {
	n, in := 0, false
	for i := 0; i < len(s) && n < limit; i++ {
		space := s[i] == ' ' || s[i] == '\n' || s[i] == '\t'
		if !space && !in {
			n++
		}
		in = !space
	}
	return n
}

// isTitleLike reports whether s is made like a heading or a scrap of the page:
// short, and without a full stop.
func isTitleLike(s string) bool {
	if len(s) > 200 || countWords(s, 30) > 24 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	switch r {
	case '.', '…', ',', ';', '。':
		return false
	case ':':
		return countWords(s, 30) <= 9
	case '!', '?':
		return countWords(s, 30) <= 8
	case '"', '”', '’', '\'', '“', '»', ')':
		return !endsSentence(s)
	}
	return true
}

// isTeaser reports whether s may be the headline of another story.
func isTeaser(s string) bool { return len(s) < 220 && !endsSentence(s) }

// startsWithDate reports whether s begins with a day and year, as the entries
// of a chronology do.
func startsWithDate(s string) bool {
	year, _, _, n := dateAt(s)
	return n > 0 && year > 0 && n < len(s)
}

// bylineStarts are how bylines and notes about contributors begin.
var bylineStarts = [...]string{
	"by ", "reporting by ", "written by ", "editing by ", "additional reporting", "contributing:", "edited by ", "story by ", "from our ",
	"autor:", "autoři:", "von ", "par ",
}

// bylineMarks are words found only in notes about who wrote an article.
var bylineMarks = [...]string{"contributed to this ", "(Reporting by ", "Reporting by ", "(Additional reporting"}

// isByline reports whether s names who wrote the article.
func isByline(s string, found marks) bool {
	if len(s) > 300 {
		return false
	}
	if found.byline {
		return true
	}
	if hasFoldPrefix(s, bylineStarts[:]) {
		return len(s) < 160 && (!endsSentence(s) && capitalised(s, 4) || strings.Contains(s, "diting by"))
	}
	i := strings.LastIndex(s, ", ")
	return i > 0 && len(s) < 90 && !endsSentence(s) && isService(s[i+2:]) && capitalised(s[:i], 0)
}

// capitalised reports whether the words of s, small joining words aside, begin
// with a capital; at least one must.
func capitalised(s string, skip int) bool {
	if skip >= len(s) {
		return false
	}
	some := false
	words := strings.Fields(s)
	if skip > 0 {
		words = words[1:]
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r):
			some = true
		case unicode.IsLower(r) && !joining[w]:
			return false
		}
	}
	return some
}

var joining = set("and in the of for at a de la van von der den du al bin with & | updated: published: updated published")

// isService reports whether s names a news service in full or in short.
func isService(s string) bool {
	return agencies[s] || services[s] || strings.HasSuffix(s, " News") || strings.HasSuffix(s, " News Service")
}

var services = map[string]bool{
	"The Associated Press": true, "Associated Press": true, "USA TODAY": true, "USA Today": true, "Agence France-Presse": true,
	"The Canadian Press": true, "Press Association": true,
}
