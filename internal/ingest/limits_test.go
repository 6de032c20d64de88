package ingest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"unicode"

	"buildsite/internal/article"
)

func gzipped(t *testing.T, src []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(src); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestLimits shows what is said of files that are too large, and that nothing
// of them is taken.
func TestLimits(t *testing.T) {
	zeros := gzipped(t, make([]byte, 3<<20))
	entry := "<item><title>T</title><description>" + strings.Repeat("word ", 50) + "</description></item>"
	page := "<html><title>Big page</title><p>" + strings.Repeat("The water came through the valley. ", 200) + "</html>"
	record := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n", len(page)+46) +
		"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page + "\r\n\r\n"
	bombInside := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + string(zeros)
	for _, c := range []struct {
		name, path, want string
		src              []byte
		limits           Limits
	}{
		{"a PDF of 50 MB", "report.pdf", "more than the limit of 32.0 MiB", append([]byte("%PDF-1.4\n"), make([]byte, 50<<20)...), Limits{}},
		{"a gzip bomb", "page.html.gz", "unpacks to more than 1.0 MiB: reading stopped there", zeros, Limits{Unpacked: 1 << 20}},
		{"a gzip bomb in an archive", "crawl.warc", "the page is larger than 1.0 MiB", []byte(fmt.Sprintf(
			"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(bombInside), bombInside)), Limits{Page: 1 << 20}},
		{"a broken gzip file", "page.html.gz", "broken gzip file", zeros[:len(zeros)-9], Limits{}},
		{
			"a feed of a thousand entries", "feed.xml", "the feed has 1000 entries, more than the limit of 500",
			[]byte("<rss version=\"2.0\"><channel><title>F</title>" + strings.Repeat(entry, 1000) + "</channel></rss>"),
			Limits{},
		},
		{"an archive of many pages", "crawl.warc", "the archive has more than 2 pages", []byte(strings.Repeat(record, 3)), Limits{Entries: 2}},
		{"a page that is too large", "page.html", "the page has 7 KiB, more than the limit of 1 KiB", []byte(page), Limits{Page: 1 << 10}},
		{"a timeline of many events", "t.csv", "the timeline has 3 events, more than the limit of 2", []byte("Year,Headline\n1,a\n2,b\n3,c\n"), Limits{Entries: 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, l := Read(c.path, c.src, c.limits)
			if l.Err() == nil || !strings.Contains(l.Error(), c.want) {
				t.Errorf("got %v, want %q", l, c.want)
			}
			if len(r.Drafts)+len(r.Events) > 0 {
				t.Error("something was taken from it")
			}
		})
	}
}

// TestLimitsRaised shows that a thousand entries can be imported on request.
func TestLimitsRaised(t *testing.T) {
	entry := "<item><title>T</title><description>" + strings.Repeat("word ", 50) + "</description></item>"
	src := "<rss version=\"2.0\"><channel><title>F</title>" + strings.Repeat(entry, 1000) + "</channel></rss>"
	r, l := Read("feed.xml", []byte(src), Limits{Entries: 1000})
	if l.Err() != nil || len(r.Drafts) != 1000 {
		t.Fatalf("%d drafts, %v", len(r.Drafts), l)
	}
}

// TestPDF reads a PDF with the real pdftotext.
func TestPDF(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed (Debian: poppler-utils): PDF import is not tested")
	}
	src := makePDF([]string{
		"The upper dam broke early on Tuesday after three days of rain, and the wa-", "ter cut the road to the district town. Firefighters moved some 400 people.",
		"", "", "", "The dam was built in 1998 and was last inspected in March 2023. The in-", "spection found cracks in the spillway, said a report of the ministry.", "", "3",
	})
	r, l := Read("report.pdf", src, Limits{})
	if l.Err() != nil {
		t.Fatal(l)
	}
	want := "The upper dam broke early on Tuesday after three days of rain, and the water cut the road to the district town. Firefighters moved some 400 people.\n\n" +
		"The dam was built in 1998 and was last inspected in March 2023. The inspection found cracks in the spillway, said a report of the ministry."
	if got := r.Drafts[0].Body; got != want {
		t.Errorf("got %q", got)
	}
	if got := r.Drafts[0].Title; got.Text != "Report on the dam" || got.From != "PDF title" {
		t.Errorf("title %+v", got)
	}
	if _, l := Read("broken.pdf", src[:40], Limits{}); l.Err() == nil || !strings.Contains(l.Error(), "pdftotext cannot read the PDF") {
		t.Errorf("a broken PDF: %v", l)
	}
	if _, l := Read("scan.pdf", makePDF([]string{"7"}), Limits{}); l.Err() == nil || !strings.Contains(l.Error(), "the PDF has 0 words of text") {
		t.Errorf("a scan: %v", l)
	}
}

// TestPDFWithoutProgram shows what is said when pdftotext is not installed.
func TestPDFWithoutProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, l := Read("report.pdf", makePDF([]string{"x"}), Limits{})
	if l.Err() == nil || !strings.Contains(l[0].Format(), "which is not installed\n  hint: install it (Debian: apt install poppler-utils") {
		t.Errorf("got %v", l)
	}
}

// makePDF returns a PDF of one page with lines of text.
func makePDF(lines []string) []byte {
	content := "BT /F1 11 Tf 14 TL 50 780 Td\n"
	for _, line := range lines {
		content += "(" + strings.NewReplacer("(", `\(`, ")", `\)`).Replace(line) + ") Tj T*\n"
	}
	content += "ET\n"
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", len(content), content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", "<< /Title (Report on the dam) >>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, off := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", off)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

func FuzzRead(f *testing.F) {
	names := []string{"a.html", "a.mhtml", "a.eml", "a.xml", "a.json", "a.csv", "a.warc", "a.txt", "a.md", "a"}
	entries, err := os.ReadDir("testdata/files")
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range entries {
		src, err := os.ReadFile("testdata/files/" + e.Name())
		if err != nil {
			f.Fatal(err)
		}
		for i, n := range names {
			if strings.HasSuffix(e.Name(), n[1:]) {
				f.Add(uint8(i), src)
			}
		}
	}
	f.Fuzz(func(t *testing.T, name uint8, src []byte) {
		if bytes.HasPrefix(src, []byte("%PDF-")) {
			return // runs another program
		}
		r, _ := Read(names[int(name)%len(names)], src, Limits{File: 1 << 20, Unpacked: 1 << 20, Page: 1 << 20, Entries: 100})
		checkArticles(t, r)
	})
}

// FuzzPlainToMarkdown shows that no word is lost on the way to Markdown, and
// none is taken for markup.
func FuzzPlainToMarkdown(f *testing.F) {
	f.Add("# x\n* y\n1. z\n\n&amp; <b> [a](b) `c` _d_ \\")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		out := PlainToMarkdown(text)
		got := onlyLetters(strings.ReplaceAll(out, "&amp;", "&"))
		if want := onlyLetters(invisible.Replace(text)); got != want {
			t.Errorf("got %q\nwant %q", got, want)
		}
		if a, l := article.Parse("a.md", []byte("+++\n+++\n"+out)); l.Err() != nil || onlyLetters(a.Text) != got {
			t.Errorf("%q is read as %q: %v", out, a.Text, l)
		}
	})
}

// onlyLetters returns the letters of s.
func onlyLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}
