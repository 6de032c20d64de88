package preview

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long nothing may happen before a change counts as finished:
// saving a file is several events, and so is `git checkout`.
const quiet = 20 * time.Millisecond

// Watch calls changed after each change below the folders roots, or of the
// files named, once things are quiet again, until ctx is done. What is not there
// is watched for in the folder that it would be in. Folders and files of ignore,
// and hidden ones, do not count.
func Watch(ctx context.Context, roots []string, ignore []string, changed func()) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer watcher.Close()
	w := &watch{Watcher: watcher, roots: roots, ignore: ignore}
	for _, root := range roots {
		if err := w.add(root); err != nil {
			return err
		}
	}
	var settled <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil
		case event, ok := <-watcher.Events:
			if !ok {
				return nil
			}
			if w.counts(event) {
				settled = time.After(quiet)
			}
		case <-watcher.Errors: // events were lost: something has changed
			settled = time.After(quiet)
		case <-settled:
			settled = nil
			changed()
		}
	}
}

// A watch is a watcher of whole trees, which fsnotify is not.
type watch struct {
	*fsnotify.Watcher
	roots  []string
	ignore []string
}

// add watches root and all folders below, and the folder that root is in, so
// that root may come and go.
func (w *watch) add(root string) error {
	if err := w.Add(filepath.Dir(root)); err != nil {
		return err
	}
	return w.tree(root)
}

// tree watches all folders below dir. What is not there is no error.
func (w *watch) tree(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil
		}
		if name != dir && w.ignored(name) {
			return fs.SkipDir
		}
		return w.Add(name)
	})
}

// counts reports whether the event is a change of what is watched for, and
// watches folders that are new.
func (w *watch) counts(event fsnotify.Event) bool {
	if event.Op == fsnotify.Chmod || w.ignored(event.Name) || !w.inside(event.Name) {
		return false
	}
	if event.Has(fsnotify.Create) {
		w.tree(event.Name)
	}
	return true
}

func (w *watch) inside(name string) bool {
	for _, root := range w.roots {
		if rel, err := filepath.Rel(root, name); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

func (w *watch) ignored(name string) bool {
	base := filepath.Base(name)
	if strings.HasPrefix(base, ".") && base != "." && base != ".." || strings.HasSuffix(base, "~") {
		return true
	}
	for _, i := range w.ignore {
		if rel, err := filepath.Rel(i, name); err == nil && !strings.HasPrefix(rel, "..") {
			return true
		}
	}
	return false
}
