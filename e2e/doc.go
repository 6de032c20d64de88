// Package e2e holds the built site to what readers are promised, with real
// browsers and other people's checkers. It is a module of its own, so that the
// tools it needs are no dependencies of buildsite.
//
// TestMain builds the command, then sites with it: the sample of the repository,
// generated timelines of 300 and 1,000 events (package corpus), one in Czech, and
// one that is written from right to left; it serves them as GitHub Pages would
// (package ghpages) and looks at pages of every kind. A check is a function that
// returns what is wrong with a page; testdata/faulty has for each check a page
// that it must find fault with, so that no check is silently blind.
//
//	make e2e                       from the root of the repository
//	go test -run Pages/sample      only some
//	go test -site ../public        another site than the sample
//	make shots                     screenshots of every kind of page
//
// What cannot run for want of a tool is named in the last lines; with CI=true it
// fails instead.
package e2e
