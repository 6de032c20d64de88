package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"buildsite/internal/article"
	"buildsite/internal/config"
	"buildsite/internal/content"
	"buildsite/internal/desk"
	"buildsite/internal/export"
	"buildsite/internal/problem"
	"buildsite/internal/timeline"
)

type extractCmd struct {
	Paths     []string `arg:"" optional:"" name:"path" help:"Articles and folders of articles (default: the incident of the site folder)."`
	JSONL     string   `name:"jsonl" placeholder:"FILE" help:"Read articles as JSON Lines {\"id\",\"title\",\"text\",\"published\"} instead; - is standard input."`
	Incident  string   `placeholder:"NAME" help:"Which incident of the site folder; or the name to give."`
	KeepGoing bool     `help:"Leave out articles with problems."`
	Context   bool     `help:"Print the background events as well."`
}

// Run prints the timeline as JSON.
func (c *extractCmd) Run(a *app) error {
	if c.JSONL != "" && len(c.Paths) > 0 {
		return errors.New("--jsonl and paths are two ways to name the articles: use one")
	}
	t, problems, err := c.timeline(a)
	if err != nil {
		return err
	}
	a.printProblems(problems)
	if n := fatal(problems); n > 0 {
		return exitStatus(1)
	}
	if a.ctx.Err() != nil {
		return a.interrupted("nothing was printed")
	}
	w := bufio.NewWriterSize(a.stdout, 1<<16)
	write := export.JSON
	if c.Context {
		write = export.JSONWithContext
	}
	return errors.Join(write(w, t), w.Flush())
}

// timeline reads what the command line names.
func (c *extractCmd) timeline(a *app) (*timeline.Timeline, problem.List, error) {
	switch {
	case c.JSONL != "":
		articles, problems, err := a.readRecords(c.JSONL, c.KeepGoing)
		if err != nil {
			return nil, nil, err
		}
		return timeline.Build(nameOr(c.Incident, "articles"), articles, options(config.Default(), nil)), problems, nil
	case len(c.Paths) > 0:
		folder, problems := content.ReadArticles(a.ctx, c.Paths, content.Options{KeepGoing: c.KeepGoing})
		defer folder.Close()
		i := folder.Incidents[0]
		t := timeline.Build(nameOr(c.Incident, i.Name), i.Articles, options(config.Default(), nil))
		return t, problems.In(folder.Base), nil
	}
	conf, problems := content.Config(a.Site)
	folder, more := content.Read(a.ctx, a.Site, content.Options{KeepGoing: c.KeepGoing})
	defer folder.Close()
	problems = append(problems, more...).In(folder.Base)
	if problems.Err() != nil {
		return nil, problems, nil
	}
	i, err := pick(folder.Incidents, c.Incident)
	if err != nil {
		return nil, nil, err
	}
	t := timeline.Build(i.Name, i.Articles, options(conf, nil))
	t.Title = i.Title
	r := desk.Apply(t, i.Desk)
	return r.Timeline, append(problems, r.Problems.In(folder.Base)...), nil
}

func nameOr(name, other string) string {
	if name != "" {
		return name
	}
	return other
}

// pick returns the incident with the name, or the only one.
func pick(incidents []*content.Incident, name string) (*content.Incident, error) {
	var names []string
	for _, i := range incidents {
		if i.Name == name || name == "" && len(incidents) == 1 {
			return i, nil
		}
		names = append(names, i.Name)
	}
	if name != "" {
		return nil, fmt.Errorf("no incident %q in content/; there is %s", name, strings.Join(names, ", "))
	}
	return nil, fmt.Errorf("there is more than one incident: name it with --incident: %s", strings.Join(names, ", "))
}

// maxRecord is how long a line of JSON Lines may be: JSON may write a byte of
// text in six.
const maxRecord = 6*article.MaxSize + 1<<16

// readRecords reads the articles of the JSON Lines file at name.
func (a *app) readRecords(name string, keepGoing bool) ([]*article.Article, problem.List, error) {
	in, path := a.stdin, name
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, nil, err
		}
		defer f.Close()
		in = f
	}
	lines, err := readLines(in)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	articles := make([]*article.Article, len(lines))
	lists := make([]problem.List, len(lines))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for n, line := range lines {
		g.Go(func() error {
			articles[n], lists[n] = parseRecord(path, line)
			return nil
		})
	}
	g.Wait()
	var all problem.List
	var kept []*article.Article
	ids := map[string]int{}
	for n, art := range articles {
		if art != nil {
			if first := ids[art.Path]; first > 0 {
				lists[n] = append(lists[n], lines[n].problem(path, 0, "the id %q stands in line %d already", art.Path, first))
				art = nil
			} else {
				ids[art.Path] = lines[n].number
				kept = append(kept, art)
			}
		}
		for _, p := range lists[n] {
			p.Warning = p.Warning || keepGoing
			all = append(all, p)
		}
	}
	return kept, all, nil
}

// A line is one line of a JSON Lines file.
type line struct {
	text   string
	number int // from 1
}

func (l line) problem(path string, off int, format string, args ...any) problem.Problem {
	p := problem.At(path, l.text, off, format, args...)
	p.Line = l.number
	return p
}

// readLines returns the lines that are not empty.
func readLines(r io.Reader) ([]line, error) {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 1<<16), maxRecord)
	var lines []line
	for n := 1; s.Scan(); n++ {
		if text := strings.TrimSpace(strings.TrimPrefix(s.Text(), "\ufeff")); text != "" {
			lines = append(lines, line{text, n})
		}
	}
	if errors.Is(s.Err(), bufio.ErrTooLong) {
		return nil, fmt.Errorf("line %d is longer than %d MiB", len(lines)+1, maxRecord>>20)
	}
	return lines, s.Err()
}

// parseRecord reads one article. The Article is nil when the list holds a
// problem that is no warning.
func parseRecord(path string, l line) (*article.Article, problem.List) {
	fail := func(off int, what, hint string) (*article.Article, problem.List) {
		return nil, problem.List{l.problem(path, off, "%s", what).WithHint("%s", hint)}
	}
	if !utf8.ValidString(l.text) {
		p, _ := problem.NotUTF8(path, []byte(l.text))
		p.Line = l.number
		return nil, problem.List{p}
	}
	const shape = `a line is {"id": "…", "title": "…", "text": "…", "published": "2025-05-28"}`
	var r article.Record
	err := json.Unmarshal([]byte(l.text), &r)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fail(int(syntax.Offset)-1, "no JSON: "+syntax.Error(), shape)
	case errors.As(err, &kind):
		return fail(int(kind.Offset)-1, nameOr(kind.Field, "the record")+" is "+kind.Value+", not text", shape)
	case err != nil:
		return fail(0, err.Error(), shape)
	case r.ID == "":
		return fail(0, "the article has no id", shape)
	case r.Text == "":
		return fail(0, "the article has no text", shape)
	}
	a, problems := article.FromRecord(r)
	for i := range problems {
		problems[i].What = r.ID + ": " + problems[i].What
		problems[i].Path, problems[i].Line, problems[i].Column = path, l.number, 0
	}
	return a, problems
}
