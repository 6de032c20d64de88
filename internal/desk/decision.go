package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"buildsite/internal/problem"
	"buildsite/internal/strict"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// A Target points at an event: by its id, by a sentence of an article that
// reports it, or by both.
type Target struct {
	Event   string // id, "" when only the quote is given
	Article string // path of the article, or the end of it
	Quote   string // words of the article; white space does not matter
}

// IsZero reports whether t points at nothing.
func (t Target) IsZero() bool { return t == Target{} }

// A Source is one citation that an editor gives: a sentence of an article in
// the folder (Article and Quote), or a publication outside it.
type Source struct {
	Article    string
	Quote      string
	Title      string
	Publisher  string
	Author     string
	Published  string // EDTF
	URL        string // http or https
	ArchiveURL string // http or https
	Language   string // BCP 47
}

// A Split is a part of an event that is an event of its own.
type Split struct {
	Event   string // its id, "" to have one made
	Title   string
	Date    edtf.Date // zero to take the date of its sources
	Type    string    // "" to keep the type
	Sources []Source  // the citations that go with it, by article and quote
}

// Seen is what the editor saw when deciding.
type Seen struct {
	Date     string   // EDTF of the event then
	Articles []string // paths of the articles that reported it then
}

// A Decision is what an editor decided about one event.
type Decision struct {
	Path string // of the file
	Target
	Add        bool // a new event, not found by the engine
	Draft      bool // nobody has looked at it yet: it does not count as a review
	Confirm    bool
	Hide       bool
	Pin        bool
	Title      string
	Date       edtf.Date
	Type       string
	Summary    string // the Markdown body
	Merge      []Target
	Split      []Split
	Sources    []Source
	Replies    []timeline.Reply
	Reason     string
	Correction timeline.CorrectionClass // "" to have it told from the change
	Decided    string                   // ISO 8601 day, "" when not given
	By         string
	Seen       Seen
	SHA256     string // of the file, lower-case hex

	doc *strict.Document // for messages
}

// Parse reads a decision file. A file that is no decision gives problems and a
// Decision that must not be used.
func Parse(path string, src []byte) (Decision, problem.List) {
	text := string(src)
	if l := wholeText(path, text); l != nil {
		return Decision{}, l
	}
	from, to, body, l := frontMatter(path, text)
	if l != nil {
		return Decision{}, l
	}
	var raw rawDecision
	doc, l := strict.Decode(path, text, from, to, &raw)
	r := &reader{doc: doc, problems: l}
	d := r.decision(raw)
	sum := sha256.Sum256(src)
	d.Path, d.SHA256, d.doc, d.Summary = path, hex.EncodeToString(sum[:]), doc, strings.TrimSpace(body)
	if r.problems.Err() == nil {
		r.validate(&d)
	}
	return d, r.problems
}

// wholeText reports a file that an editor or a disk left in pieces.
func wholeText(path, text string) problem.List {
	if strings.TrimSpace(text) == "" {
		return problem.List{{Path: path, What: "the file is empty", Hint: "an editor may have stopped while saving: restore it from git, or delete it"}}
	}
	if p, bad := problem.NotUTF8(path, []byte(text)); bad {
		return problem.List{p}
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		return problem.List{problem.At(path, text, i, "there is a zero byte in the file").
			WithHint("an editor may have stopped while saving: restore it from git")}
	}
	return nil
}

// frontMatter splits a file at its +++ lines: src[from:to] is TOML.
func frontMatter(path, text string) (from, to int, body string, l problem.List) {
	start := len(text) - len(strings.TrimPrefix(text, "\ufeff"))
	first, rest, _ := strings.Cut(text[start:], "\n")
	if strings.TrimSpace(first) != "+++" {
		p := problem.At(path, text, start, "a decision starts with a line +++")
		return 0, 0, "", problem.List{p.WithHint("TOML front matter stands between two lines +++")}
	}
	from = len(text) - len(rest)
	for pos := from; pos < len(text); {
		line, _, _ := strings.Cut(text[pos:], "\n")
		next := min(pos+len(line)+1, len(text))
		if strings.TrimSpace(line) == "+++" {
			return from, pos, text[next:], nil
		}
		pos = next
	}
	p := problem.At(path, text, start, "the front matter has no end: the second line +++ is missing")
	return 0, 0, "", problem.List{p.WithHint("the file may have been saved half-way: restore it from git, or add the line")}
}

