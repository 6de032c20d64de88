package output

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// child is the environment variable that makes the test binary write a folder
// again and again until it is killed.
const child = "BUILDSITE_TEST_WRITE"

func TestMain(m *testing.M) {
	if dir := os.Getenv(child); dir != "" {
		writeForever(dir)
	}
	os.Exit(m.Run())
}

// text returns files from pairs of path and content.
func text(pairs ...string) []File {
	var files []File
	for i := 0; i < len(pairs); i += 2 {
		files = append(files, File{pairs[i], func(w io.Writer) error {
			_, err := io.WriteString(w, pairs[i+1])
			return err
		}})
	}
	return files
}

func write(t *testing.T, dir string, pairs ...string) Result {
	t.Helper()
	r, err := Write(context.Background(), dir, text(pairs...), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tree returns the paths and contents of dir, the manifest left out.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		if rel != ManifestName {
			files[filepath.ToSlash(rel)] = string(src)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func wantTree(t *testing.T, dir string, pairs ...string) {
	t.Helper()
	got := tree(t, dir)
	for i := 0; i < len(pairs); i += 2 {
		if s, ok := got[pairs[i]]; !ok || s != pairs[i+1] {
			t.Errorf("%s is %q, want %q", pairs[i], s, pairs[i+1])
		}
	}
	if len(got) != len(pairs)/2 {
		t.Errorf("%d files, want %d: %v", len(got), len(pairs)/2, got)
	}
	beside, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), ".*.buildsite"))
	if len(beside) > 0 {
		t.Errorf("left behind: %v", beside)
	}
}

// wantErr runs Write, which must fail with want in its message and change
// nothing.
func wantErr(t *testing.T, dir, want string, files []File) {
	t.Helper()
	before := fmt.Sprint(tree(t, dir))
	_, err := Write(context.Background(), dir, files, Options{})
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want %q", err, want)
	}
	if after := fmt.Sprint(tree(t, dir)); after != before {
		t.Errorf("the folder changed from %s to %s", before, after)
	}
}

// A second run changes what changed: the file that stays is the same file with
// the same time, the one that is gone is removed with its folder.
func TestWriteAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "public")
	write(t, dir, "index.html", "one", "a/b/gone.html", "x", "keep.css", "same")
	wantTree(t, dir, "index.html", "one", "a/b/gone.html", "x", "keep.css", "same")
	old := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(dir, "keep.css"), old, old); err != nil {
		t.Fatal(err)
	}
	before, _ := os.Stat(filepath.Join(dir, "keep.css"))

	r := write(t, dir, "index.html", "two", "keep.css", "same", "new/index.html", "n")
	if r.Written != 2 || r.Removed != 1 || r.Files != 3 || r.Bytes != 8 {
		t.Errorf("%+v", r)
	}
	wantTree(t, dir, "index.html", "two", "keep.css", "same", "new/index.html", "n")
	after, _ := os.Stat(filepath.Join(dir, "keep.css"))
	if !os.SameFile(before, after) || !after.ModTime().Equal(old) {
		t.Errorf("keep.css was written again: %v", after.ModTime())
	}
	if _, err := os.Stat(filepath.Join(dir, "a")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the folder a is still there")
	}
}

// When nothing changed nothing is touched, the folder itself included.
func TestNothingChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, "index.html", "one", "a/b.html", "x")
	before, _ := os.Stat(dir)
	if r := write(t, dir, "index.html", "one", "a/b.html", "x"); r.Written != 0 || r.Removed != 0 {
		t.Errorf("%+v", r)
	}
	after, _ := os.Stat(dir)
	if !os.SameFile(before, after) {
		t.Error("the folder was replaced")
	}
}

// A file of the site that somebody changed or deleted comes back.
func TestTampered(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, "a.html", "one", "b.html", "two", "c.html", "three")
	later := time.Now().Add(time.Hour)
	os.WriteFile(filepath.Join(dir, "a.html"), []byte("ONE"), 0o644)
	os.Chtimes(filepath.Join(dir, "a.html"), later, later)
	os.Remove(filepath.Join(dir, "b.html"))
	os.Chtimes(filepath.Join(dir, "c.html"), later, later) // touched only
	if r := write(t, dir, "a.html", "one", "b.html", "two", "c.html", "three"); r.Written != 2 {
		t.Errorf("%+v", r)
	}
	wantTree(t, dir, "a.html", "one", "b.html", "two", "c.html", "three")
}

