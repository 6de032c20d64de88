// Package preview shows a site in the browser of the person who makes it.
//
// A Server holds the last build as one immutable set of files, so no answer is
// torn between two builds, and swaps it as a whole. A file is rendered when it
// is first asked for. Pages reload by
// Server-Sent Events: each page knows the number of its build, the stream names
// the newest, and when they differ the page loads again. When a build fails,
// every page is the list of problems instead of something stale, and it goes
// away by itself when they are solved.
//
// The server is for one computer: it answers only requests that name it as
// localhost, 127.0.0.1 or [::1], so that no other site can read the preview
// through a name of its own.
package preview

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html"
	"mime"
	"net"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"buildsite/internal/problem"
)

//go:embed reload.js
var reloadScript []byte

// The addresses of the preview itself; no file of a site begins so.
const (
	scriptPath = "/.preview/reload.js"
	eventsPath = "/.preview/events"
)

// Files are the files of a site: by path, what renders each. The functions may
// be called from any goroutine and give the same each time.
type Files map[string]func() ([]byte, error)

// A build is one finished build, good or bad. It never changes.
type build struct {
	number   int
	files    Files         // of the last good build
	problems problem.List  // not empty when the build failed
	next     chan struct{} // closed when there is a newer build
}

// A Server is a http.Handler that serves the last build. The zero Server serves
// nothing until there is one.
type Server struct {
	mu  sync.Mutex
	now *build
}

// Serve makes files the site.
func (s *Server) Serve(files Files) {
	s.swap(func(b *build) { b.files = files })
}

// Fail shows problems in the place of pages. Other files are served as they
// were.
func (s *Server) Fail(problems problem.List) {
	s.swap(func(b *build) { b.problems = problems })
}

func (s *Server) swap(change func(*build)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := &build{next: make(chan struct{})}
	if old := s.now; old != nil {
		b.number, b.files = old.number+1, old.files
		defer close(old.next)
	}
	change(b)
	s.now = b
}

func (s *Server) current() *build {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now == nil {
		s.now = &build{next: make(chan struct{})}
	}
	return s.now
}

// ServeHTTP answers as GitHub Pages would: index.html for a folder, NAME.html
// for NAME, 404.html for what is not there.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !local(r.Host) {
		http.Error(w, "this preview is for this computer only", http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "a preview is for reading", http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	b := s.current()
	switch r.URL.Path {
	case scriptPath:
		send(w, r, http.StatusOK, "reload.js", reloadScript)
	case eventsPath:
		s.events(w, r)
	default:
		b.answer(w, r)
	}
}

