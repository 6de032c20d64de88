package main

import (
	"fmt"

	"buildsite/internal/desk"
)

type reviewCmd struct {
	Incident string `placeholder:"NAME" help:"Which incident (default: all)."`
	JSON     bool   `help:"Print the candidates as JSON."`
}

// Run lists the events that a person should look at, those with the most doubt
// first.
func (c *reviewCmd) Run(a *app) error {
	s, err := a.prepare(source{})
	if err != nil {
		return err
	}
	defer s.close()
	a.printProblems(s.problems)
	if len(s.results) == 0 {
		return exitStatus(1)
	}
	found := false
	for n, i := range s.folder.Incidents {
		if c.Incident != "" && c.Incident != i.Name {
			continue
		}
		found = true
		list := desk.Candidates(s.unfiltered[n].Timeline)
		if c.JSON {
			if _, err := a.stdout.Write(desk.ReviewJSON(list)); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.stdout, "%s\n\n%s", i.Name, desk.ReviewText(list))
	}
	if !found {
		return fmt.Errorf("there is no incident %q", c.Incident)
	}
	return nil
}
