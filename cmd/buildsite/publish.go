package main

import (
	"fmt"
	"path"
	"path/filepath"
	"time"

	"buildsite/internal/article"
	"buildsite/internal/content"
	"buildsite/internal/desk"
)

type publishCmd struct {
	source
	Out  string `placeholder:"DIR" help:"The folder to write (default: public in the site folder)."`
	Date string `placeholder:"DAY" help:"The day that corrections are dated with (default: today)."`
}

// Run builds the site and records what readers now see: later changes of it are
// corrections, dated and listed on the site.
func (c *publishCmd) Run(a *app) error {
	day := c.Date
	if day == "" {
		day = time.Now().Format(time.DateOnly)
	}
	if _, _, _, ok := article.Day(day); !ok || len(day) != 10 {
		return fmt.Errorf("--date: %q is no day: write it as 2025-05-28", day)
	}
	a.memory = &memory{} // what is recorded changes no article
	s, err := a.assemble(c.source)
	if err != nil {
		return err
	}
	for n, i := range s.folder.Incidents {
		if err := a.record(i, s.results[n], s.unfiltered[n], day); err != nil {
			s.close()
			return err
		}
	}
	s.close()
	return (&buildCmd{source: c.source, Out: c.Out}).Run(a)
}

// record writes the snapshot, the corrections and the ids of one incident. all
// is the result with the events that are not published.
func (a *app) record(i *content.Incident, r, all desk.Result, day string) error {
	dir := path.Dir(i.Path)
	store, err := desk.OpenStore(filepath.Join(a.Site, filepath.FromSlash(dir)))
	if err != nil {
		return err
	}
	defer store.Close()
	snapshot, corrections := desk.Publish(r, day)
	files := []struct {
		name string
		data []byte
	}{{desk.CorrectionsName, corrections}, {desk.LockName, all.Lock().Format()}, {desk.PublishedName, snapshot}}
	for _, f := range files {
		old, err := store.Read(f.name)
		if err != nil {
			return err
		}
		if f.name == desk.CorrectionsName && old == nil && len(r.Timeline.Corrections) == 0 {
			continue
		}
		if string(old) == string(f.data) {
			continue
		}
		if err := store.Replace(f.name, old, f.data); err != nil {
			return err
		}
		a.say("%s\n", path.Join(dir, f.name))
	}
	return nil
}
