package export

import (
	"encoding/xml"
	"fmt"
	"io"

	"buildsite/internal/output"
	"buildsite/internal/timeline/edtf"
)

// A Page is a page of the site for its sitemap.
type Page struct {
	Path     string    // in the site, "" for the home page
	Modified edtf.Date // from the data; shown where it is a day
}

// sitemapLength is the most addresses that one sitemap may hold (sitemaps.org).
const sitemapLength = 50_000

type sitemap struct {
	XMLName xml.Name       `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	Pages   []sitemapEntry `xml:"url"`
}

type sitemapIndex struct {
	XMLName xml.Name       `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []sitemapEntry `xml:"sitemap"`
}

type sitemapEntry struct {
	Location string `xml:"loc"`
	Modified string `xml:"lastmod,omitempty"`
}

// Sitemap returns sitemap.xml for pages in their order; beyond 50,000 pages it
// is an index of sitemap-1.xml and so on. Without a base, which the format
// demands, there is none.
func Sitemap(base string, pages []Page) []output.File {
	if base == "" {
		return nil
	}
	if len(pages) <= sitemapLength {
		return []output.File{sitemapFile("sitemap.xml", base, pages)}
	}
	var files []output.File
	var index sitemapIndex
	for i := 0; i < len(pages); i += sitemapLength {
		path := fmt.Sprintf("sitemap-%d.xml", i/sitemapLength+1)
		files = append(files, sitemapFile(path, base, pages[i:min(len(pages), i+sitemapLength)]))
		index.Maps = append(index.Maps, sitemapEntry{Location: base + path})
	}
	return append(files, output.File{Path: "sitemap.xml", Write: func(w io.Writer) error { return writeXML(w, index) }})
}

func sitemapFile(path, base string, pages []Page) output.File {
	return output.File{Path: path, Write: func(w io.Writer) error {
		var m sitemap
		for _, p := range pages {
			entry := sitemapEntry{Location: base + p.Path}
			if p.Modified.IsDay() {
				entry.Modified = p.Modified.String()
			}
			m.Pages = append(m.Pages, entry)
		}
		return writeXML(w, m)
	}}
}

// Robots returns robots.txt: all may be read, and where the sitemap is.
func Robots(base string) output.File {
	text := "User-agent: *\nAllow: /\n"
	if base != "" {
		text += "\nSitemap: " + base + "sitemap.xml\n"
	}
	return textFile("robots.txt", text)
}

// NoJekyll returns the empty .nojekyll file that makes GitHub Pages serve a
// site as it is.
func NoJekyll() output.File { return textFile(".nojekyll", "") }

func textFile(path, text string) output.File {
	return output.File{Path: path, Write: func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}}
}