// A file larger than the buffer arrives whole, and is kept like any other.
func TestLargeFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	large := []File{{"film.bin", func(w io.Writer) error {
		line := []byte(strings.Repeat("0123456789abcdef", 1<<12))
		for range 3 * maxBuffer / len(line) {
			if _, err := w.Write(line); err != nil {
				return err
			}
		}
		return nil
	}}}
	for i, want := range []int{1, 0} {
		r, err := Write(context.Background(), dir, large, Options{})
		if err != nil || r.Written != want || r.Bytes != 3*maxBuffer {
			t.Errorf("run %d: %+v %v", i, r, err)
		}
	}
	if info, err := os.Stat(filepath.Join(dir, "film.bin")); err != nil || info.Size() != 3*maxBuffer {
		t.Error(info, err)
	}
}

// A folder that buildsite did not make is refused, whatever is in it, and so is
// one in which somebody left a file of theirs.
func TestForeign(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "documents")
	os.MkdirAll(dir, 0o755)
	os.WriteFile(filepath.Join(dir, "thesis.txt"), []byte("years of work"), 0o644)
	wantErr(t, dir, "thesis.txt", text("index.html", "one"))

	dir = filepath.Join(t.TempDir(), "public")
	write(t, dir, "index.html", "one")
	os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("mine"), 0o644)
	wantErr(t, dir, "notes.txt", text("index.html", "two"))
	os.Remove(filepath.Join(dir, "notes.txt"))
	os.WriteFile(filepath.Join(dir, ".DS_Store"), nil, 0o644)
	write(t, dir, "index.html", "two")
	wantTree(t, dir, "index.html", "two")
}

// An empty folder is taken, and so is a work tree of git, which stays.
func TestEmptyAndGit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	os.MkdirAll(dir, 0o755)
	os.WriteFile(filepath.Join(dir, ".git"), []byte("gitdir: elsewhere"), 0o644)
	write(t, dir, "index.html", "one")
	write(t, dir, "index.html", "two")
	wantTree(t, dir, "index.html", "two", ".git", "gitdir: elsewhere")
}

// A link that names the folder stays a link.
func TestLinkedFolder(t *testing.T) {
	base := t.TempDir()
	real := filepath.Join(base, "www", "site")
	os.MkdirAll(real, 0o755)
	link := filepath.Join(base, "public")
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	write(t, link, "index.html", "one")
	write(t, link, "index.html", "two")
	wantTree(t, real, "index.html", "two")
	if target, err := os.Readlink(link); err != nil || target != real {
		t.Error(target, err)
	}
}

// An error in one page, an interrupt, and paths that cannot be leave the old
// site.
func TestFailure(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, "index.html", "one", "a.html", "a")
	bad := append(text("index.html", "two"), File{"b.html", func(io.Writer) error { return errors.New("no such template") }})
	wantErr(t, dir, "b.html: no such template", bad)
	wantErr(t, dir, "two files for one path: a.html and A.html", text("a.html", "", "A.html", ""))
	wantErr(t, dir, "x is a file and the folder of x/y", text("x", "", "x/y", ""))
	for _, p := range []string{"../up", "/abs", "a//b", "", ".", "a\\b", ".buildsite", "a/../../b"} {
		wantErr(t, dir, "", text(p, ""))
	}
	ctx, cancel := context.WithCancel(context.Background())
	stop := append(text("index.html", "two"), File{"z", func(io.Writer) error { cancel(); return nil }})
	if _, err := Write(ctx, dir, stop, Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	wantTree(t, dir, "index.html", "one", "a.html", "a")
}

// The second of two writers says so and stops; afterwards the folder is free.
func TestTwoAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	var second error
	first := []File{{"index.html", func(w io.Writer) error {
		_, second = Write(context.Background(), dir, text("other.html", ""), Options{})
		_, err := io.WriteString(w, "first")
		return err
	}}}
	if _, err := Write(context.Background(), dir, first, Options{}); err != nil {
		t.Fatal(err)
	}
	if !errors.Is(second, ErrBusy) {
		t.Errorf("the second writer got %v", second)
	}
	wantTree(t, dir, "index.html", "first")
	write(t, dir, "index.html", "third")
}

// The bytes of the folder, manifest included, depend on the files alone: not on
// their order, not on the number of workers, not on what was there before.
func TestSameBytes(t *testing.T) {
	files := version("A")
	first := filepath.Join(t.TempDir(), "public")
	if _, err := Write(context.Background(), first, files, Options{Workers: 1}); err != nil {
		t.Fatal(err)
	}
	second := filepath.Join(t.TempDir(), "public")
	write(t, second, "other.html", "x", "index.html", "y")
	slices.Reverse(files)
	if _, err := Write(context.Background(), second, files, Options{Workers: 7}); err != nil {
		t.Fatal(err)
	}
	a, _ := os.ReadFile(filepath.Join(first, ManifestName))
	b, _ := os.ReadFile(filepath.Join(second, ManifestName))
	if string(a) != string(b) || fmt.Sprint(tree(t, first)) != fmt.Sprint(tree(t, second)) {
		t.Error("the folders differ")
	}
}

