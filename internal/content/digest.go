package content

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Digest returns the SHA-256, in hex, of what stands at names, files and
// folders in root, with all paths in them: another value whenever anything is
// read that was not read before. What is not there counts as such. Hidden files
// of content and of a folder of articles, and folders that buildsite wrote into
// a folder of articles, do not count, because no article is read from them. The
// error is that something cannot be read, that a link leads to what is no file,
// or ctx.
func Digest(ctx context.Context, root string, names ...string) (string, error) {
	d := &digester{root: root}
	for _, name := range names {
		if err := d.list(name); err != nil {
			return "", err
		}
	}
	if err := d.sum(ctx); err != nil {
		return "", err
	}
	h := sha256.New()
	for _, f := range d.files {
		fmt.Fprintf(h, "%q %s %x\n", f.name, f.mode.Type(), f.sum)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// A digester sums the files below a folder.
type digester struct {
	root  string
	files []digested
}

type digested struct {
	name string // slash-separated, in the root
	mode fs.FileMode
	sum  [sha256.Size]byte // of a regular file, or of what a link leads to
}

// list lists what stands at name.
func (d *digester) list(name string) error {
	articles := name == "content" || name == "."
	return filepath.WalkDir(filepath.Join(d.root, name), func(at string, e fs.DirEntry, err error) error {
		rel, err2 := filepath.Rel(d.root, at)
		rel = filepath.ToSlash(rel)
		switch {
		case errors.Is(err, fs.ErrNotExist) && rel == name:
			d.files = append(d.files, digested{name: rel, mode: fs.ModeIrregular})
			return nil
		case err != nil || err2 != nil:
			return errors.Join(err, err2)
		}
		if articles && rel != name && strings.HasPrefix(e.Name(), ".") || articles && e.IsDir() && d.passedOver(rel) {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		d.files = append(d.files, digested{name: rel, mode: e.Type()})
		return nil
	})
}

// passedOver reports whether Read passes over the folder rel because buildsite
// wrote it. It takes content and the folders of incidents as they are.
func (d *digester) passedOver(rel string) bool {
	if rel == "content" || path.Dir(rel) == "content" {
		return false
	}
	_, err := os.Lstat(filepath.Join(d.root, filepath.FromSlash(rel), Marker))
	return err == nil
}

// sum reads the files, several at the same time.
func (d *digester) sum(ctx context.Context) error {
	var next atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			h := sha256.New()
			buf := make([]byte, 1<<15)
			for i := next.Add(1) - 1; int(i) < len(d.files); i = next.Add(1) - 1 {
				f := &d.files[i]
				if !f.mode.IsRegular() && f.mode.Type() != fs.ModeSymlink {
					continue
				}
				h.Reset()
				if err := f.copyTo(h, filepath.Join(d.root, filepath.FromSlash(f.name)), buf); err != nil {
					return err
				}
				h.Sum(f.sum[:0])
				if ctx.Err() != nil {
					return ctx.Err()
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// copyTo writes the bytes of f, and where it leads if it is a link, to w.
func (f *digested) copyTo(w io.Writer, name string, buf []byte) error {
	if f.mode&fs.ModeSymlink != 0 {
		target, err := os.Readlink(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%q", target)
		if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
			return cmp.Or(err, errors.New(name+" leads to no file"))
		}
	}
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	for {
		n, err := file.Read(buf)
		w.Write(buf[:n])
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
