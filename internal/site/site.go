// Package site turns timelines into the pages that people read.
//
// It is given everything as values and returns files that can be written in any
// order, each once; it touches no disk and no clock. One row of the table in
// pages.go is one kind of page:
//
//	index.html                   the incidents; with one, its timeline
//	404.html                     for addresses that lead nowhere, at any depth
//	NAME.html                    an editorial page
//	INCIDENT/index.html          the timeline
//	INCIDENT/events/ID.html      an event: how its date is known, what each source says
//	INCIDENT/articles/NAME.html  an article: its record and the events it supports
//	INCIDENT/outlets/NAME.html   and actors, types, years: the events of one of them
//	INCIDENT/sources.html        the numbered references
//	INCIDENT/matrix.html         who reported what
//	INCIDENT/known/DAY.html      what a reader could know on a day of publication; a month of more than 300 events
//	INCIDENT/unknown.html        what the articles leave open
//	INCIDENT/method.html         how the timeline was made
//	INCIDENT/corrections.html    what changed after publication
//	INCIDENT/more.html           events beyond the 1,000 most salient (listpage.go)
//
// Words: a page is one HTML file; a frame is what all pages have around them; a
// fragment is the HTML of an event in a list, rendered once and reused; a
// listing is a list of events cut into parts that are fit to be read.
//
// Every address inside a page is written "~/path from the root of the site" and
// made relative when the page is written, so a site works at /, under /repo/
// and from file:// alike. Absolute addresses stand only where a format demands
// them, and only when the base URL is known.
//
// Articles are hostile text: they reach a page through html/template only.
package site

import (
	"io/fs"

	"buildsite/internal/config"
	"buildsite/internal/output"
	"buildsite/internal/problem"
	"buildsite/internal/timeline"
)

// A Site is everything that pages are made of.
type Site struct {
	Config    *config.Config
	Incidents []*Incident // in the order shown
	Pages     []*Page     // editorial pages
	LeftOut   []LeftOut   // articles that a run with --keep-going could not read
	Version   string      // of the tool
	Templates fs.FS       // the site folder's templates/, or nil
	Static    fs.FS       // the site folder's static/, or nil
	Pins      []string    // days of the frozen copies that will stand under v/, newest first
	Memory    *Memory     // what is known from the call before; nil for nothing
}

// An Incident is one timeline and what its _index.md says.
type Incident struct {
	Name     string // the folder name
	Title    string
	Lead     string // plain text
	Note     string // Markdown, the editor's note
	Path     string // of _index.md, for messages
	Language string // BCP 47; "" is the site's
	Timeline *timeline.Timeline
}

// A Page is an editorial page.
type Page struct {
	Name     string // the path without ".md", relative to content/pages
	Title    string
	Markdown string
	Path     string // of the file, for messages
	Language string // BCP 47; "" is the site's
}

// A LeftOut is an article that could not be read.
type LeftOut struct {
	Incident string // "" when it is not known
	Path     string
	Why      string
}

// Files returns the files of the site. Problems are those of the templates, the
// theme and links between editorial pages; when one is fatal there are no
// files.
func Files(s *Site) ([]output.File, problem.List) {
	b, problems := newBuilder(s)
	if problems.Err() != nil {
		return nil, problems
	}
	pages := b.pages()
	problems = append(problems, b.try(pages)...)
	if problems.Err() != nil {
		return nil, problems
	}
	s.Memory.keep(b)
	files := b.assets()
	files = append(files, b.data(pages)...)
	for _, p := range pages {
		files = append(files, output.File{Path: p.path, Write: b.writer(p)})
	}
	embeds, err := b.embeds()
	if err != nil {
		return nil, append(problems, templateProblem(err, b.text, b.shown))
	}
	return append(files, embeds...), problems
}
