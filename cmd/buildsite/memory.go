package main

import (
	"sync"

	"buildsite/internal/content"
	"buildsite/internal/site"
	"buildsite/internal/timeline"
)

// A memory is what a command that builds again and again knows from the last
// time. A nil memory knows nothing.
type memory struct {
	articles  content.Cache
	site      site.Memory
	mu        sync.Mutex
	timelines map[string]*timeline.Memory // by incident
}

// cache returns what is known of the files of articles.
func (m *memory) cache() *content.Cache {
	if m == nil {
		return nil
	}
	return &m.articles
}

// pages returns what is known of the pages.
func (m *memory) pages() *site.Memory {
	if m == nil {
		return nil
	}
	return &m.site
}

// of returns what is known of the articles of an incident.
func (m *memory) of(incident string) *timeline.Memory {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.timelines == nil {
		m.timelines = map[string]*timeline.Memory{}
	}
	if m.timelines[incident] == nil {
		m.timelines[incident] = &timeline.Memory{}
	}
	return m.timelines[incident]
}
