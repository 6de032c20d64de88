package timex

import (
	"strconv"

	"buildsite/internal/timeline/edtf"
)

// A lean says on which side of the anchor an incomplete date lies.
type lean int8

const (
	past    lean = -1 // the last one, the anchor included
	nearest lean = 0
	forward lean = 1 // the next one, the anchor included
)

// An answer is a resolved meaning.
type answer struct {
	typ      Type
	value    string
	mod      string
	date     edtf.Date
	relative bool // the anchor was used
	policy   string
}

// resolve says what m is worth when it is counted from at, which may be zero or
// no more precise than a year. It depends on nothing else.
func resolve(m *meaning, at edtf.Point, l lean) answer {
	var a answer
	switch m.kind {
	case meansDate:
		a = resolveDate(m, at, l)
		a.typ = Date
		addTimeOfDay(m, &a)
	case meansDuration:
		a = answer{typ: Duration, value: period(m), policy: policyLength}
	case meansSet:
		a = answer{typ: Set, value: frequency(m), policy: policyFrequency}
	case meansRef:
		a = answer{typ: Date, value: refNames[m.ref], policy: policyVague}
	}
	a.mod = modNames[m.mod]
	if a.mod == "APPROX" {
		a.date = a.date.Approximately()
	}
	return a
}

// resolveDate chooses by what the words state, most explicit first.
func resolveDate(m *meaning, at edtf.Point, l lean) answer {
	switch {
	case m.hasAbsolute:
		return dayAnswer(int(m.absolute), policyExplicit, false)
	case m.holiday != 0:
		return resolveHoliday(m, at)
	case m.year != 0 || m.decade != 0 || m.century != 0:
		return explicit(m)
	case m.decades != 0:
		return decadeAnswer(1900+int(m.decades-1+m.n), policyDecade)
	case m.hasDeictic:
		return fromDay(m, at, int(m.deictic), policyCount)
	case m.month != 0 && m.unit == quarter:
		return quarterOf(bareMonth(m, at, past))
	case m.month != 0 && m.day != 0 && (m.unit == week || m.unit == weekend):
		return weekOf(m, monthDay(m, at, l).date)
	case m.month != 0 && m.day != 0:
		return monthDay(m, at, l)
	case m.month != 0:
		return dayOfMonth(m, bareMonth(m, at, l))
	case m.season != 0:
		return bareSeason(m, at, l)
	case m.day != 0 && m.unit == month:
		return dayOfMonth(&meaning{unit: day, ordinal: m.day}, shift(m, at, l))
	case m.day != 0:
		return bareDay(m, at)
	case m.weekday != 0:
		return bareWeekday(m, at, l)
	case m.unit != noUnit && m.hour == 0:
		return shift(m, at, l)
	case m.part != 0 || m.hour != 0:
		return fromDay(m, at, 0, policySameDay)
	}
	return answer{}
}

// Days outside these are not answered: 4000 BC and 9999.
var firstDay, lastDay = edtf.DayNumber(-3999, 1, 1), edtf.DayNumber(9999, 12, 31)

func dayAnswer(n int, policy string, relative bool) answer {
	if n < firstDay || n > lastDay {
		return answer{}
	}
	d := edtf.FromDayNumber(n)
	if d.IsZero() {
		return answer{}
	}
	return answer{value: timexValue(d), date: d, policy: policy, relative: relative}
}

// timexValue prints a day, month or year as TIMEX3 wants it: BC0490.
func timexValue(d edtf.Date) string {
	if d.Start.Year > 0 || d.IsZero() {
		return d.String()
	}
	s := "BC" + pad(1-int(d.Start.Year), 4)
	if d.Start.Month != 0 {
		s += "-" + pad(int(d.Start.Month), 2)
	}
	if d.Start.Day != 0 {
		s += "-" + pad(int(d.Start.Day), 2)
	}
	return s
}

func yearAnswer(y int, policy string, relative bool) answer {
	d := edtf.Year(y)
	return answer{value: timexValue(d), date: d, policy: policy, relative: relative}
}

