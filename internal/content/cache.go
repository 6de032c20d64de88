package content

import (
	"slices"
	"sync"

	"buildsite/internal/article"
	"buildsite/internal/problem"
)

// A Cache keeps the articles of one Read for the next, which then parses only
// those whose path or bytes are others: unchanged articles are the same values.
// It holds what the last Read found and nothing older. The zero Cache is empty;
// several Reads may use one at the same time.
type Cache struct {
	mu     sync.Mutex
	parsed map[string]parsed // by path
}

// A parsed is what a file of an article gave.
type parsed struct {
	src      string // its bytes
	article  *article.Article
	problems problem.List
}

// recall returns what is known. It is not changed afterwards.
func (c *Cache) recall() map[string]parsed {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.parsed
}

// keep makes what jobs gave what is known.
func (c *Cache) keep(jobs []*job) {
	if c == nil {
		return
	}
	known := map[string]parsed{}
	for _, j := range jobs {
		if j.kind == articleFile && j.parsed.src != "" {
			known[j.path] = j.parsed
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.parsed = known
}

// parse returns what the article of j gives, whose bytes are src.
func (j *job) parse(src []byte, known map[string]parsed) {
	was, ok := known[j.path]
	if !ok || was.src != string(src) {
		was.article, was.problems = article.Parse(j.path, src)
		if was.article != nil {
			was.src = was.article.Source
		} else {
			was.src = string(src)
		}
	}
	j.parsed = was
	j.article, j.problems = was.article, slices.Clone(was.problems)
}
