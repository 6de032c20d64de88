// Package ghpages serves a folder as GitHub Pages serves a project site: below
// /NAME/, a path without extension from its .html file, a folder only with its
// slash, 404.html with status 404 for everything else, never a listing.
package ghpages

import (
	"bytes"
	"compress/gzip"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// The types of GitHub Pages that differ from, or are missing in, Go's table.
var types = map[string]string{
	".atom":        "application/atom+xml",
	".bib":         "application/x-bibtex",
	".csv":         "text/csv",
	".ics":         "text/calendar",
	".js":          "application/javascript",
	".json":        "application/json",
	".jsonld":      "application/ld+json",
	".md":          "text/markdown",
	".ris":         "application/x-research-info-systems",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".webmanifest": "application/manifest+json",
	".xml":         "application/xml",
}

// Handler serves dir below prefix, which begins and ends in "/".
func Handler(prefix, dir string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Cache-Control", "max-age=600")
		if r.URL.Path+"/" == prefix {
			http.Redirect(w, r, prefix, http.StatusMovedPermanently)
			return
		}
		rest, ok := strings.CutPrefix(r.URL.Path, prefix)
		if !ok {
			http.NotFound(w, r)
			return
		}
		file, redirect := Resolve(dir, rest)
		switch {
		case redirect:
			http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
		case file != "":
			serve(w, r, file, http.StatusOK)
		default:
			serve(w, r, filepath.Join(dir, "404.html"), http.StatusNotFound)
		}
	})
}

// Resolve returns the file of dir that a URL path below the site's prefix is
// served from, "" when there is none, or that the path needs a slash first.
func Resolve(dir, urlPath string) (file string, redirect bool) {
	clean := path.Clean("/" + urlPath)
	name := filepath.Join(dir, filepath.FromSlash(clean))
	if urlPath == "" || strings.HasSuffix(urlPath, "/") {
		name = filepath.Join(name, "index.html")
		if isFile(name) {
			return name, false
		}
		return "", false
	}
	if isFile(name) {
		return name, false
	}
	if isFile(name + ".html") {
		return name + ".html", false
	}
	if isFile(filepath.Join(name, "index.html")) {
		return "", true
	}
	return "", false
}

// isFile also compares the name's case, which Pages does and some disks do not.
func isFile(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode().IsRegular()
}

func serve(w http.ResponseWriter, r *http.Request, name string, status int) {
	body, err := os.ReadFile(name)
	if err != nil {
		http.Error(w, "404", http.StatusNotFound)
		return
	}
	kind, ok := types[filepath.Ext(name)]
	if !ok {
		kind = mime.TypeByExtension(filepath.Ext(name))
	}
	if kind == "" {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	if !strings.HasPrefix(kind, "image/png") && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write(body)
		z.Close()
		body = b.Bytes()
		w.Header().Set("Content-Encoding", "gzip")
	}
	w.WriteHeader(status)
	w.Write(body)
}