func decadeAnswer(year int, policy string) answer {
	return answer{value: pad(year/10, 3), date: edtf.Decade(year), policy: policy}
}

// pad prints n with at least width digits.
func pad(n, width int) string {
	s := strconv.Itoa(max(n, 0))
	for len(s) < width {
		s = "0" + s
	}
	return s
}

// explicit resolves what names its year, decade or century.
func explicit(m *meaning) answer {
	y := int(m.year)
	if m.era < 0 && m.year == 0 {
		return answer{value: "BC" + pad((int(m.decade)-1)/10, 3), policy: policyExplicit}
	}
	if m.era < 0 {
		y = 1 - y
	}
	switch {
	case m.century != 0:
		c := int(m.century) - 1
		return answer{value: pad(c, 2), date: centuryDate(c), policy: policyExplicit}
	case m.year == 0:
		return decadeAnswer(int(m.decade)-1, policyExplicit)
	case m.month != 0 && m.day != 0 && (m.unit == week || m.unit == weekend):
		return weekOf(m, edtf.Day(y, int(m.month), int(m.day)))
	case m.month != 0 && m.day != 0:
		d := edtf.Day(y, int(m.month), int(m.day))
		return answer{value: timexValue(d), date: d, policy: policyExplicit}
	case m.month != 0:
		d := edtf.Month(y, int(m.month))
		return dayOfMonth(m, answer{value: timexValue(d), date: d, policy: policyExplicit})
	case m.season != 0:
		return seasonAnswer(y, m.season, policyExplicit, false)
	case (m.unit == quarter || m.unit == halfYear) && m.ordinal != 0:
		return partOfYear(m, y, policyExplicit, false)
	}
	return yearAnswer(y, policyExplicit, false)
}

func centuryDate(c int) edtf.Date {
	return edtf.Between(edtf.Year(c*100), edtf.Year(c*100+99))
}

func seasonAnswer(y int, s int32, policy string, relative bool) answer {
	return answer{
		value: timexValue(edtf.Year(y)) + "-" + seasonNames[s-1], date: edtf.Season(y, 20+int(s)), policy: policy, relative: relative,
	}
}

// partOfYear resolves quarters and halves of the year y.
func partOfYear(m *meaning, y int, policy string, relative bool) answer {
	n := int(m.ordinal)
	if m.unit == halfYear {
		n = min(n, 2)
		return answer{
			value: pad(y, 4) + "-H" + strconv.Itoa(n), policy: policy, relative: relative,
			date: edtf.Between(edtf.Month(y, 6*n-5), edtf.Month(y, 6*n)),
		}
	}
	return quarterAnswer(y, min(n, 4), policy, relative)
}

func quarterAnswer(y, n int, policy string, relative bool) answer {
	return answer{
		value: pad(y, 4) + "-Q" + strconv.Itoa(n), policy: policy, relative: relative,
		date: edtf.Between(edtf.Month(y, 3*n-2), edtf.Month(y, 3*n)),
	}
}

// fromDay counts days from the anchor.
func fromDay(m *meaning, at edtf.Point, days int, policy string) answer {
	if at.Precision != edtf.ToDay {
		return answer{value: "XXXX-XX-XX", policy: policyOpen}
	}
	return dayAnswer(edtf.DayNumber(int(at.Year), int(at.Month), int(at.Day))+days, policy, true)
}

// monthDay finds the year of a month and day: the nearest to the anchor, the
// earlier of two as near.
func monthDay(m *meaning, at edtf.Point, l lean) answer {
	mo, d := int(m.month), int(m.day)
	if m.hasDir && m.dir != 0 {
		l = lean(m.dir)
	}
	switch at.Precision {
	case edtf.None:
		if edtf.Day(2000, mo, d).IsZero() {
			return answer{}
		}
		return answer{value: "XXXX-" + pad(mo, 2) + "-" + pad(d, 2), policy: policyOpen}
	case edtf.ToDecade:
		return answer{}
	case edtf.ToYear:
		day := edtf.Day(int(at.Year), mo, d)
		return answer{value: timexValue(day), date: day, policy: policySameYear, relative: true}
	}
	if m.hasDir && m.unit == year {
		day := edtf.Day(int(at.Year)+int(m.dir), mo, d)
		return answer{value: timexValue(day), date: day, policy: policySaidYear, relative: true}
	}
	return nearestYear(mo, d, at, l)
}

