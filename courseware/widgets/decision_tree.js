// A chain of yes-or-no questions that leads to an outcome.

function render({ model, el }) {
  const { steps, start, cases } = model.get("data");
  const parts = frame(model, el, "All steps");
  const WORDS = { yes: "Yes", no: "No" };
  const named = Object.fromEntries(cases.map(({ case: name, text }) => [name, text]));
  const button = (label, onclick, look = null) => h("button", { type: "button", class: look, onclick }, label);
  const open = () => cases.map((one) => one.case).filter((name) => !Object.hasOwn(model.get("found"), name));

  const chosen = select({
    label: "Case", pick: (value) => put(model, { case: value, path: [] }),
    options: cases.map(({ case: name }) => ({ value: name, label: name })),
  });
  const story = h("p", { class: "cww-story" });
  if (cases.length) parts.controls.append(chosen.node, story);
  else parts.controls.remove();

  const yes = button(WORDS.yes, () => go([...model.get("path"), "yes"]), "cww-main");
  const no = button(WORDS.no, () => go([...model.get("path"), "no"]), "cww-main");
  const next = button("Next case", () => put(model, { case: following(), path: [] }), "cww-main");
  const back = button("Back", () => go(model.get("path").slice(0, -1)));
  const again = button("Start again", () => go([]));
  const buttons = h("div", { class: "cww-buttons", role: "group", "aria-label": "Your answer" },
    yes, no, next, back, again);
  parts.answer.after(buttons);

  /** The next case without an outcome, after the present one if there is any. */
  function following() {
    const names = cases.map((one) => one.case);
    const rest = open();
    return rest.find((name) => names.indexOf(name) > names.indexOf(model.get("case"))) ?? rest[0];
  }

  /** The steps that the answers pass, and the one they lead to. */
  function walk(path) {
    let here = start;
    const passed = path.map((answer) => {
      const step = steps[here];
      here = step[answer];
      return { text: step.text, answer };
    });
    return { passed, here };
  }

  function go(path) {
    const { here } = walk(path);
    const [name, found] = [model.get("case"), model.get("found")];
    put(model, steps[here].kind === "outcome" && name ? { path, found: { ...found, [name]: here } } : { path });
  }

  function update() {
    const [path, name, found] = ["path", "case", "found"].map((trait) => model.get(trait));
    const { passed, here } = walk(path);
    const step = steps[here];
    const done = step.kind === "outcome";
    const focused = buttons.contains(document.activeElement);
    chosen.show(name);
    story.textContent = named[name] ?? "";
    [yes, no].forEach((one) => { one.hidden = done; });
    next.hidden = !done || !open().length;
    [back, again].forEach((one) => { one.disabled = !path.length; });
    // A button that went away hands the focus on.
    if (focused && (document.activeElement === document.body || document.activeElement.hidden
      || document.activeElement.disabled)) [yes, next, again].find((one) => !one.hidden).focus();

    parts.answer.replaceChildren(
      h("p", { class: "cww-note" }, done ? "Outcome" : `Question ${path.length + 1}`),
      h("p", { class: done ? "cww-step cww-step-outcome" : "cww-step" }, step.text),
      step.note ? h("p", {}, step.note) : "",
      done && cases.length && !open().length ? h("p", { class: "cww-note" }, "Every case has an outcome now.") : "");
    const outcomes = cases.filter((one) => Object.hasOwn(found, one.case)).map((one) => [one.case, steps[found[one.case]].text]);
    parts.chart.replaceChildren(
      h("p", { class: "cww-note" }, passed.length ? "Your answers so far:" : "No answer yet."),
      passed.length ? h("ol", { class: "cww-path" }, passed.map(({ text, answer }) =>
        h("li", {}, `${text} `, h("strong", {}, WORDS[answer])))) : "",
      outcomes.length ? h("div", { class: "cww-words" },
        table({ caption: "Outcomes you have found", columns: ["Case", "Outcome"], rows: outcomes })) : "");
  }

  const ids = model.get("data").order; // keys may have been sorted on the way
  const to = (id) => (id ? `step\u00a0${ids.indexOf(id) + 1}` : "–");
  parts.numbers.classList.add("cww-words");
  parts.numbers.replaceChildren(table({
    caption: model.get("title"), columns: ["Step", "Question or outcome", "Yes", "No", "Note"],
    rows: ids.map((id, i) => [String(i + 1), steps[id].text, to(steps[id].yes), to(steps[id].no), steps[id].note || "–"]),
  }));
  return watch(model, ["path", "case", "found"], parts.chart, update);
}

export default widget(render);
