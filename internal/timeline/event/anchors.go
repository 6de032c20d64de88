package event

import (
	"strings"

	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

// An anchor says which group or noun an expression of the sentence belongs to.
type anchor struct {
	tag   int // index into tags
	group int // -1 when it belongs to a noun
	noun  int // token index of the noun, -1 when it belongs to a group
}

// anchor gives each dated expression of the sentence its verb group or noun.
func (d *detector) anchor() {
	d.anchors = d.anchors[:0]
	for i := 0; i < len(d.tokens); {
		t := d.tokens[i]
		if t.timex == 0 {
			i++
			continue
		}
		j := i
		for j < len(d.tokens) && d.tokens[j].timex == t.timex {
			j++
		}
		tag := d.tags[t.timex-1]
		if !tag.Date.IsZero() && !d.absurd(tag) && !d.givenName(i, j) && !d.clock(tag) && !d.adrift(tag) && !d.standpoint(i) && (tag.Type == timex.Date || tag.Type == timex.Time || tag.Type == timex.Duration) {
			d.anchors = append(d.anchors, d.attach(int(t.timex-1), i, j))
		}
		i = j
	}
}

// givenName reports whether the month at [i, j) is a name: "Jan Lipavsky".
func (r *reader) givenName(i, j int) bool {
	return j == i+1 && j < len(r.tokens) && r.tokens[i].kind == aWord && r.tokens[j].nameLike() && !r.tokens[j].isTimex() &&
		r.tokens[j].pos == 0 && r.tags[r.tokens[i].timex-1].Date.Precision() == edtf.ToMonth
}

// standpoint reports whether the expression at i says when something was so
// or what it is about, not when it came to be: "as of Monday", "the loss for 2021".
func (d *detector) standpoint(i int) bool {
	switch w := d.wordAt(i - 1); {
	case w == "of" && strings.EqualFold(d.wordAt(i-2), "as"):
		return true
	case w == "for":
		t := d.tags[d.tokens[i].timex-1]
		return t.Type == timex.Date && t.Date.Precision() < edtf.ToDay && i > 1 && !d.inGroup(i-2) && !d.planWord(i-2, i-1)
	}
	return false
}

// absurd reports whether no event that is reported can be of the date: it is
// kept out, and nothing else dates its clause.
func (d *detector) absurd(t timex.Timex) bool {
	year := int(t.Date.Start.Year)
	return !t.Date.IsZero() && year != 0 && (year < 1000 || year > 2199)
}

// absurdDate reports whether a date of the clause of g is no date.
func (d *detector) absurdDate(g group) bool {
	for i := g.clause; i < g.end; i++ {
		t := d.tokens[i]
		if t.isTimex() && d.absurd(d.tags[t.timex-1]) {
			return true
		}
		if t.kind == aNumber && t.end-t.start == 4 && d.wordAt(i-1) == "in" && value(d.wordText(i)) > 2199 {
			return true
		}
	}
	return false
}

// clock reports whether the expression is a time of day with no day: its date
// is only that of the report.
func (d *detector) clock(t timex.Timex) bool {
	if t.Type != timex.Time || t.Anchor == timex.Explicit || t.Anchor == timex.Publication && t.Date != d.dct {
		return false // "9:30 p.m. Tuesday"
	}
	words := d.a.Slice(t.Span)
	return len(words) > 0 && words[0] >= '0' && words[0] <= '9'
}

// liftDates gives the date of a participle inside a subject to the verb of that
// subject: "A report released Tuesday found no fault".
func (d *detector) liftDates() {
	for n := range d.anchors {
		k := d.anchors[n].group
		if k < 0 || d.groups[k].kind != reduced || k+1 >= len(d.groups) {
			continue
		}
		if next := d.groups[k+1]; next.kind == finite && next.clause <= d.groups[k].first && d.tagOf(k+1) < 0 {
			d.anchors[n].group = k + 1
		}
	}
}

// adrift reports whether the expression needs the day of the report, which is
// not known, and was counted from a date in the text instead.
func (d *detector) adrift(t timex.Timex) bool {
	return d.dct.IsZero() && t.Anchor != timex.Explicit && !strings.ContainsAny(d.a.Slice(t.Span), "0123456789")
}

func (d *detector) attach(tag, i, j int) anchor {
	if k := d.whenAfter(j); k >= 0 {
		return anchor{tag, k, -1}
	}
	if k := d.frontedPhrase(i, j); k >= 0 {
		return anchor{tag, k, -1}
	}
	if noun := d.nounOf(i, j); noun >= 0 {
		if !d.governed(i) || len(d.groups) == 0 {
			return anchor{tag, -1, noun}
		}
	}
	before, after := -1, -1
	for k, g := range d.groups {
		if g.last < i && g.inQuote == d.tokens[i].inQuote() {
			before = k
		}
		if after < 0 && g.first >= j && g.inQuote == d.tokens[i].inQuote() {
			after = k
		}
	}
	if after >= 0 && d.groups[after].clause <= i && d.fronted(i, j, before, after) {
		for k := after; k < len(d.groups); k++ {
			if !d.groups[k].relative && d.groups[k].kind == finite {
				return anchor{tag, k, -1}
			}
		}
	}
	if before >= 0 {
		return anchor{tag, before, -1}
	}
	return anchor{tag, after, -1}
}

// whenAfter returns the group of the clause that "when" opens right after the
// expression that ends at j, or -1: "since 1987, when a train collided".
func (d *detector) whenAfter(j int) int {
	if j < len(d.tokens) && d.tokens[j].kind == aComma {
		j++
	}
	if d.wordAt(j) != "when" {
		return -1
	}
	for k, g := range d.groups {
		if g.first > j && g.kind == finite {
			return k
		}
	}
	return -1
}

// governed reports whether the noun phrase that holds the expression at i
// follows a preposition of time: "during the country's 2022 presidency".
func (d *detector) governed(i int) bool {
	for k := i - 1; k >= 0 && k > i-5; k-- {
		switch d.wordAt(k) {
		case "during", "in", "at", "since", "amid", "In", "During", "At":
			return true
		}
		if t := d.tokens[k]; t.kind != aWord || t.is(posAux|posPrep|posCoord|posSub) || d.inGroup(k) {
			return false
		}
	}
	return false
}

// frontedPhrase returns the first main group when the expression stands in a
// prepositional phrase that opens the sentence: "In an interview on Monday, …".
func (d *detector) frontedPhrase(i, j int) int {
	first := 0
	for first < i && (d.tokens[first].kind == aQuote || d.tokens[first].is(posCoord)) {
		first++
	}
	if !d.tokens[first].is(posPrep) || first >= i {
		return -1
	}
	for k, g := range d.groups {
		if g.first < i && g.kind == reduced {
			continue
		}
		if g.first < i {
			return -1
		}
		if g.kind == finite && !g.relative {
			for n := j; n < g.first; n++ {
				if d.tokens[n].kind == aComma {
					return k
				}
			}
			return -1
		}
	}
	return -1
}

// fronted reports whether the expression opens its clause or stands in the
// subject, and so belongs to the group after it.
func (d *detector) fronted(i, j, before, after int) bool {
	if before < 0 {
		return true
	}
	g := d.groups[before]
	for k := g.last + 1; k < i; k++ {
		t := d.tokens[k]
		if t.kind == aStop || t.kind == aDash || t.is(posCoord) && k+2 >= i {
			return true
		}
	}
	if j < len(d.tokens) && d.tokens[j].kind == aComma && i-g.last > 2 && d.tokens[max(0, i-2)].kind == aComma {
		return true
	}
	return d.groups[after].clause > g.last+1 && d.groups[after].clause <= i
}

// tagOf returns the expression of group k, the most precise first, of two the
// one that states its date, or -1.
func (d *detector) tagOf(k int) int {
	best := -1
	for _, a := range d.anchors {
		if a.group == k && (best < 0 || d.surer(d.tags[a.tag], d.tags[best])) {
			best = a.tag
		}
	}
	return best
}

func (d *detector) surer(a, b timex.Timex) bool {
	if a.Date.Precision() != b.Date.Precision() {
		return a.Date.Precision() > b.Date.Precision()
	}
	return a.Anchor == timex.Explicit && b.Anchor != timex.Explicit
}
