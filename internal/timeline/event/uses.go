package event

import "strings"

// A use is the set of things that a word can do in a title, apart from its
// parts of speech. lexicon/LANGUAGE-title.toml says what each list is for.
type use uint64

const (
	useNotFirst use = 1 << iota
	useApproximator
	useApproximation
	useCount
	useNotLast
	useNotLastAlone
	useMonth
	useContentVerb
	useFirstPerson
	usePointsOn
	useFromWhen
	useToTime
	useTimeDeterminer
	usePartOfTime
	useQuantifier
	useArticle
	useCourtesy
	useNotSubject
	useNotObject
	usePointer
	usePossessive
	useOwnPerson
	useOwnThing
	useContentOpener
	useParticle
	useCalendar
	useLeaning
	useRough
	useMeasure
	useObjectTo
	useObjectThat
	useEitherNumber
	useStative
	useAdjunct
	useNounTo
)

// A titleFile is the shape of lexicon/LANGUAGE-title.toml: lists of words with
// a space between two.
type titleFile struct {
	Approximators, Approximations, Counts, Months, Quantifiers, Articles, Courtesy          string
	Pointers, Possessives, Particles, Calendar, Leaning, Measures, Stative, Adjuncts, Rough string
	NotFirst                                                                                string `toml:"not-first"`
	NotLast                                                                                 string `toml:"not-last"`
	NotLastAlone                                                                            string `toml:"not-last-alone"`
	ContentVerbs                                                                            string `toml:"content-verbs"`
	FirstPerson                                                                             string `toml:"first-person"`
	PointsOn                                                                                string `toml:"points-on"`
	FromWhen                                                                                string `toml:"from-when"`
	ToTime                                                                                  string `toml:"to-time"`
	TimeDeterminers                                                                         string `toml:"time-determiners"`
	PartsOfTime                                                                             string `toml:"parts-of-time"`
	NotSubject                                                                              string `toml:"not-subject"`
	NotObject                                                                               string `toml:"not-object"`
	OwnPerson                                                                               string `toml:"own-person"`
	OwnThing                                                                                string `toml:"own-thing"`
	ContentOpeners                                                                          string `toml:"content-openers"`
	ObjectTo                                                                                string `toml:"object-to"`
	ObjectThat                                                                              string `toml:"object-that"`
	NounTo                                                                                  string `toml:"noun-to"`
	EitherNumber                                                                            string `toml:"either-number"`
	Valency                                                                                 []string
	ValencyLater                                                                            []string `toml:"valency-later"`
	Singular                                                                                map[string]string
	Torn                                                                                    []struct{ First, Then string }
}

type useList struct {
	words string
	use   use
}

func (f titleFile) lists() []useList {
	return []useList{
		{f.NotFirst, useNotFirst},
		{f.Approximators, useApproximator},
		{f.Approximations, useApproximation},
		{f.Counts, useCount},
		{f.NotLast, useNotLast},
		{f.NotLastAlone, useNotLastAlone},
		{f.Months, useMonth},
		{f.ContentVerbs, useContentVerb},
		{f.FirstPerson, useFirstPerson},
		{f.PointsOn, usePointsOn},
		{f.FromWhen, useFromWhen},
		{f.ToTime, useToTime},
		{f.TimeDeterminers, useTimeDeterminer},
		{f.PartsOfTime, usePartOfTime},
		{f.Quantifiers, useQuantifier},
		{f.Articles, useArticle},
		{f.Courtesy, useCourtesy},
		{f.NotSubject, useNotSubject},
		{f.NotObject, useNotObject},
		{f.Pointers, usePointer},
		{f.Possessives, usePossessive},
		{f.OwnPerson, useOwnPerson},
		{f.OwnThing, useOwnThing},
		{f.ContentOpeners, useContentOpener},
		{f.Particles, useParticle},
		{f.Calendar, useCalendar},
		{f.Leaning, useLeaning},
		{f.Rough, useRough},
		{f.Measures, useMeasure},
		{f.ObjectTo, useObjectTo},
		{f.ObjectThat, useObjectThat},
		{f.EitherNumber, useEitherNumber},
		{f.Stative, useStative},
		{f.Adjuncts, useAdjunct},
		{f.NounTo, useNounTo},
	}
}

