package site

import (
	"html/template"

	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// A correctionsPage lists the changes after publication.
type correctionsPage struct {
	Dir         string
	Corrections []correction
}

// A correction is one change after publication.
type correction struct {
	timeline.Correction
	When string
	Kind string
	Href template.URL // of the event, "" when it is gone
}

func (i *incident) correctionsPages() []*page {
	return []*page{i.page("corrections.html", "corrections.html", func() *frame {
		p := &correctionsPage{Dir: i.dir, Corrections: i.corrections(i.Timeline.Corrections)}
		return framed(i.frame("corrections.html", i.words.T("page.corrections")+" – "+i.title()), p)
	})}
}

// corrections returns those that readers see: not the silent ones.
func (i *incident) corrections(list []timeline.Correction) []correction {
	var out []correction
	for _, c := range list {
		if c.Class == timeline.TypoCorrection {
			continue
		}
		v := correction{Correction: c, When: i.words.T("corrections.undated"), Kind: named(i.words, "correction.", string(c.Class))}
		if d, err := edtf.Parse(c.Date); err == nil && !d.IsZero() {
			v.When = i.words.Date(d)
		}
		if e := i.byID[c.Event]; e != nil {
			v.Href = e.Href
		}
		out = append(out, v)
	}
	return out
}

// A redirectPage leads from the address of an event that was merged to the one
// that took its place.
type redirectPage struct {
	Title string
	Href  template.URL
}

func (i *incident) redirectPages() []*page {
	var list []*page
	for _, r := range i.Timeline.Redirects {
		to := i.byID[r.To]
		if to == nil || i.byID[r.From] != nil {
			continue
		}
		rest := "events/" + r.From + ".html"
		p := i.page(rest, "redirect.html", func() *frame {
			f := i.frame(rest, to.Title)
			f.Canonical, f.NoIndex, f.Refresh = i.b.absolute(i.dir+"events/"+to.ID+".html"), true, template.URL(r.To+".html")
			return framed(f, &redirectPage{to.Title, to.Href})
		})
		p.hidden = true
		list = append(list, p)
	}
	return list
}
