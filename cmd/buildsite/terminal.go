package main

import (
	"errors"
	"fmt"
	"io"

	"buildsite/internal/problem"
)

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

// printProblems prints each problem with its line and hint. With --quiet
// warnings are left out.
func (a *app) printProblems(list problem.List) {
	list.Sort()
	for _, p := range list {
		if p.Warning && a.Quiet {
			continue
		}
		io.WriteString(a.stderr, p.Format())
	}
}
