// Small charts in SVG. They are drawn at the width they are shown at, so letters keep their size on a phone. A series
// is told by dash and marker as well as by colour; every number is also in the widget's table.

const DASHES = ["", "7 4", "2 3", "10 3 2 3", "14 4", "5 2 1 2"];
const MARKERS = ["circle", "square", "triangle", "diamond", "cross", "ring"];
const SHAPES = {
  circle: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
  square: "M-3.5-3.5h7v7h-7z",
  triangle: "M0-4.6L4.6 3.4H-4.6z",
  diamond: "M0-5L5 0L0 5L-5 0z",
  cross: "M-4-4L4 4M4-4L-4 4",
  ring: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
};
const LETTER = 6.9; // px a character at 12 px, measured generously
const BOLD = 7.6;

function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

let letters = 1; // how much larger than usual the reader has set them; charts grow with them

/** The width that a chart has to be drawn in, in units that `canvas` makes as large as the letters are. */
function roomFor(chart) {
  letters = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  return Math.max(240, chart.clientWidth / letters);
}

function canvas(width, height, label) {
  return resize(s("svg", { role: "img", "aria-label": `${label}. The numbers are in the table below.` }), width, height);
}

function resize(svg, width, height) {
  const size = { viewBox: `0 0 ${width} ${height}`, width: width * letters, height: height * letters };
  return fill(svg, size, []);
}

function marker(style, x, y) {
  const shape = MARKERS[style % MARKERS.length];
  return s("path", { d: SHAPES[shape], class: `cww-mark cww-mark-${shape}`, transform: `translate(${x} ${y})` });
}

function seriesGroup(style, ...children) {
  return s("g", { class: `cww-series cww-c${style % 6}` }, ...children);
}

function stroke(style, d) {
  const dash = DASHES[(style + Math.floor(style / 6)) % 6]; // a seventh series is not the first again
  return s("path", { d, class: "cww-line", "stroke-dasharray": dash });
}

/** A piece of a series' line with its marker, for the legend. */
function swatch(style) {
  return s("svg", { class: "cww-swatch", viewBox: "0 0 34 14", width: 34, height: 14, "aria-hidden": "true" },
    seriesGroup(style, stroke(style, "M1 7H33"), marker(style, 17, 7)));
}

/** Round tick values that cover low to high, about `count` of them. */
function ticks(low, high, count) {
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / count));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => span / n <= count);
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  const places = Math.max(0, Math.min(6, -Math.floor(Math.log10(step)) + (step / power === 2.5 ? 1 : 0)));
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, i) => ({ value: (first + i) * step, places }));
}

/**
 * Lines, or columns for a single series, over years.
 * series: [{style, values: [number|null per year]}]; bands: [{from, to, label, note, fill}]; levels: [{from, to, value}]
 */
function yearChart({ width, years, series, unit, label, columns = false, bands = [], levels = [] }) {
  const known = [...series.flatMap((one) => one.values), ...levels.map((one) => one.value)].filter((v) => v !== null);
  const scale = ticks(Math.min(0, ...known), Math.max(0, ...known), width < 480 ? 4 : 6);
  const texts = scale.map(({ value, places }) => number(value, places));
  const [left, right, bottom] = [Math.max(...texts.map((t) => t.length)) * LETTER + 8, 6, 26];
  const top = 24 + (bands.length ? 42 : 0);
  const height = Math.round(Math.min(360, Math.max(250, width * 0.48))) + (bands.length ? 30 : 0);
  const step = (width - left - right) / years.length;
  const [low, high] = [scale[0].value, scale.at(-1).value];
  const x = (year) => left + (year - years[0] + 0.5) * step;
  const y = (value) => top + (height - top - bottom) * (1 - (value - low) / (high - low));
  const svg = canvas(width, height, label);

  for (const { from, to, label: text, note, fill: look } of bands) {
    const start = x(from) - step / 2;
    const size = (to - from + 1) * step;
    const box = { x: start + 1, y: 24, width: Math.max(0, size - 2), height: height - 24 - bottom, rx: 4 };
    svg.append(s("rect", { ...box, class: `cww-band cww-band-${look}` }),
      s("text", { x: start + size / 2, y: 41, "text-anchor": "middle" }, text),
      s("text", { x: start + size / 2, y: 58, "text-anchor": "middle", class: "cww-strong" }, note));
  }
  scale.forEach(({ value }, i) => {
    const look = Math.abs(value) < 1e-12 ? "cww-zero" : "cww-grid";
    svg.append(s("line", { x1: left, x2: width - right, y1: y(value), y2: y(value), class: look }),
      s("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end" }, texts[i]));
  });
  svg.append(s("text", { x: 0, y: 12 }, unit));
  const every = Math.ceil((4 * LETTER + 8) / step);
  years.forEach((year, i) => {
    // Counted from the end, so that the last year is always named.
    if ((years.length - 1 - i) % every) return;
    svg.append(s("text", { x: x(year), y: height - 6, "text-anchor": "middle" }, String(year)));
  });

  for (const { style, values } of series) {
    const points = years.map((year, i) => [x(year), values[i]]).filter(([, value]) => value !== null);
    if (columns) {
      svg.append(seriesGroup(style, ...points.map(([at, value]) => s("rect", {
        x: at - step * 0.32, width: step * 0.64, class: "cww-bar",
        y: Math.min(y(0), y(value)), height: Math.abs(y(value) - y(0)),
      }))));
    } else {
      const d = points.map(([at, value], i) => `${i ? "L" : "M"}${at.toFixed(1)} ${y(value).toFixed(1)}`).join("");
      svg.append(seriesGroup(style, stroke(style, d), ...points.map(([at, value]) => marker(style, at, y(value)))));
    }
  }
  for (const { from, to, value } of levels.filter((one) => one.value !== null)) {
    const line = { x1: x(from) - step / 2 + 3, x2: x(to) + step / 2 - 3, y1: y(value), y2: y(value) };
    svg.append(s("line", { ...line, class: "cww-level-halo" }), s("line", { ...line, class: "cww-level" }));
  }
  return svg;
}