// The front matter as written, before its values are understood.
type (
	rawDecision struct {
		Event      string      `toml:"event"`
		Article    string      `toml:"article"`
		Quote      string      `toml:"quote"`
		Add        bool        `toml:"add"`
		Draft      bool        `toml:"draft"`
		Confirm    bool        `toml:"confirm"`
		Hide       bool        `toml:"hide"`
		Pin        bool        `toml:"pin"`
		Title      string      `toml:"title"`
		Date       string      `toml:"date"`
		Type       string      `toml:"type"`
		Reason     string      `toml:"reason"`
		Correction string      `toml:"correction"`
		Decided    string      `toml:"decided"`
		By         string      `toml:"by"`
		Merge      []rawTarget `toml:"merge"`
		Split      []rawSplit  `toml:"split"`
		Source     []rawSource `toml:"source"`
		Reply      []rawReply  `toml:"reply"`
		Seen       rawSeen     `toml:"seen"`
	}
	rawTarget struct {
		Event   string `toml:"event"`
		Article string `toml:"article"`
		Quote   string `toml:"quote"`
	}
	rawSplit struct {
		Event  string      `toml:"event"`
		Title  string      `toml:"title"`
		Date   string      `toml:"date"`
		Type   string      `toml:"type"`
		Source []rawSource `toml:"source"`
	}
	rawSource struct {
		Article    string `toml:"article"`
		Quote      string `toml:"quote"`
		Title      string `toml:"title"`
		Publisher  string `toml:"publisher"`
		Author     string `toml:"author"`
		Published  string `toml:"published"`
		URL        string `toml:"url"`
		ArchiveURL string `toml:"archive_url"`
		Language   string `toml:"language"`
	}
	rawReply struct {
		Party string `toml:"party"`
		Text  string `toml:"text"`
		Date  string `toml:"date"`
		URL   string `toml:"url"`
	}
	rawSeen struct {
		Date     string   `toml:"date"`
		Articles []string `toml:"articles"`
	}
)

// A reader turns what is written into what is meant, noting what makes no
// sense. Its methods take the key of a value, such as "split.0.date".
type reader struct {
	doc      *strict.Document
	problems problem.List
}

func (r *reader) fail(key, hint, format string, args ...any) {
	p := r.doc.Key(key, format, args...)
	p.Hint = hint
	r.problems = append(r.problems, p)
}

func (r *reader) date(key, s string) edtf.Date {
	if s == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(s)
	if err != nil {
		r.fail(key, "a day 2025-05-28, a month 2025-05, a year 2025, about 2022~, a span 2022/2024", "%v", err)
	}
	return d
}

// day returns the ISO 8601 day s, "" when it is none.
func (r *reader) day(key, s string) string {
	d := r.date(key, s)
	if d.IsZero() {
		return ""
	}
	if !d.IsDay() || d.Start.Approximate || d.Start.Uncertain {
		r.fail(key, "2025-05-28", "%q must be one day", s)
		return ""
	}
	return d.String()
}

func (r *reader) decision(raw rawDecision) Decision {
	d := Decision{
		Target: r.target("", rawTarget{raw.Event, raw.Article, raw.Quote}),
		Add:    raw.Add, Draft: raw.Draft, Confirm: raw.Confirm, Hide: raw.Hide, Pin: raw.Pin,
		Title: raw.Title, Date: r.date("date", raw.Date), Type: raw.Type,
		Reason: raw.Reason, By: raw.By, Decided: r.day("decided", raw.Decided), Correction: r.class("correction", raw.Correction),
		Seen: Seen(raw.Seen),
	}
	for i, m := range raw.Merge {
		d.Merge = append(d.Merge, r.target(under("merge", i), m))
	}
	for i, s := range raw.Split {
		d.Split = append(d.Split, r.split(under("split", i), s))
	}
	for i, s := range raw.Source {
		d.Sources = append(d.Sources, r.source(under("source", i), s))
	}
	for i, x := range raw.Reply {
		d.Replies = append(d.Replies, r.reply(under("reply", i), x))
	}
	return d
}

// under returns the prefix of the keys of table number i.
func under(name string, i int) string { return fmt.Sprintf("%s.%d.", name, i) }

func (r *reader) target(prefix string, raw rawTarget) Target {
	r.checkID(prefix+"event", raw.Event)
	r.checkPath(prefix+"article", raw.Article)
	return Target{Event: raw.Event, Article: raw.Article, Quote: strings.TrimSpace(raw.Quote)}
}

func (r *reader) checkID(key, id string) {
	if id != "" && !isID(id) {
		r.fail(key, "an id has small letters, digits and hyphens only", "%q is no event id", id)
	}
}

