package output

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Current reports whether dir holds what Write would make it hold, files made of
// inputs, without making them: its manifest says that they were made of the same
// inputs, and each is as it was left. It returns what Write would, and the note
// that was kept. It touches nothing; whatever cannot be read is not current.
func Current(dir, inputs string) (Result, string, bool) {
	dir, err := resolve(dir)
	if err != nil || inputs == "" {
		return Result{}, "", false
	}
	m, err := readManifest(dir)
	if err != nil || m.recipe.Inputs != inputs {
		return Result{}, "", false
	}
	if _, err := os.Lstat(asideOf(dir)); !errors.Is(err, fs.ErrNotExist) {
		return Result{}, "", false // another run writes, or was killed
	}
	r, ok := m.allIntact(dir)
	return r, m.recipe.Note, ok
}

// allIntact reports whether all files of m are in dir as they were left.
func (m *manifest) allIntact(dir string) (Result, bool) {
	r := Result{Files: len(m.entries)}
	list := make([]entry, 0, len(m.entries))
	for _, e := range m.entries {
		list = append(list, e)
		r.Bytes += e.size
	}
	workers := runtime.GOMAXPROCS(0)
	var changed atomic.Bool
	var g errgroup.Group
	for n := range workers {
		g.Go(func() error {
			for k := n; k < len(list) && !changed.Load(); k += workers {
				if !m.intact(dir, list[k]) {
					changed.Store(true)
				}
			}
			return nil
		})
	}
	g.Wait()
	return r, !changed.Load()
}

// intact reports whether the file of e is in dir as m has it. One that was
// touched when the manifest was written, or later, is read to see.
func (m *manifest) intact(dir string, e entry) bool {
	name := filepath.Join(dir, filepath.FromSlash(e.path))
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != e.size {
		return false
	}
	if info.ModTime().Before(m.info.ModTime()) {
		return true
	}
	src, err := os.ReadFile(name)
	return err == nil && sha256.Sum256(src) == e.sum
}

// renew lets the manifest of dir, whose files are entries, say that they were
// made by r. When it cannot be written, the files are made once more next time,
// and that is all.
func (s *stage) renew(entries []entry, r Recipe) {
	if r == s.old.recipe {
		return
	}
	if s.writeFile(ManifestName, formatManifest(entries, r)) == nil {
		os.Rename(filepath.Join(s.tree, ManifestName), filepath.Join(s.dir, ManifestName))
	}
}
