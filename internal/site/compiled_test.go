package site

import (
	"bytes"
	"io"
	"testing"
)

// Every page is, byte for byte, what html/template makes of it, and no default
// template is left to html/template, which takes several times as long.
func TestPagesAreHTMLTemplates(t *testing.T) {
	for name, s := range map[string]*Site{"small": fixture(t), "large": generated(150, 40)} {
		b, problems := newBuilder(s)
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		for _, p := range b.pages() {
			var got, want bytes.Buffer
			if err := b.render(&got, p); err != nil {
				t.Fatal(err)
			}
			f := p.make()
			f.Masthead, f.Footer, _ = f.chrome.render()
			if err := p.edition.set.pages[p.template].set.ExecuteTemplate(&want, "base.html", f); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want.Bytes()) {
				t.Errorf("%s, %s: %s", name, p.path, firstDifference(got.String(), want.String()))
			}
		}
		for _, e := range b.editions {
			for _, list := range []map[string]*lazyTemplate{e.set.pages, e.set.partials} {
				for name, one := range list {
					if one.ready != nil && one.ready.Plain() {
						t.Errorf("%s is left to html/template", name)
					}
				}
			}
		}
	}
}

// However many lists show an event, it is rendered once.
func TestFragmentOnce(t *testing.T) {
	b, problems := newBuilder(generated(60, 20))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	for _, p := range b.pages() {
		if err := b.writer(p)(io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range b.editions[0].incidents[0].events {
		before, _ := e.HTML()
		e.Title = "another"
		if after, _ := e.HTML(); before == "" || after != before {
			t.Errorf("%s was rendered again", e.ID)
		}
	}
}

// The work for a site grows with its events, not with their pairs: each 310
// events more add as much; pairs would add two thirds more than the time before.
func TestWorkGrowsWithEvents(t *testing.T) {
	allocated := func(n int) float64 {
		s := generated(n, n)
		return testing.AllocsPerRun(1, func() {
			files, problems := Files(s)
			if err := problems.Err(); err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				if err := f.Write(io.Discard); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	few, more, many := allocated(310), allocated(620), allocated(930)
	if growth := (many - more) / (more - few); growth > 1.3 {
		t.Errorf("%.0f, %.0f and %.0f allocations for 310, 620 and 930 events: a growth of %.2f", few, more, many, growth)
	}
}
