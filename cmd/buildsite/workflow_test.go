package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/goccy/go-yaml"
)

// A workflow is what the tests look at of a workflow of GitHub.
type workflow struct {
	Permissions map[string]string `yaml:"permissions"`
	Jobs        map[string]struct {
		Permissions map[string]string `yaml:"permissions"`
		Timeout     int               `yaml:"timeout-minutes"`
		RunsOn      string            `yaml:"runs-on"`
		Steps       []struct {
			Uses string            `yaml:"uses"`
			Run  string            `yaml:"run"`
			With map[string]string `yaml:"with"`
		} `yaml:"steps"`
	} `yaml:"jobs"`
}

var (
	pinned  = regexp.MustCompile(`^actions/[a-z-]+@[0-9a-f]{40}$`)
	command = regexp.MustCompile(`go run \./cmd/buildsite (.*)`)
)

// The workflows, ours and the one that init writes, name each action by its
// commit, have no right but those they need, and call commands that there are.
func TestWorkflows(t *testing.T) {
	names, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil || len(names) < 2 {
		t.Fatal(names, err)
	}
	names = append(names, "starter/.github/workflows/publish.yml")
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var w workflow
		if err := yaml.Unmarshal(src, &w); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" {
			t.Errorf("%s: permissions of all jobs are %v", name, w.Permissions)
		}
		for id, job := range w.Jobs {
			if job.Timeout == 0 || strings.HasSuffix(job.RunsOn, "-latest") || len(job.Steps) == 0 {
				t.Errorf("%s: job %s has no time limit, no fixed system or no steps", name, id)
			}
			if job.Permissions["contents"] == "write" {
				t.Errorf("%s: job %s may write to the repository", name, id)
			}
			for _, step := range job.Steps {
				if step.Uses != "" && !pinned.MatchString(step.Uses) {
					t.Errorf("%s: %s is not named by its commit", name, step.Uses)
				}
				if strings.HasPrefix(step.Uses, "actions/checkout@") && step.With["persist-credentials"] != "false" {
					t.Errorf("%s: a checkout of job %s leaves its token behind", name, id)
				}
				if m := command.FindStringSubmatch(step.Run); m != nil {
					tryCommand(t, name, strings.Fields(strings.ReplaceAll(m[1], `"$BASE_URL"`, "https://example.org/")))
				}
			}
		}
	}
}

// tryCommand parses a command line without running it.
func tryCommand(t *testing.T, name string, args []string) {
	t.Helper()
	parser := kong.Must(&CLI{}, kong.Name("buildsite"), kong.Writers(io.Discard, io.Discard))
	if _, err := parser.Parse(args); err != nil {
		t.Errorf("%s: buildsite %s: %v", name, strings.Join(args, " "), err)
	}
}
