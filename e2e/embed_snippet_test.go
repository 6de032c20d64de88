package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// hostile is the style of a page that does its worst to what is pasted into it,
// short of marking it important.
const hostile = `<style>
section,article,div,p,ol,ul,li,a,strong,small,blockquote{position:absolute;left:-999px;float:right;font-size:0;line-height:0;color:#fff;
 background:#fff;margin:-50px;padding:0;border:9px solid red;text-indent:-9999px;list-style:none;width:1px;height:1px;overflow:hidden;
 opacity:0;transform:scale(0);text-transform:uppercase;letter-spacing:2em;clip-path:inset(50%);columns:5;visibility:hidden}
a::after,li::before{content:"!!"}
</style>`

// snippetsOf returns the snippets of an "Embed" page by name.
func snippetsOf(t *testing.T, s *stage, page string) map[string]string {
	t.Helper()
	b := open(t, s.base+incident+"embed/"+page+".html", look{})
	list := eval[[][]string](t, b, `[...document.querySelectorAll("textarea")].map(a => [a.getAttribute("aria-labelledby"), a.value])`)
	out := map[string]string{}
	for _, one := range list {
		out[one[0]] = one[1]
	}
	return out
}

// singleEvent returns the id of an event of the sample.
func singleEvent(t *testing.T, s *stage) string {
	t.Helper()
	return eval[string](t, open(t, s.frame("timeline"), look{}), `document.querySelector("li").id`)
}

// Each snippet does what it says when it is pasted into an empty page.
func TestEmbedSnippets(t *testing.T) {
	s := embedStage(t)
	id := singleEvent(t, s)
	for _, page := range []string{"index", "get-" + id} {
		frame, home := s.frame("timeline"), s.base+incident
		if page != "index" {
			frame, home = s.frame("event-"+id), s.base+incident+"events/"+id+".html"
		}
		all := snippetsOf(t, s, page)
		for _, c := range []struct {
			name  string
			check func(*testing.T, *tab)
		}{
			{"iframe", func(t *testing.T, b *tab) {
				got := eval[string](t, b, `(f => [f.src, f.title.length > 5, f.sandbox, f.offsetWidth === document.body.clientWidth, f.offsetHeight >= 200].join())(document.querySelector("iframe"))`)
				want := frame + ",true,allow-scripts allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation,true,true"
				if got != want {
					t.Errorf("frame %s", got)
				}
			}},
			{"script", func(t *testing.T, b *tab) {
				near(t, b, "height", `document.querySelector("iframe").clientHeight`, s.height(t, frame, eval[int64](t, b, `document.querySelector("iframe").clientWidth`)))
			}},
			{"element", func(t *testing.T, b *tab) {
				inner := `document.querySelector("incident-timeline").shadowRoot.querySelector("iframe")`
				wait(t, b, inner+".clientHeight", func(h float64) bool { return h > 0 })
				near(t, b, "height", inner+".clientHeight", s.height(t, frame, eval[int64](t, b, inner+".clientWidth")))
				if n := eval[int](t, b, `document.querySelector("incident-timeline").innerText.length`); n != 0 {
					t.Error("the list still shows beside the frame")
				}
			}},
			{"html", func(t *testing.T, b *tab) { checkFragment(t, b, s) }},
			{"card", func(t *testing.T, b *tab) {
				if got := eval[string](t, b, `document.querySelector("blockquote").cite + " " + document.querySelector("blockquote a").href`); got != home+" "+home {
					t.Errorf("card leads to %s", got)
				}
			}},
			{"image", func(t *testing.T, b *tab) {
				ok := wait(t, b, `(i => i.naturalWidth === i.width && i.alt.length > 20 && i.parentNode.href)(document.querySelector("img"))`,
					func(v any) bool { return v == home })
				if ok != home {
					t.Errorf("image: %v", ok)
				}
			}},
			{"amp", func(t *testing.T, b *tab) {
				got := eval[string](t, b, `(f => [f.getAttribute("src"), f.hasAttribute("resizable"), f.getAttribute("layout"), +f.getAttribute("height") >= 200, f.querySelector("button[overflow]").innerText.length > 3].join())(document.querySelector("amp-iframe"))`)
				if got != frame+",true,fixed-height,true,true" {
					t.Errorf("amp-iframe %s", got)
				}
			}},
		} {
			t.Run(page[:3]+" "+c.name, func(t *testing.T) {
				b := open(t, s.newsroom("", all[c.name]), look{width: 700})
				c.check(t, b)
				quiet(t, b)
			})
		}
		for name, want := range map[string]string{"markdown": "](" + s.base + incident + "events/", "text": "\n[", "wordpress": home} {
			if !strings.Contains(all[name], want) {
				t.Errorf("%s %s has no %q:\n%s", page, name, want, all[name])
			}
		}
	}
}

