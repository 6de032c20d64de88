package embed

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"buildsite/internal/output"
	"buildsite/internal/timeline"
)

// The picture is 600 wide; it shows the last events of a view, two lines of
// title at most.
const (
	pictureWidth  = 600
	pictureEvents = 8
	pictureHead   = 62
	pictureFoot   = 34
	pictureTitle  = 58 // code points in a line
	pictureLine   = 22
	pictureGap    = 34 // date and space of an event
)

// picture returns v as a static image: SVG with system fonts that asks for
// nothing, light or dark as the reader wants.
func (m *maker) picture(v *view) output.File {
	width, height := m.pictureSize(v)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[2]d" width="%[1]d" height="%[2]d" role="img" aria-labelledby="t" lang="%[3]s">`+"\n"+
		`<title id="t">%[4]s</title>`+"\n<style>%[5]s</style>\n"+
		`<rect width="%[1]d" height="%[2]d" class="bg"/>`+"\n",
		width, height, esc(m.o.Words.Lang()), esc(xmlText(m.pictureText(v))), pictureStyle)
	y := 30
	for _, line := range wrap(m.o.Title, 46, 1) {
		fmt.Fprintf(&b, `<text x="20" y="%d" class="h">%s</text>`+"\n", y, esc(xmlText(line)))
	}
	fmt.Fprintf(&b, `<text x="20" y="%d" class="s">%s</text>`+"\n", y+20, esc(xmlText(m.state(v))))
	y = pictureHead
	for _, e := range pictureList(v) {
		titles := wrap(e.Title, pictureTitle, 2)
		bottom := y + pictureGap + len(titles)*pictureLine
		fmt.Fprintf(&b, `<path d="M21 %dV%d" class="l"/><circle cx="21" cy="%d" r="4" class="a"/>`+"\n", y, bottom, y+14)
		fmt.Fprintf(&b, `<text x="38" y="%d" class="d">%s</text>`+"\n", y+19, esc(xmlText(m.o.Words.Date(e.Date))))
		for i, line := range titles {
			fmt.Fprintf(&b, `<text x="38" y="%d" class="t">%s</text>`+"\n", y+19+(i+1)*pictureLine, esc(xmlText(line)))
		}
		y = bottom
	}
	fmt.Fprintf(&b, `<text x="20" y="%d" class="s">%s</text>`+"\n</svg>\n", height-12, esc(xmlText(m.attribution(v))))
	return text(m.o.Dir+"embed/"+v.name+".svg", b.String())
}

const pictureStyle = `.bg{fill:#fff}text{font-family:Georgia,'Times New Roman',serif;fill:#1a1a1a}.h{font-size:20px;font-weight:700}` +
	`.t{font-size:16px}.s,.d{font-family:system-ui,sans-serif;font-size:13px}.s{fill:#595959}.d,.a{fill:#8a1c1c}.d{font-weight:600}` +
	`.l{stroke:#d8d4cc;stroke-width:2}@media (prefers-color-scheme:dark){.bg{fill:#16171a}text{fill:#e8e6e1}.s{fill:#aaa69e}` +
	`.d,.a{fill:#f2a49d}.l{stroke:#3d3e43}}`

func pictureList(v *view) []*timeline.Event { return newest(v.events, pictureEvents) }

func (m *maker) pictureSize(v *view) (width, height int) {
	height = pictureHead + pictureFoot
	for _, e := range pictureList(v) {
		height += pictureGap + len(wrap(e.Title, pictureTitle, 2))*pictureLine
	}
	return pictureWidth, height
}

// pictureText says in words what the picture shows.
func (m *maker) pictureText(v *view) string {
	parts := []string{m.label(v)}
	for _, e := range pictureList(v) {
		parts = append(parts, m.o.Words.Date(e.Date)+": "+e.Title)
	}
	return strings.Join(parts, ". ")
}

// wrap cuts s at spaces into at most n lines of width code points; what does
// not fit is cut off with an ellipsis.
func wrap(s string, width, n int) []string {
	var out []string
	line := ""
	words := strings.Fields(s)
	for i, word := range words {
		next := strings.TrimSpace(line + " " + word)
		if utf8.RuneCountInString(next) <= width {
			line = next
			continue
		}
		if len(out) == n-1 {
			return append(out, shorten(line+" "+strings.Join(words[i:], " "), width))
		}
		if line != "" {
			out = append(out, line)
		}
		line = word
	}
	return append(out, shorten(line, width))
}

func shorten(s string, width int) string {
	runes := []rune(strings.TrimSpace(s))
	if len(runes) <= width {
		return string(runes)
	}
	return strings.TrimRight(string(runes[:width-1]), " ,;:") + "…"
}

// xmlText leaves out the characters that XML forbids (XML 1.0, section 2.2).
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}
