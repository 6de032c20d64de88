package output

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ManifestName is the file that says that a folder is buildsite's, and what is
// in it: a first line, then hash, size and path of each file, sorted by path.
// It is the same for the same files, so it holds no times.
const ManifestName = ".buildsite"

const manifestHead = "buildsite output 1"

// A digest is the SHA-256 of a file.
type digest [sha256.Size]byte

// An entry is what the manifest says of a file.
type entry struct {
	path string
	size int64
	sum  digest
	kept bool // the old tree has the same
}

// readManifest returns the entries of the manifest in dir by path, and whether
// there is one. A line that makes no sense is left out: its file is then
// rendered and written as if it were new.
func readManifest(dir string) (map[string]entry, fs.FileInfo, error) {
	name := filepath.Join(dir, ManifestName)
	info, err := os.Lstat(name)
	if err != nil {
		return nil, nil, err
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	head, rest, _ := strings.Cut(string(src), "\n")
	if !info.Mode().IsRegular() || head != manifestHead {
		return nil, nil, fs.ErrNotExist
	}
	entries := make(map[string]entry, strings.Count(rest, "\n"))
	for line := range strings.Lines(rest) {
		fields := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 3)
		if len(fields) != 3 || !fs.ValidPath(fields[2]) {
			continue
		}
		e := entry{path: fields[2]}
		sum, err := base64.RawURLEncoding.DecodeString(fields[0])
		if err != nil || copy(e.sum[:], sum) != len(e.sum) {
			continue
		}
		if e.size, err = strconv.ParseInt(fields[1], 10, 64); err != nil {
			continue
		}
		entries[e.path] = e
	}
	return entries, info, nil
}

// formatManifest returns the manifest of entries.
func formatManifest(entries []entry) []byte {
	sorted := slices.Clone(entries)
	slices.SortFunc(sorted, func(a, b entry) int { return strings.Compare(a.path, b.path) })
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	fmt.Fprintln(w, manifestHead)
	for _, e := range sorted {
		w.WriteString(base64.RawURLEncoding.EncodeToString(e.sum[:]))
		fmt.Fprintf(w, " %d %s\n", e.size, e.path)
	}
	w.Flush()
	return b.Bytes()
}
