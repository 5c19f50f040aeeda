// The progress panel: points and open questions, live; handing in, loading and clearing the answers.
"use strict";
(function (courseware) {
  const { element, points, questions, write, hide } = courseware;
  const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
  const numbersOf = (items) => items.map((item) => item.number).join(", ");
  const named = (items) => `${items.length === 1 ? "Question" : "Questions"} ${numbersOf(items)}`;

  // The same answer, whatever the order of a match's pairs.
  const canonical = (answer) => JSON.stringify(answer, (_, value) => (
    value && typeof value === "object" && !Array.isArray(value) ? Object.entries(value).sort() : value));

  // Where each item stands: {item, state, score, first}; points in hundredths. Only what was checked is scored; where a
  // key has been unlocked, everything.
  function standings(store) {
    return questions.items.map((item) => {
      const entry = store.get(item.id);
      const answer = courseware.counted(item, entry);
      const worth = (given) => given && courseware.outcome(item, given.value, given.fingerprint);
      const checked = entry?.checked || [entry?.first, entry?.best].includes(answer); // what only stands in the form is not
      const known = questions.sealed || checked ? worth(answer) : null;
      const state = !answer ? "unanswered" : !known ? "unchecked" : known.kind === "invalid" ? "invalid" : "scored";
      return { item, state, score: known?.score ?? 0, first: worth(entry?.first)?.score ?? 0 };
    });
  }

  // {items: number, earned, first, answered: number, unanswered, unchecked, invalid, short: lists of items}.
  function progress(list) {
    const those = (is) => list.filter(is).map(({ item }) => item);
    const sum = (field) => list.reduce((total, standing) => total + standing[field], 0);
    const [unanswered, unchecked, invalid] = ["unanswered", "unchecked", "invalid"].map((state) => those((s) => s.state === state));
    return {
      items: list.length, earned: sum("score"), first: sum("first"), answered: list.length - unanswered.length,
      unanswered, unchecked, invalid, short: those((s) => s.score < s.item.points),
    };
  }

  const root = document.documentElement.dataset.content_root ?? "";

  function linkTo(item, text = String(item.number)) {
    const anchor = `#item-${item.id}`;
    const link = element(item.href ? "a" : "span", "", text);
    link.setAttribute("aria-label", `Question ${item.number}`);
    if (item.href) link.href = document.querySelector(anchor) ? anchor : root + item.href;
    return link;
  }

  // Links to these items, in their order; those that are there already stay.
  function showLinks(list, items) {
    const ids = items.map(({ id }) => id);
    [...list.children].filter((link) => !ids.includes(link.dataset.item)).forEach((link) => link.remove());
    items.forEach((item, at) => {
      if (list.children[at]?.dataset.item === item.id) return;
      const link = linkTo(item);
      link.dataset.item = item.id;
      list.insertBefore(link, list.children[at] ?? null);
    });
  }

  function show(node, values) {
    for (const field of node.querySelectorAll("[data-number]")) {
      const value = values[field.dataset.number];
      write(field, ["earned", "first"].includes(field.dataset.number) ? points(value) : value.length ?? value);
    }
  }

  // What panel and score page have in common: numbers in all and by module, and what waits for the key.
  function showNumbers(section, store) {
    const list = standings(store);
    const all = progress(list);
    section.querySelectorAll("[data-live]").forEach((node) => hide(node, false));
    const locked = questions.sealed && !courseware.opened;
    section.querySelectorAll("[data-points]").forEach((node) => hide(node, locked));
    section.querySelectorAll("[data-locked]").forEach((node) => hide(node, !locked));
    for (const row of section.querySelectorAll("[data-module]")) {
      const { module } = row.dataset;
      show(row, module === "*" ? all : progress(list.filter(({ item }) => item.module === module)));
    }
    write(section.querySelector(".cw-panel-notice"), store.problem ?? "");
    return all;
  }

  function setUp(panel) {
    const { unit, edition, sealed, items } = questions;
    const store = courseware.openStore(unit, edition);
    const one = (selector) => panel.querySelector(selector);
    const live = one(".cw-panel-live");
    const form = one(".cw-panel-hand-in");
    const { id: idField, name: nameField } = form.elements;
    const possible = items.reduce((total, item) => total + item.points, 0);
    const answer = (item) => courseware.counted(item, store.get(item.id));
    const say = (...texts) => one(".cw-panel-said").replaceChildren(...texts.filter(Boolean).map((text) => element("p", "", text)));
    let changing = true; // or a promise that tells whether a new student id was taken

    function update() {
      const all = showNumbers(panel, store);
      show(live, all);
      one(".cw-bar span").style.inlineSize = `${(100 * all.earned) / possible}%`;
      for (const list of panel.querySelectorAll("[data-links]")) {
        const open = all[list.dataset.links];
        showLinks(list, open);
        hide(list.closest("li"), open.length === 0);
      }
      for (const field of [idField, nameField]) {
        const value = store.student[field.name];
        if (document.activeElement !== field && field.value !== value) field.value = value;
      }
      for (const control of form.querySelectorAll("input:not([type=file]), [data-do]")) {
        if (control.disabled !== Boolean(courseware.opened)) control.disabled = !control.disabled;
      }
    }

    async function download() {
      if (!(await changing)) return;
      const none = idField.value.trim() === "";
      idField.setAttribute("aria-invalid", none);
      if (none) {
        say("Type your student id first: without it the points cannot be given to you.");
        idField.focus();
        return;
      }
      const { saved, behind } = courseware.record.time(new Date(), store.saved);
      const record = courseware.record.build(questions, store, saved);
      courseware.record.download(record);
      store.setSaved(saved);
      const open = items.filter((item) => !answer(item));
      say(`Saved ${courseware.record.fileName(record)} with ${count(Object.keys(record.answers).length, "answer")}.`,
        open.length > 0 && `Still open: ${named(open)}.`,
        behind && "The clock of this device seems wrong: it is behind your last download. This file is dated just after that one.");
    }

    async function load(file) {
      const found = await courseware.record.readFile(file, questions);
      if (found.state !== "ok") {
        say(found.problem, "Nothing was changed here.");
        return;
      }
      const { answers, first, student: them } = found;
      const given = items.filter((item) => Object.hasOwn(answers, item.id));
      // The same answer counts, and no other first try.
      const same = (item) => canonical(answer(item)) === canonical(answers[item.id])
        && (!first?.[item.id] || canonical(store.get(item.id).first ?? first[item.id]) === canonical(first[item.id]));
      const differ = given.filter((item) => answer(item) && !same(item));
      const [mine, theirs] = [store.student.id.trim(), them.id.trim()];
      const other = mine !== "" && theirs !== "" && mine !== theirs;
      const lost = sealed ? courseware.notTheirs(edition, items, store, theirs || mine) : [];
      let choice = "replace";
      if (differ.length || other) {
        choice = await courseware.ask("Replace what is here by what is in the file?", [
          differ.length > 0 && `Your answers here differ from those in the file: ${named(differ)}.`,
          other && `The file is from ${theirs.slice(0, 60)}; here the student id is ${mine.slice(0, 60)}.`,
          lost.length > 0 && `With the other id these questions are others, and your answers to them go: ${named(lost)}.`,
        ], [["", "Cancel"], ["keep", "Keep mine, add what is missing"], ["replace", "Replace"]]);
      }
      if (choice === "") {
        say("Nothing was loaded, nothing was changed.");
        return;
      }
      const student = theirs !== "" && (choice === "replace" || mine === "") ? them : store.student;
      const others = sealed ? courseware.notTheirs(edition, given, { get: (id) => answers[id] }, student.id) : [];
      const taken = given.filter((item) => (choice === "replace" || !answer(item)) && !others.includes(item));
      if (sealed) store.replace(student, courseware.notTheirs(edition, items, store, student.id).map((item) => item.id));
      // A record that tells first tries tells by that what was checked; any other is taken as checked.
      store.merge(student, Object.fromEntries(taken.filter((item) => !answer(item) || !same(item)).map(({ id }) => {
        const [now, checked] = [answers[id], !sealed && (!first || Object.hasOwn(first, id))];
        return [id, { ...now, checked, ...(checked && { first: first?.[id] ?? now, best: now }) }];
      })));
      const { changed, unfit, unknown } = found.left;
      say(`${count(taken.length, "answer")} loaded.`,
        others.length > 0 && `Left out, because another student id has other variants: ${named(others)}.`,
        changed.length > 0 && `Left out, because the question has changed since: ${named(changed)}.`,
        unfit.length > 0 && `Left out, because the file’s answer does not fit the question: ${named(unfit)}.`,
        unknown.length > 0 && `Left out: ${count(unknown.length, "answer")} to questions that this edition does not have.`);
    }

    async function clear() {
      const given = items.filter(answer).length;
      if (given === 0) {
        say("There are no answers to clear.");
        return;
      }
      const choice = await courseware.ask(`Clear ${given === 1 ? "your answer" : `all ${given} answers`}?`,
        ["This cannot be undone. Download your answers first if you may want them again."],
        [["", "Keep them"], ["clear", "Clear"]]);
      if (choice !== "clear") return;
      store.clear();
      say("All answers cleared.");
    }

    live.hidden = false;
    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); download(); });
    form.addEventListener("input", ({ target }) => {
      if (target === nameField || (target === idField && !sealed)) store.setStudent({ ...store.student, [target.name]: target.value });
    });
    if (sealed) idField.addEventListener("change", () => {
      changing = courseware.changeId(questions, store, idField.value.trim()).then((changed) => {
        idField.value = store.student.id;
        changing = true;
        return changed;
      });
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
    store.onChange(courseware.afterPaint(update));
    update();
  }

  if (questions) document.querySelectorAll("[data-progress]").forEach(setUp);
  Object.assign(courseware, { showNumbers, linkTo, root });
})((globalThis.courseware ??= {}));
