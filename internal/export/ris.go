package export

import (
	"fmt"
	"io"
	"strings"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

func writeRIS(w io.Writer, t *timeline.Timeline, _ Options) error {
	for _, r := range references(t) {
		if _, err := io.WriteString(w, RIS(r)); err != nil {
			return err
		}
	}
	return nil
}

// RIS returns the record of r in the RIS format: lines of a tag, two spaces, a
// hyphen, a space and the value, ended by CR LF.
func RIS(r Reference) string {
	kind := "NEWS"
	if r.Page {
		kind = "ELEC"
	}
	var b strings.Builder
	for _, line := range [][2]string{
		{"TY", kind},
		{"ID", r.Key},
		{"TI", r.Title},
		{"AU", r.Author},
		{"T2", r.Container},
		{"PB", r.Container},
		{"PY", risYear(r.Published)},
		{"DA", risDate(r.Published)},
		{"UR", r.URL},
		{"L2", r.Archive},
		{"Y2", strings.ReplaceAll(r.Retrieved, "-", "/")},
		{"LA", r.Language},
	} {
		if line[1] != "" {
			b.WriteString(line[0] + "  - " + oneLine(line[1]) + "\r\n")
		}
	}
	b.WriteString("ER  - \r\n\r\n")
	return b.String()
}

func risYear(d edtf.Date) string {
	if d.Start.Precision < edtf.ToYear {
		return ""
	}
	return fmt.Sprintf("%04d", d.Start.Year)
}

// risDate returns YYYY/MM/DD/other with the parts not stated left empty.
func risDate(d edtf.Date) string {
	p := d.Start
	switch {
	case d.Interval || p.Precision < edtf.ToYear:
		return ""
	case p.Precision == edtf.ToDay:
		return fmt.Sprintf("%04d/%02d/%02d", p.Year, p.Month, p.Day)
	case p.Precision == edtf.ToMonth:
		return fmt.Sprintf("%04d/%02d//", p.Year, p.Month)
	}
	return fmt.Sprintf("%04d///", p.Year)
}
