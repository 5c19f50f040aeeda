// On a narrow screen the theme lays its sidebars over the page. A link in one, Escape, or leaving it by Tab puts it away.
"use strict";
for (const side of ["primary", "secondary"]) {
  const box = document.getElementById(`pst-${side}-sidebar-checkbox`);
  const bar = document.querySelector(`.bd-sidebar-${side}`);
  bar?.addEventListener("click", (event) => {
    if (event.target.closest("a")) box.checked = false;
  });
  bar?.addEventListener("focusout", ({ relatedTarget }) => {
    const left = relatedTarget && !bar.contains(relatedTarget);
    if (left && getComputedStyle(bar).position === "fixed") box.checked = false; // or it would hide what has the focus
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box?.checked) return;
    box.checked = false;
    document.querySelector(`.${side}-toggle`)?.focus();
  });
}
