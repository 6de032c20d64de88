package event

// statistic reports whether the sentence compares or counts over years.
func (d *detector) statistic() bool {
	for i := range d.tokens {
		if d.tokens[i].is(posStatistic) || d.wordAt(i) == "each" && d.wordAt(i+1) == "year" || d.wordAt(i) == "a" && d.wordAt(i+1) == "year" && d.tokens[max(0, i-1)].kind == aNumber {
			return true
		}
	}
	return false
}

// ranks reports whether the sentence ranks something among those of many years:
// "the first in 28 years", "the deadliest since 1999".
func (d *detector) ranks() bool {
	ranked := false
	for i, t := range d.tokens {
		w := d.wordAt(i)
		ranked = ranked || w == "first" || t.is(posStatistic)
		if ranked && (w == "since" && d.wordAt(i+1) != "the" && i+1 < len(d.tokens) && d.tokens[i+1].isTimex() || (w == "years" || w == "decades") && i > 1 && (d.wordAt(i-2) == "in" || d.wordAt(i-1) == "in")) {
			return true
		}
	}
	return false
}

// sameTime reports whether the conjunction at i joins clauses of one time.
func (d *detector) sameTime(i int) bool {
	switch d.wordAt(i) {
	case "as", "while", "that", "when", "whereas", "but":
		return true
	}
	return false
}

// coordinatedClause reports whether "and" or "but" opens the clause of g.
func (d *detector) coordinatedClause(g group) bool {
	for _, i := range []int{g.clause, g.clause - 1, g.first - 1} {
		if w := d.wordAt(i); w == "and" || w == "but" {
			return true
		}
	}
	return false
}

// afterOld reports whether group k, in the past, tells what came after something
// that its sentence dates long before the report: "was hired after they met in
// 2006" is no news of the day.
func (d *detector) afterOld(k int) bool {
	g := d.groups[k]
	if g.tense != past && g.tense != pastPerfect || g.inQuote || d.tokens[g.main].is(posReporting) || !d.dct.IsDay() || k+1 >= len(d.groups) {
		return false
	}
	n := d.groups[k+1]
	if w := d.wordAt(max(n.clause, 1) - 1); n.kind == finite && w != "after" && w != "since" && w != "when" || n.kind == gerundive && d.wordAt(n.first-1) != "after" || n.clause <= g.last && n.kind == finite {
		return false
	}
	tag := d.tagOf(k + 1)
	return (n.kind == finite || n.kind == gerundive) && tag >= 0 && d.dct.FirstDay()-d.tags[tag].Date.LastDay() > 30
}

// earlier reports whether an adverb puts the clause before the report:
// "previously noted", "had earlier said".
func (d *detector) earlier(g group) bool {
	for i := max(g.clause, g.first-2); i <= min(g.last+1, len(d.tokens)-1); i++ {
		switch d.wordAt(i) {
		case "previously", "formerly", "originally", "initially", "earlier", "once":
			return true
		}
	}
	return false
}

// definite reports whether the noun phrase at i is one the reader knows.
func (d *detector) definite(i int) bool {
	switch d.wordAt(i) {
	case "the", "this", "these", "that", "those", "it", "they":
		return !d.tokens[min(i+1, len(d.tokens)-1)].nameLike()
	}
	return false
}

func (d *detector) modality(k int) Modality {
	g := d.groups[k]
	switch {
	case g.negated:
		return Denied
	case g.conditional, g.tense == modal:
		return Hypothetical
	case g.tense == future:
		return Planned
	}
	for i := g.clause; i < g.end; i++ {
		switch d.wordAt(i) {
		case "reported":
			if i != g.main {
				return Alleged
			}
		case "allegedly", "reportedly", "purportedly", "purported":
			return Alleged
		case "planned", "scheduled", "expected", "due", "set":
			if g.passive && i == g.main || g.copula {
				return Planned
			}
		case "expects", "plans", "intends", "hopes", "expect", "plan", "intend", "hope":
			if i == g.main {
				return Planned
			}
		}
		switch d.wordAt(i) {
		case "planned", "scheduled", "intended":
			if i == g.main {
				return Planned
			}
		}
	}
	return Asserted
}
