// How much each of two partners weighs for the other. Ratios, their words and the orders arrive computed.

function render({ model, el }) {
  const data = model.get("data");
  const unit = model.get("unit");
  const parts = frame(model, el);

  const sort = select({
    label: "Sort by", pick: (value) => put(model, { sort: value }),
    options: [["table", "Order of the table"], ["ratio", "Ratio"], ["left", data.sides[0]],
      ["right", data.sides[1]]].map(([value, label]) => ({ value, label })),
  });
  const chosen = choices({
    type: "checkbox", legend: "Show", pick: (value) => put(model, { chosen: value }),
    options: data.categories.map((value) => ({ value, label: value })),
  });
  parts.controls.append(h("div", { class: "cww-row" }, sort.node), chosen.node);

  const text = (value) => withUnit(number(value, data.decimals), unit);

  function sentence(shown) {
    if (!shown.length) return "Nothing is chosen.";
    const sorted = shown.filter((i) => data.ratios[i] !== null).sort((a, b) => data.ratios[b] - data.ratios[a]);
    if (!sorted.length) return "There is no ratio: on one side the number is zero or not known.";
    const tell = (i) => `${data.categories[i]}, ${data.words[i]} `
      + `(${data.sides.map((name, side) => `${name} ${text(data.values[i][side])}`).join(", ")})`;
    return sorted.length === 1 ? `${tell(sorted[0])}.`
      : `Furthest apart: ${tell(sorted[0])}. Closest: ${tell(sorted.at(-1))}.`;
  }

  function update() {
    const [order, names] = [model.get("sort"), model.get("chosen")];
    const shown = data.orders[order].filter((i) => names.includes(data.categories[i]));
    sort.show(order);
    chosen.show(names);
    parts.answer.replaceChildren(h("p", {}, sentence(shown)));
    const most = Math.max(...shown.flatMap((i) => data.values[i]), 0) || 1;
    const bar = (i, side) => {
      const value = data.values[i][side];
      return h("div", { class: "cww-pair-row" },
        h("span", { class: "cww-hidden" }, `${data.sides[side]}: `),
        value ? pairBar(side, (100 * value) / most) : null,
        exact(value, value === null ? "not known" : text(value), "cww-pair-value"));
    };
    parts.chart.replaceChildren(
      h("p", { class: "cww-pair-key" }, data.sides.map((name, side) =>
        h("span", {}, pairBar(side, null), name))),
      h("ul", { class: "cww-pairs" }, shown.map((i) => h("li", {},
        h("div", { class: "cww-pair-name" }, h("strong", {}, data.categories[i]),
          h("span", { class: "cww-pair-ratio" }, data.words[i])),
        h("div", { class: "cww-pair-bars" }, bar(i, 0), bar(i, 1))))));
    const head = (name) => (unit ? `${name} (${unit})` : name);
    parts.numbers.replaceChildren(table({
      caption: "The ratio is the larger number divided by the smaller.",
      columns: [capital(data.category_label), ...data.sides.map(head), "Ratio", "Heavier side"],
      rows: shown.map((i) => [data.categories[i], ...data.values[i].map((value) => number(value, data.decimals)),
        data.words[i], data.heavier[i] ?? "–"]),
    }));
  }

  return watch(model, ["chosen", "sort"], parts.chart, update);
}

/** A bar of some length in percent of its room, or a swatch; the second side is outlined, not only of another colour. */
function pairBar(side, percent) {
  const bar = h("span", { class: `cww-pair-bar cww-pair-bar-${side} cww-c${side}`, "aria-hidden": "true" });
  if (percent !== null) bar.style.setProperty("--part", percent / 100);
  return bar;
}

export default { render };
