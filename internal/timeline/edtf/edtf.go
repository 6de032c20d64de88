// Package edtf holds dates exactly as precise as their source: the parts of
// EDTF level 1 (ISO 8601-2:2019) that news needs. A Date is a day, month,
// season, year or decade, an interval between two of these, or an interval open
// at one end; each end may be approximate (~) or uncertain (?).
//
//	2025-05-28   2025-05   2024-21   2022   201X   2022~   2025-05?
//	2022-07/2022-12   2022/..   ../2024
//
// There is no time.Time here on purpose: "March 2024" is not an instant. A Date
// is comparable with ==; the zero Date is no date.
package edtf

import (
	"cmp"
	"strconv"
)

// A Precision says how much of a Point is stated, coarsest first.
type Precision uint8

// The precisions.
const (
	None Precision = iota // no date, or the open end of an interval
	ToDecade
	ToYear
	ToSeason
	ToMonth
	ToDay
)

// A Point is one end of a Date.
type Point struct {
	Year        int16 // astronomical: 0 is 1 BC; the first year of a decade
	Month       uint8 // 1–12, or 21–24 for spring, summer, autumn, winter; 0 when not stated
	Day         uint8 // 1–31; 0 when not stated
	Precision   Precision
	Approximate bool // ~
	Uncertain   bool // ?
}

// A Date is a Point, or an interval from Start to End. In an interval an end of
// Precision None is open ("..").
type Date struct {
	Start, End Point
	Interval   bool
}

// Day returns the date of one day, or the zero Date when there is no such day.
func Day(year, month, day int) Date {
	if month < 1 || month > 12 || day < 1 || day > DaysIn(year, month) {
		return Date{}
	}
	return Date{Start: Point{Year: int16(year), Month: uint8(month), Day: uint8(day), Precision: ToDay}}
}

// Month returns the date of a month (1–12), or the zero Date when there is no
// such month.
func Month(year, month int) Date {
	if month < 1 || month > 12 {
		return Date{}
	}
	return Date{Start: Point{Year: int16(year), Month: uint8(month), Precision: ToMonth}}
}

// Season returns the date of a season: 21 spring, 22 summer, 23 autumn, 24
// winter (EDTF level 1). Winter starts in December of its year.
func Season(year, code int) Date {
	if code < 21 || code > 24 {
		return Date{}
	}
	return Date{Start: Point{Year: int16(year), Month: uint8(code), Precision: ToSeason}}
}

// Year returns the date of a year.
func Year(year int) Date {
	return Date{Start: Point{Year: int16(year), Precision: ToYear}}
}

// Decade returns the date of the ten years that hold year.
func Decade(year int) Date {
	y := year - ((year%10)+10)%10
	return Date{Start: Point{Year: int16(y), Precision: ToDecade}}
}

// Between returns the interval from a's start to b's end. A zero a or b leaves
// that end open; two zero dates, or an end before the start, give the zero Date.
func Between(a, b Date) Date {
	d := Date{Start: a.Start, End: b.Last(), Interval: true}
	if a.IsZero() && b.IsZero() {
		return Date{}
	}
	if !a.IsZero() && !b.IsZero() {
		if first, last := d.FirstDay(), d.LastDay(); first > last {
			return Date{}
		}
	}
	return d
}

