package embed_test

import (
	"io"
	"testing"

	"buildsite/internal/export/exporttest"
	"buildsite/internal/site/embed"
)

// A timeline without events has all its files, too.
func TestNoEvents(t *testing.T) {
	tl := exporttest.Many(1)
	tl.Events, tl.Context = nil, nil
	files, err := embed.Files(tl, options("en", base))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := f.Write(io.Discard); err != nil {
			t.Error(f.Path, err)
		}
	}
}
