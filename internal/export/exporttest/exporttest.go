// Package exporttest holds timelines made by hand for the tests of exports and
// embeds, so that these do not depend on what the engine finds.
package exporttest

import (
	"fmt"
	"strings"

	"buildsite/internal/article"
	"buildsite/internal/timeline"
	"buildsite/internal/timeline/edtf"
)

// Sample returns a timeline of four events and one of background, from three
// articles: dates of every precision, sources that differ, a wire copy, an
// undated expression, a digest, an article without a URL, and text that is
// hostile to HTML, CSV, RIS, BibTeX and iCalendar.
func Sample() *timeline.Timeline {
	gazette := report(1, article.Meta{
		Title: "Prague blames APT31 for \"malicious\" attack, summons envoy", Publisher: "Example Gazette",
		Author: "News Desk", Published: "2025-05-28", Language: "en",
		URL: "https://gazette.example/2025/05/apt31?a=1&b=2", ArchiveURL: "https://archive.example/x",
		Retrieved: "2025-06-01", Rights: article.Quote,
	}, "gazette.md", "+++\n+++\n# Prague\n\nThe Czech Republic said on *Wednesday* that APT31 attacked its foreign ministry.\n\n"+
		"The campaign began in 2022, officials said. It cost 4 million; \"nobody\" paid {100 %}.\n\n"+
		"In a separate case, the e-mail of the minister was hacked in early 2017.\n")
	courier := report(2, article.Meta{
		Title: "Čínský velvyslanec předvolán", Publisher: "Ukázkový kurýr", Published: "2025-05-29",
		Language: "cs", URL: "https://kuryr.example/apt31", Rights: article.Quote,
	}, "kurýr.txt", "Ve středu si ministr předvolal velvyslance Číny.\n\n"+
		"Útok začal na jaře 2023, uvedl úřad <b>včera</b> & dnes.\n\nPo čase přišly další zprávy.\n")
	wire := report(3, article.Meta{
		Title: "=cmd|' /C calc'!A0", Publisher: "Example Wire", Agency: "Example Wire",
		Published: "2025-05-28", Language: "en", Rights: article.Digest,
	}, "wire.txt", "The Czech Republic said on Wednesday that APT31 attacked its foreign ministry.\n\n"+
		"A new system is in place since between 2022 and May 2025.\n")
	wire.WireCopyOf = gazette
	return &timeline.Timeline{
		Incident: "foreign-ministry", Title: "Cyberattack on the Czech foreign ministry",
		Articles: []*timeline.Report{gazette, courier, wire},
		Context:  []*timeline.Event{hack(gazette)},
		Events:   []*timeline.Event{campaign(gazette, courier), system(wire), attribution(gazette, wire), summons(courier)},
		Undated: []timeline.Undated{{
			Report: courier, Span: find(courier, "Po čase"), Words: "Po čase", Why: "no date is near",
		}},
	}
}

func hack(r *timeline.Report) *timeline.Event {
	d := edtf.Year(2017).Approximately()
	return &timeline.Event{
		ID: "2017-minister-hacked-c0ffee", Date: d, DateText: "early 2017", DateBasis: timeline.Explicit,
		Title: "Minister's e-mail hacked", Summary: "The e-mail of the minister was hacked in early 2017.",
		Type: "intrusion", Status: timeline.SingleSource, Salience: 0.5,
		Citations: []timeline.Citation{cite(r, "In a separate case, the e-mail of the minister was hacked in early 2017.", d, "early 2017", timeline.Explicit)},
	}
}

func campaign(gazette, courier *timeline.Report) *timeline.Event {
	d := edtf.Year(2022)
	said := cite(gazette, "The campaign began in 2022, officials said.", d, "2022", timeline.Explicit)
	said.Speaker = "officials"
	denied := cite(courier, "Útok začal na jaře 2023, uvedl úřad <b>včera</b> & dnes.", edtf.Season(2023, 21), "na jaře 2023", timeline.Explicit)
	denied.Modality = "alleged"
	return &timeline.Event{
		ID: "2022-campaign-begins-0a1b2c", Date: d, DateText: "2022", DateBasis: timeline.Explicit,
		Title: "Campaign against the ministry begins", Summary: "The campaign began in 2022, officials said.",
		SummaryFrom: []int{0}, Type: "intrusion", Actors: []string{"APT31", "Czech Foreign Ministry"},
		Status: timeline.SourcesDiffer, Salience: 2.25, Citations: []timeline.Citation{said, denied},
		Differences: []timeline.Difference{{About: "date", Variants: []timeline.Variant{
			{Value: "2022", Citations: []int{0}}, {Value: "2023-21", Citations: []int{1}},
		}}},
	}
}

func system(r *timeline.Report) *timeline.Event {
	d := edtf.Between(edtf.Year(2022), edtf.Month(2025, 5))
	return &timeline.Event{
		ID: "2022-new-system-3d4e5f", Date: d, DateText: "between 2022 and May 2025", DateBasis: timeline.Explicit,
		Title: "New system put in place", Summary: "A new system is in place.", Type: "measure",
		Actors: []string{"Czech Foreign Ministry"}, Status: timeline.SingleSource, Salience: 1,
		Citations: []timeline.Citation{cite(r, "A new system is in place since between 2022 and May 2025.", d, "between 2022 and May 2025", timeline.Explicit)},
	}
}

