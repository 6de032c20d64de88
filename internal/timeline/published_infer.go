package timeline

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"buildsite/internal/article"
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
// their vocabularies, the least likeness of two sentences, and the least sum of
// votes.
const (
	minPeer     = 0.06
	minSentence = 0.22
	minVotes    = 0.05
)

// inferDates dates the reports that have no date of their own by the dated
// reports that share their vocabulary. Each of these votes for a day:
//
//   - one of its sentences that names a day is like a sentence of the undated
//     report with "today", "yesterday" or a weekday: strongest;
//   - both reports have the same weekday;
//   - else the day that the dated report's opening names, or the day it was
//     published.
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
	known   [][]clue  // for each report that was asked for, the sentences that name a day
	tagged  []bool    // whether it was asked for
}

// A clue is a sentence that names a day: as a weekday, as today or yesterday,
// or by a date.
type clue struct {
	span    article.Span // the naming words
	text    string       // the same
	words   []int32      // of the sentence, sorted
	opening bool         // among the first three sentences of prose
	known   bool         // day is a day number
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
	for i, r := range reports {
		v.read(i, r)
	}
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
	return int(1000 * math.Log(float64(len(v.reports)+1)/float64(v.df[w])))
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
		if len(w) < 3 {
			continue
		}
		w = strings.ToLower(w)
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

// A ballot is a day that is voted for.
type ballot struct {
	day   int
	votes float64
	best  float64 // the strongest vote, which says why
	why   string
}

// elect returns the day that most speaks for as publication day of report u.
func (v *vocabulary) elect(u int) (ballot, bool) {
	var ballots []ballot
	vote := func(day int, weight float64, why string) {
		i := slices.IndexFunc(ballots, func(b ballot) bool { return b.day == day })
		if i < 0 {
			i = len(ballots)
			ballots = append(ballots, ballot{day: day})
		}
		b := &ballots[i]
		b.votes += weight
		if weight > b.best {
			b.best, b.why = weight, why
		}
	}
	for _, p := range v.peers(u) {
		v.compareSentences(u, p, vote)
		v.compareReports(u, p, vote)
	}
	if len(ballots) == 0 {
		return ballot{}, false
	}
	best := slices.MinFunc(ballots, func(a, b ballot) int {
		return cmp.Or(cmp.Compare(b.votes, a.votes), cmp.Compare(a.day, b.day))
	})
	return best, best.votes >= minVotes
}

// compareSentences votes for the days that sentences of the dated report give
// to like sentences of report u.
func (v *vocabulary) compareSentences(u int, p peer, vote func(int, float64, string)) {
	d := v.reports[p.report]
	for _, c := range v.clues(u) {
		for _, e := range v.clues(p.report) {
			if !e.known || !c.today && (c.weekday == 0 || c.weekday != edtf.Weekday(e.day)) {
				continue
			}
			like := v.likeness(c.words, e.words)
			if like < minSentence {
				continue
			}
			day := e.day
			if c.today {
				day -= c.shift
			}
			why := fmt.Sprintf("“%s” is “%s” in %s of %s", c.text, e.text, d.Path, d.Published)
			vote(v.latest(u, day), 2*like, why)
		}
	}
}

// compareReports votes for the day that the dated report's opening names, or
// that it was published on, in so far as the two reports say the same.
func (v *vocabulary) compareReports(u int, p peer, vote func(int, float64, string)) {
	d := v.reports[p.report]
	news, words, strong := v.newsDay(p.report)
	mine, today := v.main(u)
	switch {
	case mine.weekday > 0 && strong && edtf.Weekday(news) == mine.weekday:
		vote(v.latest(u, news), p.cosine, fmt.Sprintf("“%s” here, “%s” in %s of %s", mine.text, words, d.Path, d.Published))
	case mine.weekday > 0:
		published := d.Published.FirstDay()
		for shift := 1; shift >= -3; shift-- {
			if edtf.Weekday(published+shift) == mine.weekday {
				vote(v.latest(u, published+shift), p.cosine/2, fmt.Sprintf("“%s” next to %s of %s", mine.text, d.Path, d.Published))
			}
		}
	case today && strong:
		vote(news, 0.75*p.cosine, fmt.Sprintf("“%s” here, “%s” in %s of %s", mine.text, words, d.Path, d.Published))
	case strong:
		vote(news, p.cosine/2, fmt.Sprintf("reports what %s of %s says of “%s”", d.Path, d.Published, words))
	default:
		vote(news, p.cosine/4, fmt.Sprintf("reports what %s of %s does", d.Path, d.Published))
	}
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

// latest moves day on to the latest weekday that report u names within three
// days: a report of Wednesday that goes back to Tuesday is of Wednesday.
func (v *vocabulary) latest(u, day int) int {
	best := day
	for _, c := range v.clues(u) {
		if c.weekday == 0 {
			continue
		}
		if ahead := (c.weekday - edtf.Weekday(day) + 7) % 7; ahead <= 2 && day+ahead > best && c.opening {
			best = day + ahead
		}
	}
	return best
}

// Two days that an undated report is tagged against: what moves with the day is
// counted from it, what stays is a weekday.
var (
	trialDay  = edtf.Day(2003, 1, 8)
	nextTrial = edtf.Day(2003, 1, 9)
)

// clues returns the sentences of report i that name a day.
func (v *vocabulary) clues(i int) []clue {
	if v.tagged[i] {
		return v.known[i]
	}
	v.tagged[i] = true
	r := v.reports[i]
	tagger := timex.For(r.Language)
	dct := r.Published
	var later []timex.Timex
	if dct.IsZero() {
		dct = trialDay
		later = tagger.Tag(r.Text, nextTrial)
	}
	tags := tagger.Tag(r.Text, dct)
	seen := 0
	for _, s := range r.Sentences {
		if !r.Blocks[s.Block].Kind.Reports() {
			continue
		}
		seen++
		for len(tags) > 0 && tags[0].Start < s.Start {
			tags, later = tags[1:], later[min(1, len(later)):]
		}
		for len(tags) > 0 && tags[0].End <= s.End {
			c, ok := clueOf(tags[0], later)
			tags, later = tags[1:], later[min(1, len(later)):]
			if !ok {
				continue
			}
			c.words, c.opening = v.sentence(r.Slice(s.Span)), seen <= 3
			c.text = strings.Join(strings.Fields(r.Slice(c.span)), " ")
			v.known[i] = append(v.known[i], c)
		}
	}
	return v.known[i]
}

// clueOf returns what t, tagged against the publication day or else against
// trialDay, says of a day; later begins with the same expression tagged against
// nextTrial.
func clueOf(t timex.Timex, later []timex.Timex) (clue, bool) {
	if !t.Date.IsDay() {
		return clue{}, false
	}
	c := clue{span: t.Span, day: t.Date.FirstDay()}
	if later == nil || t.Anchor == timex.Explicit {
		c.known = true
		return c, true
	}
	if t.Anchor != timex.Publication || len(later) == 0 || later[0].Span != t.Span || !later[0].Date.IsDay() {
		return clue{}, false
	}
	c.shift = c.day - trialDay.FirstDay()
	if later[0].Date.FirstDay()-c.day == 1 {
		c.today = c.shift == 0 || c.shift == -1
		return c, c.today
	}
	c.weekday = edtf.Weekday(c.day)
	return c, true
}
