package main

import (
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"buildsite/internal/config"
	"buildsite/internal/content"
	"buildsite/internal/desk"
	"buildsite/internal/locale"
	"buildsite/internal/output"
	"buildsite/internal/problem"
	"buildsite/internal/site"
	"buildsite/internal/timeline"
)

// An assembly is a site that is ready to be written.
type assembly struct {
	folder     *content.Folder
	config     *config.Config
	results    []desk.Result // of folder.Incidents, in their order; what is published
	unfiltered []desk.Result // the same with the events that are not published
	files      []output.File
	problems   problem.List // warnings, or why there are no files
	inside     problem.List // the same with paths as they are in the folder
}

func (s *assembly) close() { s.folder.Close() }

// assemble reads a source and makes its pages ready, prints all problems, and
// fails if one of them stops the run.
func (a *app) assemble(from source) (*assembly, error) {
	s, err := a.prepare(from)
	if err != nil {
		return nil, err
	}
	a.printProblems(s.problems)
	if n := fatal(s.problems); n > 0 {
		s.close()
		fmt.Fprintf(a.stderr, "buildsite: %d %s; nothing was written\n", n, plural(n, "problem"))
		return nil, exitStatus(1)
	}
	return s, nil
}

// prepare reads a source and makes its pages ready. The problems are in the
// assembly; the error is that the user interrupted.
func (a *app) prepare(from source) (*assembly, error) {
	s := &assembly{config: config.Default()}
	o := content.Options{KeepGoing: from.KeepGoing, Cache: a.memory.cache()}
	if from.Articles != "" {
		s.folder, s.problems = content.ReadArticles(a.ctx, []string{from.Articles}, o)
	} else {
		s.config, s.problems = content.Config(a.Site)
		var problems problem.List
		s.folder, problems = content.Read(a.ctx, a.Site, o)
		s.problems = append(s.problems, problems...)
	}
	if from.BaseURL != "" {
		s.problems = append(s.problems, s.config.SetBaseURL("--base-url", from.BaseURL)...)
	}
	s.problems = append(s.problems, unspoken(s.config)...)
	if s.problems.Err() == nil {
		s.timelines(a.memory)
	}
	if s.problems.Err() == nil {
		s.pages(a.pins(from), a.memory.pages())
	}
	s.inside, s.problems = s.problems, s.problems.In(s.folder.Base)
	if a.ctx.Err() != nil {
		s.close()
		return nil, a.interrupted("nothing was written")
	}
	return s, nil
}

// unspoken warns of the languages of a site that the interface has no words for.
func unspoken(c *config.Config) problem.List {
	var list problem.List
	for _, lang := range append([]string{c.Language}, c.Languages...) {
		if locale.Has(lang) {
			continue
		}
		p := problem.Problem{Path: "config.toml", What: fmt.Sprintf("the interface does not speak %q: its words stay English", lang), Warning: true}
		list = append(list, p.WithHint("use one of %s; how to add a language is told in internal/locale/locale.go", strings.Join(locale.Languages(), ", ")))
	}
	return list
}

// timelines builds the timelines of all incidents at the same time.
func (s *assembly) timelines(m *memory) {
	s.results = make([]desk.Result, len(s.folder.Incidents))
	s.unfiltered = make([]desk.Result, len(s.folder.Incidents))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for n, i := range s.folder.Incidents {
		g.Go(func() error {
			t := timeline.Build(i.Name, i.Articles, options(s.config, m.of(i.Name)))
			t.Title = i.Title
			s.unfiltered[n] = desk.Apply(t, i.Desk)
			s.results[n] = s.unfiltered[n]
			if s.config.Publish == config.Reviewed {
				s.results[n] = s.results[n].OnlyReviewed()
			}
			return nil
		})
	}
	g.Wait()
	for n, i := range s.folder.Incidents {
		for _, w := range s.results[n].Timeline.Warnings {
			s.problems = append(s.problems, problem.Problem{Path: i.Path, What: w, Warning: true})
		}
		s.problems = append(s.problems, s.results[n].Problems...)
	}
}

// options returns what config.toml says to the engine, and what is known of the
// articles.
func options(c *config.Config, m *timeline.Memory) timeline.Options {
	return timeline.Options{Language: c.Language, Events: c.Timeline.MaxEvents, Memory: m}
}

// pages makes the files of the site, with the frozen copies of these days.
func (s *assembly) pages(pins []string, known *site.Memory) {
	w := &site.Site{
		Config:    s.config,
		Version:   version(),
		Templates: s.folder.Templates,
		Static:    s.folder.Static,
		Pins:      pins,
		Memory:    known,
	}
	for n, i := range s.folder.Incidents {
		w.Incidents = append(w.Incidents, &site.Incident{
			Name: i.Name, Title: i.Title, Lead: i.Lead, Note: i.Note, Path: i.Path, Language: i.Language,
			Timeline: s.results[n].Timeline,
		})
	}
	for _, p := range s.folder.Pages {
		w.Pages = append(w.Pages, &site.Page{
			Name: p.Name, Title: p.Title, Markdown: p.Markdown, Path: p.Path, Language: p.Language,
		})
	}
	for _, l := range s.folder.LeftOut {
		w.LeftOut = append(w.LeftOut, site.LeftOut{Path: l.Path, Why: l.Why})
	}
	var problems problem.List
	s.files, problems = site.Files(w)
	s.files = append(s.files, s.manifest())
	frozen, err := pinFiles(s.folder.Base, pins)
	if err != nil {
		problems = append(problems, problem.Problem{Path: pinFolder, What: err.Error()})
	}
	s.files = append(s.files, frozen...)
	s.problems = append(s.problems, problems...)
}

// counts says what the site is made of.
func (s *assembly) counts() string {
	var articles, events, differ int
	for _, r := range s.results {
		articles += len(r.Timeline.Articles)
		events += len(r.Timeline.Events)
		for _, e := range r.Timeline.Events {
			if e.Status == timeline.SourcesDiffer {
				differ++
			}
		}
	}
	text := fmt.Sprintf("%d %s, %d %s", articles, plural(articles, "article"), events, plural(events, "event"))
	if differ > 0 {
		text += fmt.Sprintf(" (in %d the sources differ)", differ)
	}
	if n := len(s.folder.LeftOut); n > 0 {
		text += fmt.Sprintf(", %d %s left out", n, plural(n, "article"))
	}
	if n := len(s.problems); n > 0 {
		text += fmt.Sprintf(", %d %s", n, plural(n, "warning"))
	}
	pages := 0
	for _, f := range s.files {
		if strings.HasSuffix(f.Path, ".html") {
			pages++
		}
	}
	return text + fmt.Sprintf(", %d %s", pages, plural(pages, "page"))
}

// fatal returns how many problems of list are no warnings.
func fatal(list problem.List) int {
	n := 0
	for _, p := range list {
		if !p.Warning {
			n++
		}
	}
	return n
}
