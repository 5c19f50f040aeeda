// Levels, shares and growth of several series over the years. All numbers arrive computed; here they are drawn.

function render({ model, el }) {
  const data = model.get("data");
  const unit = model.get("unit");
  const names = {
    level: "Level",
    share: `Share of ${data.total}`,
    growth: "Yearly growth",
  };
  const units = { level: unit, share: "%", growth: "%" };
  const parts = frame(model, el);
  const ends = data.names.map(() => h("span", { class: "cww-end" }));

  const measure = choices({
    type: "radio", legend: "Show", pick: (value) => put(model, { measure: value }),
    options: Object.keys(names).filter((key) => data.values[key]).map((value) => ({ value, label: names[value] })),
  });
  const series = choices({
    type: "checkbox", legend: "Series", look: "legend", pick: (value) => put(model, { chosen: value }),
    options: data.names.map((name, i) => ({ value: name, label: name, before: swatch(i), after: ends[i] })),
  });
  const years = data.years.map((year) => ({ value: String(year), label: String(year) }));
  // A first year after the last takes the last along, so that no choice is refused.
  const from = select({
    label: "From", options: years,
    pick: (year) => put(model, { x_to: Math.max(+year, model.get("x_to")), x_from: +year }),
  });
  const to = select({
    label: "To", options: years,
    pick: (year) => put(model, { x_from: Math.min(+year, model.get("x_from")), x_to: +year }),
  });
  parts.controls.append(
    h("div", { class: "cww-row" }, measure.node,
      h("fieldset", { class: "cww-choices" }, h("legend", {}, "Years"),
        h("div", { class: "cww-options" }, from.node, to.node))),
    series.node);

  function text(value, key) {
    return key === "growth" ? signed(value, data.decimals[key]) : number(value, data.decimals[key]);
  }

  function withUnit(value, key) {
    return value === null ? "–" : key === "level" ? `${text(value, key)} ${unit}`.trim() : `${text(value, key)}%`;
  }

  function sentence(key, span, shown) {
    if (!shown.length) return "No series is chosen.";
    const points = shown.flatMap(({ name, values }) => values.map((value, i) => ({ name, value, year: span[i] })))
      .filter(({ value }) => value !== null);
    const what = { level: "value", share: "share", growth: "growth" }[key];
    const when = span.length > 1 ? `From ${span[0]} to ${span.at(-1)}` : `In ${span[0]}`;
    if (!points.length) return `${when} there is no ${what}: the year before is not in the table.`;
    const sorted = points.sort((a, b) => a.value - b.value);
    const tell = ({ name, value, year }) => `${withUnit(value, key)} (${name}${span.length > 1 ? `, ${year}` : ""})`;
    return sorted.length === 1 ? `${when} the ${what} is ${tell(sorted[0])}.`
      : `${when} the highest ${what} is ${tell(sorted.at(-1))}, the lowest ${tell(sorted[0])}.`;
  }

  function update(width) {
    const [key, chosen, first, last] = ["measure", "chosen", "x_from", "x_to"].map((name) => model.get(name));
    const [start, end] = [data.years.indexOf(first), data.years.indexOf(last)];
    const span = data.years.slice(start, end + 1);
    const shown = data.names
      .map((name, style) => ({ name, style, values: data.values[key][style].slice(start, end + 1) }))
      .filter(({ name }) => chosen.includes(name));
    const label = `${names[key]}${units[key] ? ` (${units[key]})` : ""}`;
    const title = `${label}, ${span.length > 1 ? `${first}–${last}` : first}: ${list(shown.map(({ name }) => name))}`;
    measure.show(key);
    series.show(chosen);
    from.show(String(first));
    to.show(String(last));
    ends.forEach((node, i) => {
      const value = data.values[key][i][end];
      node.textContent = key === "level" ? text(value, key) : withUnit(value, key);
    });
    const what = key === "level" ? `value${unit ? ` (${unit})` : ""}` : key;
    series.node.querySelector("legend").textContent = `Series, with ${what} in ${last}`;
    parts.answer.replaceChildren(h("p", {}, sentence(key, span, shown)));
    parts.chart.replaceChildren(!shown.length ? "" : span.length > 1
      ? yearChart({ width, years: span, series: shown, unit: label, label: title })
      : barChart({
        width, label: title,
        bars: shown.map(({ name, style, values: [value] }) => ({ name, style, value, text: withUnit(value, key) })),
      }));
    parts.numbers.replaceChildren(table({
      caption: label, columns: [capital(data.x_label), ...shown.map(({ name }) => name)],
      rows: span.map((year, i) => [String(year), ...shown.map(({ values }) => text(values[i], key))]),
    }));
  }

  return watch(model, ["measure", "chosen", "x_from", "x_to"], parts.chart, update);
}

export default widget(render);