// nearestYear looks for the month and day in the years around the anchor.
func nearestYear(mo, d int, at edtf.Point, l lean) answer {
	ref := edtf.Date{Start: at}.FirstDay()
	if at.Precision != edtf.ToDay {
		ref += 15
	}
	best, distance := edtf.Date{}, 1<<30
	for y := int(at.Year) - 1; y <= int(at.Year)+1; y++ {
		day := edtf.Day(y, mo, d)
		if day.IsZero() {
			continue
		}
		gap := day.FirstDay() - ref
		if l == past && gap > 0 || l == forward && gap < 0 {
			continue
		}
		if max(gap, -gap) < distance {
			best, distance = day, max(gap, -gap)
		}
	}
	policy := policyNearestYear
	switch l {
	case past:
		policy = policyLast
	case forward:
		policy = policyNext
	}
	return answer{value: timexValue(best), date: best, policy: policy, relative: true}
}

// dayOfMonth is the first, second or last day of the month of a, if m says so.
func dayOfMonth(m *meaning, a answer) answer {
	p := a.date.Start
	if m.unit != day || p.Precision != edtf.ToMonth {
		return a
	}
	n := int(m.ordinal)
	if n == 0 {
		n = edtf.DaysIn(int(p.Year), int(p.Month))
	}
	a.date = edtf.Day(int(p.Year), int(p.Month), n)
	a.value = timexValue(a.date)
	return a
}

// bareMonth finds the year of a month.
func bareMonth(m *meaning, at edtf.Point, l lean) answer {
	mo := int(m.month)
	y, policy := int(at.Year), ""
	switch {
	case at.Precision == edtf.None || at.Precision == edtf.ToDecade:
		return answer{value: "XXXX-" + pad(mo, 2), policy: policyOpen}
	case at.Precision == edtf.ToYear || at.Precision == edtf.ToSeason:
		policy = policySameYear
		if m.hasDir {
			y += int(m.dir)
		}
	default:
		y, policy = yearOfMonth(m, at, l)
	}
	d := edtf.Month(y, mo)
	return answer{value: timexValue(d), date: d, policy: policy, relative: true}
}

// yearOfMonth chooses between the years around an anchor that states a month.
func yearOfMonth(m *meaning, at edtf.Point, l lean) (int, string) {
	mo, y, am := int(m.month), int(at.Year), int(at.Month)
	switch {
	case m.hasDir && m.unit == year:
		return y + int(m.dir), policySaidYear
	case m.hasDir && m.dir < 0 && mo >= am:
		return y - 1, policyLastBefore
	case m.hasDir && m.dir < 0:
		return y, policyLastBefore
	case m.hasDir && m.dir > 0 && mo <= am:
		return y + 1, policyNextAfter
	case m.hasDir:
		return y, policySameYear
	case l == past && mo > am:
		return y - 1, policyLast
	case l == past:
		return y, policyLast
	case l == forward && mo < am:
		return y + 1, policyNext
	case l == forward:
		return y, policyNext
	case mo-am > 6:
		return y - 1, policyNearestYear
	case am-mo >= 6:
		return y + 1, policyNearestYear
	}
	return y, policyNearestYear
}

// bareSeason finds the year of a season.
func bareSeason(m *meaning, at edtf.Point, l lean) answer {
	if at.Precision == edtf.None || at.Precision == edtf.ToDecade {
		return answer{value: "XXXX-" + seasonNames[m.season-1], policy: policyOpen}
	}
	y := int(at.Year)
	if at.Precision <= edtf.ToSeason {
		if m.hasDir {
			y += int(m.dir)
		}
		return seasonAnswer(y, m.season, policySameYear, true)
	}
	start := 3 * int(m.season) // March, June, September, December
	am := int(at.Month)
	switch {
	case m.hasDir && m.unit == year:
		y += int(m.dir)
	case m.hasDir && m.dir < 0 && am <= start+2:
		y--
	case m.hasDir && m.dir > 0 && am >= start:
		y++
	case m.hasDir:
	case l == past && am < start:
		y--
	case l == forward && am > start+2:
		y++
	}
	return seasonAnswer(y, m.season, policySeason, true)
}

