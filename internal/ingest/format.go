package ingest

import (
	"fmt"
	"strings"

	"buildsite/internal/strict"
)

// Format returns the draft as an article file: Markdown with TOML front matter.
// The key found says of each other value where it was found.
func (d Draft) Format() []byte {
	var b strings.Builder
	b.WriteString("+++\n")
	var found []string
	for _, x := range []struct {
		key string
		Value
	}{
		{"title", d.Title},
		{"publisher", d.Publisher},
		{"author", d.Author},
		{"agency", d.Agency},
		{"published", d.Published},
		{"language", d.Language},
		{"url", d.URL},
		{"archive_url", d.ArchiveURL},
		{"retrieved", d.Retrieved},
		{"rights", d.rights()},
	} {
		if x.Text == "" {
			continue
		}
		fmt.Fprintf(&b, "%s = %s\n", x.key, strict.Quote(clean(x.Text)))
		if x.From != "" {
			found = append(found, x.key+": "+x.From)
		}
	}
	writeKey(&b, "found", strings.Join(found, "; "))
	writeKey(&b, "original", d.Original)
	writeKey(&b, "original_sha256", d.SHA256)
	b.WriteString("+++\n" + d.Body + "\n")
	return []byte(b.String())
}

// rights returns the right that is safe to assume of an imported article: only
// cited sentences are shown.
func (d Draft) rights() Value {
	if d.Rights.Text != "" {
		return d.Rights
	}
	return Value{Text: "quote"}
}

func writeKey(b *strings.Builder, key, value string) {
	if value != "" {
		fmt.Fprintf(b, "%s = %s\n", key, strict.Quote(clean(value)))
	}
}
