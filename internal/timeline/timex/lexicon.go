package timex

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"buildsite/internal/timeline/edtf"
)

//go:embed rules/*.toml
var ruleFiles embed.FS

// A ruleFile is rules/LANGUAGE.toml.
type ruleFile struct {
	Language    string
	ExampleDay  string            `toml:"example_day"`  // the document creation time of the examples
	NumericDate string            `toml:"numeric_date"` // the order in 02/08/2012: mdy or dmy
	Regions     map[string]string // the same by region
	PastSuffix  []string          `toml:"past_suffix"` // endings of verbs in the past tense
	Define      map[string]string
	Class       []classData
	Rule        []*rule
}

type classData struct {
	Name    string
	Trigger bool           // an expression holds at least one trigger
	Words   map[string]any // a word with a capital letter must have one in the text
}

// A rule is one pattern and what it means.
type rule struct {
	Name         string
	Pattern      string
	Means        string            // the name of a meaning, see meaning.go
	Set          map[string]string // slots that the pattern fills by itself
	Continues    bool              // only right after the expression before
	UnlessBefore []string          `toml:"unless_before"` // words and classes that must not stand before
	UnlessAfter  []string          `toml:"unless_after"`  // … and after
	OnlyBefore   []string          `toml:"only_before"`   // one of these must stand before
	OnlyAfter    []string          `toml:"only_after"`    // … after
	LowerAfter   bool              `toml:"lower_after"`   // no word with a capital letter may stand after
	Note         string            // of a named period: what it is called
	Period       string            // of a named period: when it was, in EDTF
	Yes          [][]string        // examples: text with the extent in brackets, then the values
	No           []string          // counter-examples: nothing is found in them

	means        meaningKind
	period       edtf.Date
	set          []slotValue
	entry        int32
	exit         int32
	unlessBefore symbolSet
	unlessAfter  symbolSet
	onlyBefore   symbolSet
	onlyAfter    symbolSet
}

// maxSymbols is how many classes and words of patterns a rule file may have.
const maxSymbols = 512

// A symbolSet holds symbols, by number.
type symbolSet [maxSymbols / 64]uint64