func isID(s string) bool {
	for _, c := range s {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return s != ""
}

// checkPath reports a path that leads out of the incident.
func (r *reader) checkPath(key, p string) {
	if strings.HasPrefix(p, "/") || strings.Contains(p, "\\") || slices.Contains(strings.Split(p, "/"), "..") {
		r.fail(key, "name a file of the incident, such as articles/a.md", "%q leads out of the incident's folder", p)
	}
}

func (r *reader) checkURL(key, u string) {
	if u != "" && !strings.HasPrefix(u, "https://") && !strings.HasPrefix(u, "http://") {
		r.fail(key, "https://…", "%q is no web address", u)
	}
}

func (r *reader) class(key, s string) timeline.CorrectionClass {
	c := timeline.CorrectionClass(s)
	switch c {
	case "", timeline.FactualCorrection, timeline.AttributionCorrection, timeline.QuoteCorrection,
		timeline.DateCorrection, timeline.TypoCorrection:
		return c
	}
	r.fail(key, "one of factual, attribution, quote, date, typo", "unknown class of correction %q", s)
	return ""
}

func (r *reader) split(prefix string, raw rawSplit) Split {
	s := Split{Event: raw.Event, Title: raw.Title, Date: r.date(prefix+"date", raw.Date), Type: raw.Type}
	for i, src := range raw.Source {
		s.Sources = append(s.Sources, r.source(prefix+under("source", i), src))
	}
	r.checkID(prefix+"event", raw.Event)
	if s.Title == "" {
		r.fail(prefix, "add title = \"…\"", "a split needs a title for the new event")
	}
	if len(s.Sources) == 0 {
		r.fail(prefix, "add [[split.source]] with article and quote", "a split names no source that goes with it")
	}
	return s
}

func (r *reader) source(prefix string, raw rawSource) Source {
	s := Source(raw)
	s.Published = r.date(prefix+"published", raw.Published).String()
	r.checkPath(prefix+"article", s.Article)
	r.checkURL(prefix+"url", s.URL)
	r.checkURL(prefix+"archive_url", s.ArchiveURL)
	switch {
	case s.Article != "" && s.Quote == "":
		r.fail(prefix+"article", "add quote = \"…\", the words of the article", "a source in an article needs the quote")
	case s.Article == "" && s.Title == "" && s.URL == "":
		r.fail(prefix, "add article and quote, or title, publisher and url", "the source names neither an article nor a publication")
	}
	return s
}

func (r *reader) reply(prefix string, raw rawReply) timeline.Reply {
	r.checkURL(prefix+"url", raw.URL)
	if raw.Party == "" || raw.Text == "" {
		r.fail(prefix, "add party = \"…\" and text = \"…\"", "a reply needs the party and its text")
	}
	return timeline.Reply{Party: raw.Party, Text: raw.Text, Date: r.day(prefix+"date", raw.Date), URL: raw.URL}
}

// validate reports what no timeline could make sense of.
func (r *reader) validate(d *Decision) {
	switch {
	case d.Add:
		r.validateAdd(d)
	case d.Event == "" && d.Quote == "":
		r.fail("article", "add event = \"ID\", or article and quote", "the decision does not say which event it is about")
	case d.Event == "" && d.Article == "":
		r.fail("quote", "add article = \"articles/…\"", "the quote needs its article")
	case !d.decides():
		r.fail(pick(d.Event != "", "event", "quote"), "add confirm = true if the event is right as it is", "the decision says nothing to do")
	}
	if d.Hide && (d.Pin || d.Confirm) {
		r.fail("hide", "keep one of the two", "hide contradicts %s in the same file", pick(d.Pin, "pin", "confirm"))
	}
	for i, m := range d.Merge {
		if m.Event == "" && m.Quote == "" {
			r.fail(under("merge", i), "add event = \"ID\"", "the merge names no event")
		}
		if m.Event != "" && m.Event == d.Event {
			r.fail(under("merge", i)+"event", "name the other event", "an event cannot be merged into itself")
		}
	}
}

func (r *reader) validateAdd(d *Decision) {
	if d.Title == "" {
		r.fail("add", "add title = \"…\"", "an event made by hand needs a title")
	}
	if d.Date.IsZero() {
		r.fail("add", "add date = \"2025-05-28\", or a month or year", "an event made by hand needs a date")
	}
	if len(d.Sources) == 0 {
		r.fail("add", "add [[source]] with article and quote, or with title, publisher and url", "an event made by hand needs a source")
	}
	if d.Quote != "" || len(d.Split) > 0 || d.Hide {
		r.fail("add", "put the quote into [[source]]; a new event is neither split nor hidden", "an event made by hand has no event to point at")
	}
}

// decides reports whether d says anything to do.
func (d *Decision) decides() bool {
	return d.Confirm || d.Hide || d.Pin || d.Title != "" || !d.Date.IsZero() || d.Type != "" || d.Summary != "" ||
		len(d.Merge)+len(d.Split)+len(d.Sources)+len(d.Replies) > 0
}

// at returns a problem at key of d's file.
func (d *Decision) at(key, format string, args ...any) problem.Problem {
	if d.doc == nil {
		return problem.Problem{Path: d.Path, What: fmt.Sprintf(format, args...)}
	}
	return d.doc.Key(key, format, args...)
}

func pick(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}
