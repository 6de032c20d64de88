// Command testlog reads the events of `go test -json` and prints what a person
// wants to see of them: a line for each package, and all that a test that failed
// has said. It appends the tests that were skipped, with the reason of each, to
// the file named. The exit status is 1 when anything failed.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"regexp"
	"strings"
)

// An event is a line of `go test -json` (go doc test2json).
type event struct {
	Action      string
	Package     string
	ImportPath  string // of build output
	Test        string
	Output      string
	Elapsed     float64 // seconds
	FailedBuild string
}

// A key is one test, or with no name its package.
type key struct{ pkg, test string }

func main() {
	skipped, err := os.OpenFile(os.Args[1], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	said := map[key][]string{}
	failed := false
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		var e event
		if json.Unmarshal(in.Bytes(), &e) != nil {
			fmt.Println(in.Text()) // not from a test: an error of the go command
			failed = true
			continue
		}
		k := key{e.Package, e.Test}
		switch e.Action {
		case "output":
			said[k] = append(said[k], e.Output)
		case "build-output":
			fmt.Print(e.Output)
		case "skip":
			if e.Test != "" {
				fmt.Fprintf(skipped, "  %s %s: %s\n", path.Base(e.Package), e.Test, reason(said[k]))
			}
		case "fail":
			failed = true
			fmt.Print(strings.Join(said[k], ""))
			if e.Test == "" {
				fmt.Printf("FAIL  %s (%.1f s)\n", e.Package, e.Elapsed)
			}
		case "pass":
			if e.Test == "" {
				fmt.Printf("ok    %s (%.1f s)\n", e.Package, e.Elapsed)
			}
		}
		if e.Action == "pass" || e.Action == "skip" || e.Action == "fail" {
			delete(said, k)
		}
	}
	if err := skipped.Close(); err != nil || in.Err() != nil || failed {
		os.Exit(1)
	}
}

// place is where the log of a test begins: "    file_test.go:12: ".
var place = regexp.MustCompile(`^\s+\S+\.go:\d+: `)

// reason returns what a test said before it was skipped.
func reason(lines []string) string {
	for _, line := range lines {
		if place.MatchString(line) {
			return strings.TrimSpace(place.ReplaceAllString(line, ""))
		}
	}
	return "no reason given"
}
