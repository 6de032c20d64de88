package desk

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"embed"
	"encoding/hex"
	"errors"
	"html/template"
	"net"
	"net/http"
	"strings"
	"sync"

	"buildsite/internal/problem"
	"buildsite/internal/timeline"
)

// A Sheet is one incident as the editor works on it.
type Sheet struct {
	Name   string // of the incident
	Title  string
	Dir    string // its folder as shown to the user: "content/flood"
	Engine *timeline.Timeline
	Desk   Desk
}

// EditorOptions is what an Editor needs of the program around it.
type EditorOptions struct {
	Load  func(ctx context.Context) ([]Sheet, problem.List, error) // reads everything from the disk again
	Store func(incident string) (*Store, error)                    // opens the folder of an incident
	Today func() string                                            // ISO 8601 day, for the key decided
	By    string                                                   // who edits, for the key by; may be ""
}

// EditPath is where an Editor stands beside a preview.
const EditPath = "/.edit/"

// An Editor is the review page: a http.Handler for addresses below EditPath.
// It is for one person on one computer: it answers only requests that name it
// as localhost or a loopback address, and only to the browser that opened the
// address with the one-time token. Every change is a decision file, written as a
// whole and only over the bytes that the page was made from.
type Editor struct {
	EditorOptions
	mu      sync.Mutex
	token   string // "" once it was used
	session string
	undo    []change // oldest first
}

// A change is one write that can be undone.
type change struct {
	incident, name string
	before, after  []byte // nil when there was, or is, no file
	what           string
}

// NewEditor returns an Editor with a fresh token.
func NewEditor(o EditorOptions) *Editor {
	return &Editor{EditorOptions: o, token: secret(), session: secret()}
}

func secret() string {
	b := make([]byte, 16)
	rand.Read(b) // never fails (crypto/rand)
	return hex.EncodeToString(b)
}

// Address returns the path to open in the browser, once.
func (e *Editor) Address() string { return EditPath + "?token=" + e.token }

//go:embed page
var pageFiles embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{"file": filePart}).ParseFS(pageFiles, "page/*.html"))

// filePart is what the template "file" needs.
func filePart(f any, page *reviewView) map[string]any { return map[string]any{"File": f, "Page": page} }

// policy is the Content-Security-Policy of the editor's pages.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const cookieName = "buildsite_desk"

// ServeHTTP answers the pages of the desk.
func (e *Editor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin") // no-referrer would send forms with "Origin: null"
	h.Set("Cache-Control", "no-store")
	switch {
	case !isLoopback(r.Host):
		http.Error(w, "the desk is for this computer only", http.StatusForbidden)
	case r.URL.Query().Has("token"):
		e.enter(w, r)
	case !e.known(r):
		http.Error(w, "open the address that buildsite serve --edit printed; it can be used once, by one browser", http.StatusForbidden)
	case r.Method == http.MethodPost:
		e.post(w, r)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD, POST")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	default:
		e.get(w, r)
	}
}

// isLoopback reports whether host, with or without a port, is this computer.
func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// enter exchanges the token for a cookie.
func (e *Editor) enter(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	given := r.URL.Query().Get("token")
	if e.token == "" || subtle.ConstantTimeCompare([]byte(given), []byte(e.token)) != 1 {
		http.Error(w, "this address was used already, or is mistyped: stop buildsite serve --edit and start it again for a new one", http.StatusForbidden)
		return
	}
	e.token = ""
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: e.session, Path: EditPath, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	http.Redirect(w, r, EditPath, http.StatusSeeOther)
}

func (e *Editor) known(r *http.Request) bool {
	c, err := r.Cookie(cookieName)
	return err == nil && subtle.ConstantTimeCompare([]byte(c.Value), []byte(e.session)) == 1
}

// sameOrigin reports whether a form was sent by one of the editor's own pages.
func (e *Editor) sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	return (origin == "" || origin == "http://"+r.Host) && subtle.ConstantTimeCompare([]byte(r.PostFormValue("form")), []byte(e.formKey())) == 1
}

// formKey is a value that only the editor's own pages know.
func (e *Editor) formKey() string { return e.session[:8] }

