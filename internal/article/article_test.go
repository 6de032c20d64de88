package article

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// Each file of testdata/FOLDER holds one article and, under "want", what comes
// of it. The text above the first file says what the case shows. To add a case,
// write the article, run "go test -update" here, and read what came out.
func testCases(t *testing.T, folder string, render func(*Article, string) string) {
	t.Helper()
	files, err := filepath.Glob("testdata/" + folder + "/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata/%s: %v", folder, err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			in, want := &archive.Files[0], &archive.Files[len(archive.Files)-1]
			if len(archive.Comment) == 0 || want.Name != "want" {
				t.Fatal("a case has a line that says what it shows, an article, and want")
			}
			a, problems := Parse(in.Name, in.Data)
			var text strings.Builder
			for _, p := range problems {
				text.WriteString(p.Format())
			}
			got := render(a, text.String())
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", archive.Comment, diff)
			}
		})
	}
}

// The blocks of a page with their kinds, its title, and the dates it states of
// itself.
func TestBlocks(t *testing.T) {
	testCases(t, "blocks", func(a *Article, problems string) string {
		if a == nil {
			return problems
		}
		var w strings.Builder
		w.WriteString(problems)
		fmt.Fprintf(&w, "title: %s\n", a.Title)
		for _, p := range a.PageDates {
			kind := [...]string{"published", "updated", "dateline"}[p.Kind]
			fmt.Fprintf(&w, "date: %s %04d-%02d-%02d %q\n", kind, p.Year, p.Month, p.Day, a.Slice(p.Span))
		}
		for _, b := range a.Blocks {
			text := a.Slice(b.Span)
			if b.Dateline > 0 {
				text = "[" + text[:b.Dateline] + "]" + text[b.Dateline:]
			}
			fmt.Fprintf(&w, "%-9s %s\n", b.Kind, strings.ReplaceAll(text, "\n", "⏎"))
		}
		return w.String()
	})
}

// One sentence a line.
func TestSentences(t *testing.T) {
	testCases(t, "sentences", func(a *Article, problems string) string {
		var w strings.Builder
		w.WriteString(problems)
		for _, s := range a.Sentences {
			w.WriteString(strings.ReplaceAll(a.Slice(s.Span), "\n", "⏎") + "\n")
		}
		return w.String()
	})
}

// What is wrong with an article, where, and what to do.
func TestProblems(t *testing.T) {
	testCases(t, "problems", func(a *Article, problems string) string {
		if a != nil {
			return problems + "read\n"
		}
		return problems
	})
}

// The same values come from TOML, YAML and JSON, and by the short way for plain
// lines as by the libraries.
func TestFrontMatterAlike(t *testing.T) {
	want := Meta{
		Title: "Port closed", Publisher: "Example Gazette", Author: "A. Reporter", Agency: "Example Wire",
		Published: "2025-05-28T06:00:00Z", Language: "en-GB", URL: "https://example.org/a", ArchiveURL: "http://example.org/b",
		Retrieved: "2025-06-01", Rights: Full,
	}
	for name, src := range map[string]string{
		"plain TOML": "+++\n# a comment\ntitle = \"Port closed\"\npublisher = \"Example Gazette\"\nauthor = \"A. Reporter\"\nagency = \"Example Wire\"\npublished = \"2025-05-28T06:00:00Z\"\nlanguage = \"en-GB\"\nurl = \"https://example.org/a\"\narchive_url = \"http://example.org/b\"\nretrieved = \"2025-06-01\"\nrights = \"full\"\n+++\nText.\n",
		"TOML":       "+++\ntitle = 'Port closed'\npublisher = \"Example\\u0020Gazette\"\nauthor = \"A. Reporter\"\nagency = \"\"\"Example Wire\"\"\"\npublished = 2025-05-28T06:00:00Z\nlanguage = \"en-GB\"\nurl = \"https://example.org/a\"\narchive_url = \"http://example.org/b\"\nretrieved = 2025-06-01\nrights = \"full\" # all of it\n+++\nText.\n",
		"YAML":       "---\ntitle: Port closed\npublisher: 'Example Gazette'\nauthor: A. Reporter\nagency: \"Example Wire\"\npublished: 2025-05-28T06:00:00Z\nlanguage: en-GB\nurl: https://example.org/a\narchive_url: http://example.org/b\nretrieved: 2025-06-01\nrights: full\n---\nText.\n",
		"JSON":       "{\n\"title\": \"Port closed\", \"publisher\": \"Example Gazette\", \"author\": \"A. Reporter\", \"agency\": \"Example Wire\", \"published\": \"2025-05-28T06:00:00Z\", \"language\": \"en-GB\", \"url\": \"https://example.org/a\", \"archive_url\": \"http://example.org/b\", \"retrieved\": \"2025-06-01\", \"rights\": \"full\"\n}\nText.\n",
		"CRLF":       "+++\r\ntitle = \"Port closed\"\r\npublisher = \"Example Gazette\"\r\nauthor = \"A. Reporter\"\r\nagency = \"Example Wire\"\r\npublished = \"2025-05-28T06:00:00Z\"\r\nlanguage = \"en-GB\"\r\nurl = \"https://example.org/a\"\r\narchive_url = \"http://example.org/b\"\r\nretrieved = \"2025-06-01\"\r\nrights = \"full\"\r\n+++\r\nText.\r\n",
	} {
		for _, mark := range []string{"", "\ufeff"} {
			a, problems := Parse("a.md", []byte(mark+src))
			if len(problems) > 0 {
				t.Fatalf("%s: %v", name, problems)
			}
			if diff := cmp.Diff(want, a.Meta); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
			if strings.TrimSpace(a.Text) != "Text." {
				t.Errorf("%s: the body is %q", name, a.Text)
			}
		}
	}
}

