// Package ingest turns outside files into articles that a person can read and
// correct: saved web pages (HTML, single-file HTML, MHTML), plain text,
// Markdown, RSS, Atom and JSON feeds with full text, WARC archives, PDF (through
// the program pdftotext, where it is installed) and e-mail; and timelines made
// for TimelineJS (JSON, CSV) into events.
//
// Read takes the bytes of one file and returns drafts: the main text as
// Markdown, and metadata of which every value says where it was found. Nothing
// is fetched and nothing is guessed: what a file does not say stays empty. Plan
// compares drafts with each other and with the articles already there, tells
// duplicates and copies of agency texts, and names the new files; Format prints
// one. Writing them is the caller's.
//
// A format is one row of formats and one file of this package: a function from
// bytes to drafts.
package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"

	"buildsite/internal/problem"
)

// A Value is one piece of metadata and where it was found.
type Value struct {
	Text string
	From string // "JSON-LD datePublished", "meta og:title", "dated URL"; "" when Text is ""
}

// Meta is what is known about an article, in the terms of its front matter.
type Meta struct {
	Title, Publisher, Author, Agency, Published, Language, URL, ArchiveURL, Retrieved, Rights Value
}

// A Draft is one article found in a file.
type Draft struct {
	Meta
	Body     string   // Markdown, without the title
	Notes    []string // what the editor should know: "encoding guessed: windows-1250"
	Original string   // the name of the file, without folders
	SHA256   string   // of the file, lower-case hex
	Entry    int      // number of the entry in a feed or archive, from 1; 0 when the file is one article
}

// An Event is one entry of an imported timeline.
type Event struct {
	Title string
	Date  string   // EDTF
	Text  string   // Markdown
	Group string   // as the timeline names it
	Links []string // http and https addresses in it, in order
	From  string   // the title of the timeline, else the name of the file
}

// A Result is what a file holds.
type Result struct {
	Drafts []Draft
	Events []Event
}

// Limits keeps a hostile or mistaken file from filling memory. Zero fields mean
// the values of DefaultLimits.
type Limits struct {
	File     int64 // bytes of a file
	Unpacked int64 // bytes of what a compressed file unpacks to
	Page     int64 // bytes of one page
	Entries  int   // entries of a feed or archive
}

// DefaultLimits are the limits of an import without flags.
var DefaultLimits = Limits{File: 32 << 20, Unpacked: 256 << 20, Page: 8 << 20, Entries: 500}

func (l Limits) orDefault() Limits {
	d := DefaultLimits
	if l.File == 0 {
		l.File = d.File
	}
	if l.Unpacked == 0 {
		l.Unpacked = d.Unpacked
	}
	if l.Page == 0 {
		l.Page = d.Page
	}
	if l.Entries == 0 {
		l.Entries = d.Entries
	}
	return l
}

// A file is what a format reads.
type file struct {
	path   string // as the user typed it
	src    []byte
	limits Limits
}

// fail returns a problem about the file as a whole.
func (f file) fail(hint, format string, args ...any) problem.List {
	return problem.List{{Path: f.path, What: fmt.Sprintf(format, args...), Hint: hint}}
}

// A format is one kind of file: how it is told, and how it is read.
type format struct {
	name string
	is   func(f file) bool
	read func(f file) (Result, problem.List)
}

// formats is tried in order; the first that is, reads.
var formats = []format{
	{"PDF", isPDF, readPDF},
	{"WARC", isWARC, readWARC},
	{"MHTML", isMHTML, readMHTML},
	{"e-mail", isEmail, readEmail},
	{"TimelineJS JSON", isTimelineJSON, readTimelineJSON},
	{"TimelineJS CSV", isTimelineCSV, readTimelineCSV},
	{"feed", isFeed, readFeed},
	{"HTML", isHTML, readHTML},
	{"Markdown", isMarkdown, readMarkdown},
	{"plain text", isText, readText},
}

// Readable reports whether a file of this name may be one that Read can read,
// for walking a folder.
func Readable(name string) bool {
	switch extension(name) {
	case "html", "htm", "xhtml", "mhtml", "mht", "txt", "text", "md", "markdown", "rss", "atom", "xml", "json", "warc", "pdf", "eml", "csv", "tsv":
		return true
	}
	return false
}

// extension returns the extension of name, in small letters and without .gz.
func extension(name string) string {
	name = strings.TrimSuffix(strings.ToLower(path.Base(name)), ".gz")
	return strings.TrimPrefix(path.Ext(name), ".")
}

// Read returns the articles and events in the file src at path. Problems that
// are no warnings mean that the file gives nothing; the entries of a feed or
// archive that make no article are warnings.
func Read(path string, src []byte, limits Limits) (Result, problem.List) {
	f := file{path: path, src: src, limits: limits.orDefault()}
	if int64(len(src)) > f.limits.File {
		return Result{}, f.fail("import a smaller file; --max-size raises the limit", "the file has %s, more than the limit of %s", megabytes(int64(len(src))), megabytes(f.limits.File))
	}
	if len(src) == 0 {
		return Result{}, f.fail("save it again", "the file is empty")
	}
	if l := f.unpack(); l != nil {
		return Result{}, l
	}
	for _, format := range formats {
		if !format.is(f) {
			continue
		}
		r, l := format.read(f)
		if l.Err() != nil {
			return Result{}, l
		}
		f.sign(&r, src)
		return r, l
	}
	return Result{}, f.fail("HTML, MHTML, text, Markdown, feeds, WARC, PDF, e-mail, and TimelineJS JSON or CSV can be imported", "this is no kind of file that can be imported")
}

// sign records in each draft which file it came from.
func (f file) sign(r *Result, src []byte) {
	sum := sha256.Sum256(src)
	for i := range r.Drafts {
		r.Drafts[i].Original = baseName(f.path)
		r.Drafts[i].SHA256 = hex.EncodeToString(sum[:])
	}
}

// baseName returns the last part of a path of any system.
func baseName(p string) string {
	return p[strings.LastIndexAny(p, `/\`)+1:]
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KiB", (n+1023)>>10)
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}
