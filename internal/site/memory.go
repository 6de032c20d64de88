package site

import (
	"maps"
	"sync"
)

// A Memory keeps the compiled templates of one call of Files for the next, which
// then neither compiles nor tries those that are the same. The zero Memory is
// empty; several calls may use one at the same time.
type Memory struct {
	mu   sync.Mutex
	text map[string]string // the templates
	sets map[string]*set   // by language
}

// recall returns the templates of a language if they are of this text.
func (m *Memory) recall(text map[string]string, lang string) *set {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if !maps.Equal(m.text, text) {
		return nil
	}
	return m.sets[lang]
}

// keep makes the templates of b, which have been tried, what is known.
func (m *Memory) keep(b *builder) {
	if m == nil {
		return
	}
	sets := map[string]*set{}
	for _, e := range b.editions {
		sets[e.Lang] = e.set
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.text, m.sets = b.text, sets
}
