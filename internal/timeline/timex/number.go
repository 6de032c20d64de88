package timex

import "buildsite/internal/timeline/edtf"

// lexNumber reads the number at i in the longest shape that fits. Letters glued
// to it that make no ordinal and no decade leave it without a class: 22nd is an
// ordinal, 737s and A380 are nothing.
func (t *Tagger) lexNumber(text string, i int, flags tokenFlags, buf []token) (int, []token) {
	n, j := digitsAt(text, i)
	tok := token{start: int32(i), flags: flags}
	width := j - i
	if i > 0 && (byteClass[text[i-1]] == byteLetter || text[i-1] == '_' || text[i-1] == '#') && flags&spaceBefore == 0 {
		width = 99
	}
	kind, val, end := t.shapeAt(text, i, j, n, width)
	tok.val, tok.end = val, int32(end)
	tok.sig = t.shapeSig[kind]
	if kind == shapeNum || kind == shapeMonth || kind == shapeHour || kind == shapeDay {
		if k, half := halfAt(text, end); half {
			tok.end = int32(k)
			tok.flags |= halfMore
			tok.sig = t.shapeSig[shapeNum]
		}
	}
	return int(tok.end), append(buf, tok)
}

// digitsAt returns the value of the digits at i, at most 99999999, and where
// they end.
func digitsAt(text string, i int) (n, end int) {
	for end = i; end < len(text) && byteClass[text[end]] == byteDigit; end++ {
		if n < 10000000 {
			n = n*10 + int(text[end]-'0')
		}
	}
	return n, end
}

// shapeAt decides what the digits text[i:j] of value n are part of.
func (t *Tagger) shapeAt(text string, i, j, n, width int) (shape, int32, int) {
	c := byteAt(text, j)
	switch {
	case width > 8:
		return shapeNone, 0, skipGlued(text, j)
	case byteClass[c] == byteLetter:
		return gluedShape(text, i, j, n, width)
	case c == ':' && width <= 2:
		if s, v, e := clockShape(text, j, n); s != shapeNone {
			return s, v, e
		}
	case (c == '-' || c == '/') && width == 4:
		if s, v, e := isoShape(text, j, n); s != shapeNone {
			return s, v, e
		}
	case (c == '/' || c == '.' || c == '-') && width <= 2:
		if s, v, e := numericShape(text, j, n, c); s != shapeNone {
			return s, v, e
		}
	}
	if (c == ',' || c == '.') && byteClass[byteAt(text, j+1)] == byteDigit {
		return groupedShape(text, j, n, width)
	}
	return plainShape(n, width), int32(n), j
}

func byteAt(text string, i int) byte {
	if i < len(text) {
		return text[i]
	}
	return 0
}

func skipGlued(text string, j int) int {
	for j < len(text) && (byteClass[text[j]] == byteLetter || byteClass[text[j]] == byteDigit) {
		j++
	}
	return j
}

// plainShape is the shape of digits that nothing is glued to.
func plainShape(n, width int) shape {
	switch {
	case width == 4 && n >= 1000 && n <= 2100:
		return shapeYear
	case width > 2:
		return shapeNum
	case n >= 1 && n <= 12:
		return shapeMonth
	case n <= 24:
		return shapeHour
	case n <= 31:
		return shapeDay
	}
	return shapeNum
}

