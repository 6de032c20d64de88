package site

import (
	"fmt"
	"html/template"
	"strings"

	"buildsite/internal/timeline/edtf"
)

// The overview strip is drawn in percent of its width and pixels of its height,
// so that its words keep their size on every screen.
const (
	stripRow   = 9    // pixels from one mark to the one above it
	stripRows  = 8    // marks above each other at most; further ones share the top
	stripMark  = 1.1  // percent: the least distance of two marks side by side
	stripFoot  = 20   // pixels for the axis and its words
	stripMarks = 160  // events; with more, bars of their number are drawn
	dayWidth   = 0.55 // percent: the width of a day, at the least
)

// A strip is the scale of an overview.
type strip struct {
	first, last int  // day numbers
	mirror      bool // time runs from right to left
}

// A mark is where an event stands on the strip.
type mark struct {
	x, width float64 // percent
	row      int
	event    *event
}

// strip returns the overview of all events as SVG, "" for fewer than two.
func (i *incident) strip() template.HTML {
	var events []*event
	for _, e := range i.events {
		if !e.Date.IsZero() {
			events = append(events, e)
		}
	}
	if len(events) < 2 {
		return ""
	}
	s := newStrip(events, i.words.RTL())
	var b strings.Builder
	height, note := 0, "timeline.overview.note"
	if len(events) > stripMarks {
		height, note = i.writeDensity(&b, s, events), "timeline.overview.counts"
	} else {
		height = writeMarks(&b, s, s.marks(events))
	}
	for _, t := range s.ticks(i) {
		fmt.Fprintf(&b, `<text x="%s%%" y="%d"%s>%s</text>`, percent(t.x), height+15, t.anchor, template.HTMLEscapeString(t.text))
	}
	return template.HTML(fmt.Sprintf(`<figure class="strip"><svg width="100%%" height="%d" aria-hidden="true" focusable="false">`+
		`<line x1="0" x2="100%%" y1="%d" y2="%d"/>%s</svg><figcaption>%s</figcaption></figure>`,
		height+stripFoot, height, height, b.String(), template.HTMLEscapeString(i.words.T(note))))
}

// newStrip returns the scale that holds all events, with some air at its ends.
func newStrip(events []*event, mirror bool) *strip {
	s := &strip{mirror: mirror}
	for k, e := range events {
		first, last := bounds(e.Date)
		if k == 0 || first < s.first {
			s.first = first
		}
		if k == 0 || last > s.last {
			s.last = last
		}
	}
	air := max(1, (s.last-s.first)/60)
	s.first, s.last = s.first-air, s.last+air
	return s
}

// bounds returns the first and last day of d; an open end is that of the other.
func bounds(d edtf.Date) (first, last int) {
	switch {
	case d.Interval && d.Start.Precision == edtf.None:
		return d.LastDay(), d.LastDay()
	case d.Interval && d.End.Precision == edtf.None:
		return d.FirstDay(), d.FirstDay()
	}
	return d.FirstDay(), d.LastDay()
}

// place returns the left end and the width, in percent, of the days first to
// last.
func (s *strip) place(first, last int) (x, width float64) {
	span := float64(s.last - s.first + 1)
	x = 100 * float64(first-s.first) / span
	width = max(dayWidth, 100*float64(last-first+1)/span)
	if s.mirror {
		x = 100 - x - width
	}
	return x, width
}

// marks puts each event into the lowest row that is free at its place.
func (s *strip) marks(events []*event) []mark {
	var list []mark
	var rows [stripRows]float64 // where each row is free from, in percent of time
	for _, e := range events {
		first, last := bounds(e.Date)
		at := 100 * float64(first-s.first) / float64(s.last-s.first+1)
		m := mark{event: e, row: stripRows - 1}
		m.x, m.width = s.place(first, last)
		for k := range rows {
			if rows[k] <= at {
				m.row = k
				break
			}
		}
		rows[m.row] = at + max(m.width, stripMark)
		list = append(list, m)
	}
	return list
}

