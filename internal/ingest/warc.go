package ingest

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"buildsite/internal/problem"
)

func isWARC(f file) bool { return bytes.HasPrefix(f.src, []byte("WARC/")) }

// readWARC reads the web pages of an archive (ISO 28500): its response records
// with status 200 and an HTML body. A page that is no article is left out with
// a warning.
func readWARC(f file) (Result, problem.List) {
	var out Result
	var problems problem.List
	in := bufio.NewReaderSize(bytes.NewReader(f.src), 64<<10)
	left := f.limits.Unpacked
	pages := 0
	for n := 1; ; n++ {
		header, body, err := warcRecord(in, f.limits.File)
		if err == io.EOF {
			break
		}
		if err != nil {
			problems = append(problems, problem.Problem{Path: f.path, What: fmt.Sprintf("record %d: %v: the rest of the archive was not read", n, err), Warning: true})
			break
		}
		if header.Get("Warc-Type") != "response" || !strings.HasPrefix(strings.ToLower(header.Get("Content-Type")), "application/http") {
			continue
		}
		page, contentType, err := httpPage(body, min(left, f.limits.Page))
		if errors.Is(err, errTooLarge) {
			problems = append(problems, problem.Problem{Path: f.path, What: fmt.Sprintf("record %d: the page is larger than %s", n, megabytes(min(left, f.limits.Page))), Warning: true})
		}
		if err != nil || page == nil {
			continue
		}
		left -= int64(len(page))
		if pages++; pages > f.limits.Entries {
			return Result{}, f.fail("raise --max-entries, or make a smaller archive", "the archive has more than %d pages", f.limits.Entries)
		}
		d, l := f.archived(header, page, contentType)
		for _, p := range l {
			p.What = fmt.Sprintf("record %d (%s): %s", n, targetURI(header), p.What)
			p.Warning = true
			problems = append(problems, p)
		}
		if l.Err() == nil {
			d.Entry = pages
			out.Drafts = append(out.Drafts, d)
		}
	}
	if len(out.Drafts) == 0 {
		problems = append(problems, f.fail("archive the pages of the articles themselves", "the archive holds no article")...)
	}
	return out, problems
}

// archived makes a draft of one page of an archive.
func (f file) archived(header textproto.MIMEHeader, page []byte, contentType string) (Draft, problem.List) {
	base, on := Value{}, Value{}
	if u := targetURI(header); isAddress(u) {
		base = Value{u, "WARC-Target-URI"}
	}
	if day := isoDate(header.Get("Warc-Date")); day != "" {
		on = Value{day[:10], "WARC-Date"}
	}
	return f.page(page, contentType, base, on)
}

// targetURI returns the address of a record; wget writes it in angle brackets.
func targetURI(h textproto.MIMEHeader) string {
	return strings.Trim(h.Get("Warc-Target-Uri"), "<> ")
}

// warcRecord reads the next record. It returns io.EOF at the end.
func warcRecord(in *bufio.Reader, limit int64) (textproto.MIMEHeader, []byte, error) {
	version := ""
	for strings.TrimSpace(version) == "" {
		line, err := in.ReadString('\n')
		if err != nil && strings.TrimSpace(line) == "" {
			return nil, nil, io.EOF
		}
		version = line
	}
	if !strings.HasPrefix(version, "WARC/") {
		return nil, nil, errors.New("this is no WARC record")
	}
	header, err := textproto.NewReader(in).ReadMIMEHeader()
	if err != nil {
		return nil, nil, errors.New("its header is cut short")
	}
	length, err := strconv.ParseInt(strings.TrimSpace(header.Get("Content-Length")), 10, 64)
	if err != nil || length < 0 {
		return nil, nil, errors.New("it has no length")
	}
	if length > limit {
		_, err := io.CopyN(io.Discard, in, length)
		return header, nil, err
	}
	body, err := io.ReadAll(io.LimitReader(in, length))
	if err != nil || int64(len(body)) < length {
		return nil, nil, errors.New("it is cut short")
	}
	return header, body, nil
}

// httpPage returns the HTML of an HTTP response, nil when it is anything else.
func httpPage(body []byte, limit int64) (page []byte, contentType string, err error) {
	r, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(body)), nil)
	if err != nil {
		return nil, "", err
	}
	defer r.Body.Close()
	contentType = r.Header.Get("Content-Type")
	if r.StatusCode != http.StatusOK || !strings.Contains(strings.ToLower(contentType), "html") {
		return nil, contentType, nil
	}
	in := io.Reader(r.Body)
	switch strings.ToLower(r.Header.Get("Content-Encoding")) {
	case "gzip", "x-gzip":
		if in, err = gzip.NewReader(r.Body); err != nil {
			return nil, contentType, err
		}
	case "deflate":
		in = flate.NewReader(r.Body)
	case "", "identity":
	default:
		return nil, contentType, nil
	}
	page, err = readLimited(in, limit)
	return page, contentType, err
}
