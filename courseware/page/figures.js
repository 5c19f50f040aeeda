// A page shows each plotly figure as a drawing. plotly itself is fetched when a reader asks to explore one; a figure
// that the build could not draw is drawn by plotly when it comes near the view.
"use strict";
(function () {
  const script = document.currentScript;
  const boxes = [...document.querySelectorAll("[data-plot]")];
  if (!boxes.length) return;
  let library = null;
  function load() {
    library ??= new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = script.dataset.plotly;
      tag.onload = () => resolve(globalThis.Plotly);
      tag.onerror = () => {
        library = null; // asked for again, it may come
        reject(new Error("the chart library did not load"));
      };
      document.head.append(tag);
    });
    return library;
  }

  // Colours of the palette are named by token, cw-c0 and so on: the style sheet knows them for light and dark.
  function specOf(box) {
    const style = getComputedStyle(box);
    const text = box.querySelector("script").textContent;
    return JSON.parse(text.replace(/\bcw-c\d\b/g, (token) => style.getPropertyValue(`--${token}`).trim()));
  }

  // The page's own colours and letters, so that a chart follows the theme and the size that the reader has set.
  function theme(target) {
    const style = getComputedStyle(target);
    const ink = style.color;
    const line = style.getPropertyValue("--cw-line").trim() || "#8a94a3";
    const axis = { gridcolor: line, linecolor: line, zerolinecolor: ink, tickcolor: line, automargin: true };
    return { ink, axis, family: style.fontFamily, size: parseFloat(style.fontSize) };
  }

  function layoutFor(target, layout) {
    const { ink, axis, family, size } = theme(target);
    const out = {
      ...layout,
      autosize: true,
      height: target.clientHeight,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { ...layout.font, color: ink, family, size },
      margin: { l: 8, r: 8, t: 16, b: 8, ...layout.margin },
      // At the box's own lower edge: there it meets no axis title, however many lines it takes.
      legend: { orientation: "h", traceorder: "normal", yref: "container", y: 0, yanchor: "bottom", ...layout.legend },
    };
    for (const key of new Set([...Object.keys(layout).filter((k) => /^[xy]axis\d*$/.test(k)), "xaxis", "yaxis"])) {
      const { title, tickfont, ...own } = layout[key] ?? {};
      const ticks = { ...tickfont, size: ((tickfont?.size ?? 13) * size) / 13 };
      out[key] = { ...axis, ...own, tickfont: ticks, title: { standoff: 14, font: { size }, ...title } };
    }
    return out;
  }

  /** Let plotly draw the chart; gives what takes it away again. */
  async function draw(box) {
    const Plotly = await load();
    const target = document.createElement("div");
    target.className = "cw-plot-live";
    box.append(target);
    const config = { displayModeBar: false, responsive: true, scrollZoom: false };
    const show = () => {
      const { data, layout } = specOf(box);
      return Plotly.react(target, data, layoutFor(target, layout), config);
    };
    const watch = new MutationObserver(show);
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    const quiet = ({ key }) => { if (key === "Escape") Plotly.Fx.unhover(target); }; // the numbers at the pointer lie on others
    addEventListener("keydown", quiet);
    await show();
    // The box is hidden from assistive technology, so nothing in it may take the focus.
    target.querySelectorAll("a,[tabindex]").forEach((node) => node.setAttribute("tabindex", "-1"));
    box.dataset.drawn = "";
    return () => {
      watch.disconnect();
      removeEventListener("keydown", quiet);
      delete box.dataset.drawn;
      Plotly.purge(target);
      target.remove();
    };
  }

  /** The chart's marks, as plotly asks for one that a pointer is on, and in words. */
  function marksOf(target) {
    const plain = (text) => String(text).replace(/<[^>]+>/g, " ");
    return target.calcdata.flatMap((series, curveNumber) => series.flatMap((mark, pointNumber) => {
      if (!Number.isFinite(mark.s ?? mark.y)) return []; // a gap, or a series that is switched off
      const { name, orientation, x, y, xaxis, yaxis } = series[0].trace;
      const [key, value] = orientation === "h" ? [y, x] : [x, y];
      const words = `${key[pointNumber]}: ${Number(Number(value[pointNumber]).toPrecision(6))}`;
      const whole = target.data.length > 1 ? `${name}, ${words}` : words;
      return [{ curveNumber, pointNumber, plot: xaxis + yaxis, words: plain(whole) }];
    }));
  }

  /** Arrow keys do what a pointer does: right and left to the next mark, up and down to the next series. */
  function byKeyboard(box, target) {
    const { Fx } = globalThis.Plotly;
    let now = 0;
    const series = (marks, way) => marks.findIndex(({ curveNumber, pointNumber }) =>
      curveNumber === marks[now].curveNumber + way && pointNumber === marks[now].pointNumber);
    const steps = {
      ArrowRight: () => now + 1, ArrowLeft: () => now - 1, Home: () => 0, End: (marks) => marks.length - 1,
      ArrowUp: (marks) => series(marks, 1), ArrowDown: (marks) => series(marks, -1),
    };
    function tell(values) {
      for (const [name, value] of Object.entries(values)) target.setAttribute(name, value);
    }
    function go(step) {
      const marks = marksOf(target);
      if (now >= marks.length) now = 0; // a series was switched off
      const next = marks.length ? step(marks) : 0;
      if (!marks[next]) return;
      now = next;
      const { words, plot, ...mark } = marks[now];
      tell({ "aria-valuenow": now + 1, "aria-valuemax": marks.length, "aria-valuetext": words });
      if (target === document.activeElement) Fx.hover(target, [mark], plot);
    }
    target.addEventListener("keydown", (event) => {
      if (!steps[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      go(steps[event.key]);
    });
    target.addEventListener("focus", () => { if (target.matches(":focus-visible")) go(() => now); });
    target.addEventListener("blur", () => Fx.unhover(target));
    const title = box.closest("figure").querySelector("figcaption").firstChild.textContent.trim();
    // What a slider holds is not read out: the letters and lines of the chart would be noise.
    tell({ role: "slider", tabindex: 0, "aria-label": `Explore: ${title}`, "aria-valuemin": 1 });
    go(() => 0);
    box.removeAttribute("aria-hidden");
  }

  /** The button below a drawing: to the chart and back. A click on the drawing does the same. */
  function offer(box, drawing) {
    const [button, said] = box.closest("figure").querySelector(".cw-explore").children;
    const name = button.textContent;
    let leave = null;
    let busy = false;
    async function turn() {
      if (busy) return;
      busy = true;
      if (leave) {
        leave();
        leave = null;
        said.textContent = "";
        box.setAttribute("aria-hidden", "true");
      } else {
        said.textContent = "Loading …";
        leave = await draw(box).catch(() => null);
        said.textContent = leave ? "" : "The chart did not load. The drawing shows the same numbers.";
        const chart = box.querySelector(".cw-plot-live");
        if (leave) byKeyboard(box, chart);
        if (leave && button.matches(":focus-visible")) {
          said.textContent = "Arrow keys go from mark to mark.";
          chart.focus();
        }
      }
      button.textContent = leave ? "Back to the drawing" : name;
      busy = false;
    }
    button.addEventListener("click", turn);
    drawing.addEventListener("click", turn);
    drawing.classList.add("cw-explore-ready");
    button.hidden = false;
  }

  function drawAlone(box) {
    draw(box).catch((error) => {
      box.style.minHeight = "";
      box.removeAttribute("aria-hidden");
      box.append(`This chart could not be drawn (${error.message}). Its numbers are in the table below.`);
    });
  }

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((e) => e.isIntersecting)) {
      seen.unobserve(entry.target);
      drawAlone(entry.target);
    }
  }, { rootMargin: "300px" });
  for (const box of boxes) {
    const drawing = box.querySelector(".cw-drawing");
    if (drawing) offer(box, drawing);
    else seen.observe(box);
  }
  // On paper a chart's numbers stand below it.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = boxes.map((box) => box.closest("figure").querySelector("details:not([open])")).filter(Boolean);
    opened.forEach((table) => { table.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((table) => { table.open = false; }));
})();
