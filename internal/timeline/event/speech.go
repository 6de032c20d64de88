package event

// sayer returns the group that reports the speech of this sentence, or -1.
func (d *detector) sayer() int {
	for k, g := range d.groups {
		if g.kind == finite && !g.inQuote && d.tokens[g.main].is(posReporting) {
			return k
		}
	}
	return -1
}

// coordinated returns the actors of a subject such as "NATO and the
// European Union", all of them bodies that speak for themselves.
func (d *detector) coordinated(g group) []Actor {
	var out []Actor
	start := g.subFirst
	for i := g.subFirst; i <= g.subLast && i <= len(d.tokens); i++ {
		if i < g.subLast && !(d.tokens[i].is(posCoord) && d.wordAt(i) == "and") && d.tokens[i].kind != aComma {
			continue
		}
		if i > start {
			quiet := d.cast.silent()
			a := d.actorIn(start, i, quiet)
			if a.Person || a.Pronoun || !d.anyPlace(start, i) {
				return nil
			}
			out = append(out, a)
		}
		start = i + 1
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

func (d *detector) anyPlace(i, j int) bool {
	for ; i < j; i++ {
		if d.tokens[i].place != "" && d.tokens[i].capital() {
			return true
		}
	}
	return false
}

// speakerOf returns who reports what group k says, or the zero Actor.
func (d *detector) speakerOf(k int) Actor {
	for p := k - 1; p >= 0; p-- {
		g := d.groups[p]
		if own := d.groups[k]; own.gapFirst <= g.first && g.first < own.gapEnd {
			continue // only describes the subject
		}
		if g.kind == finite && !g.inQuote && d.tokens[g.main].is(posReporting) {
			return d.subjects[p]
		}
	}
	for p := k + 1; p < len(d.groups); p++ {
		g := d.groups[p]
		if g.kind == finite && !g.inQuote && d.tokens[g.main].is(posReporting) && d.commaBefore(g) {
			return d.subjects[p]
		}
	}
	for i := 0; i+1 < len(d.tokens); i++ {
		if (d.wordAt(i) == "according" || d.wordAt(i) == "According") && d.wordAt(i+1) == "to" {
			j := i + 2
			for j < len(d.tokens) && d.tokens[j].kind != aComma && d.tokens[j].kind != aStop {
				j++
			}
			quiet := d.cast.silent()
			return d.actorIn(i+2, j, quiet)
		}
	}
	if d.groups[k].inQuote {
		return d.cast.speaker
	}
	return Actor{}
}

// commaBefore reports whether a comma or quotation mark sets the reporting
// clause g off from what it reports.
func (d *detector) commaBefore(g group) bool {
	i := min(g.first, g.subFirst) - 1
	return i >= 0 && (d.tokens[i].kind == aComma || d.tokens[i].kind == aQuote || d.tokens[i].kind == aDash)
}
