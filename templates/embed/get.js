document.querySelectorAll("button[data-copied]").forEach(function (button) {
  var area = button.closest("p").previousElementSibling, text = button.textContent;
  button.hidden = false;
  button.addEventListener("click", function () {
    area.select();
    var done = navigator.clipboard ? navigator.clipboard.writeText(area.value) : Promise.reject();
    done.catch(function () { document.execCommand("copy"); }).then(function () {
      button.textContent = button.getAttribute("data-copied");
      setTimeout(function () { button.textContent = text; }, 2000);
    });
  });
});
