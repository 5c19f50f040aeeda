// On a narrow screen the theme lays its sidebars over the page. A link in one, or Escape, puts it away again.
"use strict";
for (const side of ["primary", "secondary"]) {
  const box = document.getElementById(`pst-${side}-sidebar-checkbox`);
  const bar = document.querySelector(`.bd-sidebar-${side}`);
  bar?.addEventListener("click", (event) => {
    if (event.target.closest("a")) box.checked = false;
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box?.checked) return;
    box.checked = false;
    document.querySelector(`.${side}-toggle`)?.focus();
  });
}