// bareDay is the day of the month of the anchor.
func bareDay(m *meaning, at edtf.Point) answer {
	if at.Precision != edtf.ToDay && at.Precision != edtf.ToMonth {
		return answer{value: "XXXX-XX-" + pad(int(m.day), 2), policy: policyOpen}
	}
	d := edtf.Day(int(at.Year), int(at.Month), int(m.day))
	return answer{value: timexValue(d), date: d, policy: policySameMonth, relative: true}
}

// bareWeekday is the last such weekday, the anchor included; with last, this or
// next it is the one the words say.
func bareWeekday(m *meaning, at edtf.Point, l lean) answer {
	if at.Precision != edtf.ToDay {
		return answer{value: "XXXX-WXX-" + strconv.Itoa(int(m.weekday)), policy: policyOpen}
	}
	n := edtf.DayNumber(int(at.Year), int(at.Month), int(at.Day))
	back := (edtf.Weekday(n) - int(m.weekday) + 7) % 7
	switch {
	case m.hasDir && m.dir < 0:
		if back == 0 {
			back = 7
		}
		return dayAnswer(n-back, policyLastBefore, true)
	case m.hasDir && m.dir > 0:
		return dayAnswer(n-back+7, policyNextAfter, true)
	case m.hasDir:
		return dayAnswer(n-edtf.Weekday(n)+int(m.weekday), policySameWeek, true)
	case l == forward && back > 0:
		return dayAnswer(n-back+7, policyNext, true)
	case l == nearest && back > 3:
		return dayAnswer(n-back+7, policyNearestYear, true)
	}
	return dayAnswer(n-back, policyLast, true)
}

// shift counts units from the anchor and keeps their precision.
func shift(m *meaning, at edtf.Point, l lean) answer {
	n := int(m.dir)
	if m.ago != 0 {
		n = int(m.ago)
		switch {
		case m.vague || m.plural && !m.hasN:
			return vagueShift(m)
		case m.hasN:
			n *= int(m.n)
		}
	} else if m.hasN {
		n *= int(m.n)
	}
	if m.ordinal != 0 && (m.unit == quarter || m.unit == halfYear) {
		return ordinalQuarter(m, at, l, n)
	}
	switch m.unit {
	case second, minute, hour:
		return answer{}
	case year:
		if m.half && at.Precision >= edtf.ToMonth {
			return halfYears(m, at)
		}
	case day:
		return fromDay(m, at, n, policyCount)
	case week, weekend:
		return shiftWeek(m, at, n)
	}
	return shiftCoarse(m.unit, at, n)
}

// halfYears counts years and a half, in months, and keeps the year.
func halfYears(m *meaning, at edtf.Point) answer {
	k := int(at.Year)*12 + int(at.Month) - 1 + int(m.ago)*(12*int(m.n)+6)
	if m.n > 1000 || k < 12 {
		return answer{}
	}
	return yearAnswer(k/12, policyCount, true)
}

func vagueShift(m *meaning) answer {
	ref := "FUTURE_REF"
	if m.ago < 0 {
		ref = "PAST_REF"
	}
	return answer{value: ref, policy: policyVague}
}

// ordinalQuarter is the third quarter, without a year: the last one that has
// begun unless the words look ahead.
func ordinalQuarter(m *meaning, at edtf.Point, l lean, years int) answer {
	if at.Precision < edtf.ToYear {
		return answer{value: "XXXX-" + unitLetters[m.unit] + strconv.Itoa(int(m.ordinal)), policy: policyOpen}
	}
	y := int(at.Year) + years
	begins := 3*int(m.ordinal) - 2
	if m.unit == halfYear {
		begins = 6*int(m.ordinal) - 5
	}
	if !m.hasDir && at.Precision >= edtf.ToMonth {
		switch {
		case l != forward && begins > int(at.Month)+3:
			y--
		case l == forward && begins+2 < int(at.Month):
			y++
		}
	}
	return partOfYear(m, y, policyQuarter, true)
}

