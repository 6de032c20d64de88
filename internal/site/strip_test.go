package site

import (
	"testing"

	"buildsite/internal/timeline"
)

// dated returns events with these dates.
func dated(t *testing.T, dates ...string) []*event {
	t.Helper()
	var list []*event
	for _, d := range dates {
		list = append(list, &event{Event: &timeline.Event{Date: mustDate(t, d)}})
	}
	return list
}

// Events of one day, and of days that no finger could tell apart, are one dot;
// others have a dot each.
func TestStripDots(t *testing.T) {
	events := dated(t, "2024-01-01", "2025-05-27", "2025-05-28", "2025-05-28", "2025-05-28")
	for _, mirror := range []bool{false, true} {
		dots := newStrip(events, mirror).dots(events)
		if len(dots) != 2 || len(dots[0].events) != 1 || len(dots[1].events) != 4 {
			t.Fatalf("%d dots", len(dots))
		}
		if first := dots[0].x < dots[1].x; first == mirror {
			t.Errorf("mirrored %v: the first event is at %.0f%%, the others at %.0f%%", mirror, dots[0].x, dots[1].x)
		}
	}
}

// A bar is as wide as its date is precise; an open end runs to the end of the
// strip and fades, on its own side.
func TestStripBars(t *testing.T) {
	events := dated(t, "2020", "2022/..", "../2023", "2024-05-01", "2024-06")
	for _, mirror := range []bool{false, true} {
		bars := newStrip(events, mirror).bars(events)
		if len(bars) != 4 {
			t.Fatalf("%d bars", len(bars))
		}
		since, until := bars[1], bars[2]
		if since.fades != "since" || until.fades != "until" || bars[0].fades != "" {
			t.Errorf("they fade %q, %q and %q", since.fades, until.fades, bars[0].fades)
		}
		begins, ends := since.x, since.x+since.width
		if mirror {
			begins, ends = 100-ends, 100-begins
		}
		if begins < 30 || ends != 100 {
			t.Errorf("mirrored %v: since 2022 is drawn from %.0f%% to %.0f%%", mirror, begins, ends)
		}
		if since.lane == until.lane {
			t.Error("two bars of one time lie on each other")
		}
		if bars[0].width < 5*bars[3].width {
			t.Errorf("a year is %.1f%% wide, a month %.1f%%", bars[0].width, bars[3].width)
		}
	}
}
