package site

import (
	"cmp"
	"slices"

	"buildsite/internal/config"
	"buildsite/internal/timeline"
)

// What a timeline holds before it stops being one that people read: further
// events are listed with their sources on pages of their own, but have no page
// each.
const (
	mostEvents  = 1000
	mostContext = 100
)

// published returns in with only what the configuration lets out, its sources
// numbered anew.
func published(in *Incident, c *config.Config) *Incident {
	keep := func(e *timeline.Event) bool {
		if c.Publish == config.Reviewed && !e.Desk.Reviewed && !e.Desk.ByHand {
			return false
		}
		return e.Salience >= c.Timeline.MinSalience || chosen(e)
	}
	t := *in.Timeline
	t.Events = filtered(t.Events, keep)
	t.Context = filtered(t.Context, keep)
	if !c.Timeline.Context {
		t.Context = nil
	}
	out := *in
	out.Timeline = timeline.Numbered(&t)
	return &out
}

func filtered(list []*timeline.Event, keep func(*timeline.Event) bool) []*timeline.Event {
	var out []*timeline.Event
	for _, e := range list {
		if keep(e) {
			out = append(out, e)
		}
	}
	return out
}

// chosen reports whether an editor wants e shown whatever its weight.
func chosen(e *timeline.Event) bool {
	return e.Desk.Pinned || e.Desk.Reviewed || e.Desk.ByHand
}

// split returns the most salient events, at most most of them, and the rest,
// both in their order.
func split(list []*timeline.Event, most int) (top, rest []*timeline.Event) {
	if len(list) <= most {
		return list, nil
	}
	order := make([]int, len(list))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := list[a], list[b]
		if chosen(x) != chosen(y) {
			return map[bool]int{true: -1, false: 1}[chosen(x)]
		}
		return cmp.Compare(y.Salience, x.Salience)
	})
	in := make([]bool, len(list))
	for _, k := range order[:most] {
		in[k] = true
	}
	for k, e := range list {
		if in[k] {
			top = append(top, e)
		} else {
			rest = append(rest, e)
		}
	}
	return top, rest
}
