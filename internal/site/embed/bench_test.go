package embed_test

import (
	"io"
	"testing"

	"buildsite/internal/export/exporttest"
	"buildsite/internal/site/embed"
)

// BenchmarkFiles makes all embeds of a timeline of 1,000 events.
func BenchmarkFiles(b *testing.B) {
	t, o := exporttest.Many(1000), options("en", base)
	b.ReportAllocs()
	for b.Loop() {
		files, err := embed.Files(t, o)
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range files {
			if err := f.Write(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	}
}