// A JSON Lines record is plain text; a published that is no date is left out
// with a warning.
func TestFromRecord(t *testing.T) {
	a, problems := FromRecord(Record{ID: "7", Title: "Port closed", Text: "Port closed\nThe port closed.\nIt rained.", Published: "2025-05-28"})
	if len(problems) > 0 || len(a.Blocks) != 3 || a.Blocks[0].Kind != Headline || a.Title != "Port closed" || a.Published != "2025-05-28" {
		t.Errorf("%+v, %v", a, problems)
	}
	a, problems = FromRecord(Record{ID: "8", Text: "The port closed.", Published: "yesterday"})
	if len(problems) != 1 || problems.Err() != nil || a.Published != "" {
		t.Errorf("published is %q, problems %v", a.Published, problems)
	}
	if a, problems := FromRecord(Record{ID: "9", Text: "a\xff"}); a != nil || problems.Err() == nil {
		t.Error("invalid UTF-8 was read")
	}
}

// An article of 8 MiB is read, a larger one is not.
func TestSize(t *testing.T) {
	line := "The port closed on Monday, and nobody said why it did so.\n"
	src := []byte(strings.Repeat(line, MaxSize/len(line)))
	if a, problems := Parse("a.txt", src); a == nil || len(a.Blocks) != MaxSize/len(line) {
		t.Errorf("an article of %d bytes was not read: %v", len(src), problems)
	}
	if a, problems := Parse("a.txt", append(src, make([]byte, len(line))...)); a != nil || problems.Err() == nil {
		t.Error("an article of more than 8 MiB was read")
	}
}

// The calendar and ISO 8601 decide what is a day.
func TestDay(t *testing.T) {
	for _, s := range []string{
		"2025-05-28", "2024-02-29", "2025-05-28T15:23", "2025-05-28T15:23:01Z", "2025-05-28 15:23:01.5+05:30",
		"2025-05-28T15:23-0400",
	} {
		if y, m, d, ok := Day(s); !ok || fmt.Sprintf("%04d-%02d-%02d", y, m, d) != s[:10] {
			t.Errorf("Day(%q) = %d, %d, %d, %v", s, y, m, d, ok)
		}
	}
	for _, s := range []string{"", "2025", "2025-05", "2025-02-29", "2025-13-01", "28.5.2025", "2025-05-28T", "2025-05-28T25:00", "2025-05-28 IST", "2025-05-28T15:23+5"} {
		if _, _, _, ok := Day(s); ok {
			t.Errorf("Day(%q) is a day", s)
		}
	}
}

// Articles of other site generators name their outlet; it is the publisher.
func TestOutletIsPublisher(t *testing.T) {
	a, problems := Parse("a.md", []byte("---\ntitle: \"T\"\noutlet: \"Example Gazette\"\n---\nText.\n"))
	if problems.Err() != nil || a.Publisher != "Example Gazette" {
		t.Errorf("publisher %q, %v", a.Publisher, problems)
	}
	if _, problems = Parse("a.md", []byte("+++\noutlet = \"One\"\npublisher = \"Two\"\n+++\nText.\n")); problems.Err() == nil {
		t.Error("two publishers are no problem")
	}
}
