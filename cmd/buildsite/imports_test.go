package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ARCHITECTURE.md says which package may import which, and has every package.
// Tests may import what they like.
func TestImports(t *testing.T) {
	const root = "../.."
	allowed := importTable(t, filepath.Join(root, "ARCHITECTURE.md"))
	found := map[string]bool{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, name)
		dir := path.Dir(filepath.ToSlash(rel))
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules" || rel == "e2e" || strings.HasPrefix(rel, ".") && rel != ".") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		found[dir] = true
		may, listed := allowed[dir]
		if !listed {
			t.Errorf("%s is not in the table of ARCHITECTURE.md", dir)
			allowed[dir] = nil
			return nil
		}
		for _, imported := range ourImports(t, name) {
			if !slices.Contains(may, imported) {
				t.Errorf("%s imports %s; ARCHITECTURE.md allows %s", rel, imported, strings.Join(may, ", "))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir := range allowed {
		if _, err := os.Stat(filepath.Join(root, dir)); err == nil && !found[dir] {
			t.Errorf("%s is in the table of ARCHITECTURE.md and holds no package", dir)
		}
	}
}

// importTable reads the table of packages: which of ours each may import.
func importTable(t *testing.T, name string) map[string][]string {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(src), "| package | what it is | may import (of ours) |\n|---|---|---|\n")
	if !ok {
		t.Fatal("no table of packages in ARCHITECTURE.md")
	}
	table, _, _ = strings.Cut(table, "\n\n")
	allowed := map[string][]string{}
	full := map[string]string{}
	var above []string
	type row struct {
		packages []string
		may      string
		above    []string
	}
	var rows []row
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 3 {
			t.Fatalf("no row of three cells: %s", line)
		}
		packages := list(cells[0])
		rows = append(rows, row{packages, strings.TrimSpace(cells[2]), slices.Clone(above)})
		for _, p := range packages {
			full[path.Base(p)] = p
			above = append(above, p)
		}
	}
	for _, r := range rows {
		var may []string
		rest, all := strings.CutPrefix(r.may, "all")
		switch {
		case r.may == "–":
		case all:
			may = above // the whole table
			if strings.HasPrefix(rest, " of the above") {
				may = r.above
			}
			_, but, _ := strings.Cut(rest, " but ")
			for _, short := range list(but) {
				may = slices.DeleteFunc(slices.Clone(may), func(p string) bool { return p == full[short] })
			}
		default:
			for _, short := range list(r.may) {
				p, ok := full[short]
				if !ok {
					t.Errorf("ARCHITECTURE.md lets %s import %s, which is no package of the table", r.packages[0], short)
				}
				may = append(may, p)
			}
		}
		for _, p := range r.packages {
			allowed[p] = may
		}
	}
	return allowed
}

func list(cell string) []string {
	var names []string
	for name := range strings.SplitSeq(cell, ",") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// ourImports returns the packages of this module that a file imports.
func ourImports(t *testing.T, name string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var ours []string
	for _, spec := range file.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if rest, ok := strings.CutPrefix(p, "buildsite/"); ok {
			ours = append(ours, rest)
		}
	}
	return ours
}
