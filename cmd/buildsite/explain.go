package main

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/content"
	"buildsite/internal/problem"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

type explainCmd struct {
	Place    string   `arg:"" placeholder:"FILE[:LINE]|EVENT-ID" help:"An article, one line of it, or an event by its id."`
	Among    []string `arg:"" optional:"" name:"path" help:"With an event: the articles it is in (default: the site folder)."`
	DCT      string   `name:"dct" placeholder:"DAY" help:"Count relative expressions from this day, such as 2025-05-28, where the article does not say its own."`
	Language string   `default:"en" help:"Language of articles that do not say theirs."`
}

// Run prints, sentence by sentence, which expressions of time there are, what
// they are worth and why; of an event, how it came about.
func (c *explainCmd) Run(a *app) error {
	if namesEvent(c.Place) {
		return c.explainEvent(a)
	}
	var dct edtf.Date
	if c.DCT != "" {
		d, err := edtf.Parse(c.DCT)
		if err != nil || !d.IsDay() {
			return fmt.Errorf("--dct %s is no day: write it like 2025-05-28", c.DCT)
		}
		dct = d
	}
	path, line := splitLine(c.Place)
	folder, problems := content.ReadArticles(a.ctx, []string{path}, content.Options{})
	defer folder.Close()
	a.printProblems(problems.In(folder.Base))
	if problems.Err() != nil {
		return exitStatus(1)
	}
	w := bufio.NewWriter(a.stdout)
	for _, art := range folder.Incidents[0].Articles {
		c.explain(w, art, dct, line)
	}
	return w.Flush()
}

// splitLine takes the line number off FILE:LINE; 0 stands for the whole file.
func splitLine(place string) (path string, line int) {
	if i := strings.LastIndexByte(place, ':'); i > 0 {
		if n, err := strconv.Atoi(place[i+1:]); err == nil && n > 0 {
			return place[:i], n
		}
	}
	return place, 0
}

// explain prints the sentences of one article that hold an expression, or all of
// one line.
func (c *explainCmd) explain(w *bufio.Writer, art *article.Article, dct edtf.Date, line int) {
	why := "given on the command line"
	if y, m, d, ok := article.Day(art.Published); ok {
		dct, why = edtf.Day(y, m, d), "its own record says so"
	}
	if dct.IsZero() {
		fmt.Fprintf(w, "%s: the publication day is not known, so what counts from it stays open (--dct DAY sets one).\n", art.Path)
	} else {
		fmt.Fprintf(w, "%s: published %s, %s.\n", art.Path, dct, why)
	}
	tags := timex.For(nameOr(art.Language, c.Language)).Tag(art.Text, dct)
	said := false
	for _, s := range art.Sentences {
		from := problem.At(art.Path, art.Source, art.ToSource(s.Span).Start, "").Line
		to := problem.At(art.Path, art.Source, art.ToSource(s.Span).End, "").Line
		if line > 0 && (line < from || line > to) {
			continue
		}
		var inside []timex.Timex
		for _, x := range tags {
			if s.Span.Contains(x.Span) {
				inside = append(inside, x)
			}
		}
		if line == 0 && len(inside) == 0 {
			continue
		}
		said = true
		printSentence(w, art, s.Span, from, inside)
	}
	if !said && line > 0 {
		fmt.Fprintf(w, "\n%s:%d holds no sentence of the article.\n", art.Path, line)
	}
}

func printSentence(w *bufio.Writer, art *article.Article, s article.Span, line int, tags []timex.Timex) {
	fmt.Fprintf(w, "\n%s:%d: %s\n", art.Path, line, strings.Join(strings.Fields(art.Slice(s)), " "))
	if len(tags) == 0 {
		fmt.Fprintf(w, "  No expression of time.\n")
	}
	for _, x := range tags {
		for text := range strings.Lines(x.Explain(art.Text)) {
			fmt.Fprintf(w, "  %s", text)
		}
	}
}
