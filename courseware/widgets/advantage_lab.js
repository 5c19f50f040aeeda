// The Balassa index by group and member. The real numbers arrive computed; the what-if below is the only formula that
// JavaScript holds, and a test compares every cell of it with the Python one.

/**
 * Shares (percent) and indices after one export has changed, each [group][member], as `data.actual` holds them.
 * The change also moves the totals: of the member, of the group, of all. Index = own share / reference share.
 */
function whatIf({ exports, totals }, group, member, value, excludeSelf) {
  const x = exports.map((row, g) => row.map((old, m) => (g === group && m === member ? value : old)));
  const all = totals.map((old, m) => (m === member ? old + (value - exports[group][member]) : old));
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  const share = (part, whole) => (whole > 0 ? (100 * part) / whole : null);
  const own = x.map((row) => row.map((part, m) => share(part, all[m])));
  const reference = x.map((row) => row.map((part, m) => (excludeSelf
    ? share(sum(row) - part, sum(all) - all[m]) : share(sum(row), sum(all)))));
  const index = own.map((row, g) => row.map((part, m) => (
    part !== null && reference[g][m] > 0 ? part / reference[g][m] : null)));
  return { own, reference, index };
}

const TRAITS = ["group", "member", "what_if", "exclude_self"];

function render({ model, el }) {
  const data = model.get("data");
  const unit = model.get("unit");
  const parts = frame(model, el);
  const named = (values) => values.map((value) => ({ value, label: value }));
  const real = (group, member) => data.exports[data.groups.indexOf(group)][data.members.indexOf(member)];
  // Another cell starts from its real export.
  const go = (group, member) => put(model, { group, member, what_if: real(group, member) });
  const member = select({
    label: "Exporter", options: named(data.members), pick: (value) => go(model.get("group"), value),
  });
  const group = select({
    label: "Group of goods", options: named(data.groups), pick: (value) => go(value, model.get("member")),
  });
  const against = choices({
    type: "radio", legend: "Compare with", pick: (value) => put(model, { exclude_self: value === "others" }),
    options: [{ value: "all", label: "All together" }, { value: "others", label: "The others only" }],
  });
  const slider = h("input", {
    type: "range", min: 0, "aria-label": "What-if export, slider", oninput: () => type(slider.value),
  });
  const field = h("input", {
    type: "number", min: 0, step: "any", inputmode: "decimal", oninput: () => type(field.value),
  });
  const back = h("button", {
    type: "button", onclick: () => go(model.get("group"), model.get("member")),
  }, "Back to the real export");
  const problem = h("p", { class: "cww-problem", role: "alert" });
  const legend = h("legend", {});
  parts.controls.append(
    h("div", { class: "cww-row" }, member.node, group.node, against.node),
    h("fieldset", { class: "cww-choices cww-what-if" }, legend,
      h("div", { class: "cww-options" },
        h("label", { class: "cww-field cww-number" }, h("span", {}, unit ? `Export (${unit})` : "Export"), field),
        back, slider), problem));
  const tiles = h("div", { class: "cww-tiles" });
  parts.answer.before(tiles);

  function type(text) {
    const value = text === "" ? NaN : Number(text);
    const valid = Number.isFinite(value) && value >= 0;
    problem.textContent = valid ? "" : "Type a number from 0 upwards.";
    if (valid) put(model, { what_if: value });
  }

  function side(index) {
    if (index === null) return "not defined";
    return index > 1 ? "above 1: an advantage" : index < 1 ? "below 1: no advantage" : "exactly 1";
  }

  function percent(value) {
    return value === null ? "–" : `${number(value, 1)}%`;
  }

  function update(width) {
    const [inGroup, of, value, excludeSelf] = TRAITS.map((name) => model.get(name));
    const [g, m] = [data.groups.indexOf(inGroup), data.members.indexOf(of)];
    const before = data.actual[excludeSelf ? "others" : "all"];
    const changed = value !== data.exports[g][m];
    const now = changed ? whatIf(data, g, m, value, excludeSelf) : before;
    const [own, reference, index] = [now.own[g][m], now.reference[g][m], now.index[g][m]];
    const others = excludeSelf ? "the others" : "all together";
    const whose = excludeSelf ? "the others’" : "everyone’s";

    member.show(of);
    group.show(inGroup);
    against.show(excludeSelf ? "others" : "all");
    const limit = data.limits[g][m];
    slider.max = limit;
    slider.step = limit / 100;
    slider.value = value;
    slider.setAttribute("aria-valuetext", `${number(value, data.decimals)} ${unit}`);
    // What is being typed stays as it is: "3." is on its way to "3.5".
    const typing = document.activeElement === field && Number(field.value) === value;
    if (!typing) field.value = String(Number(value.toFixed(6)));
    back.disabled = !changed;
    legend.textContent = `What if ${of} exported another amount of ${inGroup}?`;
    problem.textContent = "";

    tiles.replaceChildren(
      tile(`Share in ${of}’s exports`, percent(own), inGroup, { value: own }),
      tile(`Share in ${whose} exports`, percent(reference), inGroup, { value: reference }),
      tile("Balassa index", number(index, 2), side(index), { strong: true, value: index }));
    const amount = `${number(value, data.decimals)}${unit ? ` ${unit}` : ""}`;
    const was = number(before.index[g][m], 2);
    parts.answer.replaceChildren(h("p", {}, changed
      ? `With ${amount} of ${inGroup} instead of ${number(data.exports[g][m], data.decimals)}, `
        + `the index of ${of} goes from ${was} to ${number(index, 2)}, ${side(index)}.`
      : `${of} exports ${amount} of ${inGroup}. The index is ${number(index, 2)}, ${side(index)}.`));
    parts.chart.replaceChildren(barChart({
      width, label: `Balassa index of ${of} by group, against ${others}`,
      reference: { value: 1, label: "1: same weight as the reference" },
      bars: data.groups.map((name, i) => ({
        name, value: now.index[i][m], was: changed ? before.index[i][m] : null, style: i === g ? 1 : 0, strong: i === g,
        text: number(now.index[i][m], 2) + (changed && i === g ? ` (was ${was})` : ""),
      })),
    }), changed ? h("p", { class: "cww-note" }, "The short upright lines mark the index at the real export.") : "");
    parts.numbers.replaceChildren(table({
      caption: `Balassa index against ${others}${changed ? `, with ${amount} of ${inGroup} from ${of}` : ""}`,
      columns: ["Group", ...data.members],
      rows: now.index.map((row, i) => [data.groups[i], ...row.map((cell) => exact(cell, number(cell, 2)))]),
    }));
  }

  return watch(model, TRAITS, parts.chart, update);
}

export default widget(render);
