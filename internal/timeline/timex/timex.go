// Package timex finds temporal expressions in a text and gives each its TIMEX3
// value against the document creation time.
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
