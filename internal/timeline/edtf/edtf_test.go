package edtf

import "testing"

// Every form prints as it was read, and knows its first and last day.
func TestParsePrint(t *testing.T) {
	for _, c := range []struct{ in, first, last string }{
		{"2025-05-28", "2025-05-28", "2025-05-28"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2022", "2022-01-01", "2022-12-31"},
		{"201X", "2010-01-01", "2019-12-31"},
		{"2024-21", "2024-03-01", "2024-05-31"},
		{"2024-24", "2024-12-01", "2025-02-28"},
		{"2022~", "2022-01-01", "2022-12-31"},
		{"2025-05?", "2025-05-01", "2025-05-31"},
		{"2022-07/2022-12", "2022-07-01", "2022-12-31"},
	} {
		d, err := Parse(c.in)
		if err != nil || d.String() != c.in {
			t.Errorf("Parse(%q) = %q, %v", c.in, d, err)
		}
		if got := FromDayNumber(d.FirstDay()).String(); got != c.first {
			t.Errorf("%s starts on %s, want %s", c.in, got, c.first)
		}
		if got := FromDayNumber(d.LastDay()).String(); got != c.last {
			t.Errorf("%s ends on %s, want %s", c.in, got, c.last)
		}
	}
	for _, open := range []string{"2022/..", "../2024"} {
		if d, err := Parse(open); err != nil || d.String() != open {
			t.Errorf("Parse(%q) = %q, %v", open, d, err)
		}
	}
	for _, bad := range []string{"", "..", "../..", "2025-13", "2025-02-30", "25", "2025/2024", "2025~~", "2025-5"} {
		if d, err := Parse(bad); err == nil {
			t.Errorf("Parse(%q) = %q, want an error", bad, d)
		}
	}
}

// FuzzParse checks that what is read prints as a form that reads back the same,
// and that its days are in order.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"2025-05-28", "2024-02", "2022", "201X", "2024-21", "2024-24", "2022~", "2025-05?", "2025-05%", "2022-07/2022-12", "2022/..", "../2024~",
		"0000", "9999-12-31", "000X/2000", "2024-24/2025-01", "2025-02-30", "20X5", "-2025", "2025-05-28/", "２０２５",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err != nil {
			if !d.IsZero() {
				t.Fatalf("Parse(%q) = %v and the error %v", s, d, err)
			}
			return
		}
		if d.String() != s {
			t.Fatalf("Parse(%q) prints as %q", s, d)
		}
		if d.FirstDay() > d.LastDay() {
			t.Fatalf("%q starts on %d and ends on %d", s, d.FirstDay(), d.LastDay())
		}
		if !d.Contains(d) || !d.Overlaps(d) || Compare(d, d) != 0 {
			t.Fatalf("%q does not contain itself, or is unlike itself", s)
		}
	})
}

// sample is dates of every precision, near one another.
func sample() []Date {
	dates := []Date{{}}
	for _, y := range []int{2019, 2020, 2024} {
		dates = append(dates, Year(y), Year(y).Approximately(), Decade(y), Between(Year(y), Date{}), Between(Date{}, Year(y)), Between(Year(y), Year(y+1)))
		for _, m := range []int{1, 2, 12} {
			dates = append(dates, Month(y, m), Day(y, m, 1), Day(y, m, DaysIn(y, m)), Between(Month(y, m), Month(y+1, m)))
		}
		for code := 21; code <= 24; code++ {
			dates = append(dates, Season(y, code))
		}
	}
	return dates
}

// Compare is a total order: antisymmetric, transitive, and 0 only for equals.
func TestCompareIsTotal(t *testing.T) {
	dates := sample()
	for _, a := range dates {
		for _, b := range dates {
			ab := Compare(a, b)
			if ab != -Compare(b, a) || ab == 0 && a != b {
				t.Fatalf("Compare(%v, %v) = %d, Compare(%v, %v) = %d", a, b, ab, b, a, Compare(b, a))
			}
			for _, c := range dates {
				if ab <= 0 && Compare(b, c) <= 0 && Compare(a, c) > 0 {
					t.Fatalf("%v ≤ %v ≤ %v, but not %v ≤ %v", a, b, c, a, c)
				}
			}
		}
	}
}

// What contains another overlaps it, is no more precise, and starts no later;
// overlapping does not depend on the order.
func TestContainsAndOverlaps(t *testing.T) {
	for _, a := range sample() {
		for _, b := range sample() {
			if a.Overlaps(b) != b.Overlaps(a) {
				t.Fatalf("%v overlaps %v one way only", a, b)
			}
			if !a.Contains(b) {
				continue
			}
			if !a.Overlaps(b) || a.FirstDay() > b.FirstDay() || a.LastDay() < b.LastDay() {
				t.Fatalf("%v contains %v but does not cover it", a, b)
			}
			if b.Contains(a) && (a.FirstDay() != b.FirstDay() || a.LastDay() != b.LastDay()) {
				t.Fatalf("%v and %v contain each other", a, b)
			}
		}
	}
	for _, c := range []struct {
		a, b               string
		contains, overlaps bool
	}{
		{"2024", "2024-05-28", true, true},
		{"2024-05-28", "2024", false, true},
		{"2022-07/2022-12", "2022", false, true},
		{"2022/..", "2031-01", true, true},
		{"../2021", "2022-01-01", false, false},
		{"2024-24", "2025-02-28", true, true},
		{"201X", "2020", false, false},
	} {
		a, errA := Parse(c.a)
		b, errB := Parse(c.b)
		if errA != nil || errB != nil || a.Contains(b) != c.contains || a.Overlaps(b) != c.overlaps {
			t.Errorf("%s and %s: contains %v, overlaps %v, want %v, %v", a, b, a.Contains(b), a.Overlaps(b), c.contains, c.overlaps)
		}
	}
}

// Every day of eight centuries has its number, its weekday follows the one
// before, and no day is missing.
func TestDayNumbers(t *testing.T) {
	n, weekday := DayNumber(1600, 1, 1), 6 // a Saturday
	for y := 1600; y < 2400; y++ {
		for m := 1; m <= 12; m++ {
			for d := 1; d <= DaysIn(y, m); d++ {
				if DayNumber(y, m, d) != n || FromDayNumber(n) != Day(y, m, d) || Weekday(n) != weekday {
					t.Fatalf("%04d-%02d-%02d is number %d, weekday %d; want %d, %d", y, m, d, DayNumber(y, m, d), Weekday(n), n, weekday)
				}
				n, weekday = n+1, weekday%7+1
			}
		}
	}
}
