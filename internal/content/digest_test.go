package content_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"buildsite/internal/content"
)

// The digest is another for whatever is read, wherever the bytes stand, and the
// same for the same files in another place.
func TestDigest(t *testing.T) {
	names := []string{"config.toml", "content", "static"}
	digest := func(dir string) string {
		t.Helper()
		d, err := content.Digest(context.Background(), dir, names...)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	dir := unpack(t, site)
	seen := map[string]string{digest(dir): "as it was"}
	want(t, "elsewhere", digest(unpack(t, site)), digest(dir))
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"other bytes", func() { os.WriteFile(at("static/logo.svg"), []byte("<svg></svg>"), 0o644) }},
		{"another name", func() { os.Rename(at("static/logo.svg"), at("static/Logo.svg")) }},
		{"a new file", func() { os.WriteFile(at("static/.hidden"), nil, 0o644) }},
		{"an empty folder", func() { os.Mkdir(at("content/storm"), 0o755) }},
		{"a link", func() { link(t, "b.txt", at("content/flood/articles/z.txt")) }},
		{"a link to the same bytes", func() {
			os.Remove(at("content/flood/articles/z.txt"))
			link(t, "./b.txt", at("content/flood/articles/z.txt"))
		}},
		{"no config", func() { os.Remove(at("config.toml")) }},
	} {
		c.do()
		d := digest(dir)
		if was, ok := seen[d]; ok {
			t.Errorf("%s: the digest is that of %s", c.name, was)
		}
		seen[d] = c.name
	}
	before := digest(dir)
	os.WriteFile(at("content/flood/articles/.a.md.swp"), []byte("x"), 0o644)
	os.MkdirAll(at("content/flood/articles/public"), 0o755)
	os.WriteFile(at("content/flood/articles/public/.buildsite"), nil, 0o644)
	os.WriteFile(at("content/flood/articles/public/index.html"), []byte("x"), 0o644)
	want(t, "what is not read", digest(dir), before)
	os.WriteFile(at("content/flood/.buildsite"), nil, 0o644)
	want(t, "a mark in an incident", digest(dir), before)
	link(t, "nowhere", at("content/flood/articles/y.txt"))
	if _, err := content.Digest(context.Background(), dir, names...); err == nil {
		t.Error("a link to nowhere was read")
	}
}
