package card

import (
	"bytes"
	"compress/zlib"
	"image/color"
)

// Inks are groups of the palette: index 0 is paper, then shades levels of each
// ink, the last one full.
type ink uint8

const (
	text ink = iota
	muted
	accent
)

const (
	inks   = 3
	shades = 5
)

var (
	paper      = color.RGBA{0xff, 0xfe, 0xfb, 0xff}
	textColour = color.RGBA{0x1a, 0x1a, 0x1a, 0xff}
	greyColour = color.RGBA{0x5c, 0x5c, 0x5c, 0xff}
)

// The layout, in pixels.
const (
	axis     = 84  // x of the line that runs down the card
	left     = 140 // where text begins
	right    = Width - 90
	top      = 132 // baseline of the date
	foot     = Height - 72
	dot      = 13 // radius of the mark on the axis
	gap      = 34 // from the date to the headline
	footGap  = 64 // between the headline and the foot
	axisWide = 4
)

// A drawer is a canvas, and what is worth keeping from card to card.
type drawer struct {
	pix     [Height * stride]byte // as PNG has it: per row a filter, then two pixels a byte
	palette [1 + inks*shades]color.RGBA
	fonts   [faces]*face
	zip     *zlib.Writer
	zipped  bytes.Buffer
}

const stride = 1 + Width/2

func newDrawer() *drawer {
	d := &drawer{}
	d.zip, _ = zlib.NewWriterLevel(&d.zipped, zlib.BestSpeed)
	for i := range d.fonts {
		d.fonts[i] = newFace(faceID(i))
	}
	return d
}

func (d *drawer) draw(c Card) {
	if c.Accent.A == 0 {
		c.Accent = textColour
	}
	d.palette = palette(c.Accent)
	clear(d.pix[:])
	for y := range Height {
		for x := axis - axisWide/2; x < axis+axisWide/2; x++ {
			d.set(x, y, muted, 1)
		}
	}
	y := top
	d.disc(axis, y-12, dot)
	if date := d.fonts[dateFace].drawable(c.Date); date != "" {
		d.line(dateFace, accent, left, y, d.fonts[dateFace].fit(date, right-left))
		y += gap
	} else {
		y -= d.fonts[headlineFace].height / 2
	}
	d.headline(c.Headline, y)
	d.foot(c)
}

// headline draws the headline below y in the largest size that fits.
func (d *drawer) headline(s string, y int) {
	room := foot - footGap - y
	for id := headlineFace; id <= smallestFace; id++ {
		f := d.fonts[id]
		words := f.drawable(s)
		lines := f.wrap(words, right-left)
		most := room / f.height
		if len(lines) > most && id < smallestFace {
			continue
		}
		if len(lines) > most {
			lines = lines[:most]
			lines[most-1] = f.ellipsis(lines[most-1], right-left)
		}
		for i, line := range lines {
			d.line(id, text, left, y+(i+1)*f.height-f.height/8, line)
		}
		return
	}
}

func (d *drawer) foot(c Card) {
	f := d.fonts[footFace]
	sources := f.fit(f.drawable(c.Sources), (right-left)/2)
	room := right - left
	if sources != "" {
		w := f.width(sources)
		d.line(footFace, muted, right-w, foot, sources)
		room -= w + gap
	}
	d.line(siteFace, text, left, foot, d.fonts[siteFace].fit(d.fonts[siteFace].drawable(c.Site), room))
}

// line draws s with its baseline at y, beginning at x.
func (d *drawer) line(id faceID, in ink, x, y int, s string) {
	f := d.fonts[id]
	var before rune
	for _, r := range s {
		x += f.kern(before, r)
		g := f.glyph(r)
		d.blit(g, x+g.left, y+g.top, in)
		x += g.advance
		before = r
	}
}

func (d *drawer) blit(g *glyph, x, y int, in ink) {
	for row := range g.height {
		for col, shade := range g.mask[row*g.width : (row+1)*g.width] {
			if shade > 0 {
				d.set(x+col, y+row, in, shade)
			}
		}
	}
}

// set inks a pixel, unless more of an ink is there already: letters may touch.
func (d *drawer) set(x, y int, in ink, shade uint8) {
	if x < 0 || x >= Width || y < 0 || y >= Height {
		return
	}
	p := &d.pix[y*stride+1+x/2]
	shift := 4 * (1 - x&1)
	index := max(*p>>shift&15, uint8(in)*shades+shade)
	*p = *p&^(15<<shift) | index<<shift
}

// disc draws the mark of an event, its edge smoothed by distance.
func (d *drawer) disc(cx, cy, r int) {
	for y := -r - 1; y <= r+1; y++ {
		for x := -r - 1; x <= r+1; x++ {
			inside := 4*(r*r) - 4*(x*x+y*y)
			shade := min(max(0, (inside+4*r)*shades/(8*r)), shades)
			if shade > 0 {
				d.set(cx+x, cy+y, accent, uint8(shade))
			}
		}
	}
}

// palette returns paper and the shades of the inks between paper and full.
func palette(accentColour color.RGBA) (p [1 + inks*shades]color.RGBA) {
	p[0] = paper
	for i, full := range [inks]color.RGBA{textColour, greyColour, accentColour} {
		for shade := 1; shade <= shades; shade++ {
			p[i*shades+shade] = color.RGBA{
				mix(paper.R, full.R, shade), mix(paper.G, full.G, shade), mix(paper.B, full.B, shade), 0xff,
			}
		}
	}
	return p
}

func mix(from, to uint8, shade int) uint8 {
	return uint8((int(from)*(shades-shade) + int(to)*shade + shades/2) / shades)
}