// shiftWeek counts weeks. The ISO year of a week may differ from that of its days.
func shiftWeek(m *meaning, at edtf.Point, n int) answer {
	if at.Precision != edtf.ToDay {
		return answer{value: "XXXX-WXX", policy: policyOpen}
	}
	today := edtf.DayNumber(int(at.Year), int(at.Month), int(at.Day))
	return weekAnswer(m, today-edtf.Weekday(today)+1+7*n)
}

// weekOf is the week, or its weekend, that holds a day.
func weekOf(m *meaning, d edtf.Date) answer {
	if !d.IsDay() {
		return answer{}
	}
	n := d.FirstDay()
	return weekAnswer(m, n-edtf.Weekday(n)+1)
}

// quarterOf is the quarter that holds the month of a.
func quarterOf(a answer) answer {
	if a.date.Start.Precision != edtf.ToMonth {
		return answer{}
	}
	return quarterAnswer(int(a.date.Start.Year), (int(a.date.Start.Month)-1)/3+1, a.policy, a.relative)
}

// weekAnswer is the ISO week, or its weekend, that starts on the day monday.
func weekAnswer(m *meaning, monday int) answer {
	if monday < firstDay || monday > lastDay-6 {
		return answer{}
	}
	y := int(edtf.FromDayNumber(monday + 3).Start.Year)
	w := (monday+3-edtf.DayNumber(y, 1, 1))/7 + 1
	value := pad(y, 4) + "-W" + strconv.Itoa(w) // as TimeBank and AQUAINT write it; Date has the days
	first, last := monday, monday+6
	if m.unit == weekend {
		value += "-WE"
		first += 5
	}
	return answer{
		value: value, policy: policyCount, relative: true,
		date: edtf.Between(edtf.FromDayNumber(first), edtf.FromDayNumber(last)),
	}
}

// shiftCoarse counts months and more.
func shiftCoarse(u unit, at edtf.Point, n int) answer {
	y, mo := int(at.Year), int(at.Month)
	if at.Precision < edtf.ToYear || at.Precision < edtf.ToMonth && u < halfYear {
		return answer{value: unanchored(u), policy: policyOpen}
	}
	if n > 5000 || n < -5000 || y+n < -3999 || y+n > 9999 || u >= decade && (y+100*n < -3999 || y+100*n > 9999) {
		return answer{}
	}
	switch u {
	case month:
		k := y*12 + mo - 1 + n
		d := edtf.Month(k/12, k%12+1)
		return answer{value: timexValue(d), date: d, policy: policyCount, relative: true}
	case quarter:
		k := y*4 + (mo-1)/3 + n
		return quarterAnswer(k/4, k%4+1, policyCount, true)
	case year:
		return yearAnswer(y+n, policyCount, true)
	case decade:
		a := decadeAnswer(y+10*n, policyCount)
		a.relative = true
		return a
	case century:
		c := y/100 + n
		return answer{value: pad(c, 2), date: centuryDate(c), policy: policyCount, relative: true}
	}
	return answer{}
}

func unanchored(u unit) string {
	switch u {
	case month:
		return "XXXX-XX"
	case quarter:
		return "XXXX-QX"
	case year:
		return "XXXX"
	}
	return ""
}

