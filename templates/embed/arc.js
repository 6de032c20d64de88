(function () {
  "use strict";
  var query = new URLSearchParams(location.search), key = query.get("k"), panel = document.body.getAttribute("data-panel");
  var buttons = [].slice.call(document.querySelectorAll("button[data-id]")), saved = {};
  try { saved = JSON.parse(query.get("p") || "{}") || {}; } catch (e) { saved = {}; }

  function send(action, data) {
    var message = { source: "plugins", action: action, data: data };
    if (key) message.key = key;
    window.parent.postMessage(JSON.stringify(message), "*");
  }

  buttons.forEach(function (button) {
    var chosen = saved.id === button.getAttribute("data-id");
    button.setAttribute("aria-pressed", String(chosen));
    if (panel === "view") button.parentNode.hidden = !chosen;
    button.addEventListener("click", function () {
      send("data", {
        id: button.getAttribute("data-id"),
        url: button.getAttribute("data-url"),
        config: { src: button.getAttribute("data-frame"), height: +button.getAttribute("data-height"), title: button.textContent }
      });
    });
  });
  var none = document.getElementById("none");
  if (panel === "view" && !buttons.some(function (b) { return !b.parentNode.hidden; })) none.textContent = none.getAttribute("data-text");

  var words = document.getElementById("words");
  if (words) words.addEventListener("input", function () {
    var wanted = words.value.toLowerCase();
    buttons.forEach(function (b) {
      b.parentNode.hidden = b.parentNode.hasAttribute("data-words") && b.parentNode.getAttribute("data-words").indexOf(wanted) < 0;
    });
  });
  send("ready", { height: document.body.scrollHeight });
})();
