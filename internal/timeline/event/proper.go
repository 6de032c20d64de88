package event

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quotes takes quotation marks out.
var quotes = strings.NewReplacer("“", "", "”", "", "\"", "", "``", "", "''", "")

// ProperName returns the proper name in the name of an actor, as a reader would
// list it: without what stands around it ("hacking group called Guardians of
// Peace"), a country for its adjective or capital alone ("Beijing"). It is ""
// for a bare role or common noun ("officials", "group"). text is the article,
// which tells whether a single capitalised word is capitalised inside sentences
// as well.
func ProperName(text string, a Actor) string {
	lex := For("en")
	name := a.Name
	if strings.ContainsAny(name, "“”\"`'") {
		name = quotes.Replace(name)
	}
	words := strings.Fields(name)
	first := slices.IndexFunc(words, func(w string) bool { return upper(w) && !lex.common(w) })
	if first < 0 {
		return ""
	}
	for first > 0 && upper(words[first-1]) && lex.word(fold(words[first-1])).pos&posClosed == 0 {
		first-- // "Foreign Ministry": a common word that is part of the name
	}
	last := first
	for i := first + 1; i < len(words); i++ {
		p := lex.word(fold(words[i])).pos
		switch {
		case owns(words[i-1]) && !upper(words[i]): // "Sony Pictures' network"
			i = len(words)
		case strings.HasSuffix(words[i-1], ",") || calendar(words[i]) || p&(posVerb|posAux) != 0 && !upper(words[i]) && p&(posNoun|posOrg) == 0:
			i = len(words)
		case upper(words[i]) && p&posSubjectPron == 0, p&(posOrg|posRole) != 0 && last == i-1:
			last = i
		}
	}
	for first < last && len(words[first]) > 5 && calendar(words[first]) {
		first++ // "20 September Castellan announced"
	}
	for a.Person && last-first > 1 && lex.word(fold(words[first])).pos&(posNoun|posTitle|posRole) != 0 {
		first++ // "Secretary of State Madeleine Albright"
	}
	words = words[first : last+1]
	name = strings.TrimRight(strings.Join(words, " "), ",.;:")
	if n := len(name); n > 2 && name[n-2] == '.' && strings.Contains(a.Name, name+".") {
		name += "." // "U.S."
	}
	name = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(name, "’s"), "'s"), "’'")
	if w := lex.word(fold(name)); w.place != "" {
		return w.place
	}
	if len(words) == 1 && !a.Person && !allUpper(name) && !inside(text, name) {
		return ""
	}
	return name
}

// common reports whether a capitalised word alone is no name: a role, a closed
// class, a day, a title.
func (l *Lexicon) common(w string) bool {
	k := l.word(fold(w))
	if k.place != "" {
		return false
	}
	if calendar(w) {
		return true
	}
	return k.pos&(posClosed|posRole|posBystander|posTitle|posOrg|posNoun|posVerb) != 0 && !allUpper(w)
}

// calendar reports whether w belongs to a date or time, capitalised as it is.
func calendar(w string) bool {
	return For("en").title.can(strings.TrimRight(fold(w), "."), useCalendar)
}

// owns reports whether w is a possessive.
func owns(w string) bool {
	return strings.HasSuffix(w, "’s") || strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "s’") || strings.HasSuffix(w, "s'")
}

func fold(w string) string {
	w = strings.TrimRight(strings.ToLower(w), ",;:")
	w = strings.TrimSuffix(strings.TrimSuffix(w, "’s"), "'s")
	return w
}

func upper(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

func allUpper(w string) bool {
	return len(w) > 1 && strings.ToUpper(w) == w
}

// inside reports whether the article has the word after a small letter or a
// comma: not only where a sentence begins.
func inside(text, word string) bool {
	for i := 0; ; {
		n := strings.Index(text[i:], " "+word)
		if n < 0 {
			return false
		}
		if at := i + n; at > 0 && (text[at-1] == ',' || text[at-1] >= 'a' && text[at-1] <= 'z') {
			return true
		}
		i += n + 1
	}
}
