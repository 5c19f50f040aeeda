// A total change as a yearly rate, by its first year. All rates arrive computed.

function render({ model, el }) {
  const data = model.get("data");
  const unit = model.get("unit");
  const parts = frame(model, el);
  const start = choices({
    type: "radio", legend: "First year", pick: (value) => put(model, { start: Number(value) }),
    options: data.starts.map((year) => ({ value: String(year), label: String(year) })),
  });
  parts.controls.append(start.node);
  const tiles = h("div", { class: "cww-tiles" });
  parts.answer.before(tiles);

  const rate = (value) => withUnit(signed(value, 1), unit);
  const total = withUnit(signed(data.change, data.decimals), unit);
  const span = (i) => `${data.years[i]} year${data.years[i] > 1 ? "s" : ""}`;

  function update(width) {
    const first = model.get("start");
    const here = data.starts.indexOf(first);
    start.show(String(first));
    tiles.replaceChildren(
      tile(`Change up to ${data.last}`, total, `from ${first}: ${span(here)}`, { value: data.change }),
      tile("Rate a year", rate(data.rates[here]), "compound: each year builds on the one before",
        { strong: true, value: data.rates[here] }),
      tile("Change divided by years", rate(data.divided[here]), data.years[here] > 1
        ? "leaves out that each year builds on the one before" : "the same over a single year",
      { value: data.divided[here] }));
    const ends = [0, data.starts.length - 1];
    parts.answer.replaceChildren(
      h("p", {}, `${total} from ${first} to ${data.last} is ${rate(data.rates[here])} a year for ${span(here)}.`),
      data.starts.length > 1 ? h("p", {}, `The same change is ${ends.map((i) =>
        `${rate(data.rates[i])} a year if it began in ${data.starts[i]}`).join(" and ")}.`) : "");
    parts.chart.replaceChildren(barChart({
      width, label: `Rate a year up to ${data.last} by first year`,
      bars: data.starts.map((year, i) => ({
        name: `From ${year} (${span(i)})`, value: data.rates[i], text: rate(data.rates[i]),
        style: i === here ? 1 : 0, strong: i === here,
      })),
    }));
    parts.numbers.replaceChildren(table({
      caption: `${total} up to ${data.last}`,
      columns: ["First year", "Years", `Rate a year (${unit})`, `Change divided by years (${unit})`],
      rows: data.starts.map((year, i) => [String(year), String(data.years[i]),
        exact(data.rates[i], signed(data.rates[i], 1)), exact(data.divided[i], signed(data.divided[i], 1))]),
    }));
  }

  return watch(model, ["start"], parts.chart, update);
}

export default widget(render);
