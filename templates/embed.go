// Package templates holds the default templates of a site. A file of the same
// name in the site folder's templates/ takes the place of the one here.
//
// base.html frames every page and calls "main", which each page file defines.
// Files that begin with an underscore are partials. A page receives a typed
// struct of package site, so a misspelt field is an error with its place.
// Two functions exist: t gives the words of the interface of a key and its
// arguments, date says an EDTF date in words. An address that begins "~/" is
// counted from the root of the site and made relative when the page is written.
//
// embed/ holds what other people's pages show; package site/embed reads it.
package templates

import "embed"

// FS holds the templates.
//
//go:embed *.html embed
var FS embed.FS
