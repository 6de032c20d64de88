// Package content reads a site folder from the disk:
//
//	config.toml                      see package config
//	content/INCIDENT/_index.md       introduces an incident: title, lead, and the editor's note as text
//	content/INCIDENT/articles/       its articles, .md and .txt, in any folders
//	content/INCIDENT/events/         editors' decisions, .md
//	content/pages/                   editorial pages, .md
//	templates/ static/               what takes the place of the defaults
//
// or any folder of articles (ReadArticles). It reads files in parallel and
// returns them in the order of their paths. Files whose names begin with "." or
// "_" or end with "~" are not articles. Links are followed as long as they stay
// inside the folder; one that leads out is a problem, not a file.
//
// All problems of a run come back at once. Package content decides nothing
// about what the files say.
package content

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/config"
	"buildsite/internal/desk"
	"buildsite/internal/problem"
)

// A Folder is what a site folder holds.
type Folder struct {
	Incidents []*Incident // by name
	Pages     []*Page     // by name
	LeftOut   []LeftOut   // articles with problems, with Options.KeepGoing
	Templates fs.FS       // templates/, or nil
	Static    fs.FS       // static/, or nil
	Base      string      // the folder that all paths are relative to, as the user typed it
	roots     []*os.Root  // what Templates and Static read from
}

// Close closes the folder: Templates and Static cannot be read any more.
func (f *Folder) Close() {
	for _, r := range f.roots {
		r.Close()
	}
}

// An Incident is one folder of content/.
type Incident struct {
	Name     string // the folder name
	Path     string // of _index.md, also when there is none
	Title    string
	Lead     string
	Note     string // Markdown, the editor's note: the body of _index.md
	Language string // BCP 47
	Articles []*article.Article
	Desk     desk.Desk // what editors decided
}

// A Page is an editorial page.
type Page struct {
	Name     string // the path without ".md", relative to content/pages
	Path     string
	Title    string
	Language string // BCP 47
	Markdown string
}

// A LeftOut is an article that could not be read, and why.
type LeftOut struct{ Path, Why string }

// Marker is the file that package output puts into the folders it writes. What
// is in such a folder is not read: it was made from what is read. A test of the
// command compares the two.
const Marker = ".buildsite"

// Options changes how a folder is read.
type Options struct {
	KeepGoing bool   // articles with problems are left out, their problems become warnings
	Workers   int    // files read at the same time; 0 for one per CPU
	Cache     *Cache // what is known from the Read before; nil for nothing
}

// Config reads config.toml of the site folder root. A folder without one has
// the default configuration.
func Config(root string) (*config.Config, problem.List) {
	name := filepath.Join(root, "config.toml")
	src, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return config.Default(), nil
	}
	if err != nil {
		return config.Default(), problem.List{unreadable("config.toml", err)}
	}
	return config.Parse("config.toml", src)
}

// Read reads the site folder root. All paths are slash-separated and relative to
// root, which is ".".
func Read(ctx context.Context, root string, o Options) (*Folder, problem.List) {
	folder := &Folder{Base: filepath.ToSlash(root)}
	r, err := os.OpenRoot(root)
	if err != nil {
		return folder, problem.List{unreadable(".", err)}
	}
	w := &walker{ctx: ctx, root: r, options: o}
	folder.roots = []*os.Root{r}
	folder.Templates, folder.Static = w.sub("templates"), w.sub("static")
	names, err := fs.ReadDir(r.FS(), "content")
	if err != nil {
		w.add(unreadable("content", err).WithHint("buildsite init DIR makes a site folder; buildsite build --articles DIR needs none"))
		return folder, w.problems
	}
	var jobs []*job
	for _, d := range names {
		name := path.Join("content", d.Name())
		switch {
		case hidden(d.Name()):
		case !w.isDir(name, d):
			w.warn(name, "not read", "articles stand in content/INCIDENT/articles/, pages in content/pages/")
		case d.Name() == "pages":
			jobs = append(jobs, w.pages(folder, name)...)
		default:
			jobs = append(jobs, w.incident(folder, name)...)
		}
	}
	w.run(jobs)
	w.collect(folder)
	return folder, w.problems
}