// get shows the list of incidents, one of them, an article, or a file.
func (e *Editor) get(w http.ResponseWriter, r *http.Request) {
	rest := strings.TrimPrefix(r.URL.Path, EditPath)
	switch rest {
	case "desk.css", "desk.js":
		http.ServeFileFS(w, r, pageFiles, "page/"+rest)
		return
	}
	sheets, problems, err := e.Load(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	name, below, _ := strings.Cut(rest, "/")
	if name == "" && len(sheets) == 1 {
		http.Redirect(w, r, EditPath+sheets[0].Name+"/", http.StatusSeeOther)
		return
	}
	if name == "" {
		e.show(w, http.StatusOK, "incidents.html", sheets)
		return
	}
	s := sheetOf(sheets, name)
	switch {
	case s == nil:
		http.NotFound(w, r)
	case below == "article":
		e.showArticle(w, r, s)
	case below == "":
		e.show(w, http.StatusOK, "review.html", e.reviewPage(s, problems, r))
	default:
		http.NotFound(w, r)
	}
}

func sheetOf(sheets []Sheet, name string) *Sheet {
	for i := range sheets {
		if sheets[i].Name == name {
			return &sheets[i]
		}
	}
	return nil
}

// show renders a page whole before anything of it is sent.
func (e *Editor) show(w http.ResponseWriter, status int, name string, data any) {
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write([]byte(b.String()))
}

// A notice is a page that says why nothing was written.
type notice struct {
	Title    string
	Text     string
	Name     string            // of the file, "" when it is about none
	Now      string            // what the file holds now
	Wanted   string            // what it would have held
	Again    map[string]string // the form, to send again over what the file holds now; nil when that makes no sense
	Back     string
	Problems problem.List
}

// post carries out a form.
func (e *Editor) post(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "the form is too large or broken", http.StatusBadRequest)
		return
	}
	if !e.sameOrigin(r) {
		http.Error(w, "this form was not sent by the review page", http.StatusForbidden)
		return
	}
	name := strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, EditPath), "/")
	sheets, _, err := e.Load(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s := sheetOf(sheets, name)
	if s == nil {
		http.NotFound(w, r)
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	n, err := e.carryOut(s, r)
	back := EditPath + s.Name + "/"
	switch {
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	case n != nil:
		n.Back = back
		status := http.StatusUnprocessableEntity
		if n.Name != "" {
			status = http.StatusConflict
		}
		e.show(w, status, "notice.html", n)
	default:
		if next := r.PostFormValue("next"); isID(next) {
			back += "#" + next
		}
		http.Redirect(w, r, back, http.StatusSeeOther)
	}
}

// carryOut does what a form asks for. The notice is why nothing was written.
func (e *Editor) carryOut(s *Sheet, r *http.Request) (*notice, error) {
	store, err := e.Store(s.Name)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	if r.PostFormValue("do") == "undo" {
		return e.takeBack(store)
	}
	o, n := e.order(s, store, r)
	if n != nil {
		return n, nil
	}
	if n := tryOut(s, o); n != nil {
		return n, nil
	}
	if err := store.Replace(o.name, o.before, o.after); err != nil {
		if !errors.Is(err, ErrChanged) {
			return nil, err
		}
		now, _ := store.Read(o.name)
		return conflict(o.name, now, o.after, r), nil
	}
	e.undo = append(e.undo, change{incident: s.Name, name: o.name, before: o.before, after: o.after, what: o.what})
	return nil, keepIDs(s, store, o)
}

// keepIDs brings the lock file up to date after a change.
func keepIDs(s *Sheet, store *Store, o order) error {
	old, err := store.Read(LockName)
	if err != nil {
		return err
	}
	lock := Apply(s.Engine, s.with(o)).Lock().Format()
	if string(old) == string(lock) {
		return nil
	}
	if err := store.Replace(LockName, old, lock); err != nil && !errors.Is(err, ErrChanged) {
		return err
	}
	return nil
}

// takeBack undoes the last change.
func (e *Editor) takeBack(store *Store) (*notice, error) {
	if len(e.undo) == 0 {
		return &notice{Title: "Nothing to undo", Text: "Only what was decided since buildsite serve --edit was started can be undone here; older decisions can be deleted below their event."}, nil
	}
	last := e.undo[len(e.undo)-1]
	if err := e.undoIn(last); err != nil {
		if !errors.Is(err, ErrChanged) {
			return nil, err
		}
		now, _ := store.Read(last.name)
		return &notice{
			Title: "The file was changed meanwhile", Text: "It is not as the change left it, so the change is not undone.",
			Name: last.name, Now: string(now), Wanted: string(last.before),
		}, nil
	}
	e.undo = e.undo[:len(e.undo)-1]
	return nil, nil
}

// undoIn undoes c in its own incident, which may be another than the page's.
func (e *Editor) undoIn(c change) error {
	own, err := e.Store(c.incident)
	if err != nil {
		return err
	}
	defer own.Close()
	return own.Replace(c.name, c.after, c.before)
}
