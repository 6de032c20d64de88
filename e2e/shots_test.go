package e2e

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestShots writes pictures of every kind of page of the sample at three
// widths, dark and as printed, and of the others at one. It runs only with
// -shots.
func TestShots(t *testing.T) {
	if *shotsFlag == "" {
		t.Skip("only with -shots DIR")
	}
	need(t, "chromium", chromium)
	for _, each := range sites {
		s := siteNamed(t, each.name)
		for _, k := range s.kinds(t) {
			name := strings.TrimSuffix(strings.NewReplacer("*", "each", "/", "-").Replace(k.name), ".html")
			b := open(t, s.url(k.pages[0]), look{})
			looks := []look{{width: 1280}}
			if each.whole {
				looks = []look{{width: 360}, {width: 768}, {width: 1280}, {width: 1280, dark: true}, {width: 794, print: true}}
			}
			for _, l := range looks {
				b.set(t, l)
				suffix := fmt.Sprint(l.width) + pick(l.dark, "-dark", "") + pick(l.print, "-print", "")
				b.shot(t, filepath.Join(*shotsFlag, s.name, name+"-"+suffix+".png"))
			}
		}
	}
}
