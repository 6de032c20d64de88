// Package output writes a folder of files as one: the old folder stays whole
// until the new one is, unchanged files are not written again, and only folders
// that buildsite made are ever replaced.
//
// How, and what holds if the process is killed at any moment:
//
//   - Each file is rendered into a buffer and its SHA-256 compared with the
//     manifest, a hidden file of the folder. When nothing differs, no file is
//     touched.
//   - Else a new tree is made in a hidden folder beside the old one. Changed
//     files are written there as they are rendered, unchanged ones are hard
//     links to those of the old tree and so keep their modification time. The
//     old tree is not touched.
//   - When the new tree is whole, with its manifest, the two trees swap names in
//     one system call (Linux, macOS; elsewhere two renames, and the next run
//     repairs what a kill between them leaves). Then the old tree is removed,
//     and with it the second name of each unchanged file.
//
// The hidden folder beside also holds a lock, so two writers never meet. It is
// gone when Write returns.
//
// A folder remembers what its files were made of (Recipe). When they would be
// made of the same again and nobody has touched them, Current says so, and
// nothing needs to be made at all.
//
// Kill means the end of the process; nothing is synced
// to the disk one by one, so a power cut has the guarantees of the file system.
package output

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// A File is one output file. Write is called once and may stream; Write of
// different files run at the same time.
type File struct {
	Path  string // slash-separated, relative, clean
	Write func(io.Writer) error
}

// Options changes how Write works. The zero Options is right for most.
type Options struct {
	Workers  int                   // files rendered at the same time; 0 for one per CPU
	Progress func(done, total int) // called now and then while files are rendered, from any goroutine; nil for none
	Recipe   Recipe                // kept in the folder for Current
}

// A Result says what Write did.
type Result struct {
	Files   int   // in the folder, without the manifest
	Bytes   int64 // of these files
	Written int   // new or changed
	Removed int   // of the old folder
}

// ErrBusy is the error of Write when another process writes the same folder.
var ErrBusy = errors.New("another build is writing this folder")

// ErrForeign is the error of Write when the folder holds files that are not
// buildsite's.
var ErrForeign = errors.New("not made by buildsite")

// Write makes dir hold exactly files. On any error, and when ctx is done, dir is
// as it was. The missing parents of dir are made.
func Write(ctx context.Context, dir string, files []File, o Options) (Result, error) {
	if err := checkPaths(files); err != nil {
		return Result{}, err
	}
	dir, err := resolve(dir)
	if err != nil {
		return Result{}, err
	}
	s, err := openStage(dir)
	if err != nil {
		return Result{}, err
	}
	defer s.close()
	if err := s.readOld(); err != nil {
		return Result{}, err
	}
	entries, err := s.render(ctx, files, o)
	if err != nil {
		return Result{}, err
	}
	result := s.count(entries)
	if s.exists && result.Written == 0 && result.Removed == 0 {
		s.renew(entries, o.Recipe)
		return result, nil
	}
	if err := s.commit(ctx, entries, o.Recipe); err != nil {
		return Result{}, err
	}
	return result, nil
}

// resolve makes dir absolute and follows it if it is a symbolic link, so that
// the link stays and the folder it names is written.
func resolve(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real, nil
	}
	return dir, nil
}

// checkPaths returns what is wrong with the paths: every one clean, none twice,
// also for file systems that do not tell upper from lower case, and none a
// folder of another.
func checkPaths(files []File) error {
	seen := make(map[string]string, len(files))
	folders := map[string]string{}
	var errs []error
	for _, f := range files {
		if !fs.ValidPath(f.Path) || f.Path == "." || strings.ContainsAny(f.Path, "\\:\x00") {
			errs = append(errs, fmt.Errorf("%q is no path of an output file", f.Path))
			continue
		}
		folded := strings.ToLower(f.Path)
		if folded == ManifestName {
			errs = append(errs, fmt.Errorf("%s is the name of buildsite's own list of files", f.Path))
		}
		if other, ok := seen[folded]; ok {
			errs = append(errs, fmt.Errorf("two files for one path: %s and %s", other, f.Path))
		}
		seen[folded] = f.Path
		for d := path.Dir(folded); d != "." && folders[d] == ""; d = path.Dir(d) {
			folders[d] = f.Path
		}
	}
	for _, f := range files {
		if inside := folders[strings.ToLower(f.Path)]; inside != "" {
			errs = append(errs, fmt.Errorf("%s is a file and the folder of %s", f.Path, inside))
		}
	}
	return errors.Join(errs...)
}

