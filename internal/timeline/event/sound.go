package event

import "strings"

// Sound reports whether the English title reads as a whole: two to
// MaxTitleWords words, a first word that can open and a last one that can
// close, no pronoun or relative at the head, no two words side by side that
// show where something was cut out, no phrase twice. testdata/titles.txtar has
// examples.
func Sound(title string) bool {
	words := strings.Fields(strings.ReplaceAll(title, "’", "'"))
	for i, w := range words {
		if !allUpper(w) || strings.Contains(w, ".") { // "US" is not "us"
			words[i] = strings.ToLower(w)
		}
	}
	n := len(words)
	lex := &For("en").title
	if n < 2 || n > MaxTitleWords || !lex.opens(words) || !lex.closes(words, lastWord(title)) {
		return false
	}
	if strings.Count(title, "“") != strings.Count(title, "”") || strings.Count(title, "\"")%2 != 0 || strings.Contains(title, "``") {
		return false
	}
	colon := strings.Contains(title, ": ")
	for i, w := range words {
		if i > 0 && lex.parts(words[i-1], w) {
			return false
		}
		if !colon && (lex.can(w, useFirstPerson) || strings.HasPrefix(w, "i'") || strings.HasPrefix(w, "we'") || strings.HasPrefix(w, "you'")) {
			return false
		}
	}
	return !repeats(words)
}

// Plain reports whether a whole sentence can stand as an English title: it is
// Sound, quotes nobody, begins with its subject and has no pronoun for somebody
// outside.
func Plain(sentence string) bool {
	if !Sound(sentence) || strings.ContainsAny(sentence, "\"“”") {
		return false
	}
	lex := For("en")
	words := strings.Fields(sentence)
	if p := lex.word(strings.ToLower(words[0])).pos; p&(posPast|posPart|posGerund) != 0 && p&posNoun == 0 {
		return false
	}
	for _, w := range words {
		if !allUpper(w) && lex.title.can(strings.ToLower(w), usePointer|usePossessive) {
			return false
		}
	}
	return true
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// opens reports whether the first word can open a title. A preposition can do
// so before a number: "About 200 people".
func (w *titleWords) opens(words []string) bool {
	switch {
	case w.can(words[0], useNotFirst):
		return false
	case w.can(words[0], useApproximator):
		return len(words) > 2 && (w.number(words[1]) || w.can(words[1], useApproximation) && (w.number(words[2]) || words[1] == "a"))
	}
	return true
}

func (w *titleWords) number(s string) bool {
	return s[0] >= '0' && s[0] <= '9' || s[0] == '$' || w.can(s, useCount)
}

// closes reports whether the last word can close a title; raw is how it is
// written.
func (w *titleWords) closes(words []string, raw string) bool {
	n := len(words)
	last, before := words[n-1], ""
	if n > 1 {
		before = words[n-2]
	}
	switch {
	case w.can(last, useNotLastAlone):
		return n > 2 && before != "of" && before != "the"
	case w.can(last, useNotLast):
		return w.can(last, useMonth) && upper(raw)
	case before == "to" && w.can(last, useContentVerb):
		return false
	}
	return !strings.HasSuffix(last, ",") && !strings.HasSuffix(last, ":") && !strings.HasSuffix(last, "'s") && !strings.HasSuffix(last, "-")
}

// parts reports whether the words a b cannot stand side by side.
func (w *titleWords) parts(a, b string) bool {
	if strings.HasSuffix(a, ",") || strings.HasSuffix(a, ":") {
		return false
	}
	return len(w.torn[a]) > 0 && w.torn[a][b] || a == b && a != "had" && a != "that" && !w.number(a)
}

// repeats reports whether three words in a row come twice.
func repeats(words []string) bool {
	for i := 0; i+5 < len(words); i++ {
		for j := i + 3; j+2 < len(words); j++ {
			if words[i] == words[j] && words[i+1] == words[j+1] && words[i+2] == words[j+2] {
				return true
			}
		}
	}
	return false
}
