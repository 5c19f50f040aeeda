// Opened from a folder, the search page may not fetch the pages it found: their words come from a script of texts.
"use strict";
if (location.protocol === "file:") {
  const { texts } = document.currentScript.dataset;
  const root = new URL(document.documentElement.dataset.content_root, location.href).href;
  const loaded = new Promise((resolve) => {
    const script = Object.assign(document.createElement("script"), { src: texts, onload: resolve, onerror: resolve });
    document.head.append(script);
  });
  const elsewhere = globalThis.fetch;
  globalThis.fetch = async (address, ...more) => {
    await loaded;
    const page = new URL(address, location.href).href.replace(root, "");
    const text = globalThis.courseware?.texts?.[page];
    return text === undefined ? elsewhere(address, ...more) : new Response(text);
  };
  // Sphinx leaves the words here for the next page to mark, which may be shown a storage without them.
  const words = "sphinx_highlight_terms";
  addEventListener("pagehide", () => {
    try {
      const said = localStorage.getItem(words);
      if (said) globalThis.courseware.storage.set(words, said);
    } catch { /* switched off or full: nothing is marked */ }
  });
}
