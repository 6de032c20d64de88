package e2e

import (
	"context"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"buildsite/e2e/ghpages"
)

var (
	siteFlag  = flag.String("site", "", "check this built site in place of the sample")
	shotsFlag = flag.String("shots", "", "write screenshots of every kind of page to this folder")
	keepFlag  = flag.String("keep", "", "build the sites in this folder and keep them")
)

// The tools of the tests, "" when missing, and what was skipped for want of one.
var (
	chromium  = find("chromium", "chromium-browser", "google-chrome")
	java      = find("java")
	node      = find("node")
	pdftotext = find("pdftotext")

	skippedMu sync.Mutex
	skipped   []string
)

func find(names ...string) string {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// need skips the test when a tool is missing, and fails it under CI.
func need(t *testing.T, name, path string) {
	t.Helper()
	if path != "" {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing", name)
	}
	skippedMu.Lock()
	skipped = append(skipped, fmt.Sprintf("%s: no %s (make e2e installs it)", t.Name(), name))
	skippedMu.Unlock()
	t.Skipf("no %s", name)
}

// needFile is need for a file of an npm package.
func needFile(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join("node_modules", name)
	if _, err := os.Stat(path); err != nil {
		need(t, "npm package file "+name, "")
	}
	return path
}

var (
	workDir string
	browser context.Context // of the one Chromium
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	flag.Parse()
	dir, err := os.MkdirTemp("", "buildsite-e2e")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	workDir = dir
	if *keepFlag != "" {
		workDir = *keepFlag
	}
	if chromium != "" {
		ctx, stop := startBrowser(filepath.Join(dir, "profile"))
		defer stop()
		browser = ctx
	}
	status := m.Run()
	slices.Sort(skipped)
	for _, s := range skipped {
		fmt.Println("SKIPPED", s)
	}
	return status
}

func startBrowser(profile string) (context.Context, func()) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.UserDataDir(profile),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("force-prefers-reduced-motion", false),
		chromedp.Flag("hide-scrollbars", false),
		chromedp.Flag("lang", "en-GB"),
	)
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "cannot start", chromium, err)
		os.Exit(1)
	}
	return ctx, func() {
		stop()
		stopAllocator()
		time.Sleep(200 * time.Millisecond)
	}
}

// A site is a built site and where it is served.
type site struct {
	name string
	dir  string // absolute
	base string // URL of its root, ending in "/"
}

// newSite serves dir until the process ends.
func newSite(name, dir string) (*site, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	go http.Serve(listener, ghpages.Handler("/repo/", abs))
	return &site{name, abs, "http://" + listener.Addr().String() + "/repo/"}, nil
}

// url returns the address of a file of the site.
func (s *site) url(path string) string { return s.base + strings.TrimSuffix(path, "index.html") }
