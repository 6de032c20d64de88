package export

import (
	"cmp"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"
	"unicode/utf8"

	"buildsite/internal/article"
	"buildsite/internal/timeline"
)

// Web Annotation Data Model (W3C Recommendation, 23 February 2017): one
// annotation per citation. Its body is the event; its targets are the article
// at its address, found by TextQuoteSelector (not for digests, whose words are
// ours), and the file that buildsite read, named by its SHA-256, found by
// TextPositionSelector in code points as well.
type annotation struct {
	ID         string             `json:"id"`
	Type       string             `json:"type"`
	Motivation string             `json:"motivation"`
	Body       annotationBody     `json:"body"`
	Target     []annotationTarget `json:"target"`
}

type annotationBody struct {
	ID    string `json:"id"`
	Type  string `json:"type"`
	Value string `json:"value"`
	Lang  string `json:"language,omitempty"`
}

type annotationTarget struct {
	Type     string               `json:"type"`
	Source   string               `json:"source"`
	Selector []annotationSelector `json:"selector"`
}

type annotationSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
}

// writeAnnotations writes a collection of one page, one annotation a line.
func writeAnnotations(w io.Writer, t *timeline.Timeline, o Options) error {
	space, total := incidentUUID(t), 0
	for _, e := range t.Events {
		total += len(e.Citations)
	}
	out := newObjectWriter(w)
	out.compact = true
	out.field("@context", "http://www.w3.org/ns/anno.jsonld")
	out.field("id", "urn:uuid:"+uuid5(space, "annotations"))
	out.field("type", "AnnotationCollection")
	out.field("label", titleOf(t))
	out.field("total", total)
	out.name("first")
	page := &objectWriter{b: out.b, compact: true}
	page.enc = json.NewEncoder(&page.buf)
	page.enc.SetEscapeHTML(false)
	page.field("type", "AnnotationPage")
	page.field("startIndex", 0)
	page.open("items")
	texts, first := map[*timeline.Report]annotated{}, true
	for _, e := range t.Events {
		for k := range e.Citations {
			c := &e.Citations[k]
			a, ok := texts[c.Report]
			if !ok {
				a = newAnnotated(c.Report)
				texts[c.Report] = a
			}
			page.item(newAnnotation(space, a, e, *c, o), first)
			first = false
		}
	}
	page.end(first)
	out.err = cmp.Or(page.err, out.err)
	out.b.WriteString("\n}")
	return out.close()
}

// An annotated is what the annotations of one article share.
type annotated struct {
	name  string // the address of its file
	ascii bool   // its code points are its bytes
}

func newAnnotated(r *timeline.Report) annotated {
	return annotated{namedInformation(r.SHA256), utf8.RuneCountInString(r.Source) == len(r.Source)}
}

func newAnnotation(space string, text annotated, e *timeline.Event, c timeline.Citation, o Options) *annotation {
	r := c.Report
	at := r.ToSource(c.Span)
	ours := annotationTarget{
		"SpecificResource", text.name,
		[]annotationSelector{quoteSelector(r.Source, at), text.position(r.Source, at)},
	}
	a := &annotation{
		ID:   "urn:uuid:" + uuid5(space, "annotation "+e.ID+" "+r.Path+" "+c.Quote()),
		Type: "Annotation", Motivation: "identifying",
		Body: annotationBody{ID: o.link(o.eventPath(e.ID)), Type: "TextualBody", Value: e.Date.String() + ": " + e.Title, Lang: o.language()},
	}
	if r.URL != "" && !isDigest(c) {
		a.Target = append(a.Target, annotationTarget{"SpecificResource", r.URL, []annotationSelector{quoteSelector(r.Text, c.Span)}})
	}
	a.Target = append(a.Target, ours)
	return a
}

// contextLength is the code points of prefix and suffix that tell equal quotes
// of one article apart.
const contextLength = 32

func quoteSelector(text string, s article.Span) annotationSelector {
	start, end := s.Start, s.End
	for n := 0; n < contextLength && start > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	for n := 0; n < contextLength && end < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return annotationSelector{
		Type: "TextQuoteSelector", Exact: text[s.Start:s.End], Prefix: text[start:s.Start], Suffix: text[s.End:end],
	}
}

func (a annotated) position(text string, s article.Span) annotationSelector {
	start, end := s.Start, s.End
	if !a.ascii {
		start = utf8.RuneCountInString(text[:s.Start])
		end = start + utf8.RuneCountInString(text[s.Start:s.End])
	}
	return annotationSelector{Type: "TextPositionSelector", Start: &start, End: &end}
}

// namedInformation returns the ni address of the file with a SHA-256 in hex
// (RFC 6920).
func namedInformation(sha256 string) string {
	sum, err := hex.DecodeString(sha256)
	if err != nil {
		return "urn:sha256:" + strings.ToLower(sha256)
	}
	return "ni:///sha-256;" + base64.RawURLEncoding.EncodeToString(sum)
}