// titleWords is what the lexicon knows of words in titles, by their lower-case
// form.
type titleWords struct {
	words    dictionary
	uses     []use                      // by number of the word
	singular map[string]string          // verb of a plural subject → of a singular one
	torn     map[string]map[string]bool // what cannot follow a word
	valency  map[string]map[string]bool // what must follow a word at once
	later    map[string]map[string]bool // what must follow a verb
}

func newTitleWords(f titleFile) titleWords {
	w := titleWords{
		words: newDictionary(512), uses: make([]use, 1), singular: f.Singular, torn: map[string]map[string]bool{},
		valency: followers(f.Valency), later: followers(f.ValencyLater),
	}
	for _, list := range f.lists() {
		for _, word := range strings.Fields(list.words) {
			n := w.words.add(word)
			if int(n) == len(w.uses) {
				w.uses = append(w.uses, 0)
			}
			w.uses[n] |= list.use
		}
	}
	for _, pair := range f.Torn {
		for _, first := range strings.Fields(pair.First) {
			if w.torn[first] == nil {
				w.torn[first] = map[string]bool{}
			}
			for _, then := range strings.Fields(pair.Then) {
				w.torn[first][then] = true
			}
		}
	}
	return w
}

// followers reads lines of a word and what may follow it.
func followers(lines []string) map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for _, line := range lines {
		words := strings.Fields(line)
		m[words[0]] = map[string]bool{}
		for _, follower := range words[1:] {
			m[words[0]][follower] = true
		}
	}
	return m
}

// needs reports whether next, which stands after word, cannot be cut off it.
func (w *titleWords) needs(word, next string) bool { return w.valency[word][next] }

// needsLater reports whether next, which stands after the verb and its object,
// cannot be cut off.
func (w *titleWords) needsLater(verb, next string) bool { return w.later[verb][next] }

// can reports whether the lower-case word has one of the uses.
func (w *titleWords) can(word string, u use) bool { return w.uses[find(&w.words, word)]&u != 0 }

// at reports whether the word at token i has one of the uses.
func (t *titler) at(i int, u use) bool {
	if i < 0 || i >= len(t.tokens) {
		return false
	}
	if tok := t.tokens[i]; tok.sym != 0 {
		return tok.use&u != 0
	}
	return t.lex.title.can(t.wordText(i), u)
}

// Leans reports whether the first word of an English sentence ties it to the
// one before: "She", "Meanwhile". "This week" does not.
func Leans(sentence string) bool { return opensWith(sentence, useLeaning) }

// PointsBack reports whether an English sentence begins with a pronoun for what
// was named before ("His lawyer"), or quotes somebody who is only "he said" or
// "she said".
func PointsBack(sentence string) bool {
	for _, end := range [...]string{"” ", "\" "} {
		if _, after, ok := strings.Cut(sentence, end); ok && opensWith(after, useOwnPerson) {
			return true
		}
	}
	return opensWith(sentence, usePointer|usePossessive)
}

func opensWith(sentence string, u use) bool {
	title := &For("en").title
	first, rest, _ := strings.Cut(strings.TrimSpace(sentence), " ")
	second, _, _ := strings.Cut(rest, " ")
	if title.can(strings.ToLower(strings.TrimRight(second, ",")), usePartOfTime|useMeasure) {
		return false
	}
	return title.can(strings.ToLower(strings.TrimRight(first, ",")), u)
}

// counts reports whether the word at i is a number in words.
func (t *titler) counts(i int) bool { return t.lex.title.can(t.wordText(i), useCount) }
