package main

import (
	"context"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/rogpeppe/go-internal/testscript"

	"buildsite/internal/config"
	"buildsite/internal/content"
	"buildsite/internal/export"
	"buildsite/internal/output"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"buildsite": main})
}

// Each session of testdata/script shows what a person types and what comes of
// it. The commands of these tests beside testscript's own: same A B (two
// folders have the same files and bytes), nolinks DIR (no symbolic or hard
// links), links DIR (every link inside is relative and leads to a file),
// anywhere DIR TEXT [EXT] (a file, with the ending, holds the text), big FILE MIB (a file of that size),
// hold DIR and free DIR (as another build would), get PATH TEXT (serve's answer
// holds the text, soon).
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("UPDATE") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("NO_COLOR", "1")
			root, err := filepath.Abs("../..")
			e.Setenv("ROOT", root)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"same":    same,
			"nolinks": noLinks,
			"big":     big,
			"get":     get,
			"links":   links,
			"hold":    hold,
			"free":    free,

			"anywhere": anywhere,
		},
	})
}

// snapshot returns the files of a folder with their bytes.
func snapshot(dir string) (map[string]string, error) {
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(src)
		return err
	})
	return files, err
}

func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same A B")
	}
	a, err := snapshot(ts.MkAbs(args[0]))
	ts.Check(err)
	b, err := snapshot(ts.MkAbs(args[1]))
	ts.Check(err)
	if len(a) == 0 {
		ts.Fatalf("%s is empty", args[0])
	}
	if reflect.DeepEqual(a, b) == neg {
		for name := range a {
			if a[name] != b[name] {
				ts.Logf("%s differs", name)
			}
		}
		ts.Fatalf("%s and %s have %d and %d files", args[0], args[1], len(a), len(b))
	}
}

func noLinks(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() || names(name) != 1 {
			return fmt.Errorf("%s is a link", name)
		}
		return nil
	}))
}

func big(ts *testscript.TestScript, neg bool, args []string) {
	var mib int64
	fmt.Sscan(args[1], &mib)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(f.Truncate(mib << 20))
	ts.Check(f.Close())
}

// anywhere looks for a text in all files of a folder.
func anywhere(ts *testscript.TestScript, neg bool, args []string) {
	files, err := snapshot(ts.MkAbs(args[0]))
	ts.Check(err)
	found := ""
	for name, src := range files {
		if (len(args) < 3 || path.Ext(name) == args[2]) && strings.Contains(src, args[1]) {
			found = name
		}
	}
	if (found == "") != neg {
		ts.Fatalf("%q stands in %q", args[1], found)
	}
}

// attribute finds the addresses in a page.
var attribute = regexp.MustCompile(`\s(?:href|src|action|poster|data)="([^"]*)"`)

// links follows every link of every page as a browser does from file://, where
// a folder has no index.
func links(ts *testscript.TestScript, neg bool, args []string) {
	dir := ts.MkAbs(args[0])
	files, err := snapshot(dir)
	ts.Check(err)
	followed := 0
	for name, src := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		for _, m := range attribute.FindAllStringSubmatch(src, -1) {
			u, err := url.Parse(html.UnescapeString(m[1]))
			ts.Check(err)
			if u.Scheme != "" && u.Scheme != "file" || u.Path == "" && u.Host == "" {
				continue
			}
			target := path.Join(path.Dir(name), u.Path)
			if _, ok := files[target]; !ok || strings.HasPrefix(u.Path, "/") || u.Host != "" || strings.HasSuffix(u.Path, "/") {
				if name != "404.html" { // is shown at any address, so it has to know its own
					ts.Fatalf("%s links to %s, which is no file of the site", name, m[1])
				}
			}
			followed++
		}
	}
	if followed == 0 {
		ts.Fatalf("no links in %s", args[0])
	}
}

// lockOf returns the lock that a build of the folder takes.
func lockOf(ts *testscript.TestScript, dir string) *flock.Flock {
	dir = ts.MkAbs(dir)
	return flock.New(filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".buildsite", "lock"))
}

func hold(ts *testscript.TestScript, neg bool, args []string) {
	l := lockOf(ts, args[0])
	ts.Check(os.MkdirAll(filepath.Dir(l.Path()), 0o755))
	locked, err := l.TryLock()
	ts.Check(err)
	if !locked {
		ts.Fatalf("%s is held already", args[0])
	}
	held.Store(l.Path(), l)
}

func free(ts *testscript.TestScript, neg bool, args []string) {
	l, _ := held.LoadAndDelete(lockOf(ts, args[0]).Path())
	ts.Check(l.(*flock.Flock).Unlock())
}

// held is the locks that sessions hold, by path.
var held sync.Map

// serving is the line that serve prints when it is ready.
var serving = regexp.MustCompile(`serving (http://[^ ]+)`)

// get waits until the answer of the running serve, whose output is in the file
// serve.txt, holds the text; or, with !, does not hold it any more.
func get(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: get PATH TEXT")
	}
	var last string
	for range 400 {
		time.Sleep(25 * time.Millisecond)
		out, err := os.ReadFile(ts.MkAbs("serve.txt"))
		m := serving.FindSubmatch(out)
		if err != nil || m == nil {
			continue
		}
		answer, err := http.Get(strings.TrimSuffix(string(m[1]), "/") + args[0])
		if err != nil {
			last = err.Error()
			continue
		}
		var body strings.Builder
		answer.Write(&body)
		last = body.String()
		if strings.Contains(last, args[1]) != neg {
			return
		}
	}
	ts.Fatalf("the answer to %s is\n%s", args[0], last)
}

// config.toml knows the names of the exports that there are.
func TestExportNames(t *testing.T) {
	if want := export.Names(); !reflect.DeepEqual(config.ExportNames, want) {
		t.Errorf("config.ExportNames is %q, want %q", config.ExportNames, want)
	}
}

// A built site is known again by those who read folders.
func TestMarker(t *testing.T) {
	if content.Marker != output.ManifestName {
		t.Errorf("content.Marker is %q, output.ManifestName %q", content.Marker, output.ManifestName)
	}
}

// A port that is taken is said in words.
func TestPortTaken(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	port := fmt.Sprint(listener.Addr().(*net.TCPAddr).Port)
	var stderr strings.Builder
	status := run(context.Background(), []string{"serve", "--port", port}, strings.NewReader(""), io.Discard, &stderr)
	if want := "buildsite: port " + port + " is taken: choose another"; status != 1 || !strings.HasPrefix(stderr.String(), want) {
		t.Errorf("status %d: %s", status, stderr.String())
	}
}

// A user who interrupts is told what that leaves.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("The dam failed on 4 March 2024."), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var stderr strings.Builder
	out := filepath.Join(t.TempDir(), "site")
	status := run(ctx, []string{"build", "--articles", dir, "--out", out}, strings.NewReader(""), io.Discard, &stderr)
	if status != 130 || !strings.HasPrefix(stderr.String(), "buildsite: interrupted: ") {
		t.Errorf("status %d: %s", status, stderr.String())
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("something was written")
	}
}
