package site

import (
	"cmp"
	"html/template"
	"strings"
	"sync"

	"buildsite/internal/export"
	"buildsite/internal/site/embed"
)

// A frame is what base.html puts around every page.
type frame struct {
	Lang        string // BCP 47, of the interface
	Dir         string // ltr or rtl
	Title       string // of the page
	SiteTitle   string
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
	Style       template.URL
	Script      template.URL // "" on pages without filter
	Policy      string
	Inline      template.CSS // the style sheet itself, on the page for "not found"
	Scheme      string
	ThemeLight  string
	ThemeDark   string
	Body        any // what the page's own template gets
	chrome      *chrome
	Masthead    template.HTML // made of chrome when the page is written
	Footer      template.HTML
	Feed        string // address of the Atom feed, or ""
	OEmbed      string // absolute address of the oEmbed answer, or ""
}

// framed returns f around body.
func framed(f frame, body any) *frame {
	f.Body = body
	return &f
}

// An alternate is the same page in another language.
type alternate struct{ Lang, Href string }

// A navLink leads to a page.
type navLink struct {
	Text    string
	Href    template.URL
	Lang    string // of the text, "" when that of the page
	Current bool
}

// A chrome is the head and foot of pages, rendered once for all pages that have
// the same.
type chrome struct {
	edition   *edition
	SiteTitle string
	Home      template.URL
	Logo      template.URL
	LogoAlt   string
	Nav       []navLink // of the incident
	More      []navLink // the rest of the incident's pages, at the foot
	Pages     []navLink // editorial pages
	Languages []navLink // the same site in other languages
	Program   string    // that made the site, with its version when it is a release

	once       sync.Once
	head, foot template.HTML
	failed     error
}

// render returns the head and the foot.
func (c *chrome) render() (head, foot template.HTML, err error) {
	c.once.Do(func() {
		if c.head, c.failed = c.edition.execute("_masthead.html", c); c.failed == nil {
			c.foot, c.failed = c.edition.execute("_footer.html", c)
		}
	})
	return c.head, c.foot, c.failed
}

// newChrome returns the head and foot of a page; current is the address of a
// page that they link to, or "".
func (b *builder) newChrome(e *edition, current template.URL) *chrome {
	c := &chrome{
		edition: e, SiteTitle: b.title(e), Home: template.URL("~/" + e.prefix + "index.html"),
		LogoAlt: b.Config.Theme.LogoAlt, Program: b.program(),
	}
	if b.Config.Theme.Logo != "" {
		c.Logo = template.URL("~/" + b.Config.Theme.Logo)
	}
	for _, p := range e.editorial {
		c.Pages = append(c.Pages, navLink{Text: p.Title, Href: p.Href, Current: p.Href == current})
	}
	for _, other := range b.editions {
		if other != e {
			c.Languages = append(c.Languages, navLink{
				Text: other.words.Name(), Href: template.URL("~/" + other.prefix + "index.html"), Lang: other.Lang,
			})
		}
	}
	return c
}

// program returns the name of the program, with its version when that is a
// release: what a development build calls itself tells a reader nothing.
func (b *builder) program() string {
	if b.Version == "" || strings.HasPrefix(b.Version, "devel") {
		return "buildsite"
	}
	return "buildsite " + b.Version
}

// newFrame returns the frame of the page at path.
func (b *builder) newFrame(e *edition, path, title string) frame {
	f := frame{
		Lang: e.Lang, Dir: e.words.Dir(), Title: title, SiteTitle: b.title(e),
		Description: b.Config.Description, Canonical: b.absolute(path), Type: "website",
		Style: b.style.href, Policy: policy, Scheme: b.scheme(),
		chrome: b.newChrome(e, template.URL("~/"+path)),
	}
	f.ThemeLight, f.ThemeDark = b.themeColors()
	f.Alternates = b.alternates(e, path)
	return f
}

// alternates returns the page at path in all languages, nothing when there is
// one.
func (b *builder) alternates(e *edition, path string) []alternate {
	if len(b.editions) < 2 || b.Config.BaseURL == "" {
		return nil
	}
	list := make([]alternate, len(b.editions))
	for k, other := range b.editions {
		list[k] = alternate{other.Lang, b.absolute(other.prefix + strings.TrimPrefix(path, e.prefix))}
	}
	return list
}

// frame returns the frame of a page of the incident.
func (i *incident) frame(rest, title string) frame {
	i.framed.Do(i.prepareFrame)
	f := i.shared
	path := i.dir + rest
	f.Title, f.Canonical, f.ImageAlt = title, i.b.absolute(path), title
	f.Alternates = i.b.alternates(i.edition, path)
	f.OEmbed = i.oembed(rest)
	if strings.IndexByte(rest, '/') < 0 {
		f.chrome = i.newChrome(rest)
	}
	return f
}

// prepareFrame makes what the frames of all pages of the incident share.
func (i *incident) prepareFrame() {
	f := i.b.newFrame(i.edition, "", "")
	f.chrome = i.newChrome("")
	f.Type, f.Modified, f.Feed = "article", i.Modified(), i.feed()
	if i.b.Config.BaseURL != "" {
		f.Image = i.b.absolute(i.b.editions[0].prefix + i.Name + "/card.png")
	}
	i.shared = f
	i.reference = export.PageReference(i.Timeline, i.exportOptions())
	i.reference.Container = strings.Trim(i.title()+", "+i.b.Config.Title, ", ")
	i.embedded = embed.Events(i.shownTimeline())
}

// newChrome returns the head and foot of the page at rest.
func (i *incident) newChrome(rest string) *chrome {
	c := i.b.newChrome(i.edition, "")
	c.Nav, c.More = i.nav(rest), i.foot(rest)
	return c
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
	if path == "index.html" || strings.HasSuffix(path, "/index.html") {
		path = strings.TrimSuffix(path, "index.html")
	}
	return b.Config.BaseURL + path
}

// policy is the content security policy of every page: its own style, script
// and images, nothing else.
// Connections to itself are allowed because Lighthouse asks for robots.txt from
// within the page, and marks a page down that does not let it.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; " +
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

// foot returns the links at the foot of the incident's pages.
func (i *incident) foot(current string) []navLink {
	var list []navLink
	for _, one := range []struct {
		rest, key string
		shown     bool
	}{
		{"more.html", "more.title", len(i.more) > 0},
		{"context.html", "context.title", len(i.farther) > 0},
		{"outlets.html", "page.outlets", len(i.outlets.values) > 0},
		{"actors.html", "page.actors", len(i.actors.values) > 0},
		{"types.html", "page.types", len(i.types.values) > 0},
		{"years.html", "page.years", len(i.years.values) > 0},
		{"matrix.html", "page.matrix", len(i.events) > 0 && len(i.reports) > 0},
		{"known.html", i.knownKey("known.title"), len(i.days) > 0},
		{"corrections.html", "page.corrections", true},
		{"embed/index.html", "embed.link", true},
	} {
		if one.shown {
			list = append(list, i.link(one.rest, i.words.T(one.key), current))
		}
	}
	return list
}
