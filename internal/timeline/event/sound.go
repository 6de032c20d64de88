package event

import "strings"

// Sound reports whether the English title reads as a whole: two to
// MaxTitleWords words, a first word that can open and a last one that can
// close, no pronoun or relative at the head, no two words side by side that
// show where something was cut out, no phrase twice. testdata/titles.txtar has
// examples.
func Sound(title string) bool {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(title, "’", "'")))
	n := len(words)
	if n < 2 || n > MaxTitleWords || !opens(words) || !closes(words, lastWord(title)) {
		return false
	}
	if strings.Count(title, "“") != strings.Count(title, "”") || strings.Count(title, "\"")%2 != 0 || strings.Contains(title, "``") {
		return false
	}
	colon := strings.Contains(title, ": ")
	for i, w := range words {
		if i > 0 && torn(words[i-1], w) {
			return false
		}
		if !colon && (w == "i" || w == "we" || w == "you" || w == "our" || w == "my" || w == "your" || strings.HasPrefix(w, "i'") || strings.HasPrefix(w, "we'") || strings.HasPrefix(w, "you'")) {
			return false
		}
	}
	return !repeats(words)
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// opens reports whether the first word can open a title. A preposition can do
// so before a number: "About 200 people".
func opens(words []string) bool {
	switch words[0] {
	case "he", "she", "it", "they", "we", "i", "you", "him", "them", "us", "me", "who", "whom", "whose", "which", "that", "what", "where", "when", "why", "how", "this", "these", "those", "there", "here",
		"and", "or", "but", "nor", "yet", "so", "because", "although", "though", "while", "if", "unless", "whether", "since", "once", "as", "not", "than",
		"of", "by", "to", "in", "on", "with", "from", "for", "into", "onto", "during", "until", "without", "within", "amid", "against", "between", "among", "through", "according", "despite", "after", "before", "also", "later", "earlier", "then", "together", "any", "much", "such", "be", "is", "was", "were", "are", "has", "have", "had", "been", "it's", "he's", "she's":
		return false
	case "about", "around", "over", "under", "at", "up", "like", "near", "off", "out", "down":
		return len(words) > 2 && (number(words[1]) || (words[1] == "to" || words[1] == "least" || words[1] == "most" || words[1] == "a") && (number(words[2]) || words[1] == "a"))
	}
	return true
}

func number(w string) bool {
	if w[0] >= '0' && w[0] <= '9' || w[0] == '$' {
		return true
	}
	switch w {
	case "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "dozens", "half", "hundreds", "thousands", "twenty", "thirty", "forty", "fifty":
		return true
	}
	return false
}

// closes reports whether the last word can close a title; raw is how it is
// written.
func closes(words []string, raw string) bool {
	w := words[len(words)-1]
	switch w {
	case "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "some", "any", "each", "every", "no", "several", "such", "another", "other",
		"of", "in", "on", "at", "by", "for", "from", "with", "to", "as", "after", "before", "over", "into", "onto", "about", "during", "since", "between", "among", "against", "under", "until", "amid", "without", "within", "toward", "towards", "than", "like", "including", "following", "near", "around", "upon", "via", "per",
		"and", "or", "but", "nor", "if", "because", "while", "when", "where", "who", "which", "what", "whom", "whose", "whether", "how", "why", "although", "though", "unless",
		"has", "have", "had", "was", "were", "is", "are", "be", "been", "being", "will", "would", "could", "should", "may", "might", "must", "can", "do", "does", "did", "not",
		"he", "she", "they", "it", "we", "i", "very", "late", "early", "so", "more", "most", "then", "just", "only", "also", "both", "said", "says", "saying", "told", "one", "two",
		"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "lt", "sgt", "col", "capt", "st", "u.s", "mr.", "mrs.", "ms.", "dr.", "sen.", "rep.", "gov.", "gen.":
		return (w == "one" || w == "two") && len(words) > 2 && words[len(words)-2] != "of" && words[len(words)-2] != "the" || w == "may" && raw == "May"
	}
	if len(words) > 1 && words[len(words)-2] == "to" && (w == "say" || w == "tell" || w == "believe" || w == "think") {
		return false
	}
	return !strings.HasSuffix(w, ",") && !strings.HasSuffix(w, ":") && !strings.HasSuffix(w, "'s") && !strings.HasSuffix(w, "-")
}

// torn reports whether the words a b cannot stand side by side.
func torn(a, b string) bool {
	if strings.HasSuffix(a, ",") || strings.HasSuffix(a, ":") {
		return false
	}
	switch a {
	case "the", "a", "an":
		switch b {
		case "the", "a", "an", "of", "in", "on", "at", "by", "to", "for", "from", "with", "before", "after", "and", "or", "but", "said", "says", "has", "have", "had", "was", "were", "is", "are", "that", "it", "he", "they", "into", "as", "who", "which":
			return true
		}
	case "of", "in", "on", "at", "by", "for", "from", "with", "to", "into", "against", "between", "among", "during", "and", "or", "about", "over", "after", "before", "under", "through", "than":
		switch b {
		case "of", "for", "and", "or", "but", "was", "were", "is", "are", "has", "had", "he", "she", "they", "we", "said", "says", "who":
			return a != "and" && a != "or" && a != "than" && !(a == "over" && b == "for") && !((a == "after" || a == "before") && (b == "he" || b == "she" || b == "they")) || (a == "and" || a == "or") && (b == "and" || b == "or" || b == "of")
		case "in", "on", "at", "by", "from", "with", "to", "against", "between", "as", "into", "over", "during", "through", "after", "before":
			return !compound(a, b)
		}
	}
	return a == b && a != "had" && a != "that" && !number(a)
}

// compound reports whether two prepositions may follow each other.
func compound(a, b string) bool {
	switch b {
	case "at": // "by at least"
		return true
	case "over", "in":
		return a == "by" || a == "for" || a == "of" || a == "over" && b == "in" || a == "after" || a == "about" || a == "to" || a == "and" || a == "or" || a == "than"
	case "to":
		return a == "into" || a == "about" || a == "by" || a == "of" || a == "than" || a == "and" || a == "or" || a == "over" || a == "on"
	}
	return a == "and" || a == "or" || a == "than" || a == "from" || a == "about" || a == "over" && b != "over"
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
