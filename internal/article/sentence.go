package article

import (
	"unicode"
	"unicode/utf8"
)

// split finds the sentences of all blocks but code.
func (a *Article) split() {
	a.Sentences = make([]Sentence, 0, len(a.Blocks)+len(a.Text)/150)
	for i, b := range a.Blocks {
		if b.Kind == Code {
			continue
		}
		s := Span{b.Start + b.Dateline, b.End}
		for s.Start < s.End {
			end := sentenceEnd(a.Text[:s.End], s.Start)
			if t := trim(a.Text, Span{s.Start, end}); t.Len() > 0 {
				a.Sentences = append(a.Sentences, Sentence{t, i})
			}
			s.Start = end
		}
	}
}

// terminal tells the bytes that can begin a sentence's end: 1 in ASCII, 2 the
// first byte of a longer mark.
var terminal = [256]uint8{'.': 1, '!': 1, '?': 1, 0xd8: 2, 0xdb: 2, 0xe0: 2, 0xe2: 2, 0xe3: 2, 0xef: 2}

// sentenceEnd returns where the sentence that begins at from ends: behind its
// last mark, or at the end of text.
func sentenceEnd(text string, from int) int {
	for i := from; i < len(text); i++ {
		if terminal[text[i]] == 0 {
			continue
		}
		n, wide := terminalAt(text[i:])
		if n == 0 {
			continue
		}
		end, plain := i+n, text[i] == '.'
		for end < len(text) {
			n, w := terminalAt(text[end:])
			if n == 0 {
				break
			}
			wide, plain = wide || w, false
			end += n
		}
		mark := end
		end = skipClosers(text, end)
		if end == len(text) || boundary(text, from, i, mark, end, plain, wide) {
			return end
		}
		i = end - 1
	}
	return len(text)
}

// terminalAt returns the length of the sentence mark that s begins with, and
// whether it needs no space behind it.
func terminalAt(s string) (n int, wide bool) {
	switch s[0] {
	case '.', '!', '?':
		return 1, false
	case 0xd8, 0xdb, 0xe0, 0xe2, 0xe3, 0xef:
		switch r, n := utf8.DecodeRuneInString(s); r {
		case '…', '؟', '۔', '।', '॥', '‽':
			return n, false
		case '。', '！', '？', '｡':
			return n, true
		}
	}
	return 0, false
}

// skipClosers returns the offset behind the quotation marks and brackets that
// close at i.
func skipClosers(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '"', '\'', ')', ']', '}', '”', '’', '“', '»', '›', '」', '』', '）':
		case '«': // closes in German and Czech, opens elsewhere
			if i+n < len(text) && text[i+n] != ' ' && text[i+n] != '\n' {
				return i
			}
		default:
			return i
		}
		i += n
	}
	return i
}

// boundary decides whether a sentence ends at end: its mark begins at i and ends
// at mark, closing quotation marks reach to end; plain says that the mark is one
// full stop.
func boundary(text string, from, i, mark, end int, plain, wide bool) bool {
	if wide {
		return true
	}
	c := text[end]
	if c != ' ' && c != '\n' && c != '\t' && c != '\r' {
		return false
	}
	next := nextWord(text, end)
	if next == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(r) {
		return false
	}
	if end > mark && !plain && (text[i] == '!' || text[i] == '?') {
		return !attributed(text, end)
	}
	if !plain || end > mark {
		return true
	}
	return !joins(text, from, i, next, end)
}

// nextWord returns the letters and digits that follow white space and opening
// marks at i.
func nextWord(text string, i int) string {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			break
		}
		i += n
	}
	return text[i:wordEnd(text, i)]
}

func wordEnd(text string, i int) int {
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			if c|0x20 < 'a' || c|0x20 > 'z' {
				if c < '0' || c > '9' {
					break
				}
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		i += n
	}
	return i
}

// attributed reports whether what follows a quoted question or exclamation says
// who spoke, within four words: “Is it true?” Smith asked.
func attributed(text string, i int) bool {
	for range 4 {
		for i < len(text) && !isWordByte(text[i]) {
			if text[i] == '.' || text[i] == '"' {
				return false
			}
			i++
		}
		end := wordEnd(text, i)
		if end == i {
			return false
		}
		switch text[i:end] {
		case "said", "says", "asked", "asks", "told", "wrote", "tweeted", "added", "replied", "shouted", "wondered":
			return true
		}
		i = end
	}
	return false
}

func isWordByte(c byte) bool {
	return c >= utf8.RuneSelf || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
}

