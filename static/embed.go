// Package static holds the default assets of a site: one style sheet, one
// optional script, the favicon. A file of the same name in the site folder's
// static/ takes the place of the one here.
package static

import "embed"

// FS holds the assets.
//
//go:embed *.css *.js *.svg
var FS embed.FS
