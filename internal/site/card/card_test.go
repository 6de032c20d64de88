package card

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "write testdata anew")

var sample = Card{
	Site:     "Attack on the Czech foreign ministry",
	Date:     "28. května 2025",
	Headline: "Příliš žluťoučký kůň úpěl ďábelské ódy, ŘÍKÁ MINISTERSTVO V PRAZE",
	Sources:  "5 zdrojů, 3 média",
	Accent:   color.RGBA{0x9b, 0x1c, 0x31, 0xff},
}

func draw(t testing.TB, c Card) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := PNG(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func decode(t testing.TB, src []byte) *image.Paletted {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != Width || b.Dy() != Height {
		t.Fatalf("%v, want %d×%d", b, Width, Height)
	}
	return img.(*image.Paletted)
}

// Go's own decoder reads a card, and it looks as the one in testdata does:
// look at that one. Run with -update to write it anew.
func TestGolden(t *testing.T) {
	got := draw(t, sample)
	if *update {
		if err := os.WriteFile("testdata/card.png", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile("testdata/card.png")
	if err != nil {
		t.Fatal(err)
	}
	a, b := decode(t, got), decode(t, golden)
	for i := range a.Pix {
		if a.Pix[i] != b.Pix[i] {
			t.Fatalf("pixel %d,%d is %d, in testdata/card.png %d", i%Width, i/Width, a.Pix[i], b.Pix[i])
		}
	}
	for i, c := range a.Palette {
		if c != b.Palette[i] {
			t.Errorf("colour %d is %v, in testdata/card.png %v", i, c, b.Palette[i])
		}
	}
}

// The same card is the same bytes, whatever was drawn before and beside it.
func TestDeterministic(t *testing.T) {
	want := draw(t, sample)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			draw(t, Card{Headline: strings.Repeat("Other words ", i)})
			if !bytes.Equal(draw(t, sample), want) {
				t.Error("the same card, other bytes")
			}
		})
	}
	all.Wait()
}

// The largest card stays small, because a thousand events may each have one.
func TestSize(t *testing.T) {
	c := sample
	c.Headline = strings.Repeat("Abgqk%&@WMßř ", 60)
	c.Date, c.Site, c.Sources = c.Headline, c.Headline, c.Headline
	if n := len(draw(t, c)); n > 30<<10 {
		t.Errorf("%d bytes", n)
	}
}

// Nothing runs into the margins, however long the texts or words.
func TestMargins(t *testing.T) {
	for _, s := range []string{strings.Repeat("Ministry ", 100), strings.Repeat("W", 500), "", "–"} {
		img := decode(t, draw(t, Card{Site: s, Date: s, Headline: s, Sources: s, Accent: sample.Accent}))
		for y := range Height {
			for x := range Width {
				inside := x >= left-4 && x < right+4 && y > 80 && y < foot+16
				onAxis := x >= axis-dot-1 && x <= axis+dot+1
				if img.Pix[y*Width+x] != 0 && !inside && !onAxis {
					t.Fatalf("%.20q: ink at %d,%d", s, x, y)
				}
			}
		}
	}
}

// A text with a letter that cannot be drawn is left out; a sign is skipped.
func TestDrawable(t *testing.T) {
	f := newFace(headlineFace)
	for _, c := range []struct{ in, want string }{
		{"Prague  blames\nAPT31", "Prague blames APT31"},
		{"cafe\u0301", "café"},
		{"Страница Αθήνα", "Страница Αθήνα"},
		{"Alert 🚨 in Prague", "Alert in Prague"},
		{"中国 denies", ""},
		{"פראג מאשימה", ""},
		{"براغ", ""},
		{"q\u0301", ""},
		{"\x00\u202e", ""},
	} {
		if got := f.drawable(c.in); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

func BenchmarkPNG(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		draw(b, sample)
	}
}
