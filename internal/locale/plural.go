package locale

import (
	"fmt"
	"strconv"
	"strings"
)

// A pluralRule is a rule of CLDR for one category, as far as whole numbers can
// tell: a list of alternatives, each a list of relations that all hold. The
// syntax is that of UTS #35, part 3, "Language Plural Rules".
type pluralRule struct {
	category string
	any      [][]relation
}

// A relation is "operand [% mod] = ranges" or its negation.
type relation struct {
	zero   bool // the operand is about decimals: 0 for every whole number
	mod    int  // 0: no modulus
	not    bool
	ranges [][2]int
}

// Plural returns the CLDR plural category of a count: zero, one, two, few, many
// or other.
func (l *Locale) Plural(n int) string {
	if n < 0 {
		n = -n
	}
	for _, rule := range l.plurals {
		if rule.holds(n) {
			return rule.category
		}
	}
	return "other"
}

func (p pluralRule) holds(n int) bool {
	for _, all := range p.any {
		ok := true
		for _, r := range all {
			ok = ok && r.holds(n)
		}
		if ok {
			return true
		}
	}
	return false
}

func (r relation) holds(n int) bool {
	if r.zero {
		n = 0
	}
	if r.mod > 0 {
		n %= r.mod
	}
	for _, span := range r.ranges {
		if span[0] <= n && n <= span[1] {
			return !r.not
		}
	}
	return r.not
}

func parsePlural(category, rule string) (pluralRule, error) {
	p := pluralRule{category: category}
	for alternative := range strings.SplitSeq(rule, " or ") {
		var all []relation
		for condition := range strings.SplitSeq(alternative, " and ") {
			r, err := parseRelation(condition)
			if err != nil {
				return pluralRule{}, fmt.Errorf("plural rule %q: %w", rule, err)
			}
			all = append(all, r)
		}
		p.any = append(p.any, all)
	}
	return p, nil
}

func parseRelation(s string) (relation, error) {
	left, right, ok := strings.Cut(s, "=")
	if !ok {
		return relation{}, fmt.Errorf("%q has no =", s)
	}
	r := relation{not: strings.HasSuffix(left, "!")}
	operand, mod, hasMod := strings.Cut(strings.TrimSuffix(left, "!"), "%")
	switch strings.TrimSpace(operand) {
	case "n", "i":
	case "v", "w", "f", "t", "c", "e":
		r.zero = true
	default:
		return relation{}, fmt.Errorf("unknown operand %q", operand)
	}
	var err error
	if hasMod {
		if r.mod, err = strconv.Atoi(strings.TrimSpace(mod)); err != nil {
			return relation{}, err
		}
	}
	for part := range strings.SplitSeq(right, ",") {
		from, to, isRange := strings.Cut(strings.TrimSpace(part), "..")
		if !isRange {
			to = from
		}
		var span [2]int
		if span[0], err = strconv.Atoi(from); err != nil {
			return relation{}, err
		}
		if span[1], err = strconv.Atoi(to); err != nil {
			return relation{}, err
		}
		r.ranges = append(r.ranges, span)
	}
	return r, nil
}
