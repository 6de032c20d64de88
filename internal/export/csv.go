package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"buildsite/internal/timeline"
)

// byteOrderMark makes spreadsheet programs read a CSV file as UTF-8.
const byteOrderMark = "\uFEFF"

var eventColumns = []string{
	"id", "date", "first_day", "last_day", "date_text", "date_basis", "title", "summary", "type", "actors",
	"place", "status", "planned", "salience", "outlets", "sources", "added", "url",
}

// writeEventsCSV writes one row per event (RFC 4180 with a byte order mark).
func writeEventsCSV(w io.Writer, t *timeline.Timeline, o Options) error {
	return writeCSV(w, byteOrderMark, eventColumns, func(row func(...string) error) error {
		for _, e := range t.Events {
			err := row(e.ID, e.Date.String(), firstDay(e.Date), lastDay(e.Date), e.DateText, string(e.DateBasis),
				e.Title, e.Summary, e.Type, strings.Join(e.Actors, "; "), e.Place, string(e.Status),
				strconv.FormatBool(e.Planned), strconv.FormatFloat(e.Salience, 'g', -1, 64),
				strings.Join(Outlets(e), "; "), strconv.Itoa(len(e.Citations)),
				Added(t, e).String(), o.link(o.eventPath(e.ID)))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

var claimColumns = []string{
	"event", "event_date", "event_title", "date", "date_text", "date_basis", "modality", "speaker", "kind", "words",
	"publisher", "title", "author", "published", "published_basis", "url", "archive_url", "wire_copy_of",
	"file", "begin", "end",
}

// writeClaimsCSV writes one row per citation. The column kind says whether the
// words are a quote of the article or our digest of it.
func writeClaimsCSV(w io.Writer, t *timeline.Timeline, _ Options) error {
	return writeCSV(w, byteOrderMark, claimColumns, func(row func(...string) error) error {
		for _, e := range t.Events {
			for _, c := range e.Citations {
				if err := row(claimRow(e, c)...); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func claimRow(e *timeline.Event, c timeline.Citation) []string {
	p, r := passageOf(c.Report, c.Span), c.Report
	kind, copied := "quote", ""
	if isDigest(c) {
		kind = "digest"
	}
	if r.WireCopyOf != nil {
		copied = r.WireCopyOf.Path
	}
	return []string{
		e.ID, e.Date.String(), e.Title, c.Date.String(), c.DateText, string(c.DateBasis), c.Modality, c.Speaker,
		kind, p.Quote, r.Publisher, r.Title, r.Author, r.Published.String(), string(r.PublishedBasis),
		r.URL, r.ArchiveURL, copied, r.Path, strconv.Itoa(p.Begin), strconv.Itoa(p.End),
	}
}

func writeCSV(w io.Writer, before string, columns []string, rows func(func(...string) error) error) error {
	if _, err := io.WriteString(w, before); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(columns); err != nil {
		return err
	}
	err := rows(func(cells ...string) error {
		for i := range cells {
			cells[i] = inertCell(cells[i])
		}
		return out.Write(cells)
	})
	if err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// inertCell keeps a spreadsheet from reading a cell of hostile text as a
// formula, by an apostrophe before it (OWASP, "CSV Injection").
func inertCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}
