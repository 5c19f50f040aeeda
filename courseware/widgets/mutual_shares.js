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
    parts.chart.replaceChildren(...pairChart({
      names: data.sides,
      rows: shown.map((i) => ({
        name: data.categories[i], note: data.words[i], values: data.values[i],
        texts: data.values[i].map((value) => (value === null ? "not known" : text(value))),
      })),
    }));
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

export default widget(render);
