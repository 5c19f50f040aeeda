// Paper has no dark ground: whatever the theme on screen, a page prints in its light colours.
"use strict";
(function () {
  const root = document.documentElement;
  let theme;
  addEventListener("beforeprint", () => {
    theme = root.dataset.theme;
    root.dataset.theme = "light";
  });
  addEventListener("afterprint", () => { root.dataset.theme = theme; });
})();
