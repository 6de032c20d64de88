package event

import (
	"maps"
	"slices"
	"strings"
)

// A pos is the set of things a word form can be in a clause.
type pos uint64

const (
	posDet pos = 1 << iota
	posPrep
	posPron
	posSubjectPron
	posRel
	posSub
	posCoord
	posBe
	posHave
	posDo
	posModal
	posNeg
	posHypothetical
	posPlanned
	posHabitual
	posBase
	posThird
	posPast
	posPart
	posGerund
	posReporting
	posNoun
	posTitle
	posRole
	posOrg
	posOrgWord
	posBystander
	posPhoto
	posStatistic
	posPlace
	posIrregular
	posLight
	posState
	posPortfolio
	posDocument
	posSupport
	posContracts
	posCausing
	posPlanning
	posHoliday
	posParticle
)

const (
	posAux    = posBe | posHave | posDo | posModal
	posVerb   = posBase | posThird | posPast | posPart | posGerund
	posClosed = posDet | posPrep | posPron | posRel | posSub | posCoord | posBe | posHave | posDo | posModal | posNeg
)

// A wordFile is the shape of lexicon/LANGUAGE-words.toml: lists of words with
// a space between two.
type wordFile struct {
	Determiners, Prepositions, Pronouns, Subjects, Relatives, Subordinators, Coordinators                                            string
	Be, Have, Do, Modals, Negations, Hypothetical, Planned, Habitual                                                                 string
	Irregular                                                                                                                        []string
	Doubled, Verbs, Reporting                                                                                                        string
	Nouns, Light, Support, Particles, States, Portfolios, Documents, Numbers, Contracting, Male, Female, Causing, Planning, Holidays string
	Titles, Roles, Organisations, Bystanders, Photo, Statistics                                                                      string
	OrganisationWords                                                                                                                string `toml:"organisation-words"`
	Places, Bodies                                                                                                                   map[string]string
}

func (l *Lexicon) addWords(f wordFile) {
	for _, line := range f.Irregular {
		l.addIrregular(strings.Fields(line))
	}
	l.addForms("be", f.Be, posBe)
	l.addForms("have", f.Have, posHave)
	l.addForms("do", f.Do, posDo)
	for _, v := range strings.Fields(f.Doubled) {
		l.addRegular(v, v+v[len(v)-1:])
		if strings.HasSuffix(v, "l") {
			l.addRegular(v, v) // American "canceled"
		}
	}
	for _, v := range strings.Fields(f.Verbs) {
		l.addVerb(v)
	}
	for _, list := range []posList{{f.Reporting, posReporting}, {f.Light, posLight}, {f.Support, posSupport}, {f.Causing, posCausing}, {f.Planning, posPlanning}} {
		l.addVerbsOf(list)
	}
	for _, list := range f.lists() {
		for _, w := range strings.Fields(list.words) {
			l.add(w, list.pos, 0)
			if list.pos&(posTitle|posRole|posBystander) != 0 {
				l.add(plural(w), list.pos, 0)
			}
		}
	}
	for n, w := range strings.Fields(f.Numbers) {
		l.add(w, 0, 0).count = n + 1
	}
	l.addNames(f)
}

// addVerbsOf adds verbs of which every form has the use list.pos.
func (l *Lexicon) addVerbsOf(list posList) {
	for _, v := range strings.Fields(list.words) {
		l.addVerb(v)
		for _, form := range l.formsOf(v) {
			l.add(form, list.pos, 0)
		}
	}
}

// addNames adds what is known of names: of persons, bodies and places.
func (l *Lexicon) addNames(f wordFile) {
	for _, w := range strings.Fields(f.Male) {
		l.genders[key(w)] = male
	}
	for _, w := range strings.Fields(f.Female) {
		l.genders[key(w)] = female
	}
	for _, head := range slices.Sorted(maps.Keys(f.Bodies)) {
		for _, body := range strings.Fields(f.Bodies[head]) {
			w := l.add(body, 0, 0)
			w.body = append(w.body, key(head))
		}
	}
	for name, forms := range f.Places {
		for _, form := range strings.Fields(forms) {
			l.addPlace(name, form)
		}
	}
}

type posList struct {
	words string
	pos   pos
}

