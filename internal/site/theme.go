package site

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"golang.org/x/image/colornames"

	"buildsite/internal/problem"
)

// The colours of the default style sheet that others must be read against; a
// test holds them to static/style.css.
const (
	themeLight  = "#fbf9f4"
	themeDark   = "#161513"
	accentLight = "#8c1d2f"
	accentDark  = "#f0959f"
)

// leastContrast is what text needs to be read (WCAG 2.2, 1.4.3).
const leastContrast = 4.5

// scheme returns the colour schemes that pages are for.
func (b *builder) scheme() string {
	switch b.Config.Theme.ColorScheme {
	case "light", "dark":
		return b.Config.Theme.ColorScheme
	}
	return "light dark"
}

// themeColors returns what browsers paint around the page, "" for a scheme that
// the site does not have.
func (b *builder) themeColors() (light, dark string) {
	light, dark = themeLight, themeDark
	switch b.scheme() {
	case "light":
		dark = ""
	case "dark":
		light = ""
	}
	return light, dark
}

// themed returns css with the custom properties of the theme behind it.
func (b *builder) themed(css string) (string, problem.List) {
	t := b.Config.Theme
	var out strings.Builder
	var problems problem.List
	if b.scheme() != "light dark" {
		fmt.Fprintf(&out, "  color-scheme: %s;\n", b.scheme())
	}
	if t.Accent != "" || t.AccentDark != "" {
		light, dark := accents(t.Accent, t.AccentDark)
		problems = append(problems, b.contrast("accent", light, themeLight, "dark")...)
		problems = append(problems, b.contrast("accent_dark", dark, themeDark, "light")...)
		fmt.Fprintf(&out, "  --accent: light-dark(%s, %s);\n", light, dark)
	}
	if t.Font != "" {
		fmt.Fprintf(&out, "  --text: %s;\n", t.Font)
	}
	if t.HeadingFont != "" {
		fmt.Fprintf(&out, "  --heading: %s;\n", t.HeadingFont)
	}
	if out.Len() == 0 {
		return css, problems
	}
	return css + "\n/* Theme, from config.toml */\n:root {\n" + out.String() + "}\n", problems
}

// accents completes a pair of which one is configured: the accent on a dark
// ground is the light one mixed with white until it can be read.
func accents(light, dark string) (string, string) {
	if light == "" {
		light = accentLight
	}
	if dark != "" {
		return light, dark
	}
	c, ok := parseColor(light)
	paper, _ := parseColor(themeDark)
	if !ok {
		return light, accentDark
	}
	for step := 0; step < 20 && contrast(c, paper) < leastContrast+1; step++ {
		c = color.RGBA{lighter(c.R), lighter(c.G), lighter(c.B), 255}
	}
	return light, fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}

func lighter(v uint8) uint8 { return v + (255-v)/8 + 1 - v/255 }

// contrast returns the problem of a colour that cannot be read on paper; except
// is the only scheme of a site in which it does not matter.
func (b *builder) contrast(key, ink, paper, except string) problem.List {
	if b.scheme() == except {
		return nil
	}
	fore, ok := parseColor(ink)
	if !ok {
		return problem.List{{Path: "config.toml", What: fmt.Sprintf("theme.%s is %q, which is no colour", key, ink)}}
	}
	back, _ := parseColor(paper)
	ratio := contrast(fore, back)
	if ratio >= leastContrast {
		return nil
	}
	p := problem.Problem{Path: "config.toml", What: fmt.Sprintf(
		"theme.%s %s on the page's %s has a contrast of %.1f:1, too little to read", key, ink, paper, math.Floor(ratio*10)/10)}
	return problem.List{p.WithHint("text needs 4.5:1 (WCAG 2.2, 1.4.3): choose a colour that is %s",
		map[bool]string{true: "darker", false: "lighter"}[paper == themeLight])}
}

// contrast returns the contrast ratio of two colours, 1 to 21 (WCAG 2.2).
func contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

// luminance returns the relative luminance of c (WCAG 2.2).
func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= .04045 {
			return s / 12.92
		}
		return math.Pow((s+.055)/1.055, 2.4)
	}
	return .2126*linear(c.R) + .7152*linear(c.G) + .0722*linear(c.B)
}

// accent returns the accent colour for images.
func (b *builder) accent() color.RGBA {
	light, _ := accents(b.Config.Theme.Accent, b.Config.Theme.AccentDark)
	c, _ := parseColor(light)
	return c
}

// parseColor reads #rgb, #rrggbb and the names of CSS.
func parseColor(s string) (color.RGBA, bool) {
	if c, ok := colornames.Map[strings.ToLower(s)]; ok {
		return c, true
	}
	var n uint32
	switch {
	case len(s) == 4:
		s = "#" + strings.Repeat(s[1:2], 2) + strings.Repeat(s[2:3], 2) + strings.Repeat(s[3:], 2)
	case len(s) != 7:
		return color.RGBA{}, false
	}
	if _, err := fmt.Sscanf(s, "#%06x", &n); err != nil {
		return color.RGBA{}, false
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}, true
}
