package desk

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestMain runs the writer of TestKilled when asked to.
func TestMain(m *testing.M) {
	if dir := os.Getenv("DESK_WRITE_FOREVER"); dir != "" {
		writeForever(dir)
	}
	os.Exit(m.Run())
}

// version returns content number n: long, and different in every byte.
func version(n int) []byte { return bytes.Repeat([]byte{byte('a' + n%2)}, 300_000) }

func writeForever(dir string) {
	s, err := OpenStore(dir)
	if err != nil {
		panic(err)
	}
	for n := 0; ; n++ {
		old, err := s.Read("events/a.md")
		if err == nil {
			err = s.Replace("events/a.md", old, version(n))
		}
		if err != nil {
			panic(err)
		}
		fmt.Println(n)
	}
}

// TestKilled kills a process that writes at moments it does not choose: the
// file is one of the versions, whole, and the next writer is not held up.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	rng := rand.New(rand.NewSource(7))
	for range 15 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "DESK_WRITE_FOREVER="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 1)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rng.Intn(8_000)) * time.Microsecond)
		cmd.Process.Kill()
		cmd.Wait()
		got, err := os.ReadFile(filepath.Join(dir, "events", "a.md"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, version(0)) && !bytes.Equal(got, version(1)) {
			t.Fatalf("the file is torn: %d bytes", len(got))
		}
	}
	s, err := OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	old, _ := s.Read("events/a.md")
	if err := s.Replace("events/a.md", old, []byte("end")); err != nil {
		t.Fatal(err)
	}
	if files, _ := os.ReadDir(filepath.Join(dir, "events")); len(files) != 1 {
		t.Errorf("left behind: %v", files)
	}
}

// TestStoreOthers shows that nobody's change is overwritten.
func TestStoreOthers(t *testing.T) {
	dir := t.TempDir()
	a, _ := OpenStore(dir)
	b, _ := OpenStore(dir)
	defer a.Close()
	defer b.Close()
	if err := a.Create("events/x.md", []byte("one")); err != nil {
		t.Fatal(err)
	}
	if err := b.Create("events/x.md", []byte("two")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("created over a file: %v", err)
	}
	if err := b.Replace("events/x.md", []byte("zero"), []byte("two")); !errors.Is(err, ErrChanged) {
		t.Errorf("replaced what it had not seen: %v", err)
	}
	if err := b.Replace("events/x.md", []byte("one"), nil); err != nil {
		t.Error(err)
	}
	if err := a.Replace("events/x.md", []byte("one"), []byte("three")); !errors.Is(err, ErrChanged) {
		t.Errorf("replaced a file that is gone: %v", err)
	}
}

// TestStoreInside shows that no name leads out of the folder.
func TestStoreInside(t *testing.T) {
	outside := t.TempDir()
	dir := t.TempDir()
	s, _ := OpenStore(dir)
	defer s.Close()
	if err := os.Symlink(outside, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"../x.md", "link/x.md", "/etc/x.md", "a/../../x.md"} {
		if err := s.Create(name, []byte("x")); err == nil {
			t.Errorf("%s was written", name)
		}
	}
	if files, _ := os.ReadDir(outside); len(files) > 0 {
		t.Error("written outside")
	}
}

// TestStoreTogether lets many writers add lines to one file: none is lost.
func TestStoreTogether(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s, err := OpenStore(dir)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			for {
				old, err := s.Read("log")
				if err != nil {
					t.Error(err)
					return
				}
				err = s.Replace("log", old, append(bytes.Clone(old), fmt.Sprintf("%d\n", n)...))
				if err == nil {
					return
				}
				if !errors.Is(err, ErrChanged) {
					t.Error(err)
					return
				}
			}
		}()
	}
	wg.Wait()
	got, _ := os.ReadFile(filepath.Join(dir, "log"))
	if strings.Count(string(got), "\n") != 8 {
		t.Errorf("lines were lost:\n%s", got)
	}
}
