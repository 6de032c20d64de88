package output

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// Changes is what Write would do to a folder. The paths are sorted.
type Changes struct {
	Added, Changed, Removed []string
	Unchanged               int
}

// Compare says what Write would do to dir with files, by the manifest of dir,
// and touches nothing. A folder that is not there, or is not buildsite's, counts
// as empty.
func Compare(ctx context.Context, dir string, files []File) (Changes, error) {
	if err := checkPaths(files); err != nil {
		return Changes{}, err
	}
	old := map[string]entry{}
	if m, err := readManifest(dir); err == nil {
		old = m.entries
	} else if !errors.Is(err, fs.ErrNotExist) {
		return Changes{}, err
	}
	sums, err := digests(ctx, files)
	if err != nil {
		return Changes{}, err
	}
	var c Changes
	for i, f := range files {
		was, there := old[f.Path]
		switch {
		case !there:
			c.Added = append(c.Added, f.Path)
		case was.sum != sums[i]:
			c.Changed = append(c.Changed, f.Path)
		default:
			c.Unchanged++
		}
		delete(old, f.Path)
	}
	for path := range old {
		c.Removed = append(c.Removed, path)
	}
	for _, list := range [][]string{c.Added, c.Changed, c.Removed} {
		slices.SortFunc(list, strings.Compare)
	}
	return c, nil
}

// digests returns the SHA-256 of each file.
func digests(ctx context.Context, files []File) ([]digest, error) {
	sums := make([]digest, len(files))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		g.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			h := sha256.New()
			if err := f.Write(h); err != nil {
				return fmt.Errorf("%s: %w", f.Path, err)
			}
			sums[i] = digest(h.Sum(nil))
			return nil
		})
	}
	return sums, g.Wait()
}
