/* Filters the lists of claims and discrepancies. The filter's state is the page's address, so it can be linked to:
   "#claims-list?verdict=misprinted". An entry that a link leads to is always shown. */
(() => {
  "use strict";
  const lists = [...document.querySelectorAll(".cw-filter")].map(open);
  // Smooth scrolling over hundreds of entries aims at where the target was before they were drawn.
  document.documentElement.style.scrollBehavior = "auto";

  function open(form) {
    const name = form.dataset.list;
    const entries = [...form.nextElementSibling.children];
    // what can be seen at once: the titles of pages that use a claim would be found with every claim they use
    const texts = entries.map((entry) => [...entry.children].filter((part) => part.matches("p"))
      .map((part) => part.textContent).join(" ").toLowerCase());
    const said = form.querySelector("output");
    const noun = said.textContent.replace(/^\d+ /, "");

    function apply() {
      const chosen = [...new FormData(form)].filter(([, value]) => value.trim());
      const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      entries.forEach((entry, at) => {
        const fits = chosen.every(([key, value]) => key === "words"
          ? words.every((word) => texts[at].includes(word))
          : entry.dataset[key].split("|").includes(value));
        entry.hidden = !fits;
        shown += fits;
      });
      said.textContent = chosen.length ? `${shown} of ${entries.length} ${noun}` : `${entries.length} ${noun}`;
      return chosen;
    }
    function store() {
      const query = new URLSearchParams(apply()).toString();
      history.replaceState(history.state, "", query ? `#${name}?${query}` : `#${name}`);
    }
    function set(values) {
      for (const field of form.querySelectorAll("select, input")) field.value = values.get(field.name) ?? "";
      apply();
    }
    form.addEventListener("input", store);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(store));
    form.hidden = false;
    return { name, form, entries, set };
  }

  /** Show what an address leads to: a filtered list, or an entry, whatever the filter says. */
  function show(hash, jump) {
    const [id, query] = hash.slice(1).split("?");
    const target = id && document.getElementById(id);
    if (!target) return;
    for (const list of lists) {
      if (query !== undefined && list.name === id) {
        list.set(new URLSearchParams(query));
        if (jump) bring(list.form);
      }
      if (!list.entries.includes(target)) continue;
      if (target.hidden) list.set(new URLSearchParams());
      const fold = target.querySelector("details");
      if (fold) fold.open = true;
      if (jump) bring(target);
    }
  }
  /** Entries out of view have a guessed height, so the first jump may miss: jump again until it holds. */
  function bring(target, tries = 8) {
    const before = scrollY;
    target.scrollIntoView({ behavior: "instant" });
    if (tries && (before !== scrollY || tries > 6)) requestAnimationFrame(() => bring(target, tries - 1));
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href*='#']");
    // before the browser follows it, as the address may be the one that is there already
    if (link && link.pathname === location.pathname) show(link.hash, false);
  });
  addEventListener("hashchange", () => show(location.hash, true));
  addEventListener("load", () => show(location.hash, true)); // after the browser's own jump
  show(location.hash, true);
})();