// version returns a site of which every second page names its version.
func version(name string) []File {
	var pairs []string
	for i := range 60 {
		content := fmt.Sprintf("page %d", i)
		if i%2 == 0 {
			content += " of " + name + strings.Repeat(" and more", 500)
		}
		pairs = append(pairs, fmt.Sprintf("p/%d/%d.html", i%7, i), content)
	}
	pairs = append(pairs, "only-"+name+".html", name)
	return text(pairs...)
}

// writeForever writes version A and B in turn. It says when the first is there.
func writeForever(dir string) {
	for {
		for _, name := range []string{"A", "B"} {
			if _, err := Write(context.Background(), dir, version(name), Options{}); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
			fmt.Println(name)
		}
	}
}

// Killed at any moment, the folder is the one version or the other, whole; and
// the next run is as if nothing had been.
func TestKill(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("two renames: a kill between them is repaired by the next run, not before")
	}
	want := map[string]string{}
	for _, name := range []string{"A", "B"} {
		dir := filepath.Join(t.TempDir(), name)
		if _, err := Write(context.Background(), dir, version(name), Options{}); err != nil {
			t.Fatal(err)
		}
		want[name] = fmt.Sprint(tree(t, dir))
	}
	dir := filepath.Join(t.TempDir(), "public")
	random := rand.New(rand.NewPCG(1, 2))
	leftovers := 0
	for i := range 60 {
		killWriter(t, dir, time.Duration(random.IntN(60_000))*time.Microsecond)
		if got := fmt.Sprint(tree(t, dir)); got != want["A"] && got != want["B"] {
			t.Fatalf("kill %d: neither version: %.300s", i, got)
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(dir), ".public.buildsite", "new")); err == nil {
			leftovers++
		}
	}
	if leftovers == 0 {
		t.Error("no kill fell into a write: the test shows nothing")
	}
	if _, err := Write(context.Background(), dir, version("A"), Options{}); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(tree(t, dir)); got != want["A"] {
		t.Errorf("after the kills: %.300s", got)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(dir), ".public.buildsite")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the hidden folder is still there")
	}
}

// killWriter starts a process that writes dir, and kills it after its first
// version is there and some time has gone by.
func killWriter(t *testing.T, dir string, after time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), child+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "A\n" {
		t.Fatalf("the writer says %q %v", line, err)
	}
	time.Sleep(after)
	cmd.Process.Kill()
	cmd.Wait()
}

// A kill between the two renames, where folders cannot be exchanged, is
// repaired by the next run, even one that fails.
func TestRepair(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, "index.html", "one")
	aside := filepath.Join(filepath.Dir(dir), ".public.buildsite")
	os.MkdirAll(filepath.Join(aside, "new"), 0o755)
	if err := os.Rename(dir, filepath.Join(aside, "old")); err != nil {
		t.Fatal(err)
	}
	bad := []File{{"b.html", func(io.Writer) error { return errors.New("broken") }}}
	if _, err := Write(context.Background(), dir, bad, Options{}); err == nil {
		t.Fatal("no error")
	}
	wantTree(t, dir, "index.html", "one")
}

// After a finished run every file has one name only: no links that a publishing
// tool could stumble over.
func TestPlainFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, "index.html", "one", "keep.html", "same")
	write(t, dir, "index.html", "two", "keep.html", "same")
	for p := range tree(t, dir) {
		if n := links(t, filepath.Join(dir, p)); n != 1 {
			t.Errorf("%s has %d names", p, n)
		}
	}
}

// site returns n pages of 4 kB.
func site(n int, name string) []File {
	body := []byte(strings.Repeat("<p>The committee met on 4 March 2024 and said so.</p>\n", 75) + name)
	files := make([]File, n)
	for i := range files {
		files[i] = File{fmt.Sprintf("incident/articles/%d.html", i), func(w io.Writer) error {
			fmt.Fprintf(w, "<h1>%d</h1>", i)
			_, err := w.Write(body)
			return err
		}}
	}
	return files
}

// BenchmarkWrite is 10,000 pages of 4 kB: into no folder, over the same, and
// with one page changed.
func BenchmarkWrite(b *testing.B) {
	a := site(10_000, "a")
	changed := slices.Clone(a)
	changed[5000] = site(5001, "b")[5000]
	run := func(b *testing.B, dir string, files []File) {
		if _, err := Write(context.Background(), dir, files, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("cold", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			run(b, filepath.Join(b.TempDir(), fmt.Sprint(i)), a)
		}
	})
	b.Run("same", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "public")
		run(b, dir, a)
		b.ReportAllocs()
		for b.Loop() {
			run(b, dir, a)
		}
	})
	b.Run("one", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "public")
		run(b, dir, a)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			run(b, dir, [][]File{changed, a}[i%2])
		}
	})
}
