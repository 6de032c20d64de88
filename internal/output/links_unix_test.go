//go:build unix

package output

import (
	"os"
	"syscall"
	"testing"
)

// links returns how many names the file has.
func links(t *testing.T, name string) uint64 {
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	return uint64(info.Sys().(*syscall.Stat_t).Nlink)
}
