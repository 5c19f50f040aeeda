// Growth before and after a boundary year. Every combination of choices arrives computed; here one is looked up.

function render({ model, el }) {
  const data = model.get("data");
  const unit = model.get("unit");
  const parts = frame(model, el);
  const SIDES = ["before", "after"];
  const PARTS = ["before", "after", "change"];
  const METHODS = { mean: "Mean of yearly rates", cagr: "Compound rate", level: "Mean level" };
  const SHORT = { mean: "mean growth", cagr: "compound growth", level: "mean level" };
  const options = (values) => values.map((value) => ({ value, label: capital(value) }));
  const picker = (trait) => (value) => put(model, { [trait]: value });
  const years = ({ first, last }) => (first === last ? String(first) : `${first}–${last}`);

  const controls = {
    flow: choices({ type: "radio", legend: "Flow", options: options(data.flows), pick: picker("flow") }),
    partner: select({
      label: "Partner", pick: picker("partner"), options: data.partners.map((value) => ({ value, label: value })),
    }),
    method: choices({
      type: "radio", legend: "Method", pick: picker("method"),
      options: Object.entries(METHODS).map(([value, label]) => ({ value, label })),
    }),
    boundary_side: choices({
      type: "radio", legend: `${data.boundary} counts as`, pick: picker("boundary_side"),
      options: SIDES.map((side) => ({
        value: side, label: side,
        after: h("span", { class: "cww-aside" }, SIDES.map((part) => years(data.periods[side][part])).join(" | ")),
      })),
    }),
    values: choices({ type: "radio", legend: "Numbers", options: options(data.versions), pick: picker("values") }),
  };
  parts.controls.append(
    h("div", { class: "cww-row" }, controls.flow.node, controls.partner.node,
      data.versions.length > 1 ? controls.values.node : null),
    h("div", { class: "cww-row" }, controls.method.node, controls.boundary_side.node));

  const tiles = h("div", { class: "cww-tiles" });
  parts.answer.before(tiles);

  function rate(value) {
    return value === null ? "not defined" : `${signed(value, 1)}%`;
  }

  function short(value, method) {
    return method === "level" && value !== null ? number(value, data.decimals) : rate(value);
  }

  function amount(value, method) {
    return short(value, method) + (method === "level" && value !== null && unit ? ` ${unit}` : "");
  }

  function difference(value, method) {
    return value === null ? "not defined" : method === "level" ? rate(value) : `${signed(value, 1)} points`;
  }

  function basis(period, method) {
    const many = (count, noun) => `${count} ${noun}${count > 1 ? "s" : ""}`;
    if (method === "level") return `${unit ? `${unit}, ` : ""}mean of ${many(period.levels, "year")}`;
    if (method === "mean") return `a year, mean of ${many(period.rates, "yearly rate")}`;
    return `a year, from ${period.base} to ${period.last}: ${many(period.rates, "yearly step")}`;
  }

  function sentences(state, here, there) {
    const { method, partner, flow, boundary_side: side } = state;
    const [before, after, change, flips] = here;
    const what = `${capital(flow)}, ${partner}: ${SHORT[method]}`;
    const periods = data.periods[side];
    const plain = `${what} is ${amount(before, method)} in ${years(periods.before)} `
      + `and ${amount(after, method)} in ${years(periods.after)}`
      + (change === null ? "." : `, a change of ${difference(change, method)}.`);
    const other = SIDES.find((one) => one !== side);
    const told = flips.map((name) => {
      const i = PARTS.indexOf(name);
      const tell = (row) => (i < 2 ? amount(row[i], method) : difference(row[i], method));
      const named = [`the ${SHORT[method]} of the earlier years`, `the ${SHORT[method]} of the later years`, "the change"];
      return `${named[i]} is ${tell(there)} instead of ${tell(here)}`;
    });
    const flip = flips.length
      ? `The sign flips: with ${data.boundary} counted ${other}, ${list(told)}.`
      : `With ${data.boundary} counted ${other} it would be ${amount(there[0], method)} and `
        + `${amount(there[1], method)}: no sign flips.`;
    return [plain, flip];
  }

  function versions(years) {
    const named = capital(list(data.versions));
    return years ? `${named} numbers differ here in ${years} of ${data.years.length} years.`
      : `${named} numbers are the same here.`;
  }

  function update(width) {
    const state = Object.fromEntries(Object.keys(controls).map((name) => [name, model.get(name)]));
    const { flow, partner, method, boundary_side: side, values } = state;
    Object.entries(controls).forEach(([name, control]) => control.show(state[name]));
    const series = data.partners.indexOf(partner);
    const cell = data.results[values][flow][series];
    const here = cell[SIDES.indexOf(side)][method];
    const there = cell[1 - SIDES.indexOf(side)][method];
    const [before, after, change, flips] = here;
    const periods = data.periods[side];
    const numbers = [before, after];

    tiles.replaceChildren(
      ...SIDES.map((part, i) => tile(`${capital(part)}: ${years(periods[part])}`, short(numbers[i], method),
        basis(periods[part], method), { value: numbers[i] })),
      tile("Change", method === "level" || change === null ? rate(change) : signed(change, 1),
        method === "level" ? "of the mean level" : "percentage points", { strong: true, value: change }));
    const [plain, flip] = sentences(state, here, there);
    parts.answer.replaceChildren(h("p", {}, plain), h("p", { class: flips.length ? "cww-flip" : "" }, flip),
      data.versions.length > 1 ? h("p", { class: "cww-note" }, versions(data.differing[flow][series])) : "");

    const rates = method === "mean";
    const levels = data.levels[values][flow][series];
    const yearly = data.rates[values][flow][series];
    const drawn = rates ? yearly : levels;
    const name = rates ? "Growth on the year before (%)" : `${capital(flow)}${unit ? ` (${unit})` : ""}`;
    parts.chart.replaceChildren(yearChart({
      width, years: data.years, unit: name, columns: rates,
      label: `${name}, ${partner}, ${data.years[0]}–${data.years.at(-1)}, with the years before and after shaded`,
      series: [{ style: 0, values: drawn }],
      bands: SIDES.map((part, i) => ({
        from: periods[part].first, to: periods[part].last, fill: part, label: capital(part),
        note: short(numbers[i], method),
      })),
      levels: method === "cagr" ? [] : SIDES.map((part, i) => ({
        // The first year of all has no rate, so no mean of rates rests on it.
        from: rates ? Math.max(periods[part].first, periods[part].base + 1) : periods[part].first,
        to: periods[part].last, value: numbers[i],
      })),
    }));
    parts.numbers.replaceChildren(table({
      caption: `${capital(flow)}, ${partner}, ${values} values`,
      columns: [capital(data.x_label), "Period", unit || "Level", "Growth (%)"],
      rows: data.years.map((year, i) => [String(year), year <= periods.before.last ? "before" : "after",
        number(levels[i], data.decimals), signed(yearly[i], 1)]),
    }));
  }

  return watch(model, Object.keys(controls), parts.chart, update);
}

export default widget(render);
