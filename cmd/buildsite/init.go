package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"buildsite/static"
	"buildsite/templates"
)

// starter is the site folder that init makes.
//
//go:embed all:starter
var starter embed.FS

type initCmd struct {
	Dir       string `arg:"" help:"The folder to make."`
	Templates bool   `help:"Copy the default templates and assets too, to change them."`
	Generator string `placeholder:"OWNER/REPO" help:"The GitHub repository of buildsite, for the workflow that publishes the site."`
}

// A newFile is a file that init is to write.
type newFile struct {
	path string // slash-separated, relative to the folder
	body []byte
}

// Run makes the site folder. Nothing that is there is ever written over.
func (c *initCmd) Run(a *app) error {
	files, err := c.files()
	if err != nil {
		return err
	}
	var taken []string
	for _, f := range files {
		if _, err := os.Lstat(filepath.Join(c.Dir, filepath.FromSlash(f.path))); err == nil {
			taken = append(taken, f.path)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if len(taken) > 0 {
		return fmt.Errorf("%s holds %s already; init writes over nothing, so it wrote nothing at all", c.Dir, strings.Join(taken, ", "))
	}
	for _, f := range files {
		if err := create(filepath.Join(c.Dir, filepath.FromSlash(f.path)), f.body); err != nil {
			return err
		}
		a.say("%s\n", path.Join(filepath.ToSlash(c.Dir), f.path))
	}
	a.say("\nnext: buildsite serve --site %s\n", c.Dir)
	return nil
}

// files returns what is to be written, by path: the starter unless the folder
// is a site already, and with --templates the defaults.
func (c *initCmd) files() ([]newFile, error) {
	var files []newFile
	_, err := os.Lstat(filepath.Join(c.Dir, "config.toml"))
	if isSite := err == nil; !isSite || !c.Templates {
		s, err := c.starter()
		if err != nil {
			return nil, err
		}
		files = s
	}
	if c.Templates {
		for _, d := range []struct {
			dir string
			fs  fs.FS
		}{{"templates", templates.FS}, {"static", static.FS}} {
			copied, err := read(d.fs, d.dir)
			if err != nil {
				return nil, err
			}
			files = append(files, copied...)
		}
	}
	slices.SortFunc(files, func(a, b newFile) int { return strings.Compare(a.path, b.path) })
	return files, nil
}

// repository is the shape of OWNER/REPO on GitHub.
var repository = regexp.MustCompile(`^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$`)

// starter returns the files of a new site, with what the workflow has to know
// filled in.
func (c *initCmd) starter() ([]newFile, error) {
	if c.Generator != "" && !repository.MatchString(c.Generator) {
		return nil, fmt.Errorf("--generator %s is no repository: write it like owner/buildsite", c.Generator)
	}
	root, err := fs.Sub(starter, "starter")
	if err != nil {
		return nil, err
	}
	files, err := read(root, "")
	if err != nil {
		return nil, err
	}
	for i, f := range files {
		switch f.path {
		case "gitignore": // under its own name it would work here
			files[i].path = ".gitignore"
		case ".github/workflows/publish.yml":
			text := string(f.body)
			if c.Generator != "" {
				text = strings.Replace(text, "BUILDSITE_REPOSITORY: OWNER/buildsite", "BUILDSITE_REPOSITORY: "+c.Generator, 1)
			}
			if ref := releaseRef(version()); ref != "" {
				text = strings.Replace(text, "BUILDSITE_VERSION: main", "BUILDSITE_VERSION: "+ref, 1)
			}
			files[i].body = []byte(text)
		}
	}
	return files, nil
}

// releaseRef returns what git calls the version, "" when it is no release.
func releaseRef(version string) string {
	if release.MatchString(version) {
		return version
	}
	return ""
}

var release = regexp.MustCompile(`^v[0-9]+\.[0-9]+\.[0-9]+$`)

// read returns all files of a file system, below dir.
func read(from fs.FS, dir string) ([]newFile, error) {
	var files []newFile
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(from, name)
		files = append(files, newFile{path.Join(dir, name), body})
		return err
	})
	return files, err
}

// create writes a file that is not there yet, with its folders.
func create(name string, body []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(body)
	return errors.Join(err, f.Close())
}
