package event

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

//go:embed lexicon/*.toml
var lexiconFiles embed.FS

// A Type is one kind of event in the lexicon.
type Type struct {
	Name    string     // stable, lower case: "summons"
	Label   string     // for readers: "Summons"
	Group   string     // types of one group may report one happening
	Weight  int        // 1 to 3: how much a mention of it matters by its kind alone
	Verbs   []string   // base forms, with the words that must follow
	Nouns   []string   // count only with a date of their own, or as what a support verb is about
	Phrases []string   // words as written
	Not     []string   // words as written that are no trigger
	With    []Argument // verbs that are triggers only with a certain object or subject
	Example []Example
}

// An Argument names verbs, as in Type.Verbs, and what must stand with them. The
// lists hold beginnings of words; one of each of the first two that is not empty
// must be there, and none of the third.
type Argument struct {
	Verbs    []string
	Objects  []string // after the verb in its clause, or the subject of the passive
	Subjects []string
	Without  []string // objects with which the verb means something else
}

// An Example is a sentence and the words of it that are the trigger.
type Example struct{ Text, Trigger string }

// Happening is the Type of a dated sentence that no trigger explains.
const Happening = "happening"

// A symbol is a word form or lemma known to the lexicon; 0 is unknown.
type symbol int32

// A trigger is a sequence of symbols that stands for a type; the first is a
// lemma for verbs and a word form otherwise.
type trigger struct {
	kind int16 // index into Lexicon.Types
	rest []symbol
	with *Argument // nil when the verb is enough
}

// A word is what the lexicon knows of one word form.
type word struct {
	sym   symbol
	lemma symbol // of a verb
	pos   pos
	place string   // the country or body that the word stands for alone
	count int      // the number that it is
	stem  uint64   // of its lemma when it is a form of a verb, else of itself
	use   use      // in titles
	body  []uint64 // keys of what the body it names can be called: "bureau" for "FBI"
}

// A Lexicon is the event types and function words of one language. It is
// read-only after For, but for the memory that its readers lend each other.
type Lexicon struct {
	Types   []Type
	symbols dictionary
	words   []word // by symbol; the first is that of all words that are not known
	verbs   bySymbol[trigger]
	nouns   bySymbol[trigger]
	phrases bySymbol[trigger]
	not     bySymbol[[]symbol]
	places  bySymbol[place]   // multi-word names by their first word
	genders map[uint64]gender // of titles and given names, by key
	title   titleWords
	say     symbol
	tell    symbol

	readers, detectors, titlers sync.Pool // working memory
}

type place struct {
	rest []symbol
	name string
}

type lexiconFile struct {
	Language string
	Type     []Type
}

var english = sync.OnceValues(func() (*Lexicon, error) { return load(lexiconFiles, "en") })

// For returns the lexicon of a BCP 47 language, or nil when there is none: the
// articles can then be tagged with dates, but no event is found in them.
func For(language string) *Lexicon {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	if base != "" && base != "en" {
		return nil
	}
	l, err := english()
	if err != nil {
		panic(err) // the embedded lexicon is broken, which the tests of this package show
	}
	return l
}

// room is for how many word forms memory is taken at once.
const room = 1 << 13

func load(files fs.FS, language string) (*Lexicon, error) {
	var types lexiconFile
	if err := decode(files, "lexicon/"+language+".toml", &types); err != nil {
		return nil, err
	}
	var words wordFile
	if err := decode(files, "lexicon/"+language+"-words.toml", &words); err != nil {
		return nil, err
	}
	var title titleFile
	if err := decode(files, "lexicon/"+language+"-title.toml", &title); err != nil {
		return nil, err
	}
	l := &Lexicon{
		title:   newTitleWords(title),
		Types:   append(types.Type, Type{Name: Happening, Label: "Event", Group: Happening, Weight: 0}),
		symbols: newDictionary(room), words: make([]word, 1, room), genders: map[uint64]gender{},
		verbs: make(bySymbol[trigger], 0, room), nouns: make(bySymbol[trigger], 0, room),
		phrases: make(bySymbol[trigger], 0, room), not: make(bySymbol[[]symbol], 0, room), places: make(bySymbol[place], 0, room),
	}
	l.addWords(words)
	for i := range types.Type {
		if err := l.addType(i); err != nil {
			return nil, err
		}
	}
	l.guessRest()
	longestFirst(l.verbs)
	longestFirst(l.nouns)
	longestFirst(l.phrases)
	l.addStems()
	for n, u := range l.title.uses {
		if w := l.word(l.title.words.forms[n]); w.sym != 0 {
			w.use = u
		}
	}
	l.tell = find(&l.symbols, "tell")
	l.say = find(&l.symbols, "say")
	return l, nil
}