// ReadArticles reads articles as one incident: all below a folder, whose paths
// are then relative to it, or those that paths name, files and folders, whose
// paths are then as typed.
func ReadArticles(ctx context.Context, paths []string, o Options) (*Folder, problem.List) {
	incident := &Incident{Name: "articles", Path: "_index.md"}
	folder := &Folder{Incidents: []*Incident{incident}, Base: "."}
	w := &walker{ctx: ctx, options: o}
	var jobs []*job
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			w.add(unreadable(filepath.ToSlash(p), err))
			continue
		}
		dir, name := p, "."
		if !info.IsDir() {
			dir, name = filepath.Dir(p), filepath.Base(p)
		}
		if w.root, err = os.OpenRoot(dir); err != nil {
			w.add(unreadable(filepath.ToSlash(dir), err))
			continue
		}
		folder.roots = append(folder.roots, w.root)
		w.prefix = filepath.ToSlash(dir)
		if info.IsDir() && len(paths) == 1 {
			folder.Base, w.prefix = w.prefix, ""
			incident.Name = folderName(dir)
		}
		if info.IsDir() {
			jobs = append(jobs, w.articles(incident, name)...)
		} else {
			jobs = append(jobs, w.job(name, articleFile, incident))
		}
	}
	w.run(jobs)
	w.collect(folder)
	if len(incident.Articles) == 0 && w.problems.Err() == nil && ctx.Err() == nil {
		p := problem.Problem{Path: ".", What: "no articles: no .txt or .md file in it"}
		w.add(p.WithHint("buildsite import FILE makes articles of web pages, feeds and PDF"))
	}
	return folder, w.problems
}

// folderName returns the name of the folder dir, which may be "." or "..".
func folderName(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil || filepath.Dir(abs) == abs {
		return "articles"
	}
	return filepath.Base(abs)
}

// deskFiles are the files that package desk keeps beside the decisions.
var deskFiles = []string{desk.LockName, desk.PublishedName, desk.CorrectionsName}

// incident lists the files of one incident.
func (w *walker) incident(folder *Folder, dir string) []*job {
	incident := &Incident{Name: path.Base(dir), Path: path.Join(dir, "_index.md")}
	folder.Incidents = append(folder.Incidents, incident)
	names, err := fs.ReadDir(w.root.FS(), dir)
	if err != nil {
		w.add(unreadable(dir, err))
		return nil
	}
	var jobs []*job
	for _, d := range names {
		name := path.Join(dir, d.Name())
		switch {
		case d.Name() == "_index.md":
			jobs = append(jobs, w.job(name, indexFile, incident))
		case hidden(d.Name()):
		case d.Name() == "articles" && w.isDir(name, d):
			jobs = append(jobs, w.articles(incident, name)...)
		case d.Name() == "events" && w.isDir(name, d):
			jobs = append(jobs, w.decisions(incident, name)...)
		case slices.Contains(deskFiles, d.Name()):
			jobs = append(jobs, w.job(name, deskFile, incident))
		case isArticle(d.Name()):
			w.warn(name, "not read", "articles stand in "+dir+"/articles/")
		}
	}
	return jobs
}

// articles lists the articles below dir.
func (w *walker) articles(incident *Incident, dir string) []*job {
	var jobs []*job
	other := map[string]int{}
	w.walk(dir, func(name string) {
		if isArticle(name) {
			jobs = append(jobs, w.job(name, articleFile, incident))
			return
		}
		other[strings.ToLower(path.Ext(name))]++
	})
	if kinds := countKinds(other); kinds != "" {
		w.warn(dir, "not read: "+kinds, "articles end in .md or .txt; buildsite import makes articles of other files")
	}
	return jobs
}

func (w *walker) decisions(incident *Incident, dir string) []*job {
	var jobs []*job
	w.walk(dir, func(name string) {
		if desk.IsDecision(name) {
			jobs = append(jobs, w.job(name, deskFile, incident))
			return
		}
		w.warn(name, "not read", "decisions end in .md and stand in events/ itself")
	})
	return jobs
}

func (w *walker) pages(folder *Folder, dir string) []*job {
	var jobs []*job
	w.walk(dir, func(name string) {
		if !isMarkdown(name) {
			w.warn(name, "not read", "pages end in .md; pictures and downloads stand in static/")
			return
		}
		page := &Page{Name: strings.TrimSuffix(strings.TrimPrefix(name, dir+"/"), path.Ext(name)), Path: name}
		folder.Pages = append(folder.Pages, page)
		j := w.job(name, pageFile, nil)
		j.page = page
		jobs = append(jobs, j)
	})
	return jobs
}

// collect puts what was read into its incident, in the order of paths.
func (w *walker) collect(folder *Folder) {
	folder.LeftOut = w.leftOut
	decided := map[*Incident][]desk.File{}
	for _, j := range w.jobs {
		switch {
		case j.kind == articleFile && j.article != nil:
			j.incident.Articles = append(j.incident.Articles, j.article)
		case j.kind == deskFile && j.src != nil:
			decided[j.incident] = append(decided[j.incident], desk.File{Path: j.path, Src: j.src})
		}
	}
	for _, i := range folder.Incidents {
		var problems problem.List
		i.Desk, problems = desk.Read(decided[i])
		w.problems = append(w.problems, problems...)
	}
	slices.SortFunc(folder.Pages, func(a, b *Page) int { return strings.Compare(a.Name, b.Name) })
	w.problems.Sort()
}
