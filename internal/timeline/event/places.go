package event

// placeOf names where the clause of group g says that it happened, "" when it
// does not: the name after "in", "near" or "outside" that no noun goes on, with
// the region after a comma. A person, a body or a date is no place.
func (d *detector) placeOf(g group) string {
	for i := g.last + 1; i+1 < g.end; i++ {
		switch d.wordAt(i) {
		case "in", "near", "outside":
		case "of", "with", "about", "over", "against", "between", "for", "from":
			return "" // what follows is where that is
		default:
			continue
		}
		end := d.placeEnd(i+1, g.end)
		if end < 0 {
			continue
		}
		if end+1 < len(d.tokens) && d.tokens[end].kind == aComma {
			if region := d.placeEnd(end+1, len(d.tokens)); region > 0 && (region == len(d.tokens) || d.tokens[region].kind != aWord) {
				end = region
			}
		}
		return d.text(i+1, end)
	}
	return ""
}

// placeEnd returns the end of the name of a place that begins at token i and ends
// before limit, or -1.
func (d *detector) placeEnd(i, limit int) int {
	end := i
	for end < limit && end < i+4 && d.tokens[end].nameLike() && !d.tokens[end].isTimex() && !d.tokens[end].closed() {
		if t := d.tokens[end]; t.owner() || t.is(posTitle|posRole|posOrg|posOrgWord|posHoliday) || t.has(allCaps) && t.place == "" {
			return -1
		}
		end++
	}
	if end == i || end < len(d.tokens) && d.nounLike(end) && !d.startsGroup(end) {
		return -1
	}
	if known, ok := d.cast.byName[key(d.text(end-1, end))]; ok && known.Person {
		return -1
	}
	return end
}
