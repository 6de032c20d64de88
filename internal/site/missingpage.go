package site

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/url"
	"strings"
)

// A missingPage is shown for addresses that lead nowhere.
type missingPage struct {
	Home      template.URL
	Incidents []*incident
}

// missing returns 404.html. GitHub Pages serves it at any depth, so its
// addresses begin with the path of the base URL and its style is inside.
func (b *builder) missing() *page {
	e := b.editions[0]
	base := "/"
	if u, err := url.Parse(b.Config.BaseURL); err == nil && strings.HasPrefix(u.Path, "/") {
		base = u.Path
	}
	return &page{path: "404.html", template: "missing.html", edition: e, base: base, hidden: true, make: func() *frame {
		f := b.newFrame(e, "404.html", e.words.T("page.not-found"))
		f.Canonical, f.Alternates, f.NoIndex = "", nil, true
		f.Inline = template.CSS(b.style.data)
		sum := sha256.Sum256(b.style.data)
		f.Policy = strings.Replace(policy, "style-src 'self'", "style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'", 1)
		return framed(f, &missingPage{f.chrome.Home, e.incidents})
	}}
}
