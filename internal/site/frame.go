package site

import (
	"cmp"
	"html/template"
	"strings"
)

// A frame is what base.html puts around every page.
type frame struct {
	Lang        string // BCP 47, of the interface
	Dir         string // ltr or rtl
	Title       string // of the page
	SiteTitle   string
	Home        template.URL
	Description string
	Canonical   string // absolute, "" when the base URL is not known
	Modified    string // ISO 8601, from the data; "" when not known
	Image       string // absolute address of the Open Graph image, or ""
	ImageAlt    string
	Type        string // Open Graph: article or website
	NoIndex     bool
	Refresh     template.URL // where a browser goes on to at once, ""
	Alternates  []alternate
	Data        template.JS // JSON-LD, or ""
	Nav         []navLink   // of the incident, or of the site
	More        []navLink   // the rest of the incident's pages, at the foot
	Pages       []navLink   // editorial pages
	Style       template.URL
	Script      template.URL // "" on pages without filter
	Policy      string
	Inline      template.CSS // the style sheet itself, on the page for "not found"
	Version     string
	Scheme      string
	ThemeLight  string
	ThemeDark   string
	Logo        template.URL
	LogoAlt     string
	ReportURL   string
	Feed        string // address of the Atom feed, or ""
	OEmbed      string // absolute address of the oEmbed answer, or ""
}

// An alternate is the same page in another language.
type alternate struct{ Lang, Href string }

// A navLink leads to a page.
type navLink struct {
	Text    string
	Href    template.URL
	Current bool
}

// newFrame returns the frame of the page at path.
func (b *builder) newFrame(e *edition, path, title string) frame {
	f := frame{
		Lang: e.Lang, Dir: e.words.Dir(), Title: title, SiteTitle: b.title(e),
		Home: template.URL("~/" + e.prefix + "index.html"), Description: b.Config.Description,
		Canonical: b.absolute(path), Type: "website",
		Style: b.style.href, Policy: policy, Version: b.Version,
		Scheme:  b.scheme(),
		LogoAlt: b.Config.Theme.LogoAlt,
	}
	f.ThemeLight, f.ThemeDark = b.themeColors()
	if b.Config.Theme.Logo != "" {
		f.Logo = template.URL("~/" + b.Config.Theme.Logo)
	}
	for _, p := range e.editorial {
		f.Pages = append(f.Pages, navLink{Text: p.Title, Href: p.Href})
	}
	if len(b.editions) > 1 && f.Canonical != "" {
		rest := strings.TrimPrefix(path, e.prefix)
		for _, other := range b.editions {
			f.Alternates = append(f.Alternates, alternate{other.Lang, b.absolute(other.prefix + rest)})
		}
	}
	return f
}

// frame returns the frame of a page of the incident.
func (i *incident) frame(rest, title string) frame {
	f := i.b.newFrame(i.edition, i.dir+rest, title)
	f.Type = "article"
	f.Modified = i.Modified()
	f.Nav = i.nav(rest)
	f.More = i.more(rest)
	f.Feed = i.feed()
	f.OEmbed = i.oembed(rest)
	if i.b.Config.BaseURL != "" {
		f.Image, f.ImageAlt = i.b.absolute(i.b.editions[0].prefix+i.Name+"/card.png"), title
	}
	return f
}

// Modified returns the day of the last publication or correction, as the data
// has it; "" when nothing is dated.
func (i *incident) Modified() string {
	day := i.latest.String()
	for _, c := range i.Timeline.Corrections {
		day = max(day, c.Date)
	}
	return day
}

// title returns the title of the site: as configured, else that of the only
// incident.
func (b *builder) title(e *edition) string {
	if b.Config.Title == "" && len(e.incidents) == 1 {
		return e.incidents[0].title()
	}
	return cmp.Or(b.Config.Title, e.words.T("site.untitled"))
}

// absolute returns the full address of the file at path, "" when the base URL
// is not known. A folder's index is addressed by its folder.
func (b *builder) absolute(path string) string {
	if b.Config.BaseURL == "" {
		return ""
	}
	if path == "index.html" {
		return b.Config.BaseURL
	}
	return b.Config.BaseURL + strings.TrimSuffix(path, "/index.html") + map[bool]string{true: "/"}[strings.HasSuffix(path, "/index.html")]
}

// policy is the content security policy of every page: its own style, script
// and images, nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; " +
	"frame-src 'self'; base-uri 'none'; form-action 'none'"

// The navigation of an incident: the pages that a reader needs first.
func (i *incident) nav(current string) []navLink {
	return []navLink{
		i.link("index.html", i.words.T("page.timeline"), current),
		i.link("sources.html", i.words.T("page.references"), current),
		i.link("unknown.html", i.words.T("page.unknown"), current),
		i.link("method.html", i.words.T("page.method"), current),
	}
}

func (i *incident) link(rest, text, current string) navLink {
	return navLink{Text: text, Href: i.href(rest), Current: rest == current}
}

// more returns the links at the foot of the incident's pages.
func (i *incident) more(current string) []navLink {
	var list []navLink
	for _, one := range []struct {
		rest, key string
		shown     bool
	}{
		{"outlets.html", "page.outlets", len(i.outlets.values) > 0},
		{"actors.html", "page.actors", len(i.actors.values) > 0},
		{"types.html", "page.types", len(i.types.values) > 0},
		{"years.html", "page.years", len(i.years.values) > 0},
		{"matrix.html", "page.matrix", len(i.events) > 0 && len(i.reports) > 0},
		{"known.html", "known.title", len(i.days) > 0},
		{"corrections.html", "page.corrections", true},
		{i.embedPage(current), "embed.link", true},
	} {
		if one.shown {
			list = append(list, i.link(one.rest, i.words.T(one.key), ""))
		}
	}
	return list
}
