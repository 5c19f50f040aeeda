// Notes, frame by frame, when the parts of a page are there: `benchmarkMarks`, in ms since the navigation began.
// `benchmarkWanted` says how many of each there must be. The same questions are asked of both pages. `benchmarkPaint` is the
// time of the largest paint so far, `benchmarkShift` the sum of all layout shifts that no input caused.
"use strict";
globalThis.benchmarkMarks = {};
globalThis.benchmarkPaint = 0;
globalThis.benchmarkShift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { benchmarkPaint = entry.startTime; }))
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  if (!entry.hadRecentInput) benchmarkShift += entry.value;
})).observe({ type: "layout-shift", buffered: true });
(() => {
  const visible = (node) => node !== null && node.getClientRects().length > 0;
  const count = (selector, part) =>
    [...document.querySelectorAll(selector)].filter((node) => visible(node.querySelector(part))).length;
  const painted = () => performance.getEntriesByName("first-contentful-paint").length > 0;
  const found = {
    text: () => (painted() ? count("article", "h1 ~ p") : 0),
    widgets: () => count(".cww", ".cww-controls :is(select, input, button)"),
    // plotly's, and drawings made when the book was built
    charts: () => count(".js-plotly-plot", ".main-svg .trace") + count(".cw-drawing", ".cw-d-bar, .cw-d-line use"),
  };

  function look() {
    const missing = Object.keys(benchmarkWanted).filter((name) => !(name in benchmarkMarks));
    for (const name of missing) {
      if (found[name]() >= benchmarkWanted[name]) benchmarkMarks[name] = performance.now();
    }
    if (missing.length) requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})();
