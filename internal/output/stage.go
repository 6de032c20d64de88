package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/gofrs/flock"
	"golang.org/x/sync/errgroup"
)

// A stage is one run of Write: the old tree, the new one in the making, and the
// lock on both.
type stage struct {
	dir    string // the folder to write
	aside  string // the hidden folder beside it
	tree   string // the new tree, in aside
	backup string // the old tree while two renames swap the trees, in aside
	lock   *flock.Flock

	exists bool      // dir is there and is buildsite's
	old    *manifest // of dir; empty when it is not

	mu      sync.Mutex
	folders map[string]bool // made in the new tree
}

// openStage locks dir and repairs what a killed run left.
func openStage(dir string) (*stage, error) {
	if filepath.Dir(dir) == dir {
		return nil, fmt.Errorf("%s cannot be replaced by a site", dir)
	}
	aside := asideOf(dir)
	s := &stage{
		dir:     dir,
		aside:   aside,
		tree:    filepath.Join(aside, "new"),
		backup:  filepath.Join(aside, "old"),
		folders: map[string]bool{},
	}
	if err := s.takeLock(); err != nil {
		return nil, err
	}
	if err := s.repair(); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// asideOf returns the hidden folder beside dir.
func asideOf(dir string) string {
	parent, name := filepath.Split(dir)
	return filepath.Join(parent, "."+strings.TrimPrefix(name, ".")+".buildsite")
}

// takeLock locks the hidden folder. A run that ends removes the lock file, so a
// lock on a file that is not there any more is none.
func (s *stage) takeLock() error {
	name := filepath.Join(s.aside, "lock")
	for range 100 {
		if err := os.MkdirAll(s.aside, 0o755); err != nil {
			return err
		}
		lock := flock.New(name)
		locked, err := lock.TryLock()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if !locked {
			return fmt.Errorf("%s: %w", s.dir, ErrBusy)
		}
		held, err1 := lock.Stat()
		there, err2 := os.Stat(name)
		if err1 == nil && err2 == nil && os.SameFile(held, there) {
			s.lock = lock
			return nil
		}
		lock.Unlock()
	}
	return fmt.Errorf("%s: %w", s.dir, ErrBusy)
}

// repair puts the old tree back if a kill left it renamed, and removes what
// else is left.
func (s *stage) repair() error {
	if _, err := os.Lstat(s.backup); err == nil {
		if _, err := os.Lstat(s.dir); errors.Is(err, fs.ErrNotExist) {
			if err := os.Rename(s.backup, s.dir); err != nil {
				return err
			}
		}
	}
	return s.clear()
}

// clear removes both trees of the hidden folder, but first gives dir what is
// not buildsite's in them.
func (s *stage) clear() error {
	for _, tree := range []string{s.tree, s.backup} {
		for _, name := range carried {
			from, to := filepath.Join(tree, name), filepath.Join(s.dir, name)
			if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
				if err := os.Rename(from, to); err != nil && !errors.Is(err, fs.ErrNotExist) {
					return err
				}
			}
		}
		if err := os.RemoveAll(tree); err != nil {
			return err
		}
	}
	return nil
}

// close removes the hidden folder and gives up the lock.
func (s *stage) close() {
	s.clear()
	os.Remove(s.lock.Path()) // before the lock is given up: afterwards it may be another's
	s.lock.Unlock()
	os.Remove(s.aside) // stays when another run has come in
}

// carried is what may stand in the folder, beside the site, for publishing it:
// a work tree of a branch such as gh-pages.
var carried = []string{".git"}

// litter is what desktops leave in every folder; it goes with the old tree.
var litter = []string{".DS_Store", "Thumbs.db", "desktop.ini"}

