document.querySelectorAll("[data-copied]").forEach(function (place) {
  var area = place.previousElementSibling, button = document.createElement("button"), text = place.getAttribute("data-copy");
  button.type = "button";
  button.textContent = text;
  button.setAttribute("aria-describedby", area.getAttribute("aria-labelledby"));
  place.appendChild(button);
  button.addEventListener("click", function () {
    area.select();
    var done = navigator.clipboard ? navigator.clipboard.writeText(area.value) : Promise.reject();
    done.catch(function () { document.execCommand("copy"); }).then(function () {
      button.textContent = place.getAttribute("data-copied");
      setTimeout(function () { button.textContent = text; }, 2000);
    });
  });
});
