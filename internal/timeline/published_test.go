package timeline

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"buildsite/internal/article"
)

// settled returns a line for each article, in order of path: its day, how that
// is known, and the words; then the warnings.
func settled(articles []*article.Article) string {
	reports, warnings := settle(articles)
	lines := make([]string, len(reports))
	for i, r := range reports {
		day := r.Published.String()
		if day == "" {
			day = "unknown"
		}
		lines[i] = strings.TrimSpace(fmt.Sprintf("%s %s %s %s", r.Path, day, r.PublishedBasis, r.PublishedFrom))
	}
	slices.Sort(lines)
	slices.Sort(warnings)
	for _, w := range warnings {
		lines = append(lines, "warning: "+w)
	}
	return strings.Join(lines, "\n") + "\n"
}

// Each file of testdata/published holds the articles of an incident and, under
// "want", the publication day of each. A case is added by writing the articles
// and what is right. Every order of the articles gives the same.
func TestPublished(t *testing.T) {
	files, _ := filepath.Glob("testdata/published/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var articles []*article.Article
		want := ""
		for _, f := range archive.Files {
			if f.Name == "want" {
				want = string(f.Data)
				continue
			}
			a, problems := article.Parse(f.Name, f.Data)
			if a == nil {
				t.Fatal(problems)
			}
			articles = append(articles, a)
		}
		for range articles {
			articles = append(articles[1:], articles[0])
			if diff := cmp.Diff(want, settled(articles)); diff != "" {
				t.Fatalf("%s: %s(-want +got)\n%s", filepath.Base(name), archive.Comment, diff)
			}
		}
		slices.Reverse(articles)
		if diff := cmp.Diff(want, settled(articles)); diff != "" {
			t.Errorf("%s, in reverse order:\n%s", filepath.Base(name), diff)
		}
	}
}

// The seeds, as text alone: two are stamped, three are inferred.
func TestPublishedSeeds(t *testing.T) {
	days := readFolder(t, "../../../shared/bundles/seeds/articles")
	if days == nil {
		t.Skip("../shared/bundles is not here: the seeds are not dated")
	}
	want := []string{
		"000 2025-05-28 inferred", "001 2025-05-28 inferred", "002 2025-05-28 stamp", "003 2025-05-29 stamp", "004 2025-05-28 inferred",
	}
	if diff := cmp.Diff(want, days); diff != "" {
		t.Error(diff)
	}
}

// The sample: two digests are dated by their front matter, three are inferred.
func TestPublishedSample(t *testing.T) {
	want := []string{
		"amb 2025-05-28 inferred", "cab 2025-05-28 inferred", "emb 2025-05-28 inferred", "gro 2025-05-28 metadata", "lin 2025-05-29 metadata",
	}
	if diff := cmp.Diff(want, readFolder(t, "../../content/mfa-cyberattack-2025/articles")); diff != "" {
		t.Error(diff)
	}
}

// readFolder returns the first three letters of each article's name with its
// day and basis; nil when there is no such folder.
func readFolder(t *testing.T, dir string) []string {
	t.Helper()
	files, _ := filepath.Glob(dir + "/*")
	var articles []*article.Article
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a, problems := article.Parse(filepath.Base(name), src)
		if a == nil {
			t.Fatal(problems)
		}
		articles = append(articles, a)
	}
	reports, _ := settle(articles)
	var days []string
	for _, r := range reports {
		days = append(days, fmt.Sprintf("%.3s %s %s", r.Path, r.Published, r.PublishedBasis))
	}
	return days
}