// joins reports whether the full stop at i, before a word that is not in lower
// case, belongs to an abbreviation, an initial or an ordinal number.
func joins(text string, from, i int, next string, end int) bool {
	start := i
	for start > from && (isWordByte(text[start-1]) || text[start-1] == '.') {
		start--
	}
	word := text[start:i]
	if word == "" {
		return false
	}
	digit := next[0] >= '0' && next[0] <= '9'
	if isNumber(word) {
		// "12. März", "28. 5. 2025"; and "1." at the start of an item
		_, isMonth := months[next]
		return isMonth || start == from || len(word) <= 2 && digit
	}
	switch abbreviations[word] {
	case titled:
		return true
	case numbered:
		return digit
	case clocked:
		return followsClock(next)
	case either:
		return digit || !starters[next]
	}
	if utf8.RuneCountInString(word) == 1 {
		return word != "I" || start == from
	}
	if dotted(word) {
		return !starters[next]
	}
	return false
}

func isNumber(s string) bool {
	_, ok := number(s)
	return ok
}

// dotted reports whether s is single letters with full stops between: U.S, D.C,
// m.p.h.
func dotted(s string) bool {
	letters := 0
	for i, r := range s {
		if r == '.' {
			letters = 0
			continue
		}
		if letters++; letters > 1 && i > 0 {
			return false
		}
	}
	return len(s) > 2
}

// followsClock reports whether a word in capitals behind "a.m." goes on with
// the time: a weekday, a month or a time zone.
func followsClock(next string) bool {
	if _, ok := months[next]; ok {
		return true
	}
	if _, ok := weekdays[next]; ok {
		return true
	}
	return zones[next]
}

// An abbreviation's class says when the full stop behind it ends no sentence
// although a capital follows.
type abbreviation uint8

const (
	titled   abbreviation = iota + 1 // never: a name follows
	numbered                         // when a number follows
	clocked                          // when a day or a time zone follows
	either                           // unless the next word is one that begins sentences
)

// abbreviations are those that news uses, as written, in English, Czech,
// German, French and Spanish.
var abbreviations = classes(map[abbreviation]string{
	titled: `Mr Mrs Ms Mx Dr Prof Gen Sen Rep Gov Lt Col Sgt Capt Cmdr Adm Maj Cpl Pvt Sgts Gens Sens Reps Govs Drs
		Rev Fr Hon Pres Supt Insp Det Atty Asst Messrs Mme Mlle Mt Ft St Ste vs e.g i.e viz al cf Ph.D
		např tzv tj resp ing Ing Mgr Bc JUDr MUDr PhDr RNDr MVDr PaedDr ThDr doc prof plk gen kpt por sv ul nám tř npor
		z.B bzw ca usf Hr Hrn Fr Nr d.h u.a Abs sog vgl Sr Sra Srta Dra Ud Uds`,
	numbered: `No Nos no nos Art art Sec sec p pp Fig fig Vol vol Ch ch approx č čl odst str cca zák S vl Kap Rn`,
	clocked:  `a.m p.m am pm AM PM A.M P.M`,
	either: `Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
		Inc Co Corp Ltd Bros Jr Sr etc Dept Univ Assn Ave Blvd Rd Calif Pa Mass Conn Fla Va Md Ill Mich Minn Wis Tex
		Ariz Colo Wash Ore Nev Ga Ala Tenn Ky La Miss Mo Okla Neb Kan Ind N.Y N.J N.C S.C N.H D.C U.S U.K U.N E.U
		mil mld bn tis hod min atd apod aj r stol Mio Mrd usw`,
})

func classes(lists map[abbreviation]string) map[string]abbreviation {
	all := map[string]abbreviation{}
	for class, list := range lists {
		for _, w := range fields(list) {
			if all[w] == 0 || class < all[w] {
				all[w] = class
			}
		}
	}
	return all
}

// starters are words in capitals that begin sentences and hardly ever follow
// an abbreviation within one.
var starters = set(`A About According After Again All Also Although Among An And Another Any Are As Asked At Because
	Before Both But By Can Despite Did Do Does During Each Earlier Even Every Few First For From Had Has Have He Her Here
	His How However I If In Instead Is It Its Last Later Many Meanwhile More Most My Neither No Nobody None Nor Not Now
	Of Officials On Once One Only Or Other Others Our Over People Police Several She Since So Some Still Such That The
	Their Then There These They This Those Though Through Thus To Two Under Unlike Until Was We Were What When Where
	Whether Which While Who Why With Without Would Yet You Your V Na Po Podle Ale Jako Tento Tato Toto Je Jsou Byl Byla
	Der Die Das Ein Eine Er Sie Es Im Am Und Le La Les Il Elle El Los Las`)
