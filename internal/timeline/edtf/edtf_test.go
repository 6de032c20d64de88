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
