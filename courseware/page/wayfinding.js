// The way through the book: where one stopped reading, and in the sidebar what is answered of each module.
"use strict";
(function (courseware) {
  const { unit, edition, modules } = courseware.way; // modules: address of the page → ids of its questions
  const base = new URL(document.documentElement.dataset.content_root || "./", location.href).href;
  const addressOf = (href) => href.split(/[?#]/)[0].replace(base, "") || "index.html";
  const here = addressOf(location.href);
  const KEY = `courseware:${unit}:place`;

  function stored(key) {
    try {
      return JSON.parse(courseware.storage.get(key)) ?? {};
    } catch { // switched off, or not ours
      return {};
    }
  }

  // The section at the top of the window: the last heading that is above its middle.
  function section() {
    const seen = [...document.querySelectorAll("article section[id] > :is(h2, h3)")]
      .filter((heading) => heading.getBoundingClientRect().top < innerHeight / 2);
    return scrollY > 0 ? seen.at(-1) : undefined;
  }

  const words = (heading) => [...(heading?.childNodes ?? [])]
    .filter((node) => !node.classList?.contains("headerlink")).map((node) => node.textContent).join("").trim();

  function remember() {
    const title = words(document.querySelector("article h1"));
    if (!document.querySelector("[data-continue]") && title && here !== "search.html") {
      const heading = section();
      const place = { page: here, title, anchor: heading?.parentElement.id ?? "", heading: words(heading) };
      try {
        courseware.storage.set(KEY, JSON.stringify(place));
      } catch { /* then nobody is led back */ }
    }
  }

  function leadBack(line) {
    const { page, title, anchor, heading } = stored(KEY);
    const known = [page, title, anchor, heading].every((part) => typeof part === "string") && /^[\w-]+(\/[\w-]+)*\.html$/.test(page);
    line.hidden = !known;
    if (!known) return;
    const link = line.querySelector("a");
    link.href = base + page + (anchor && `#${encodeURIComponent(anchor)}`);
    link.textContent = title + (heading && `: ${heading}`);
  }

  function countAnswers() {
    const { answers } = stored(`courseware:${unit}:${edition}`);
    const given = (id) => ["value", "first", "best"].some((name) => answers?.[id]?.[name] !== undefined);
    for (const link of document.querySelectorAll(".bd-sidebar-primary a[href]")) {
      const ids = modules[addressOf(link.href)];
      if (!ids) continue;
      const done = ids.filter(given).length;
      let mark = link.querySelector(".cw-done");
      if (!mark) {
        mark = document.createElement("span");
        mark.className = "cw-done";
        mark.innerHTML = '<span aria-hidden="true"></span><span class="cw-sr"></span>';
        link.append(mark);
      }
      const all = done === ids.length;
      mark.classList.toggle("cw-done-all", all);
      mark.firstChild.textContent = all ? "✓" : `${done}/${ids.length}`;
      mark.lastChild.textContent = ` (${done} of ${ids.length} questions answered)`;
      mark.hidden = done === 0;
    }
  }

  document.querySelectorAll("[data-continue]").forEach(leadBack);
  addEventListener("pagehide", remember);
  document.addEventListener("visibilitychange", () => { if (document.hidden) remember(); });
  countAnswers();
  addEventListener("storage", countAnswers);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) countAnswers(); });
  courseware.openStore?.(unit, edition).onChange(courseware.afterPaint(countAnswers));
})((globalThis.courseware ??= {}));
