package event

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
	"github.com/rogpeppe/go-internal/txtar"
)

func detect(t *testing.T, text string) (*article.Article, []timex.Timex, []Mention) {
	t.Helper()
	a, problems := article.Parse("a.txt", []byte(text))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	dct := edtf.Day(2025, 5, 30)
	tags := timex.For("en").Tag(a.Text, dct)
	return a, tags, Detect(a, tags, dct)
}

// triggered asks for a mention of the type at the words.
func triggered(t *testing.T, kind, text, words string) bool {
	t.Helper()
	if mentioned(t, example{kind: kind, text: text, words: words}) {
		return true
	}
	a, _, ms := detect(t, text)
	t.Errorf("%s: no mention %q in %q; got:", kind, words, text)
	for _, m := range ms {
		t.Errorf("    %s %q", m.Type.Name, a.Slice(m.Trigger))
	}
	return false
}

func mentioned(t *testing.T, ex example) bool {
	t.Helper()
	a, _, ms := detect(t, ex.text)
	return slices.ContainsFunc(ms, func(m Mention) bool {
		return m.Type.Name == ex.kind && strings.EqualFold(a.Slice(m.Trigger), ex.words)
	})
}

// Every example of the lexicon gives a mention of its type at its trigger.
func TestLexiconExamples(t *testing.T) {
	for _, typ := range For("en").Types {
		for _, ex := range typ.Example {
			triggered(t, typ.Name, ex.Text, ex.Trigger)
		}
	}
}

// An example is a sentence of testdata/triggers.txt.
type example struct {
	kind, text, words string
	not               bool // no mention of that type stands at the words
}

var bracket = regexp.MustCompile(`\[(.*)\]`)

func triggerExamples(t *testing.T) []example {
	t.Helper()
	src, err := os.ReadFile("testdata/triggers.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	for _, section := range txtar.Parse(src).Files {
		if For("en").TypeNamed(section.Name) == nil {
			t.Errorf("testdata/triggers.txt: no type %q", section.Name)
		}
		for line := range strings.Lines(string(section.Data)) {
			line, not := strings.CutPrefix(strings.TrimSpace(line), "! ")
			if line == "" {
				continue
			}
			m := bracket.FindStringSubmatch(line)
			if m == nil {
				t.Errorf("testdata/triggers.txt: no [trigger] in %q", line)
				continue
			}
			for _, words := range strings.Split(m[1], "|") {
				out = append(out, example{section.Name, strings.Replace(line, m[0], words, 1), words, not})
			}
		}
	}
	return out
}

// Every trigger of the lexicon has a sentence that gives a mention of its type:
// none is hidden by another, none stands in a form that no text has.
func TestEveryTriggerHasItsSentence(t *testing.T) {
	l := For("en")
	shown := map[string]bool{}
	for _, ex := range triggerExamples(t) {
		if ex.not {
			if mentioned(t, ex) {
				t.Errorf("%s: a mention %q in %q", ex.kind, ex.words, ex.text)
			}
			continue
		}
		if triggered(t, ex.kind, ex.text, ex.words) {
			for _, entry := range l.entriesShown(ex) {
				shown[entry] = true
			}
		}
	}
	for i := range l.Types {
		for _, entry := range entries(&l.Types[i]) {
			if !shown[entry] {
				t.Errorf("%s has no sentence in testdata/triggers.txt", entry)
			}
		}
	}
}

// entries names the triggers of a type.
func entries(t *Type) []string {
	var out []string
	for _, list := range [][]string{t.Verbs, t.Nouns, t.Phrases} {
		for _, words := range list {
			out = append(out, t.Name+": "+words)
		}
	}
	for _, w := range t.With {
		for _, verb := range w.Verbs {
			out = append(out, argued(t, verb, w))
		}
	}
	return out
}

func argued(t *Type, verb string, w Argument) string {
	return t.Name + ": " + verb + " with " + strings.Join(slices.Concat(w.Subjects, w.Objects), ", ") + " without " + strings.Join(w.Without, ", ")
}

// entriesShown names the triggers of its type that the words of ex are.
func (l *Lexicon) entriesShown(ex example) []string {
	t := l.TypeNamed(ex.kind)
	words := strings.Fields(strings.ToLower(ex.words))
	var out []string
	for _, list := range [][]string{t.Nouns, t.Phrases} {
		for _, entry := range list {
			if ex.words == entry || ex.words == plural(entry) {
				out = append(out, t.Name+": "+entry)
			}
		}
	}
	for _, verb := range t.Verbs {
		if l.isForm(words, verb) && !strings.Contains(strings.Join(out, "\n"), ": "+verb) {
			out = append(out, t.Name+": "+verb)
		}
	}
	for _, w := range t.With {
		for _, verb := range w.Verbs {
			if l.isForm(words, verb) && stands(ex.text, w.Objects) && stands(ex.text, w.Subjects) {
				out = append(out, argued(t, verb, w))
			}
		}
	}
	return out
}

// isForm reports whether the words are a form of the verb and what follows it.
func (l *Lexicon) isForm(words []string, verb string) bool {
	first, rest, _ := strings.Cut(verb, " ")
	return l.name(l.word(words[0]).lemma) == first && slices.Equal(words[1:], strings.Fields(rest))
}

func stands(text string, beginnings []string) bool {
	if len(beginnings) == 0 {
		return true
	}
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" .,", c) }) {
		for _, b := range beginnings {
			if begins(word, b) {
				return true
			}
		}
	}
	return false
}
