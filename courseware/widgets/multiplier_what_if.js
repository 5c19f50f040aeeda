// What a quoted multiplier makes of a change. The formula below is the Python one; a test compares them cell by cell.

const ARITHMETIC = "This is arithmetic on a quoted multiplier, not a forecast. It takes for granted that the "
  + "multiplier holds for a change of any size and that nothing else happens.";

/** The effect of a change (percent) of the base amount. */
function multiplied(base, change, multiplier) {
  return ((base * change) / 100) * multiplier;
}

/** A number with as many decimals as it needs, at most 2. */
function short(value) {
  return number(value, (String(Number(Math.abs(value).toFixed(2))).split(".")[1] ?? "").length);
}

/** A round step, about a fortieth of the range. */
function sliderStep(range) {
  const power = 10 ** Math.floor(Math.log10(range / 40));
  return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= (range / 40) * 0.999);
}

function render({ model, el }) {
  const data = model.get("data");
  const unit = model.get("unit");
  const parts = frame(model, el);
  const amount = (value) => withUnit(number(value, data.decimals), unit);
  const change = amountControl({
    trait: "change", limits: data.changes, step: 1, label: "Change (%)", slider: "Change, slider", sign: "%",
    legend: `${data.base_label}: ${amount(data.base)}. What if this changed?`,
  });
  const back = h("button", {
    type: "button", onclick: () => put(model, { multiplier: data.quoted }),
  }, "Back to the quoted one");
  const range = [data.multipliers[0], data.multipliers.at(-1)];
  const multiplier = amountControl({
    trait: "multiplier", limits: range, step: sliderStep(range[1]), label: "Multiplier",
    slider: "Multiplier, slider", sign: "", legend: `What if the multiplier were not ${short(data.quoted)}?`, button: back,
  });
  parts.controls.append(change.node, multiplier.node);
  const tiles = h("div", { class: "cww-tiles" });
  parts.answer.before(tiles);

  /** A number by slider or by typing. */
  function amountControl({ trait, limits: [low, high], step, label, slider: name, sign, legend, button = null }) {
    const slider = h("input", {
      type: "range", min: low, max: high, step, "aria-label": name, oninput: () => type(slider.value),
    });
    const field = h("input", {
      type: "number", min: low, max: high, step: "any", oninput: () => type(field.value),
    });
    const problem = h("p", { class: "cww-problem", role: "alert" });
    function type(text) {
      const value = text === "" ? NaN : Number(text);
      const valid = value >= low && value <= high;
      problem.textContent = valid ? "" : `Type a number from ${short(low)} to ${short(high)}.`;
      if (valid) put(model, { [trait]: value });
    }
    return {
      node: h("fieldset", { class: "cww-choices cww-what-if" }, h("legend", {}, legend),
        h("div", { class: "cww-options" },
          h("label", { class: "cww-field cww-number" }, h("span", {}, label), field), button, slider), problem),
      show(value) {
        slider.value = value;
        slider.setAttribute("aria-valuetext", `${short(value)}${sign}`);
        // What is being typed stays as it is: "3." is on its way to "3.5".
        const typing = document.activeElement === field && field.value !== "" && Number(field.value) === value;
        if (!typing) field.value = String(Number(value.toFixed(6)));
        problem.textContent = "";
      },
    };
  }

  function update(width) {
    const [percent, used] = [model.get("change"), model.get("multiplier")];
    const quoted = used === data.quoted;
    const effect = (x) => multiplied(data.base, percent, x);
    const [moved, found] = [effect(1), effect(used)];
    change.show(percent);
    multiplier.show(used);
    back.disabled = quoted;

    const signs = (value) => signed(value, data.decimals);
    tiles.replaceChildren(
      tile(data.base_label, signs(moved), unit, { value: moved }),
      tile("Multiplier", `× ${short(used)}`, quoted ? "as quoted" : `quoted: ${short(data.quoted)}`, { value: used }),
      tile(data.effect_label, signs(found), unit, { strong: true, value: found }));
    const ends = range.map((x) => signs(effect(x)));
    const sign = percent > 0 ? "+" : "";
    parts.answer.replaceChildren(
      h("p", {}, `${data.base_label}: ${sign}${short(percent)}% of ${amount(data.base)} is `
        + `${withUnit(signs(moved), unit)}. ${data.effect_label}: ${signs(moved)} × ${short(used)} = `
        + `${withUnit(signs(found), unit)}.`),
      h("p", {}, `How much rests on the multiplier: between ${short(range[0])} and ${short(range[1])}, `
        + `the same change gives anything from ${ends[0]} to ${withUnit(ends[1], unit)}.`),
      h("p", { class: "cww-flip" }, ARITHMETIC));

    const shown = [...new Set([...data.multipliers, used])].sort((a, b) => a - b);
    const named = (x) => `× ${short(x)}${x === data.quoted ? ", quoted" : x === used ? ", chosen" : ""}`;
    const caption = `${data.effect_label} (${unit}) by multiplier, with a change of ${short(percent)}%`;
    parts.chart.replaceChildren(barChart({
      width, label: caption, reach: data.reach,
      bars: shown.map((x) => ({
        name: named(x), value: effect(x), text: signs(effect(x)), style: x === used ? 1 : 0, strong: x === used,
      })),
    }));
    parts.numbers.replaceChildren(table({
      caption, columns: ["Multiplier", `${data.base_label} (${unit})`, `${data.effect_label} (${unit})`],
      rows: shown.map((x) => [named(x), exact(moved, signs(moved)), exact(effect(x), signs(effect(x)))]),
    }));
  }

  return watch(model, ["change", "multiplier"], parts.chart, update);
}

export default widget(render);
