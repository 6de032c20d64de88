package ghpages

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

func TestHandler(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"index.html", "404.html", "a.html", "b/index.html", "c.html", "c/index.html", "d/x.json"} {
		os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755)
		os.WriteFile(filepath.Join(dir, name), []byte(name), 0o644)
	}
	os.Symlink(filepath.Join(dir, "a.html"), filepath.Join(dir, "link.html"))
	h := Handler("/repo/", dir)
	for _, c := range []struct {
		path   string
		status int
		body   string
	}{
		{"/repo", 301, "/repo/"},
		{"/repo/", 200, "index.html"},
		{"/repo/a", 200, "a.html"},
		{"/repo/a.html", 200, "a.html"},
		{"/repo/A.html", 404, "404.html"},
		{"/repo/a/", 404, "404.html"},
		{"/repo/b", 301, "/repo/b/"},
		{"/repo/b/", 200, "b/index.html"},
		{"/repo/c", 200, "c.html"},
		{"/repo/c/", 200, "c/index.html"},
		{"/repo/d/", 404, "404.html"},
		{"/repo/d/x.json", 200, "d/x.json"},
		{"/repo/../ghpages.go", 404, "404.html"},
		{"/repo/link", 404, "404.html"},
		{"/", 404, ""},
		{"/a.html", 404, ""},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, "http://x/", nil)
		r.URL.Path = c.path
		h.ServeHTTP(w, r)
		body := w.Body.String()
		if w.Code == 301 {
			body = w.Header().Get("Location")
		}
		if w.Code != c.status || c.body != "" && body != c.body {
			t.Errorf("%s: %d %q, want %d %q", c.path, w.Code, body, c.status, c.body)
		}
	}
}
