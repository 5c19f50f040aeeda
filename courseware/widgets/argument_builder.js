// Evidence for and against strategies, weighed and ordered by the reader. The outline is the one text that Python
// makes too; a test holds the two equal.

const STANCES = ["for", "against"];
const WEIGHTS = { 1: "1 minor", 2: "2 medium", 3: "3 strong" };

/** As `_one_line` in argument_builder.py. */
function oneLine(text) {
  return text.replace(/[ \t\r\n\f\v\u00a0\u2028\u2029]+/g, " ").replace(/^ | $/g, "");
}

/** "2 pieces for (1 of weight 3, 1 of weight 1), none against" */
function balanceOf(choices, side) {
  return STANCES.map((stance) => {
    const weights = choices.filter((one) => one.side === side && one.stance === stance).map((one) => one.weight);
    const counts = [3, 2, 1].map((weight) => [weight, weights.filter((one) => one === weight).length])
      .filter(([, count]) => count).map(([weight, count]) => `${count} of weight ${weight}`);
    return weights.length ? `${weights.length} piece${weights.length === 1 ? "" : "s"} ${stance} (${counts.join(", ")})`
      : `none ${stance}`;
  }).join(", ");
}

/** The argument as Markdown. */
function outlineOf({ evidence, sides, sound }, { heading, statement, choices }) {
  const piece = ({ id }) => evidence.find((one) => one.id === id);
  const used = (side, stance) => choices.filter((one) => one.side === side && one.stance === stance);
  const item = (choice, i) => {
    const { text, owner, verdict } = piece(choice);
    const note = oneLine(choice.note);
    return `${i + 1}. ${text} (weight ${choice.weight} of 3; ${owner}; verdict: ${verdict})${note ? `\n   - In my words: ${note}` : ""}`;
  };
  const weak = sides.flatMap((side) => STANCES.flatMap((stance) => used(side, stance))).map(piece)
    .filter(({ verdict }) => verdict !== sound).map(({ text, owner, verdict }) => `- ${text} (${owner}): ${verdict}`);
  return `${[
    `# ${oneLine(heading) || "Outline"}`,
    `**Thesis statement:** ${oneLine(statement) || "(not written yet)"}`,
    ...sides.flatMap((side) => [`## ${side}`, ...STANCES.flatMap((stance) =>
      [`### ${capital(stance)}`, used(side, stance).map(item).join("\n") || "No evidence chosen."])]),
    "## Balance",
    [...sides.map((side) => `- ${side}: ${balanceOf(choices, side)}`),
      `- Pieces left out: ${evidence.length - choices.length} of ${evidence.length}`].join("\n"),
    "## What the evidence cannot show",
    weak.join("\n") || (choices.length ? `Every piece used has the verdict “${sound}”.` : "No evidence is chosen yet."),
  ].join("\n\n")}\n`;
}

function render({ model, el }) {
  const data = model.get("data");
  const { evidence, sides, sound } = data;
  const [heading, name] = [model.get("question") || model.get("title"), model.get("name")];
  const parts = frame(model, el);
  const left = {}; // weight and note of a piece that was taken out, in case it comes back
  let cleared = null;

  const button = (label, onclick, attributes = {}) => h("button", { type: "button", onclick, ...attributes }, label);
  const newId = () => `cww-${Math.random().toString(36).slice(2)}`;
  const field = (label, box) => h("label", { class: "cww-field cww-wide" }, h("span", {}, label), box);
  const section = (label, ...children) => {
    const id = newId();
    return h("div", { class: "cww-section", role: "group", "aria-labelledby": id }, h("p", { class: "cww-group", id }, label), children);
  };
  const change = (id, values) => put(model, {
    choices: model.get("choices").map((one) => (one.id === id ? { ...one, ...values } : one)),
  });
  const outline = () => outlineOf(data, { heading, statement: model.get("statement"), choices: model.get("choices") });

  // What a page kept may be of an earlier table.
  const asked = model.get("choices");
  const known = asked.filter((one, i) => evidence.some(({ id }) => id === one?.id) && sides.includes(one.side)
    && STANCES.includes(one.stance) && asked.findIndex((other) => other?.id === one.id) === i)
    .map(({ id, side, stance, weight, note }) => ({
      id, side, stance, weight: weight in WEIGHTS ? Number(weight) : 2, note: typeof note === "string" ? note : "",
    }));
  if (JSON.stringify(known) !== JSON.stringify(asked)) model.set("choices", known);

  // --- statement and evidence ------------------------------------------------------------------------------------

  const statement = h("textarea", {
    rows: "3", maxlength: "600", oninput: () => put(model, { statement: statement.value }),
  });
  if (model.get("question")) parts.controls.append(h("p", { class: "cww-story" }, model.get("question")));
  parts.controls.append(section("1. Your thesis statement", field("Your answer in one or two sentences", statement)));

  /** A piece is put last in its new place; out of use, it keeps its weight and note for a return. */
  function use(id, value) {
    const all = model.get("choices");
    const before = all.find((one) => one.id === id);
    if (before) left[id] = { weight: before.weight, note: before.note };
    const rest = all.filter((one) => one.id !== id);
    const [stance, side] = value.split(" ");
    put(model, { choices: value ? [...rest, { id, side: sides[side], stance, weight: 2, note: "", ...left[id] }] : rest });
  }

  function about({ owner, verdict }) {
    return [`${owner} · `, h("span", { class: verdict === sound ? "cww-tag" : "cww-tag cww-tag-warn" }, verdict)];
  }

  const cards = evidence.map((piece, i) => {
    const { id, text } = piece;
    const label = newId();
    const place = select({
      label: "Use it", pick: (value) => use(id, value),
      options: [{ value: "", label: "Leave out" }, ...sides.flatMap((side, n) =>
        STANCES.map((stance) => ({ value: `${stance} ${n}`, label: `${capital(stance)}: ${side}` })))],
    });
    const weight = choices({
      type: "radio", legend: "Weight", pick: (value) => change(id, { weight: Number(value) }),
      options: Object.entries(WEIGHTS).map(([value, words]) => ({ value, label: words })),
    });
    const note = h("input", { type: "text", maxlength: "300", oninput: () => change(id, { note: note.value }) });
    const more = h("div", { class: "cww-more" }, weight.node, field("In your own words: what does it show?", note));
    const node = h("li", {}, h("div", { class: "cww-piece", role: "group", "aria-labelledby": label },
      h("p", { id: label }, `${i + 1}. ${text}`), h("p", { class: "cww-note" }, about(piece)), place.node, more));
    return {
      node,
      show(choice) {
        place.show(choice ? `${choice.stance} ${sides.indexOf(choice.side)}` : "");
        node.firstChild.classList.toggle("cww-used", Boolean(choice));
        more.hidden = !choice;
        if (!choice) return;
        weight.show(String(choice.weight));
        if (document.activeElement !== note) note.value = choice.note;
      },
    };
  });
  parts.controls.after(section("2. Weigh the evidence", h("p", { class: "cww-note" },
    "Put each piece for or against one of the strategies, or leave it out. What fails a check can still be used, "
    + "but the outline says so."), h("ol", { class: "cww-pieces" }, cards.map(({ node }) => node))));

  // --- order -----------------------------------------------------------------------------------------------------

  const said = h("p", { class: "cww-hidden", role: "status" });
  const lines = Object.fromEntries(evidence.map((piece) => {
    const move = (by, sign, words) => button(sign, () => step(piece, by), { "aria-label": `${words}: ${piece.text}` });
    const [up, down] = [move(-1, "↑", "Move up"), move(1, "↓", "Move down")];
    const [facts, note] = [h("p", { class: "cww-note" }), h("p", { class: "cww-own" })];
    return [piece.id, {
      up, down, facts, note,
      node: h("li", {}, h("div", {}, h("p", {}, piece.text), facts, note), h("span", { class: "cww-moves" }, up, down)),
    }];
  }));
  const groups = sides.map((side) => {
    const kinds = STANCES.map((stance) => {
      const head = h("p", { class: "cww-stance", id: newId() });
      return { stance, head, list: h("ol", { class: "cww-order", "aria-labelledby": head.id }) };
    });
    return { side, kinds, node: h("div", { class: "cww-side" }, h("p", { class: "cww-group" }, side),
      kinds.flatMap(({ head, list: node }) => [head, node])) };
  });
  parts.chart.append(section("3. Put it in order", h("p", { class: "cww-note" }, "In the outline the first piece comes first."),
    h("div", { class: "cww-sides" }, groups.map(({ node }) => node)), said));

  /** The pieces that stand in the same place as this one. */
  function peers(id) {
    const all = model.get("choices");
    const own = all.find((one) => one.id === id);
    return all.filter((one) => one.side === own.side && one.stance === own.stance);
  }

  function step({ id, text }, by) {
    const mates = peers(id);
    const at = mates.findIndex((one) => one.id === id);
    const other = mates[at + by];
    if (other) {
      const all = [...model.get("choices")];
      const [a, b] = [all.indexOf(mates[at]), all.indexOf(other)];
      [all[a], all[b]] = [all[b], all[a]];
      put(model, { choices: all });
    }
    said.textContent = `${text} ${other ? "Now" : "Stays"} ${at + (other ? by : 0) + 1} of ${mates.length}.`;
  }

  // --- outline ---------------------------------------------------------------------------------------------------

  const text = h("textarea", { readonly: true, rows: "14", "aria-label": "The outline as text" });
  const details = h("details", { class: "cww-details" }, h("summary", {}, "The outline as text"), text);
  const done = h("p", { role: "status", class: "cww-note" });
  const trouble = h("p", { role: "alert", class: "cww-problem" });
  const clear = button("", () => {
    const now = { choices: model.get("choices"), statement: model.get("statement") };
    put(model, cleared ?? { choices: [], statement: "" });
    cleared = cleared ? null : now;
    done.textContent = cleared ? "Everything is cleared." : "Everything is back.";
  });

  async function copy() {
    try {
      await navigator.clipboard.writeText(text.value);
      done.textContent = "The outline is copied.";
    } catch {
      // Pages without https may not write to the clipboard themselves.
      details.open = true;
      text.focus();
      text.select();
      done.textContent = "The outline is selected: copy it with Ctrl+C, or Cmd+C on a Mac.";
    }
  }

  function download() {
    const url = URL.createObjectURL(new Blob([text.value], { type: "text/markdown" }));
    const link = h("a", { href: url, download: `${name}-outline.md` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    done.textContent = `The outline is saved as ${name}-outline.md.`;
  }

  parts.numbers.parentNode.replaceWith(section("4. Your outline", h("div", { class: "cww-buttons" },
    button("Copy", copy, { class: "cww-main" }), button("Download", download, { class: "cww-main" }), clear),
  h("div", {}, done, trouble), details));

  function update() {
    const all = model.get("choices");
    const active = document.activeElement;
    if (active !== statement) statement.value = model.get("statement");
    cards.forEach((card, i) => card.show(all.find((one) => one.id === evidence[i].id)));

    const balance = [`You use ${all.length} of ${evidence.length} pieces.`, ...sides.map((side) => `${side}: ${balanceOf(all, side)}.`)];
    // Said anew only when it changed, not at every letter of a note.
    if (parts.answer.dataset.said !== balance.join(" ")) {
      parts.answer.dataset.said = balance.join(" ");
      parts.answer.replaceChildren(...balance.map((line) => h("p", {}, line)));
    }

    for (const { side, kinds } of groups) {
      for (const { stance, head, list: ordered } of kinds) {
        const here = all.filter((one) => one.side === side && one.stance === stance);
        head.textContent = `${capital(stance)} (${here.length})`;
        ordered.hidden = !here.length;
        const nodes = here.map(({ id }) => lines[id].node);
        if (nodes.length !== ordered.children.length || nodes.some((one, i) => one !== ordered.children[i])) ordered.replaceChildren(...nodes);
        here.forEach(({ id, weight, note }, i) => {
          const line = lines[id];
          line.facts.replaceChildren(`weight ${weight} · `, ...about(evidence.find((one) => one.id === id)));
          line.note.textContent = oneLine(note);
          line.note.hidden = !oneLine(note);
          line.up.setAttribute("aria-disabled", String(i === 0));
          line.down.setAttribute("aria-disabled", String(i === here.length - 1));
        });
      }
    }
    // A line that was moved hands the focus back to its button.
    if (active !== document.activeElement && parts.chart.contains(active)) active.focus();

    const written = outline();
    if (text.value !== written) text.value = written;
    const empty = !all.length && !model.get("statement");
    if (!empty) cleared = null;
    clear.textContent = cleared ? "Bring it back" : "Clear all";
    clear.disabled = empty && !cleared;
    const problem = model.keeping?.problem ?? "";
    if (trouble.textContent !== problem) trouble.textContent = problem;
  }

  return watch(model, ["choices", "statement"], parts.chart, update);
}

export default widget(render, ["question", "name"]);
