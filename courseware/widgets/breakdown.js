// One total by two of its dimensions. All sums and shares arrive computed; here they are looked up.

// A part is told by its texture as well as by its colour; in a square of 8.
const TEXTURES = [
  "M0 0H8V8H0z", "M-2 2L2-2M0 8L8 0M6 10L10 6", "M4 2.2a1.8 1.8 0 1 0 .01 0z", "M0 2H8M0 6H8",
  "M0 0L8 8M0 8L8 0", "M2 0V8M6 0V8",
];

/** Textures for some parts, and the fill that names each. */
function textures(count) {
  const id = `cww-${Math.random().toString(36).slice(2)}`;
  const kinds = Array.from({ length: count }, (_, i) => (i + Math.floor(i / 6)) % 6);
  return {
    fill: (i) => `url(#${id}-${i})`,
    defs: s("defs", {}, kinds.map((kind, i) => s("pattern", {
      id: `${id}-${i}`, width: 8, height: 8, patternUnits: "userSpaceOnUse", class: `cww-c${i % 6}`,
    }, s("rect", { width: 8, height: 8, class: "cww-ground" }),
    s("path", { d: TEXTURES[kind], class: kind === 0 || kind === 2 ? "cww-bar" : "cww-hatch" })))),
  };
}

/** One bar a row, made of parts. rows: [{name, note, parts: [{style, value, text}]}] */
function stackChart({ width, rows, most, look, label }) {
  const narrow = width < 520;
  const right = narrow ? 2 : Math.max(...rows.map(({ note }) => note.length)) * LETTER + 12;
  const left = narrow ? 1 : Math.min(width * 0.35, Math.max(...rows.map(({ name }) => name.length)) * BOLD + 12);
  const [head, thick] = narrow ? [24, 24] : [6, 24];
  const step = head + thick + 8;
  const svg = canvas(width, rows.length * step, label);
  svg.append(look.defs);
  rows.forEach(({ name, note, parts }, i) => {
    const top = i * step + head;
    let x = left;
    const texts = [];
    for (const { style, value, text } of parts.filter((part) => part.value)) {
      const size = ((width - left - right) * value) / most;
      svg.append(seriesGroup(style, s("rect", { x, y: top, width: size, height: thick, class: "cww-part", fill: look.fill(style) })));
      if (text.length * LETTER + 10 < size) {
        const room = text.length * LETTER + 4;
        texts.push(s("rect", { x: x + (size - room) / 2, y: top + 4, width: room, height: thick - 8, rx: 3, class: "cww-ground" }),
          s("text", { x: x + size / 2, y: top + thick / 2 + 4, "text-anchor": "middle" }, text));
      }
      x += size;
    }
    svg.append(...texts,
      s("text", narrow ? { x: 0, y: top - 7, class: "cww-strong" } : { x: left - 12, y: top + thick / 2 + 4, "text-anchor": "end" }, name),
      s("text", narrow ? { x: width, y: top - 7, "text-anchor": "end" } : { x: x + 8, y: top + thick / 2 + 4 }, note));
  });
  return svg;
}

