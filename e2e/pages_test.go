package e2e

import "testing"

// On every kind of page every check of checks_test.go finds nothing.
func TestPages(t *testing.T) {
	need(t, "chromium", chromium)
	for _, each := range sites {
		t.Run(each.name, func(t *testing.T) {
			s := siteNamed(t, each.name)
			for _, page := range s.chosen(t, each.whole) {
				t.Run(page, func(t *testing.T) {
					t.Parallel()
					b := open(t, s.url(page), look{})
					for _, c := range checks {
						for _, found := range c.find(t, b, s.base) {
							t.Errorf("%s: %s", c.name, found)
						}
					}
				})
			}
		})
	}
}
