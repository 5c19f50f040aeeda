// Answers of one unit and edition, kept in this browser. Scores are never stored: they are computed from answers.
"use strict";
(function (courseware) {
  const OFF = "This browser does not keep answers: they are gone when you leave this page. Download them before you go.";
  const FULL = "This browser’s storage is full: your last answers are gone when you leave this page. Download them before you go.";
  const DAMAGED = "The answers kept in this browser could not be read. They were put aside, and you start with none.";
  const empty = () => ({ student: { id: "", name: "" }, answers: {} });
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const stores = {};

  // What was stored, or null if it is not ours. An entry is {value, fingerprint, checked} or {dropped: true}.
  function parse(text) {
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      return null;
    }
    if (!isObject(data) || !isObject(data.answers) || !Object.values(data.answers).every(isObject)) return null;
    const student = isObject(data.student) ? data.student : {};
    const word = (value) => (typeof value === "string" ? value : "");
    return { student: { id: word(student.id), name: word(student.name) }, answers: data.answers };
  }

  function open(unit, edition) {
    const key = `courseware:${unit}:${edition}`;
    if (stores[key]) return stores[key];
    const listeners = [];
    let state = empty();
    let problem = null;

    function load() {
      let text;
      try {
        text = localStorage.getItem(key);
      } catch {
        problem = OFF;
        return;
      }
      const found = text === null ? empty() : parse(text);
      if (found) {
        state = found;
        return;
      }
      state = empty();
      problem = DAMAGED;
      try {
        localStorage.setItem(`${key}:damaged`, text);
        localStorage.removeItem(key);
      } catch {
        problem = FULL;
      }
    }

    // Another tab may have written since: take its state, make the one change, write it back.
    function change(make) {
      if (problem === null || problem === DAMAGED) load();
      make(state);
      try {
        localStorage.setItem(key, JSON.stringify(state));
        if (problem !== DAMAGED) problem = null;
      } catch (error) {
        problem = error.name === "QuotaExceededError" ? FULL : OFF;
      }
      tell();
    }

    const tell = () => listeners.forEach((listener) => listener());

    // The same file opened twice, or two pages of the unit: `storage` fires in the other tabs only.
    addEventListener("storage", (event) => {
      if ((event.key !== key && event.key !== null) || problem === OFF || problem === FULL) return;
      load();
      tell();
    });
    load();

    return (stores[key] = {
      get problem() { return problem; },
      get student() { return state.student; },
      get answers() { return state.answers; },
      // The entry of an item that holds an answer, or undefined.
      get: (id) => (state.answers[id] && !state.answers[id].dropped ? state.answers[id] : undefined),
      dropped: (id) => Boolean(state.answers[id]?.dropped),
      put: (id, entry) => change((s) => { s.answers[id] = entry; }),
      remove: (id) => change((s) => { delete s.answers[id]; }),
      clear: () => change((s) => { s.answers = {}; }),
      setStudent: (student) => change((s) => { s.student = student; }),
      merge: (student, entries) => change((s) => { s.student = student; Object.assign(s.answers, entries); }),
      // An answer to a question that has changed since is taken out, and the item is marked to say so.
      dropChanged(items) {
        const changed = items.filter((item) => {
          const entry = state.answers[item.id];
          return entry && !entry.dropped
            && (entry.fingerprint !== item.fingerprint || !courseware.record.fits(item, entry.value));
        });
        if (changed.length) change((s) => changed.forEach((item) => { s.answers[item.id] = { dropped: true }; }));
      },
      onChange: (listener) => listeners.push(listener),
    });
  }

  courseware.openStore = open;
})((globalThis.courseware ??= {}));
