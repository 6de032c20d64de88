package desk

import (
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// addEvents makes the events that editors added by hand. The id of such an
// event is the decision's event key, else the name of its file.
func (w *work) addEvents() {
	w.targets = make([]*timeline.Event, len(w.desk.Decisions))
	for i := range w.desk.Decisions {
		d := &w.desk.Decisions[i]
		if !d.Add {
			continue
		}
		id := d.addID()
		if other := w.byID(id); other != nil {
			w.report(d.at("event", "there is an event %s already: %q", id, other.Title), "give the new event another id: event = \"…\"")
			continue
		}
		e := &timeline.Event{
			ID: id, Title: d.Title, Date: d.Date, DateText: d.Date.String(), DateBasis: timeline.ByEditor,
			Summary: plainText(d.Summary), Type: d.Type, Status: timeline.SingleSource,
			Desk: timeline.Desk{ByHand: true},
		}
		w.t.Events = append(w.t.Events, e)
		w.targets[i] = e
	}
}

// addID returns the id of the event that d adds.
func (d *Decision) addID() string {
	return firstOf(d.Event, Slug(strings.TrimSuffix(path.Base(d.Path), ".md")))
}

// addSources adds the citations that editors gave.
func (w *work) addSources() {
	for i := range w.desk.Decisions {
		d, e := &w.desk.Decisions[i], w.targets[i]
		if e == nil {
			continue
		}
		for n, s := range d.Sources {
			w.addSource(d, e, s, n)
		}
		if d.Add && len(e.Citations) == 0 {
			w.drop(e)
			w.targets[i] = nil
			continue
		}
		if len(d.Sources) > 0 {
			restate(e)
		}
	}
}

func (w *work) drop(e *timeline.Event) {
	for i, x := range w.t.Events {
		if x == e {
			w.t.Events = append(w.t.Events[:i:i], w.t.Events[i+1:]...)
			return
		}
	}
}

func (w *work) addSource(d *Decision, e *timeline.Event, s Source, n int) {
	if s.Article == "" {
		r := w.outside(d, s, n)
		e.Citations = append(e.Citations, timeline.Citation{Report: r, Span: article.Span{End: len(r.Text)}, Modality: "asserted"})
		return
	}
	p, ok := w.finder.find(s.Article, s.Quote)
	if !ok {
		w.report(d.at(under("source", n)+"quote", "%s", w.whereTo(s.Article, s.Quote, false)), "copy the words from the article as they stand there")
		return
	}
	if cites(e, p) {
		return
	}
	e.Citations = append(e.Citations, timeline.Citation{Report: p.report, Span: p.span, Modality: "asserted"})
}

// outside returns the report that stands for a source outside the folder. Its
// text is the quote; without one, the summary of the event, which is shown as
// ours and never in quotation marks.
func (w *work) outside(d *Decision, s Source, n int) *timeline.Report {
	for _, r := range w.t.Articles {
		if s.URL != "" && r.URL == s.URL && r.Text == s.Quote {
			return r
		}
	}
	text, rights := s.Quote, article.Quote
	if text == "" {
		text, rights = firstOf(plainText(d.Summary), d.Title, s.Title, s.URL), article.Digest
	}
	a := quoteArticle(fmt.Sprintf("%s-%d", strings.TrimSuffix(d.Path, ".md"), n+1), text, s, rights)
	number := 0
	for _, r := range w.t.Articles {
		number = max(number, r.Number)
	}
	r := &timeline.Report{Article: a, Number: number + 1}
	if p, err := edtf.Parse(s.Published); err == nil {
		r.Published, r.PublishedBasis, r.PublishedFrom = p, timeline.ByEditor, s.Published
	}
	w.t.Articles = append(w.t.Articles, r)
	return r
}

func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}

// quoteArticle returns an article whose text is one quote.
func quoteArticle(path, text string, s Source, rights article.Rights) *article.Article {
	a, _ := article.FromRecord(article.Record{ID: path, Text: text})
	if a == nil || a.Text == "" {
		span := article.Span{End: len(text)}
		a = &article.Article{Path: path, Source: text, Text: text}
		a.Blocks, a.Sentences = []article.Block{{Span: span}}, []article.Sentence{{Span: span}}
	}
	a.Meta = article.Meta{
		Title: s.Title, Publisher: s.Publisher, Author: s.Author, Published: s.Published,
		Language: s.Language, URL: s.URL, ArchiveURL: s.ArchiveURL, Rights: rights,
	}
	return a
}

// A field is one thing that decisions may set, for telling contradictions.
type field struct {
	key   string
	value func(*Decision) string
}

var fields = []field{
	{"title", func(d *Decision) string { return d.Title }},
	{"date", func(d *Decision) string { return d.Date.String() }},
	{"type", func(d *Decision) string { return d.Type }},
	{"summary", func(d *Decision) string { return d.Summary }},
}

// contradictions reports decisions about one event that cannot both hold, and
// takes the later file out.
func (w *work) contradictions() {
	first := map[*timeline.Event]map[string]*Decision{}
	for i := range w.desk.Decisions {
		d, e := &w.desk.Decisions[i], w.targets[i]
		if e == nil {
			continue
		}
		if first[e] == nil {
			first[e] = map[string]*Decision{}
		}
		if mine, theirs, other := clash(d, first[e]); other != nil {
			w.report(d.at(mine, "contradicts the %s of event %s in %s", theirs, e.ID, other.Path), "keep one of the two")
			w.targets[i] = nil
			continue
		}
		note(d, first[e])
	}
}

