package content

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"buildsite/internal/article"
	"buildsite/internal/problem"
)

// A walker lists the files of a site folder and reads them.
type walker struct {
	ctx      context.Context
	root     *os.Root // of the files being listed
	prefix   string   // of their paths
	options  Options
	jobs     []*job // in the order of paths
	known    map[string]parsed
	leftOut  []LeftOut
	problems problem.List
}

// A fileKind says what a file is by its place.
type fileKind int

const (
	articleFile fileKind = iota
	indexFile
	deskFile
	pageFile
)

// A job is one file to read, and then what was read.
type job struct {
	root     *os.Root
	name     string // in root
	path     string
	kind     fileKind
	incident *Incident // unless kind is pageFile
	page     *Page     // if kind is pageFile

	src      []byte
	article  *article.Article
	problems problem.List
	parsed   parsed // for the cache
}

func (w *walker) add(p problem.Problem) { w.problems = append(w.problems, p) }

func (w *walker) warn(name, what, hint string) {
	w.add(problem.Problem{Path: w.shown(name), What: what, Hint: hint, Warning: true})
}

// job returns the job of reading the file name of the root.
func (w *walker) job(name string, kind fileKind, incident *Incident) *job {
	return &job{root: w.root, name: name, path: w.shown(name), kind: kind, incident: incident}
}

// shown returns the path of name in messages and articles.
func (w *walker) shown(name string) string { return path.Join(w.prefix, name) }

// sub returns the folder name as a file system, nil when it is not there. Links
// that lead out of the site folder are not followed.
func (w *walker) sub(name string) fs.FS {
	info, err := w.root.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		w.add(unreadable(name, err))
		return nil
	}
	if !info.IsDir() {
		w.add(problem.Problem{Path: name, What: "is a file, not a folder"})
		return nil
	}
	sub, err := fs.Sub(w.root.FS(), name)
	if err != nil {
		return nil
	}
	return sub
}

// isDir reports whether d, at name, is a folder or a link to one inside the
// root.
func (w *walker) isDir(name string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.IsDir()
	}
	info, err := w.root.Stat(name)
	return err == nil && info.IsDir()
}

// walk calls found for each file below dir that is not hidden, in the order of
// paths. A linked folder is a problem: it could lead round in circles.
func (w *walker) walk(dir string, found func(name string)) {
	err := fs.WalkDir(w.root.FS(), dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			w.add(unreadable(w.shown(name), err))
			return nil
		case name != dir && hidden(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
			if _, err := w.root.Lstat(filepath.FromSlash(path.Join(name, Marker))); err == nil {
				return fs.SkipDir
			}
		case d.Type()&fs.ModeSymlink != 0:
			w.link(name, found)
		case !d.Type().IsRegular():
			w.warn(name, "not read: it is no regular file", "")
		default:
			found(name)
		}
		return w.ctx.Err()
	})
	if err != nil && w.ctx.Err() == nil {
		w.add(unreadable(w.shown(dir), err))
	}
}

// link looks where a link leads.
func (w *walker) link(name string, found func(name string)) {
	info, err := w.root.Stat(name)
	switch {
	case err != nil:
		w.add(unreadable(w.shown(name), err))
	case info.IsDir():
		w.add(problem.Problem{Path: w.shown(name), What: "linked folders are not followed", Hint: "put the folder itself here"})
	case info.Mode().IsRegular():
		found(name)
	}
}

// run reads and parses the files of jobs at the same time. What they give is
// kept in the order of jobs.
func (w *walker) run(jobs []*job) {
	slices.SortStableFunc(jobs, func(a, b *job) int { return strings.Compare(a.path, b.path) })
	w.jobs, w.known = jobs, w.options.Cache.recall()
	workers := w.options.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var g errgroup.Group
	for range workers {
		g.Go(func() error {
			for w.ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(jobs) {
					return nil
				}
				w.read(jobs[i])
			}
			return nil
		})
	}
	g.Wait()
	w.options.Cache.keep(jobs)
	for _, j := range jobs {
		if j.kind == articleFile && w.options.KeepGoing && j.problems.Err() != nil {
			w.leaveOut(j)
		}
		w.problems = append(w.problems, j.problems...)
	}
}

// leaveOut turns the problems of an article into warnings.
func (w *walker) leaveOut(j *job) {
	why := ""
	for i := range j.problems {
		if !j.problems[i].Warning && why == "" {
			why = j.problems[i].What
		}
		j.problems[i].Warning = true
	}
	w.leftOut = append(w.leftOut, LeftOut{Path: j.path, Why: why})
	j.article = nil
}

// read reads the file of j and parses it.
func (w *walker) read(j *job) {
	src, p := j.readFile()
	if p != nil {
		j.problems = problem.List{*p}
		return
	}
	j.src = src
	switch j.kind {
	case articleFile:
		j.parse(src, w.known)
		j.src = nil
	case indexFile:
		j.problems = readIndex(j.incident, j.path, src)
	case pageFile:
		j.problems = readPage(j.page, src)
	}
}

// readFile returns the bytes of a file, at most one more than an article may
// have.
func (j *job) readFile() ([]byte, *problem.Problem) {
	fail := func(err error) ([]byte, *problem.Problem) {
		p := unreadable(j.path, err)
		return nil, &p
	}
	f, err := j.root.Open(filepath.FromSlash(j.name))
	if err != nil {
		return fail(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fail(err)
	}
	if info.Size() > article.MaxSize {
		p := problem.Problem{Path: j.path, What: fmt.Sprintf("%d MiB is more than the %d MiB that a file may have", info.Size()>>20, article.MaxSize>>20)}
		p = p.WithHint("split it, or leave out what is no text")
		return nil, &p
	}
	src := make([]byte, 0, info.Size()+1)
	for {
		n, err := f.Read(src[len(src):cap(src)])
		src = src[:len(src)+n]
		if err == io.EOF || len(src) > article.MaxSize {
			return src, nil
		}
		if err != nil {
			return fail(err)
		}
		if len(src) == cap(src) {
			src = append(src, 0)[:len(src)]
		}
	}
}

// unreadable is the problem of a file that the system does not give.
func unreadable(name string, err error) problem.Problem {
	p := problem.Problem{Path: name, What: err.Error()}
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		p.What = pathError.Err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.What, p.Hint = "no such file or folder", "a link to it leads nowhere, or the name is misspelt"
	case errors.Is(err, fs.ErrPermission):
		p.What, p.Hint = "may not be read", "give yourself the right to read it"
	case strings.Contains(p.What, "escapes"):
		p.What, p.Hint = "the link leads out of the folder", "put the file itself here"
	case strings.Contains(p.What, "not a directory"):
		p.What = "is a file, not a folder"
	}
	return p
}

// hidden reports whether files of that name are left alone: those of systems
// and editors, and those that a folder uses for itself.
func hidden(name string) bool {
	return name[0] == '.' && name != "." || name[0] == '_' || name[0] == '#' || strings.HasSuffix(name, "~")
}

func isMarkdown(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

func isArticle(name string) bool {
	return isMarkdown(name) || strings.ToLower(path.Ext(name)) == ".txt"
}

// countKinds says how many files of which endings there are: "2 .html, 1 .pdf".
func countKinds(kinds map[string]int) string {
	var parts []string
	for ext, n := range kinds {
		if ext == "" {
			ext = "without an ending"
		}
		parts = append(parts, fmt.Sprintf("%d %s", n, ext))
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}
