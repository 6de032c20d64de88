package timeline

import (
	"cmp"
	"sync"

	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/event"
)

// A Memory keeps what each article gave from one Build to the next, so that
// only articles that are new, changed or dated otherwise are read again. An
// article is known by its address in memory: one that is parsed again is new.
// It holds what the last Build read and nothing older. The zero Memory is empty;
// several Builds may use one at the same time.
type Memory struct {
	mu       sync.Mutex
	readings map[basis]reading
}

// A basis is everything that a reading is a function of.
type basis struct {
	article   *article.Article
	published edtf.Date
	language  string
}

// recall returns what is known. It is not changed afterwards.
func (m *Memory) recall() map[basis]reading {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.readings
}

// keep makes the readings of b what is known.
func (m *Memory) keep(b *builder) {
	if m == nil {
		return
	}
	known := make(map[basis]reading, len(b.reports))
	for i, r := range b.reports {
		known[basis{r.Article, r.Published, cmp.Or(r.Language, b.opts.Language, "en")}] = b.readings[i]
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.readings = known
}

// titles keeps the titles that the mentions of one article gave: a title is a
// function of its mention and the article. nil keeps nothing.
type titles struct {
	mu    sync.Mutex
	known map[*event.Mention]titled
}

// A titled is a title and how many faults it has.
type titled struct {
	text   string
	faults int
}

func (m *Memory) newTitles() *titles {
	if m == nil {
		return nil
	}
	return &titles{known: map[*event.Mention]titled{}}
}

func (t *titles) recall(m *event.Mention) (titled, bool) {
	if t == nil {
		return titled{}, false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	known, ok := t.known[m]
	return known, ok
}

func (t *titles) keep(m *event.Mention, title titled) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.known[m] = title
}
