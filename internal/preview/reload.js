// Loads the page again when the preview has a newer build than the page.
const mine = document.currentScript.dataset.build;
new EventSource("/.preview/events").onmessage = (event) => {
  if (event.data !== mine) location.reload();
};
