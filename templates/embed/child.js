(function () {
  "use strict";
  var root = document.documentElement, up = window.parent, query = new URLSearchParams(location.search);
  var hash = new URLSearchParams(location.hash.replace(/^#\??/, "")), secret = hash.get("secret"), pym = query.get("childId");
  var theme = query.get("theme"), accent = query.get("accent"), open = query.get("event");
  var frame = "", type = "init", last = 0, waiting = false, again = false;
  if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
  if (/^[0-9a-f]{3}([0-9a-f]{3})?$/i.test(accent || "")) root.style.setProperty("--accent", "#" + accent);
  if (open) {
    var item = document.getElementById(open);
    if (item) { item.className = "on"; item.tabIndex = -1; item.focus(); }
  }
  if (up === window) return;

  function post(message) { up.postMessage(message, "*"); }

  function tell() {
    waiting = false;
    root.style.overflow = "hidden"; // the height without a scroll bar, which goes once the parent has answered
    var height = Math.ceil(document.body.getBoundingClientRect().height), slug = {};
    root.style.overflow = "";
    if (!height || height === last && !again) return;
    last = height; again = false;
    slug[location.pathname.split("/").pop()] = height;
    post({ sentinel: "amp", type: "embed-size", height: height });
    post({ "datawrapper-height": slug });
    post(JSON.stringify({ src: location.href, context: "iframe.resize", height: height }));
    if (pym) post("pymxPYMx" + pym + "xPYMxheightxPYMx" + height);
    if (secret) post({ message: "height", value: height, secret: secret });
    if (frame) { post("[iFrameSizer]" + frame + ":" + height + ":" + root.clientWidth + ":" + type); type = "size"; }
  }

  function soon(force) {
    again = again || force === true;
    if (waiting) return;
    waiting = true;
    setTimeout(tell, 16);
  }

  addEventListener("message", function (event) {
    var m = event.data;
    if (event.source !== up || !m) return;
    if (typeof m === "string") {
      if (m.slice(0, 13) === "[iFrameSizer]" && m.split(":").length > 7) { frame = m.slice(13).split(":")[0]; soon(true); }
      else if (m.slice(0, 8) === "pymxPYMx") soon(true);
    } else if (m.type === "frames-init" || m.type === "embed-size-request" || m.message === "ready") soon(true);
  });

  document.addEventListener("click", function (event) {
    var a = event.target.closest && event.target.closest("a[href]");
    if (!a || !secret) return;
    event.preventDefault();
    post({ message: "link", value: a.href, secret: secret });
  });

  addEventListener("load", function () {
    [0, 500, 2000, 5000].forEach(function (after) { setTimeout(function () { soon(true); }, after); }); // for parents that listen late
  });
  if (window.ResizeObserver) new ResizeObserver(soon).observe(document.body);
  else addEventListener("resize", soon);
  soon();
})();
