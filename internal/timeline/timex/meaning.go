package timex

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A meaningKind says what the pattern of a rule stands for.
type meaningKind uint8

const (
	meansNothing  meaningKind = iota // words that look like an expression and are none
	meansDate                        // a day, week, month, … or a time of a day
	meansDuration                    // so many units
	meansSet                         // so often
	meansRef                         // past, present, future
	meansPeriod                      // a named period: a note beside dates
)

var meaningNames = map[string]meaningKind{
	"nothing":  meansNothing,
	"date":     meansDate,
	"duration": meansDuration,
	"set":      meansSet,
	"ref":      meansRef,
	"period":   meansPeriod,
}

// A slot is the part of a meaning that the words of a class fill.
type slot uint8

const (
	slotNone slot = iota
	slotWeekday
	slotMonth
	slotDay
	slotYear
	slotYear2
	slotDecade
	slotDecades
	slotSeason
	slotUnit
	slotUnits
	slotNumber
	slotVague
	slotOrdinal
	slotPart
	slotDeictic
	slotDir
	slotPassageDir
	slotAgo
	slotPassageAgo
	slotMod
	slotRef
	slotHoliday
	slotHalfDay
	slotZone
	slotClock
	slotHour
	slotPoint
	slotISO
	slotISOTime
	slotISOMonth
	slotNumeric
	slotHalf
	slotEra
	slotSame
	slotPeriod
	slotRelation
)

// slotNames are the classes that mean something. Other classes of a rule file
// only help to find extents.
var slotNames = map[string]slot{
	"WEEKDAY":     slotWeekday, // 1 Monday … 7 Sunday
	"PLAINDAY":    slotWeekday,
	"MONTH":       slotMonth, // 1 … 12
	"PLAINMONTH":  slotMonth,
	"MONTHNUM":    slotMonth,   // a number from 1 to 12
	"DAY":         slotDay,     // a number from 1 to 31
	"QNAME":       slotOrdinal, // Q3
	"NTH":         slotDay,     // an ordinal that is a day
	"YEAR":        slotYear,    // 1000 … 2100
	"YEAR2":       slotYear2,   // '99
	"DECADE":      slotDecade,  // 1980s
	"DECADES":     slotDecades, // nineties: 90
	"PLAINSEASON": slotSeason,
	"SEASON":      slotSeason,     // SP, SU, FA, WI
	"UNIT":        slotUnit,       // D, W, M, Q, Y, …: one
	"UNITS":       slotUnits,      // … several
	"NUM":         slotNumber,     // a number in digits or words
	"VAGUE":       slotVague,      // some number: several
	"ORD":         slotOrdinal,    // first, 1st
	"PART":        slotPart,       // of the day: MO, AF, EV, NI, DT
	"DEICTIC":     slotDeictic,    // days from the anchor: today 0
	"DIR":         slotDir,        // last -1, this 0, next 1
	"PDIR":        slotPassageDir, // the same, counted from the date before: previous -1, that 0, following 1
	"AGO":         slotAgo,        // ago -1
	"PAGO":        slotPassageAgo, // earlier -1, later 1
	"MOD":         slotMod,        // a TIMEX3 mod
	"PARTOF":      slotMod,
	"COMPARE":     slotMod,
	"APPROX":      slotMod,
	"REF":         slotRef,     // PAST_REF, PRESENT_REF, FUTURE_REF
	"HOLIDAY":     slotHoliday, // 12-25, easter+1, 11/4/4: the fourth Thursday of November
	"AMPM":        slotHalfDay, // am, pm
	"ZONE":        slotZone,
	"CLOCK":       slotClock,
	"HOUR":        slotHour,
	"POINT":       slotPoint,
	"ISO":         slotISO,
	"ISOTIME":     slotISOTime,
	"ISOMONTH":    slotISOMonth,
	"NUMERIC":     slotNumeric,
	"HALF":        slotHalf,     // and a half
	"ERA":         slotEra,      // BC -1, AD 1
	"SAME":        slotSame,     // the period that the passage is about
	"FREQ":        slotPeriod,   // daily: D
	"RELATION":    slotRelation, // since, until, from, …
}