func (s *symbolSet) add(n int32)      { s[n>>6] |= 1 << (n & 63) }
func (s *symbolSet) has(n int32) bool { return s[n>>6]&(1<<(n&63)) != 0 }
func (s *symbolSet) empty() bool      { return *s == symbolSet{} }
func (s *symbolSet) meets(o *symbolSet) bool {
	for i := range s {
		if s[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

// A lexeme is what the lexicon says of one spelling.
type lexeme struct {
	text         string // lower case
	sig          uint16
	capital      bool   // it needs a capital letter; without one it is plain
	plain        uint16 // index of that lexeme
	abbreviation bool   // a full stop behind it belongs to it
	numberClass  uint8
	number       int32
	values       []slotValue
	symbols      []int32
}

// A slotValue is a value for the slot of a symbol.
type slotValue struct {
	symbol int32
	value  int32
}

// A Tagger finds the temporal expressions of one language. It is safe for use
// by several goroutines.
type Tagger struct {
	language  string
	file      *ruleFile
	symbols   map[string]int32
	words     []lexeme // 0 is the word that is not in the lexicon
	table     []uint16 // hash → index of words, open addressing
	marks     [128]uint16
	shapeSig  [shapeCount]uint16
	numberSig uint16 // number words
	yearSig   uint16 // number words that make a year
	sigSet    []symbolSet
	trigger   []bool // by signature
	slots     [maxSymbols]slot
	nodes     []node
	first     *automaton
	more      *automaton // rules that continue
	buffers   sync.Pool

	cues cues
}

// cues are the classes of words that tell tense.
type cues struct{ dash, and, apostrophe, report, forward, forwardTo, toFor, ahead, past, had, be, article int32 }

var languages = sync.OnceValue(Languages)

// Languages returns the languages that there are rules for, sorted.
func Languages() []string {
	entries, err := ruleFiles.ReadDir("rules")
	if err != nil {
		panic(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".toml"))
	}
	return names
}

var taggers sync.Map // language → func() *Tagger, a cache of what the embedded files say

// For returns the tagger of a language given as a BCP 47 tag; of its primary
// language when there are no rules for it, and of English when there are none at
// all. The region only decides the order of numeric dates.
func For(tag string) *Tagger {
	lang, region, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	lang = strings.ToLower(lang)
	if !slices.Contains(languages(), lang) {
		lang, region = "en", ""
	}
	if len(region) != 2 {
		region = ""
	}
	region = strings.ToUpper(region)
	if load, ok := taggers.Load(lang + "-" + region); ok {
		return load.(func() *Tagger)()
	}
	load, _ := taggers.LoadOrStore(lang+"-"+region, sync.OnceValue(func() *Tagger {
		src, err := ruleFiles.ReadFile("rules/" + lang + ".toml")
		if err != nil {
			panic(err)
		}
		t, err := newTagger(string(src))
		if err != nil {
			panic("rules/" + lang + ".toml: " + err.Error()) // a test loads every file
		}
		if order, ok := t.file.Regions[region]; ok {
			t.file.NumericDate = order
		}
		return t
	}))
	return load.(func() *Tagger)()
}

// Language returns the language of the rules.
func (t *Tagger) Language() string { return t.language }

// newTagger reads a rule file.
func newTagger(src string) (*Tagger, error) {
	t := &Tagger{file: &ruleFile{}, symbols: map[string]int32{}, words: make([]lexeme, 1)}
	meta, err := toml.Decode(src, t.file)
	if err != nil {
		return nil, err
	}
	if left := meta.Undecoded(); len(left) > 0 && !strings.HasPrefix(left[0].String(), "class.words") {
		return nil, fmt.Errorf("%s is no key of a rule file", left[0])
	}
	t.language = t.file.Language
	t.addSlots()
	spellings := map[string]*spelling{}
	if err := t.addClasses(spellings); err != nil {
		return nil, err
	}
	if err := t.compileRules(spellings); err != nil {
		return nil, err
	}
	if len(t.symbols) > maxSymbols {
		return nil, fmt.Errorf("more than %d classes and words in patterns", maxSymbols)
	}
	t.addWords(spellings)
	return t, t.buildAutomata()
}

// A spelling collects what the classes and patterns say of one word.
type spelling struct {
	any, capital []slotValue // -1 for the value of a word that stands for itself
	abbreviation bool
}

// symbolOf returns the number of a class or of a word that stands for itself.
func (t *Tagger) symbolOf(name string) int32 {
	n, ok := t.symbols[name]
	if !ok {
		n = int32(min(len(t.symbols), maxSymbols))
		t.symbols[name] = n
	}
	return n
}

// isClassName reports whether a word of a pattern is in capital letters.
func isClassName(word string) bool {
	return len(word) > 1 && strings.ToUpper(word) == word && strings.ToLower(word) != word
}

func isCapitalized(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

func (t *Tagger) addClasses(spellings map[string]*spelling) error {
	for _, c := range t.file.Class {
		symbol := t.symbolOf(c.Name)
		for key, v := range c.Words {
			value, err := wordValue(c.Name, v)
			if err != nil {
				return fmt.Errorf("class %s, word %q: %w", c.Name, key, err)
			}
			for _, key := range strings.Fields(key) {
				addSpelling(spellings, key, slotValue{symbol, value})
			}
		}
	}
	return nil
}

func addSpelling(spellings map[string]*spelling, key string, v slotValue) {
	lower := strings.ToLower(key)
	abbreviation := len(lower) > 2 && strings.Index(lower, ".") == len(lower)-1
	if abbreviation {
		lower = strings.TrimSuffix(lower, ".")
	}
	s := spellings[lower]
	if s == nil {
		s = &spelling{}
		spellings[lower] = s
	}
	s.abbreviation = s.abbreviation || abbreviation
	list := &s.any
	if isCapitalized(key) {
		list = &s.capital
	}
	if !slices.Contains(*list, v) {
		*list = append(*list, v)
	}
}

func (t *Tagger) compileRules(spellings map[string]*spelling) error {
	c := &compiler{define: t.file.Define}
	c.symbol = func(word string) int32 {
		if isClassName(word) {
			if n, ok := t.symbols[word]; ok {
				return n
			}
			return -1
		}
		n := t.symbolOf(word)
		addSpelling(spellings, word, slotValue{n, 0})
		return n
	}
	for _, r := range t.file.Rule {
		f, err := c.compile(r.Pattern)
		if err != nil {
			return fmt.Errorf("rule %s: %w", r.Name, err)
		}
		r.entry, r.exit = f.in, f.out
		if err := r.prepare(t, c.symbol); err != nil {
			return fmt.Errorf("rule %s: %w", r.Name, err)
		}
	}
	t.nodes = c.nodes
	return nil
}

// prepare resolves the names in r.
func (r *rule) prepare(t *Tagger, symbol func(string) int32) error {
	kind, ok := meaningNames[r.Means]
	if !ok {
		return fmt.Errorf("%q is no meaning", r.Means)
	}
	r.means = kind
	if kind == meansPeriod {
		d, err := edtf.Parse(r.Period)
		if err != nil {
			return err
		}
		r.period = d
	}
	keys := make([]string, 0, len(r.Set))
	for key := range r.Set {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		n, ok := t.symbols[key]
		if !ok {
			return fmt.Errorf("%s is no class", key)
		}
		value, err := wordValue(key, r.Set[key])
		if err != nil {
			return err
		}
		r.set = append(r.set, slotValue{n, value})
	}
	for _, list := range []struct {
		names []string
		set   *symbolSet
	}{{r.UnlessBefore, &r.unlessBefore}, {r.UnlessAfter, &r.unlessAfter}, {r.OnlyBefore, &r.onlyBefore}, {r.OnlyAfter, &r.onlyAfter}} {
		for _, name := range list.names {
			n := symbol(name)
			if n < 0 {
				return fmt.Errorf("%s is no class", name)
			}
			list.set.add(n)
		}
	}
	return nil
}

// addWords fills the table of words from the spellings.
func (t *Tagger) addWords(spellings map[string]*spelling) {
	keys := make([]string, 0, len(spellings))
	for key := range spellings {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	size := 1
	for size < 16*len(keys) {
		size *= 2
	}
	t.table = make([]uint16, size)
	for _, key := range keys {
		s := spellings[key]
		index := t.addLexeme(key, s.any, s.abbreviation)
		if len(s.capital) > 0 {
			full := t.addLexeme(key, slices.Concat(s.any, s.capital), s.abbreviation)
			t.words[full].capital = true
			t.words[full].plain = index
			index = full
		}
		if len(key) == 1 && byteClass[key[0]] == byteOther {
			t.marks[key[0]] = index
			continue
		}
		for h := hashOf(key) & uint32(size-1); ; h = (h + 1) & uint32(size-1) {
			if t.table[h] == 0 {
				t.table[h] = index
				break
			}
		}
	}
}

func (t *Tagger) addLexeme(key string, values []slotValue, abbreviation bool) uint16 {
	w := lexeme{text: key, abbreviation: abbreviation, values: values}
	for _, v := range values {
		w.symbols = append(w.symbols, v.symbol)
		switch t.slots[v.symbol] {
		case slotNumber:
			w.number = v.value
			w.numberClass = classOfNumber(v.value)
		}
	}
	slices.Sort(w.symbols)
	w.symbols = slices.Compact(w.symbols)
	t.words = append(t.words, w)
	return uint16(len(t.words) - 1)
}

func classOfNumber(n int32) uint8 {
	switch {
	case n == 100 || n == 1000:
		return hundred
	case n < 10:
		return ones
	case n < 20:
		return teens
	case n < 100 && n%10 == 0:
		return tens
	}
	return 0
}

// lookup returns the word whose lower-case form text has, 0 when there is none.
// h is hashOf that form; text is ASCII.
func (t *Tagger) lookup(text string, h uint32) uint16 {
	mask := uint32(len(t.table) - 1)
	for h &= mask; t.table[h] != 0; h = (h + 1) & mask {
		if w := t.table[h]; equalLower(t.words[w].text, text) {
			return w
		}
	}
	return 0
}

// equalLower reports whether lower is the lower-case form of text, for ASCII
// letters only.
func equalLower(lower, text string) bool {
	if len(lower) != len(text) {
		return false
	}
	for i := 0; i < len(lower); i++ {
		c := text[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

// lookupFold is lookup for words with letters beyond ASCII.
func (t *Tagger) lookupFold(text string) uint16 {
	var buf [64]byte
	lower := buf[:0]
	for _, r := range text {
		if len(lower) > len(buf)-utf8.UTFMax {
			return 0
		}
		lower = utf8.AppendRune(lower, unicode.ToLower(r))
	}
	h := uint32(hashSeed)
	for _, c := range lower {
		h = (h ^ uint32(c)) * hashPrime
	}
	mask := uint32(len(t.table) - 1)
	for h &= mask; t.table[h] != 0; h = (h + 1) & mask {
		if w := t.table[h]; t.words[w].text == string(lower) {
			return w
		}
	}
	return 0
}

// lookupDotted is lookup for letters with full stops, the last of which may be
// absent in text but is in h.
func (t *Tagger) lookupDotted(text string, h uint32) uint16 {
	text = strings.TrimSuffix(text, ".")
	mask := uint32(len(t.table) - 1)
	for h &= mask; t.table[h] != 0; h = (h + 1) & mask {
		if w := t.table[h]; equalLower(strings.TrimSuffix(t.words[w].text, "."), text) {
			return w
		}
	}
	return 0
}

// buildAutomata gives every word its signature and compiles the rules.
func (t *Tagger) buildAutomata() error {
	b := &builder{nodes: t.nodes, accepts: map[int32]uint16{}, signatures: [][]int32{nil}}
	known := map[string]uint16{fmt.Sprint([]int32(nil)): 0}
	sigOf := func(symbols []int32) uint16 {
		key := fmt.Sprint(symbols)
		if n, ok := known[key]; ok {
			return n
		}
		known[key] = uint16(len(b.signatures))
		b.signatures = append(b.signatures, symbols)
		return known[key]
	}
	for i := range t.words {
		t.words[i].sig = sigOf(t.words[i].symbols)
	}
	for shape, names := range shapeSymbols {
		t.shapeSig[shape] = sigOf(t.symbolList(names))
	}
	t.numberSig = sigOf(t.symbolList([]string{"NUM", "NUMWORD"}))
	t.yearSig = sigOf(t.symbolList([]string{"NUM", "NUMWORD", "YEAR"}))
	triggers := t.triggerSymbols()
	t.cues = cues{
		forward: t.symbolOf("FORWARD"), forwardTo: t.symbolOf("FORWARDTO"), toFor: t.symbolOf("TOFOR"), ahead: t.symbolOf("AHEAD"),
		dash: t.symbolOf("DASHES"), and: t.symbolOf("AND"), apostrophe: t.symbolOf("APOSTROPHE"), report: t.symbolOf("REPORT"), past: t.symbolOf("PAST"), had: t.symbolOf("HAD"), be: t.symbolOf("BE"), article: t.symbolOf("ARTICLE"),
	}
	for _, symbols := range b.signatures {
		var set symbolSet
		for _, s := range symbols {
			set.add(s)
		}
		t.sigSet = append(t.sigSet, set)
		t.trigger = append(t.trigger, set.meets(&triggers))
	}
	var first, more []int32
	for i, r := range t.file.Rule {
		b.accepts[r.exit] = uint16(i)
		if r.Continues {
			more = append(more, r.entry)
		} else {
			first = append(first, r.entry)
		}
	}
	var err error
	if t.first, err = b.build(first); err != nil {
		return err
	}
	t.more, err = b.build(more)
	return err
}

func (t *Tagger) symbolList(names []string) []int32 {
	var list []int32
	for _, name := range names {
		list = append(list, t.symbolOf(name))
	}
	slices.Sort(list)
	return list
}

// triggerSymbols returns the symbols of which an expression holds at least one.
func (t *Tagger) triggerSymbols() symbolSet {
	var set symbolSet
	for _, c := range t.file.Class {
		if c.Trigger {
			set.add(t.symbols[c.Name])
		}
	}
	for _, name := range shapeTriggers {
		set.add(t.symbolOf(name))
	}
	return set
}

// wordNumberSig returns the signature of a number in words.
func (t *Tagger) wordNumberSig(val int32) uint16 {
	if val > 1100 && val <= 2100 && (val%100 != 0 || val == 2000) {
		return t.yearSig
	}
	return t.numberSig
}