func attribution(gazette, wire *timeline.Report) *timeline.Event {
	d, words := edtf.Day(2025, 5, 28), "on Wednesday"
	quote := "The Czech Republic said on Wednesday that APT31 attacked its foreign ministry."
	return &timeline.Event{
		ID: "2025-05-28-attribution-6a7b8c", Date: d, DateText: words, DateBasis: timeline.Relative,
		Title:   "Czech Republic blames APT31, \"at last\"; calls it malicious",
		Summary: quote, SummaryFrom: []int{0}, Type: "attribution",
		Actors: []string{"Czech Republic", "APT31"}, Place: "Prague", Status: timeline.Agreed, Salience: 3.5,
		Citations: []timeline.Citation{
			cite(gazette, quote, d, words, timeline.Relative), cite(wire, quote, d, words, timeline.Relative),
		},
	}
}

func summons(r *timeline.Report) *timeline.Event {
	d := edtf.Day(2025, 5, 28)
	return &timeline.Event{
		ID: "2025-05-28-summons-9d0e1f", Date: d, DateText: "Ve středu", DateBasis: timeline.Relative,
		Title: "Velvyslanec předvolán <script>alert(1)</script>", Summary: "Ve středu si ministr předvolal velvyslance Číny.",
		Type: "diplomacy", Actors: []string{"Čína"}, Status: timeline.SingleSource, Planned: true, Salience: 1.5,
		Citations: []timeline.Citation{cite(r, "Ve středu si ministr předvolal velvyslance Číny.", d, "Ve středu", timeline.Relative)},
	}
}

// Many returns a timeline of n events (n ≥ 1), one a day from 1 January 2020,
// of one article each ten, with prose of the length that news has.
func Many(n int) *timeline.Timeline {
	t := &timeline.Timeline{Incident: "many", Title: "A long story"}
	for i := range n {
		d := edtf.FromDayNumber(edtf.DayNumber(2020, 1, 1) + i)
		sentence := prose(i)
		if i%10 == 0 {
			body := ""
			for j := i; j < min(n, i+10); j++ {
				body += prose(j) + "\n\n"
			}
			k := i/10 + 1
			t.Articles = append(t.Articles, report(k, article.Meta{
				Title: fmt.Sprintf("Report number %d of the story", k), Publisher: fmt.Sprintf("Example Paper %d", k%7),
				Published: d.String(), Language: "en", URL: fmt.Sprintf("https://paper%d.example/%d", k%7, k), Rights: article.Quote,
			}, fmt.Sprintf("report-%04d.md", k), body))
		}
		t.Events = append(t.Events, &timeline.Event{
			ID: fmt.Sprintf("%s-event-%04x", d, i), Date: d, DateText: d.String(), DateBasis: timeline.Explicit,
			Title: fmt.Sprintf("Step %d of the inquiry is made public at last", i+1), Summary: sentence,
			SummaryFrom: []int{0}, Type: []string{"statement", "measure", "intrusion"}[i%3],
			Actors: []string{fmt.Sprintf("Agency %d", i%5), "Ministry"}, Status: timeline.SingleSource, Salience: float64(i%9) + 1,
			Citations: []timeline.Citation{cite(t.Articles[i/10], sentence, d, d.String(), timeline.Explicit)},
		})
	}
	return t
}

func prose(i int) string {
	words := strings.Fields("the office told reporters that work on network number had gone as planned while two " +
		"other offices asked again for files from last year and a court set a date to hear what experts found in logs")
	out := []string{fmt.Sprintf("On day %d", i+1)}
	for j := range 24 {
		out = append(out, words[(i*7+j*(1+i%5))%len(words)])
	}
	return strings.Join(out, " ") + "."
}

func report(number int, m article.Meta, path, text string) *timeline.Report {
	a, problems := article.Parse(path, []byte(text))
	if err := problems.Err(); err != nil {
		panic(err)
	}
	a.Meta = m
	published, err := edtf.Parse(m.Published)
	if err != nil {
		panic(err)
	}
	return &timeline.Report{
		Article: a, Number: number, Published: published, PublishedBasis: timeline.FromMeta, PublishedFrom: m.Published,
	}
}

func find(r *timeline.Report, words string) article.Span {
	i := strings.Index(r.Text, words)
	if i < 0 {
		panic("exporttest: " + r.Path + " does not say " + words)
	}
	return article.Span{Start: i, End: i + len(words)}
}

func cite(r *timeline.Report, words string, d edtf.Date, text string, basis timeline.Basis) timeline.Citation {
	return timeline.Citation{
		Report: r, Span: find(r, words), Date: d, DateText: text, DateBasis: basis,
		DateWhy: "'" + text + "' in the sentence", Modality: "asserted",
	}
}
