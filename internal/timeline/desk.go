package timeline

// A Desk is what an editor decided about an event. Package desk sets it; the
// engine leaves it zero.
type Desk struct {
	Reviewed    bool     // a person has looked at the event and let it stand
	ReviewedBy  string   // "" when the decision names nobody
	ReviewedOn  string   // ISO 8601 day, "" when the decision gives none
	Changed     []string // what is new since the review, one sentence each
	ByHand      bool     // added by a person, not found by the engine
	Pinned      bool     // shown at the top
	Reason      string   // why the editor changed it, "" when nobody said
	Decisions   []string // paths of the decision files that applied
	Replies     []Reply
	Corrections []Correction // of this event, newest first
}

// A Reply is what a party named in an event answered: its right of reply.
type Reply struct {
	Party string
	Text  string
	Date  string // ISO 8601 day, "" when not given
	URL   string // http or https, "" when not given
}

// A CorrectionClass says what kind of fact a correction changes.
type CorrectionClass string

// The classes of corrections.
const (
	FactualCorrection     CorrectionClass = "factual"     // title, type, or the event itself
	AttributionCorrection CorrectionClass = "attribution" // who says so: a source added or gone
	QuoteCorrection       CorrectionClass = "quote"       // the words of a source
	DateCorrection        CorrectionClass = "date"
	TypoCorrection        CorrectionClass = "typo" // silent: never shown
)

// A Correction is one material change of an event after it was published.
type Correction struct {
	Event  string // id of the event, as published
	Title  string // of the event, as published
	Class  CorrectionClass
	Date   string // ISO 8601 day of the change, "" while it is not recorded yet
	What   string // one sentence: "The date was 2025-05-27 and is now 2025-05-28."
	Before string // the old value, "" when there was none
	After  string // the new value, "" when there is none
	Reason string // "" when nobody gave one
}

// A Redirect leads from an id that was once published to the one that took its
// place.
type Redirect struct{ From, To string }
