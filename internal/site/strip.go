package site

import (
	"fmt"
	"html/template"
	"strings"

	"buildsite/internal/timeline/edtf"
)

// The overview strip is drawn in percent of its width and pixels of its height,
// so that its words keep their size on every screen. Days are dots in one lane
// above the axis, dots close together one dot with their number; what is less
// precise is a bar, in lanes above. Every mark can be hit in a field of 24 by 24
// pixels, but for bars above each other; the list below leads to the same.
const (
	stripDots  = 26  // pixels of the lane of dots
	stripBar   = 12  // pixels of a lane of bars
	stripBars  = 6   // lanes of bars at most; further bars share the top one
	stripClose = 2.5 // percent: dots closer than this are told as one
	stripLeast = 1.2 // percent: the least width of a bar, and the gap to the next
	stripFoot  = 22  // pixels for the axis and its words
	stripMarks = 160 // events; with more, bars of their number are drawn
)

// A strip is the scale of an overview.
type strip struct {
	first, last int  // day numbers
	mirror      bool // time runs from right to left
}

// A bar is an event whose date is no single day.
type bar struct {
	x, width float64 // percent
	lane     int
	fades    string // "since" or "until" when that end is open
	event    *event
}

// A dot is one or more events of one day, or of days close together.
type dot struct {
	x      float64 // percent
	events []*event
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
		height = i.writeMarks(&b, s, events)
	}
	for _, t := range s.ticks(i) {
		fmt.Fprintf(&b, `<line x1="%[1]s%%" x2="%[1]s%%" y1="%[2]d" y2="%[3]d"/><text x="%[1]s%%" y="%[4]d"%[5]s>%[6]s</text>`,
			percent(t.x), height, height+4, height+17, t.anchor, template.HTMLEscapeString(t.text))
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
	air := max(1, (s.last-s.first)/30)
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

// at returns where day begins, in percent of the time from the first day on.
func (s *strip) at(day int) float64 { return 100 * float64(day-s.first) / float64(s.last-s.first+1) }

// bars puts each event that is no single day into the lowest lane that is free
// at its place. An open end runs to the end of the strip and fades.
func (s *strip) bars(events []*event) []bar {
	var list []bar
	var free [stripBars]float64 // where each lane is free from, in percent of time
	for _, e := range events {
		d := e.Date
		if d.IsDay() {
			continue
		}
		first, last := bounds(d)
		m := bar{event: e, lane: stripBars - 1, x: s.at(first), width: max(stripLeast, s.at(last+1)-s.at(first))}
		switch {
		case d.Interval && d.End.Precision == edtf.None:
			m.fades, m.width = "since", 100-m.x
		case d.Interval && d.Start.Precision == edtf.None:
			m.fades, m.x, m.width = "until", 0, s.at(last+1)
		}
		for k := range free {
			if free[k] <= m.x {
				m.lane = k
				break
			}
		}
		free[m.lane] = m.x + m.width + stripLeast/2
		if s.mirror {
			m.x = 100 - m.x - m.width
		}
		list = append(list, m)
	}
	return list
}

// dots gathers the events of single days, which are in order of time.
func (s *strip) dots(events []*event) []dot {
	var list []dot
	begins := 0.0
	for _, e := range events {
		if !e.Date.IsDay() {
			continue
		}
		x := s.at(e.Date.FirstDay())
		if n := len(list); n > 0 && x-begins < stripClose {
			list[n-1].events = append(list[n-1].events, e)
			list[n-1].x = (begins + x) / 2
			continue
		}
		begins = x
		list = append(list, dot{x, []*event{e}})
	}
	for k := range list {
		if s.mirror {
			list[k].x = 100 - list[k].x
		}
	}
	return list
}

// writeMarks draws a linked mark for each event and returns the height.
func (i *incident) writeMarks(b *strings.Builder, s *strip, events []*event) int {
	bars, dots := s.bars(events), s.dots(events)
	axis, lanes, faded := 6, 0, map[string]bool{}
	for _, m := range bars {
		lanes = max(lanes, m.lane+1)
		faded[m.fades] = true
	}
	axis += lanes * stripBar
	base := axis
	if len(dots) > 0 {
		axis += stripDots
	}
	for _, end := range []string{"since", "until"} {
		if faded[end] {
			b.WriteString(fade(end, s.mirror))
		}
	}
	for _, m := range bars {
		fill := ""
		if m.fades != "" {
			fill = ` fill="url(#` + m.fades + `)"`
		}
		x, width, y := percent(m.x), percent(m.width), base-(m.lane+1)*stripBar
		fmt.Fprintf(b, `<a href="#%s" tabindex="-1"><title>%s: %s</title><rect class="hit" x="%[4]s%%" y="%[6]d" width="%[5]s%%" height="%[7]d"/><rect class="bar"%[8]s x="%[4]s%%" y="%[9]d" width="%[5]s%%" height="7"/></a>`,
			m.event.ID, template.HTMLEscapeString(m.event.When), template.HTMLEscapeString(m.event.Title), x, width, y, stripBar, fill, y+3)
	}
	for _, d := range dots {
		i.writeDot(b, d, axis)
	}
	return axis
}

// fade returns the gradient of a bar with an open end.
func fade(end string, mirror bool) string {
	from, to := "0", "1"
	if (end == "until") != mirror {
		from, to = to, from
	}
	return `<linearGradient id="` + end + `" x1="` + from + `" x2="` + to + `"><stop offset=".2"/><stop offset="1" stop-opacity="0"/></linearGradient>`
}

// writeDot draws d above the axis, in a drawing of its own so that it is round
// at every width.
func (i *incident) writeDot(b *strings.Builder, d dot, axis int) {
	first, last := d.events[0], d.events[len(d.events)-1]
	says, radius, number := first.When+": "+first.Title, 4, ""
	if n := len(d.events); n > 1 {
		says = i.words.T("count.events", n) + ", " + first.When
		if last.When != first.When {
			says += " – " + last.When
		}
		radius, number = 9, fmt.Sprintf(`<text y="4" text-anchor="middle">%d</text>`, n)
	}
	fmt.Fprintf(b, `<svg x="%s%%" y="%d"><a href="#%s" tabindex="-1"><title>%s</title><rect class="hit" x="-12" y="-12" width="24" height="24"/><circle r="%d"/>%s</a></svg>`,
		percent(d.x), axis-13, first.ID, template.HTMLEscapeString(says), radius, number)
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
		fmt.Fprintf(b, `<a href="%s" tabindex="-1"><title>%s: %s</title><rect class="hit" x="%[4]s%%" y="0" width="1%%" height="%[7]d"/><rect class="count" x="%[4]s%%" y="%[5]d" width="0.8%%" height="%[6]d"/></a>`,
			template.HTMLEscapeString(string(year[k].Href)), year[k].Name,
			template.HTMLEscapeString(i.words.T("count.events", n)), percent(x), height-h, h, height)
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
	air := max(1, (s.last-s.first)/32)
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
