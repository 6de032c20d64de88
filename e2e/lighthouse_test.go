package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A promise is what Lighthouse, as a phone on a slow network, must say of a page.
type promise struct {
	site, page       string
	performance, all float64 // scores of performance, and of all other categories
	blocking         float64 // total blocking time in milliseconds at most
}

var promises = []promise{
	{"sample", "index.html", 100, 100, 50},
	{"1000", "index.html", 95, 100, 50},
}

// A machine of this benchmark index, by Lighthouse's own measure, is slowed down
// four times to stand for a phone; one that is slower, or busy, less. Below
// busy nothing it says of speed can be trusted.
const (
	usualIndex = 1300
	busy       = 400
)

// Lighthouse gives the scores that are promised. Those of performance are the
// best of a few runs: other work on the machine can only make them worse.
func TestLighthouse(t *testing.T) {
	need(t, "chromium", chromium)
	need(t, "node", node)
	cli := needFile(t, "lighthouse/cli/index.js")
	for _, p := range promises {
		t.Run(p.site, func(t *testing.T) {
			url := siteNamed(t, p.site).url(p.page)
			first := lighthouse(t, cli, url, 4)
			for category := range first.Categories {
				if got := first.score(category); category != "performance" && got < p.all {
					t.Errorf("%s: %.0f, want %.0f; short of it: %s", category, got, p.all, first.short(category))
				}
			}
			problems := p.slow(t, cli, url, first)
			for _, problem := range problems {
				t.Error(problem)
			}
		})
	}
}

// attempts is how often speed is measured before it fails.
const attempts = 8

// slow measures performance until what p promises holds, and returns what did
// not hold in the best of all attempts.
func (p promise) slow(t *testing.T, cli, url string, before *verdict) (problems []string) {
	quiet := before.Environment.BenchmarkIndex >= busy
	for range attempts {
		slowdown := min(max(4*before.Environment.BenchmarkIndex/usualIndex, 1), 4)
		v := lighthouse(t, cli, url, slowdown, "--only-categories=performance")
		before, quiet = v, quiet || v.Environment.BenchmarkIndex >= busy
		missing := p.missing(v)
		t.Logf("performance %.0f, blocking %.0f ms, benchmark index %.0f", v.score("performance"), v.blocking(), v.Environment.BenchmarkIndex)
		if len(missing) == 0 {
			return nil
		}
		if problems == nil || len(missing) < len(problems) {
			problems = missing
		}
	}
	if !quiet {
		t.Skipf("the machine is too busy to judge speed: %v", problems)
	}
	return problems
}

// missing returns what of p does not hold in v.
func (p promise) missing(v *verdict) (list []string) {
	if score := v.score("performance"); score < p.performance {
		list = append(list, fmt.Sprintf("performance: %.0f, want %.0f; short of it: %s", score, p.performance, v.short("performance")))
	}
	if b := v.blocking(); b > p.blocking {
		list = append(list, fmt.Sprintf("total blocking time %.0f ms, want at most %.0f", b, p.blocking))
	}
	return list
}

// A verdict is what we read of Lighthouse's report.
type verdict struct {
	Categories map[string]struct {
		Score     float64
		AuditRefs []struct {
			ID     string
			Weight float64
		}
	}
	Audits map[string]struct {
		Score        *float64
		NumericValue float64
	}
	RuntimeError struct{ Message string }
	Environment  struct{ BenchmarkIndex float64 }
}

// score returns the score of a category, 0 to 100.
func (v *verdict) score(category string) float64 { return 100 * v.Categories[category].Score }

// blocking returns the total blocking time in milliseconds.
func (v *verdict) blocking() float64 { return v.Audits["total-blocking-time"].NumericValue }

// short returns the audits that cost a category its points.
func (v *verdict) short(category string) string {
	var list []string
	for _, ref := range v.Categories[category].AuditRefs {
		if a := v.Audits[ref.ID]; ref.Weight > 0 && a.Score != nil && *a.Score < 1 {
			list = append(list, fmt.Sprintf("%s %.2f", ref.ID, *a.Score))
		}
	}
	return strings.Join(list, ", ")
}

// lighthouse runs Lighthouse on a processor slowed down so many times.
func lighthouse(t *testing.T, cli, url string, slowdown float64, options ...string) *verdict {
	t.Helper()
	dir := t.TempDir()
	report := filepath.Join(dir, "report.json")
	flags := "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --user-data-dir=" + filepath.Join(dir, "profile")
	args := append([]string{cli, url, "--quiet", fmt.Sprintf("--throttling.cpuSlowdownMultiplier=%.2f", slowdown)}, options...)
	args = append(args, "--output=json", "--output-path="+report, "--chrome-flags="+flags, "--no-enable-error-reporting")
	cmd := exec.Command(node, args...)
	cmd.Env = append(os.Environ(), "CHROME_PATH="+chromium, "CI=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("lighthouse: %v\n%.3000s", err, out)
	}
	src, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	v := &verdict{}
	if err := json.Unmarshal(src, v); err != nil {
		t.Fatal(err)
	}
	if v.RuntimeError.Message != "" || len(v.Categories) == 0 {
		t.Fatalf("lighthouse: %d categories, %s", len(v.Categories), v.RuntimeError.Message)
	}
	return v
}