function render({ model, el }) {
  const data = model.get("data");
  const unit = model.get("unit");
  const parts = frame(model, el);
  const { dimensions, categories } = data;
  const sizes = categories.map((names) => names.length + 1);
  const options = dimensions.map((name) => ({ value: name, label: capital(name) }));
  // The two change places, rather than be the same.
  const pick = (trait, other) => (name) =>
    put(model, { [trait]: name, [other]: name === model.get(other) ? model.get(trait) : model.get(other) });
  const rows = select({ label: "Rows", options, pick: pick("rows", "split") });
  const split = select({ label: "Parts of a row", options, pick: pick("split", "rows") });
  const measure = choices({
    type: "radio", legend: "Show", pick: (value) => put(model, { measure: value }),
    options: [{ value: "amount", label: "Amounts" }, { value: "share", label: "Shares of the row" }],
  });
  const filters = dimensions.map((name, d) => select({
    label: capital(name), options: [{ value: "", label: "All" }, ...categories[d].map((value) => ({ value, label: value }))],
    pick: (value) => {
      const { [name]: _, ...others } = model.get("only");
      put(model, { only: value ? { ...others, [name]: value } : others });
    },
  }));
  const room = h("div", { class: "cww-options" });
  const only = h("fieldset", { class: "cww-choices" }, h("legend", {}, "Count only"), room);
  parts.controls.append(h("div", { class: "cww-row" }, rows.node, split.node, measure.node), only);

  const amount = (value) => withUnit(number(value, data.decimals), unit);
  const percent = (value) => (value === null ? "–" : `${number(value, 1)}%`);

  function update(width) {
    const [rowName, splitName, kept, key] = ["rows", "split", "only", "measure"].map((name) => model.get(name));
    const [r, p] = [rowName, splitName].map((name) => dimensions.indexOf(name));
    const others = dimensions.filter((name, d) => d !== r && d !== p);
    /** Place of a sum: of row i and part j, both or one of them all (-1), under the filters. */
    const at = (i, j) => dimensions.reduce((place, name, d) => {
      const n = d === r ? i : d === p ? j : categories[d].indexOf(kept[name]);
      return place * sizes[d] + (n < 0 ? sizes[d] - 1 : n);
    }, 0);
    const sum = (i, j) => data.amounts[at(i, j)];
    const share = (i, j) => data.shares[p][at(i, j)];
    const [cell, tell] = key === "share" ? [share, percent] : [sum, (value) => number(value, data.decimals)];
    const largest = (count, value) => Array.from({ length: count }, (_, i) => i)
      .reduce((best, i) => ((value(i) ?? -1) > (value(best) ?? -1) ? i : best), 0);

    rows.show(rowName);
    split.show(splitName);
    measure.show(key);
    only.hidden = !others.length;
    filters.forEach(({ show }, d) => show(kept[dimensions[d]] ?? ""));
    // Changed only when they are others: a control that is put in again loses the focus.
    const nodes = others.map((name) => filters[dimensions.indexOf(name)].node);
    if (nodes.some((node, i) => node !== room.children[i])) room.replaceChildren(...nodes);
    const words = others.filter((name) => kept[name]).map((name) => `${name}: ${kept[name]}`);
    const which = words.length ? ` (${words.join("; ")})` : "";
    const total = sum(-1, -1);
    const top = largest(categories[r].length, (i) => sum(i, -1));
    const part = largest(categories[p].length, (j) => sum(top, j));
    parts.answer.replaceChildren(h("p", {}, !total ? `There is nothing to break down${which}.`
      : `All together${which}: ${amount(total)}. Largest ${rowName}: ${categories[r][top]} with ${amount(sum(top, -1))}, `
        + `${percent(data.shares[r][at(top, -1)])} of all. Its largest part: ${categories[p][part]} with `
        + `${amount(sum(top, part))}, ${percent(share(top, part))} of the row.`));
    const look = textures(categories[p].length);
    const most = key === "share" ? 100 : Math.max(...categories[r].map((_, i) => sum(i, -1) ?? 0));
    const caption = `${key === "share" ? "Shares of the row (%)" : `Amounts${unit ? ` (${unit})` : ""}`}: `
      + `${rowName} by ${splitName}${which}`;
    parts.chart.replaceChildren(...(total ? [
      h("p", { class: "cww-key" }, categories[p].map((name, style) => h("span", {},
        s("svg", { class: "cww-swatch", viewBox: "0 0 24 16", width: 24, height: 16, "aria-hidden": "true" },
          seriesGroup(style, s("rect", { x: .5, y: .5, width: 23, height: 15, class: "cww-part", fill: look.fill(style) }))), name))),
      stackChart({
        width, look, most, label: caption,
        rows: categories[r].map((name, i) => ({
          name, note: `${key === "share" && sum(i, -1) !== null ? "of " : ""}${number(sum(i, -1), data.decimals)}`,
          parts: categories[p].map((_, j) => ({ style: j, value: cell(i, j), text: tell(cell(i, j)) })),
        })),
      }),
    ] : []));
    parts.numbers.replaceChildren(table({
      caption, columns: [capital(rowName), ...categories[p], "All"],
      rows: [...categories[r], "All"].map((name, i) => {
        const row = i < categories[r].length ? i : -1;
        return [name, ...[...categories[p].keys(), -1].map((j) => exact(cell(row, j), tell(cell(row, j))))];
      }),
    }));
  }

  return watch(model, ["rows", "split", "only", "measure"], parts.chart, update);
}

export default widget(render);