// shapeSymbols are the classes of the numbers of each shape.
var shapeSymbols = [shapeCount][]string{
	shapeMonth:    {"NUM", "DAY", "HOUR", "MONTHNUM"},
	shapeHour:     {"NUM", "DAY", "HOUR"},
	shapeDay:      {"NUM", "DAY"},
	shapeNum:      {"NUM"},
	shapeYear:     {"NUM", "YEAR"},
	shapeYear2:    {"YEAR2"},
	shapeOrd:      {"ORD", "NTH"},
	shapeDecade:   {"DECADE"},
	shapeClock:    {"CLOCK"},
	shapeISO:      {"ISO"},
	shapeISOTime:  {"ISOTIME"},
	shapeNumeric:  {"NUMERIC"},
	shapePoint:    {"POINT"},
	shapeISOMonth: {"ISOMONTH"},
}

// shapeTriggers are the classes of numbers that are temporal by themselves.
var shapeTriggers = []string{"YEAR", "YEAR2", "DECADE", "CLOCK", "ISO", "ISOTIME", "NUMERIC", "ISOMONTH"}

func (t *Tagger) addSlots() {
	for _, names := range shapeSymbols {
		for _, name := range names {
			t.symbolOf(name)
		}
	}
	t.symbolOf("NUMWORD")
	for _, name := range slices.Sorted(maps.Keys(slotNames)) {
		t.symbolOf(name)
	}
	for _, c := range t.file.Class {
		t.symbolOf(c.Name)
	}
	for name, s := range slotNames {
		t.slots[t.symbols[name]] = s
	}
}

// A unit is a unit of time, by its TIMEX3 letters.
type unit uint8

const (
	noUnit unit = iota
	second
	minute
	hour
	day
	weekend
	week
	month
	quarter
	season
	halfYear
	year
	decade
	century
	millennium
)

var unitNames = map[string]unit{
	"TS": second, "TM": minute, "TH": hour, "D": day, "WE": weekend, "W": week, "M": month, "Q": quarter,
	"S": season, "H": halfYear, "Y": year, "DE": decade, "CE": century, "ML": millennium,
}

var unitLetters = [...]string{"", "TS", "TM", "TH", "D", "WE", "W", "M", "Q", "S", "H", "Y", "DE", "CE", "ML"}

var partNames = []string{"", "MO", "AF", "EV", "NI", "DT", "NOON", "MIDNIGHT"}

var seasonNames = []string{"SP", "SU", "FA", "WI"}

var modNames = []string{
	"", "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER",
	"LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
}

var relations = []Relation{NoRelation, On, Since, Until, By, From, To, Between, Before, After, During}

var refNames = []string{"", "PAST_REF", "PRESENT_REF", "FUTURE_REF"}

// wordValue returns the value of a word of class as the slot of that class
// wants it.
func wordValue(class string, v any) (int32, error) {
	switch v := v.(type) {
	case int64:
		return int32(v), nil
	case string:
		return stringValue(class, v)
	}
	return 0, fmt.Errorf("%v is neither a number nor a string", v)
}

func stringValue(class, v string) (int32, error) {
	list := []string(nil)
	switch slotNames[class] {
	case slotUnit, slotUnits, slotPeriod:
		if u, ok := unitNames[v]; ok {
			return int32(u), nil
		}
	case slotHoliday:
		return holidayValue(v)
	case slotPart:
		list = partNames
	case slotSeason:
		list = seasonNames
	case slotMod:
		list = modNames
	case slotRef:
		list = refNames
	case slotRelation:
		for _, r := range relations {
			list = append(list, string(r))
		}
	case slotHalfDay:
		list = []string{"am", "pm"}
	}
	for i, name := range list {
		if name == v {
			return int32(i), nil
		}
	}
	if n, err := strconv.Atoi(v); err == nil {
		return int32(n), nil
	}
	return 0, fmt.Errorf("%q is no value of class %s", v, class)
}

// holidayValue encodes 12-25 as 1225, easter+1 as 10001, and 11/4/4, the fourth
// Thursday of November, as 21144; a fifth weekday is the last one.
func holidayValue(v string) (int32, error) {
	var a, b, c int32
	if n, _ := fmt.Sscanf(v, "%d-%d", &a, &b); n == 2 {
		return a*100 + b, nil
	}
	if offset, ok := strings.CutPrefix(v, "easter"); ok {
		n, _ := strconv.Atoi(offset)
		return 10500 + int32(n), nil
	}
	if n, _ := fmt.Sscanf(v, "%d/%d/%d", &a, &b, &c); n == 3 {
		return 20000 + a*100 + b*10 + c, nil
	}
	return 0, fmt.Errorf("%q is no holiday", v)
}