// Last returns the later end of d: End of an interval, else Start.
func (d Date) Last() Point {
	if d.Interval {
		return d.End
	}
	return d.Start
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Precision returns how precise d is: for an interval the coarser of its stated
// ends.
func (d Date) Precision() Precision {
	if !d.Interval {
		return d.Start.Precision
	}
	if d.Start.Precision == None {
		return d.End.Precision
	}
	if d.End.Precision == None {
		return d.Start.Precision
	}
	return min(d.Start.Precision, d.End.Precision)
}

// IsDay reports whether d is one calendar day.
func (d Date) IsDay() bool { return !d.Interval && d.Start.Precision == ToDay }

// The first and last day that a Date can hold, for open ends.
const (
	minDay = -1 << 40
	maxDay = 1 << 40
)

// FirstDay returns the first day of d as days since 1970-01-01; a very small
// number when d is open or zero there.
func (d Date) FirstDay() int { return d.Start.first() }

// LastDay returns the last day of d (inclusive) as days since 1970-01-01; a very
// large number when d is open or zero there.
func (d Date) LastDay() int { return d.Last().last() }

func (p Point) first() int {
	switch p.Precision {
	case ToDecade, ToYear:
		return DayNumber(int(p.Year), 1, 1)
	case ToSeason:
		return DayNumber(int(p.Year), 3*(int(p.Month)-20), 1)
	case ToMonth:
		return DayNumber(int(p.Year), int(p.Month), 1)
	case ToDay:
		return DayNumber(int(p.Year), int(p.Month), int(p.Day))
	}
	return minDay
}

func (p Point) last() int {
	switch p.Precision {
	case ToDecade:
		return DayNumber(int(p.Year)+9, 12, 31)
	case ToYear:
		return DayNumber(int(p.Year), 12, 31)
	case ToSeason:
		y, m := int(p.Year), 3*(int(p.Month)-20)+3
		if m > 12 {
			y, m = y+1, m-12
		}
		return DayNumber(y, m, 1) - 1
	case ToMonth:
		return DayNumber(int(p.Year), int(p.Month), DaysIn(int(p.Year), int(p.Month)))
	case ToDay:
		return DayNumber(int(p.Year), int(p.Month), int(p.Day))
	}
	return maxDay
}

// Compare orders dates for a timeline: by first day, then the coarser first,
// then by last day, then by qualifiers. It is a total order: 0 means equal.
func Compare(a, b Date) int {
	if c := cmp.Compare(a.FirstDay(), b.FirstDay()); c != 0 {
		return c
	}
	if a == b {
		return 0
	}
	return cmp.Or(
		cmp.Compare(a.Precision(), b.Precision()),
		cmp.Compare(a.LastDay(), b.LastDay()),
		cmp.Compare(a.String(), b.String()))
}

// Contains reports whether every day of b is a day of d. The zero Date contains
// nothing and is contained in nothing.
func (d Date) Contains(b Date) bool {
	return !d.IsZero() && !b.IsZero() && d.FirstDay() <= b.FirstDay() && b.LastDay() <= d.LastDay()
}

// Overlaps reports whether d and b share a day.
func (d Date) Overlaps(b Date) bool {
	return !d.IsZero() && !b.IsZero() && d.FirstDay() <= b.LastDay() && b.FirstDay() <= d.LastDay()
}

// Approximately returns d with ~ on its stated ends.
func (d Date) Approximately() Date {
	if d.Start.Precision != None {
		d.Start.Approximate = true
	}
	if d.Interval && d.End.Precision != None {
		d.End.Approximate = true
	}
	return d
}

// FromDayNumber returns the day n days after 1970-01-01 in the proleptic
// Gregorian calendar (the algorithm of Howard Hinnant's civil_from_days).
func FromDayNumber(n int) Date {
	n += 719468
	era := floorDiv(n, 146097)
	doe := n - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	month := mp + 3
	if mp >= 10 {
		month = mp - 9
	}
	year := yoe + era*400
	if month <= 2 {
		year++
	}
	return Day(year, month, doy-(153*mp+2)/5+1)
}

// DayNumber returns the days from 1970-01-01 to the given day (Howard Hinnant's
// days_from_civil).
func DayNumber(year, month, day int) int {
	if month <= 2 {
		year--
		month += 12
	}
	era := floorDiv(year, 400)
	yoe := year - era*400
	doy := (153*(month-3)+2)/5 + day - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

// DaysIn returns the number of days in a month (1–12).
func DaysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// Weekday returns the ISO weekday of day number n: 1 Monday to 7 Sunday.
func Weekday(n int) int { return ((n+3)%7+7)%7 + 1 }

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// String returns d in EDTF level 1, "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	b := d.Start.append(make([]byte, 0, len("2025-05-28?/2025-05-28?")))
	if d.Interval {
		b = d.End.append(append(b, '/'))
	}
	return string(b)
}

func (p Point) append(b []byte) []byte {
	switch p.Precision {
	case None:
		return append(b, ".."...)
	case ToDecade:
		b = append(appendNumber(b, int(p.Year)/10, 3), 'X')
	case ToYear:
		b = appendNumber(b, int(p.Year), 4)
	case ToSeason, ToMonth:
		b = appendNumber(append(appendNumber(b, int(p.Year), 4), '-'), int(p.Month), 2)
	case ToDay:
		b = appendNumber(append(appendNumber(b, int(p.Year), 4), '-'), int(p.Month), 2)
		b = appendNumber(append(b, '-'), int(p.Day), 2)
	}
	switch {
	case p.Approximate && p.Uncertain:
		b = append(b, '%')
	case p.Approximate:
		b = append(b, '~')
	case p.Uncertain:
		b = append(b, '?')
	}
	return b
}

// appendNumber appends n in width digits or more, its sign counted as one.
func appendNumber(b []byte, n, width int) []byte {
	if n < 0 {
		b, n, width = append(b, '-'), -n, width-1
	}
	for limit := [...]int{0, 10, 100, 1000}; width > 1 && n < limit[width-1]; width-- {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(n), 10)
}
