// Package output writes a folder of files as one: the old folder stays whole
// until the new one is, unchanged files are not written again, and only folders
// that buildsite made are ever replaced.
package output

import "io"

// A File is one output file. Write is called once and may stream.
type File struct {
	Path  string // slash-separated, relative, clean
	Write func(io.Writer) error
}
