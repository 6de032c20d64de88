package edtf

import (
	"fmt"
	"strconv"
	"strings"
)

// Parse reads the EDTF level 1 forms that String prints. Years are 0000 to 9999.
// Anything else is an error that names the part.
func Parse(s string) (Date, error) {
	from, to, isInterval := strings.Cut(s, "/")
	if !isInterval {
		p, err := parsePoint(s)
		if err == nil && p.Precision == None {
			err = fmt.Errorf("%q is no EDTF date", s)
		}
		if err != nil {
			return Date{}, err
		}
		return Date{Start: p}, nil
	}
	start, err := parsePoint(from)
	if err != nil {
		return Date{}, err
	}
	end, err := parsePoint(to)
	if err != nil {
		return Date{}, err
	}
	d := Between(Date{Start: start}, Date{Start: end})
	if d.IsZero() {
		return Date{}, fmt.Errorf("%q ends before it starts", s)
	}
	return d, nil
}

func parsePoint(s string) (Point, error) {
	fail := fmt.Errorf("%q is no EDTF date", s)
	if s == ".." {
		return Point{}, nil
	}
	body := strings.TrimRight(s, "~?%")
	if len(s)-len(body) > 1 {
		return Point{}, fail
	}
	mark := s[len(body):]
	d, ok := parseBody(body)
	if !ok {
		return Point{}, fail
	}
	p := d.Start
	p.Approximate = mark == "~" || mark == "%"
	p.Uncertain = mark == "?" || mark == "%"
	return p, nil
}

func parseBody(s string) (Date, bool) {
	if len(s) == 4 && s[3] == 'X' {
		y, ok := digits(s[:3])
		return Decade(y * 10), ok
	}
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Date{}, false
	}
	var n [3]int
	for i, part := range parts {
		v, ok := digits(part)
		if !ok || i > 0 && len(part) != 2 {
			return Date{}, false
		}
		n[i] = v
	}
	var d Date
	switch {
	case len(parts) == 1:
		d = Year(n[0])
	case len(parts) == 3:
		d = Day(n[0], n[1], n[2])
	case n[1] >= 21:
		d = Season(n[0], n[1])
	default:
		d = Month(n[0], n[1])
	}
	return d, !d.IsZero()
}

func digits(s string) (int, bool) {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	v, err := strconv.Atoi(s)
	return v, err == nil
}
