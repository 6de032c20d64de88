package ingest

import (
	"fmt"
	"hash/fnv"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// An Existing is an article that the incident has already.
type Existing struct {
	Path      string // as shown to the user
	URL       string
	Publisher string
	Text      string
	SHA256    string // of the file it was imported from, "" when not known
}

// A Step is what an import does with one draft.
type Step struct {
	Draft Draft
	Name  string // the new file's name, "" when the draft is left out
	Same  string // what the draft is a duplicate of, "" when of nothing
	Why   string // why it is a duplicate: "the same address", "the same text"
	Wire  string // the article whose agency text this one shares, "" when none
	Share int    // per cent of the words it shares with Wire
}

// Options says how to plan.
type Options struct {
	Again bool // import duplicates too

	// What the person who imports says, for drafts that do not say it themselves.
	Retrieved, Published string // ISO 8601 days
	Publisher, Language  string
	Rights               string // takes the place of what a draft says
}

// complete fills what a draft does not say.
func (o Options) complete(d *Draft) {
	for _, x := range []struct {
		value *Value
		text  string
	}{{&d.Retrieved, o.Retrieved}, {&d.Published, o.Published}, {&d.Publisher, o.Publisher}, {&d.Language, o.Language}} {
		if x.value.Text == "" && x.text != "" {
			*x.value = Value{x.text, "the person who imported it"}
		}
	}
	if o.Rights != "" {
		d.Rights = Value{o.Rights, "the person who imported it"}
	}
}

// How alike two texts are, as the share of the five-word sequences of the
// shorter one that the longer one has as well.
const (
	sameText = 0.9 // one article saved twice
	wireText = 0.5 // two articles made of one agency text
	shingle  = 5   // words in a sequence
)

// A known is a text to compare with.
type known struct {
	label, publisher, url, sha string
	shingles                   map[uint64]bool
}

// Plan says for each draft whether and under which name it becomes an article.
// taken reports whether a file name is in use. The plan depends on the order of
// drafts only.
func Plan(drafts []Draft, existing []Existing, taken func(name string) bool, o Options) []Step {
	p := &planner{taken: taken, used: map[string]bool{}, index: map[uint64][]int{}}
	for _, e := range existing {
		p.learn(known{label: e.Path, publisher: e.Publisher, url: plainAddress(e.URL), sha: e.SHA256, shingles: shingles(e.Text)})
	}
	steps := make([]Step, 0, len(drafts))
	for _, d := range drafts {
		o.complete(&d)
		steps = append(steps, p.step(d, o))
	}
	return steps
}

type planner struct {
	taken func(string) bool
	used  map[string]bool
	known []known
	index map[uint64][]int // which known texts have a sequence of words
}

func (p *planner) learn(k known) {
	p.known = append(p.known, k)
	for h := range k.shingles {
		p.index[h] = append(p.index[h], len(p.known)-1)
	}
}

func (p *planner) step(d Draft, o Options) Step {
	s := Step{Draft: d}
	k := known{publisher: d.Publisher.Text, url: plainAddress(d.URL.Text), sha: d.SHA256, shingles: shingles(d.Body)}
	p.compare(&s, k, d.Entry)
	if s.Same != "" && !o.Again {
		return s
	}
	s.Name = p.name(d)
	k.label = s.Name
	p.learn(k)
	return s
}

// compare looks for articles that say the same.
func (p *planner) compare(s *Step, k known, entry int) {
	shared := map[int]int{}
	for h := range k.shingles {
		for _, i := range p.index[h] {
			shared[i]++
		}
	}
	best := 0.0
	for i, other := range p.known {
		share := containment(shared[i], len(k.shingles), len(other.shingles))
		sameOutlet := k.publisher == "" || other.publisher == "" || strings.EqualFold(k.publisher, other.publisher)
		switch {
		case s.Same != "":
		case k.url != "" && k.url == other.url && share >= sameText:
			s.Same, s.Why = other.label, "the same address and text"
		case k.url != "" && k.url == other.url:
			s.Same, s.Why = other.label, "the same address, with another version of the text"
		case entry == 0 && k.sha != "" && k.sha == other.sha:
			s.Same, s.Why = other.label, "the same file"
		case share >= sameText && sameOutlet:
			s.Same, s.Why = other.label, "the same text"
		case share >= wireText && !sameOutlet && share > best:
			best = share
			s.Wire, s.Share = other.label, int(100*share+0.5)
		}
	}
	if s.Same != "" {
		s.Wire, s.Share = "", 0
	}
}

// containment returns the share of the smaller set that the other has.
func containment(shared, a, b int) float64 {
	if min(a, b) == 0 {
		return 0
	}
	return float64(shared) / float64(min(a, b))
}

// shingles returns the hashes of the sequences of words in text.
func shingles(text string) map[uint64]bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	out := map[uint64]bool{}
	for i := 0; i+shingle <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+shingle] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		out[h.Sum64()] = true
	}
	return out
}

// plainAddress returns an address without what makes no difference: scheme,
// www, fragment, campaign parameters, the last slash.
func plainAddress(u string) string {
	u, _, _ = strings.Cut(u, "#")
	u = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(u, "https://"), "http://"), "www.")
	u, query, ok := strings.Cut(u, "?")
	var kept []string
	for _, part := range strings.Split(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if !ok || strings.HasPrefix(name, "utm_") || name == "fbclid" || name == "gclid" || name == "ref" || name == "" {
			continue
		}
		kept = append(kept, part)
	}
	sort.Strings(kept)
	u = strings.TrimRight(u, "/")
	if len(kept) > 0 {
		u += "?" + strings.Join(kept, "&")
	}
	return u
}

// name returns the name of the file for d: its day, outlet and title.
func (p *planner) name(d Draft) string {
	title := d.Title.Text
	if title == "" {
		title = firstWords(d.Body, 6)
	}
	day := ""
	if len(d.Published.Text) >= 10 {
		day = d.Published.Text[:10]
	}
	stem := slug(strings.Join([]string{day, d.Publisher.Text, title}, " "), 70)
	name := stem + ".md"
	for n := 2; p.used[name] || p.taken(name); n++ {
		name = fmt.Sprintf("%s-%d.md", stem, n)
	}
	p.used[name] = true
	return name
}

// notDecomposed says how letters are written that no decomposition makes ASCII.
var notDecomposed = strings.NewReplacer("ł", "l", "đ", "d", "ø", "o", "ß", "ss", "æ", "ae", "œ", "oe", "þ", "th", "ı", "i", "ð", "d")

// slug returns s as part of a file name: ASCII letters, digits and hyphens, cut
// at a word to at most limit bytes. It is never empty.
func slug(s string, limit int) string {
	var parts []string
	length := 0
	s = norm.NFD.String(notDecomposed.Replace(strings.ToLower(s)))
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, s)
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		if length += len(word) + 1; length > limit+1 {
			break
		}
		parts = append(parts, word)
	}
	if len(parts) == 0 {
		return "article"
	}
	return strings.Join(parts, "-")
}
