// Light or dark as the reader chose: kept with the other texts. It stands before the theme's script, which writes down
// at every page what it finds, and knows nothing of `courseware.storage`.
"use strict";
(function ({ storage }) {
  const { dataset } = document.documentElement;
  try {
    dataset.mode = storage.get("mode") || dataset.mode;
  } catch { /* switched off: as the browser has it */ }
  document.addEventListener("click", ({ target }) => { // after the theme's own listener, which stands at the button
    if (!target.closest(".theme-switch-button")) return;
    try {
      storage.set("mode", dataset.mode);
    } catch { /* switched off or full: it holds for the page */ }
  });
})(globalThis.courseware);