// writeMarks draws a linked mark for each event and returns the height.
func writeMarks(b *strings.Builder, s *strip, marks []mark) int {
	top := 0
	for _, m := range marks {
		top = max(top, m.row)
	}
	height := (top+1)*stripRow + 6
	for _, m := range marks {
		class := ""
		if m.event.Date.Precision() != edtf.ToDay || m.event.Date.Interval {
			class = ` class="wide"`
		}
		y := height - (m.row+1)*stripRow
		fmt.Fprintf(b, `<a href="#%s" tabindex="-1"><title>%s: %s</title><rect%s x="%s%%" y="%d" width="%s%%" height="%d"/></a>`,
			m.event.ID, template.HTMLEscapeString(m.event.When), template.HTMLEscapeString(m.event.Title),
			class, percent(m.x), y, percent(m.width), stripRow-3)
	}
	return height
}

// writeDensity draws, for each of 100 spans of time, a bar as high as the share
// of events in it, and returns the height.
func (i *incident) writeDensity(b *strings.Builder, s *strip, events []*event) int {
	const bars, height = 100, 54
	var count [bars]int
	var year [bars]*value
	most := 0
	for _, e := range events {
		first, _ := bounds(e.Date)
		k := (first - s.first) * bars / (s.last - s.first + 1)
		count[k]++
		most = max(most, count[k])
		if year[k] == nil {
			year[k] = e.Year
		}
	}
	for k, n := range count {
		if n == 0 {
			continue
		}
		x := float64(k)
		if s.mirror {
			x = bars - 1 - x
		}
		h := max(3, n*(height-6)/most)
		fmt.Fprintf(b, `<a href="%s" tabindex="-1"><title>%s: %s</title><rect x="%s%%" y="%d" width="0.8%%" height="%d"/></a>`,
			template.HTMLEscapeString(string(year[k].Href)), year[k].Name,
			template.HTMLEscapeString(i.words.T("count.events", n)), percent(x), height-h, h)
	}
	return height
}

// A tick is a word under the axis.
type tick struct {
	x      float64 // percent
	anchor string  // an attribute
	text   string
}

// ticks returns at most six words under the axis: years, else months, else days.
func (s *strip) ticks(i *incident) []tick {
	for _, step := range []int{1, 2, 5, 10, 20, 50, 100, 500} {
		from, to := edtf.FromDayNumber(s.first).Start.Year, edtf.FromDayNumber(s.last).Start.Year
		if from == to || int(to-from)/step > 6 {
			continue
		}
		if int(to-from) < 2 && s.last-s.first < 400 {
			break
		}
		var list []tick
		for y := (int(from)/step)*step + step; y <= int(to); y += step {
			list = s.addTick(list, edtf.DayNumber(y, 1, 1), itoa(y))
		}
		return list
	}
	return s.endTicks(i)
}

// endTicks returns words for the two ends of a short span.
func (s *strip) endTicks(i *incident) []tick {
	var list []tick
	air := max(1, (s.last-s.first)/60)
	list = s.addTick(list, s.first+air, i.words.ShortDate(edtf.FromDayNumber(s.first+air)))
	return s.addTick(list, s.last-air, i.words.ShortDate(edtf.FromDayNumber(s.last-air)))
}

func (s *strip) addTick(list []tick, day int, text string) []tick {
	x := 100 * float64(day-s.first) / float64(s.last-s.first+1)
	t := tick{x: x, text: text, anchor: ` text-anchor="middle"`}
	switch {
	case x < 4:
		t.anchor = ""
	case x > 96:
		t.anchor = ` text-anchor="end"`
	}
	if s.mirror {
		t.x = 100 - x
		t.anchor = strings.NewReplacer(`""`, `"end"`, `"end"`, `"start"`).Replace(t.anchor)
	}
	return append(list, t)
}

// percent writes x with two decimals, none when they are zero.
func percent(x float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}
