package site

import (
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"

	"buildsite/internal/output"
	"buildsite/internal/problem"
	"buildsite/static"
)

// An asset is a file of static/.
type asset struct {
	path string // from the root of the site
	data []byte
	href template.URL // with the hash of its bytes, so that a browser never keeps an old one
}

// loadAssets reads the defaults, and over them the user's files by name.
func (b *builder) loadAssets() problem.List {
	found := map[string][]byte{}
	for _, layer := range []fs.FS{static.FS, b.Static} {
		if layer == nil {
			continue
		}
		err := fs.WalkDir(layer, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) == ".go" {
				return err
			}
			data, err := fs.ReadFile(layer, name)
			found[name] = data
			return err
		})
		if err != nil {
			return problem.List{{Path: "static", What: err.Error()}}
		}
	}
	css, problems := b.themed(string(found["style.css"]))
	found["style.css"] = []byte(css)
	list := make([]string, 0, len(found))
	for name := range found {
		list = append(list, name)
	}
	sort.Strings(list)
	for _, name := range list {
		a := newAsset(name, found[name])
		switch name {
		case "style.css":
			b.style = a
		case "filter.js":
			b.script = a
		default:
			b.others = append(b.others, a)
		}
	}
	return problems
}

func newAsset(name string, data []byte) asset {
	sum := sha256.Sum256(data)
	return asset{path: name, data: data, href: template.URL("~/" + name + "?" + hex.EncodeToString(sum[:4]))}
}

// assets returns the files of static/ as they go out.
func (b *builder) assets() []output.File {
	var files []output.File
	for _, a := range append([]asset{b.style, b.script}, b.others...) {
		if strings.HasPrefix(path.Base(a.path), ".") && a.path != ".nojekyll" {
			continue
		}
		files = append(files, output.File{Path: a.path, Write: func(w io.Writer) error {
			_, err := w.Write(a.data)
			return err
		}})
	}
	return files
}
