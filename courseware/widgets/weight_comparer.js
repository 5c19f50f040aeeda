// Shares of two wholes side by side. The shares and ratios of every set of members arrive computed; here one is chosen.

// What a ratio near 1/n is in words.
const PARTS = { 2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 6: "a sixth", 7: "a seventh", 8: "an eighth", 9: "a ninth", 10: "a tenth" };

function times(ratio) {
  const part = PARTS[Math.round(1 / ratio)];
  if (part && Math.abs(1 / ratio / Math.round(1 / ratio) - 1) < 0.05) return `about ${part} of the average`;
  if (Math.abs(ratio - 1) < 0.005) return "the average";
  return `${number(ratio, ratio < 0.1 ? 3 : 2)} times the average`;
}

function render({ model, el }) {
  const data = model.get("data");
  const unit = model.get("unit");
  const parts = frame(model, el);
  const options = data.measures.map((name) => ({ value: name, label: name }));
  // The two change places, rather than be the same.
  const pick = (trait, other) => (name) =>
    put(model, { [trait]: name, [other]: name === model.get(other) ? model.get(trait) : model.get(other) });
  const measure = select({ label: "Share of", options, pick: pick("measure", "against") });
  const against = select({ label: "Compared with share of", options, pick: pick("against", "measure") });
  const members = choices({
    type: "checkbox", legend: `${capital(data.member_label)}s counted`,
    pick: (kept) => put(model, { left_out: data.members.filter((name) => !kept.includes(name)) }),
    options: data.members.map((name) => ({ value: name, label: name })),
  });
  parts.controls.append(h("div", { class: "cww-row" }, measure.node, against.node), members.node);

  function percent(value) {
    return value === null ? "no value" : withUnit(number(value, data.decimals), unit);
  }

  function update() {
    const [one, other, out] = ["measure", "against", "left_out"].map((name) => model.get(name));
    const [m, a] = [one, other].map((name) => data.measures.indexOf(name));
    const all = data.shares.length - 1;
    const known = data.members.map((_, i) => data.shares[all][m][i] !== null && data.shares[all][a][i] !== null);
    // Rescaled shares need members with both values; the shares as they are do not.
    const set = out.length
      ? data.members.reduce((bits, name, i) => bits | (known[i] && !out.includes(name) ? 1 << i : 0), 0) : all;
    const rows = data.members
      .map((name, i) => ({
        name, shares: [m, a].map((n) => data.shares[set][n][i]), ratio: data.ratios[set][m][a][i],
      }))
      .filter(({ name }) => !out.includes(name));
    const sorted = rows.filter(({ ratio }) => ratio !== null).sort((x, y) => y.ratio - x.ratio);
    const missing = rows.filter(({ name }) => !known[data.members.indexOf(name)]).map(({ name }) => name);
    const tell = ({ name, shares, ratio }) =>
      `${name} (${percent(shares[0])} of ${one} with ${percent(shares[1])} of ${other}: ${times(ratio)})`;

    measure.show(one);
    against.show(other);
    members.show(data.members.filter((name) => !out.includes(name)));
    parts.answer.replaceChildren(
      h("p", {}, !rows.length ? `No ${data.member_label} is counted.`
        : !sorted.length ? "No two shares can be compared."
        : sorted.length === 1 ? `${tell(sorted[0])}.`
        : `Highest ratio: ${tell(sorted[0])}. Lowest: ${tell(sorted.at(-1))}.`),
      out.length && rows.length ? h("p", { class: "cww-note" },
        `Without ${list(out)}; the shares of the rest are rescaled to add up to 100${unit === "%" ? "%" : ""}.`) : "",
      missing.length ? h("p", { class: "cww-note" },
        `No ratio for ${list(missing)}: a share is not known.${out.length ? " The rest is rescaled without it." : ""}`) : "");
    parts.chart.replaceChildren(...(rows.length ? [
      ...pairChart({
        names: [one, other],
        rows: rows.map(({ name, shares, ratio }) => ({
          name, note: `ratio ${number(ratio, 2)}`, values: shares, texts: shares.map(percent),
        })),
      }),
      h("p", { class: "cww-note" },
        `Ratio: share of ${one} divided by share of ${other}. 1 is the average of all ${data.member_label}s together.`),
    ] : []));
    parts.numbers.replaceChildren(table({
      caption: `Shares (${unit}) and their ratio`, columns: [capital(data.member_label), one, other, "Ratio"],
      rows: rows.map(({ name, shares, ratio }) =>
        [name, ...shares.map((x) => exact(x, number(x, data.decimals))), exact(ratio, number(ratio, 2))]),
    }));
  }

  return watch(model, ["measure", "against", "left_out"], parts.chart, update);
}

export default widget(render);
