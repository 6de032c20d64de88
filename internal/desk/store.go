package desk

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"

	"github.com/gofrs/flock"
)

// ErrChanged says that a file is not what the writer thought: somebody else
// wrote it meanwhile.
var ErrChanged = errors.New("the file was changed meanwhile")

// A Store writes the files of one folder, each as a whole: whoever reads, and
// whenever the process is killed, finds the old file or the new one, never a
// part. Names are slash-separated and relative; none leads out of the folder,
// through links neither. Stores of one folder, in one process or several, wait
// for each other.
type Store struct {
	root *os.Root
	dir  string
	mu   sync.Mutex
	lock *flock.Flock
}

// OpenStore opens the folder dir, which it makes if need be.
func OpenStore(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	name := fmt.Sprintf("buildsite-%x.lock", sha256.Sum256([]byte(abs)))
	return &Store{root: root, dir: dir, lock: flock.New(filepath.Join(os.TempDir(), name))}, nil
}

// Close closes the folder.
func (s *Store) Close() error { return s.root.Close() }

// Exists reports whether there is a file or folder of that name.
func (s *Store) Exists(name string) bool {
	_, err := s.root.Lstat(filepath.FromSlash(name))
	return err == nil
}

// Read returns the bytes of a file, nil when there is none.
func (s *Store) Read(name string) ([]byte, error) {
	src, err := s.root.ReadFile(filepath.FromSlash(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if src == nil && err == nil {
		src = []byte{}
	}
	return src, err
}

// Create writes a new file. The error is fs.ErrExist when there is one.
func (s *Store) Create(name string, data []byte) error {
	err := s.Replace(name, nil, data)
	if errors.Is(err, ErrChanged) {
		return &fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}
	}
	return err
}

// Replace puts data in the place of a file that holds old; old is nil for a
// file that must not exist yet, data is nil to remove the file. The error is
// ErrChanged when the file holds something else.
func (s *Store) Replace(name string, old, data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.lock.Lock(); err != nil {
		return err
	}
	defer s.lock.Unlock()
	now, err := s.Read(name)
	if err != nil {
		return err
	}
	if (now == nil) != (old == nil) || !bytes.Equal(now, old) {
		return fmt.Errorf("%s: %w", name, ErrChanged)
	}
	file := filepath.FromSlash(name)
	if data == nil {
		return s.root.Remove(file)
	}
	return s.write(file, data)
}

// write writes a file beside its place and moves it there.
func (s *Store) write(file string, data []byte) error {
	dir := filepath.Dir(file)
	if err := s.root.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	temp := filepath.Join(dir, "."+path.Base(filepath.ToSlash(file))+".part")
	f, err := s.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = s.root.Rename(temp, file)
	}
	if err != nil {
		s.root.Remove(temp)
	}
	return err
}
