// Answers of one unit and edition, kept in this browser. Scores are never stored: they are computed from answers.
"use strict";
(function (courseware) {
  const OFF = "This browser does not keep answers: they are gone when you leave this page. Download them before you go.";
  const FULL = "This browser’s storage is full: your last answers are gone when you leave this page. Download them before you go.";
  const DAMAGED = "The answers kept in this browser could not be read. They were put aside, and you start with none.";
  const NEWER = "The answers kept in this browser are from a newer copy of these pages. They are left as they are: open that copy. What you answer here is gone when you leave this page.";
  const empty = () => ({ student: { id: "", name: "" }, answers: {} });
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const stores = {};

  // An entry is {fingerprint, value?, checked, first?, best?}: `value` is what the form holds, `fingerprint` the variant
  // it shows, `first` and `best` are {value, fingerprint} of checked answers. {dropped: true} says that an answer was
  // taken out. Entries of the earlier form have no first and best: what was checked was both.
  function tidy({ first, best, ...entry }) {
    if (entry.checked === true && !first && !best) first = best = { value: entry.value, fingerprint: entry.fingerprint };
    return { ...entry, ...(isObject(first) && { first }), ...(isObject(best) && { best }) };
  }

  // What was stored, or null if it is not ours.
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
    const answers = Object.fromEntries(Object.entries(data.answers).map(([id, entry]) => [id, tidy(entry)]));
    return { ...data, student: { id: word(student.id), name: word(student.name) }, answers };
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
        text = courseware.storage.get(key);
      } catch {
        problem = OFF;
        return;
      }
      const found = text === null ? empty() : parse(text);
      if (found && !Object.hasOwn(found, "form")) { // no form of the store so far has this mark
        state = found;
        return;
      }
      state = empty();
      problem = found ? NEWER : DAMAGED;
      if (found) return;
      try {
        let aside = `${key}:damaged`;
        while (courseware.storage.get(aside) !== null) aside += "+"; // what was put aside before stays
        courseware.storage.set(aside, text);
        courseware.storage.remove(key);
      } catch {
        problem = FULL;
      }
    }

    // Another tab may have written since: take its state, make the one change, write it back.
    function change(make) {
      if (keeps()) load();
      make(state);
      if (problem !== NEWER) try {
        courseware.storage.set(key, JSON.stringify(state));
        if (problem !== DAMAGED) problem = null;
      } catch (error) {
        problem = error.name === "QuotaExceededError" ? FULL : OFF;
      }
      tell();
    }

    const keeps = () => problem === null || problem === DAMAGED;
    const tell = () => listeners.forEach((listener) => listener());

    function refresh() {
      if (!keeps()) return;
      load();
      tell();
    }

    // The same file opened twice, or two pages of the unit: `storage` fires in the other tabs only.
    addEventListener("storage", (event) => { if (event.key === key || event.key === null) refresh(); });
    // A page that the browser kept and brings back has missed those events.
    addEventListener("pageshow", ({ persisted }) => { if (persisted) refresh(); });
    load();

    return (stores[key] = {
      get problem() { return problem; },
      // Do answers outlast the page?
      get keeps() { return keeps(); },
      get student() { return state.student; },
      get saved() { return state.saved; },
      get answers() { return state.answers; },
      // The entry of an item, or undefined; it need not hold an answer: see `courseware.counted`.
      get: (id) => (state.answers[id]?.fingerprint ? state.answers[id] : undefined),
      dropped: (id) => Boolean(state.answers[id]?.dropped),
      // `make` gets the entry as it is now, or undefined, and returns the new one, or null for none.
      update: (id, make) => change((s) => {
        const entry = make(s.answers[id]);
        if (entry) s.answers[id] = entry;
        else delete s.answers[id];
      }),
      clear: () => change((s) => { s.answers = {}; }),
      // A new student, for whom the answers to these items go.
      replace: (student, ids) => change((s) => {
        s.student = student;
        ids.forEach((id) => { delete s.answers[id]; });
      }),
      setStudent: (student) => change((s) => { s.student = student; }),
      setSaved: (time) => change((s) => { s.saved = time; }),
      merge: (student, entries) => change((s) => { s.student = student; Object.assign(s.answers, entries); }),
      // An answer to a question that has changed since is taken out, and the item is marked to say so.
      dropChanged(items) {
        const left = items.map((item) => [item.id, state.answers[item.id], still(item, state.answers[item.id])])
          .filter(([, before, after]) => before !== after);
        if (left.length) change((s) => left.forEach(([id, , after]) => { s.answers[id] = after; }));
      },
      onChange: (listener) => listeners.push(listener),
      tell,
    });
  }

  // The variant of this fingerprint, with scoring and feedback where the page has them or the key has been unlocked.
  const variantOf = (item, fingerprint) => (courseware.opened?.items.find(({ id }) => id === item.id) ?? item)
    .variants.find((variant) => variant.fingerprint === fingerprint);
  const fits = (item, answer) => isObject(answer) && Boolean(variantOf(item, answer.fingerprint))
    && courseware.record.fits(item, answer.value);

  // What is left of an entry now that the item is as it is: the entry itself if nothing has to go.
  function still(item, entry) {
    if (!entry?.fingerprint) return entry;
    const { first, best, value, ...rest } = entry;
    const whole = value === undefined ? Boolean(variantOf(item, entry.fingerprint)) : fits(item, entry);
    const tries = { ...(fits(item, first) && { first }), ...(fits(item, best) && { best }) };
    if (whole && tries.first === first && tries.best === best) return entry;
    if (whole) return { ...rest, ...(value !== undefined && { value }), ...tries };
    const left = tries.best ?? tries.first;
    return { dropped: true, ...(left && { fingerprint: left.fingerprint, checked: false, ...tries }) };
  }

  // {kind, score (hundredths), feedback (ids)} of an answer to the item's variant of this fingerprint, or null where the
  // page does not hold the key.
  function outcome(item, value, fingerprint) {
    const scoring = variantOf(item, fingerprint)?.scoring;
    if (!scoring) return null;
    const answer = typeof value + JSON.stringify(value);
    if (lastOutcomes.get(scoring)?.answer !== answer) {
      const { state, score, feedback } = courseware.score(scoring, value);
      const kind = state !== "graded" ? state : score === item.points ? "correct" : score > 0 ? "partial" : "wrong";
      lastOutcomes.set(scoring, { answer, result: { kind, score, feedback } });
    }
    return lastOutcomes.get(scoring).result;
  }
  const lastOutcomes = new WeakMap(); // by scoring: at every change, the same answer is asked for some ten times

  // An answer that cannot be read is no try: any other is better.
  function rank(item, answer) {
    const result = outcome(item, answer.value, answer.fingerprint);
    return !result || result.kind === "invalid" ? -1 : result.score;
  }

  // The answer worth most, the earlier of two worth the same; undefined if there is none.
  const bestOf = (item, answers) => answers.filter(Boolean)
    .reduce((best, answer) => (best && rank(item, best) >= rank(item, answer) ? best : answer), undefined);

  // The answer of an entry that counts, as {value, fingerprint}, or null: the best that was checked; as long as none could
  // be scored, what stands in the form.
  function counted(item, entry) {
    const { value, fingerprint, first, best, checked } = entry ?? {};
    const now = value === undefined ? null : { value, fingerprint };
    const most = bestOf(item, [first, best, checked && now]);
    return (most && rank(item, most) >= 0 ? most : now ?? most) ?? null;
  }

  // Hands the key document of a sealed edition to every form and panel of the page; null takes it back.
  function unlocked(key) {
    courseware.opened = key;
    Object.values(stores).forEach((store) => store.tell());
  }

  // `update`, to be called when the browser has shown what changed: no reader waits for what stands elsewhere on the page.
  function afterPaint(update) {
    let waiting = false;
    return () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => setTimeout(() => {
        waiting = false;
        update();
      }));
    };
  }

  Object.assign(courseware, {
    afterPaint, openStore: open, variantOf, outcome, rank, bestOf, counted, unlocked, lockedAgain: () => unlocked(null),
  });
})((globalThis.courseware ??= {}));
