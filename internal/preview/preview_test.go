package preview

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"buildsite/internal/problem"
)

func get(t *testing.T, s *Server, host, address string) (int, string, http.Header) {
	t.Helper()
	r := httptest.NewRequest("GET", address, nil)
	r.Host = host
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Code, w.Body.String(), w.Header()
}

var files = Files{
	"index.html":        text("<html><body>home</body></html>"),
	"flood/index.html":  text("<p>flood"),
	"flood/events.html": text("<p>events"),
	"404.html":          text("<p>gone"),
	"style.css":         text("p{}"),
}

func text(s string) func() ([]byte, error) {
	return func() ([]byte, error) { return []byte(s), nil }
}

// Addresses mean the files that they mean on GitHub Pages.
func TestAddresses(t *testing.T) {
	var s Server
	s.Serve(files)
	for _, c := range []struct {
		address string
		status  int
		text    string
	}{
		{"/", 200, "home"},
		{"/flood/", 200, "flood"},
		{"/flood/index.html", 200, "flood"},
		{"/flood/events", 200, "events"},
		{"/flood", 301, ""},
		{"/style.css", 200, "p{}"},
		{"/nothing", 404, "gone"},
		{"/nothing/at/all", 404, "gone"},
		{"/../../etc/passwd", 404, "gone"},
		{"/flood/..%2f..%2fx", 404, "gone"},
	} {
		status, body, header := get(t, &s, "127.0.0.1:8080", c.address)
		if status != c.status || !strings.Contains(body, c.text) {
			t.Errorf("%s: %d %q", c.address, status, body)
		}
		if c.status == 301 && header.Get("Location") != "/flood/" {
			t.Errorf("moved to %s", header.Get("Location"))
		}
	}
}

// Only this computer, by its own names.
func TestLocal(t *testing.T) {
	var s Server
	s.Serve(files)
	for host, want := range map[string]int{
		"localhost:8080": 200, "127.0.0.1": 200, "[::1]:8080": 200, "localhost": 200,
		"evil.example": 403, "127.0.0.1.evil.example:8080": 403, "192.168.1.5:8080": 403, "": 403, "localhost.evil.example": 403,
	} {
		if status, _, _ := get(t, &s, host, "/"); status != want {
			t.Errorf("%q: %d, want %d", host, status, want)
		}
	}
	r := httptest.NewRequest("POST", "/", nil)
	r.Host = "localhost"
	w := httptest.NewRecorder()
	if s.ServeHTTP(w, r); w.Code != 405 {
		t.Errorf("POST: %d", w.Code)
	}
}

// While there are problems every page shows them, as text, and assets stay.
func TestFail(t *testing.T) {
	var s Server
	s.Serve(files)
	s.Fail(problem.List{{Path: "content/a.md", Line: 3, Column: 1, What: "<script>alert(1)</script>", Excerpt: "x"}})
	for _, address := range []string{"/", "/flood/", "/nothing"} {
		status, body, _ := get(t, &s, "localhost", address)
		if status != 500 || !strings.Contains(body, "content/a.md:3:1: &lt;script&gt;alert") || strings.Contains(body, "home") {
			t.Errorf("%s: %d %s", address, status, body)
		}
	}
	if status, body, _ := get(t, &s, "localhost", "/style.css"); status != 200 || body != "p{}" {
		t.Error(status, body)
	}
	s.Serve(files)
	if status, body, _ := get(t, &s, "localhost", "/"); status != 200 || !strings.Contains(body, "home") {
		t.Error(status, body)
	}
}

// A page that cannot be rendered says why; the others are not touched.
func TestBrokenPage(t *testing.T) {
	var s Server
	s.Serve(Files{"index.html": text("<p>home"), "a.html": func() ([]byte, error) {
		return nil, fmt.Errorf("a.html: %w", problem.Problem{Path: "templates/a.html", Line: 2, What: "no such field"})
	}})
	status, body, header := get(t, &s, "localhost", "/a")
	if status != 500 || !strings.Contains(body, "templates/a.html:2: no such field") || header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Error(status, body, header)
	}
	if status, body, _ := get(t, &s, "localhost", "/"); status != 200 || !strings.Contains(body, "home") {
		t.Error(status, body)
	}
}

// A page gets the script, and its policy lets the script run and nothing else.
func TestPolicy(t *testing.T) {
	var s Server
	s.Serve(Files{"index.html": text(`<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;none&#39;; img-src data:"><body>x</body>`)})
	_, body, _ := get(t, &s, "localhost", "/")
	want := `content="default-src &#39;none&#39;; script-src &#39;self&#39;; img-src data:; connect-src &#39;self&#39;">` +
		`<body>x<script src="/.preview/reload.js" data-build="0" defer></script></body>`
	if !strings.HasSuffix(body, want) {
		t.Error(body)
	}
}

// The stream names the build at once and each newer one when it is there; it
// ends when the server stops.
func TestEvents(t *testing.T) {
	var s Server
	s.Serve(files)
	web := httptest.NewServer(&s)
	answer, err := http.Get(web.URL + eventsPath)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(answer.Body)
	next := func() string {
		for lines.Scan() {
			if lines.Text() != "" {
				return lines.Text()
			}
		}
		return "end"
	}
	if got := next(); got != "data: 0" {
		t.Error(got)
	}
	s.Fail(problem.List{{What: "x"}})
	if got := next(); got != "data: 1" {
		t.Error(got)
	}
	web.CloseClientConnections()
	if got := next(); got != "end" {
		t.Error(got)
	}
	web.Close()
	io.Copy(io.Discard, answer.Body)
	answer.Body.Close()
}

// A change anywhere below is noticed once, also in folders that are new; hidden
// files and ignored folders are not.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	content := filepath.Join(dir, "content")
	os.MkdirAll(filepath.Join(content, "flood"), 0o755)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	noticed := make(chan bool, 100)
	failed := make(chan error, 1)
	go func() {
		failed <- Watch(ctx, []string{content, filepath.Join(dir, "config.toml"), filepath.Join(dir, "static")},
			[]string{filepath.Join(dir, "public")}, func() { noticed <- true })
	}()
	write := func(name string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(time.Now().String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	soon := func(what string) {
		t.Helper()
		select {
		case <-noticed:
		case err := <-failed:
			t.Fatal(err)
		case <-time.After(10 * time.Second):
			t.Fatalf("%s was not noticed", what)
		}
	}
	for started := false; !started; {
		write("content/flood/a.md")
		select {
		case <-noticed:
			started = true
		case <-time.After(50 * time.Millisecond): // not watching yet
		}
	}
	for _, name := range []string{"content/new/deep/b.md", "content/new/deep/c.md", "config.toml", "static/style.css"} {
		for len(noticed) > 0 {
			<-noticed
		}
		write(name)
		soon(name)
	}
	time.Sleep(100 * time.Millisecond)
	for len(noticed) > 0 {
		<-noticed
	}
	write("content/.a.md.swp")
	write("content/a.md~")
	write("public/index.html")
	write("notes.txt")
	time.Sleep(150 * time.Millisecond)
	if len(noticed) > 0 {
		t.Error("a file that does not count was noticed")
	}
	write("content/flood/a.md")
	soon("content/flood/a.md")
}
