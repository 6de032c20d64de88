// Package timeline clusters the mentions of all articles of one incident into
// dated events and keeps where each came from.
package timeline

import (
	"buildsite/internal/article"
	"buildsite/internal/timeline/edtf"
)

// A Timeline is the events of one incident, oldest first.
type Timeline struct {
	Incident string    // the folder name
	Title    string    // the incident's title, "" when nobody gave one
	Events   []*Event  // what happened, by date, then id
	Context  []*Event  // background below the line, by date, then id
	Undated  []Undated // expressions and mentions that nothing dates
	Articles []*Report // every article read, in order of publication, then path
	Warnings []string  // "articles seem to be about unrelated things", …

	Redirects   []Redirect   // ids that were merged or renamed, by From; set by the desk
	Corrections []Correction // changes after publication, newest first; set by the desk
}

// A Basis says how a date is known.
type Basis string

// How a publication day or the date of an event is known.
const (
	FromMeta     Basis = "metadata"   // front matter, JSON
	FromStamp    Basis = "stamp"      // a stamp or byline in the text
	FromDateline Basis = "dateline"   // the agency dateline
	Inferred     Basis = "inferred"   // from the dated articles that report the same
	Explicit     Basis = "explicit"   // the words state the date
	Relative     Basis = "relative"   // counted from the publication day
	FromPassage  Basis = "passage"    // counted from, or carried over from, a date in the passage
	ReportDay    Basis = "report-day" // undated statement in a report of the day
	ByEditor     Basis = "editor"     // a person decided
)

// A Report is an article with the publication day the engine settled on.
type Report struct {
	*article.Article
	Published      edtf.Date // a day, or the zero Date when nothing decides it
	PublishedBasis Basis     // "" when nothing decides it
	PublishedFrom  string    // the words that decided it
	WireCopyOf     *Report   // the report whose agency text this one copies, or nil
	Number         int       // from 1, in the list of references, which is in order of first citation
}

// Status says how the sources of an event stand to each other.
type Status string

// The statuses of an event.
const (
	Agreed        Status = "agreed"
	SingleSource  Status = "single-source"
	SourcesDiffer Status = "sources-differ"
)

// An Event is a cluster of mentions taken to report one happening.
type Event struct {
	ID          string    // stable when articles are added; ASCII letters, digits, hyphens
	Date        edtf.Date // the consensus of the citations
	DateText    string    // the words behind it
	DateBasis   Basis
	Title       string   // at most 12 words
	Summary     string   // one or two whole sentences
	SummaryFrom []int    // indexes into Citations of the sentences in Summary
	Type        string   // a name of the event lexicon
	Actors      []string // canonical names, in order of first mention
	Place       string
	Status      Status
	Planned     bool       // announced, not reported as done
	Salience    float64    // additive weight of evidence
	Citations   []Citation // best first
	Differences []Difference
	Links       []Link // why each mention joined
	NearMisses  []Link // events that were nearly joined, and why not

	Desk Desk // what a person decided; the zero Desk when nobody has
}

// A Citation is what one article says of one event, and the date that article
// gives it.
type Citation struct {
	Report    *Report
	Span      article.Span // of Report.Text
	Date      edtf.Date    // this source's own date for the event, zero when it gives none
	DateText  string       // the words
	DateBasis Basis
	DateWhy   string // one line: "'Wednesday' counted from the publication day 2025-05-28"
	Modality  string // asserted, denied, alleged, planned, cancelled, hypothetical
	Speaker   string // who says so, "" when the article itself
}

// States reports whether the words of c give its date themselves: they name it,
// or count it from the day of publication, or an editor read it in them. Any
// other date is where c falls and not what its source says, so no source
// contradicts another with it.
func (c Citation) States() bool {
	return !c.Date.IsZero() && (c.DateBasis == Explicit || c.DateBasis == Relative || c.DateBasis == ByEditor)
}

// DatedOtherwise reports whether r states another date for e than that of e. It
// is true only of what Differences shows.
func (e *Event) DatedOtherwise(r *Report) bool {
	for _, d := range e.Differences {
		if d.About != "date" {
			continue
		}
		for _, v := range d.Variants {
			for _, k := range v.Citations {
				if c := e.Citations[k]; c.Report == r && !c.Date.Overlaps(e.Date) {
					return true
				}
			}
		}
	}
	return false
}

// A Difference is one point on which sources contradict each other.
type Difference struct {
	About    string // date, number, attribution
	Variants []Variant
}

// A Variant is one of the things that sources say.
type Variant struct {
	Value     string
	Citations []int // indexes into Event.Citations
}

// A Link says why two mentions were joined, or why two events were not.
type Link struct {
	From, To string // "path:line" of mentions, or event ids for near misses
	Reason   string
	Weight   float64
}

// An Undated is an expression or report that nothing dates; it is listed, never
// guessed.
type Undated struct {
	Report *Report
	Span   article.Span
	Words  string // the expression, "" when the sentence has none
	Why    string
}

// Quote returns the exact text of c as a reader sees it.
func (c Citation) Quote() string { return c.Report.Slice(c.Span) }
