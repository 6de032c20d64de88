package event

// A dictionary numbers words from 1; 0 is the number of every other word. It is
// a hash table with open addressing, because every word of every article is
// looked up in it.
type dictionary struct {
	forms []string // by number
	slots []symbol // by hash; their count is a power of two, at least twice that of forms
}

// newDictionary returns a dictionary with room for some words; n is a power of
// two.
func newDictionary(n int) dictionary {
	return dictionary{forms: append(make([]string, 0, n), ""), slots: make([]symbol, 2*n)}
}

// find returns the number of a word.
func find[T string | []byte](d *dictionary, form T) symbol {
	mask := len(d.slots) - 1
	for i := hashOf(form) & mask; ; i = (i + 1) & mask {
		if n := d.slots[i]; n == 0 || d.forms[n] == string(form) {
			return n
		}
	}
}

// add returns the number of a word, the next one when it is new.
func (d *dictionary) add(form string) symbol {
	if n := find(d, form); n != 0 {
		return n
	}
	d.forms = append(d.forms, form)
	n := symbol(len(d.forms) - 1)
	if 2*len(d.forms) <= len(d.slots) {
		d.put(n)
		return n
	}
	d.slots = make([]symbol, 4*len(d.slots))
	for n := range d.forms[1:] {
		d.put(symbol(n + 1))
	}
	return n
}

func (d *dictionary) put(n symbol) {
	mask := len(d.slots) - 1
	i := hashOf(d.forms[n]) & mask
	for d.slots[i] != 0 {
		i = (i + 1) & mask
	}
	d.slots[i] = n
}

// hashOf is FNV-1a.
func hashOf[T string | []byte](s T) int {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return int(h)
}

// bySymbol lists things by the symbol that they begin with.
type bySymbol[T any] [][]T

func (b *bySymbol[T]) add(s symbol, t T) {
	if n := int(s) + 1 - len(*b); n > 0 {
		*b = append(*b, make([][]T, n)...)
	}
	(*b)[s] = append((*b)[s], t)
}

// of returns what begins with s, in the order in which it was added.
func (b bySymbol[T]) of(s symbol) []T {
	if int(s) < len(b) {
		return b[s]
	}
	return nil
}
