package event

import (
	"bufio"
	"fmt"
	"os"
	"testing"

	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

func TestZZ(t *testing.T) {
	f, err := os.Open("/tmp/eng/zz.txt")
	if err != nil {
		t.Skip()
	}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		a, _ := article.Parse("a.txt", []byte("Intro words stand here first of all.\n\n"+sc.Text()))
		tags := timex.For("en").Tag(a.Text, edtf.Day(2014, 12, 30))
		d := detector{reader: reader{lex: For("en"), a: a, tags: tags, block: -1, names: capitalised(a.Text)}, cast: newCast(), dct: edtf.Day(2014, 12, 30)}
		for i, s := range a.Sentences {
			d.sentence(i, s)
			fmt.Println("S", a.Slice(s.Span))
			for k, g := range d.groups {
				fmt.Printf("  g%d %q main=%q kind=%d tense=%d rel=%v sub=%v cl=%d subj=%q neg=%v pass=%v\n", k, d.text(g.first, g.last+1), d.wordText(g.main), g.kind, g.tense, g.relative, g.subordinate, g.clause, d.text(g.subFirst, g.subLast), g.negated, g.passive)
			}
			for _, an := range d.anchors {
				fmt.Printf("  anchor %q g=%d n=%d\n", a.Slice(tags[an.tag].Span), an.group, an.noun)
			}
		}
		for _, m := range d.mentions {
			fmt.Printf("  -> %s %q %s %s A=%q O=%q S=%q T=%q\n", m.Type.Name, a.Slice(m.Trigger), m.Date, m.Modality, m.Actor.Name, m.Object.Name, m.Speaker.Name, Title(a, tags, m))
		}
	}
}
