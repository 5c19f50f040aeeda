// The progress panel: points and open questions, live; handing in, loading and clearing the answers.
"use strict";
(function (courseware) {
  const { element, points } = courseware;
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
  const numbersOf = (items) => items.map((item) => item.number).join(", ");
  const questions = (items) => `${items.length === 1 ? "Question" : "Questions"} ${numbersOf(items)}`;

  // The same answer, whatever the order of a match's pairs.
  const canonical = (value) => JSON.stringify(
    typeof value === "object" && !Array.isArray(value) ? Object.entries(value).sort() : value);

  // {earned (hundredths), answered, unanswered, unchecked, invalid: lists of items}.
  function progress(items, store) {
    const found = { earned: 0, answered: [], unanswered: [], unchecked: [], invalid: [] };
    for (const item of items) {
      const entry = store.get(item.id);
      const given = courseware.counted(item, entry);
      found[given ? "answered" : "unanswered"].push(item);
      if (!given) continue;
      const result = entry.best || entry.checked ? courseware.outcome(item, given.value, given.fingerprint) : null;
      if (!result) found.unchecked.push(item);
      else if (result.kind === "invalid") found.invalid.push(item);
      else found.earned += result.score;
    }
    return found;
  }

  function linkTo(item) {
    const link = element(item.href ? "a" : "span", "", String(item.number));
    if (item.href) {
      link.href = item.href;
      link.setAttribute("aria-label", `Question ${item.number}`);
    }
    return link;
  }

  function setUp(panel) {
    const { unit, edition, possible, items } = JSON.parse(panel.querySelector('script[type="application/json"]').textContent);
    items.forEach((item) => { item.variants ??= [item]; });
    const store = courseware.openStore(unit, edition);
    const one = (selector) => panel.querySelector(selector);
    const form = one(".cw-panel-hand-in");
    const said = one(".cw-panel-said");
    const dialog = one("dialog");
    const say = (...texts) => said.replaceChildren(...texts.filter(Boolean).map((text) => element("p", "", text)));

    function numbers(root, values) {
      for (const [name, value] of Object.entries(values)) {
        root.querySelectorAll(`[data-number="${name}"]`).forEach((node) => { node.textContent = value; });
      }
    }

    function update() {
      const all = progress(items, store);
      numbers(one(".cw-panel-live"), {
        earned: points(all.earned), answered: all.answered.length, items: items.length,
        unanswered: all.unanswered.length, unchecked: all.unchecked.length, invalid: all.invalid.length,
      });
      one(".cw-bar span").style.inlineSize = `${(100 * all.earned) / possible}%`;
      for (const list of panel.querySelectorAll("[data-links]")) {
        const open = all[list.dataset.links];
        list.replaceChildren(...open.map(linkTo));
        list.closest("li").hidden = open.length === 0;
      }
      for (const row of panel.querySelectorAll("[data-module]")) {
        const part = progress(items.filter((item) => item.module === row.dataset.module), store);
        numbers(row, { earned: points(part.earned), answered: part.answered.length });
      }
      for (const name of ["id", "name"]) {
        const input = form.elements[name];
        if (document.activeElement !== input) input.value = store.student[name];
      }
      one(".cw-panel-notice").textContent = store.problem ?? "";
    }

    // Resolves to the value of the button pressed; "" for Escape.
    function ask(question, details, choices) {
      dialog.querySelector("p").textContent = question;
      dialog.querySelector(".cw-dialog-more").replaceChildren(...details.filter(Boolean).map((text) => element("p", "", text)));
      dialog.querySelector(".cw-item-buttons").replaceChildren(...choices.map(([value, label]) => {
        const button = Object.assign(element("button", "cw-button", label), { type: "button", autofocus: value === "" });
        button.addEventListener("click", () => dialog.close(value));
        return button;
      }));
      dialog.returnValue = "";
      dialog.showModal();
      return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
    }

    function download() {
      const id = form.elements.id;
      id.setAttribute("aria-invalid", id.value.trim() === "");
      if (id.value.trim() === "") {
        say("Type your student id first: without it the points cannot be given to you.");
        id.focus();
        return;
      }
      const record = courseware.record.build(unit, edition, items, store, new Date());
      courseware.record.download(record);
      const open = progress(items, store).unanswered;
      say(`Saved ${courseware.record.fileName(record)} with ${count(Object.keys(record.answers).length, "answer")}.`,
        open.length > 0 && `Still open: ${questions(open)}.`);
    }

    async function load(file) {
      const found = await courseware.record.readFile(file, unit, edition, items);
      if (found.state !== "ok") {
        say(found.problem, "Nothing was changed here.");
        return;
      }
      const given = items.filter((item) => Object.hasOwn(found.answers, item.id));
      const mineOf = (item) => courseware.counted(item, store.get(item.id));
      const differ = given.filter((item) => mineOf(item)
        && canonical(mineOf(item).value) !== canonical(found.answers[item.id]));
      const [mine, theirs] = [store.student.id.trim(), found.student.id.trim()];
      const other = mine !== "" && theirs !== "" && mine !== theirs;
      let choice = "replace";
      if (differ.length || other) {
        choice = await ask("Replace what is here by what is in the file?", [
          differ.length > 0 && `Your answers here differ from those in the file: ${questions(differ)}.`,
          other && `The file is from ${theirs.slice(0, 60)}; here the student id is ${mine.slice(0, 60)}.`,
        ], [["", "Cancel"], ["keep", "Keep mine, add what is missing"], ["replace", "Replace"]]);
      }
      if (choice === "") {
        say("Nothing was loaded, nothing was changed.");
        return;
      }
      const taken = given.filter((item) => choice === "replace" || !mineOf(item));
      const student = theirs !== "" && (choice === "replace" || mine === "") ? found.student : store.student;
      // A loaded answer counts as checked: the points are those the record is worth.
      store.merge(student, Object.fromEntries(taken.map((item) => [
        item.id, { value: found.answers[item.id], fingerprint: item.fingerprint, checked: true }])));
      const { changed, unfit, unknown } = found.left;
      say(`${count(taken.length, "answer")} loaded.`,
        changed.length > 0 && `Left out, because the question has changed since: ${questions(changed)}.`,
        unfit.length > 0 && `Left out, because the file’s answer does not fit the question: ${questions(unfit)}.`,
        unknown.length > 0 && `Left out: ${count(unknown.length, "answer")} to questions that this edition does not have.`);
    }

    async function clear() {
      const given = progress(items, store).answered.length;
      if (given === 0) {
        say("There are no answers to clear.");
        return;
      }
      const choice = await ask(`Clear ${given === 1 ? "your answer" : `all ${given} answers`}?`,
        ["This cannot be undone. Download your answers first if you may want them again."],
        [["", "Keep them"], ["clear", "Clear"]]);
      if (choice !== "clear") return;
      store.clear();
      say("All answers cleared.");
    }

    one(".cw-panel-live").hidden = false;
    form.hidden = false;
    panel.querySelectorAll("[data-live]").forEach((node) => { node.hidden = false; });
    form.addEventListener("submit", (event) => { event.preventDefault(); download(); });
    form.addEventListener("input", (event) => {
      if (event.target.type === "file") return;
      store.setStudent({ id: form.elements.id.value, name: form.elements.name.value });
    });
    const picker = form.querySelector("[type=file]");
    form.querySelector('[data-do="load"]').addEventListener("click", () => picker.click());
    form.querySelector('[data-do="clear"]').addEventListener("click", clear);
    picker.addEventListener("change", () => {
      const [file] = picker.files;
      picker.value = ""; // so that the same file can be chosen again
      if (file) load(file);
    });
    store.dropChanged(items);
    store.onChange(update);
    update();
  }

  document.querySelectorAll("[data-progress]").forEach(setUp);
})((globalThis.courseware ??= {}));