// local reports whether host, with or without a port, is this computer.
func local(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// answer serves a file of the build.
func (b *build) answer(w http.ResponseWriter, r *http.Request) {
	name, moved := b.find(r.URL.Path)
	if moved {
		http.Redirect(w, r, path.Base(r.URL.Path)+"/", http.StatusMovedPermanently)
		return
	}
	status := http.StatusOK
	page := strings.HasSuffix(name, ".html") || name == ""
	if name == "" {
		name, status = "404.html", http.StatusNotFound
	}
	if page && len(b.problems) > 0 {
		send(w, r, http.StatusInternalServerError, "problems.html", b.withReload(problemPage(b.problems)))
		return
	}
	body := []byte("<!doctype html><title>Not found</title><p>There is no such page.</p>")
	if render, ok := b.files[name]; ok {
		var err error
		if body, err = render(); err != nil {
			status, page, name = http.StatusInternalServerError, true, "problems.html"
			body = problemPage(problem.List{asProblem(err)})
		}
	}
	if page {
		body = b.withReload(body)
	}
	send(w, r, status, name, body)
}

// asProblem returns the problem that err is.
func asProblem(err error) problem.Problem {
	var p problem.Problem
	if errors.As(err, &p) {
		return p
	}
	return problem.Problem{What: err.Error()}
}

// find returns the file that an address means, "" when there is none; moved
// says that it is a folder and lacks its slash.
func (b *build) find(address string) (name string, moved bool) {
	name = strings.TrimPrefix(path.Clean(address), "/")
	if strings.HasSuffix(address, "/") {
		name = path.Join(name, "index.html")
	}
	if _, ok := b.files[name]; ok {
		return name, false
	}
	if _, ok := b.files[name+".html"]; ok {
		return name + ".html", false
	}
	if _, ok := b.files[name+"/index.html"]; ok && name != "" {
		return "", true
	}
	return "", false
}

func send(w http.ResponseWriter, r *http.Request, status int, name string, body []byte) {
	kind := mime.TypeByExtension(path.Ext(name))
	if fixed, ok := kinds[path.Ext(name)]; ok {
		kind = fixed
	}
	if kind == "" {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

// kinds are the media types that must not depend on the tables of a system.
var kinds = map[string]string{
	".html":   "text/html; charset=utf-8",
	".css":    "text/css; charset=utf-8",
	".js":     "text/javascript; charset=utf-8",
	".json":   "application/json",
	".jsonld": "application/ld+json",
	".svg":    "image/svg+xml",
	".xml":    "application/xml",
	".csv":    "text/csv; charset=utf-8",
	".md":     "text/markdown; charset=utf-8",
	".txt":    "text/plain; charset=utf-8",
	".ics":    "text/calendar; charset=utf-8",
	"":        "application/octet-stream",
}

// events tells the browser the number of the newest build, now and whenever
// there is another.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	stream := http.NewResponseController(w)
	for {
		b := s.current()
		if _, err := fmt.Fprintf(w, "data: %d\n\n", b.number); err != nil {
			return
		}
		if stream.Flush() != nil {
			return
		}
		select {
		case <-b.next:
		case <-r.Context().Done():
			return
		}
	}
}

// withReload returns the page with the reload script, and with a policy that
// lets it run.
func (b *build) withReload(page []byte) []byte {
	page = policy.ReplaceAllFunc(page, func(meta []byte) []byte {
		m := policy.FindSubmatch(meta)
		return []byte(`<meta http-equiv="Content-Security-Policy" content="` + html.EscapeString(allowSelf(html.UnescapeString(string(m[1])))) + `">`)
	})
	script := fmt.Sprintf(`<script src="%s" data-build="%d" defer></script>`, scriptPath, b.number)
	for _, before := range []string{"</body>", "</html>"} {
		if i := bytes.LastIndex(page, []byte(before)); i >= 0 {
			return append(append(page[:i:i], script...), page[i:]...)
		}
	}
	return append(page[:len(page):len(page)], script...)
}

var policy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

// allowSelf returns the Content-Security-Policy p with scripts and connections
// of its own origin allowed.
func allowSelf(p string) string {
	want := map[string]bool{"script-src": true, "connect-src": true}
	var out []string
	for d := range strings.SplitSeq(p, ";") {
		fields := strings.Fields(d)
		if len(fields) == 0 {
			continue
		}
		if want[fields[0]] {
			delete(want, fields[0])
			kept := []string{fields[0], "'self'"}
			for _, f := range fields[1:] {
				if f != "'none'" && f != "'self'" {
					kept = append(kept, f)
				}
			}
			fields = kept
		}
		out = append(out, strings.Join(fields, " "))
	}
	for _, d := range []string{"script-src", "connect-src"} {
		if want[d] {
			out = append(out, d+" 'self'")
		}
	}
	return strings.Join(out, "; ")
}

// problemPage returns the page that stands in for all others while there are
// problems.
func problemPage(problems problem.List) []byte {
	var b bytes.Buffer
	b.WriteString(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
		`<title>Problems</title><style>body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}` +
		`pre{overflow-x:auto;white-space:pre-wrap;border-left:.25rem solid #c00;padding-left:1rem}pre.warning{border-color:#b80}</style>` +
		`<body><main role="alert"><h1>The site cannot be built</h1><p>This page goes away when the problems are solved.</p>`)
	for _, p := range problems {
		class := ""
		if p.Warning {
			class = ` class="warning"`
		}
		fmt.Fprintf(&b, "<pre%s>%s</pre>", class, html.EscapeString(p.Format()))
	}
	b.WriteString("</main></body></html>\n")
	return b.Bytes()
}
