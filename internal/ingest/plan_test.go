package ingest

import (
	"fmt"
	"strings"
	"testing"
)

const wireStory = `The upper dam on the river broke early on Tuesday after three days of rain, sending a wave of water through the valley and
cutting the road to the district town. Firefighters moved some 400 people from the lower streets before dawn, the regional fire service said.
Nobody was hurt, but two bridges were damaged. The dam was built in 1998 and was last inspected in March 2023.`

// TestPlan shows which drafts become articles, under which names, and what is
// said of the others.
func TestPlan(t *testing.T) {
	draft := func(title, publisher, day, url, body string) Draft {
		return Draft{Meta: Meta{Title: Value{title, "t"}, Publisher: Value{publisher, "p"}, Published: Value{day, "d"}, URL: Value{url, "u"}}, Body: body}
	}
	own := strings.Repeat("The council met and spoke of the budget for the coming year without coming to an end of it. ", 4)
	existing := []Existing{{Path: "content/flood/articles/old.md", URL: "https://gazette.example/dam/", Publisher: "Example Gazette", Text: wireStory}}
	drafts := []Draft{
		draft("Dam breaks", "Example Gazette", "2024-03-05", "http://www.gazette.example/dam?utm_source=x", wireStory),
		draft("Dam breaks", "Example Gazette", "2024-03-05", "https://gazette.example/dam", own),
		draft("Hráz Łódź – ø", "Example Courier", "2024-03-05T08:00:00Z", "https://courier.example/1", wireStory+" The courier adds one sentence of its own about the weather."),
		draft("../../etc/passwd", "", "", "", own),
		draft("../../etc/passwd", "Example Herald", "", "", own),
		draft("", "", "", "", "***"),
		draft("TAKEN", "", "", "", "Words of a short note"),
	}
	taken := func(name string) bool { return name == "taken.md" }
	var b strings.Builder
	for _, s := range Plan(drafts, existing, taken, Options{Retrieved: "2024-03-06"}) {
		fmt.Fprintf(&b, "%q same %q (%s) wire %q %d%% retrieved %s\n", s.Name, s.Same, s.Why, s.Wire, s.Share, s.Draft.Retrieved.Text)
	}
	want := `"" same "content/flood/articles/old.md" (the same address and text) wire "" 0% retrieved 2024-03-06
"" same "content/flood/articles/old.md" (the same address, with another version of the text) wire "" 0% retrieved 2024-03-06
"2024-03-05-example-courier-hraz-lodz-o.md" same "" () wire "content/flood/articles/old.md" 100% retrieved 2024-03-06
"etc-passwd.md" same "" () wire "" 0% retrieved 2024-03-06
"" same "etc-passwd.md" (the same text) wire "" 0% retrieved 2024-03-06
"article.md" same "" () wire "" 0% retrieved 2024-03-06
"taken-2.md" same "" () wire "" 0% retrieved 2024-03-06
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}
