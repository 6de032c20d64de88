package e2e

import (
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// A parent that never answers shows the frame at the height of its attribute,
// and the frame scrolls; one that talks nonsense changes nothing.
func TestEmbedBadParents(t *testing.T) {
	s := embedStage(t)
	frame := s.frame("timeline")
	want := s.height(t, frame, 600)
	body := `<iframe id="f" src="FRAME" width="600" height="150" style="border:0"></iframe>
<script>
var heard = 0, last = 0;
addEventListener("message", function (e) { heard++; if (e.data && e.data.type === "embed-size") last = e.data.height; });
function say(m) { document.getElementById("f").contentWindow.postMessage(m, "*"); }
</script>`
	b := open(t, s.newsroom("", fill(body, frame)), look{width: 700})
	near(t, b, "the height it asks for", "last", want)
	if got := eval[int](t, b, `document.getElementById("f").clientHeight`); got != 150 {
		t.Errorf("the frame of a silent parent is %d high", got)
	}
	eval[bool](t, b, `heard = 0,
		[null, 0, -1, NaN, true, "", "[iFrameSizer]", "[iFrameSizer]:::::::", "[iFrameSizer]f", "pymx", "pymxPYMx", "{", "x".repeat(1e6), [], {},
		 {message: "ready"}, {message: {}, secret: []}, {sentinel: "amp"}, {type: "frames-init", height: "1e9"}, {__proto__: null, type: {}}].forEach(say), true`)
	near(t, b, "after nonsense", "new Promise(done => setTimeout(() => done(last), 300))", want)
	if n := eval[int](t, b, "heard"); n > 40 {
		t.Errorf("%d messages answer twenty of nonsense", n)
	}
	eval[bool](t, b, `(async () => {
		heard = 0;
		for (let i = 0; i < 200; i++) {
			for (let k = 0; k < 100; k++) say({sentinel: "amp", type: "frames-init"});
			await new Promise(done => setTimeout(done));
		}
		await new Promise(done => setTimeout(done, 300));
		return true;
	})()`)
	if n := eval[int](t, b, "heard"); n == 0 || n > 5000 {
		t.Errorf("%d messages answer a flood of 20,000", n)
	}
	quiet(t, b)
}

// Our script for parents takes no height from anyone but the frame itself, and
// none that makes no sense.
func TestEmbedParentScriptTrustsNobody(t *testing.T) {
	s := embedStage(t)
	body := `<iframe id="f" src="FRAME" width="600" height="150" style="border:0"></iframe>
<iframe id="other" srcdoc="<script>parent.postMessage({sentinel:'amp',type:'embed-size',height:7777},'*')</script>" width="600" height="99" style="border:0"></iframe>
<script src="` + s.base + `embed.js"></script>`
	b := open(t, s.newsroom("", fill(body, s.frame("latest"))), look{width: 700})
	want := s.height(t, s.frame("latest"), 600)
	near(t, b, "our frame", `document.getElementById("f").clientHeight`, want)
	eval[bool](t, b, `[-5, 0, "x", 1e9, NaN, {}].forEach(h => postMessage({sentinel: "amp", type: "embed-size", height: h}, "*")), true`)
	near(t, b, "the other frame", `new Promise(done => setTimeout(() => done(document.getElementById("other").clientHeight), 200))`, 99)
	near(t, b, "our frame, later", `document.getElementById("f").clientHeight`, want)
	quiet(t, b)
}

// Two frames of one timeline on a page, of different widths, each get the
// height of their own; the script may stand there twice.
func TestEmbedTwice(t *testing.T) {
	s := embedStage(t)
	script := `<script src="` + s.base + `embed.js"></script>`
	body := `<iframe id="a" src="FRAME" width="600" style="border:0"></iframe>` + script +
		`<iframe id="b" src="FRAME?theme=dark" width="340" style="border:0"></iframe>` + script
	b := open(t, s.newsroom("", fill(body, s.frame("timeline"))), look{width: 700})
	near(t, b, "the first", `document.getElementById("a").clientHeight`, s.height(t, s.frame("timeline"), 600))
	near(t, b, "the second", `document.getElementById("b").clientHeight`, s.height(t, s.frame("timeline"), 340))
	quiet(t, b)
}

// A framed page asks for one file, also from a folder on disk, and says
// everything with its script blocked.
func TestEmbedAlone(t *testing.T) {
	s := embedStage(t)
	file := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(s.dir, incident, "embed", "timeline.html"))}
	said := map[string]string{}
	for name, look := range map[string]look{"with its script": {width: 600}, "without": {width: 600, noScript: true}} {
		for _, address := range []string{s.frame("timeline"), file.String()} {
			b := open(t, address, look)
			said[name] = eval[string](t, b, "document.body.innerText")
			quiet(t, b)
			b.mu.Lock()
			for _, r := range b.requests {
				if r != address && !strings.HasPrefix(r, "data:") {
					t.Errorf("%s asks for %s", address, r)
				}
			}
			b.mu.Unlock()
		}
	}
	if said["without"] == "" || said["with its script"] != said["without"] {
		t.Error("the page says other things without its script")
	}
}