// resolveHoliday finds the day of a named day, in the stated year or in the
// nearest one.
func resolveHoliday(m *meaning, at edtf.Point) answer {
	if m.year != 0 {
		return dayAnswer(holidayIn(m.holiday, int(m.year)), policyExplicit, false)
	}
	if at.Precision < edtf.ToYear {
		return answer{value: "XXXX-XX-XX", policy: policyOpen}
	}
	if at.Precision < edtf.ToMonth {
		return dayAnswer(holidayIn(m.holiday, int(at.Year)), policySameYear, true)
	}
	ref := edtf.Date{Start: at}.FirstDay()
	best, distance := 0, 1<<30
	for y := int(at.Year) - 1; y <= int(at.Year)+1; y++ {
		n := holidayIn(m.holiday, y)
		if m.hasDir && (m.dir < 0 && n >= ref || m.dir > 0 && n <= ref) {
			continue
		}
		if d := max(n-ref, ref-n); d < distance {
			best, distance = n, d
		}
	}
	return dayAnswer(best, policyNamedDay, true)
}

// holidayIn returns the day number of a holiday, encoded as holidayValue does.
func holidayIn(code int32, y int) int {
	switch {
	case code < 10000:
		return edtf.DayNumber(y, int(code/100), int(code%100))
	case code < 20000:
		return easter(y) + int(code) - 10500
	}
	code -= 20000
	mo, nth, wd := int(code/100), int(code/10%10), int(code%10)
	if nth == 5 {
		last := edtf.DayNumber(y, mo, edtf.DaysIn(y, mo))
		return last - (edtf.Weekday(last)-wd+7)%7
	}
	first := edtf.DayNumber(y, mo, 1)
	return first + (wd-edtf.Weekday(first)+7)%7 + 7*(nth-1)
}

// easter returns the day number of Easter Sunday (the anonymous Gregorian
// algorithm, as in Meeus, Astronomical Algorithms, chapter 8).
func easter(y int) int {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return edtf.DayNumber(y, month, day)
}

// addTimeOfDay adds a clock time or a part of the day to a day.
func addTimeOfDay(m *meaning, a *answer) {
	if m.hour == 0 && m.part == 0 || a.value == "" {
		return
	}
	if !a.date.IsDay() && a.value != "XXXX-XX-XX" && a.value[:3] != "XXX" {
		return
	}
	a.typ = Time
	if m.hour == 0 {
		switch part := partNames[m.part]; part {
		case "NOON":
			a.value += "T12:00"
		case "MIDNIGHT":
			a.value += "T24:00"
		default:
			a.value += "T" + part
		}
		return
	}
	h := int(m.hour) - 1
	afternoon := m.halfDay == 2 || m.part > 0 && partNames[m.part] != "MO" && h >= 1
	if afternoon && h < 12 {
		h += 12
	}
	if m.halfDay == 1 && h == 12 {
		h = 0
	}
	a.value += "T" + pad(h, 2) + ":" + pad(int(m.minute), 2)
}

// frequency is the value of a set: P1D for every day, XXXX-WXX-4 for every
// Thursday.
func frequency(m *meaning) string {
	switch {
	case m.weekday != 0:
		return "XXXX-WXX-" + strconv.Itoa(int(m.weekday))
	case m.month != 0:
		return "XXXX-" + pad(int(m.month), 2)
	case m.season != 0:
		return "XXXX-" + seasonNames[m.season-1]
	case m.part != 0:
		return "XXXX-XX-XXT" + partNames[m.part]
	}
	m.plural = false
	return period(m)
}

// period is the length of a duration, or the interval of a set: P2Y, PT3H, PXD.
func period(m *meaning) string {
	u := unitLetters[m.unit]
	prefix := "P"
	if len(u) == 2 && u[0] == 'T' {
		prefix, u = "PT", u[1:]
	}
	n := 1
	switch {
	case m.hasN:
		n = int(m.n)
	case m.vague || m.plural:
		return prefix + "X" + u
	}
	switch {
	case m.unit == noUnit:
		return ""
	case m.unit == weekend:
		return "P" + strconv.Itoa(2*n) + "D"
	case m.half && m.unit == year:
		return "P" + strconv.Itoa(n) + "Y6M"
	case m.half && (m.unit == hour || m.unit == minute):
		return "PT" + strconv.Itoa(n) + u + "30" + map[unit]string{hour: "M", minute: "S"}[m.unit]
	case m.half:
		return prefix + strconv.Itoa(n) + ".5" + u
	}
	return prefix + strconv.Itoa(n) + u
}
