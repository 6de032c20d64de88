package ingest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"

	"buildsite/internal/problem"
)

// errTooLarge says that something unpacks to more than its limit.
var errTooLarge = errors.New("unpacks to more than the limit")

// readLimited reads r to its end, at most limit bytes.
func readLimited(r io.Reader, limit int64) ([]byte, error) {
	out, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(out)) > limit {
		return nil, errTooLarge
	}
	return out, err
}

// unpack replaces a gzip file by what it holds.
func (f *file) unpack() problem.List {
	if !bytes.HasPrefix(f.src, []byte{0x1f, 0x8b}) {
		return nil
	}
	z, err := gzip.NewReader(bytes.NewReader(f.src))
	if err != nil {
		return f.fail("save or download it again", "broken gzip file: %v", err)
	}
	out, err := readLimited(z, f.limits.Unpacked)
	if errors.Is(err, errTooLarge) {
		return f.fail("unpack it by hand if you trust it", "the gzip file unpacks to more than %s: reading stopped there", megabytes(f.limits.Unpacked))
	}
	if err != nil {
		return f.fail("save or download it again", "broken gzip file: %v", err)
	}
	f.src = out
	return nil
}
