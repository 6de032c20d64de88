package e2e

import (
	"strings"
	"testing"
)

// A dialect is a parent page that gives a frame the height that its content
// asks for. Where npm has the real script it is used; else the parent does what
// the documentation of its system says that it does. FRAME is the address.
type dialect struct {
	name   string
	script string // file of node_modules, "" for none
	body   string
	frame  string // JavaScript: the iframe
}

const plainFrame = `<iframe id="f" src="FRAME" width="100%" height="150" style="border:0"></iframe>`

var dialects = []dialect{
	{
		"pym.js 1", "pym.js/dist/pym.v1.js",
		`<div id="p"></div><script>new pym.Parent("p", "FRAME", {})</script>`,
		`document.querySelector("#p iframe")`,
	},
	{
		"iframe-resizer 4", "iframe-resizer/js/iframeResizer.js",
		plainFrame + `<script>iFrameResize({checkOrigin: false}, "#f")</script>`,
		`document.getElementById("f")`,
	},
	{
		"@newswire/frames", "@newswire/frames/dist/frames.umd.js",
		`<div id="p"></div><script>newswireFrames.Framer(document.getElementById("p"), {src: "FRAME"})</script>`,
		`document.querySelector("#p iframe")`,
	},
	{
		"@newswire/frames, initialised late", "@newswire/frames/dist/frames.umd.js",
		plainFrame + `<script>setTimeout(function () { newswireFrames.observeIframe(document.getElementById("f")) }, 1500)</script>`,
		`document.getElementById("f")`,
	},
	// amp-iframe: a message {sentinel, type: "embed-size", height} from the frame
	// sets the height of a resizable one.
	{
		"AMP", "",
		plainFrame + `<script>addEventListener("message", function (e) {
			var f = document.getElementById("f"), m = e.data;
			if (e.source === f.contentWindow && m && m.sentinel === "amp" && m.type === "embed-size") f.height = m.height;
		})</script>`,
		`document.getElementById("f")`,
	},
	// Datawrapper's present script finds the frame by its window.
	{
		"Datawrapper", "",
		plainFrame + `<script>addEventListener("message", function (e) {
			var sizes = e.data && e.data["datawrapper-height"];
			if (!sizes) return;
			document.querySelectorAll("iframe").forEach(function (f) {
				for (var id in sizes) if (f.contentWindow === e.source) f.style.height = sizes[id] + "px";
			});
		})</script>`,
		`document.getElementById("f")`,
	},
	// The former one finds it by the chart's id in the address.
	{
		"Datawrapper, before 2020", "",
		plainFrame + `<script>addEventListener("message", function (e) {
			var sizes = e.data && e.data["datawrapper-height"];
			for (var id in sizes) document.querySelectorAll("iframe").forEach(function (f) {
				if (f.src.indexOf(id) > -1) f.style.height = sizes[id] + "px";
			});
		})</script>`,
		`document.getElementById("f")`,
	},
	// Medium, Infogram and Embedly: a JSON text with the address of the frame.
	{
		"Medium and Infogram", "",
		plainFrame + `<script>addEventListener("message", function (e) {
			var m;
			try { m = JSON.parse(e.data); } catch (x) { return; }
			var f = document.getElementById("f");
			if (m.context === "iframe.resize" && m.src === f.src) f.height = m.height;
		})</script>`,
		`document.getElementById("f")`,
	},
	{
		"our own script", "",
		plainFrame + `<script src="PARENT"></script>`,
		`document.getElementById("f")`,
	},
	{
		"our own script, late", "",
		plainFrame + `<script>setTimeout(function () {
			var s = document.createElement("script");
			s.src = "PARENT";
			document.body.appendChild(s);
		}, 6000)</script>`,
		`document.getElementById("f")`,
	},
	// A listener that comes late and asks for nothing is told again for some time.
	{
		"Datawrapper, late", "",
		plainFrame + `<script>setTimeout(function () {
			addEventListener("message", function (e) {
				var sizes = e.data && e.data["datawrapper-height"];
				for (var id in sizes) document.getElementById("f").style.height = sizes[id] + "px";
			});
		}, 1500)</script>`,
		`document.getElementById("f")`,
	},
	{
		"our own script, attributes stripped", "",
		`<iframe src="FRAME"></iframe><script src="PARENT" async></script>`,
		`document.querySelector("iframe")`,
	},
}

