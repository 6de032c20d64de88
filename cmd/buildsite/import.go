package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/content"
	"buildsite/internal/desk"
	"buildsite/internal/ingest"
	"buildsite/internal/problem"
	"buildsite/internal/timeline/edtf"
)

type importCmd struct {
	Paths        []string `arg:"" name:"file" help:"Saved pages, feeds, archives, PDF, e-mail, text, TimelineJS timelines, or folders of them."`
	Incident     string   `required:"" placeholder:"NAME" help:"The folder of content/ that the articles go to; made if need be."`
	DryRun       bool     `help:"Show what would be written, and where each value was found; write nothing."`
	KeepOriginal bool     `help:"Keep each imported file in content/NAME/originals/."`
	KeepGoing    bool     `help:"Leave out files with problems and import the others."`
	Again        bool     `help:"Import duplicates too."`
	Published    string   `placeholder:"DAY" help:"The day of publication, for files that do not say it."`
	Publisher    string   `placeholder:"NAME" help:"The publisher, for files that do not say it."`
	Language     string   `placeholder:"TAG" help:"The language (en, cs), for files that do not say it."`
	Rights       string   `enum:",full,quote,digest" default:"" placeholder:"quote" help:"What of the text may be shown: full, quote (the default) or digest."`
	Retrieved    string   `placeholder:"DAY" help:"The day the files were saved, for those that do not say it (2025-05-28)."`
	MaxEntries   int      `placeholder:"N" help:"The most entries of a feed, archive or timeline (default: 500)."`
	MaxSize      int64    `placeholder:"MB" help:"The largest file (default: 32)."`
}

// A planned is one file that an import would write.
type planned struct {
	name string // relative to the folder of the incident
	data []byte
	note string // what is said below its name
}

// An importing is an import on its way.
type importing struct {
	*importCmd
	app       *app
	problems  problem.List
	drafts    []ingest.Draft
	originals map[string][]byte // by hash
	events    []ingest.Event
	files     []planned
	said      []string
}

// Run imports the files.
func (c *importCmd) Run(a *app) error {
	in := &importing{importCmd: c, app: a, originals: map[string][]byte{}}
	if err := c.check(); err != nil {
		return err
	}
	for _, name := range in.list() {
		if a.ctx.Err() != nil {
			return a.interrupted("nothing was written")
		}
		in.read(name)
	}
	failed := fatal(in.problems)
	if c.KeepGoing {
		for i := range in.problems {
			in.problems[i].Warning = true
		}
	}
	a.printProblems(in.problems)
	if failed > 0 && !c.KeepGoing {
		fmt.Fprintf(a.stderr, "buildsite: %d %s; nothing was written (--keep-going imports the other files)\n", failed, plural(failed, "problem"))
		return exitStatus(1)
	}
	if err := in.write(); err != nil {
		return err
	}
	if failed > 0 {
		return exitStatus(1)
	}
	return nil
}

// check looks at the flags.
func (c *importCmd) check() error {
	if !isIncident(c.Incident) {
		return problem.Problem{
			Path: "--incident", What: fmt.Sprintf("%q is no name of an incident", c.Incident),
			Hint: "small letters, digits and hyphens, such as flood-2025: it is the name of a folder of content/ and part of its address",
		}
	}
	for _, x := range []struct{ flag, day string }{{"--retrieved", c.Retrieved}, {"--published", c.Published}} {
		if _, _, _, ok := article.Day(x.day); x.day != "" && (!ok || len(x.day) != 10) {
			return problem.Problem{Path: x.flag, What: fmt.Sprintf("%q is no day", x.day), Hint: "write it as 2025-05-28"}
		}
	}
	return nil
}

// isIncident reports whether s can be the name of an incident.
func isIncident(s string) bool {
	if s == "pages" || strings.HasPrefix(s, "-") {
		return false
	}
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return s != "" && len(s) <= 80
}

func (in *importing) fail(name, hint, format string, args ...any) {
	in.problems = append(in.problems, problem.Problem{Path: filepath.ToSlash(name), What: fmt.Sprintf(format, args...), Hint: hint})
}

// list returns the files to read, those of a folder by name. In folders, files
// of other kinds and what browsers save beside a page are passed over.
func (in *importing) list() []string {
	var out []string
	for _, p := range in.Paths {
		info, err := os.Stat(p)
		switch {
		case err != nil:
			in.fail(p, "the name may be misspelt", "no such file or folder")
		case !info.IsDir():
			out = append(out, p)
		default:
			out = append(out, in.walk(p)...)
		}
	}
	return out
}

