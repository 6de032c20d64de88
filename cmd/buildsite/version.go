package main

import (
	"fmt"
	"runtime/debug"
)

type versionCmd struct{}

// Run prints the version that the Go tool recorded in the binary: a release
// tag for `go install`, the commit for a build from a clone.
func (c *versionCmd) Run(a *app) error {
	fmt.Fprintf(a.stdout, "buildsite %s\n", version())
	return nil
}

// version returns the release tag of the binary, else its commit, else
// "devel".
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "devel-" + s.Value[:min(12, len(s.Value))]
		}
	}
	return "devel"
}
