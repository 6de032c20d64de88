// Package event finds event mentions: what a sentence says happened, to whom,
// when, whether it is asserted, and who says so.
//
// Detect reads an article sentence by sentence. Words and marks become tokens,
// which know their parts of speech from the lexicon; verb groups are read from
// the tokens, with the clause and the subject of each; a verb group, or a noun
// with a date of its own, whose words the lexicon lists is a mention. Its date
// is the temporal expression that belongs to the same clause, else the one that
// the passage carries over, else the day of the report.
//
// What is a word, and what words are triggers of which type, is data:
// lexicon/*.toml. What it means stands in this package: no part of speech is
// learned, and a construction that the reader does not know gives no mention
// rather than a guess.
package event

import (
	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
)

// A Modality says how a mention stands to the facts.
type Modality string

// The modalities.
const (
	Asserted     Modality = "asserted"
	Denied       Modality = "denied"
	Alleged      Modality = "alleged"
	Planned      Modality = "planned"
	Cancelled    Modality = "cancelled"
	Hypothetical Modality = "hypothetical"
)

// A Basis says how the date of a mention is known.
type Basis string

// The bases, best first.
const (
	Explicit  Basis = "explicit"   // the words state it
	Relative  Basis = "relative"   // counted from the publication day
	Passage   Basis = "passage"    // carried over from, or counted from, a date before
	ReportDay Basis = "report-day" // undated, in a report of the day
	NoDate    Basis = ""
)

// A Mention is one place in one article that reports that something happened.
type Mention struct {
	Sentence    int          // index into Article.Sentences
	Clause      article.Span // the words of the clause
	Trigger     article.Span
	Type        *Type
	Lemma       string // of the trigger
	Actor       Actor  // the subject
	Object      Actor  // whom it concerns, as far as named
	Speaker     Actor  // who says so, zero when the article itself
	Modality    Modality
	Nominal     bool // the trigger is a noun
	Background  bool // told in passing, to place something else: "after the March decision"
	Headline    bool
	Lead        int // sentences of prose before it in the article
	InQuote     bool
	Finite      bool // stands in a main clause of its own
	Continues   bool // speaks on about what the sentence before told
	FirstPerson bool // the speaker speaks of himself: "I summoned"
	Perfect     bool // "has summoned"
	Before      bool // the tense puts it before the report: "had summoned", "has already been put in place"
	Definite    bool // the subject, or the noun itself, is one the reader knows: "the attack"

	coordinate bool // joined to the clause before by "and"
	earlier    bool // an adverb puts it before the report
	when       bool // opened by "when"
	itself     bool // the subject is what happened: "the attack began"
	reportable bool // may take the day of the report

	Date     edtf.Date
	Basis    Basis
	DateText string // the words of the expression, "" without one
	DateSpan article.Span

	Stems   []uint64 // content stems of the clause, sorted, each once
	Context []uint64 // those of the whole sentence
	Numbers []Number
}

// A Number is a count with the stem of what it counts.
type Number struct {
	Value int
	Of    uint64
	Words string
	Rough bool // "at least", "more than", "some" stand before it
}
