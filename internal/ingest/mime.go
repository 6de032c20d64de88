package ingest

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"

	"buildsite/internal/problem"
)

// A part is one text of a MIME message.
type part struct {
	kind     string // media type: text/html, text/plain
	declared string // the whole Content-Type
	location string // Content-Location
	body     []byte
}

// maxParts is how many parts of a message are looked at.
const maxParts = 2000

func isMHTML(f file) bool {
	if e := extension(f.path); e == "mhtml" || e == "mht" {
		return true
	}
	h := mailHeader(f.src)
	return h != nil && strings.HasPrefix(strings.ToLower(h.Get("Content-Type")), "multipart/related") && h.Get("From") != "" &&
		(h.Get("Snapshot-Content-Location") != "" || strings.Contains(h.Get("From"), "Saved by"))
}

func isEmail(f file) bool {
	if extension(f.path) == "eml" {
		return true
	}
	h := mailHeader(f.src)
	return extension(f.path) == "" && h != nil && h.Get("From") != "" && h.Get("Date") != "" && h.Get("Mime-Version") != ""
}

// mailHeader returns the header of a message, nil when src is none.
func mailHeader(src []byte) mail.Header {
	if len(src) == 0 || src[0] == '<' || src[0] == '{' {
		return nil
	}
	m, err := mail.ReadMessage(bytes.NewReader(src[:min(len(src), 64<<10)]))
	if err != nil {
		return nil
	}
	return m.Header
}

// readMHTML reads a page that a browser saved as one file: its first HTML part,
// or the one that the header names.
func readMHTML(f file) (Result, problem.List) {
	m, parts, l := f.message()
	if l != nil {
		return Result{}, l
	}
	location := m.Header.Get("Snapshot-Content-Location")
	var root *part
	for i := range parts {
		if parts[i].kind != "text/html" && parts[i].kind != "application/xhtml+xml" {
			continue
		}
		if root == nil || location != "" && parts[i].location == location && root.location != location {
			root = &parts[i]
		}
	}
	if root == nil {
		return Result{}, f.fail("save the page again", "the file holds no web page")
	}
	if location == "" {
		location = root.location
	}
	base := Value{}
	if isAddress(location) {
		base = Value{location, "MHTML Content-Location"}
	}
	d, l := f.page(root.body, root.declared, base, mailDay(m.Header, "MHTML Date"))
	if l.Err() != nil {
		return Result{}, l
	}
	return Result{Drafts: []Draft{d}}, l
}

// mailDay returns the day of a message, as its sender's clock said.
func mailDay(h mail.Header, from string) Value {
	s := isoDate(h.Get("Date"))
	if s == "" {
		return Value{}
	}
	return Value{s[:10], from}
}

// readEmail reads a message, such as a press release or a newsletter: its plain
// text, else its HTML.
func readEmail(f file) (Result, problem.List) {
	m, parts, l := f.message()
	if l != nil {
		return Result{}, l
	}
	d := Draft{}
	d.Title = Value{decodeWords(m.Header.Get("Subject")), "e-mail Subject"}
	if from, err := (&mail.AddressParser{WordDecoder: words}).Parse(m.Header.Get("From")); err == nil && from.Name != "" {
		d.Publisher = Value{clean(from.Name), "e-mail From"}
	}
	d.Published = Value{isoDate(m.Header.Get("Date")), "e-mail Date"}
	body, note, l := f.mailBody(parts)
	if l != nil {
		return Result{}, l
	}
	d.Body = tidy(body, d.Title.Text)
	if note != "" {
		d.Notes = append(d.Notes, note)
	}
	if len(strings.Fields(d.Body)) == 0 {
		return Result{}, f.fail("save the message with its text", "the message has no text")
	}
	return Result{Drafts: []Draft{d}}, nil
}

func (f file) mailBody(parts []part) (body, note string, l problem.List) {
	for _, p := range parts {
		if p.kind == "text/plain" {
			text, note := decodePart(p)
			return PlainToMarkdown(text), note, nil
		}
	}
	for _, p := range parts {
		if p.kind == "text/html" {
			d, l := f.page(p.body, p.declared, Value{}, Value{})
			return d.Body, strings.Join(d.Notes, "; "), l
		}
	}
	return "", "", f.fail("save the message with its text", "the message has no text")
}

// decodePart returns the text of a plain part in its declared encoding.
func decodePart(p part) (text, note string) {
	_, params, _ := mime.ParseMediaType(p.declared)
	if name := params["charset"]; name != "" {
		if e, canonical := charset.Lookup(name); e != nil && canonical != "utf-8" {
			return decode(p.body, e), "encoding: " + canonical
		}
	}
	return decodeText(p.body)
}

// words decodes encoded words in any encoding.
var words = &mime.WordDecoder{CharsetReader: func(name string, r io.Reader) (io.Reader, error) {
	return charset.NewReaderLabel(name, r)
}}

func decodeWords(s string) string {
	out, err := words.DecodeHeader(s)
	if err != nil {
		return clean(s)
	}
	return clean(out)
}

// message reads a MIME message and its texts.
func (f file) message() (*mail.Message, []part, problem.List) {
	m, err := mail.ReadMessage(bytes.NewReader(f.src))
	if err != nil {
		return nil, nil, f.fail("save it again", "this is no message: %v", err)
	}
	w := &partReader{left: f.limits.Unpacked}
	if err := w.read(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), "", m.Body, 0); err != nil && len(w.parts) == 0 {
		return nil, nil, f.fail("it may have been saved half-way: save it again", "the message cannot be read: %v", err)
	}
	return m, w.parts, nil
}

// A partReader gathers the texts of a message.
type partReader struct {
	parts []part
	left  int64 // bytes that may still be unpacked
	seen  int
}

func (w *partReader) read(contentType, encoding, location string, body io.Reader, depth int) error {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && depth < 8 {
		return w.readMultipart(multipart.NewReader(body, params["boundary"]), depth)
	}
	if !strings.HasPrefix(kind, "text/") && kind != "application/xhtml+xml" {
		return nil
	}
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	out, err := readLimited(body, w.left)
	w.left -= int64(len(out))
	if len(out) > 0 {
		w.parts = append(w.parts, part{kind: kind, declared: contentType, location: location, body: out})
	}
	return err
}

func (w *partReader) readMultipart(r *multipart.Reader, depth int) error {
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if w.seen++; w.seen > maxParts {
			return nil
		}
		if strings.HasPrefix(strings.ToLower(p.Header.Get("Content-Disposition")), "attachment") {
			continue
		}
		if err := w.read(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p.Header.Get("Content-Location"), p, depth+1); err != nil {
			return err
		}
	}
}