// A meaning is what an expression says before it is known when it was said. The
// zero value of each slot means that the words say nothing of it.
type meaning struct {
	kind meaningKind

	year, month, day  int32
	weekday           int32
	season            int32 // 1 + index into seasonNames
	decade            int32 // 1 + first year
	decades           int32 // 1 + two digits: "the nineties"
	century           int32
	ordinal           int32
	era               int32
	part              int32 // index into partNames
	hour, minute      int32 // hour is 1 + hour
	halfDay           int32 // 1 am, 2 pm
	unit              unit
	plural            bool
	n                 int32
	hasN, vague, half bool
	deictic           int32
	hasDeictic        bool
	dir               int32
	hasDir            bool
	passage           bool // counted from the date before
	ago               int32
	mod               int32
	ref               int32
	holiday           int32
	absolute          int32 // a day number, with hasAbsolute
	hasAbsolute       bool
	same              bool
	zone              bool
}

// fill puts the value of a word into the slot s, if nothing is there yet.
func (m *meaning) fill(s slot, v int32, tok *token, t *Tagger) {
	first := func(p *int32, v int32) {
		if *p == 0 {
			*p = v
		}
	}
	switch s {
	case slotWeekday:
		first(&m.weekday, v)
	case slotMonth:
		first(&m.month, v)
	case slotDay:
		first(&m.day, v)
	case slotYear:
		first(&m.year, v)
	case slotYear2:
		first(&m.year, fullYear(v))
	case slotDecade:
		first(&m.decade, 1+v)
	case slotDecades:
		first(&m.decades, 1+v)
	case slotSeason:
		first(&m.season, 1+v)
	case slotOrdinal:
		first(&m.ordinal, v)
	case slotPart:
		first(&m.part, v)
	case slotMod:
		first(&m.mod, v)
	case slotRef:
		first(&m.ref, v)
	case slotHoliday:
		first(&m.holiday, v)
	case slotHalfDay:
		first(&m.halfDay, 1+v)
	case slotEra:
		first(&m.era, v)
	case slotHour:
		first(&m.hour, 1+v)
	case slotClock, slotPoint:
		m.fillClock(s, v)
	case slotISO, slotISOTime, slotISOMonth, slotNumeric:
		m.fillNumeric(s, v, t)
	default:
		m.fillRelative(s, v, tok)
	}
}

func (m *meaning) fillRelative(s slot, v int32, tok *token) {
	switch s {
	case slotUnit, slotUnits, slotPeriod:
		if m.unit == noUnit {
			m.unit = unit(v)
			m.plural = s == slotUnits
		}
	case slotNumber:
		if !m.hasN {
			m.n, m.hasN = v, true
			m.half = m.half || tok != nil && tok.flags&halfMore != 0
		}
	case slotVague:
		m.vague = true
	case slotHalf:
		m.half = true
	case slotDeictic:
		m.deictic, m.hasDeictic = v, true
	case slotDir, slotPassageDir:
		if !m.hasDir {
			m.dir, m.hasDir = v, true
			m.passage = s == slotPassageDir
		}
	case slotAgo, slotPassageAgo:
		if m.ago == 0 {
			m.ago = v
			m.passage = s == slotPassageAgo
		}
	case slotSame:
		m.same = true
	case slotZone:
		m.zone = true
	}
}

func (m *meaning) fillClock(s slot, v int32) {
	if m.hour != 0 {
		return
	}
	if s == slotClock {
		m.hour, m.minute = 1+v/60, v%60
		return
	}
	m.hour, m.minute = 1+v/100, v%100
}

func (m *meaning) fillNumeric(s slot, v int32, t *Tagger) {
	switch s {
	case slotISO:
		m.absolute, m.hasAbsolute = v, true
	case slotISOTime:
		m.absolute, m.hasAbsolute = v/1440, true
		if v < 0 {
			m.absolute = (v - 1439) / 1440
		}
		v -= m.absolute * 1440
		m.hour, m.minute = 1+v/60, v%60
	case slotISOMonth:
		m.year, m.month = v/12, v%12+1
	case slotNumeric:
		a, b := v/1000000, v/10000%100
		m.year = v % 10000
		m.day, m.month = a, b
		if t.file.NumericDate == "mdy" && a <= 12 || b > 12 {
			m.day, m.month = b, a
		}
	}
}
