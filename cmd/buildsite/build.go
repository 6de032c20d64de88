package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"buildsite/internal/output"
)

// A source is where a site comes from; build and serve have its flags.
type source struct {
	Articles  string `placeholder:"DIR" help:"Make a site of any folder of .txt and .md articles, without configuration."`
	BaseURL   string `placeholder:"URL" help:"Where the site will be; takes the place of base_url in config.toml."`
	KeepGoing bool   `help:"Leave out articles with problems, and list them here and on the site."`
}

type buildCmd struct {
	source
	Out string `placeholder:"DIR" help:"The folder to write (default: public in the site folder)."`
}

// Run builds the site.
func (c *buildCmd) Run(a *app) error {
	start := time.Now()
	out := c.Out
	if out == "" {
		out = filepath.Join(a.Site, "public")
	}
	if source := a.sourceAround(out); source != "" && c.Articles == "" {
		return fmt.Errorf("%s is inside %s, which the site is made of; choose another folder with --out", out, source)
	}
	inputs := a.inputs(c.source)
	if result, text, ok := output.Current(out, inputs); ok {
		if n, ok := readNote(text); ok {
			a.printProblems(n.Warnings.In(c.folder(a)))
			a.built(n.Counts, result, out, start)
			return nil
		}
	}
	s, err := a.assemble(c.source)
	if err != nil {
		return err
	}
	defer s.close()
	bar := a.progress("writing")
	result, err := output.Write(a.ctx, out, s.files, output.Options{Progress: bar.show, Recipe: s.recipe(inputs)})
	bar.clear()
	switch {
	case errors.Is(err, context.Canceled):
		return a.interrupted(out + " is as it was")
	case errors.Is(err, output.ErrBusy):
		return fmt.Errorf("%w: wait until it is done, or choose another folder with --out", err)
	case err != nil:
		return fmt.Errorf("%w\nbuildsite: nothing was written", err)
	}
	a.built(s.counts(), result, out, start)
	return nil
}

// built says what the site in out is made of, and what was done to it since
// start.
func (a *app) built(counts string, r output.Result, out string, start time.Time) {
	a.say("%s\n%d %s written, %d unchanged, %d removed, %s in all, in %s\nopen %s\n",
		counts, r.Written, plural(r.Written, "file"), r.Files-r.Written, r.Removed,
		size(r.Bytes), time.Since(start).Round(time.Millisecond), filepath.Join(out, "index.html"))
}

// sourceAround returns the folder of the site folder's sources that out is in,
// "" when it is in none.
func (a *app) sourceAround(out string) string {
	out, err1 := filepath.Abs(out)
	site, err2 := filepath.Abs(a.Site)
	if err1 != nil || err2 != nil {
		return ""
	}
	for _, name := range []string{"content", "templates", "static"} {
		rel, err := filepath.Rel(filepath.Join(site, name), out)
		if err == nil && filepath.IsLocal(rel) {
			return name
		}
	}
	return ""
}

// size returns n bytes in words.
func size(n int64) string {
	switch {
	case n < 1e3:
		return fmt.Sprintf("%d B", n)
	case n < 1e6:
		return fmt.Sprintf("%.0f kB", float64(n)/1e3)
	default:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
}

// plural returns the noun for n of them.
func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}
