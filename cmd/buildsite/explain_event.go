package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"buildsite/internal/content"
	"buildsite/internal/desk"
	"buildsite/internal/problem"
	"buildsite/internal/timeline"
)

// namesEvent reports whether place is the id of an event rather than a file:
// it begins with a digit, has neither slash nor dot, and no such file exists.
func namesEvent(place string) bool {
	if place == "" || place[0] < '0' || place[0] > '9' || strings.ContainsAny(place, "/.:") {
		return false
	}
	_, err := os.Lstat(place)
	return err != nil
}

// explainEvent prints how an event came about: its mentions, the reason for
// each join, what was nearly joined.
func (c *explainCmd) explainEvent(a *app) error {
	timelines, problems, err := c.timelines(a)
	if err != nil {
		return err
	}
	a.printProblems(problems)
	if fatal(problems) > 0 {
		return exitStatus(1)
	}
	for _, t := range timelines {
		if text, ok := timeline.Explain(t, c.Place); ok {
			_, err := io.WriteString(a.stdout, text)
			return err
		}
	}
	return fmt.Errorf("no event %q: buildsite extract --context lists all of them", c.Place)
}

// timelines builds the timeline of the articles named, or of every incident of
// the site.
func (c *explainCmd) timelines(a *app) ([]*timeline.Timeline, problem.List, error) {
	if len(c.Among) > 0 {
		t, problems, err := (&extractCmd{Paths: c.Among}).timeline(a)
		return []*timeline.Timeline{t}, problems, err
	}
	conf, problems := content.Config(a.Site)
	folder, more := content.Read(a.ctx, a.Site, content.Options{})
	defer folder.Close()
	problems = append(problems, more...).In(folder.Base)
	if problems.Err() != nil {
		return nil, problems, nil
	}
	var out []*timeline.Timeline
	for _, i := range folder.Incidents {
		out = append(out, desk.Apply(timeline.Build(i.Name, i.Articles, options(conf, nil)), i.Desk).Timeline)
	}
	return out, problems, nil
}
