package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"buildsite/internal/problem"
)

// Progress is silent for as long as a person is patient, stays on one line, and
// leaves nothing behind.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	p := &progress{w: &out, what: "writing", next: time.Now().Add(time.Hour)}
	p.show(1, 10)
	p.clear()
	if out.Len() > 0 {
		t.Errorf("at once: %q", out.String())
	}
	p = &progress{w: &out, what: "writing"}
	p.show(5, 10)
	p.clear()
	p.show(6, 10)
	if got := out.String(); got != "\rwriting 5 of 10\x1b[K\r\x1b[K" {
		t.Errorf("%q", got)
	}
}

// What is no terminal gets no progress and no colours.
func TestNoTerminal(t *testing.T) {
	file, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	a := &app{Global: &Global{}, stderr: file}
	if p := a.progress("writing"); p.w != nil {
		t.Error("progress into a file")
	}
	a.printProblems(problem.List{{Path: "a", What: "x"}, {Path: "b", What: "y", Warning: true}})
	got, err := os.ReadFile(file.Name())
	if err != nil || string(got) != "error: a: x\nwarning: b: y\n" {
		t.Errorf("%q %v", got, err)
	}
}

// The colours of a terminal, and that NO_COLOR and a dumb terminal have none.
func TestColors(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "xterm")
	if !wantsColor() {
		t.Error("no colours")
	}
	t.Setenv("TERM", "dumb")
	if wantsColor() {
		t.Error("colours on a dumb terminal")
	}
	t.Setenv("TERM", "xterm")
	t.Setenv("NO_COLOR", "1")
	if wantsColor() {
		t.Error("colours in spite of NO_COLOR")
	}
	list := problem.List{{Path: "a", Line: 1, Column: 1, What: "x", Excerpt: "y", Hint: "z"}}
	plain, colored := formatProblems(list, false), formatProblems(list, true)
	if plain != "error: a:1:1: x\n  | y\n  | ^\n  hint: z\n" {
		t.Errorf("%q", plain)
	}
	if !strings.HasPrefix(colored, "\x1b[31;1merror:\x1b[") {
		t.Errorf("%q", colored)
	}
}
