package timeline

import (
	"slices"
	"strings"
)

// A ground is why two reports were taken as one whatever the reasons weigh.
type ground uint8

const (
	weighed ground = iota // the reasons decided
	tellsOn
	announcedIt
	actorSpeaks
	headlineTells
	daysDiffer
	speakerWords
	speakerDay
	speakerDated
	speakerLater
	speakerOtherDay
	onePlace
	tollOf
	sentenceGoesOn
	onePart
	oneSpeech
	severalFit
)

// groundWords is each ground in words.
var groundWords = [...]string{
	weighed:         "",
	tellsOn:         "goes on about it in the next sentence",
	announcedIt:     "the same actor announced it on that day",
	actorSpeaks:     "who acted speaks of it in the same article",
	headlineTells:   "the headline tells of what the article dates",
	daysDiffer:      "same kind of event in the same words; the days differ",
	speakerWords:    "same speaker, same words",
	speakerDay:      "same speaker on the same day",
	speakerDated:    "same speaker, dated before in the article",
	speakerLater:    "same speaker, reported later in the same words",
	speakerOtherDay: "same speaker on another day",
	onePlace:        "the same words",
	tollOf:          "the toll of what the sentence dates",
	sentenceGoesOn:  "the sentence goes on about it",
	onePart:         "one sentence tells both of one actor on one day",
	oneSpeech:       "one says both in one sentence",
	severalFit:      "several reports fit both",
}

// grounds says why two reports were taken as one: a ground, or the reasons that
// weighed for it.
type grounds struct {
	told    ground
	reasons uint16 // bit i is reasons[i]
}

// String returns the grounds in words, with ", " between several. They are put
// together only for the few pairs that are kept.
func (g grounds) String() string {
	if g.told != weighed {
		return groundWords[g.told]
	}
	var names []string
	for i, r := range reasons {
		if g.reasons&(1<<i) != 0 {
			names = append(names, r.name)
		}
	}
	return strings.Join(names, ", ")
}

// told returns g in words, the same string each time.
func (b *builder) told(g grounds) string {
	s, ok := b.reasons[g]
	if !ok {
		s = g.String()
		b.reasons[g] = s
	}
	return s
}

// JoinReasons returns all that the Reason of a Link of Build consists of, sorted:
// a Reason is one of them, or several with ", " between.
func JoinReasons() []string {
	var all []string
	for _, r := range reasons {
		all = append(all, r.name)
	}
	for _, w := range groundWords[weighed+1:] {
		all = append(all, strings.Split(w, ", ")...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
