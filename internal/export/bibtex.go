package export

import (
	"io"
	"strings"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

func writeBibTeX(w io.Writer, t *timeline.Timeline, _ Options) error {
	for _, r := range references(t) {
		if _, err := io.WriteString(w, BibTeX(r)); err != nil {
			return err
		}
	}
	return nil
}

// BibTeX returns the entry of r: @article, or @misc for a page of the site. It
// has both the year of BibTeX and the EDTF date of BibLaTeX; the author is one
// name in braces, because names are not taken apart.
func BibTeX(r Reference) string {
	kind, container := "article", "journal"
	if r.Page {
		kind, container = "misc", "howpublished"
	}
	var b strings.Builder
	b.WriteString("@" + kind + "{" + r.Key)
	field := func(name, value string) {
		if value != "" {
			b.WriteString(",\n  " + name + " = {" + value + "}")
		}
	}
	field("title", braced(r.Title))
	field("author", braced(r.Author))
	field(container, bibText(r.Container))
	if p := r.Published.Start.Precision; p >= edtf.ToYear {
		field("year", r.Published.String()[:4])
		field("date", r.Published.String())
	}
	field("url", bibURL(r.URL))
	field("urldate", bibText(r.Retrieved))
	if r.Archive != "" {
		field("note", "Archived: "+bibText(r.Archive))
	}
	field("langid", bibText(r.Language))
	b.WriteString("\n}\n\n")
	return b.String()
}

// braced keeps BibTeX from changing the case of a title or cutting up a name.
func braced(s string) string {
	if s == "" {
		return ""
	}
	return "{" + bibText(s) + "}"
}

var bibEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "&", `\&`, "#", `\#`, "_", `\_`, "%", `\%`,
	"~", `\textasciitilde{}`, "^", `\^{}`)

func bibText(s string) string { return bibEscapes.Replace(oneLine(s)) }

// bibURL keeps an address as it is but for what would end the field: BibLaTeX
// reads url verbatim.
func bibURL(s string) string { return bibURLEscapes.Replace(oneLine(s)) }

var bibURLEscapes = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20")