func (in *importing) walk(dir string) []string {
	var out []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			in.fail(name, "", "%v", err)
		case name != dir && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir() && (strings.HasSuffix(d.Name(), "_files") || strings.HasSuffix(d.Name(), "_soubory")):
			return fs.SkipDir
		case d.Type().IsRegular() && ingest.Readable(d.Name()):
			out = append(out, name)
		}
		return nil
	})
	if err != nil {
		in.fail(dir, "", "%v", err)
	}
	if len(out) == 0 {
		in.fail(dir, "pages end in .html, .mhtml; also .pdf, .eml, .xml, .warc.gz, .txt, .md and others", "no file in it that can be imported")
	}
	sort.Strings(out)
	return out
}

// read reads one file.
func (in *importing) read(name string) {
	limits := ingest.Limits{Entries: in.MaxEntries, File: in.MaxSize << 20}
	info, err := os.Stat(name)
	if err == nil && limits.File == 0 && info.Size() > ingest.DefaultLimits.File || limits.File > 0 && info.Size() > limits.File {
		in.fail(name, "import a smaller file; --max-size raises the limit", "the file has %d MiB: too large to import", info.Size()>>20)
		return
	}
	src, err := os.ReadFile(name)
	if err != nil {
		in.fail(name, "give yourself the right to read it", "%v", err)
		return
	}
	r, problems := ingest.Read(filepath.ToSlash(name), src, limits)
	in.problems = append(in.problems, problems...)
	in.events = append(in.events, r.Events...)
	in.drafts = append(in.drafts, r.Drafts...)
	for _, d := range r.Drafts {
		in.originals[d.SHA256] = src
	}
}

// write plans the new files and writes them.
func (in *importing) write() error {
	dir := filepath.Join(in.app.Site, "content", in.Incident)
	existing, err := in.existing(dir)
	if err != nil {
		return err
	}
	store, err := in.store(dir)
	if err != nil {
		return err
	}
	exists := func(name string) bool { return false }
	if store != nil {
		defer store.Close()
		exists = store.Exists
	}
	in.plan(existing, exists)
	if !in.DryRun {
		for _, f := range in.files {
			if err := store.Create(f.name, f.data); err != nil {
				return fmt.Errorf("%w\nbuildsite: the files before it were written; importing again goes on from here", err)
			}
		}
	}
	in.report()
	return nil
}

// store opens the folder of the incident; in a dry run only if it exists.
func (in *importing) store(dir string) (*desk.Store, error) {
	if _, err := os.Stat(dir); err != nil && in.DryRun {
		return nil, nil
	}
	return desk.OpenStore(dir)
}

// existing returns the articles that the incident has.
func (in *importing) existing(dir string) ([]ingest.Existing, error) {
	dir = filepath.Join(dir, "articles")
	if _, err := os.Stat(dir); err != nil {
		return nil, nil
	}
	folder, problems := content.ReadArticles(in.app.ctx, []string{dir}, content.Options{KeepGoing: true})
	defer folder.Close()
	var out []ingest.Existing
	for _, i := range folder.Incidents {
		for _, a := range i.Articles {
			out = append(out, ingest.Existing{Path: "articles/" + a.Path, URL: a.URL, Publisher: a.Publisher, Text: a.Text, SHA256: a.OriginalSHA256})
		}
	}
	if len(out) == 0 {
		return nil, nil
	}
	return out, problems.Err()
}

// plan decides what is written.
func (in *importing) plan(existing []ingest.Existing, exists func(string) bool) {
	taken := func(name string) bool { return exists("articles/" + name) }
	kept := map[string]bool{}
	steps := ingest.Plan(in.drafts, existing, taken, ingest.Options{
		Again: in.Again, Retrieved: in.Retrieved, Published: in.Published, Publisher: in.Publisher, Language: in.Language, Rights: in.Rights,
	})
	for _, s := range steps {
		if s.Name == "" {
			in.said = append(in.said, fmt.Sprintf("%s: not imported: %s as %s", from(s.Draft), s.Why, s.Same))
			continue
		}
		in.files = append(in.files, planned{name: "articles/" + s.Name, data: s.Draft.Format(), note: in.note(s)})
		if in.KeepOriginal && !kept[s.Draft.SHA256] {
			kept[s.Draft.SHA256] = true
			in.keep(s, exists)
		}
	}
	used := map[string]bool{}
	for _, e := range in.events {
		in.planEvent(e, used, exists)
	}
}

