package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"buildsite/internal/content"
	"buildsite/internal/output"
	"buildsite/internal/problem"
)

// A note is what a build says, kept for builds that make nothing.
type note struct {
	Counts   string
	Warnings problem.List `json:",omitempty"` // with paths as they are in the folder
}

// recipe returns what the site is made of, for the next build. Where a warning
// shows a line of a file, or names one, nothing is kept, so that neither is
// published with the site, and the next build makes everything again to say it.
func (s *assembly) recipe(inputs string) output.Recipe {
	for _, p := range s.inside {
		if p.Excerpt != "" || p.Path != "." {
			return output.Recipe{}
		}
	}
	text, err := json.Marshal(note{s.counts(), s.inside})
	if err != nil {
		return output.Recipe{}
	}
	return output.Recipe{Inputs: inputs, Note: string(text)}
}

// readNote reads what recipe kept.
func readNote(text string) (n note, ok bool) {
	err := json.Unmarshal([]byte(text), &n)
	return n, err == nil
}

// folder returns the folder that a source is read from, as the user typed it.
func (s source) folder(a *app) string {
	if s.Articles != "" {
		return filepath.ToSlash(s.Articles)
	}
	return filepath.ToSlash(a.Site)
}

// inputs returns a digest of everything that the site of a source is a function
// of: the files, the flags and this program. It is "" when something cannot be
// read; the build will say what.
func (a *app) inputs(from source) string {
	program := programDigest()
	if program == "" {
		return ""
	}
	root, names, as := a.Site, []string{"config.toml", "content", "templates", "static", pinFolder}, ""
	if from.Articles != "" {
		abs, err := filepath.Abs(from.Articles)
		if info, err2 := os.Stat(abs); err != nil || err2 != nil || !info.IsDir() {
			return ""
		}
		root, names, as = from.Articles, []string{"."}, filepath.Base(abs)
	}
	files, err := content.Digest(a.ctx, root, names...)
	if err != nil {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q", []string{program, files, as, from.BaseURL, fmt.Sprint(from.KeepGoing)})
	return hex.EncodeToString(h.Sum(nil))
}

// buildIDWithin is how much of the beginning of a program holds its build ID.
const buildIDWithin = 64 << 10

// programDigest returns what tells this program from all others: the SHA-256 of
// its beginning, where the linker puts a build ID that is another whenever
// anything in the program is, or, without one, of all of it. It is "" when the
// program cannot be read.
func programDigest() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, buildIDWithin))
	if err != nil {
		return ""
	}
	h := sha256.New()
	h.Write(head)
	if !hasBuildID(head) {
		if _, err := io.Copy(h, f); err != nil {
			return ""
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// hasBuildID reports whether the beginning of a program holds a build ID of Go:
// as a note of type 4 in ELF, else as text.
func hasBuildID(head []byte) bool {
	for _, order := range []string{"\x04\x00\x00\x00Go\x00\x00", "\x00\x00\x00\x04Go\x00\x00", "\xff Go build ID: \""} {
		if bytes.Contains(head, []byte(order)) {
			return true
		}
	}
	return false
}
