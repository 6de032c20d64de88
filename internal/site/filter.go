package site

import "buildsite/internal/timeline"

// A filter is one choice above a timeline, which the script puts to work.
type filter struct {
	Name    string // of the data attribute
	Label   string
	Options []option
}

// An option is a value of a filter.
type option struct{ Value, Text string }

// filterOptions is how many values a filter offers, the most frequent first.
const filterOptions = 60

// fewestFiltered is how many events a timeline must have to offer a filter.
const fewestFiltered = 3

// filters returns the choices that divide the events.
func (i *incident) filters() []filter {
	if len(i.events) < fewestFiltered {
		return nil
	}
	var list []filter
	for _, f := range []struct {
		name  string
		facet *facet
	}{{"actor", &i.actors}, {"outlet", &i.outlets}, {"type", &i.types}} {
		if len(f.facet.values) < 2 {
			continue
		}
		one := filter{Name: f.name, Label: i.words.T("filter." + f.name)}
		for _, v := range f.facet.values[:min(len(f.facet.values), filterOptions)] {
			if len(v.events) > 0 {
				one.Options = append(one.Options, option{v.Slug, v.Name})
			}
		}
		list = append(list, one)
	}
	return append(list, filter{Name: "certainty", Label: i.words.T("filter.certainty"), Options: []option{
		{string(timeline.Agreed), i.words.T("filter.agreed")},
		{string(timeline.SingleSource), i.words.T("badge.single-source")},
		{string(timeline.SourcesDiffer), i.words.T("badge.sources-differ")},
	}})
}
