// What every widget is built from: its frame, elements, form controls, numbers as text, tables. Concatenated in front
// of each widget's own file, so that a widget is one ES module without imports.

const GROUP = "\u202f"; // thousands in narrow spaces: a reader can copy such a number into an answer

/** An element with attributes, `on…` listeners and children; text is always text, never markup. */
function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Makes these the children of a node, in this order. Those that stand there already stay: to make them anew takes time. */
function settle(node, children) {
  [...node.children].filter((child) => !children.includes(child)).forEach((child) => child.remove());
  children.forEach((child, i) => { if (node.children[i] !== child) node.insertBefore(child, node.children[i] ?? null); });
}

/** 1234.5 → "1 234.5", -1 → "−1"; a dash for what is missing. */
function number(value, places) {
  if (value === null || value === undefined) return "–";
  const [whole, part] = Math.abs(value).toFixed(places).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, GROUP) + (part ? `.${part}` : "");
  return value < 0 && /[1-9]/.test(digits) ? `−${digits}` : digits;
}

/** As `number`, with a plus sign in front of what is above zero. */
function signed(value, places) {
  const text = number(value, places);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** "12%", "12 tonnes", "12" */
function withUnit(text, unit) {
  return unit === "%" ? `${text}%` : `${text} ${unit}`.trim();
}

/** "a", "a and b", "a, b and c" */
function list(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The frame of a widget: title, controls, answer in words, chart, table (named by its label), source. */
function frame(model, el, label = "Numbers in this view") {
  const parts = {
    controls: h("div", { class: "cww-controls" }),
    answer: h("div", { class: "cww-answer", role: "status", "aria-live": "polite" }),
    chart: h("div", { class: "cww-chart" }),
    numbers: h("div", {
      class: "cww-scroll", tabindex: "0", role: "group", "aria-label": label,
    }),
  };
  const [title, source] = [model.get("title"), model.get("source")];
  el.classList.add("cww");
  el.replaceChildren(h("div", { class: "cww-card", role: "group", "aria-label": title || "Interactive chart" },
    title ? h("p", { class: "cww-title" }, title) : null,
    parts.controls, parts.answer, parts.chart,
    h("details", { class: "cww-details" }, h("summary", {}, label), parts.numbers),
    source ? h("p", { class: "cww-source" }, `Source: ${source}`) : null));
  return parts;
}

const UNHEARD = "This view has lost its kernel: what you choose here does not reach your code. Run its cell again.";

/** A widget by the function that draws it; drawn anew when one of its texts is another. */
function widget(draw, texts = []) {
  const names = ["title", "unit", "source", ...texts];
  return {
    render({ model, el }) {
      const unheard = h("p", { class: "cww-unheard", role: "status" }, UNHEARD);
      let cut = false;
      let close = draw({ model, el });
      const again = () => {
        close();
        close = draw({ model, el });
        if (cut) el.prepend(unheard);
      };
      names.forEach((name) => model.on(`change:${name}`, again));
      const stops = [ownKeys(el), whenCutOff(model, el, () => {
        cut = true;
        el.prepend(unheard);
      })];
      return () => {
        names.forEach((name) => model.off(`change:${name}`, again));
        stops.forEach((stop) => stop());
        close();
      };
    },
  };
}

/**
 * Calls `update` with the chart's room now, after every change of one of the traits and of the room; returns how to stop.
 * The room is known beforehand: whoever asks for it between two changes makes the browser lay out the page in between.
 * After a change the control is shown first, what follows from it in the next frame; whoever clicks or types before that
 * meets what is drawn by then.
 */
function watch(model, traits, chart, update) {
  let queued = false;
  let room = roomFor(chart);
  const draw = () => {
    if (!queued) return;
    queued = false;
    update(room);
  };
  const later = () => {
    if (!queued) requestAnimationFrame(() => setTimeout(draw));
    queued = true;
  };
  const resized = new ResizeObserver(() => {
    const before = room;
    room = roomFor(chart);
    if (room === before) return;
    queued = true;
    draw(); // before the browser paints: nobody sees a chart that does not fit
  });
  const [view, uses] = [chart.closest(".cww"), ["pointerdown", "keydown", "click"]];
  uses.forEach((event) => view.addEventListener(event, draw, { capture: true }));
  traits.forEach((name) => model.on(`change:${name}`, later));
  resized.observe(chart);
  update(room);
  return () => {
    queued = false;
    uses.forEach((event) => view.removeEventListener(event, draw, { capture: true }));
    traits.forEach((name) => model.off(`change:${name}`, later));
    resized.disconnect();
  };
}

/** Puts values into the model and hands them to a kernel, if there is one. */
function put(model, values) {
  Object.entries(values).forEach(([name, value]) => model.set(name, value));
  model.save_changes();
}

/**
 * Radio buttons or checkboxes in a fieldset.
 * options: [{value, label, before?: Node, after?: Node}]; `pick` gets the value, or all checked values.
 */
function choices({ type, legend, options, pick, look = "pills" }) {
  const name = `cww-${Math.random().toString(36).slice(2)}`; // several widgets on a page, one group each
  const inputs = options.map(({ value }) => h("input", {
    type, name, value,
    onchange: () => pick(type === "radio" ? value : inputs.filter((i) => i.checked).map((i) => i.value)),
  }));
  const node = h("fieldset", { class: `cww-choices cww-${look}` }, h("legend", {}, legend),
    h("div", { class: "cww-options" }, options.map(({ label, before, after }, i) =>
      h("label", {}, inputs[i], before, h("span", {}, label), after))));
  return {
    node,
    show(value) {
      const chosen = type === "radio" ? [value] : value;
      inputs.forEach((input) => { input.checked = chosen.includes(input.value); });
    },
  };
}

/** A labelled select; `pick` gets the value as text. */
function select({ label, options, pick }) {
  const box = h("select", { onchange: () => pick(box.value) },
    options.map(({ value, label: text }) => h("option", { value }, text)));
  const node = h("label", { class: "cww-field" }, h("span", {}, label), box);
  return { node, show: (value) => { box.value = value; } };
}

/** One number, large, with its name above and what it rests on below. */
function tile(head, text, note, { strong = false, value = null } = {}) {
  return h("div", { class: `cww-tile${strong ? " cww-tile-strong" : ""}` },
    h("span", { class: "cww-tile-head" }, head),
    exact(value, text, "cww-tile-value"),
    h("span", { class: "cww-tile-note" }, note));
}

/** A rounded number that carries the unrounded one. */
function exact(value, text, look = null) {
  return h("data", { value: value === null ? "" : String(value), class: look }, text);
}

/** Rows of text cells, the first of each its heading. */
function table({ caption, columns, rows }) {
  return h("table", {}, h("caption", {}, caption),
    h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, rows.map(([head, ...cells]) =>
      h("tr", {}, h("th", { scope: "row" }, head), cells.map((cell) => h("td", {}, cell))))));
}
