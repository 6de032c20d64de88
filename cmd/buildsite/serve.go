package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"buildsite/internal/output"
	"buildsite/internal/preview"
	"buildsite/internal/problem"
)

type serveCmd struct {
	source
	Port int    `default:"8080" help:"Port on this computer; 0 takes any that is free."`
	Edit bool   `help:"Review the events in the browser: accept, retitle, redate, merge, split, hide."`
	By   string `placeholder:"NAME" help:"Who edits, to be recorded in decisions."`
}

// Run serves the site until the user interrupts.
func (c *serveCmd) Run(a *app) error {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(c.Port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("port %d is taken: choose another with --port, or --port 0 for any that is free", c.Port)
	}
	if err != nil {
		return err
	}
	a.memory = &memory{}
	var server preview.Server
	if err := c.build(a, &server); err != nil {
		listener.Close()
		return err
	}
	a.say("serving http://%s/ · Ctrl-C stops\n", listener.Addr())
	handler, err := c.handler(a, &server, listener.Addr())
	if err != nil {
		listener.Close()
		return err
	}

	// Streams of events end with their requests, and requests with this context.
	requests, endRequests := context.WithCancel(context.Background())
	defer endRequests()
	web := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return requests },
	}
	stopped := make(chan error, 1)
	go func() { stopped <- web.Serve(listener) }()
	roots, ignore := c.watched(a)
	watching := preview.Watch(a.ctx, roots, ignore, func() { c.build(a, &server) })
	if watching != nil {
		fmt.Fprintf(a.stderr, "buildsite: changes are not noticed, restart to see them: %v\n", watching)
		<-a.ctx.Done()
	}
	endRequests()
	bye, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := web.Shutdown(bye); err != nil {
		web.Close()
	}
	if err := <-stopped; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// handler returns the preview, with --edit the review page beside it.
func (c *serveCmd) handler(a *app, server *preview.Server, address net.Addr) (http.Handler, error) {
	if !c.Edit {
		return server, nil
	}
	if c.Articles != "" {
		return nil, errors.New("--edit needs a site folder: buildsite init makes one, buildsite import fills it")
	}
	editor := a.editor(c.By)
	a.say("review http://%s%s (once, in one browser)\n", address, editor.Address())
	return withEditor(editor, server), nil
}

// watched returns what is watched for changes, and what is not.
func (c *serveCmd) watched(a *app) (roots, ignore []string) {
	names := []string{"config.toml", "content", "templates", "static"}
	dir := a.Site
	if c.Articles != "" {
		names, dir = []string{""}, c.Articles
	}
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	for _, name := range names {
		roots = append(roots, filepath.Join(dir, name))
	}
	return roots, []string{filepath.Join(dir, "public")}
}

// build makes the site ready to be rendered and hands it, or what is wrong with it, to
// the server. The error is that the user interrupted.
func (c *serveCmd) build(a *app, server *preview.Server) error {
	start := time.Now()
	s, err := a.prepare(c.source)
	if err != nil {
		return err
	}
	defer s.close()
	a.printProblems(s.problems)
	if s.problems.Err() != nil {
		server.Fail(s.problems)
		a.say("%d %s; the browser shows them\n", fatal(s.problems), plural(fatal(s.problems), "problem"))
		return nil
	}
	files, err := output.Lazy(s.files)
	if err != nil {
		server.Fail(problem.List{{Path: s.folder.Base, What: err.Error()}})
		a.printError(err)
		return nil
	}
	server.Serve(files)
	a.say("%s, in %s\n", s.counts(), time.Since(start).Round(time.Millisecond))
	return nil
}