// gluedShape reads letters glued to digits: 21st, 1980s, 9am.
func gluedShape(text string, i, j, n, width int) (shape, int32, int) {
	k := j
	for k < len(text) && byteClass[text[k]] == byteLetter {
		k++
	}
	if k < len(text) && byteClass[text[k]] == byteDigit {
		return shapeNone, 0, skipGlued(text, k)
	}
	switch suffix := text[j:k]; {
	case (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") && width <= 4:
		return shapeOrd, int32(n), k
	case suffix == "s" && width == 4 && n%10 == 0 && n >= 1000 && n <= 2100:
		return shapeDecade, int32(n), k
	case suffix == "s" && width == 2 && n%10 == 0 && n > 10:
		return shapeDecade, int32(1900 + n), k
	case (suffix == "am" || suffix == "pm" || suffix == "h") && width <= 2 && n <= 24:
		return plainShape(n, width), int32(n), j
	}
	return shapeNone, 0, k
}

// clockShape reads :35 or :35:20 after the hour n.
func clockShape(text string, j, n int) (shape, int32, int) {
	m, e := digitsAt(text, j+1)
	if e != j+3 || m > 59 || n > 24 {
		return shapeNone, 0, 0
	}
	if byteAt(text, e) == ':' && byteClass[byteAt(text, e+1)] == byteDigit {
		s, f := digitsAt(text, e+1)
		if f != e+3 || s > 60 {
			return shapeNone, 0, 0
		}
		e = f
	}
	if byteClass[byteAt(text, e)] == byteDigit {
		return shapeNone, 0, 0
	}
	return shapeClock, int32(n*60 + m), e
}

// isoShape reads -05-28, /05/28 or -05 after the year n.
func isoShape(text string, j, n int) (shape, int32, int) {
	m, e := digitsAt(text, j+1)
	if e != j+3 || n < 1000 || n > 2100 {
		return shapeNone, 0, 0
	}
	sep := text[j]
	if byteAt(text, e) != sep {
		if sep == '/' {
			return shapeNone, 0, 0
		}
		switch after := byteClass[byteAt(text, e)]; {
		case after == byteLetter || after == byteDigit:
			return shapeNone, 0, 0
		case m >= 1 && m <= 12 && m != (n+1)%100: // 2007-08 is two years
			return shapeISOMonth, int32(n*12 + m - 1), e
		}
		return shapeNone, 0, 0
	}
	d, f := digitsAt(text, e+1)
	day := edtf.Day(n, m, d)
	if f != e+3 || day.IsZero() || byteClass[byteAt(text, f)] == byteDigit {
		return shapeNone, 0, 0
	}
	if t := byteAt(text, f); (t == 'T' || t == ' ') && byteClass[byteAt(text, f+1)] == byteDigit {
		h, g := digitsAt(text, f+1)
		if s, v, end := clockShape(text, g, h); g == f+3 && byteAt(text, g) == ':' && s == shapeClock {
			return shapeISOTime, int32(day.FirstDay()*1440) + v, end
		}
	}
	return shapeISO, int32(day.FirstDay()), f
}

// numericShape reads /08/2012 or .5.2025 after the number n.
func numericShape(text string, j, n int, sep byte) (shape, int32, int) {
	m, e := digitsAt(text, j+1)
	if e == j+1 || e > j+3 || byteAt(text, e) != sep {
		return shapeNone, 0, 0
	}
	y, f := digitsAt(text, e+1)
	if f-e-1 == 2 && y > 0 {
		y += 2000
		if y > 2050 {
			y -= 100
		}
	} else if f-e-1 != 4 || y < 1000 || y > 2100 {
		return shapeNone, 0, 0
	}
	if next := byteAt(text, f); byteClass[next] == byteDigit || byteClass[next] == byteLetter || next == sep && next != '.' {
		return shapeNone, 0, 0
	}
	return shapeNumeric, int32(n*1000000+m*10000) + int32(y), f
}

// groupedShape reads 1,822 and 3.5: numbers, but no days, hours or years.
func groupedShape(text string, j, n, width int) (shape, int32, int) {
	sep := text[j]
	m, e := digitsAt(text, j+1)
	switch {
	case sep == '.' && e == j+3 && width <= 2 && n <= 24 && m <= 59 && byteAt(text, e) != '.':
		return shapePoint, int32(n*100 + m), e
	case sep == '.' && e == j+2 && m == 5:
		return shapeNone, int32(n), e
	case sep == ',' && e == j+4 && byteAt(text, e) != ',':
		return shapeNum, int32(min(n, 9999)*1000 + m), e
	case sep == ',' && e == j+5 && m >= 1000 && m <= 2100:
		return plainShape(n, width), int32(n), j // May 28,2025
	}
	for byteAt(text, e) == sep && byteClass[byteAt(text, e+1)] == byteDigit {
		_, e = digitsAt(text, e+1)
	}
	return shapeNone, 0, e
}

// halfAt reads " 1/2" or "½" at j.
func halfAt(text string, j int) (int, bool) {
	for _, half := range []string{" 1/2", "½", "-1/2", "\n1/2"} {
		if len(text) >= j+len(half) && text[j:j+len(half)] == half && byteClass[byteAt(text, j+len(half))] != byteDigit {
			return j + len(half), true
		}
	}
	return j, false
}

// lexApostrophe reads '80s and '99 at the apostrophe i; it returns i when
// neither stands there.
func (t *Tagger) lexApostrophe(text string, i int, flags tokenFlags, buf []token) (int, []token) {
	n, j := digitsAt(text, i+1)
	if j != i+3 || byteClass[byteAt(text, j)] == byteDigit {
		return i, buf
	}
	tok := token{start: int32(i), end: int32(j), val: int32(n), flags: flags}
	kind := shapeYear2
	if byteAt(text, j) == 's' && byteClass[byteAt(text, j+1)] != byteLetter {
		kind, tok.val = shapeDecade, int32(1900+n)
		tok.end++
	} else if byteClass[byteAt(text, j)] == byteLetter {
		return i, buf
	}
	tok.sig = t.shapeSig[kind]
	return int(tok.end), append(buf, tok)
}
