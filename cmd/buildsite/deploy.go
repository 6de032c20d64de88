package main

import (
	"errors"
	"path/filepath"

	"buildsite/internal/output"
)

type deployCmd struct {
	source
	Out    string `placeholder:"DIR" help:"The folder of the last build (default: public in the site folder)."`
	DryRun bool   `help:"List what would change; the only thing that deploy does."`
}

// Run lists what a build would change against the last one, and writes nothing.
// Publishing itself is the work of the workflow that init writes.
func (c *deployCmd) Run(a *app) error {
	if !c.DryRun {
		return errors.New("deploy only lists changes, with --dry-run: the workflow in .github/workflows publishes the site when you push")
	}
	out := c.Out
	if out == "" {
		out = filepath.Join(a.Site, "public")
	}
	s, err := a.assemble(c.source)
	if err != nil {
		return err
	}
	defer s.close()
	changes, err := output.Compare(a.ctx, out, s.files)
	if err != nil {
		return err
	}
	for _, group := range []struct {
		sign  string
		paths []string
	}{{"+", changes.Added}, {"~", changes.Changed}, {"-", changes.Removed}} {
		for _, path := range group.paths {
			a.say("%s %s\n", group.sign, path)
		}
	}
	a.say("%d added, %d changed, %d removed, %d unchanged; nothing was written\n",
		len(changes.Added), len(changes.Changed), len(changes.Removed), changes.Unchanged)
	return nil
}
