package config

import (
	"net/mail"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"buildsite/internal/problem"
	"buildsite/internal/strict"
)

// languageTag is the shape of a BCP 47 tag, as far as sites use it.
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// color is the CSS colours that config.toml takes: hexadecimal, or a name.
var color = regexp.MustCompile(`^(#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})|[A-Za-z]{3,24})$`)

// fontFamily keeps the value of font-family from ending its declaration.
var fontFamily = regexp.MustCompile(`^[\pL\pN ,'"_-]*$`)

// A checker collects what is wrong with values that have the right type.
type checker struct {
	doc  *strict.Document
	list problem.List
}

func (c *checker) fail(key, hint, format string, args ...any) {
	c.list = append(c.list, c.doc.Value(key, format, args...).WithHint("%s", hint))
}

// check returns what is wrong with the values of c, and puts them into their
// final form.
func check(c *Config, d *strict.Document) problem.List {
	k := &checker{doc: d}
	k.baseURL(c)
	k.languages(c)
	k.oneOf("publish", string(c.Publish), string(All), string(Reviewed))
	k.oneOf("theme.color_scheme", c.Theme.ColorScheme, "auto", "light", "dark")
	k.oneOf("timeline.group_by", c.Timeline.GroupBy, "auto", "none", "year", "month")
	for _, name := range c.Exports {
		k.oneOf("exports", name, ExportNames...)
	}
	k.theme(c.Theme)
	k.between("timeline.max_events", c.Timeline.MaxEvents, 0, 1_000_000)
	k.between("feed.limit", c.Feed.Limit, 1, 1000)
	k.between("embed.events", c.Embed.Events, 1, 500)
	k.webURL("report_url", strings.NewReplacer("{incident}", "x", "{event}", "x", "{url}", "x").Replace(c.ReportURL))
	if c.ReportEmail != "" {
		if a, err := mail.ParseAddress(c.ReportEmail); err != nil || a.Address != c.ReportEmail {
			k.fail("report_email", `write report_email = "corrections@example.org"`, "%q is no e-mail address", c.ReportEmail)
		}
	}
	for name, outlet := range c.Outlets {
		k.webURL("outlets."+name+".url", outlet.URL)
		k.language("outlets."+name+".language", outlet.Language)
	}
	k.list.Sort()
	return k.list
}

// baseURL checks base_url and gives it its final "/". A path is fine: a project
// site of GitHub Pages has one. A host in other letters is written in ASCII by
// browsers, so it has to be here.
func (k *checker) baseURL(c *Config) {
	if c.BaseURL == "" {
		return
	}
	const hint = `write base_url = "https://example.org/" or "https://name.github.io/repository/"`
	u, err := url.Parse(c.BaseURL)
	switch {
	case err != nil:
		k.fail("base_url", hint, "%q is no URL", c.BaseURL)
	case u.Scheme != "http" && u.Scheme != "https" || u.Opaque != "":
		k.fail("base_url", schemeHint(c.BaseURL, hint), "%q does not begin with https:// or http://", c.BaseURL)
	case u.Hostname() == "":
		k.fail("base_url", hint, "%q names no host", c.BaseURL)
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || strings.Contains(c.BaseURL, "#"):
		k.fail("base_url", hint, "%q may hold a host and a path, nothing else", c.BaseURL)
	case !isASCII(u.Host):
		k.fail("base_url", `copy the address from the address bar of a browser: it begins with "xn--"`, "the host of %q is not in ASCII", c.BaseURL)
	case strings.HasSuffix(u.Path, ".html") || strings.HasSuffix(u.Path, ".htm"):
		k.fail("base_url", "leave out the name of the page", "%q is a page, not the folder the site is in", c.BaseURL)
	default:
		u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
		c.BaseURL = strings.TrimRight(u.String(), "/") + "/"
	}
}

// schemeHint offers wrong with https:// before it where that is an address, else
// what other says.
func schemeHint(wrong, other string) string {
	rest := strings.TrimPrefix(wrong, "//")
	if u, err := url.Parse("https://" + rest); err != nil || u.Hostname() == "" || strings.ContainsAny(rest, " ()") || strings.Contains(rest, "://") {
		return other
	}
	return `did you mean "https://` + rest + `"?`
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 })
}

// languages checks the languages of the interface. The first is never repeated
// in the list of the further ones.
func (k *checker) languages(c *Config) {
	if c.Language == "" {
		c.Language = "en"
	}
	k.language("language", c.Language)
	for _, l := range c.Languages {
		k.language("languages", l)
	}
	c.Languages = slices.DeleteFunc(c.Languages, func(l string) bool { return l == c.Language })
	for i, l := range c.Languages {
		if slices.Contains(c.Languages[:i], l) {
			k.fail("languages", "name each once", "%q stands twice", l)
		}
	}
}

func (k *checker) language(key, tag string) {
	if tag != "" && !languageTag.MatchString(tag) {
		k.fail(key, `use a code such as "en", "cs" or "pt-BR"`, "%q is no language code", tag)
	}
}

func (k *checker) theme(t Theme) {
	for _, c := range [][2]string{{"theme.accent", t.Accent}, {"theme.accent_dark", t.AccentDark}} {
		if c[1] != "" && !color.MatchString(c[1]) {
			k.fail(c[0], `use a colour such as "#a3202f"`, "%q is no colour", c[1])
		}
	}
	for _, c := range [][2]string{{"theme.font", t.Font}, {"theme.heading_font", t.HeadingFont}} {
		if !fontFamily.MatchString(c[1]) {
			k.fail(c[0], `name fonts as in CSS: "Georgia, serif"`, "%q is no list of fonts", c[1])
		}
	}
	if t.Logo != "" && (path.IsAbs(t.Logo) || path.Clean(t.Logo) != t.Logo || strings.HasPrefix(t.Logo, "..") || strings.ContainsAny(t.Logo, `\:`)) {
		k.fail("theme.logo", `name a file of static/, such as "logo.svg"`, "%q is no file of static/", t.Logo)
	}
	if t.Logo != "" && t.LogoAlt == "" {
		k.fail("theme.logo", `add logo_alt = "…", what the logo shows in words`, "the logo has no text for those who do not see it")
	}
}

func (k *checker) oneOf(key, value string, values ...string) {
	if slices.Contains(values, value) {
		return
	}
	hint := `use "` + strings.Join(values, `" or "`) + `"`
	if near := strict.Nearest(value, values); near != "" {
		hint = `did you mean "` + near + `"?`
	}
	k.fail(key, hint, "%q is no value of %s", value, key)
}

func (k *checker) between(key string, n, low, high int) {
	if n < low || n > high {
		k.list = append(k.list, k.doc.Value(key, "%s is %d", key, n).WithHint("use a number from %d to %d", low, high))
	}
}

func (k *checker) webURL(key, value string) {
	if value == "" {
		return
	}
	u, err := url.Parse(value)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" {
		k.fail(key, "write the whole address, beginning with https://", "%q is no web address", value)
	}
}

// SetBaseURL sets the base URL, which comes from path, such as a flag.
func (c *Config) SetBaseURL(path, url string) problem.List {
	key := "base_url"
	src := key + " = " + strconv.Quote(url)
	other, list := Parse(path, []byte(src))
	for i := range list {
		list[i].Line = 0 // the user has not written the line
	}
	if list.Err() == nil {
		c.BaseURL = other.BaseURL
	}
	return list
}
