package ingest

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"buildsite/internal/problem"
)

// pdfTime is how long pdftotext may take for one file.
const pdfTime = time.Minute

func isPDF(f file) bool {
	return bytes.HasPrefix(f.src, []byte("%PDF-")) || extension(f.path) == "pdf"
}

// readPDF reads the text of a PDF with the program pdftotext, which must be
// installed (Debian: poppler-utils). The program gets the file on its standard
// input and touches no other.
func readPDF(f file) (Result, problem.List) {
	if !bytes.HasPrefix(f.src, []byte("%PDF-")) {
		return Result{}, f.fail("save it again", "the file is named .pdf and is no PDF")
	}
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return Result{}, f.fail("install it (Debian: apt install poppler-utils; macOS: brew install poppler), or save the text as .txt", "a PDF can only be read with the program pdftotext, which is not installed")
	}
	ctx, stop := context.WithTimeout(context.Background(), pdfTime)
	defer stop()
	cmd := exec.CommandContext(ctx, program, "-enc", "UTF-8", "-htmlmeta", "-", "-")
	cmd.Stdin = bytes.NewReader(f.src)
	var out limitedBuffer
	out.left = f.limits.Page
	var messages bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &messages
	err = cmd.Run()
	switch {
	case out.left < 0:
		return Result{}, f.fail("split the PDF", "the PDF holds more than %s of text", megabytes(f.limits.Page))
	case ctx.Err() != nil:
		return Result{}, f.fail("print the pages you need into a smaller PDF", "pdftotext was stopped after %s", pdfTime)
	case err != nil:
		return Result{}, f.fail("it may be damaged or have a password", "pdftotext cannot read the PDF: %s", firstLine(messages.String(), err))
	}
	return f.pdfDraft(out.String())
}

func firstLine(s string, err error) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	if line == "" {
		return err.Error()
	}
	return clean(line)
}

// A limitedBuffer stops its writer after left bytes.
type limitedBuffer struct {
	bytes.Buffer
	left int64
}

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		return 0, errors.New("too much text")
	}
	return b.Buffer.Write(p)
}

// pdfDraft makes a draft of what pdftotext -htmlmeta prints.
func (f file) pdfDraft(page string) (Result, problem.List) {
	doc, err := html.Parse(strings.NewReader(strings.ToValidUTF8(page, "\ufffd")))
	if err != nil {
		return Result{}, f.fail("save it again", "the PDF cannot be read: %v", err)
	}
	p := newPage(doc)
	d := Draft{}
	if n := find(doc, atom.Title); n != nil && innerText(n) != "" {
		d.Title = Value{innerText(n), "PDF title"}
	}
	d.Author = first(isName, finding{"PDF author", p.meta["author"]})
	pre := find(doc, atom.Pre)
	if pre != nil && pre.FirstChild != nil {
		d.Body = PlainToMarkdown(reflow(pre.FirstChild.Data))
	}
	if words := len(strings.Fields(d.Body)); words < minWords {
		return Result{}, f.fail("it may be a scan: run it through a text recognition program first", "the PDF has %d words of text", words)
	}
	d.Notes = append(d.Notes, "read from a PDF: check the order of columns")
	return Result{Drafts: []Draft{d}}, nil
}

// pageNumber is a line that holds only the number of a page.
var pageNumber = regexp.MustCompile(`^(\d{1,4}|(?i:page|strana|seite) \d{1,4}( (of|z|von|/) \d{1,4})?)$`)

// reflow joins the lines of a paragraph of a printed page and the words that
// were divided at its line ends.
func reflow(text string) string {
	var b strings.Builder
	for _, paragraph := range strings.Split(strings.ReplaceAll(text, "\f", "\n\n"), "\n\n") {
		joined := ""
		for _, line := range strings.Split(paragraph, "\n") {
			line = strings.TrimSpace(line)
			switch {
			case line == "" || pageNumber.MatchString(line):
			case divided(joined, line):
				joined = strings.TrimSuffix(joined, "-") + line
			case joined == "":
				joined = line
			default:
				joined += " " + line
			}
		}
		if joined != "" {
			b.WriteString(joined + "\n\n")
		}
	}
	return b.String()
}

// divided reports whether the last word of before goes on in after.
func divided(before, after string) bool {
	stem, ok := strings.CutSuffix(before, "-")
	if !ok {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(stem)
	next, _ := utf8.DecodeRuneInString(after)
	return unicode.IsLower(last) && unicode.IsLower(next)
}