// The address sets colours and points at an event; nonsense in it does nothing.
func TestEmbedAddress(t *testing.T) {
	s := embedStage(t)
	const ground = `getComputedStyle(document.body).backgroundColor`
	const white, black = "rgb(255, 255, 255)", "rgb(22, 23, 26)"
	for _, c := range []struct {
		query string
		dark  bool
		want  string
	}{
		{"", false, white},
		{"", true, black},
		{"?theme=auto", true, black},
		{"?theme=dark", false, black},
		{"?theme=light", true, white},
		{"?theme=%22%3E", false, white},
	} {
		b := open(t, s.frame("timeline")+c.query, look{dark: c.dark})
		if got := eval[string](t, b, ground); got != c.want {
			t.Errorf("%q, dark %v: %s, want %s", c.query, c.dark, got, c.want)
		}
		quiet(t, b)
	}
	b := open(t, s.frame("timeline")+"?accent=00aa55", look{})
	if got := eval[string](t, b, `getComputedStyle(document.querySelector(".when")).color`); got != "rgb(0, 170, 85)" {
		t.Errorf("accent %s", got)
	}
	id := eval[string](t, b, `document.querySelectorAll("li")[2].id`)
	for query, want := range map[string]string{"?event=" + id: id, "?event=none": "", "?event=%3Cimg%3E&accent=red;": ""} {
		b = open(t, s.frame("timeline")+query, look{})
		if got := eval[string](t, b, `document.activeElement.id`); got != want {
			t.Errorf("%s: the focus is on %q", query, got)
		}
		quiet(t, b)
	}
}

// The height written into snippets, for frames that no script resizes, is near
// what the page has at 600 pixels.
func TestEmbedEstimatedHeight(t *testing.T) {
	s := embedStage(t)
	b := open(t, s.base+incident+"embed/index.html", look{})
	names := eval[[]string](t, b, `[...document.querySelectorAll("#views ~ ul a")].map(a => a.getAttribute("href"))`)
	if len(names) < 3 {
		t.Fatalf("views %v", names)
	}
	estimate := eval[float64](t, b, `+document.querySelector(".preview iframe").getAttribute("height")`)
	real := float64(s.height(t, s.frame("timeline"), 600))
	if estimate < 0.85*real || estimate > 1.2*real {
		t.Errorf("estimated %v, is %v", estimate, real)
	}
}

// Every kind of page for others passes the checks that our own pages pass.
func TestEmbedPages(t *testing.T) {
	s := embedStage(t)
	single := eval[string](t, open(t, s.frame("timeline"), look{}), `document.querySelector("li").id`)
	for _, name := range []string{"index", "timeline", "latest", "compact", "event-" + single, "get-" + single, "arc-search", "arc-view", "arc-edit"} {
		t.Run(name, func(t *testing.T) {
			b := open(t, s.base+incident+"embed/"+name+".html", look{})
			for _, c := range checks {
				if c.name == "headings" && strings.HasPrefix(name, "arc") {
					continue
				}
				for _, found := range c.find(t, b, s.base) {
					t.Errorf("%s: %s", c.name, found)
				}
			}
		})
	}
}
