package timex

// The policies: how an expression got its date. The name stands in
// Timex.Policy, the rest in Explain.
const (
	policyExplicit    = "stated"
	policyLength      = "length"
	policyFrequency   = "frequency"
	policyVague       = "vague"
	policyOpen        = "nothing to count from"
	policyCount       = "counted"
	policySameDay     = "same day"
	policySameWeek    = "same week"
	policySameMonth   = "same month"
	policySameYear    = "same year"
	policySaidYear    = "year in words"
	policyNearestYear = "nearest year"
	policyLast        = "last one"
	policyNext        = "next one"
	policyLastBefore  = "last one before"
	policyNextAfter   = "next one after"
	policySeason      = "season"
	policyQuarter     = "quarter"
	policyNamedDay    = "named day"
	policyDecade      = "decade of the 1900s"
)

// A policyInfo is what is said of a policy, and how sure its answers are, 0 to
// 100, when the publication day is the anchor. The numbers are an order taken
// from how often each is right on the corpora that make accuracy uses, rounded.
type policyInfo struct {
	sure uint8
	says string
}

var policies = map[string]policyInfo{
	policyExplicit:    {100, "the words state it"},
	policyLength:      {100, "a length of time, not a date"},
	policyFrequency:   {100, "it says how often, not when"},
	policyVague:       {50, "the words are too vague for a date"},
	policyOpen:        {0, "there is nothing to count it from, so it stays open"},
	policyCount:       {95, "so many units back or ahead, and no more precise than the unit"},
	policySameDay:     {80, "a time without a day is taken to be on the day it is counted from"},
	policySameWeek:    {90, "it is in the same week"},
	policySameMonth:   {70, "a day without a month is taken to be in the same month"},
	policySameYear:    {80, "it is in the same year"},
	policySaidYear:    {95, "the words name the year by counting"},
	policyNearestYear: {90, "no year is stated, and the nearest one is taken"},
	policyLast:        {90, "it is the last one, that day included"},
	policyNext:        {85, "it is the next one"},
	policyLastBefore:  {90, "it is the last one before that"},
	policyNextAfter:   {90, "it is the next one after that"},
	policySeason:      {75, "the season is placed by its months"},
	policyQuarter:     {85, "no year is stated, so it is the quarter of the same year or the one just past"},
	policyNamedDay:    {85, "it is the named day nearest to that"},
	policyDecade:      {80, "a decade without a century is taken from the 1900s"},
}

// sureness returns the confidence of an answer: less when it hangs on the
// passage, since the anchor may be the wrong one.
func sureness(policy string, kind AnchorKind) uint8 {
	sure := policies[policy].sure
	if kind == Passage {
		sure -= sure / 5
	}
	return sure
}