// readOld reads the manifest of dir, and refuses a folder that is not empty and
// has none.
func (s *stage) readOld() error {
	s.old = &manifest{}
	old, err := readManifest(s.dir)
	if err == nil {
		s.exists, s.old = true, old
		return nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	names, err := os.ReadDir(s.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, d := range names {
		if !slices.Contains(carried, d.Name()) && !slices.Contains(litter, d.Name()) {
			return fmt.Errorf("%s holds %s, which was %w; choose an empty folder, so that nothing of yours is replaced",
				s.dir, d.Name(), ErrForeign)
		}
	}
	return nil
}

// has reports whether the old tree holds e.
func (s *stage) has(e entry) bool {
	old, ok := s.old.entries[e.path]
	return ok && old.sum == e.sum && old.size == e.size && s.old.intact(s.dir, old)
}

// place returns the name of the file at p in the new tree, with its folder
// made.
func (s *stage) place(p string) (string, error) {
	folder := path.Dir(p)
	s.mu.Lock()
	made := s.folders[folder]
	s.mu.Unlock()
	if !made {
		if err := os.MkdirAll(filepath.Join(s.tree, filepath.FromSlash(folder)), 0o755); err != nil {
			return "", err
		}
		s.mu.Lock()
		s.folders[folder] = true
		s.mu.Unlock()
	}
	return filepath.Join(s.tree, filepath.FromSlash(p)), nil
}

func (s *stage) create(p string) (*os.File, error) {
	name, err := s.place(p)
	if err != nil {
		return nil, err
	}
	return os.Create(name)
}

func (s *stage) writeFile(p string, src []byte) error {
	name, err := s.place(p)
	if err != nil {
		return err
	}
	return os.WriteFile(name, src, 0o644)
}

func (s *stage) remove(p string) error {
	return os.Remove(filepath.Join(s.tree, filepath.FromSlash(p)))
}

// count returns what the run does to dir.
func (s *stage) count(entries []entry) Result {
	r := Result{Files: len(entries), Removed: len(s.old.entries)}
	for _, e := range entries {
		r.Bytes += e.size
		if !e.kept {
			r.Written++
		}
		if _, ok := s.old.entries[e.path]; ok {
			r.Removed--
		}
	}
	return r
}

// commit completes the new tree and puts it in the place of the old one.
func (s *stage) commit(ctx context.Context, entries []entry, r Recipe) error {
	if err := s.refuseForeign(); err != nil {
		return err
	}
	if err := s.link(ctx, entries); err != nil {
		return err
	}
	if err := s.writeFile(ManifestName, formatManifest(entries, r)); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return s.swap()
}

// refuseForeign returns an error if the old tree holds files that its manifest
// does not name: they would be gone.
func (s *stage) refuseForeign() error {
	if !s.exists {
		return nil
	}
	var foreign []string
	err := filepath.WalkDir(s.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		p, err := filepath.Rel(s.dir, name)
		if err != nil {
			return err
		}
		p = filepath.ToSlash(p)
		if slices.Contains(carried, p) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if _, ours := s.old.entries[p]; !ours && !d.IsDir() && p != ManifestName && !slices.Contains(litter, d.Name()) {
			foreign = append(foreign, p)
		}
		return nil
	})
	if err != nil || len(foreign) == 0 {
		return err
	}
	return fmt.Errorf("%s holds %s, which was %w and would be lost; move it elsewhere, or into static/ to have it on the site",
		s.dir, strings.Join(foreign, ", "), ErrForeign)
}

// link gives the kept files their place in the new tree.
func (s *stage) link(ctx context.Context, entries []entry) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for part := range slices.Chunk(entries, 256) {
		g.Go(func() error {
			for _, e := range part {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if !e.kept {
					continue
				}
				to, err := s.place(e.path)
				if err != nil {
					return err
				}
				from := filepath.Join(s.dir, filepath.FromSlash(e.path))
				if err := os.Link(from, to); err != nil {
					if err := copyFile(from, to); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// copyFile is for file systems without hard links. The modification time is
// copied too.
func copyFile(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	src, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.WriteFile(to, src, 0o644); err != nil {
		return err
	}
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}

// swap puts the new tree in the place of dir, and the old tree where the new
// one was, or into backup.
func (s *stage) swap() error {
	if err := os.MkdirAll(s.tree, 0o755); err != nil { // a site without files
		return err
	}
	if _, err := os.Lstat(s.dir); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(s.tree, s.dir)
	}
	if exchange(s.tree, s.dir) == nil {
		return nil
	}
	if err := os.Rename(s.dir, s.backup); err != nil {
		return fmt.Errorf("%w (a folder that is a mount point cannot be replaced: choose one inside it)", err)
	}
	if err := os.Rename(s.tree, s.dir); err != nil {
		return errors.Join(err, os.Rename(s.backup, s.dir))
	}
	return nil
}
