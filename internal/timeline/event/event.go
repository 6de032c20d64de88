// Package event finds event mentions: what a sentence says happened, to whom,
// when, whether it is asserted, and who says so.
//
// Detect reads an article sentence by sentence. Words and marks become tokens,
// which know from the lexicon what they can be (token.go); verb groups are read
// from them (groups.go, present.go, participles.go), with the clause (clauses.go)
// and the subject of each (subjects.go, inversion.go, fronts.go, resume.go). A
// group whose words the lexicon lists is a mention (mentions.go, triggers.go);
// so is a noun with a date of its own. What is a word, and what words are
// triggers of which type, is data: lexicon/*.toml. No part of speech is learned,
// and a construction that the reader does not know gives no mention rather than
// a guess.
//
// The verb. A present form that could be a noun is a verb when a subject agrees
// with it and an object follows: "the agency fines the bank", not "reports on".
// A past form is a participle when "by" follows, when the clause has its verb
// elsewhere, or when it describes a noun: "three injured passengers".
//
// What is told besides the main clause. A relative or adverbial clause without a
// date, "after pulling the film", "killing eight", "forced the studio to cancel"
// give mentions that are not Finite and have no date: they can join what others
// date and begin nothing. "Responded on Saturday by expelling" tells of the
// expulsion, on Saturday. "Plans to", "is due to", "is to" tell a plan; "wants to"
// tells nothing. A dated noun after "prior to", "after", "amid" is Background.
//
// The subject as event. "The attack killed six", "the hearing took place": the
// mention is of the noun's type, and has the noun's date.
//
// The date (anchors.go, nouns.go, dating.go) is the temporal expression of the
// same clause; else that of a clause with "when" which happens with it; else the
// one that the passage carries over; else the day of the report, for what a main
// clause of the report tells. No date of the event is what it is about ("the loss
// for 2021", "as of Monday"), the time of day alone, a year that cannot be; and
// what came after something long past gets no day of the report.
//
// The standing (status.go): denied by negation, hypothetical by "if", "may",
// planned by the future and verbs of planning, alleged by "allegedly".
//
// Who (roles.go, actor.go, names.go, cast.go). A title, a role in apposition
// ("NAME, a lawyer for the bank,") and words of a body's name can stand for who
// has them; "the minister" for the last so named, Unsure when others were as
// well; "he" and "she" for the last subject whom title or given name allows, else
// for the person named last; "it" for the body of the main clause before. A
// headline's bare "embassy" is the first that its text names. Who owns a thing
// ("the minister's brother") does not do what the thing does. Speech is of the
// subject of the verb of saying, also behind it, and of each of several bodies.
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
	Place       string // where, "" when the clause does not say
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
