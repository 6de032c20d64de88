package timeline

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"buildsite/internal/timeline/edtf"
	"buildsite/internal/timeline/timex"
)

// How many dated reports are compared with an undated one, and how many reports
// may hold a word that is used to find them. Both bound the work per report, so
// that the whole is linear in the number of reports.
const (
	maxPeers   = 24
	maxHolders = 400
)

// What an undated report must share with the dated ones: the least cosine of
// their vocabularies for sentences to be compared, and for the news as a whole;
// the least likeness of two sentences; and the least sum of votes.
const (
	minPeer     = 0.06
	minNews     = 0.18
	minSentence = 0.22
	minVotes    = 0.05
)

// A day must have minLead times the votes of any other. What a dated report says
// of a day more than maxGap days before it is not compared. Where the dated
// reports are of more than a week, the same weekday is many days, and background
// is repeated for weeks: there sentences must be more alike, the undated one must
// be of the opening, and the day it is compared with news of yesterday or today.
const (
	minSentenceFar = 0.35
	minLead        = 1.5
	maxGap         = 10
	maxGapFar      = 1
)

// inferDates dates the reports that have no date of their own by the dated
// reports that share their vocabulary. Each of these votes for a day:
//
//   - one of its sentences that names a day is like a sentence of the undated
//     report with "today", "yesterday" or a weekday: strongest;
//   - where all dated reports are of one week, both name the same weekday.
//
// The day with most votes wins; the earlier one of two equals. A report dated
// so is no evidence for another: the result does not depend on any order.
func inferDates(reports []*Report) {
	some, all := false, true
	for _, r := range reports {
		some = some || !r.Published.IsZero()
		all = all && !r.Published.IsZero()
	}
	if all || !some {
		return
	}
	v := newVocabulary(reports)
	type verdict struct {
		report *Report
		ballot ballot
	}
	var verdicts []verdict
	for i, r := range reports {
		if r.Published.IsZero() {
			if b, ok := v.elect(i); ok {
				verdicts = append(verdicts, verdict{r, b})
			}
		}
	}
	for _, w := range verdicts {
		w.report.Published = edtf.FromDayNumber(w.ballot.day)
		w.report.PublishedBasis, w.report.PublishedFrom = Inferred, w.ballot.why
	}
}

// A vocabulary is what the reports of an incident say, as sets of words.
type vocabulary struct {
	reports []*Report
	ids     map[string]int32
	holders [][]int32 // for each word, the dated reports that hold it, at most maxHolders+1
	df      []int32   // for each word, the number of reports that hold it
	words   [][]int32 // for each report, its words, sorted
	norm    []float64 // for each report
	tight   bool      // all dated reports are of one week, so that a weekday is one day
	known   [][]clue  // for each report that was asked for, the sentences that name a day
	tagged  []bool    // whether it was asked for
}

// A clue is a sentence that names a day: as a weekday, as today or yesterday,
// or by a date.
type clue struct {
	text    string  // the naming words
	words   []int32 // of the sentence, sorted
	opening bool    // among the first three sentences of prose
	known   bool    // day is a day number
	day     int
	weekday int  // 1 Monday to 7 Sunday, 0 when it is none
	today   bool // shift days from publication
	shift   int
}

func newVocabulary(reports []*Report) *vocabulary {
	v := &vocabulary{
		reports: reports, ids: map[string]int32{}, words: make([][]int32, len(reports)),
		norm: make([]float64, len(reports)), known: make([][]clue, len(reports)), tagged: make([]bool, len(reports)),
	}
	first, last := math.MaxInt, math.MinInt
	for i, r := range reports {
		v.read(i, r)
		if !r.Published.IsZero() {
			first, last = min(first, r.Published.FirstDay()), max(last, r.Published.FirstDay())
		}
	}
	v.tight = last-first < 7
	for i := range reports {
		sum := 0
		for _, w := range v.words[i] {
			sum += v.weight(w) * v.weight(w)
		}
		v.norm[i] = math.Sqrt(float64(sum))
	}
	return v
}

// weight is the inverse document frequency of word w in thousandths: whole, so
// that sums do not depend on the order of reports.
func (v *vocabulary) weight(w int32) int {
	return int(1000 * math.Log(1+float64(len(v.reports))/float64(v.df[w])))
}

