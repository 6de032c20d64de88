package export

import (
	"fmt"
	"io"
	"strings"

	"buildsite/internal/timeline"
)

// writeMarkdown writes t as CommonMark with numbered references at the end. All
// that comes from articles is escaped, so that it is text and nothing else.
func writeMarkdown(w io.Writer, t *timeline.Timeline, o Options) error {
	_, err := io.WriteString(w, Markdown(t, t.Events, o))
	return err
}

// Markdown returns events of t as CommonMark: a heading, a list item per event
// with the numbers of its references, and the references that they need.
func Markdown(t *timeline.Timeline, events []*timeline.Event, o Options) string {
	var b strings.Builder
	b.WriteString("# " + markdownText(titleOf(t)) + "\n\n")
	used := map[*timeline.Report]bool{}
	for _, e := range events {
		writeMarkdownEvent(&b, e, o)
		for _, c := range e.Citations {
			used[c.Report] = true
		}
	}
	b.WriteString("\n## " + markdownText(o.words().T("page.references")) + "\n\n")
	for _, r := range t.References() {
		if used[r] {
			fmt.Fprintf(&b, "- \\[%d\\] %s\n", r.Number, markdownReference(r, o))
		}
	}
	return b.String()
}

func writeMarkdownEvent(b *strings.Builder, e *timeline.Event, o Options) {
	fmt.Fprintf(b, "- **%s: [%s](%s)**", markdownText(o.date(e.Date)), markdownText(e.Title), markdownURL(o.link(o.eventPath(e.ID))))
	if e.Planned {
		b.WriteString(" (" + markdownText(o.words().T("badge.planned")) + ")")
	}
	b.WriteString("  \n  " + markdownText(e.Summary))
	seen := make(map[*timeline.Report]bool, len(e.Citations))
	for _, c := range e.Citations {
		if !seen[c.Report] {
			seen[c.Report] = true
			fmt.Fprintf(b, " \\[%d\\]", c.Report.Number)
		}
	}
	b.WriteByte('\n')
	for _, d := range e.Differences {
		b.WriteString("  - " + markdownText(DifferenceLine(e, d, o.words())) + "\n")
	}
}

func markdownReference(r *timeline.Report, o Options) string {
	ref := ReportReference(r)
	title := markdownText(ref.Title)
	if ref.URL != "" {
		title = "[" + title + "](" + markdownURL(ref.URL) + ")"
	}
	out := markdownText(Outlet(r)) + ": " + title
	if !ref.Published.IsZero() {
		out += ", " + ref.Published.String()
	}
	if ref.Archive != "" {
		out += " ([" + markdownText(o.words().T("source.archived")) + "](" + markdownURL(ref.Archive) + "))"
	}
	return out
}

// markdownText returns s as one line of CommonMark text. Every ASCII
// punctuation mark that can start markup is escaped (section 2.4 of the
// specification).
func markdownText(s string) string { return markdownEscapes.Replace(oneLine(s)) }

var markdownEscapes = func() *strings.Replacer {
	var pairs []string
	for _, c := range "\\`*_{}[]()<>#+-.!|~&\"'$:=@^" {
		pairs = append(pairs, string(c), `\`+string(c))
	}
	return strings.NewReplacer(pairs...)
}()

func markdownURL(s string) string { return markdownURLEscapes.Replace(s) }

var markdownURLEscapes = strings.NewReplacer(
	" ", "%20", "<", "%3C", ">", "%3E", "(", "%28", ")", "%29", `\`, "%5C", "\n", "", "&", "&amp;")
