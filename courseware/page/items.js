// The questions of a page: reading and showing an answer, checking it, feedback beside what was chosen.
"use strict";
(function (courseware) {
  const isBlank = (value) => value === null
    || (typeof value === "string" ? value.replace(/[\s\p{Cc}\p{Cf}]/gu, "") === "" : Object.keys(value).length === 0);
  const points = (hundredths) => String(hundredths / 100);
  const pointsOf = (score, most) => `${points(score)} of ${points(most)} point${most === 100 ? "" : "s"}`;
  const element = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

  const WORDS = { correct: "Correct", partial: "Partly correct", wrong: "Not correct", invalid: "Not scored", blank: "Nothing to check" };
  const SHAPES = {
    correct: "M4 10.5l4 4 8-9",
    partial: "M4 10h12",
    wrong: "M5 5l10 10M15 5L5 15",
    invalid: "M10 4v8M10 15.5v.5",
    blank: "M10 4v8M10 15.5v.5",
  };

  function icon(kind) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.setAttribute("aria-hidden", "true");
    svg.append(document.createElementNS(svg.namespaceURI, "path"));
    svg.firstChild.setAttribute("d", SHAPES[kind]);
    return svg;
  }

  // --- how each type reads its form, shows a value in it, and asks for what is missing -------------------------------

  const ticks = (form) => [...form.querySelectorAll(".cw-option input")];
  const lines = (form) => [...form.querySelectorAll(".cw-order > li")];
  const selects = (form) => [...form.querySelectorAll(".cw-pair select")];
  const field = (form) => form.querySelector(".cw-line input");
  const typed = (missing) => ({
    read: ({ form }) => field(form).value,
    show: ({ form }, value) => { field(form).value = value === null ? "" : String(value); },
    missing,
  });

  const TYPES = {
    choice: {
      read: ({ form }) => ticks(form).find((input) => input.checked)?.value ?? null,
      show: ({ form }, value) => ticks(form).forEach((input) => { input.checked = input.value === value; }),
      missing: "Choose one option first.",
    },
    multiple: {
      read: ({ form }) => ticks(form).filter((input) => input.checked).map((input) => input.value),
      show: ({ form }, value) => ticks(form).forEach((input) => { input.checked = (value ?? []).includes(input.value); }),
      missing: "Choose at least one option first.",
    },
    numeric: typed("Type a number first."),
    text: typed("Type your answer first."),
    order: {
      // The order shown at first is no answer: one counts from the first move on.
      read: ({ form, moved }) => (moved ? lines(form).map((line) => line.dataset.option) : null),
      show(item, value) {
        item.moved = value !== null;
        const list = item.form.querySelector(".cw-order");
        const rank = value ?? item.shape.options;
        list.append(...lines(item.form).sort((a, b) => rank.indexOf(a.dataset.option) - rank.indexOf(b.dataset.option)));
        markEnds(item);
      },
      missing: "Put the lines in order first: nothing has been moved yet.",
    },
    match: {
      read: ({ form }) => Object.fromEntries(selects(form).filter((s) => s.value).map((s) => [s.dataset.left, s.value])),
      show: ({ form }, value) => selects(form).forEach((s) => { s.value = value?.[s.dataset.left] ?? ""; }),
      missing: "Choose what goes with each line first.",
    },
  };

  // --- ordering, by buttons and by drag ------------------------------------------------------------------------

  function markEnds({ form }) {
    lines(form).forEach((line, index, all) => {
      const [up, down] = line.querySelectorAll(".cw-move");
      up.setAttribute("aria-disabled", index === 0);
      down.setAttribute("aria-disabled", index === all.length - 1);
    });
  }

  // Moves the neighbour, not the line itself: the line keeps the focus, and the pointer that drags it.
  function step(line, by) {
    const neighbour = by < 0 ? line.previousElementSibling : line.nextElementSibling;
    if (!neighbour) return false;
    line[by < 0 ? "after" : "before"](neighbour);
    return true;
  }

  function sayPosition({ form }, line, moved) {
    const all = lines(form);
    const text = line.querySelector(".cw-order-text").textContent;
    form.querySelector(".cw-order-said").textContent = `${text}: ${moved ? "now" : "stays at"} ${all.indexOf(line) + 1} of ${all.length}.`;
  }

  function setUpOrder(item) {
    const list = item.form.querySelector(".cw-order");
    const settle = (line) => {
      item.moved = true;
      markEnds(item);
      sayPosition(item, line, true);
      answerChanged(item);
    };
    list.addEventListener("click", (event) => {
      const button = event.target.closest(".cw-move");
      if (!button) return;
      const line = button.closest("li");
      if (step(line, Number(button.dataset.move))) settle(line);
      else sayPosition(item, line, false);
    });
    list.addEventListener("pointerdown", (event) => {
      const handle = event.target.closest(".cw-handle");
      if (!handle || event.button !== 0) return;
      event.preventDefault();
      const line = handle.closest("li");
      const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
      let moved = false;
      const drag = ({ clientY }) => {
        while (line.previousElementSibling && clientY < middle(line.previousElementSibling)) moved = step(line, -1);
        while (line.nextElementSibling && clientY > middle(line.nextElementSibling)) moved = step(line, 1);
      };
      const drop = () => {
        handle.removeEventListener("pointermove", drag);
        line.classList.remove("is-dragged");
        if (moved) settle(line);
      };
      line.classList.add("is-dragged");
      handle.setPointerCapture(event.pointerId);
      handle.addEventListener("pointermove", drag);
      handle.addEventListener("lostpointercapture", drop, { once: true });
    });
  }

  // --- what an answer is worth, and showing it ------------------------------------------------------------------

  // {kind, score, feedback} of an answer; kind is one of WORDS. `item` holds points and scoring.
  function outcome(item, value) {
    const { state, score, feedback } = courseware.score(item.scoring, value);
    const kind = state !== "graded" ? state : score === item.points ? "correct" : score > 0 ? "partial" : "wrong";
    return { kind, score, feedback };
  }

  const labelOf = (box) => box.parentElement.querySelector("label");

  function hideResult({ form, result }) {
    result.replaceChildren();
    form.querySelectorAll(".cw-beside:not([hidden])").forEach((box) => {
      box.hidden = true;
      box.replaceChildren();
      labelOf(box).control.removeAttribute("aria-describedby");
    });
    form.querySelectorAll(".cw-item-passage").forEach((link) => { link.hidden = true; });
  }

  function verdict(kind, score = "") {
    const line = element("p", "cw-verdict");
    line.append(icon(kind), element("strong", "", WORDS[kind]), score && element("span", "cw-score", score));
    return line;
  }

  // A multiple choice can hold right and wrong options at once; elsewhere the whole answer tells.
  function kindBeside(item, id, kind) {
    if (item.type === "multiple") return item.scoring.weights[id] > 0 ? "correct" : "wrong";
    return item.type === "match" ? "wrong" : kind;
  }

  function showBeside(item, id, html, kind) {
    const box = item.form.querySelector(`[data-beside="${CSS.escape(id)}"]`);
    const told = element("div", "");
    told.innerHTML = html; // made by the build, from the bank, with everything but emphasis escaped
    box.className = `cw-beside is-${kind}`;
    box.replaceChildren(icon(kind), told);
    box.hidden = false;
    const label = labelOf(box);
    label.control.setAttribute("aria-describedby", box.id);
    return element("p", "cw-sr", `${label.textContent.trim()}: ${told.textContent}`);
  }

  function showResult(item, value) {
    const { kind, score, feedback } = outcome(item, value);
    hideResult(item);
    item.form.dataset.state = kind;
    const parts = [verdict(kind, kind === "invalid" ? "" : pointsOf(score, item.points))];
    for (const id of feedback) {
      const [role, place] = id.split(":");
      if (role === "option" || role === "pair") {
        const html = role === "pair" && !Object.hasOwn(value, place) ? "<p>You left this one open.</p>" : item.feedback[id];
        parts.push(showBeside(item, place, html, kindBeside(item, place, kind)));
      } else {
        const told = element("div", "");
        told.innerHTML = item.feedback[id] ?? "";
        if (!told.innerHTML) told.textContent = courseware.messages[id] ?? "";
        parts.push(told);
      }
    }
    item.result.replaceChildren(...parts);
    item.form.querySelectorAll(".cw-item-passage").forEach((link) => { link.hidden = kind === "invalid"; });
  }

  function note(item, text) {
    item.result.replaceChildren(element("p", "cw-note", text));
  }

  // --- from the store to the form and back -------------------------------------------------------------------------

  const entryText = (item) => JSON.stringify(item.store.get(item.id) ?? null);

  function showStored(item) {
    item.form.querySelector(".cw-item-dropped").hidden = !item.store.dropped(item.id);
    const text = entryText(item);
    if (text === item.shown) return;
    item.shown = text;
    const entry = item.store.get(item.id);
    TYPES[item.type].show(item, entry?.value ?? null);
    hideResult(item);
    item.form.dataset.state = entry ? "answered" : "blank";
    if (entry?.checked && item.scoring) showResult(item, entry.value);
  }

  // The form already shows what is put here, so `shown` is set before the store tells.
  function keep(item, value, checked) {
    const entry = isBlank(value) ? null : { value, fingerprint: item.fingerprint, checked };
    item.shown = JSON.stringify(entry);
    if (entry) item.store.put(item.id, entry);
    else item.store.remove(item.id);
  }

  function answerChanged(item) {
    const value = TYPES[item.type].read(item);
    const wasShown = item.result.querySelector(".cw-score, .cw-verdict") !== null;
    hideResult(item);
    item.form.dataset.state = isBlank(value) ? "blank" : "answered";
    if (wasShown && !isBlank(value)) note(item, "Your answer has changed. Check it again.");
    keep(item, value, false);
  }

  function check(item) {
    const value = TYPES[item.type].read(item);
    if (isBlank(value)) {
      hideResult(item);
      item.form.dataset.state = "blank";
      item.result.replaceChildren(verdict("blank"), element("p", "", TYPES[item.type].missing));
      return;
    }
    showResult(item, value);
    keep(item, value, true);
  }

  function clear(item) {
    const had = !isBlank(TYPES[item.type].read(item));
    TYPES[item.type].show(item, null);
    hideResult(item);
    item.form.dataset.state = "blank";
    keep(item, null, false);
    note(item, had ? "Answer cleared." : "There is no answer to clear.");
  }

  function setUp(form) {
    const item = JSON.parse(form.querySelector('script[type="application/json"]').textContent);
    Object.assign(item, { form, result: form.querySelector(".cw-item-result"), shown: "null" });
    item.store = courseware.openStore(item.unit, item.edition);
    form.querySelectorAll("button, .cw-handle").forEach((control) => { control.hidden = false; });
    form.querySelector("[type=submit]").disabled = false;
    if (item.type === "order") {
      setUpOrder(item);
      markEnds(item);
    }
    form.addEventListener("submit", (event) => { event.preventDefault(); check(item); });
    form.querySelector(".cw-clear").addEventListener("click", () => clear(item));
    form.addEventListener("input", () => answerChanged(item));
    return item;
  }

  // What is wrong with the storage is said once, above the page's first question.
  function tellProblem(item) {
    const line = element("p", "cw-storage");
    line.setAttribute("role", "status");
    item.form.before(line);
    const update = () => { line.textContent = item.store.problem ?? ""; };
    item.store.onChange(update);
    update();
  }

  const items = [...document.querySelectorAll("form[data-item]")].map(setUp);
  items.forEach((item) => {
    item.store.dropChanged([item]);
    // What was checked on an earlier visit is shown, not announced.
    item.result.setAttribute("aria-live", "off");
    showStored(item);
    item.store.onChange(() => showStored(item));
    setTimeout(() => item.result.removeAttribute("aria-live"), 500);
  });
  if (items.length) tellProblem(items[0]);

  Object.assign(courseware, { outcome, points, element });
})((globalThis.courseware ??= {}));
