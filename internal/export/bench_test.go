package export_test

import (
	"io"
	"testing"

	"buildsite/internal/export"
	"buildsite/internal/export/exporttest"
)

// BenchmarkFormats writes each format of 1,000 events.
func BenchmarkFormats(b *testing.B) {
	t := exporttest.Many(1000)
	for i, f := range export.Files(t, options) {
		b.Run(export.Names()[i], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Write(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
