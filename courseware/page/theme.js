// What the pages use of the theme's Bootstrap: the contents that follow the reader, the way back to the top, menus that
// open. Besides: what is unfolded, and what is fetched when it is needed, copy buttons and marks on what was searched for.
"use strict";
(function () {
  const own = document.currentScript.dataset;

  // --- the contents of the page: the part that is read is marked, and its sub-parts are shown ------------------------

  const contents = document.querySelector(".bd-toc-nav");
  const parts = new Map([...(contents?.querySelectorAll('a[href^="#"]') ?? [])]
    .map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link])
    .filter(([part]) => part));
  const read = new Set();

  function mark() {
    contents.querySelectorAll(".active").forEach((node) => node.classList.remove("active"));
    const now = [...parts.keys()].filter((part) => read.has(part)).at(-1); // a sub-part stands after its part
    for (let node = parts.get(now); node && node !== contents; node = node.parentElement) {
      if (node.matches("a, li")) node.classList.add("active");
      const above = node.matches("li") && node.parentElement.closest("li")?.querySelector("a");
      if (above) above.classList.add("active");
    }
  }

  if (parts.size) {
    const watch = new IntersectionObserver((entries) => {
      entries.forEach(({ target, isIntersecting }) => read[isIntersecting ? "add" : "delete"](target));
      mark();
    }, { rootMargin: "0px 0px -60%" });
    parts.forEach((_, part) => watch.observe(part));
  }

  // --- back to the top: offered to who scrolls up ---------------------------------------------------------------------

  const back = document.getElementById("pst-back-to-top");
  if (back) {
    let last = scrollY;
    back.addEventListener("click", () => scrollTo({ top: 0, behavior: "instant" }));
    addEventListener("scroll", () => {
      const shown = scrollY < last && scrollY > 0 ? "block" : "none";
      if (back.style.display !== shown) back.style.display = shown;
      last = scrollY;
    }, { passive: true });
  }

  // --- search: put away, it gives the focus back; who tabs on leaves it --------------------------------------------------

  const search = document.querySelector(".search-button__wrapper");
  let before = null; // what had the focus when it was opened
  search?.addEventListener("focusin", ({ relatedTarget }) => {
    if (!search.contains(relatedTarget)) before = relatedTarget;
  });
  search?.addEventListener("focusout", ({ relatedTarget }) => {
    if (search.contains(relatedTarget)) return;
    if (relatedTarget) search.classList.remove("show");
    else if (!search.classList.contains("show")) before?.focus();
  });

  // --- menus ---------------------------------------------------------------------------------------------------------

  const menuOf = (button) => button.parentElement.querySelector(".dropdown-menu");

  function open(button, is) {
    const menu = menuOf(button);
    button.setAttribute("aria-expanded", is);
    [button, menu].forEach((node) => node.classList.toggle("show", is));
    menu.setAttribute("data-bs-popper", "static"); // the theme places it by this
  }

  const opened = () => [...document.querySelectorAll('[data-bs-toggle="dropdown"].show')];
  addEventListener("click", ({ target }) => {
    const button = target.closest('[data-bs-toggle="dropdown"]');
    opened().filter((other) => other !== button).forEach((other) => open(other, false));
    if (button) open(button, !button.classList.contains("show"));
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    opened().forEach((button) => {
      open(button, false);
      button.focus();
    });
  });

  // --- what is unfolded: its sign turns first, and what was folded away, a long table perhaps, comes in the next frame ---

  addEventListener("click", ({ target }) => {
    const fold = target.closest?.("summary")?.parentElement;
    if (!fold || fold.open) return;
    fold.classList.add("cw-unfolding");
    requestAnimationFrame(() => setTimeout(() => fold.classList.remove("cw-unfolding")));
  });

  // --- fetched when needed -------------------------------------------------------------------------------------------

  const fetchScript = (address) => address && new Promise((done) => {
    document.head.append(Object.assign(document.createElement("script"), { src: address, onload: done, onerror: done }));
  });

  const code = [...document.querySelectorAll("div.highlight pre")];
  if (code.length) {
    const near = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      fetchScript(own.copy);
    });
    code.forEach((node) => near.observe(node));
  }

  let searched = new URLSearchParams(location.search).has("highlight");
  try {
    searched ||= Boolean(localStorage.getItem("sphinx_highlight_terms"));
  } catch { /* a browser that keeps nothing */ }
  if (searched && typeof SphinxHighlight === "undefined") fetchScript(own.doctools)?.then(() => fetchScript(own.highlight));
})();
