"use strict";
// Keyboard of the review page. Everything works without it.
const events = () => [...document.querySelectorAll(".event")];

function current() {
  return document.activeElement.closest(".event") || document.querySelector(".event:target");
}

function go(step) {
  const all = events();
  const at = all.indexOf(current());
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
  if (next) {
    next.focus();
    next.scrollIntoView({ block: "start" });
  }
}

function act(key) {
  if (key === "u") {
    document.querySelector("#undo button").click();
    return true;
  }
  const control = (current() || document.querySelector(".event"))?.querySelector(`[data-key="${key}"]`);
  if (!control) {
    return false;
  }
  if (control.matches("details")) {
    control.open = true;
    control.querySelector("input:not([type=hidden]), select, textarea").focus();
  } else {
    control.click();
  }
  return true;
}

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey) {
    return;
  }
  if (e.key === "Escape") {
    const open = document.activeElement.closest("details[open]");
    if (open) {
      open.open = false;
      (open.closest(".event") || open.querySelector("summary")).focus();
    }
    return;
  }
  if (e.target.matches("input, select, textarea")) {
    return;
  }
  if (e.key === "j" || e.key === "k") {
    go(e.key === "j" ? 1 : -1);
  } else if (!act(e.key)) {
    return;
  }
  e.preventDefault();
});

// A form is sent once: the page that answers has the new version of the file.
document.addEventListener("submit", (e) => {
  if (e.target.dataset.sent) {
    e.preventDefault();
  }
  e.target.dataset.sent = "yes";
});

document.querySelector(".event:target")?.focus({ preventScroll: true });
