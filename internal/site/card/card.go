// Package card draws Open Graph images: the picture that a chat or a social
// network shows beside a link to a timeline or an event. 1200×630 pixels, a PNG
// of 16 colours, the same bytes for the same Card whenever this program is built
// by the same Go.
//
//	err := card.PNG(w, card.Card{
//		Site:     "The APT31 timeline",
//		Date:     "28 May 2025",
//		Headline: "Prague attributes the attack on its foreign ministry to APT31",
//		Sources:  "5 sources, 3 outlets",
//		Accent:   color.RGBA{0x9b, 0x1c, 0x31, 0xff},
//	})
//
// A card takes about a millisecond; a site with thousands of events asks for
// them only when it writes the file.
package card

import (
	"image/color"
	"io"
	"sync"
)

// Width and Height are the size of every card in pixels, the one that Open Graph
// readers show uncropped.
const (
	Width  = 1200
	Height = 630
)

// A Card is what is drawn. Texts are in the language of the page already; empty
// ones take no room. A text with a letter that the fonts lack, or of a script
// that needs shaping or runs from right to left, is left out whole: they have
// Latin, Greek and Cyrillic.
type Card struct {
	Site     string // the name of the site, at the foot
	Date     string // "28 May 2025"
	Headline string // wrapped; beyond five lines it ends in an ellipsis
	Sources  string // "5 sources, 3 outlets"
	Accent   color.RGBA
}

// drawers are used again because they hold drawn letters.
var drawers = sync.Pool{New: func() any { return newDrawer() }}

// PNG writes the image of c to w. It fails only when w does. It may be called
// from many goroutines.
func PNG(w io.Writer, c Card) error {
	d := drawers.Get().(*drawer)
	defer drawers.Put(d)
	d.draw(c)
	return d.encode(w)
}
