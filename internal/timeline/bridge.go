package timeline

import (
	"cmp"
	"maps"
	"slices"
)

// A bridge is two clusters of one day that the same mentions fit: begun apart
// because their first words differ, and one happening after all.
type bridge struct{ x, y int }

// Two clusters are one when mentions of bridgeReports reports fit the worse of
// them by bridgeBy more than joining needs.
const (
	bridgeReports = 2
	bridgeBy      = .2
)

// bridged remembers that m, which joined best, fits second as well.
func (b *builder) bridged(bridges map[bridge][]int, m *mention, f fit) {
	if m.strength < 2 || f.second < 0 || f.next < joinAt+bridgeBy {
		return
	}
	x, y := b.clusters[f.best], b.clusters[f.second]
	if x.speech || y.speech || x.date != y.date || !x.date.IsDay() {
		return
	}
	k := bridge{min(f.best, f.second), max(f.best, f.second)}
	if !slices.Contains(bridges[k], m.report) && len(bridges[k]) < bridgeReports {
		bridges[k] = append(bridges[k], m.report)
	}
}

// cross makes one of the clusters that bridges connect.
func (b *builder) cross(bridges map[bridge][]int) {
	became := make([]int, len(b.clusters))
	for i := range became {
		became[i] = i
	}
	keys := slices.SortedFunc(maps.Keys(bridges), func(p, q bridge) int { return cmp.Or(cmp.Compare(p.x, q.x), cmp.Compare(p.y, q.y)) })
	for _, k := range keys {
		if x, y := became[k.x], became[k.y]; len(bridges[k]) == bridgeReports && x != y && b.clusters[x].date == b.clusters[y].date {
			b.unite(b.clusters[min(x, y)], b.clusters[max(x, y)])
			for i := range became {
				if became[i] == max(x, y) {
					became[i] = min(x, y)
				}
			}
		}
	}
	b.compact(became)
}

// unite takes the mentions of y into x.
func (b *builder) unite(x, y *cluster) {
	x.links = append(x.links, y.links...)
	x.links = append(x.links, Link{
		From: b.place(&b.mentions[x.mentions[0]]), To: b.place(&b.mentions[y.mentions[0]]),
		Reason: grounds{told: severalFit}.String(), Weight: joinAt + bridgeBy,
	})
	x.near = append(x.near, y.near...)
	all := slices.Concat(x.mentions, y.mentions)
	slices.Sort(all)
	x.mentions, x.reps, x.reports = nil, nil, 0
	for _, i := range all {
		b.add(x, i)
	}
}

// compact drops the clusters that became others.
func (b *builder) compact(became []int) {
	place := make([]int, len(became))
	kept := b.clusters[:0]
	for i, c := range b.clusters {
		if became[i] == i {
			place[i] = len(kept)
			kept = append(kept, c)
		}
	}
	b.clusters = kept
	for i, c := range b.clusters {
		near := c.near[:0]
		for _, n := range c.near {
			if n.cluster = place[became[n.cluster]]; n.cluster != i {
				near = append(near, n)
			}
		}
		c.near = near
	}
}
