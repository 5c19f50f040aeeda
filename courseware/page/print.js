// Paper has no dark ground: whatever the theme on screen, a page prints in its light colours.
// And a table that kept whole would leave half a sheet blank may go on in the next one (print.css).
"use strict";
(function () {
  const root = document.documentElement;
  const TALL = 480; // pixels on screen: about half a sheet
  let theme;
  addEventListener("beforeprint", () => {
    theme = root.dataset.theme;
    root.dataset.theme = "light";
    for (const table of document.querySelectorAll("article table")) table.classList.toggle("cw-tall", table.offsetHeight > TALL);
  });
  addEventListener("afterprint", () => { root.dataset.theme = theme; });
})();
