package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fatih/color"
	"github.com/mattn/go-isatty"

	"buildsite/internal/problem"
)

// say prints to standard output, unless --quiet.
func (a *app) say(format string, args ...any) {
	if !a.Quiet {
		fmt.Fprintf(a.stdout, format, args...)
	}
}

// interrupted says that the user stopped the command, and what that leaves.
func (a *app) interrupted(what string) error {
	fmt.Fprintf(a.stderr, "buildsite: interrupted: %s\n", what)
	return exitStatus(130) // 128 + SIGINT, as shells count
}

// printError prints err to standard error, problems in full.
func (a *app) printError(err error) {
	var list problem.List
	if errors.As(err, &list) {
		a.printProblems(list)
		return
	}
	var one problem.Problem
	if errors.As(err, &one) {
		a.printProblems(problem.List{one})
		return
	}
	fmt.Fprintf(a.stderr, "buildsite: %v\n", err)
}

// printProblems prints each problem with its line and hint, sorted. With
// --quiet warnings are left out.
func (a *app) printProblems(list problem.List) {
	list.Sort()
	if a.Quiet {
		list = slices.DeleteFunc(slices.Clone(list), func(p problem.Problem) bool { return p.Warning })
	}
	io.WriteString(a.stderr, formatProblems(list, terminal(a.stderr) && wantsColor()))
}

// formatProblems returns the messages of list, with or without colours.
func formatProblems(list problem.List, colored bool) string {
	red, yellow := color.New(color.FgRed, color.Bold), color.New(color.FgYellow, color.Bold)
	faint := color.New(color.Faint)
	for _, c := range []*color.Color{red, yellow, faint} {
		if colored {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
	}
	var b strings.Builder
	for _, p := range list {
		head, rest, _ := strings.Cut(p.Format(), "\n")
		if p.Warning {
			head = yellow.Sprint("warning:") + strings.TrimPrefix(head, "warning:")
		} else {
			head = red.Sprint("error:") + " " + head
		}
		b.WriteString(head + "\n")
		for line := range strings.Lines(rest) {
			b.WriteString(faint.Sprint(strings.TrimSuffix(line, "\n")) + "\n")
		}
	}
	return b.String()
}

// terminal reports whether w is a terminal.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}

// wantsColor reports whether the user wants colours (https://no-color.org).
func wantsColor() bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// patience is how long a command runs before it shows how far it is.
const patience = 500 * time.Millisecond

// A progress shows how far a command is, on one line of a terminal that is
// gone in the end. The zero progress shows nothing.
type progress struct {
	w     io.Writer // nil when nothing is to be shown
	what  string
	mu    sync.Mutex
	next  time.Time
	shown bool
}

func (a *app) progress(what string) *progress {
	p := &progress{what: what, next: time.Now().Add(patience)}
	if terminal(a.stderr) && !a.Quiet && os.Getenv("TERM") != "dumb" {
		p.w = a.stderr
	}
	return p
}

// show says that done of total are done. It may be called from any goroutine,
// as often as one likes.
func (p *progress) show(done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := time.Now(); p.w != nil && now.After(p.next) {
		fmt.Fprintf(p.w, "\r%s %d of %d\x1b[K", p.what, done, total)
		p.next, p.shown = now.Add(100*time.Millisecond), true
	}
}

// clear removes the line.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		io.WriteString(p.w, "\r\x1b[K")
	}
	p.w = nil
}
