package ingest

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"

	"buildsite/internal/problem"
)

// feedStart is how a feed begins.
var feedStart = regexp.MustCompile(`(?is)^(\x{feff}|\s)*(<\?xml[^>]*>|<!--.*?-->|<\?[^>]*>|<!DOCTYPE rss[^>]*>|\s)*<(rss|feed|rdf:RDF)[\s>]`)

func isFeed(f file) bool {
	part := f.src[:min(len(f.src), 4096)]
	if e, _ := utf16(part); e != nil {
		part = []byte(decode(part, e))
	}
	if feedStart.Match(part) {
		return true
	}
	return bytes.HasPrefix(bytes.TrimLeft(part, " \t\r\n\ufeff"), []byte("{")) && bytes.Contains(part, []byte("jsonfeed.org/version"))
}

// readFeed reads the entries of a feed that hold a whole text. An entry with a
// summary only is left out with a warning.
func readFeed(f file) (Result, problem.List) {
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(f.src))
	if err != nil {
		return Result{}, f.fail("save the feed again", "the feed cannot be read: %v", err)
	}
	if n := len(feed.Items); n > f.limits.Entries {
		return Result{}, f.fail(fmt.Sprintf("import all of them with --max-entries %d, or cut the file", n), "the feed has %d entries, more than the limit of %d", n, f.limits.Entries)
	}
	var r Result
	var problems problem.List
	for i, item := range feed.Items {
		d, l := f.entry(feed, item, i+1)
		problems = append(problems, l...)
		if len(l) == 0 {
			r.Drafts = append(r.Drafts, d)
		}
	}
	if len(r.Drafts) == 0 {
		problems = append(problems, f.fail("save the pages of the articles instead", "no entry of the feed has the full text of an article")...)
	}
	return r, problems
}

func (f file) entry(feed *gofeed.Feed, item *gofeed.Item, n int) (Draft, problem.List) {
	d := Draft{Entry: n}
	d.Title = Value{clean(html.UnescapeString(item.Title)), "feed entry title"}
	d.Publisher = Value{clean(feed.Title), "feed title"}
	if len(item.Authors) > 0 && item.Authors[0] != nil && item.Authors[0].Name != "" {
		d.Author = Value{clean(item.Authors[0].Name), "feed entry author"}
	}
	if name := agencyIn(d.Author.Text); name != "" {
		d.Agency = Value{name, "feed entry author"}
	}
	if day := isoDate(item.Published); day != "" {
		d.Published = Value{day, "feed entry published"}
	}
	if isAddress(item.Link) {
		d.URL = Value{item.Link, "feed entry link"}
	}
	if languageTag.MatchString(feed.Language) {
		d.Language = Value{strings.ReplaceAll(feed.Language, "_", "-"), "feed language"}
	}
	content := item.Content
	if len(strings.Fields(content)) < len(strings.Fields(item.Description)) {
		content = item.Description
	}
	body, err := fragment(content)
	if err != nil {
		return d, f.skipped(n, d, "cannot be read: "+err.Error())
	}
	d.Body = tidy(body, d.Title.Text)
	if words := len(strings.Fields(d.Body)); words < minWords {
		return d, f.skipped(n, d, fmt.Sprintf("has %d words: a summary, not the article", words))
	}
	return d, nil
}

// skipped says why an entry makes no article.
func (f file) skipped(n int, d Draft, why string) problem.List {
	title := d.Title.Text
	if title == "" {
		title = d.URL.Text
	}
	return problem.List{{Path: f.path, What: fmt.Sprintf("entry %d (%s) %s", n, title, why), Hint: "save the page of the article and import that", Warning: true}}
}

// fragment turns the HTML of a feed entry into Markdown.
func fragment(content string) (string, error) {
	if !strings.Contains(content, "<") {
		return PlainToMarkdown(html.UnescapeString(content)), nil
	}
	doc, err := html.Parse(strings.NewReader(content))
	if err != nil {
		return "", err
	}
	prune(doc)
	return toMarkdown(doc)
}
