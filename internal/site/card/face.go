package card

import (
	"strings"
	"unicode"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// A faceID names a font at a size. Headlines go from headlineFace down to
// smallestFace until they fit.
type faceID int

const (
	dateFace faceID = iota
	headlineFace
	_
	smallestFace
	siteFace
	footFace
	faces
)

var specs = [faces]struct {
	ttf    []byte
	size   float64 // pixels
	height int     // from line to line
}{
	dateFace:         {liberationsansbold.TTF, 38, 46},
	headlineFace:     {liberationserifbold.TTF, 76, 86},
	headlineFace + 1: {liberationserifbold.TTF, 64, 74},
	smallestFace:     {liberationserifbold.TTF, 54, 62},
	siteFace:         {liberationsansbold.TTF, 30, 36},
	footFace:         {liberationsansregular.TTF, 30, 36},
}

// A face is a font at a size with the letters drawn so far.
type face struct {
	font   *sfnt.Font
	face   font.Face
	height int
	glyphs map[rune]*glyph
	kerns  map[[2]rune]int
	buffer sfnt.Buffer
}

// A glyph is a letter as shades (0 none to full) relative to its origin.
type glyph struct {
	left, top, width, height, advance int
	mask                              []uint8
}

func newFace(id faceID) *face {
	spec := specs[id]
	parsed, err := opentype.Parse(spec.ttf)
	if err != nil {
		panic(err)
	}
	drawn, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: spec.size, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		panic(err)
	}
	return &face{font: parsed, face: drawn, height: spec.height, glyphs: map[rune]*glyph{}, kerns: map[[2]rune]int{}}
}

// drawable returns s composed and with white space single, without signs that
// the font lacks, or "" when it lacks a letter of s.
func (f *face) drawable(s string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.In(r, unicode.C):
		case unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.M):
			return ""
		case f.has(r):
			b.WriteRune(r)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return ""
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func (f *face) has(r rune) bool {
	i, err := f.font.GlyphIndex(&f.buffer, r)
	return err == nil && i != 0
}

func (f *face) glyph(r rune) *glyph {
	if g, ok := f.glyphs[r]; ok {
		return g
	}
	bounds, mask, at, advance, _ := f.face.Glyph(fixed.P(0, 0), r)
	g := &glyph{left: bounds.Min.X, top: bounds.Min.Y, width: bounds.Dx(), height: bounds.Dy(), advance: advance.Round()}
	for y := range g.height {
		for x := range g.width {
			_, _, _, a := mask.At(at.X+x, at.Y+y).RGBA()
			g.mask = append(g.mask, uint8((int(a)*shades+0x7fff)/0xffff))
		}
	}
	f.glyphs[r] = g
	return g
}

func (f *face) kern(a, b rune) int {
	if a == 0 {
		return 0
	}
	k, ok := f.kerns[[2]rune{a, b}]
	if !ok {
		k = f.face.Kern(a, b).Round()
		f.kerns[[2]rune{a, b}] = k
	}
	return k
}

func (f *face) width(s string) int {
	w := 0
	var before rune
	for _, r := range s {
		w += f.kern(before, r) + f.glyph(r).advance
		before = r
	}
	return w
}

// wrap breaks s at spaces into lines of at most width pixels; a word that is
// wider has a line of its own, cut.
func (f *face) wrap(s string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && f.width(longer) > width {
			lines = append(lines, line)
			longer = word
		}
		line = f.fit(longer, width)
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// fit returns s, cut with an ellipsis when it is wider than width pixels.
func (f *face) fit(s string, width int) string {
	if f.width(s) <= width {
		return s
	}
	return f.ellipsis(s, width)
}

// ellipsis returns as much of s as fits before an ellipsis.
func (f *face) ellipsis(s string, width int) string {
	letters := []rune(s)
	for len(letters) > 0 && f.width(string(letters)+"…") > width {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimRight(string(letters), " ,;:–-") + "…"
}
