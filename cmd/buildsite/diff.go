package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"

	"buildsite/internal/desk"
)

type diffCmd struct {
	Old    string `arg:"" help:"A timeline.json, or a folder with a built site."`
	New    string `arg:"" help:"The same, later."`
	Format string `enum:"text,markdown,json" default:"text" help:"text, markdown (for a pull request) or json."`
}

// Run prints which events were added, removed, merged, redated or otherwise
// changed. The exit status is 0 whether there are any or not.
func (c *diffCmd) Run(a *app) error {
	old, err := readSnapshot(c.Old)
	if err != nil {
		return err
	}
	now, err := readSnapshot(c.New)
	if err != nil {
		return err
	}
	changes := desk.Diff(old, now)
	switch c.Format {
	case "json":
		_, err = a.stdout.Write(desk.DiffJSON(changes))
	case "markdown":
		_, err = fmt.Fprint(a.stdout, desk.DiffMarkdown(changes))
	default:
		_, err = fmt.Fprint(a.stdout, desk.DiffText(changes))
	}
	return err
}

// readSnapshot reads a timeline.json, or all of them in a folder as one.
func readSnapshot(name string) (*desk.Snapshot, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	files := []string{name}
	if info.IsDir() {
		if files, err = snapshotsIn(name); err != nil {
			return nil, err
		}
	}
	all := &desk.Snapshot{}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		s, problems := desk.ParseSnapshot(filepath.ToSlash(f), src)
		if problems.Err() != nil {
			return nil, problems
		}
		all.Incident = s.Incident
		all.Events = append(all.Events, s.Events...)
	}
	return all, nil
}

// snapshotsIn returns the timelines of a built site, one an incident.
func snapshotsIn(dir string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "v" {
			return fs.SkipDir
		}
		if d.Name() == "timeline.json" {
			out = append(out, name)
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = errors.New(dir + ": there is no timeline.json in it")
	}
	sort.Strings(out)
	return out, err
}
