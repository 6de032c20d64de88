// Package export writes a timeline in other people's formats, one format per
// file of this package.
//
// JSON is the contract of `buildsite extract`; docs/timeline.schema.json is its
// schema. Everything here is a pure function of its arguments: no clock, no
// environment, the same timeline gives the same bytes.
//
// Offsets that leave the program are bytes of the article file, half-open, and
// the quote beside them is exactly those bytes.
package export

import (
	"buildsite/internal/article"
	"buildsite/internal/timeline"
)

// A passage is a span of an article's file and the bytes that stand there.
type passage struct {
	Quote      string
	Begin, End int
}

// passageOf returns where the span s of r.Text stands in r's file.
func passageOf(r *timeline.Report, s article.Span) passage {
	at := r.ToSource(s)
	return passage{Quote: r.Source[at.Start:at.End], Begin: at.Start, End: at.End}
}