// lists returns the lists of words that are no verbs.
func (f wordFile) lists() []posList {
	return []posList{
		{f.Determiners, posDet},
		{f.Prepositions, posPrep},
		{f.Pronouns, posPron},
		{f.Subjects, posSubjectPron},
		{f.Relatives, posRel},
		{f.Subordinators, posSub},
		{f.Coordinators, posCoord},
		{f.Modals, posModal},
		{f.Negations, posNeg},
		{f.Hypothetical, posHypothetical},
		{f.Planned, posPlanned},
		{f.Habitual, posHabitual},
		{f.Nouns, posNoun},
		{f.States, posState},
		{f.Portfolios, posPortfolio},
		{f.Documents, posDocument},
		{f.Contracting, posContracts},
		{f.Holidays, posHoliday},
		{f.Particles, posParticle},
		{f.Titles, posTitle},
		{f.Roles, posRole},
		{f.Organisations, posOrg},
		{f.OrganisationWords, posOrgWord},
		{f.Bystanders, posBystander},
		{f.Photo, posPhoto},
		{f.Statistics, posStatistic},
	}
}

func (l *Lexicon) addPlace(name, form string) {
	seq := l.sequence(strings.ReplaceAll(form, "-", " "))
	if len(seq) > 1 {
		l.places.add(seq[0], place{seq[1:], name})
		return
	}
	l.add(form, posPlace, 0).place = name
}

func (l *Lexicon) addForms(lemma, forms string, p pos) {
	id := l.symbol(lemma)
	for _, form := range strings.Fields(forms) {
		l.add(form, p, id)
	}
}

func (l *Lexicon) addIrregular(f []string) {
	id := l.symbol(f[0])
	l.add(f[0], posBase, id)
	l.add(third(f[0]), posThird, id)
	l.add(f[1], posPast|posIrregular, id)
	l.add(f[2], posPart|posIrregular, id)
	l.add(gerund(f[0]), posGerund, id)
}

// addVerb adds the forms of a verb unless its irregular or doubled forms are
// known.
func (l *Lexicon) addVerb(base string) {
	if w := l.word(base); w.pos&posBase != 0 && w.lemma == w.sym {
		return
	}
	switch {
	case strings.HasSuffix(base, "e"):
		l.addInflected(base, base+"d", gerund(base))
		return
	case strings.HasSuffix(base, "y") && !strings.ContainsRune("aeiou", rune(base[max(0, len(base)-2)])):
		l.addInflected(base, base[:len(base)-1]+"ied", base+"ing")
		return
	}
	l.addRegular(base, base)
}

func (l *Lexicon) addRegular(base, stem string) { l.addInflected(base, stem+"ed", stem+"ing") }

func (l *Lexicon) addInflected(base, past, ing string) {
	id := l.symbol(base)
	l.add(base, posBase, id)
	l.add(third(base), posThird, id)
	l.add(past, posPast|posPart, id)
	l.add(ing, posGerund, id)
}

func (l *Lexicon) formsOf(base string) []string {
	id := l.symbol(base)
	var out []string
	for _, w := range l.words {
		if w.lemma == id && w.pos&posVerb != 0 {
			out = append(out, l.name(w.sym))
		}
	}
	return out
}

func third(base string) string {
	if strings.HasSuffix(base, "o") {
		return base + "es"
	}
	return plural(base)
}

func gerund(base string) string {
	switch {
	case strings.HasSuffix(base, "ie"):
		return base[:len(base)-2] + "ying"
	case strings.HasSuffix(base, "e") && !strings.HasSuffix(base, "ee") && base != "be":
		return base[:len(base)-1] + "ing"
	}
	switch base {
	case "get", "put", "set", "let", "hit", "cut", "shut", "run", "win", "sit", "begin", "forget", "split", "stop", "swim", "dig", "bet", "quit", "shed", "overrun", "forbid", "outstrip", "spin", "bid":
		return base + base[len(base)-1:] + "ing"
	}
	return base + "ing"
}

func plural(n string) string {
	switch {
	case strings.HasSuffix(n, "s"), strings.HasSuffix(n, "x"), strings.HasSuffix(n, "sh"), strings.HasSuffix(n, "ch"):
		return n + "es"
	case strings.HasSuffix(n, "y") && len(n) > 1 && !strings.ContainsRune("aeiou", rune(n[len(n)-2])):
		return n[:len(n)-1] + "ies"
	}
	return n + "s"
}