// checkFragment: the list is there and can be read, every link is ours.
func checkFragment(t *testing.T, b *tab, s *stage) {
	t.Helper()
	bad := eval[[]string](t, b, `[...document.querySelectorAll(".itl-timeline *")].flatMap(e => {
		const r = e.getBoundingClientRect(), c = getComputedStyle(e), text = e.tagName + " " + e.innerText.slice(0, 30);
		const out = [];
		if (r.width < 8 || r.height < 8 || r.left < 0) out.push("not to be seen: " + text);
		if (parseFloat(c.fontSize) < 10 || c.opacity !== "1" || c.visibility !== "visible") out.push("not to be read: " + text);
		if (c.color === c.backgroundColor || c.color === "rgb(255, 255, 255)") out.push("white on white: " + text);
		if (c.position !== "static" || c.float !== "none") out.push("out of its place: " + text);
		if (e.href && !e.href.startsWith("`+s.base+incident+`")) out.push("leads to " + e.href);
		return out;
	})`)
	for _, one := range bad[:min(5, len(bad))] {
		t.Error(one)
	}
	if n := eval[int](t, b, `document.querySelectorAll(".itl-event").length`); n == 0 {
		t.Error("no events")
	}
}

// The fragment can be read in a page whose style is hostile to it.
func TestEmbedFragmentInHostilePage(t *testing.T) {
	s := embedStage(t)
	fragment := snippetsOf(t, s, "index")["html"]
	b := open(t, s.newsroom(hostile, fragment), look{width: 700})
	checkFragment(t, b, s)
	naked := regexp.MustCompile(` style="[^"]*"`).ReplaceAllString(fragment, "")
	b = open(t, s.newsroom(hostile, naked), look{width: 700})
	if eval[int](t, b, `[...document.querySelectorAll(".itl-event")].filter(e => getComputedStyle(e).opacity === "0").length`) == 0 {
		t.Error("the page is not hostile: without its own style the fragment can be read too")
	}
}

// Without scripts, and while the site cannot be reached, the custom element is
// the list of events with their links.
func TestEmbedElementWithoutFrame(t *testing.T) {
	s := embedStage(t)
	element := snippetsOf(t, s, "index")["element"]
	for name, c := range map[string]struct {
		body string
		look look
	}{
		"no script":   {element, look{noScript: true}},
		"unreachable": {strings.Replace(element, `src="`+s.frame("timeline"), `src="http://127.0.0.1:9/x`, 1), look{}},
	} {
		b := open(t, s.newsroom("", c.body), c.look)
		got := eval[int](t, b, `[...document.querySelectorAll("incident-timeline li a")].filter(a => a.getClientRects().length && a.href.includes("/events/")).length`)
		if got < 5 {
			t.Errorf("%s: %d links can be seen", name, got)
		}
	}
}

