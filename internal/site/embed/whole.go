package embed

import (
	"cmp"
	"html/template"
	"io"
	"iter"
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/export"
	"buildsite/internal/output"
	"buildsite/internal/timeline"
)

// WholeName is the name, in the incident's folder, of the file with the whole
// timeline.
const WholeName = "timeline.html"

// The data of whole.html: every event with every quote in one file that asks
// for nothing and can be kept, mailed and read anywhere.
type wholeData struct {
	Lang, Dir, Policy, Title, TitleLang, State, Canonical string

	Events, Context iter.Seq[wholeEvent] // made one after the other; Context is nil when there are none
	References      []wholeReference
	Style           template.CSS
}

type wholeEvent struct {
	itemData
	Disputes []string
	Quotes   []wholeQuote
}

type wholeQuote struct {
	Number                                int
	Digest                                bool
	Text, Lang, Manner, Outlet, Published string
}

type wholeReference struct {
	Number                   int
	Text, Lang, URL, Archive string
}

// whole returns the file with the whole timeline.
func (m *maker) whole() output.File {
	return output.File{Path: m.o.Dir + WholeName, Write: func(w io.Writer) error {
		d := wholeData{
			Lang: m.o.Words.Lang(), Dir: m.o.Words.Dir(), Title: m.o.Title, TitleLang: cmp.Or(m.o.Language, m.o.Words.Lang()),
			State: m.state(m.views[0]), Canonical: m.absolute(m.o.Dir), Style: m.css + m.styles["whole"],
		}
		d.Policy = "default-src 'none'; style-src " + hashOf(string(d.Style)) + "; img-src data:; base-uri 'none'; form-action 'none'"
		d.Events = m.wholeEvents(m.t.Events)
		if len(m.t.Context) > 0 {
			d.Context = m.wholeEvents(m.t.Context)
		}
		for _, r := range m.t.References() {
			ref := export.ReportReference(r)
			one := wholeReference{Number: r.Number, Lang: r.Language, URL: webURL(ref.URL), Archive: webURL(ref.Archive)}
			ref.URL, ref.Archive = "", ""
			one.Text = export.Cite(ref, export.ISO690, m.o.Words.Lang())
			d.References = append(d.References, one)
		}
		return m.write(w, "whole.html", d)
	}}
}

func (m *maker) wholeEvents(list []*timeline.Event) iter.Seq[wholeEvent] {
	return func(yield func(wholeEvent) bool) {
		for _, e := range list {
			if !yield(m.wholeEvent(e)) {
				return
			}
		}
	}
}

func (m *maker) wholeEvent(e *timeline.Event) wholeEvent {
	out := wholeEvent{itemData: m.itemData(e)}
	for _, d := range e.Differences {
		out.Disputes = append(out.Disputes, export.DifferenceLine(e, d, m.o.Words))
	}
	for _, c := range e.Citations {
		q := wholeQuote{
			Number: c.Report.Number, Digest: c.Report.Rights == article.Digest, Text: c.Quote(), Lang: c.Report.Language,
			Outlet: m.outlet(c.Report),
		}
		if !c.Report.Published.IsZero() {
			q.Published = m.o.Words.Date(c.Report.Published)
		}
		if key := "modality." + c.Modality; c.Modality != "asserted" && m.o.Words.Has(key) {
			q.Manner = m.o.Words.T(key)
		}
		out.Quotes = append(out.Quotes, q)
	}
	return out
}

// webURL returns s when it is a web address, else "".
func webURL(s string) string {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}
