package ingest

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What pages say instead of an article.
var (
	loginWords   = regexp.MustCompile(`(?i)\b(log|sign) ?in\b|\bpassword\b|forgot (your )?password|přihlá(sit|šení)|heslo|anmelden|passwort|se connecter|mot de passe`)
	consentWords = regexp.MustCompile(`(?i)\bcookies?\b|\bconsent\b|our partners|privacy (policy|settings)|souhlas|soubory cookie|einwilligung|datenschutz`)
	robotWords   = regexp.MustCompile(`(?i)verify (that )?you are (a )?human|checking your browser|enable javascript and cookies|are you a robot|access denied|captcha|ověř(te|ení), že nejste robot`)
	payWords     = regexp.MustCompile(`(?i)subscribe (now )?to (continue|keep) reading|to continue reading|already a subscriber|pokračování (článku )?(je )?(jen )?pro předplatitele|předplaťte si|jetzt weiterlesen|nur für abonnenten`)
)

// wallOf returns what stands before the article of a page, "" when nothing
// does: a login page, a cookie wall, a check for robots, a paywall. A long page
// that has such words may still be an article.
func wallOf(doc *html.Node) string {
	text := innerText(doc)
	words := max(1, len(strings.Fields(text)))
	passwords := 0
	walk(doc, func(n *html.Node) bool {
		if n.DataAtom == atom.Input && strings.EqualFold(attr(n, "type"), "password") {
			passwords++
		}
		return true
	})
	count := func(re *regexp.Regexp) int { return len(re.FindAllStringIndex(text, 40)) }
	switch {
	case count(robotWords) > 0 && words < 200:
		return "a check for robots"
	case passwords > 0 && count(loginWords) > 0 && words < 400:
		return "a login page"
	case count(payWords) > 0:
		return "a paywall"
	case count(consentWords)*25 > words:
		return "a cookie wall"
	}
	return ""
}