// clash returns the key of d that contradicts an earlier decision, and the key
// and the decision that it contradicts.
func clash(d *Decision, first map[string]*Decision) (mine, theirs string, other *Decision) {
	for _, f := range fields {
		if other := first[f.key]; other != nil && f.value(d) != "" && f.value(other) != f.value(d) {
			return f.key, f.key, other
		}
	}
	if other := first["show"]; d.Hide && other != nil {
		return "hide", pick(other.Pin, "pin", "confirm"), other
	}
	if other := first["hide"]; (d.Confirm || d.Pin) && other != nil {
		return pick(d.Pin, "pin", "confirm"), "hide", other
	}
	return "", "", nil
}

// note records what d sets.
func note(d *Decision, first map[string]*Decision) {
	for _, f := range fields {
		if f.value(d) != "" && first[f.key] == nil {
			first[f.key] = d
		}
	}
	if d.Hide {
		first["hide"] = d
	}
	if d.Confirm || d.Pin {
		first["show"] = d
	}
}

// edit applies what decisions say about single events.
func (w *work) edit() {
	for i := range w.desk.Decisions {
		d, e := &w.desk.Decisions[i], w.targets[i]
		if e == nil {
			continue
		}
		e.Desk.Decisions = append(e.Desk.Decisions, d.Path)
		e.Desk.Replies = append(e.Desk.Replies, d.Replies...)
		e.Desk.Pinned = e.Desk.Pinned || d.Pin
		if d.judges() {
			e.Desk.Reviewed = true
			e.Desk.ReviewedBy, e.Desk.ReviewedOn = firstOf(d.By, e.Desk.ReviewedBy), max(d.Decided, e.Desk.ReviewedOn)
		}
		e.Desk.Reason = firstOf(e.Desk.Reason, d.Reason)
		setFields(e, d)
		w.dated[e] = w.dated[e] || !d.Date.IsZero()
		if d.Hide {
			w.hiddenBy[e] = d
		}
	}
}

// judges reports whether d says that a person looked at the event itself, not
// only added a source or a reply.
func (d *Decision) judges() bool {
	return !d.Draft && (d.Confirm || d.Add || d.Hide || d.Pin || d.Title != "" || !d.Date.IsZero() || d.Type != "" ||
		d.Summary != "" || len(d.Merge)+len(d.Split) > 0)
}

func setFields(e *timeline.Event, d *Decision) {
	if d.Title != "" {
		e.Title = d.Title
	}
	if d.Type != "" {
		e.Type = d.Type
	}
	if d.Summary != "" {
		e.Summary, e.SummaryFrom = plainText(d.Summary), nil
	}
	if !d.Date.IsZero() && d.Date != e.Date {
		e.Date, e.DateText, e.DateBasis = d.Date, d.Date.String(), timeline.ByEditor
	}
}

// tellChanges says of each event what is new since an editor last decided about
// it. Several decisions about one event count as one: the newest saw what the
// others had seen.
func (w *work) tellChanges() {
	newest := map[*timeline.Event]*Decision{}
	articles := map[*timeline.Event][]string{}
	for i, e := range w.targets {
		d := &w.desk.Decisions[i]
		if e == nil || w.follow(e.ID) != e.ID || d.Seen.Date == "" && len(d.Seen.Articles) == 0 {
			continue
		}
		articles[e] = append(articles[e], d.Seen.Articles...)
		if newest[e] == nil || d.Decided >= newest[e].Decided {
			newest[e] = d
		}
	}
	for e, d := range newest {
		e.Desk.Changed = w.changedSince(d.Seen, articles[e], e)
	}
}

// plainText returns what a reader sees of Markdown: a summary also stands where
// markup cannot, in feeds and cards.
func plainText(markdown string) string {
	a, _ := article.Parse("summary.md", []byte("+++\n+++\n"+markdown))
	if a == nil || a.Text == "" {
		return markdown
	}
	return a.Text
}

// changedSince says what is new about e since an editor saw it. known are the
// articles that editors have seen report it.
func (w *work) changedSince(seen Seen, known []string, e *timeline.Event) []string {
	var out []string
	if was, now := seen.Date, w.engine[e].String(); was != now && now != "" && !e.Desk.ByHand {
		out = append(out, fmt.Sprintf("The sources gave the date %s and now give %s.", was, now))
	}
	now := map[string]bool{}
	for _, c := range e.Citations {
		p := ShortPath(c.Report.Path)
		if !slices.Contains(known, p) && !now[p] && !strings.HasPrefix(p, "events/") {
			out = append(out, fmt.Sprintf("%s reports it too.", p))
		}
		now[p] = true
	}
	for _, p := range seen.Articles {
		if !now[p] {
			out = append(out, fmt.Sprintf("%s no longer reports it.", p))
		}
	}
	sort.Strings(out)
	return out
}

// restate works out the status of e from its citations: copies of one agency
// text count once.
func restate(e *timeline.Event) {
	origins := map[*timeline.Report]bool{}
	for _, c := range e.Citations {
		origin := c.Report
		for origin.WireCopyOf != nil {
			origin = origin.WireCopyOf
		}
		origins[origin] = true
	}
	switch {
	case len(e.Differences) > 0:
		e.Status = timeline.SourcesDiffer
	case len(origins) > 1:
		e.Status = timeline.Agreed
	default:
		e.Status = timeline.SingleSource
	}
}

// Slug returns s as an id: letters folded to a–z, everything else a hyphen.
func Slug(s string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range fold(ascii(s)).text {
		if (r >= 'a' && r <= 'z') || (r >= '0' && r <= '9') {
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			hyphen = false
			continue
		}
		hyphen = true
	}
	if b.Len() == 0 {
		return "event"
	}
	return b.String()
}
