package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"buildsite/internal/config"
	"buildsite/internal/problem"
)

func parse(src string) (*config.Config, string) {
	c, list := config.Parse("config.toml", []byte(src))
	return c, format(list)
}

func format(list problem.List) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString(p.Format())
	}
	return b.String()
}

// An empty file is the default, and the default has no problems.
func TestEmpty(t *testing.T) {
	c, wrong := parse("")
	if wrong != "" || c.Language != "en" || c.Publish != config.All || c.Feed.Limit != 20 {
		t.Errorf("%+v\n%s", c, wrong)
	}
}

// What is written in good faith as an address of a site either works, in one
// form, or is told how to write it.
func TestBaseURL(t *testing.T) {
	for _, c := range []struct{ in, out, wrong string }{
		{"https://example.org", "https://example.org/", ""},
		{"https://Example.org/Repo", "https://example.org/Repo/", ""},
		{"https://name.github.io/repo//", "https://name.github.io/repo/", ""},
		{"http://127.0.0.1:8080/", "http://127.0.0.1:8080/", ""},
		{"https://example.org/české/", "https://example.org/%C4%8Desk%C3%A9/", ""},
		{"example.org", "", `did you mean "https://example.org"?`},
		{"//example.org/a", "", `did you mean "https://example.org/a"?`},
		{"ftp://example.org", "", `write base_url = "https://example.org/"`},
		{"not a url", "", `write base_url = "https://example.org/"`},
		{"localhost:8080", "", `does not begin with`},
		{"javascript:alert(1)", "", `does not begin with`},
		{"https:example.org", "", `does not begin with`},
		{"https://", "", `names no host`},
		{"https:///a", "", `names no host`},
		{"https://example.org/?a=b", "", `nothing else`},
		{"https://example.org/#", "", `nothing else`},
		{"https://user:secret@example.org/", "", `nothing else`},
		{"https://české.example/", "", `xn--`},
		{"https://example.org/index.html", "", `is a page`},
		{"https://exa mple.org/", "", `is no URL`},
	} {
		got, wrong := parse(`base_url = "` + c.in + `"`)
		if c.wrong == "" && (wrong != "" || got.BaseURL != c.out) {
			t.Errorf("%q: %q, want %q\n%s", c.in, got.BaseURL, c.out, wrong)
		}
		if c.wrong != "" && (!strings.Contains(wrong, c.wrong) || !strings.HasPrefix(wrong, "config.toml:1:12: ")) {
			t.Errorf("%q: no %q in\n%s", c.in, c.wrong, wrong)
		}
	}
}

// Values that cannot work are all found in one run, each at its place.
func TestValues(t *testing.T) {
	_, got := parse(`language = "English, please"
languages = ["cs", "cs"]
publish = "reviwed"
report_url = "mailto:x"
report_email = "nobody"
[theme]
accent = "red; } body { display: none"
font = "x; } y"
color_scheme = "blue"
logo = "../secret.svg"
[timeline]
max_events = -1
group_by = "yaer"
[feed]
limit = 0
[outlets."Example Gazette"]
url = "javascript:alert(1)"
`)
	want, err := os.ReadFile(filepath.Join("testdata", "values.txt"))
	if os.Getenv("UPDATE") != "" {
		err = os.WriteFile(filepath.Join("testdata", "values.txt"), []byte(got), 0o644)
		want = []byte(got)
	}
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestNotUTF8(t *testing.T) {
	_, got := parse("title = \"x\"\ndescription = \"caf\xe9\"\n")
	if !strings.HasPrefix(got, "config.toml:2:19: byte 0xE9 is not valid UTF-8\n") {
		t.Error(got)
	}
}