// batch is how many files a worker takes at a time.
const batch = 16

// render renders all files, writes those that differ from the old ones into the
// new tree, and returns what the manifest says of each, in the order of files.
func (s *stage) render(ctx context.Context, files []File, o Options) ([]entry, error) {
	workers := o.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	entries := make([]entry, len(files))
	errs := make([]error, len(files))
	var next, done atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	for range workers {
		g.Go(func() error {
			w := &writer{stage: s}
			for {
				end := int(next.Add(batch))
				for i := end - batch; i < min(end, len(files)); i++ {
					if ctx.Err() != nil {
						return ctx.Err()
					}
					entries[i], errs[i] = w.file(files[i])
				}
				if end-batch >= len(files) {
					return nil
				}
				if n := done.Add(batch); o.Progress != nil {
					o.Progress(min(int(n), len(files)), len(files))
				}
			}
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return entries, errors.Join(errs...)
}

// maxBuffer is how many bytes of a file are kept before they go to the disk.
const maxBuffer = 1 << 20

// A writer renders one file after the other into one buffer.
type writer struct {
	stage *stage
	buf   []byte
	name  string    // of the file in the new tree
	spill *os.File  // of a large file, what did not fit the buffer
	sum   hash.Hash // of a large file
	size  int64
}

// Write keeps p, or moves what it has to the disk when the file is large.
func (w *writer) Write(p []byte) (int, error) {
	if len(w.buf)+len(p) > maxBuffer {
		if err := w.flush(); err != nil {
			return 0, err
		}
	}
	w.size += int64(len(p))
	w.buf = append(w.buf, p...)
	return len(p), nil
}

// flush moves the buffer to the disk.
func (w *writer) flush() (err error) {
	if w.spill == nil {
		w.sum = sha256.New()
		if w.spill, err = w.stage.create(w.name); err != nil {
			return err
		}
	}
	w.sum.Write(w.buf)
	_, err = w.spill.Write(w.buf)
	w.buf = w.buf[:0]
	return err
}

// file renders f, and puts it into the new tree unless the old one has it.
func (w *writer) file(f File) (entry, error) {
	w.buf, w.size, w.name, w.spill = w.buf[:0], 0, f.Path, nil
	err := f.Write(w)
	e := entry{path: f.Path, size: w.size}
	if w.spill == nil {
		if err == nil {
			e.sum = sha256.Sum256(w.buf)
			e.kept = w.stage.has(e)
		}
		if err == nil && !e.kept {
			err = w.stage.writeFile(f.Path, w.buf)
		}
	} else {
		err = errors.Join(err, w.flush(), w.spill.Close())
		e.sum = digest(w.sum.Sum(nil))
		if e.kept = w.stage.has(e); e.kept {
			err = errors.Join(err, w.stage.remove(f.Path))
		}
	}
	if err != nil {
		return entry{}, fmt.Errorf("%s: %w", f.Path, err)
	}
	return e, nil
}

// Render renders all files into memory: path to bytes.
func Render(ctx context.Context, files []File) (map[string][]byte, error) {
	lazy, err := Lazy(files)
	if err != nil {
		return nil, err
	}
	rendered := make(map[string][]byte, len(files))
	errs := make([]error, len(files))
	var mu sync.Mutex
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		g.Go(func() error {
			src, err := lazy[f.Path]()
			errs[i] = err
			mu.Lock()
			rendered[f.Path] = src
			mu.Unlock()
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return rendered, errors.Join(errs...)
}

// Lazy returns, by path, functions that render each file when they are first
// called, and keep it. They may be called from any goroutine.
func Lazy(files []File) (map[string]func() ([]byte, error), error) {
	if err := checkPaths(files); err != nil {
		return nil, err
	}
	lazy := make(map[string]func() ([]byte, error), len(files))
	for _, f := range files {
		lazy[f.Path] = sync.OnceValues(func() ([]byte, error) {
			var w memory
			if err := f.Write(&w); err != nil {
				return nil, fmt.Errorf("%s: %w", f.Path, err)
			}
			return w, nil
		})
	}
	return lazy, nil
}

type memory []byte

func (m *memory) Write(p []byte) (int, error) {
	*m = append(*m, p...)
	return len(p), nil
}
