// Package corpus makes up articles: as many wire reports as wanted about events
// in towns that do not exist, the same ones every time. They are plain, so that
// the engine finds nearly every event, and varied where pages must cope: one to
// three outlets, wire copies, sources that differ, days, months and years,
// long words, other languages, every kind of rights.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A Site is what to make.
type Site struct {
	Events   int    // reported, at most 1,152 that can be told apart
	Language string // of the interface, BCP 47
	BaseURL  string
}

var (
	heads        = []string{"North", "South", "East", "West", "Upper", "Lower", "New", "Old"}
	tails        = []string{"bridge", "field", "ford", "haven", "mouth", "port", "stead", "wick", "ham", "dale", "burn", "mill"}
	institutions = []string{"hospital", "library", "port authority", "waterworks", "city hall", "university", "district court", "power plant", "railway", "tax office", "museum", "stadium"}
	outlets      = []string{"Example Gazette", "Example Post", "Example Herald", "Example Tribune", "Example Courier"}
	happenings   = []string{
		"Attackers breached the network of the %s",
		"A fire destroyed the main hall of the %s",
		"Police raided the offices of the %s",
		"Hackers leaked thousands of files of the %s",
		"An explosion damaged the west wing of the %s",
		"The government shut down the %s",
		"The ministry announced an inquiry into the %s",
		"A court fined the %s",
	}
	rights = []string{"quote", "full", "digest"}
)

// A happening is one event of the corpus.
type happening struct {
	number int
	what   string // "Attackers breached the network of the Northport hospital"
	town   string
	place  string
	day    time.Time
}

// Write makes the folder of a site: config.toml and content/.
func Write(dir string, s Site) error {
	files := map[string]string{
		"config.toml":                 config(s),
		"content/chronicle/_index.md": index(s.Language),
	}
	for _, h := range chronicle(s.Events) {
		for name, text := range h.articles() {
			files["content/chronicle/articles/"+name] = text
		}
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// index introduces the chronicle in the language of the site, where that is
// Czech.
func index(language string) string {
	title, lead := "A chronicle of the Example District", "What was reported of the district's institutions."
	if language == "cs" {
		title, lead = "Kronika Příkladného okresu", "Co psaly noviny o úřadech a závodech okresu."
	}
	return fmt.Sprintf("+++\ntitle = %q\nlead = %q\n+++\n", title, lead)
}

func config(s Site) string {
	c := "title = \"Example District Desk\"\ndescription = \"Made-up reports for tests.\"\n"
	if s.Language != "" {
		c += fmt.Sprintf("language = %q\n", s.Language)
	}
	if s.BaseURL != "" {
		c += fmt.Sprintf("base_url = %q\n", s.BaseURL)
	}
	return c
}

func chronicle(n int) []happening {
	random := rand.New(rand.NewPCG(1, 2))
	places := random.Perm(len(heads) * len(tails) * len(institutions))
	first := time.Date(2014, 1, 6, 0, 0, 0, 0, time.UTC)
	var list []happening
	for k := range n {
		p := places[k%len(places)]
		town := heads[p%len(heads)] + tails[p/len(heads)%len(tails)]
		place := town + " " + institutions[p/len(heads)/len(tails)]
		list = append(list, happening{
			number: k + 1,
			what:   fmt.Sprintf(happenings[random.IntN(len(happenings))], place),
			town:   town,
			place:  place,
			day:    first.AddDate(0, 0, k*4140/max(n, 1)+random.IntN(3)),
		})
	}
	return list
}

// articles returns the reports of h by file name.
func (h happening) articles() map[string]string {
	files := map[string]string{}
	for copy := range 1 + h.number%3 {
		published := h.day.AddDate(0, 0, 1)
		day := h.day
		if h.number%20 == 19 && copy == 2 {
			day = h.day.AddDate(0, 0, -1) // this source differs
		}
		when := "on " + day.Format("2 January 2006")
		if copy == 0 {
			when = "on " + day.Weekday().String()
		}
		outlet := outlets[(h.number+copy)%len(outlets)]
		var b strings.Builder
		fmt.Fprintf(&b, "+++\ntitle = %q\npublisher = %q\npublished = %q\nlanguage = \"en\"\n", h.title(copy), outlet, published.Format("2006-01-02"))
		if h.number%7 != 0 {
			fmt.Fprintf(&b, "url = \"https://%s.example/%s/%d?from=wire&n=%d\"\n", strings.ToLower(strings.Fields(outlet)[1]), published.Format("2006/01/02"), h.number, copy)
		}
		if h.number%5 == 0 {
			fmt.Fprintf(&b, "archive_url = \"https://archive.example/%d/%d\"\nretrieved = %q\n", h.number, copy, published.Format("2006-01-02"))
		}
		fmt.Fprintf(&b, "rights = %q\n+++\n\n", rights[h.number%len(rights)])
		fmt.Fprintf(&b, "%s (Example Wire) - %s %s.\n\n", strings.ToUpper(h.town), h.what, when)
		fmt.Fprintf(&b, "The %s has %d rooms & <b>%d</b> windows.\n", h.place, 40+h.number%60, 100+h.number%300)
		files[fmt.Sprintf("%s-%04d-%d.md", published.Format("2006-01-02"), h.number, copy)] = b.String()
	}
	return files
}

// title is sometimes long, in another script, or hostile.
func (h happening) title(copy int) string {
	switch {
	case h.number%50 == 1:
		return "דיווח מן המחוז: " + h.place
	case h.number%50 == 2:
		return "Nejneobhospodařovávatelnějšími a donaudampfschifffahrtsgesellschaftskapitän: " + h.place
	case h.number%50 == 3:
		return `</title><script>alert("x")</script> ` + h.place
	case copy == 1:
		return "What is known about the " + h.place
	}
	return h.what
}
