package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"buildsite/internal/article"
	"buildsite/internal/desk"
	"buildsite/internal/output"
)

// pinFolder is the folder of the site folder that keeps frozen copies, one
// folder for each day; every build puts them into v/ as they are.
const pinFolder = "pinned"

type pinCmd struct {
	Day     string `arg:"" optional:"" placeholder:"DAY" help:"The day that names the copy (default: today)."`
	BaseURL string `placeholder:"URL" help:"Where the site will be; takes the place of base_url in config.toml."`
}

// Run freezes the site as it is now: a copy that stays at v/DAY/ whatever
// changes later, for those who embed or cite one state of it.
func (c *pinCmd) Run(a *app) error {
	day := c.Day
	if day == "" {
		day = time.Now().Format(time.DateOnly)
	}
	if _, _, _, ok := article.Day(day); !ok || !pinName.MatchString(day) {
		return fmt.Errorf("%q is no day: write it as 2025-05-28", day)
	}
	dir := filepath.Join(a.Site, pinFolder, day)
	if _, err := os.Lstat(dir); err == nil {
		return fmt.Errorf("there is a copy of %s already, and pinned copies never change: remove %s first if nobody uses it", day, dir)
	}
	s, err := a.assemble(source{BaseURL: c.BaseURL})
	if err != nil {
		return err
	}
	defer s.close()
	result, err := output.Write(a.ctx, dir, slices.DeleteFunc(s.files, func(f output.File) bool { return !freezes(f.Path) }), output.Options{})
	if errors.Is(err, context.Canceled) {
		return a.interrupted("nothing was pinned")
	}
	if err != nil {
		return fmt.Errorf("%w\nbuildsite: nothing was pinned", err)
	}
	a.say("%d %s pinned in %s; the next build puts them at v/%s/\n", result.Files, plural(result.Files, "file"), dir, day)
	return nil
}

// pinName is the name of a pinned copy.
var pinName = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)

// freezes reports whether a frozen copy has the file: not those that speak for
// the whole site, nor earlier copies.
func freezes(name string) bool {
	switch {
	case strings.HasPrefix(name, "v/"), strings.HasPrefix(path.Base(name), "."):
		return false
	case strings.HasPrefix(name, "sitemap") && strings.HasSuffix(name, ".xml"):
		return false
	}
	return !slices.Contains([]string{"robots.txt", "404.html", "CNAME", desk.ManifestName}, name)
}

// pinDays returns the days of the frozen copies of a site folder, newest first.
func pinDays(site string) ([]string, error) {
	list, err := os.ReadDir(filepath.Join(site, pinFolder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var days []string
	for _, d := range list {
		if d.IsDir() && pinName.MatchString(d.Name()) {
			days = append(days, d.Name())
		}
	}
	slices.Sort(days)
	slices.Reverse(days)
	return days, err
}

// pins returns the days of the frozen copies that belong to a source.
func (a *app) pins(from source) []string {
	if from.Articles != "" {
		return nil
	}
	days, err := pinDays(a.Site)
	if err != nil {
		fmt.Fprintf(a.stderr, "buildsite: %s is left out: %v\n", pinFolder, err)
	}
	return days
}

// pinFiles returns the files of the frozen copies, at v/DAY/. Links are not
// followed.
func pinFiles(site string, days []string) ([]output.File, error) {
	var files []output.File
	for _, day := range days {
		dir := filepath.Join(site, pinFolder, day)
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			rel, err := filepath.Rel(dir, name)
			if rel = filepath.ToSlash(rel); err != nil || !freezes(rel) {
				return err
			}
			files = append(files, output.File{Path: "v/" + day + "/" + rel, Write: func(w io.Writer) error { return copyFile(w, name) }})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

func copyFile(w io.Writer, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}
