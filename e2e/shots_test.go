package e2e

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestShots writes pictures of every kind of page of the sample at three
// widths, dark and as printed, and of the others at one. It runs only with
// -shots; a picture is a subtest, so that -run 'Shots/sample/index/360' takes
// the one.
func TestShots(t *testing.T) {
	if *shotsFlag == "" {
		t.Skip("only with -shots DIR")
	}
	need(t, "chromium", chromium)
	for _, each := range sites {
		t.Run(each.name, func(t *testing.T) {
			looks := []look{{width: 1280}}
			if each.whole {
				looks = []look{{width: 360}, {width: 768}, {width: 1280}, {width: 1280, dark: true}, {width: 794, print: true}}
			}
			s := siteNamed(t, each.name)
			for _, k := range s.kinds(t) {
				name := strings.TrimSuffix(strings.NewReplacer("*", "each", "/", "-").Replace(k.name), ".html")
				t.Run(name, func(t *testing.T) { shots(t, s.url(k.pages[0]), looks, filepath.Join(*shotsFlag, s.name, name)) })
			}
		})
	}
}

// shots takes one picture of the page at url for each look.
func shots(t *testing.T, url string, looks []look, file string) {
	for _, l := range looks {
		suffix := fmt.Sprint(l.width) + pick(l.dark, "-dark", "") + pick(l.print, "-print", "")
		t.Run(suffix, func(t *testing.T) { open(t, url, l).shot(t, file+"-"+suffix+".png") })
	}
}
