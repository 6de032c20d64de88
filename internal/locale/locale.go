// Package locale holds the languages of the interface: the words of the pages,
// and dates said in words no more precisely than they are.
//
//	l := locale.For("en")
//	l.Date(d)                      "28 May 2025", "about 2022", "July to December 2022"
//	l.ShortDate(d)                 "28 May 2025", "c. 2022"
//	l.T("count.sources", 5)        "5 sources"
//	l.Distance(a, b)               "5 years later"
//	l.List("Reuters", "AP", "ČTK") "Reuters, AP and ČTK"
//
// A language is one file, locales/LANG.toml. To add one:
//
//  1. Copy locales/en.toml to locales/LANG.toml, set name and cldr_language (the CLDR
//     name of the language; rtl = true when it is written from right to left)
//     and cut everything from the line "[cldr]" on.
//  2. Translate [dates] and [words]. A count takes the plural categories of the
//     language (zero, one, two, few, many, other), as
//     https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
//     lists them.
//  3. Run go generate ./internal/locale, which appends month names, date
//     patterns, number and list forms and plural rules from CLDR. It needs npm;
//     building and testing don't.
//  4. Run go test ./internal/locale: it names every word that is missing.
//
// A file with partial = true may lack words; English fills them in.
package locale

import (
	"embed"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

//go:generate npm ci --prefix cldr --ignore-scripts --no-audit --no-fund
//go:generate go run gen.go

//go:embed locales/*.toml
var files embed.FS

// A Locale is one language of the interface. It is immutable.
type Locale struct {
	tag      string
	file     file
	patterns map[string]string
	plurals  []pluralRule
	fallback *Locale // nil for English
}

// The file of a language.
type file struct {
	Name    string          // for itself
	Source  string          `toml:"cldr_language"` // that [cldr] is generated from
	RTL     bool            // written from right to left
	Partial bool            // words may be missing
	Words   map[string]word // by key
	Dates   struct {
		Seasons      []string // spring, summer, autumn, winter; {0} is the year
		SeasonsAfter []string `toml:"seasons_after"` // the same after a preposition
		Phrases      map[string]string
		Patterns     map[string]string // win over the patterns of CLDR
	}
	Data struct {
		Months      []string `toml:"month_names"`
		MonthsAlone []string `toml:"month_names_alone"`
		MonthsShort []string `toml:"month_names_short"`
		ShortAlone  []string `toml:"month_names_short_alone"`
		Weekdays    []string // Monday first
		WeekdaysS   []string `toml:"weekdays_short"`
		Group       string   // between thousands
		GroupMin    int      `toml:"group_min"` // digits before the first separator at least
		Decimal     string
		List        struct{ Two, Start, Middle, End string }
		Plural      map[string]string // rules by category
		Patterns    map[string]string
	} `toml:"cldr"`
}

// A word is a text, or one per plural category.
type word map[string]string

// UnmarshalTOML reads a string as the form "other", and a table as it is.
func (w *word) UnmarshalTOML(v any) error {
	*w = word{}
	switch v := v.(type) {
	case string:
		(*w)["other"] = v
	case map[string]any:
		for category, text := range v {
			s, ok := text.(string)
			if !ok {
				return fmt.Errorf("%s is no text", category)
			}
			(*w)[category] = s
		}
	default:
		return fmt.Errorf("%v is neither a text nor a table of plural forms", v)
	}
	return nil
}

// known holds a function per language that reads its file once.
var known = func() map[string]func() *Locale {
	entries, err := files.ReadDir("locales")
	if err != nil {
		panic(err)
	}
	m := map[string]func() *Locale{}
	for _, e := range entries {
		tag := strings.TrimSuffix(e.Name(), path.Ext(e.Name()))
		m[tag] = sync.OnceValue(func() *Locale {
			l := read(tag)
			l.fallback = english()
			return l
		})
	}
	m["en"] = english
	return m
}()

var english = sync.OnceValue(func() *Locale { return read("en") })

func read(tag string) *Locale {
	src, err := files.ReadFile("locales/" + tag + ".toml")
	if err != nil {
		panic(err)
	}
	l, err := parse(tag, string(src))
	if err != nil {
		panic(fmt.Sprintf("locales/%s.toml: %v", tag, err))
	}
	return l
}

func parse(tag, src string) (*Locale, error) {
	l := &Locale{tag: tag}
	meta, err := toml.Decode(src, &l.file)
	if err != nil {
		return nil, err
	}
	if keys := meta.Undecoded(); len(keys) > 0 {
		return nil, fmt.Errorf("unknown key %s", keys[0])
	}
	l.patterns = maps.Clone(l.file.Data.Patterns)
	maps.Copy(l.patterns, l.file.Dates.Patterns)
	for _, category := range slices.Sorted(maps.Keys(l.file.Data.Plural)) {
		rule, err := parsePlural(category, l.file.Data.Plural[category])
		if err != nil {
			return nil, err
		}
		l.plurals = append(l.plurals, rule)
	}
	return l, nil
}

// For returns the locale of a BCP 47 language tag: the one of that name, else
// the one of its language ("cs-CZ" is served by cs), else English.
func For(lang string) *Locale {
	lang = strings.ToLower(lang)
	if l, ok := known[lang]; ok {
		return l()
	}
	base, _, _ := strings.Cut(strings.ReplaceAll(lang, "_", "-"), "-")
	if l, ok := known[base]; ok {
		return l()
	}
	return english()
}

// Has reports whether For serves lang with its own language.
func Has(lang string) bool {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return For(lang).tag == base
}

// Languages returns the tags of the languages whose words are all there, sorted.
func Languages() []string {
	var tags []string
	for _, tag := range slices.Sorted(maps.Keys(known)) {
		if !known[tag]().file.Partial {
			tags = append(tags, tag)
		}
	}
	return tags
}

// Lang returns the BCP 47 tag of l, for the lang attribute of a page.
func (l *Locale) Lang() string { return l.tag }

// Name returns the language's own name for itself.
func (l *Locale) Name() string { return l.file.Name }

// RTL reports whether l is written from right to left.
func (l *Locale) RTL() bool { return l.file.RTL }

// Dir returns "ltr" or "rtl", for the dir attribute of a page.
func (l *Locale) Dir() string {
	if l.file.RTL {
		return "rtl"
	}
	return "ltr"
}
