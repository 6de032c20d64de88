package site

import "html/template"

// A part is one page of a long list.
type part struct {
	Number  int
	Href    template.URL
	Current bool
}

// partPath returns the path of part n, from 1, of the list at rest: the first
// has the list's own path.
func partPath(rest string, n int) string {
	if n == 1 {
		return rest
	}
	return rest[:len(rest)-len(".html")] + "-" + itoa(n) + ".html"
}

// parts returns the links between the parts of the list at rest, none when
// there is one part.
func (i *incident) parts(rest string, current, total int) []part {
	if total < 2 {
		return nil
	}
	list := make([]part, total)
	for k := range list {
		list[k] = part{Number: k + 1, Href: i.href(partPath(rest, k+1)), Current: k+1 == current}
	}
	return list
}

// cut calls page for each part of a list of total things, of at most size
// things each: with the number of the part, the number of parts, and what of
// the list it holds. An empty list has one empty part.
func cut(total, size int, page func(n, of, from, to int)) {
	of := max(1, (total+size-1)/size)
	for n := 1; n <= of; n++ {
		page(n, of, (n-1)*size, min(total, n*size))
	}
}