// guessRest guesses the parts of speech of words that are known only from the
// middle of a trigger.
func (l *Lexicon) guessRest() {
	for i, form := range l.symbols.forms {
		if w := &l.words[i]; w.pos == 0 && w.place == "" && w.count == 0 {
			w.pos = guess(form, w).pos
		}
	}
}

func decode(files fs.FS, name string, into any) error {
	src, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	meta, err := toml.Decode(string(src), into)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return fmt.Errorf("%s: unknown key %s", name, unknown[0])
	}
	return nil
}

// longestFirst sorts what begins alike: the most words first, and of as many
// those that ask for an argument.
func longestFirst(m bySymbol[trigger]) {
	for _, list := range m {
		slices.SortStableFunc(list, func(a, b trigger) int {
			return cmp.Or(len(b.rest)-len(a.rest), asks(b)-asks(a))
		})
	}
}

func asks(t trigger) int {
	if t.with != nil && len(t.with.Objects)+len(t.with.Subjects) > 0 {
		return 1
	}
	return 0
}

func (l *Lexicon) symbol(s string) symbol {
	id := l.symbols.add(s)
	if int(id) == len(l.words) {
		l.words = append(l.words, word{})
	}
	return id
}

// name returns the word that a symbol stands for.
func (l *Lexicon) name(s symbol) string { return l.symbols.forms[s] }

// word returns what the lexicon knows of the lower-case form.
func (l *Lexicon) word(form string) *word { return &l.words[find(&l.symbols, form)] }

// add gives the form more parts of speech; the first lemma stays.
func (l *Lexicon) add(form string, p pos, lemma symbol) *word {
	id := l.symbol(form)
	w := &l.words[id]
	w.sym = id
	w.pos |= p
	if w.lemma == 0 {
		w.lemma = lemma
	}
	return w
}

func (l *Lexicon) sequence(s string) []symbol {
	var out []symbol
	for _, f := range strings.Fields(s) {
		l.add(f, 0, 0)
		out = append(out, l.symbol(f))
	}
	return out
}

func (l *Lexicon) addType(i int) error {
	t := &l.Types[i]
	if t.Name == "" || t.Label == "" || t.Group == "" || len(t.Example) == 0 {
		return fmt.Errorf("event type %d (%q) needs name, label, group and an example", i+1, t.Name)
	}
	if t.Weight < 1 || t.Weight > 3 {
		return fmt.Errorf("event type %s: its weight is 1 to 3", t.Name)
	}
	l.addVerbs(i, t.Verbs, nil)
	for k := range t.With {
		w := &t.With[k]
		if len(w.Objects)+len(w.Subjects)+len(w.Without) == 0 {
			return fmt.Errorf("event type %q: %q asks for nothing", t.Name, w.Verbs)
		}
		l.addVerbs(i, w.Verbs, w)
	}
	for _, n := range t.Nouns {
		for _, form := range []string{n, plural(n)} {
			seq := l.sequence(form)
			if last := &l.words[seq[len(seq)-1]]; len(seq) == 1 || last.pos&posVerb == 0 {
				last.pos |= posNoun
			}
			l.nouns.add(seq[0], trigger{kind: int16(i), rest: seq[1:]})
		}
	}
	for _, p := range t.Phrases {
		seq := l.sequence(p)
		l.phrases.add(seq[0], trigger{kind: int16(i), rest: seq[1:]})
	}
	for _, n := range t.Not {
		seq := l.sequence(n)
		l.not.add(seq[0], seq[1:])
	}
	return nil
}

func (l *Lexicon) addVerbs(kind int, verbs []string, with *Argument) {
	for _, v := range verbs {
		first, rest, _ := strings.Cut(v, " ")
		l.addVerb(first)
		l.verbs.add(l.symbol(first), trigger{int16(kind), l.sequence(rest), with})
	}
}

// TypeNamed returns the type of that name, or nil.
func (l *Lexicon) TypeNamed(name string) *Type {
	for i := range l.Types {
		if l.Types[i].Name == name {
			return &l.Types[i]
		}
	}
	return nil
}