// from says which file, and which entry of it, a draft came from.
func from(d ingest.Draft) string {
	if d.Entry > 0 {
		return fmt.Sprintf("%s (entry %d)", d.Original, d.Entry)
	}
	return d.Original
}

// note says where an article came from and what to know about it.
func (in *importing) note(s ingest.Step) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  from %s\n", from(s.Draft))
	if in.DryRun {
		m := s.Draft.Meta
		for _, x := range []struct {
			key string
			ingest.Value
		}{
			{"title", m.Title},
			{"publisher", m.Publisher},
			{"author", m.Author},
			{"agency", m.Agency},
			{"published", m.Published},
			{"language", m.Language},
			{"url", m.URL},
			{"retrieved", m.Retrieved},
		} {
			if x.Text != "" {
				fmt.Fprintf(&b, "  %s: %s  [%s]\n", x.key, x.Text, x.From)
			}
		}
	}
	if s.Draft.Published.Text == "" {
		b.WriteString("  the day of publication was not found: give it with --published, or write it into the file\n")
	}
	if s.Wire != "" {
		fmt.Fprintf(&b, "  shares %d%% of its text with %s: copies of one agency text count as one source\n", s.Share, s.Wire)
	}
	if s.Same != "" {
		fmt.Fprintf(&b, "  %s as %s\n", s.Why, s.Same)
	}
	for _, n := range s.Draft.Notes {
		fmt.Fprintf(&b, "  %s\n", n)
	}
	return b.String()
}

// keep plans the copy of the original file.
func (in *importing) keep(s ingest.Step, exists func(string) bool) {
	ext := strings.ToLower(path.Ext(s.Draft.Original))
	if strings.Trim(ext, ".abcdefghijklmnopqrstuvwxyz0123456789") != "" || len(ext) > 8 {
		ext = ""
	}
	name := "originals/" + strings.TrimSuffix(s.Name, ".md") + ext
	if !exists(name) {
		in.files = append(in.files, planned{name: name, data: in.originals[s.Draft.SHA256]})
	}
}

// planEvent plans the decision file that adds an event of a timeline.
func (in *importing) planEvent(e ingest.Event, used map[string]bool, exists func(string) bool) {
	date, err := edtf.Parse(e.Date)
	if err != nil {
		in.said = append(in.said, fmt.Sprintf("%s: not imported: %q: %v", e.From, e.Title, err))
		return
	}
	d := desk.Decision{Add: true, Draft: true, Title: e.Title, Date: date, Summary: e.Text}
	for _, u := range e.Links {
		d.Sources = append(d.Sources, desk.Source{Title: e.Title, URL: u})
	}
	if len(d.Sources) == 0 {
		d.Sources = []desk.Source{{Title: e.From}}
	}
	stem := desk.Slug(strings.ReplaceAll(e.Date, "/", "-") + " " + e.Title)
	if len(stem) > 70 {
		stem = strings.TrimRight(stem[:70], "-")
	}
	data := d.Format()
	name := "events/" + stem + ".md"
	for n := 2; used[name]; n++ {
		name = fmt.Sprintf("events/%s-%d.md", stem, n)
	}
	used[name] = true
	if exists(name) {
		in.said = append(in.said, fmt.Sprintf("%s: not imported: %q: %s is there already", e.From, e.Title, name))
		return
	}
	note := fmt.Sprintf("  from %s\n", e.From)
	if len(e.Links) == 0 {
		note += "  no source but the timeline itself: name one in the file\n"
	}
	in.files = append(in.files, planned{name: name, data: data, note: note})
}

// report says what was, or would be, written.
func (in *importing) report() {
	base := path.Join(filepath.ToSlash(in.app.Site), "content", in.Incident)
	articles, events := 0, 0
	for _, f := range in.files {
		switch {
		case strings.HasPrefix(f.name, "articles/"):
			articles++
		case strings.HasPrefix(f.name, "events/"):
			events++
		}
		in.app.say("%s\n%s", path.Join(base, f.name), f.note)
	}
	for _, s := range in.said {
		in.app.say("%s\n", s)
	}
	verb := "written"
	if in.DryRun {
		verb = "would be written"
	}
	text := fmt.Sprintf("%d %s", articles, plural(articles, "article"))
	if events > 0 {
		text += fmt.Sprintf(" and %d %s", events, plural(events, "event"))
	}
	in.app.say("%s %s\n", text, verb)
}
