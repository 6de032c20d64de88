package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"buildsite/internal/desk"
	"buildsite/internal/output"
)

type verifyCmd struct {
	source
	Path string `arg:"" help:"A folder with a built site, or its manifest.json."`
}

// Run builds the site again in memory and compares: the manifest, and for a
// folder every file byte for byte.
func (c *verifyCmd) Run(a *app) error {
	was, files, err := published(c.Path)
	if err != nil {
		return err
	}
	s, err := a.assemble(c.source)
	if err != nil {
		return err
	}
	defer s.close()
	now, err := output.Render(a.ctx, s.files)
	if err != nil {
		return err
	}
	different := false
	if !bytes.Equal(was, now[desk.ManifestName]) {
		different = true
		lines, err := explain(c.Path, was, now[desk.ManifestName])
		if err != nil {
			return err
		}
		for _, line := range lines {
			fmt.Fprintf(a.stdout, "%s\n", line)
		}
	}
	if files != nil {
		for _, line := range compareSites(files, now) {
			different = true
			fmt.Fprintf(a.stdout, "%s\n", line)
		}
	}
	if different {
		fmt.Fprintf(a.stderr, "buildsite: %s is not what these files give\n", c.Path)
		return exitStatus(1)
	}
	if files == nil {
		a.say("verified: the same inputs, the same events\n")
		return nil
	}
	a.say("verified: %d files, byte for byte\n", len(files))
	return nil
}

// published returns the manifest at p and, when p is a folder, its files.
func published(p string) ([]byte, map[string][]byte, error) {
	info, err := os.Stat(p)
	if err != nil {
		return nil, nil, err
	}
	if !info.IsDir() {
		src, err := os.ReadFile(p)
		return src, nil, err
	}
	files := map[string][]byte{}
	err = filepath.WalkDir(p, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(p, name)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(rel)], err = os.ReadFile(name)
		return err
	})
	delete(files, ".buildsite")
	if err == nil && files[desk.ManifestName] == nil {
		err = errors.New(p + ": there is no manifest.json in it: it was not built by buildsite, or by an older version")
	}
	return files[desk.ManifestName], files, err
}

// explain says in what two manifests differ.
func explain(name string, was, now []byte) ([]string, error) {
	var old, fresh desk.Manifest
	if err := json.Unmarshal(was, &old); err != nil {
		return nil, fmt.Errorf("%s: no manifest that can be read: %w", name, err)
	}
	if err := json.Unmarshal(now, &fresh); err != nil {
		return nil, err
	}
	lines := desk.Explain(old, fresh)
	if len(lines) == 0 {
		lines = []string{"the manifest is written in another way"}
	}
	return lines, nil
}

// compareSites says which files differ. Folders of pinned copies (v/) were made
// once and are not made again.
func compareSites(was, now map[string][]byte) []string {
	var out []string
	for name, src := range now {
		old, ok := was[name]
		switch {
		case !ok:
			out = append(out, name+" is missing")
		case !bytes.Equal(old, src):
			out = append(out, name+" differs")
		}
	}
	for name := range was {
		if _, ok := now[name]; !ok && !strings.HasPrefix(name, "v/") {
			out = append(out, name+" does not belong to the site")
		}
	}
	sort.Strings(out)
	return out
}

// manifest returns the file that says what the site is made of.
func (s *assembly) manifest() output.File {
	config := fileHash(filepath.Join(s.folder.Base, "config.toml"))
	return output.File{Path: desk.ManifestName, Write: func(w io.Writer) error {
		m := desk.Manifest{Version: version(), Config: config, Incidents: []desk.ManifestIncident{}}
		for n, i := range s.folder.Incidents {
			m.Incidents = append(m.Incidents, desk.ManifestOf(i.Name, i.Articles, i.Desk, s.results[n].Timeline))
		}
		return m.Write(w)
	}}
}

// fileHash returns the SHA-256 of a file, "" when there is none.
func fileHash(name string) string {
	src, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(src)
	return hex.EncodeToString(sum[:])
}
