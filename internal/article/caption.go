package article

import "strings"

// creditMarks are how a photograph's credit is written, wherever it stands in a
// caption.
var creditMarks = [...]string{
	"(AP Photo", "(Photo by", "(Photo:", "(Photo/", "(Image:", "(Image credit", "(Picture:", "(Credit:", "(File photo", "(File Photo",
	"[File:", "[Photo", "/Getty Images", "Getty Images/", "/AFP via", "AFP/Getty", "via Getty", "REUTERS/", "Reuters/", "Credit...",
	"Credit…", "Photo credit", "Photo Credit", "Image credit", "Image Credit", ", File)", "/AP Photo", "/Associated Press.", "toggle caption",
	"hide caption", "Photograph:", "/ČTK", "(ČTK/", "Foto:", "Photo courtesy", "Courtesy of ",
}

// creditStarts are how a line of credit begins.
var creditStarts = [...]string{
	"credit:", "credits:", "photo:", "photo by", "photos:", "image:", "image credit", "picture:", "photo credit", "file photo",
	"file picture", "file -", "file –", "file —", "photograph:", "photograph by", "enlarge this image", "foto:", "illustration:",
	"illustrative photo", "illustrative image", "ilustrační foto", "zdroj:", "caption:", "source: getty",
}

// isCaption reports whether s is a photograph's caption or credit: it carries a
// credit, or it says in one sentence of the present tense what is seen, and on
// which full date.
func isCaption(s string, found marks) bool {
	if len(s) > 700 {
		return false
	}
	if hasFoldPrefix(s, creditStarts[:]) {
		return true
	}
	if found.credit {
		return true
	}
	if strings.HasPrefix(s, "Image ") && len(s) > 12 && (s[6] >= 'A' && s[6] <= 'Z') && !endsSentence(s) {
		return true
	}
	return isCreditOnly(s) || depicts(s)
}

// isCreditOnly reports whether s is no more than names and a picture service:
// "Name Name/AFP/Getty Images".
func isCreditOnly(s string) bool {
	if len(s) > 80 {
		return false
	}
	i := strings.LastIndexByte(s, '/')
	if i < 4 || strings.Contains(s, "://") || endsSentence(s) {
		return false
	}
	words := 0
	for _, w := range strings.Fields(s[:i]) {
		if w[0] < 'A' || w[0] > 'Z' && w[0] < 0x80 {
			return false
		}
		words++
	}
	last := s[i+1:]
	return words >= 1 && words <= 6 && (isAgency(last) || strings.HasPrefix(last, "Getty") || strings.HasSuffix(last, "Images"))
}

// depicts reports whether s is one sentence that ends in a full date and whose
// verb, among the first twelve words, is one that captions use for what is seen.
func depicts(s string) bool {
	body := strings.TrimRight(s, ". ")
	if len(body) < 30 || len(body) > 500 || body[len(body)-1] < '0' || body[len(body)-1] > '9' || !endsInDate(body) {
		return false
	}
	if strings.ContainsAny(body, "\"“”") || strings.Contains(body, " said") {
		return false
	}
	at := 0
	for word := range 14 {
		w := nextWord(body, at)
		if w == "" {
			return false
		}
		if word > 0 && depictions[w] {
			return true
		}
		at += strings.Index(body[at:], w) + len(w)
	}
	return false
}

// endsInDate reports whether s ends in a day with its year.
func endsInDate(s string) bool {
	for i := max(0, len(s)-20); i < len(s); i++ {
		if i > 0 && isWordByte(s[i-1]) {
			continue
		}
		if y, _, _, n := dateAt(s[i:]); n == len(s)-i && n > 0 && y > 0 {
			return true
		}
	}
	return false
}

// depictions are verbs in the present tense that captions say a picture with.
var depictions = set(`addresses applauds arrives attends boards burns carries casts celebrates chats checks cheers cleans climbs
	collects covers cries crosses dances delivers departs displays drinks drives eats embraces enters examines flies gathers
	gestures greets guards hangs holds hugs inspects kisses laughs lays leads leans leaves lies lifts lights lines listens looks
	marches meets mourns passes patrols photographs plays points poses pours prays prepares pushes queues raises reacts reads
	rests rides rises runs salutes searches sells shakes shows sits sleeps smiles smokes speaks stands stares surveys swears
	takes talks tests tours uses votes waits walks watches waves wears weeps works
	carry embrace gather gesture greet hold hug inspect leave line listen march meet mourn pose pray queue react ride search
	shake sit speak stand stare talk wait walk watch wave wear work pictured seen shown`)

// hasFoldPrefix reports whether s begins with one of prefixes, which are in
// lower case, whatever the case of s.
func hasFoldPrefix(s string, prefixes []string) bool {
	if s == "" {
		return false
	}
	c := s[0]
	if 'A' <= c && c <= 'Z' {
		c |= 0x20
	}
	for _, p := range prefixes {
		if p[0] == c && len(s) >= len(p) && strings.EqualFold(s[:len(p)], p) {
			return true
		}
	}
	return false
}
