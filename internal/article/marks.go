package article

import "strings"

// marks is what the words of a block say of its kind, wherever they stand.
type marks struct {
	credit    bool // a photograph's credit, near the start or the end
	furniture bool
	byline    bool
}

// A markTable finds any of many words in one pass over a block: for each byte,
// those that begin with it. One that begins with a letter begins a word.
type markTable struct {
	first   [256]bool
	entries [256][]markEntry
}

type markEntry struct {
	text string
	kind BlockKind // Caption, Furniture or Byline
}

// blockMarks are the words that mark captions, furniture and bylines.
var blockMarks = newMarkTable()

func newMarkTable() *markTable {
	var t markTable
	for kind, list := range map[BlockKind][]string{Caption: creditMarks[:], Furniture: furnitureMarks[:], Byline: bylineMarks[:]} {
		for _, m := range list {
			t.first[m[0]] = true
			t.entries[m[0]] = append(t.entries[m[0]], markEntry{m, kind})
		}
	}
	return &t
}

func (t *markTable) scan(s string) marks {
	var found marks
	for i := 0; i < len(s); i++ {
		if !t.first[s[i]] || i > 0 && isWordByte(s[i-1]) && isWordByte(s[i]) {
			continue
		}
		for _, m := range t.entries[s[i]] {
			if !strings.HasPrefix(s[i:], m.text) {
				continue
			}
			switch m.kind {
			case Caption:
				found.credit = found.credit || i < 40 || len(s)-i < 120
			case Furniture:
				found.furniture = true
			case Byline:
				found.byline = true
			}
		}
	}
	return found
}
