// Package timex finds temporal expressions in a text and gives each its TIMEX3
// value against the document creation time, the day of publication.
//
//	for _, x := range timex.For("en").Tag(text, edtf.Day(2025, 5, 28)) {
//		fmt.Println(text[x.Start:x.End], x.Value, x.Date, x.Anchor)
//	}
//
// It works in four steps, each in a file of its own.
//
//   - token.go, number.go: the text becomes tokens in one pass; a word is looked
//     up once, a number is given the shape of a day, a year, a clock time, ….
//   - tag.go: around each trigger (a month, a unit, a year) the longest sequence
//     of tokens that a pattern allows is the expression. The patterns of a
//     language, rules/LANGUAGE.toml, are one automaton (lexicon.go, pattern.go).
//   - meaning.go: the words of an expression fill the slots of a meaning, which
//     says what they state and nothing of when.
//   - resolve.go: a pure function from a meaning, an anchor and a lean (behind or
//     ahead) to a value. context.go chooses both: what an expression counts from
//     is the day of publication, or the date that the passage named before when
//     the words ask for it ("two days later") or the text retells an older story;
//     the lean is read from the verbs of the sentence.
//
// Every answer keeps the rule that found it, the policy that resolved it, its
// anchor and how sure it is; Explain puts that into words. A Date is never more
// precise than the words. Weeks are written as TimeBank writes them, 2025-W7;
// their Date has the days. There is no clock here: the same text and day always
// give the same answer, in time linear in the text.
package timex

import (
	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
)

// A Type is a TIMEX3 type.
type Type string

// The TIMEX3 types.
const (
	Date     Type = "DATE"
	Time     Type = "TIME"
	Duration Type = "DURATION"
	Set      Type = "SET"
)

// An AnchorKind says what a relative expression was counted from.
type AnchorKind string

// The kinds of anchor.
const (
	Explicit    AnchorKind = "explicit"    // the expression stands for itself
	Publication AnchorKind = "publication" // the document creation time
	Passage     AnchorKind = "passage"     // a date that the passage names before
	None        AnchorKind = ""            // unresolved: no anchor is known
)

// A Timex is one temporal expression, its TIMEX3 value, and why it has it.
type Timex struct {
	article.Span
	Type       Type
	Value      string       // TIMEX3 value; "" when unresolved
	Mod        string       // TIMEX3 mod: APPROX, START, MID, END, BEFORE, AFTER, …
	Date       edtf.Date    // the zero Date when it has none (durations, sets, PAST_REF)
	Anchor     AnchorKind   // what it was counted from
	AnchorDate edtf.Date    // that date
	Rule       string       // the name of the rule that found it, as in rules/*.toml
	Policy     string       // the policy that resolved it
	Cue        article.Span // the word that decided whether it lies behind or ahead, empty when none did
	Confidence uint8        // 0 to 100: explicit 100
	Note       string       // a named period that the sentence mentions: "Czech EU presidency of 2022: 2022-07/2022-12"
	Relation   Relation     // how the words before it bind it: since, until, from, …
	RangeEnd   bool         // it and the expression before it are the ends of a range
}

// A Relation says how an expression is bound to its clause by the word before it.
type Relation string

// The relations. A range is two expressions, as in TimeML: the first has From
// or Between or none, the second RangeEnd.
const (
	NoRelation Relation = ""
	On         Relation = "on" // on, in, at
	Since      Relation = "since"
	Until      Relation = "until"
	By         Relation = "by"
	From       Relation = "from"
	To         Relation = "to"
	Between    Relation = "between"
	Before     Relation = "before"
	After      Relation = "after"
	During     Relation = "during"
)