// Under every dialect the frame gets the height of its content, and a new one
// when its width changes.
func TestEmbedDialects(t *testing.T) {
	s := embedStage(t)
	frame := s.frame("timeline")
	for _, d := range dialects {
		t.Run(d.name, func(t *testing.T) {
			head := ""
			if d.script != "" {
				needFile(t, d.script)
				head = `<script src="/npm/` + d.script + `"></script>`
			}
			body := strings.ReplaceAll(fill(d.body, frame), "PARENT", s.base+"embed.js")
			b := open(t, s.newsroom(head, body), look{width: 700})
			height := "(" + d.frame + " || {clientHeight: 0}).clientHeight"
			width := eval[int64](t, b, d.frame+".clientWidth")
			near(t, b, "at first", height, s.height(t, frame, width))
			if width == 300 {
				return
			}
			eval[bool](t, b, `document.body.style.width = "330px", true`)
			near(t, b, "after the page got narrow", height, s.height(t, frame, eval[int64](t, b, d.frame+".clientWidth")))
		})
	}
}

// WordPress: the frame of an auto-embed is sandboxed with allow-scripts alone,
// clipped until it answers with the secret of its address, kept between 200 and
// 1,000 pixels, and may open only links to its own host, only while it has the
// focus. This is the behaviour of wp-embed.js, written anew.
const wordPress = `<blockquote class="wp-embedded-content" data-secret="s3cr3t"><a href="PAGE">T</a></blockquote>
<iframe id="f" class="wp-embedded-content" sandbox="allow-scripts" security="restricted" data-secret="s3cr3t" src="FRAME#?secret=s3cr3t"
 width="600" height="338" frameborder="0" scrolling="no" style="position:absolute;clip:rect(1px,1px,1px,1px)"></iframe>
<script>
var went = "", got = [];
addEventListener("message", function (e) {
	var f = document.getElementById("f"), m = e.data;
	if (!m || !(m.secret || m.message || m.value) || /[^a-zA-Z0-9]/.test(m.secret)) return;
	if (m.secret !== f.getAttribute("data-secret") || e.source !== f.contentWindow) return;
	f.removeAttribute("style");
	got.push(m.message);
	if (m.message === "height") f.height = Math.min(1000, Math.max(200, parseInt(m.value, 10)));
	if (m.message === "link") {
		var a = document.createElement("a"), b = document.createElement("a");
		a.href = f.getAttribute("src"); b.href = m.value;
		if (b.host === a.host && document.activeElement === f) went = b.href;
	}
});
</script>`

func TestEmbedWordPress(t *testing.T) {
	s := embedStage(t)
	frame := s.frame("latest")
	b := open(t, s.newsroom("", fill(strings.ReplaceAll(wordPress, "PAGE", s.base+incident), frame)), look{width: 700})
	want := min(1000, max(200, s.height(t, frame, 600)))
	near(t, b, "height", `+document.getElementById("f").height`, want)
	if style := eval[string](t, b, `document.getElementById("f").getAttribute("style") || ""`); style != "" {
		t.Errorf("the frame stays hidden: %s", style)
	}
	// Every link of the frame, citations too, goes to our own host; one click
	// shows that it gets there.
	x, y := linkIn(t, s, frame, 600, "sup a")
	top := eval[float64](t, b, `document.getElementById("f").getBoundingClientRect().top`)
	click(t, b, x, top+y)
	went := wait(t, b, "went", func(v string) bool { return v != "" })
	if !strings.HasPrefix(went, s.base+incident+"events/") || !strings.Contains(went, "#s") {
		t.Errorf("a click on a citation went to %q; messages %v", went, eval[[]string](t, b, "got"))
	}
	quiet(t, b)
}

// linkIn returns the middle of the first element that a selector matches in a
// framed page of this width.
func linkIn(t *testing.T, s *stage, frame string, width int64, selector string) (x, y float64) {
	t.Helper()
	b := open(t, frame, look{width: width})
	at := eval[[]float64](t, b, `(r => [r.left + r.width / 2, r.top + r.height / 2])(document.querySelector("`+selector+`").getBoundingClientRect())`)
	return at[0], at[1]
}

// In a sandbox of scripts alone the origin is null and storage throws: the
// frame works all the same and its console is quiet.
func TestEmbedSandbox(t *testing.T) {
	s := embedStage(t)
	for _, sandbox := range []string{"allow-scripts", "allow-scripts allow-popups allow-popups-to-escape-sandbox"} {
		body := `<iframe id="f" sandbox="` + sandbox + `" src="FRAME" width="600" height="150"></iframe><script src="` + s.base + `embed.js"></script>`
		b := open(t, s.newsroom("", fill(body, s.frame("timeline"))), look{width: 700})
		near(t, b, sandbox, `document.getElementById("f").clientHeight`, s.height(t, s.frame("timeline"), 600))
		quiet(t, b)
	}
}
