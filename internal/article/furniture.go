package article

import "strings"

// furnitureLines are whole lines of page furniture, in lower case, between
// bars.
var furnitureLines = entries(`
	open in app|open app|read more|read more:|read also|read full story|share|share this|share this article|share on facebook|tweet|
	email|e-mail|print|save|copy link|leave a comment|leave a reply|post a comment|add a comment|comments|view comments|show comments|
	load more|more|menu|search|log in|login|sign in|sign up|subscribe|subscribe now|advertisement|ad|sponsored|promoted|youtube|
	facebook|twitter|instagram|whatsapp|linkedin|telegram|play|play video|watch|watch live|listen|audio by vocalize|replay|
	skip to main content|skip to content|back to top|home|world|news|epaper|city|politics|business|sports|newsletter|newsletters|
	continue reading|continue reading below|story continues below|story continues below advertisement|article continues below|
	more on this...|more on this|image|gallery|photos|video|videos|tags|topics|follow us|follow|download app|get the app|close|
	sdílet|reklama|diskuse|přihlásit se|číst dál|číst více|mehr|teilen|anzeige|kommentare|weiterlesen|partager|publicité`)

// furnitureStarts are how lines of page furniture begin.
var furnitureStarts = [...]string{
	"disclaimer:", "this post has been auto-published", "this story has been published from", "(this story has not been edited",
	"this story has not been edited", "(with inputs from", "with inputs from", "copyright ", "copyright©", "©", "(c) ", "all rights reserved",
	"sign up for", "sign up to", "subscribe to", "subscribe for", "subscribe now", "click here", "tap here", "read more:", "read more about",
	"read also:", "also read", "read:", "see also:", "see also ", "watch:", "listen:", "more:", "related:", "don't miss:", "join our",
	"follow us on", "follow @", "download the", "get the latest", "get breaking news", "stay up to date", "your support", "donate ",
	"support our", "this article was originally published", "originally published", "republished with", "for more news", "for the latest",
	"just watched", "must watch", "to play this content", "your browser does not", "javascript must be", "please enable", "share this",
	"we use cookies", "this site uses", "accept all", "unlock ", "already a subscriber", "have something to add", "join the conversation",
	"the views expressed", "terms of use", "privacy policy", "advertisement", "story continues", "what do you think", "leave a comment",
	"comments are", "email this", "print this", "report a correction", "report an error", "have a tip", "got a tip",
	"these are some of the popular topics", "subscribe",
}

// furnitureMarks are words found only in page furniture.
var furnitureMarks = [...]string{
	"pic.twitter.com/", "auto-published from", "all rights reserved", "All rights reserved", "All Rights Reserved", "MUST WATCH",
	"Replay More Videos", "may not be published, broadcast", "https://t.co/", "reviewed by an editor",
	"comment was removed because the moderators",
}

// relatedLabels are headings of lists of other stories, in lower case.
var relatedLabels = [...]string{
	"related stories", "related story", "related articles", "related news", "related topics", "related content", "related coverage",
	"related:", "recommended", "recommended for you", "recommended stories", "you may also like", "you might also like", "more stories",
	"more from", "more news", "more in ", "more on ", "most read", "most popular", "most viewed", "trending", "top stories", "latest news",
	"latest stories", "editors' picks", "editor's picks", "editor’s picks", "also in the news", "what to read next", "read next", "up next",
	"popular now", "don't miss", "in other news", "from the web", "around the web", "sponsored", "promoted stories", "mohlo by vás zajímat",
	"související", "nejčtenější", "mehr zum thema", "lire aussi",
}

// entries returns the set of what stands between the bars of list.
func entries(list string) map[string]bool {
	all := map[string]bool{}
	for _, line := range strings.Split(list, "|") {
		all[strings.TrimSpace(line)] = true
	}
	return all
}

// isFurniture reports whether s belongs to the page and not to the report.
func isFurniture(s string, found marks) bool {
	if len(s) <= 40 && furnitureLines[strings.ToLower(strings.TrimRight(s, " .!»›>→"))] {
		return true
	}
	if len(s) < 400 && hasFoldPrefix(s, furnitureStarts[:]) && startsFurniture(s) {
		return true
	}
	return found.furniture || endsInDuration(s) || isSubscribe(s)
}

// startsFurniture guards the starts that prose may have too: a paragraph of
// several sentences about a subscription is prose.
func startsFurniture(s string) bool {
	if len(s) < 120 {
		return true
	}
	return !hasFoldPrefix(s, ambiguousStarts[:])
}

var ambiguousStarts = [...]string{"more:", "watch:", "subscribe", "donate ", "unlock ", "for the latest", "see also ", "advertisement", "your support"}

// isSubscribe reports whether s is the name of a site and an offer.
func isSubscribe(s string) bool {
	return len(s) < 60 && !endsSentence(s) && (strings.HasSuffix(s, " Subscribe") || strings.HasSuffix(s, " newsletter") || strings.HasSuffix(s, " Newsletter"))
}

// endsInDuration reports whether s is the title of a video: a line that ends in
// its length, 07:18.
func endsInDuration(s string) bool {
	if len(s) < 12 || len(s) > 160 || endsSentence(s[:len(s)-6]) && countWords(s, 20) > 16 {
		return false
	}
	t := s[len(s)-6:]
	return t[0] == ' ' && clock(strings.TrimSpace(t))
}

// isRelatedLabel reports whether s heads a list of other stories.
func isRelatedLabel(s string) bool {
	if len(s) > 40 || countWords(s, 6) > 5 || endsSentence(s) && !strings.HasSuffix(s, ":") {
		return false
	}
	if hasFoldPrefix(s, relatedLabels[:]) {
		return true
	}
	low := foldASCII(s)
	return strings.HasSuffix(low, " stories") || strings.HasSuffix(low, "related news")
}

// isComment reports whether s opens the comment of a reader: "At 10:07 pm on 02
// Jun 2009, name wrote:".
func isComment(s string) bool {
	if !strings.HasPrefix(s, "At ") {
		return false
	}
	n := timeAt(s[3:])
	if n == 0 || !strings.HasPrefix(s[3+n:], " on ") {
		return false
	}
	_, _, _, m := dateAt(s[3+n+4:])
	return m > 0 && strings.Contains(s[:min(len(s), 120)], " wrote:")
}

// isRepeated reports whether s says again what stands beside it: the title of a
// video before and behind its player, or a teaser cut off in the words of the
// paragraph that follows.
func isRepeated(a *Article, raw []Block, i int, s string) bool {
	if i > 0 && len(s) < 200 && strings.HasPrefix(a.Slice(raw[i-1].Span), s) && isTitleLike(s) {
		return true
	}
	if i+1 < len(raw) && len(s) < 200 && isTitleLike(s) {
		if next := a.Slice(raw[i+1].Span); strings.HasPrefix(next, s) && endsInDuration(next) {
			return true
		}
	}
	cut := strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(s, "..."), "…"), " ")
	if len(cut) < 20 || len(cut) == len(s) {
		return false
	}
	for j := i + 1; j < len(raw) && j <= i+4; j++ {
		if strings.HasPrefix(a.Slice(raw[j].Span), cut) {
			return true
		}
	}
	return false
}
