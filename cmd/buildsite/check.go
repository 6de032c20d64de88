package main

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"

	"buildsite/internal/content"
	"buildsite/internal/desk"
	"buildsite/internal/output"
	"buildsite/internal/problem"
)

type checkCmd struct {
	source
	JSON bool `help:"Print the problems as JSON on standard output."`
	Fix  bool `help:"Put right what is safe: permanent ids, ids in decisions."`
}

// Run builds the site in memory and looks for what readers must not meet. The
// exit status is 1 when there is an error; warnings do not count.
func (c *checkCmd) Run(a *app) error {
	s, err := a.prepare(c.source)
	if err != nil {
		return err
	}
	defer func() { s.close() }()
	if c.Fix && c.Articles == "" {
		fixed, err := a.fix(s)
		if err != nil {
			return err
		}
		if fixed {
			s.close()
			if s, err = a.prepare(c.source); err != nil {
				return err
			}
		}
	}
	problems := append(problem.List(nil), s.problems...)
	for n, i := range s.folder.Incidents {
		if n < len(s.unfiltered) {
			problems = append(problems, desk.Check(s.unfiltered[n], i.Desk, s.config, path.Dir(i.Path)).In(s.folder.Base)...)
		}
	}
	pages, err := c.pages(a, s)
	if err != nil {
		return err
	}
	return a.printCheck(append(problems, pages...), c.JSON)
}

// pages checks the finished pages.
func (c *checkCmd) pages(a *app, s *assembly) (problem.List, error) {
	if s.problems.Err() != nil {
		return nil, nil
	}
	files, err := output.Render(a.ctx, s.files)
	if err != nil {
		if a.ctx.Err() != nil {
			return nil, a.interrupted("nothing was written")
		}
		return nil, err
	}
	return desk.CheckPages(files).In("public"), nil
}

func (a *app) printCheck(problems problem.List, asJSON bool) error {
	problems.Sort()
	errorCount := fatal(problems)
	if asJSON {
		if _, err := a.stdout.Write(desk.ProblemsJSON(problems)); err != nil {
			return err
		}
	} else {
		a.printProblems(problems)
		warnings := len(problems) - errorCount
		a.say("%d %s, %d %s\n", errorCount, plural(errorCount, "error"), warnings, plural(warnings, "warning"))
	}
	if errorCount > 0 {
		return exitStatus(1)
	}
	return nil
}

// fix writes what can be put right without a person.
func (a *app) fix(s *assembly) (bool, error) {
	fixed := false
	for n, i := range s.folder.Incidents {
		if n >= len(s.unfiltered) {
			continue
		}
		done, err := a.fixIncident(i, s.unfiltered[n])
		if err != nil {
			return fixed, err
		}
		fixed = fixed || done
	}
	return fixed, nil
}

func (a *app) fixIncident(i *content.Incident, r desk.Result) (bool, error) {
	dir := path.Dir(i.Path)
	store, err := desk.OpenStore(filepath.Join(a.Site, filepath.FromSlash(dir)))
	if err != nil {
		return false, err
	}
	defer store.Close()
	var files []desk.File
	names := []string{desk.LockName}
	for _, d := range i.Desk.Decisions {
		names = append(names, desk.ShortPath(d.Path))
	}
	for _, name := range names {
		src, err := store.Read(name)
		if err != nil {
			return false, err
		}
		if src != nil {
			files = append(files, desk.File{Path: path.Join(dir, name), Src: src})
		}
	}
	fixes := desk.Fixes(r, i.Desk, files)
	for _, f := range fixes {
		if err := store.Replace(f.Name, f.Old, f.New); err != nil {
			if errors.Is(err, desk.ErrChanged) {
				return false, fmt.Errorf("%s: %w; run it again", path.Join(dir, f.Name), err)
			}
			return false, err
		}
		fmt.Fprintf(a.stderr, "fixed: %s: %s\n", path.Join(dir, f.Name), f.What)
	}
	return len(fixes) > 0, nil
}
