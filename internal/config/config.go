// Package config reads config.toml, strictly: a key that nobody knows, a value
// of the wrong type, and a value that cannot work are all located problems with
// a hint, all of them in one run.
//
// Every key is optional. A field of Config with its tag is a key of the file;
// to add one, add the field with its sentence, its default in Default if it has
// one, and its check in check.go if not every value works.
package config

import (
	"buildsite/internal/problem"
	"buildsite/internal/strict"
)

// Publish says which events the site shows.
type Publish string

// The values of the key publish.
const (
	All      Publish = "all"      // every event found
	Reviewed Publish = "reviewed" // only events that an editor confirmed
)

// ExportNames are the values that the key exports may hold: the formats of
// package export. A test of the command compares the two.
var ExportNames = []string{
	"json", "csv", "claims", "timelinejs", "timelinejs-csv", "ical", "csl", "bibtex", "ris", "markdown", "stix",
	"annotations", "atom", "jsonfeed", "corrections",
}

// Config is config.toml.
type Config struct {
	Title       string   `toml:"title"`       // of the site; with one incident and no title, the incident's
	Description string   `toml:"description"` // one sentence for search engines and feeds
	BaseURL     string   `toml:"base_url"`    // where the site will be, ending in "/"; "" when not known, and then formats that need full URLs are left out
	Language    string   `toml:"language"`    // BCP 47, of the interface; "en" when not set
	Languages   []string `toml:"languages"`   // BCP 47, further languages of the interface, each below /LANGUAGE/
	Publish     Publish  `toml:"publish"`     // "all" when not set
	Author      string   `toml:"author"`      // who publishes the site, for feeds and structured data

	// Where readers report a mistake. ReportURL may hold {incident}, {event} and
	// {url}, which stand for the event reported. Either may be "".
	ReportURL   string `toml:"report_url"`
	ReportEmail string `toml:"report_email"`

	// Export formats of each timeline, by name; all when not set.
	Exports []string `toml:"exports"`

	Theme    Theme    `toml:"theme"`
	Timeline Timeline `toml:"timeline"`
	Feed     Feed     `toml:"feed"`
	Embed    Embed    `toml:"embed"`

	// Outlets by name as in the front matter key publisher.
	Outlets map[string]Outlet `toml:"outlets"`
}

// Theme is how the pages look. An empty field means the default of the style
// sheet.
type Theme struct {
	Accent      string `toml:"accent"`       // a CSS colour such as "#a3202f"
	AccentDark  string `toml:"accent_dark"`  // the same on a dark ground
	Font        string `toml:"font"`         // CSS font-family of running text
	HeadingFont string `toml:"heading_font"` // CSS font-family of headings
	ColorScheme string `toml:"color_scheme"` // "auto", "light" or "dark"
	Logo        string `toml:"logo"`         // a file of static/, shown beside the title
	LogoAlt     string `toml:"logo_alt"`     // what the logo shows, for those who do not see it
}

// Timeline is what of a timeline is shown, and how.
type Timeline struct {
	MaxEvents   int     `toml:"max_events"`   // the most salient ones; the rest stands on a page of its own; 0 for no limit
	MinSalience float64 `toml:"min_salience"` // events below are not shown
	Newest      bool    `toml:"newest_first"` // oldest first when false
	Context     bool    `toml:"context"`      // show the background below the line
	GroupBy     string  `toml:"group_by"`     // "auto", "none", "year" or "month"
}

// Feed is the feeds.
type Feed struct {
	Limit int `toml:"limit"` // entries in a feed, 1 to 1000
}

// Embed is the pages for other people's pages.
type Embed struct {
	Events int `toml:"events"` // events in an embed, 1 to 500
}

// Outlet is a publisher of articles.
type Outlet struct {
	URL      string `toml:"url"`      // its home page
	Language string `toml:"language"` // BCP 47, of its articles when they do not say
	Agency   bool   `toml:"agency"`   // it is a wire service whose text others copy
}

// Default returns the configuration of a site that has no config.toml.
func Default() *Config {
	return &Config{
		Language: "en",
		Publish:  All,
		Theme:    Theme{ColorScheme: "auto"},
		Timeline: Timeline{Context: true, GroupBy: "auto"},
		Feed:     Feed{Limit: 20},
		Embed:    Embed{Events: 20},
	}
}

// Parse reads src, the config.toml at path. The Config is never nil: keys with
// problems have their default.
func Parse(path string, src []byte) (*Config, problem.List) {
	if p, bad := problem.NotUTF8(path, src); bad {
		return Default(), problem.List{p}
	}
	c := Default()
	d, list := strict.Decode(path, string(src), 0, len(src), c)
	if len(list) == 0 {
		list = check(c, d)
	}
	return c, list
}
