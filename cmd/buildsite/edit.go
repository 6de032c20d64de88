package main

import (
	"context"
	"net/http"
	"path"
	"path/filepath"
	"strings"
	"time"

	"buildsite/internal/content"
	"buildsite/internal/desk"
	"buildsite/internal/problem"
	"buildsite/internal/timeline"
)

// editor returns the review page for the site folder. by is who edits, "" when
// nobody says.
func (a *app) editor(by string) *desk.Editor {
	return desk.NewEditor(desk.EditorOptions{
		Load: a.sheets,
		Store: func(incident string) (*desk.Store, error) {
			return desk.OpenStore(filepath.Join(a.Site, "content", incident))
		},
		Today: func() string { return time.Now().Format(time.DateOnly) },
		By:    by,
	})
}

// sheets reads the site folder and builds its timelines. Articles and decisions
// with problems are left out, so that the editor can see and mend them.
func (a *app) sheets(ctx context.Context) ([]desk.Sheet, problem.List, error) {
	conf, problems := content.Config(a.Site)
	folder, more := content.Read(ctx, a.Site, content.Options{KeepGoing: true, Cache: a.memory.cache()})
	defer folder.Close()
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	var out []desk.Sheet
	for _, i := range folder.Incidents {
		t := timeline.Build(i.Name, i.Articles, options(conf, a.memory.of(i.Name)))
		t.Title = i.Title
		out = append(out, desk.Sheet{Name: i.Name, Title: i.Title, Dir: path.Dir(i.Path), Engine: t, Desk: i.Desk})
	}
	return out, append(problems, more...), nil
}

// withEditor returns a handler that has the review page beside the preview.
func withEditor(editor *desk.Editor, preview http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, desk.EditPath) {
			editor.ServeHTTP(w, r)
			return
		}
		preview.ServeHTTP(w, r)
	})
}
