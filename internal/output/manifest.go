package output

import (
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ManifestName is the file that says that a folder is buildsite's, and what is
// in it: a first line, a line of what the files were made of, then hash, size
// and path of each file, sorted by path. It is the same for the same files made
// of the same, so it holds no times.
const ManifestName = ".buildsite"

const (
	manifestHead = "buildsite output 2"
	madeOf       = "made of " // and a Recipe
)

// A Recipe says what files are made of.
type Recipe struct {
	Inputs string // a digest of everything that they are a function of, without spaces; "" when it is not known
	Note   string // a line to say when they are made of the same again
}

// line returns r as it stands in a manifest.
func (r Recipe) line() string {
	if r.Inputs == "" {
		return madeOf + "-\n"
	}
	return madeOf + r.Inputs + " " + strings.ReplaceAll(r.Note, "\n", " ") + "\n"
}

// readRecipe returns the recipe of a line.
func readRecipe(line string) Recipe {
	inputs, note, ok := strings.Cut(strings.TrimPrefix(line, madeOf), " ")
	if !ok {
		return Recipe{}
	}
	return Recipe{inputs, note}
}

// A manifest is what a folder says of itself.
type manifest struct {
	info    fs.FileInfo // of its file
	recipe  Recipe
	entries map[string]entry // by path
}

// A digest is the SHA-256 of a file.
type digest [sha256.Size]byte

// An entry is what the manifest says of a file.
type entry struct {
	path string
	size int64
	sum  digest
	kept bool // the old tree has the same
}

// readManifest returns the manifest in dir; fs.ErrNotExist when there is none. A
// line that makes no sense is left out: its file is then rendered and written as
// if it were new.
func readManifest(dir string) (*manifest, error) {
	name := filepath.Join(dir, ManifestName)
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	head, rest, _ := strings.Cut(string(src), "\n")
	if !info.Mode().IsRegular() || !strings.HasPrefix(head, manifestHead[:len(manifestHead)-1]) {
		return nil, fs.ErrNotExist
	}
	m := &manifest{info: info, entries: make(map[string]entry, strings.Count(rest, "\n"))}
	if head == manifestHead && strings.HasPrefix(rest, madeOf) {
		line, files, _ := strings.Cut(rest, "\n")
		m.recipe, rest = readRecipe(line), files
	}
	for line := range strings.Lines(rest) {
		if e, ok := readEntry(strings.TrimSuffix(line, "\n")); ok {
			m.entries[e.path] = e
		}
	}
	return m, nil
}

func readEntry(line string) (entry, bool) {
	sum, rest, _ := strings.Cut(line, " ")
	size, path, ok := strings.Cut(rest, " ")
	if !ok || !fs.ValidPath(path) || len(sum) != base64.RawURLEncoding.EncodedLen(sha256.Size) {
		return entry{}, false
	}
	e := entry{path: path}
	_, err1 := base64.RawURLEncoding.Decode(e.sum[:], []byte(sum))
	var err2 error
	e.size, err2 = strconv.ParseInt(size, 10, 64)
	return e, err1 == nil && err2 == nil
}

// formatManifest returns the manifest of entries made by r.
func formatManifest(entries []entry, r Recipe) []byte {
	sorted := slices.Clone(entries)
	slices.SortFunc(sorted, func(a, b entry) int { return strings.Compare(a.path, b.path) })
	out := append(make([]byte, 0, 100*len(sorted)), manifestHead+"\n"+r.line()...)
	for _, e := range sorted {
		out = base64.RawURLEncoding.AppendEncode(out, e.sum[:])
		out = append(strconv.AppendInt(append(out, ' '), e.size, 10), ' ')
		out = append(append(out, e.path...), '\n')
	}
	return out
}
