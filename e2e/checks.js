// Questions to a page, each answered by a list of what is wrong. They run in the
// browser, under whatever look the test has set.
"use strict";

globalThis.e2e = (() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const shown = (el) => el.checkVisibility({ visibilityProperty: true }) && el.getClientRects().length > 0;
  const name = (el) => {
    const id = el.id ? "#" + el.id : "";
    const cls = typeof el.className === "string" && el.className ? "." + el.className.trim().split(/\s+/).join(".") : "";
    const text = (el.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${el.localName}${id}${cls}> ${text}`;
  };
  const rgb = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const luminance = ([r, g, b]) => {
    const f = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(rgb(a)), luminance(rgb(b))].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const focusable = () => all("a[href], button, input, select, textarea, summary, [tabindex]")
    .filter((el) => shown(el) && !el.disabled && el.tabIndex >= 0);

  return {
    // One h1, and no level left out on the way down.
    headings() {
      const found = [];
      const list = all("h1, h2, h3, h4, h5, h6").filter(shown);
      const ones = list.filter((h) => h.localName === "h1").length;
      if (ones !== 1) found.push(`${ones} h1`);
      let before = 0;
      for (const h of list) {
        const level = Number(h.localName[1]);
        if (level > before + 1) found.push(`h${level} after h${before}: ${name(h)}`);
        if (!h.textContent.trim()) found.push(`empty ${name(h)}`);
        before = level;
      }
      return found;
    },

    // Quotations say their language; article text finds its own direction.
    quotations() {
      return all("main blockquote, main q")
        .filter((q) => !q.getAttribute("lang") || !q.closest("[dir=auto]"))
        .map((q) => `no lang or no dir=auto: ${name(q)}`);
    },

    // The page does not scroll sideways. A data table may, in a box of its own.
    overflow() {
      const root = document.scrollingElement;
      const width = document.documentElement.clientWidth;
      if (root.scrollWidth <= width) return [];
      const wide = all("body *").filter((el) => {
        const r = el.getBoundingClientRect();
        return shown(el) && (r.right > width + 1 || r.left < -1) && getComputedStyle(el).position !== "absolute";
      });
      return [`scrolls sideways, ${root.scrollWidth} px in ${width}`].concat(wide.slice(0, 3).map(name));
    },

    // No text is cut off by its own box.
    clipped() {
      return all("body *").filter((el) => {
        const s = getComputedStyle(el);
        if (!shown(el) || !/hidden|clip/.test(s.overflowX + s.overflowY) || el.closest("svg")) return false;
        const r = el.getBoundingClientRect();
        if (r.width <= 2 || r.height <= 2) return false; // hidden from sight on purpose
        return el.textContent.trim() && (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1);
      }).map((el) => `cut off: ${name(el)}`);
    },

    // Nothing moves.
    motion() {
      const longest = (s) => Math.max(...s.split(",").map((d) => parseFloat(d) * (d.includes("ms") ? 0.001 : 1)));
      const found = all("*").flatMap((el) => [null, "::before", "::after"].map((pseudo) => [el, getComputedStyle(el, pseudo)]))
        .filter(([, s]) => (s.animationName !== "none" && longest(s.animationDuration) > 0.01) || longest(s.transitionDuration) > 0.01)
        .map(([el]) => `moves: ${name(el)}`);
      if (getComputedStyle(document.documentElement).scrollBehavior === "smooth") found.push("scrolls smoothly");
      return found;
    },

    // Under forced colours drawings stay visible on the canvas.
    forced() {
      if (!matchMedia("(forced-colors: active)").matches) return ["forced colours are not on"];
      const probe = document.createElement("i");
      probe.style.color = "Canvas";
      document.body.append(probe);
      const canvas = getComputedStyle(probe).color;
      probe.remove();
      return all("svg rect, svg circle, svg path, svg line, svg text, svg polygon").filter((el) => {
        if (!shown(el) || el.closest("defs, clipPath, mask, symbol") || el.matches(".hit")) return false; // a field to hit is never seen
        const s = getComputedStyle(el);
        const seen = (colour, opacity) => colour.startsWith("rgb") && rgb(colour)[3] !== 0 && Number(opacity) > 0 && contrast(colour, canvas) >= 3;
        return !seen(s.fill, s.fillOpacity) && !seen(s.stroke, s.strokeOpacity);
      }).slice(0, 5).map((el) => `invisible under forced colours: ${name(el)}`);
    },

    // Whatever takes the focus shows that it has it.
    focus() {
      return focusable().slice(0, 60).filter((el) => {
        el.focus({ focusVisible: true, preventScroll: true });
        if (document.activeElement !== el) return true;
        const s = getComputedStyle(el);
        return !(s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1) && s.boxShadow === "none";
      }).map((el) => `no visible focus: ${name(el)}`);
    },

    // Every link and every text of the page's main part can be seen, but what a
    // closed details element holds and the buttons that only a script can serve.
    hidden() {
      const walker = document.createTreeWalker(document.querySelector("main") || document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const el = node.parentElement;
        if (!node.data.trim() || el.closest("script, style, template, noscript, details:not([open]), button[hidden], option")) continue;
        if (!shown(el) && !el.closest("svg")) found.push(`not shown: ${name(el)}`);
      }
      return found.slice(0, 10);
    },

    // What a sighted reader reads, white space apart.
    text() {
      return document.body.innerText.replace(/\s+/g, " ");
    },

    async axe() {
      const result = await axe.run(document, { resultTypes: ["violations"] });
      return result.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target + " " + (n.any[0]?.message || n.all[0]?.message || "")).join(" | ")}`);
    },
  };
})();
