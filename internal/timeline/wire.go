package timeline

import (
	"cmp"
	"slices"
)

// Two articles are copies of one agency text when their sketches agree in half
// of their members. A sketch is the least hashes of all runs of five words
// (Broder, On the resemblance and containment of documents, 1997).
const (
	shingleWords = 5
	sketchSize   = 48
	copyAt       = .5
)

// A sketch is the least hashes of an article, sorted.
type sketch []uint64

func newSketch(text string) sketch {
	var words [shingleWords]uint64
	var buffer [2 * sketchSize]uint64
	out := sketch(buffer[:0])
	limit := ^uint64(0)
	n := 0
	h := uint64(offset64)
	inWord := false
	for i := 0; i <= len(text); i++ {
		if i < len(text) && isWordByte(text[i]) {
			h = (h ^ uint64(text[i]|0x20)) * prime64
			inWord = true
			continue
		}
		if !inWord {
			continue
		}
		words[n%shingleWords] = h
		n++
		h, inWord = offset64, false
		if n >= shingleWords {
			if s := shingle(&words, n); s < limit {
				out, limit = keepLeast(out, s, limit)
			}
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.Clone(out[:min(len(out), sketchSize)])
}

// FNV-1a.
const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 128
}

func shingle(words *[shingleWords]uint64, n int) uint64 {
	s := uint64(offset64)
	for k := range shingleWords {
		s = (s ^ words[(n+k)%shingleWords]) * prime64
		s ^= s >> 29
	}
	return s
}

// keepLeast adds s and now and then drops all but the least.
func keepLeast(out sketch, s, limit uint64) (sketch, uint64) {
	out = append(out, s)
	if len(out) < cap(out) {
		return out, limit
	}
	slices.Sort(out)
	out = slices.Compact(out)
	out = out[:min(len(out), sketchSize)]
	if len(out) == sketchSize {
		limit = out[sketchSize-1]
	}
	return out, limit
}

// resemblance estimates the share of shingles that a and b have in common.
func resemblance(a, b sketch) float64 {
	shared, i, j, seen := 0, 0, 0, 0
	for i < len(a) && j < len(b) && seen < sketchSize {
		seen++
		switch {
		case a[i] == b[j]:
			shared++
			i, j = i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if seen == 0 {
		return 0
	}
	return float64(shared) / float64(seen)
}

// copies finds the reports that copy an earlier one. Reports are in order of
// publication; only those that share one of their least hashes are compared.
func (b *builder) copies() {
	first := map[uint64]int{} // least hash → the first report that has it
	for i, r := range b.readings {
		best, most := -1, copyAt
		for _, h := range r.sketch[:min(len(r.sketch), 8)] {
			j, known := first[h]
			if !known {
				first[h] = i
				continue
			}
			if s := resemblance(r.sketch, b.readings[j].sketch); s > most || s == most && best > j {
				best, most = j, s
			}
		}
		if best >= 0 {
			b.reports[i].WireCopyOf = cmp.Or(b.reports[best].WireCopyOf, b.reports[best])
		}
	}
}

// voice returns the report whose text r carries: itself, or what it copies.
func voice(r *Report) *Report { return cmp.Or(r.WireCopyOf, r) }
