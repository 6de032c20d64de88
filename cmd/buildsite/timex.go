package main

import (
	"bufio"
	"encoding/json"
	"fmt"

	"buildsite/internal/article"
	"buildsite/internal/content"
	"buildsite/internal/problem"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

type timexCmd struct {
	Paths    []string `arg:"" optional:"" name:"path" help:"Articles and folders of articles. None: JSON Lines on standard input, {\"id\",\"text\",\"published\"}, answered by JSON Lines, {\"id\",\"timexes\"}, offsets in code points."`
	DCT      string   `name:"dct" placeholder:"DAY" help:"Count relative expressions from this day, such as 2025-05-28, where the article does not say its own."`
	Language string   `default:"en" help:"Language of articles that do not say theirs."`
	JSON     bool     `name:"json" help:"Print one JSON object a line."`
}

// A foundTimex is a line of timex --json.
type foundTimex struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"` // in code points
	Begin  int    `json:"begin"`  // bytes of the file
	End    int    `json:"end"`
	Text   string `json:"text"`
	Type   string `json:"type"`
	Value  string `json:"value"` // "" when unresolved
	Mod    string `json:"mod,omitempty"`
	Anchor string `json:"anchor"`
	Date   string `json:"date"` // EDTF, "" when it has none
	Rule   string `json:"rule"`
}

// Run prints every temporal expression of the articles, or of the records on
// standard input.
func (c *timexCmd) Run(a *app) error {
	if len(c.Paths) == 0 {
		return c.lines(a)
	}
	var dct edtf.Date
	if c.DCT != "" {
		d, err := edtf.Parse(c.DCT)
		if err != nil || !d.IsDay() {
			return fmt.Errorf("--dct %s is no day: write it like 2025-05-28", c.DCT)
		}
		dct = d
	}
	folder, problems := content.ReadArticles(a.ctx, c.Paths, content.Options{})
	defer folder.Close()
	a.printProblems(problems.In(folder.Base))
	if problems.Err() != nil {
		return exitStatus(1)
	}
	w := bufio.NewWriter(a.stdout)
	for _, art := range folder.Incidents[0].Articles {
		for _, f := range c.find(art, dct) {
			if err := c.print(w, f); err != nil {
				return err
			}
		}
	}
	return w.Flush()
}

// find returns the expressions of one article. Its own day of publication goes
// before that of the command line.
func (c *timexCmd) find(art *article.Article, dct edtf.Date) []foundTimex {
	if y, m, d, ok := article.Day(art.Published); ok {
		if own, err := edtf.Parse(fmt.Sprintf("%04d-%02d-%02d", y, m, d)); err == nil {
			dct = own
		}
	}
	var found []foundTimex
	for _, x := range timex.For(nameOr(art.Language, c.Language)).Tag(art.Text, dct) {
		at := art.ToSource(x.Span)
		place := problem.At(art.Path, art.Source, at.Start, "")
		found = append(found, foundTimex{
			File: art.Path, Line: place.Line, Column: place.Column, Begin: at.Start, End: at.End,
			Text: art.Slice(x.Span), Type: string(x.Type), Value: x.Value, Mod: x.Mod,
			Anchor: string(x.Anchor), Date: x.Date.String(), Rule: x.Rule,
		})
	}
	return found
}

func (c *timexCmd) print(w *bufio.Writer, f foundTimex) error {
	if c.JSON {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return e.Encode(f)
	}
	_, err := fmt.Fprintf(w, "%s:%d:%d\t%s\t%s\t%q\t%s\n", f.File, f.Line, f.Column, f.Type, nameOr(f.Value, "unresolved"), f.Text, f.Rule)
	return err
}