func (v *vocabulary) read(i int, r *Report) {
	var all []int32
	for _, s := range r.Sentences {
		if r.Blocks[s.Block].Kind.Reports() {
			all = append(all, v.sentence(r.Slice(s.Span))...)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	v.words[i] = all
	for _, w := range all {
		v.df[w]++
		if !r.Published.IsZero() && len(v.holders[w]) <= maxHolders {
			v.holders[w] = append(v.holders[w], int32(i))
		}
	}
}

// sentence returns the words of s, sorted: letters and digits, cut after six
// letters so that forms of one word mostly agree.
func (v *vocabulary) sentence(s string) []int32 {
	var words []int32
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(w) < 4 {
			continue
		}
		w = strings.ToLower(w)
		if common[w] {
			continue
		}
		n := 0
		for at := range w {
			if n++; n > 6 {
				w = w[:at]
				break
			}
		}
		id, ok := v.ids[w]
		if !ok {
			id = int32(len(v.df))
			v.ids[strings.Clone(w)] = id
			v.df = append(v.df, 0)
			v.holders = append(v.holders, nil)
		}
		words = append(words, id)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// common are words of four letters and more that are in any sentence.
var common = map[string]bool{
	"about": true, "after": true, "also": true, "been": true, "before": true, "from": true, "have": true, "into": true, "more": true,
	"over": true, "said": true, "says": true, "than": true, "that": true, "their": true, "them": true, "there": true, "they": true,
	"this": true, "told": true, "were": true, "what": true, "when": true, "where": true, "which": true, "while": true, "will": true,
	"with": true, "would": true,
}

// likeness is the share of weight that two sorted sets of words have in common
// (Dice's coefficient, weighted).
func (v *vocabulary) likeness(a, b []int32) float64 {
	common, sum := 0, 0
	for _, w := range a {
		sum += v.weight(w)
		if _, ok := slices.BinarySearch(b, w); ok {
			common += 2 * v.weight(w)
		}
	}
	for _, w := range b {
		sum += v.weight(w)
	}
	if sum == 0 {
		return 0
	}
	return float64(common) / float64(sum)
}

// A peer is a dated report and how much of its vocabulary an undated one
// shares: the cosine, 0 to 1.
type peer struct {
	report int
	cosine float64
}

func (v *vocabulary) peers(u int) []peer {
	dots := map[int32]int{}
	for _, w := range v.words[u] {
		if len(v.holders[w]) > maxHolders {
			continue
		}
		for _, d := range v.holders[w] {
			dots[d] += v.weight(w) * v.weight(w)
		}
	}
	var peers []peer
	for d, dot := range dots {
		if c := float64(dot) / (v.norm[u] * v.norm[d]); c >= minPeer {
			peers = append(peers, peer{int(d), c})
		}
	}
	slices.SortFunc(peers, func(a, b peer) int {
		return cmp.Or(cmp.Compare(b.cosine, a.cosine), cmp.Compare(v.reports[a.report].Path, v.reports[b.report].Path))
	})
	return peers[:min(len(peers), maxPeers)]
}

// A vote is for one of the days from first to last (day numbers) to be the day
// of publication.
type vote struct {
	first, last int
	weight      float64
	why         string
}

// A ballot is the day that was elected, and the strongest vote for it.
type ballot struct {
	day int
	why string
}

// elect returns the day that most speaks for as publication day of report u: of
// the days with most votes the one whose weekday the report names first, else
// the earliest. It fails when another week has nearly as many votes.
func (v *vocabulary) elect(u int) (ballot, bool) {
	var votes []vote
	for _, p := range v.peers(u) {
		votes = v.compareSentences(u, p, votes)
		if v.tight && p.cosine >= minNews {
			votes = v.compareReports(u, p, votes)
		}
	}
	if len(votes) == 0 {
		return ballot{}, false
	}
	first, last, most := winners(votes)
	if most < minVotes || most < minLead*rival(votes, first, last) {
		return ballot{}, false
	}
	b := ballot{day: first}
	if c, today := v.main(u); c.weekday > 0 && !today {
		if day := first + (c.weekday-edtf.Weekday(first)+7)%7; day <= last {
			b.day = day
		}
	}
	strongest := 0.0
	for _, w := range votes {
		if w.first <= b.day && b.day <= w.last && w.weight > strongest {
			strongest, b.why = w.weight, w.why
		}
	}
	return b, true
}

// winners returns the first run of days with the greatest sum of votes, and
// that sum.
func winners(votes []vote) (first, last int, most float64) {
	for _, candidate := range votes {
		day, sum := candidate.first, total(votes, candidate.first)
		if sum > most || sum == most && day < first {
			first, most = day, sum
		}
	}
	last = first
	for most > 0 && total(votes, last+1) == most {
		last++
	}
	return first, last, most
}

func total(votes []vote, day int) float64 {
	sum := 0.0
	for _, w := range votes {
		if w.first <= day && day <= w.last {
			sum += w.weight
		}
	}
	return sum
}

// rival returns the greatest sum of the votes that are for other days only.
func rival(votes []vote, first, last int) float64 {
	var others []vote
	for _, w := range votes {
		if w.last < first || w.first > last {
			others = append(others, w)
		}
	}
	_, _, most := winners(others)
	return most
}

// compareSentences votes for the days that sentences of the dated report give
// to like sentences of report u: its "today" is one day, its "Wednesday" is of
// the week that begins with it.
func (v *vocabulary) compareSentences(u int, p peer, votes []vote) []vote {
	d := v.reports[p.report]
	least, oldest := minSentence, maxGap
	if !v.tight {
		least, oldest = minSentenceFar, maxGapFar
	}
	for _, c := range v.clues(u) {
		for _, e := range v.clues(p.report) {
			if !e.known || c.known || c.weekday > 0 && c.weekday != edtf.Weekday(e.day) {
				continue
			}
			if gap := d.Published.FirstDay() - e.day; gap < 0 || gap > oldest || !v.tight && !c.opening {
				continue
			}
			like := v.likeness(c.words, e.words)
			if like < least {
				continue
			}
			w := vote{e.day, e.day + 6, 2 * like, ""}
			if c.today {
				w.first, w.last = e.day-c.shift, e.day-c.shift
			}
			w.why = fmt.Sprintf("“%s” is “%s” in %s of %s", c.text, e.text, d.Path, d.Published)
			votes = append(votes, w)
		}
	}
	return votes
}

// compareReports votes for the day that the dated report's opening names, in so
// far as the two reports say the same.
func (v *vocabulary) compareReports(u int, p peer, votes []vote) []vote {
	d := v.reports[p.report]
	news, words, named := v.newsDay(p.report)
	mine, today := v.main(u)
	w := vote{news, news, p.cosine, fmt.Sprintf("“%s” here, “%s” in %s of %s", mine.text, words, d.Path, d.Published)}
	switch {
	case !named:
	case mine.weekday > 0 && edtf.Weekday(news) == mine.weekday:
		w.last = news + 6
		votes = append(votes, w)
	case today:
		votes = append(votes, w)
	}
	return votes
}

// newsDay returns the day that the opening of a dated report names, with its
// words, or the day of publication.
func (v *vocabulary) newsDay(d int) (day int, words string, named bool) {
	for _, c := range v.clues(d) {
		if c.opening && c.known && c.day <= v.reports[d].Published.FirstDay() {
			return c.day, c.text, true
		}
	}
	return v.reports[d].Published.FirstDay(), "", false
}

// main returns the first clue of report u that is no date: the day of its news.
func (v *vocabulary) main(u int) (c clue, today bool) {
	for _, c := range v.clues(u) {
		if c.today || c.weekday > 0 {
			return c, c.today
		}
	}
	return clue{}, false
}

// The days that an undated report is tagged against: what is a day later on the
// next day is counted from publication, what is a week later only after a week
// is a weekday, and what stays is a date.
var trials = [3]edtf.Date{edtf.Day(2003, 1, 8), edtf.Day(2003, 1, 9), edtf.Day(2003, 1, 15)}

// clues returns the sentences of report i that name a day.
func (v *vocabulary) clues(i int) []clue {
	if v.tagged[i] {
		return v.known[i]
	}
	v.tagged[i] = true
	r := v.reports[i]
	tagger := timex.For(r.Language)
	var tags [len(trials)][]timex.Timex
	if r.Published.IsZero() {
		for k, day := range trials {
			tags[k] = tagger.Tag(r.Text, day)
		}
		if len(tags[0]) != len(tags[1]) || len(tags[0]) != len(tags[2]) {
			return nil
		}
	} else {
		tags[0] = tagger.Tag(r.Text, r.Published)
	}
	seen, at := 0, 0
	for _, s := range r.Sentences {
		if !r.Blocks[s.Block].Kind.Reports() {
			continue
		}
		seen++
		for ; at < len(tags[0]) && tags[0][at].End <= s.End; at++ {
			if tags[0][at].Start < s.Start {
				continue
			}
			c, ok := statedClue(tags[0][at], r.Published)
			if r.Published.IsZero() {
				c, ok = trialClue(tags[0][at], tags[1][at], tags[2][at])
			}
			if !ok {
				continue
			}
			words := r.Slice(tags[0][at].Span)
			c.text, c.opening = strings.Join(strings.Fields(words), " "), seen <= 3
			c.words = v.sentence(strings.Replace(r.Slice(s.Span), words, "", 1))
			v.known[i] = append(v.known[i], c)
		}
	}
	return v.known[i]
}

// statedClue returns what an expression of a report of day published says of a
// day. A time of day alone says nothing.
func statedClue(t timex.Timex, published edtf.Date) (clue, bool) {
	return clue{known: true, day: t.Date.FirstDay()}, t.Date.IsDay() && (t.Date != published || !isClock(t))
}

// isClock reports whether the value of t has a time by the clock.
func isClock(t timex.Timex) bool {
	_, clock, _ := strings.Cut(t.Value, "T")
	return clock != "" && clock[0] >= '0' && clock[0] <= '9'
}

// trialClue returns what an expression of an undated report, tagged against each
// of trials, says of a day. A time of day alone says nothing.
func trialClue(t, next, week timex.Timex) (clue, bool) {
	if !t.Date.IsDay() || !next.Date.IsDay() || !week.Date.IsDay() {
		return clue{}, false
	}
	day := t.Date.FirstDay()
	switch shift := day - trials[0].FirstDay(); {
	case week.Date.FirstDay() == day:
		return clue{known: true, day: day}, t.Anchor == timex.Explicit
	case next.Date.FirstDay() == day+1:
		return clue{today: true, shift: shift}, !isClock(t) && (shift == 0 || shift == -1)
	}
	return clue{weekday: edtf.Weekday(day)}, week.Date.FirstDay() == day+7
}