/**
 * One bar a row, its name above it on a narrow chart.
 * bars: [{name, value, text, style, was?: number, strong?: bool}]; reference: {value, label}; reach: numbers that
 * there is room for, so that bars of different charts can be compared
 */
function barChart({ width, bars, label, reference = null, reach = [] }) {
  const narrow = width < 520;
  const longest = Math.max(...bars.map((bar) => bar.name.length));
  const left = narrow ? 0 : Math.min(width * 0.4, longest * BOLD + 12);
  const right = Math.max(...bars.map((bar) => bar.text.length)) * LETTER + 12;
  const [row, top] = [narrow ? 46 : 34, reference ? 24 : 4];
  const height = top + bars.length * row + 6;
  const known = [...reach, ...bars.flatMap((bar) => [bar.value, bar.was])].filter((v) => v !== null && v !== undefined);
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known, reference ? reference.value * 1.05 : 0) || 1];
  const x = (value) => left + (width - left - right) * ((value - low) / (high - low));
  const svg = canvas(width, height, label);

  if (low < 0) svg.append(s("line", { x1: x(0), x2: x(0), y1: top, y2: height - 4, class: "cww-zero" }));
  const names = [];
  bars.forEach(({ name, value, text, style, was, strong }, i) => {
    const base = top + i * row;
    const [at, thick] = narrow ? [base + 22, 16] : [base + 7, 20];
    const look = strong ? "cww-name cww-strong" : "cww-name";
    const place = narrow ? { x: 0, y: base + 16 } : { x: left - 12, y: at + 14, "text-anchor": "end" };
    names.push(s("text", { ...place, class: look }, name));
    if (value !== null) {
      const [start, size] = [Math.min(x(0), x(value)), Math.max(1, Math.abs(x(value) - x(0)))];
      svg.append(seriesGroup(style, s("rect", { x: start, width: size, y: at, height: thick, rx: 2, class: "cww-bar" })));
    }
    if (was !== null && was !== undefined) {
      svg.append(s("line", { x1: x(was), x2: x(was), y1: at - 3, y2: at + thick + 3, class: "cww-was" }));
    }
    const end = x(Math.max(0, value ?? 0));
    const crossed = was !== null && was !== undefined && x(was) > end && x(was) < end + text.length * BOLD + 12;
    names.push(s("text", { x: (crossed ? x(was) : end) + 8, y: at + thick / 2 + 4, class: look }, text));
  });
  if (reference) {
    const at = x(reference.value);
    const half = (reference.label.length * LETTER) / 2;
    const middle = Math.min(Math.max(at, half), width - half);
    svg.append(s("line", { x1: at, x2: at, y1: top - 4, y2: height - 4, class: "cww-reference" }),
      s("text", { x: middle, y: 13, "text-anchor": "middle" }, reference.label));
  }
  svg.append(...names); // last, so that no line crosses a word
  return svg;
}

/**
 * Two bars a row with a note beside the name, in HTML: names of any length find room. Gives a key and a list. The second
 * bar is outlined, not only of another colour.
 * rows: [{name, note, values: [number|null, number|null], texts: [text, text]}]; no value is below zero
 */
function pairChart({ names, rows }) {
  const most = Math.max(0, ...rows.flatMap(({ values }) => values)) || 1;
  const bar = (side, part = null) => {
    const node = h("span", { class: `cww-pair-bar cww-pair-bar-${side} cww-c${side}`, "aria-hidden": "true" });
    if (part !== null) node.style.setProperty("--part", part);
    return node;
  };
  const line = (value, text, side) => h("div", { class: "cww-pair-row" },
    h("span", { class: "cww-hidden" }, `${names[side]}: `),
    value ? bar(side, value / most) : null, exact(value, text, "cww-pair-value"));
  return [
    h("p", { class: "cww-key" }, names.map((name, side) => h("span", {}, bar(side), name))),
    h("ul", { class: "cww-pairs" }, rows.map(({ name, note, values, texts }) => h("li", {},
      h("div", { class: "cww-pair-name" }, h("strong", {}, name), h("span", { class: "cww-pair-ratio" }, note)),
      h("div", { class: "cww-pair-bars" }, values.map((value, side) => line(value, texts[side], side)))))),
  ];
}