// What a system finds that is given the bare address: oEmbed by the link in the
// first 150 kB of the page's head, and in its answer a frame that works.
func TestEmbedDiscovery(t *testing.T) {
	s := embedStage(t)
	for _, page := range []string{"", "events/" + singleEvent(t, s) + ".html"} {
		html := fetch(t, s.base+incident+page)
		head, _, _ := strings.Cut(html[:min(len(html), 150_000)], "</head>")
		m := regexp.MustCompile(`<link rel="alternate" type="application/json\+oembed" href="([^"]+)"`).FindStringSubmatch(head)
		if m == nil {
			t.Fatalf("%s: no oEmbed link in the head", page)
		}
		if style := strings.Index(head, "<style"); style >= 0 && style < strings.Index(head, "oembed") {
			t.Errorf("%s: the style comes before the oEmbed link", page)
		}
		var answer struct{ HTML, Title string }
		if err := json.Unmarshal([]byte(fetch(t, m[1]+"?url=x&maxwidth=600&format=json")), &answer); err != nil {
			t.Fatal(err)
		}
		// WordPress keeps these attributes and adds its own.
		src := regexp.MustCompile(`<iframe src="([^"]+)"`).FindStringSubmatch(answer.HTML)
		b := open(t, s.newsroom("", fill(strings.ReplaceAll(wordPress, "PAGE", s.base), src[1])), look{width: 700})
		near(t, b, page, `+document.getElementById("f").height`, min(1000, max(200, s.height(t, src[1], 600))))
	}
}

func fetch(t *testing.T, address string) string {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", address, res.Status, err)
	}
	return string(data)
}

// On the "Embed" page the buttons copy, and the previews have the height of
// their content at three widths.
func TestEmbedPageWorks(t *testing.T) {
	s := embedStage(t)
	b := open(t, s.base+incident+"embed/index.html", look{width: 1280})
	for _, width := range []int64{320, 600} {
		frame := fmt.Sprintf(`document.querySelector(".preview iframe[width='%d']")`, width)
		eval[bool](t, b, frame+".scrollIntoView(), true")
		near(t, b, fmt.Sprint("preview at ", width), frame+".clientHeight", s.height(t, s.frame("timeline"), width))
	}
	eval[bool](t, b, `document.addEventListener("copy", () => window.copied = getSelection().toString()), document.querySelector("button").click(), true`)
	if got := wait(t, b, `document.querySelector("button").textContent`, func(v string) bool { return v == "Copied" }); got != "Copied" {
		t.Errorf("the button says %q", got)
	}
	if n := eval[int](t, b, `document.querySelectorAll("textarea").length - document.querySelectorAll("main button").length`); n != 0 {
		t.Errorf("%d snippets without a button", n)
	}
	quiet(t, b)
}

// The panels of Arc XP tell Composer that they are ready and what was chosen.
func TestEmbedArc(t *testing.T) {
	s := embedStage(t)
	id := singleEvent(t, s)
	body := `<iframe id="f" src="FRAME?wait=30&k=key1" width="600" height="2000" style="border:0"></iframe>
<script>var got = []; addEventListener("message", function (e) { if (typeof e.data === "string" && e.data[0] === "{") got.push(JSON.parse(e.data)); });</script>`
	frame := s.frame("arc-search")
	b := open(t, s.newsroom("", fill(body, frame)), look{width: 700})
	ready := wait(t, b, `JSON.stringify(got[0] || null)`, func(v string) bool { return v != "null" })
	if !strings.HasPrefix(ready, `{"source":"plugins","action":"ready","data":{"height":`) || !strings.HasSuffix(ready, `"key":"key1"}`) {
		t.Errorf("first message %s", ready)
	}
	x, y := linkIn(t, s, frame, 600, "button[data-id='"+id+"']")
	click(t, b, x, y)
	chosen := wait(t, b, `JSON.stringify(got[1] || null)`, func(v string) bool { return v != "null" })
	var m struct {
		Action string
		Data   struct {
			ID, URL string
			Config  struct{ Src string }
		}
	}
	if err := json.Unmarshal([]byte(chosen), &m); err != nil || m.Action != "data" || m.Data.ID != id ||
		m.Data.Config.Src != s.frame("event-"+id) || !strings.HasSuffix(m.Data.URL, "/events/"+id+".html") {
		t.Errorf("chosen: %s, %v", chosen, err)
	}
	view := open(t, s.frame("arc-view")+`?p={"id":"`+id+`"}`, look{})
	if got := eval[[]string](t, view, `[...document.querySelectorAll("li")].filter(l => !l.hidden).map(l => l.firstElementChild.dataset.id)`); len(got) != 1 || got[0] != id {
		t.Errorf("the view panel shows %v", got)
	}
	quiet(t, open(t, s.frame("arc-view")+`?p={nonsense`, look{}))
}
