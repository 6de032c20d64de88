package embed

import (
	"unicode/utf8"

	"buildsite/internal/timeline"
)

// Heights are estimates in CSS pixels of a framed page 600 px wide in the fonts
// of embed.css. They are what a frame has when no script can set its height; a
// page that is higher scrolls. A test in a browser holds them to the truth.
const (
	frameWidth   = 600
	headHeight   = 64  // padding, heading, state
	footHeight   = 62  // rule, link, padding
	titleChars   = 62  // code points in a line of a title
	summaryChars = 70  // and of running text
	titleLine    = 23  // height of a line of a title
	summaryLine  = 24  // and of running text
	itemExtra    = 64  // date, small line, gap
	compactItem  = 54  // an event of a compact view
	minHeight    = 200 // what WordPress shows at least
)

// itemHeight estimates the height of an event in full.
func itemHeight(e *timeline.Event) int {
	h := itemExtra + lines(e.Title, titleChars)*titleLine
	if e.Summary != "" {
		h += lines(e.Summary, summaryChars-2*sources(e))*summaryLine + 4
	}
	return h
}

// sources returns how many articles e cites.
func sources(e *timeline.Event) int {
	seen := make(map[*timeline.Report]bool, len(e.Citations))
	for _, c := range e.Citations {
		seen[c.Report] = true
	}
	return len(seen)
}

func lines(s string, perLine int) int {
	perLine = max(perLine, 20)
	return max(1, (utf8.RuneCountInString(s)+perLine-1)/perLine)
}

// height estimates the height of the page of v, once.
func (m *maker) height(v *view) int {
	v.measure.Do(func() { v.height = estimate(v) })
	return v.height
}

func estimate(v *view) int {
	h := headHeight + footHeight
	for _, e := range v.events {
		if v.compact {
			h += compactItem
		} else {
			h += itemHeight(e)
		}
	}
	return max(h, minHeight)
}
