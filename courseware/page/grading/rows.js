// The rows of the gradebook and of the list of hand-ins. Twin of courseware/gradebook/rows.py and run.py.
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const { text, time, grade, handIn: hands } = grading;
  const { points } = grading.sheet;
  const { SIGNED } = grading.place;
  const STATUSES = ["graded", "blank", "missing", "invalid", "unreadable", "wrong unit", "wrong edition"];
  const HAND_INS_HEADER = ["file", "kind", "status", "use", "student", "name", "saved", "reason", "perhaps"];
  const MOST_FILES = 20;

  function few(files) {
    const more = files.length - MOST_FILES;
    return more > 0 ? [...files.slice(0, MOST_FILES), `and ${more} more`] : files;
  }

  function missingRow(student, perhaps) {
    const remarks = perhaps.slice(0, MOST_FILES).map((file) => `perhaps from this student: ${file.path} (${file.status})`);
    return { ...student, onRoster: true, status: "missing", handIn: null, graded: null, first: null, earlier: [], remarks };
  }

  function handedInRow(student, onRoster, choice, key, roster, same, now) {
    const handIn = choice.counted ?? choice.others[0];
    const others = choice.others.filter((other) => other !== handIn);
    const graded = choice.counted ? grade.gradeRecord(handIn.record, key) : null;
    const first = choice.counted ? grade.gradeFirstTries(handIn.record, key) : null;
    const remarks = [handIn.note, grade.clockRemark(handIn, now)].filter(Boolean);
    if (!onRoster) {
      if (roster.given) remarks.push("not on the roster");
    } else if (handIn.student.name && text.caseFold(handIn.student.name) !== text.caseFold(student.name)
      && !handIn.note.includes(SIGNED)) {
      remarks.push(`${SIGNED}${handIn.student.name}`);
    }
    if (handIn.place?.late) remarks.push("late, as the platform says");
    if (same.length) remarks.push(`the same file as ${few(same).join(", ")}`);
    if (!choice.counted) remarks.push(handIn.reason);
    for (const other of others.slice(0, MOST_FILES)) {
      const goesAlong = choice.counted && other.status === "unreadable" && other.place; // as a text typed beside the answers
      if (other.status !== "valid" && other.status !== "blank" && !goesAlong) remarks.push(`does not count: ${other.path} (${other.status})`);
    }
    if (graded?.unknown.length) {
      const names = graded.unknown.slice(0, 5).map((name) => text.cut(name, 40)).join(", ");
      remarks.push(`${graded.unknown.length} answer(s) to unknown items: ${names}`);
    }
    const status = graded ? graded.status : handIn.status;
    return { ...student, onRoster, status, handIn, graded, first, earlier: others.map((other) => other.path), remarks };
  }

  // --- as tables ------------------------------------------------------------------------------------------------

  function gradebookHeader(roster, key) {
    const ids = key.items.map((item) => item.id);
    const after = ["total", "first try", "of", "answered", "file", "saved", "earlier", "remarks", "feedback",
      ...ids.map((id) => `${id} state`)];
    const ours = new Set(["student", "name", "on roster", "status", ...ids, ...after]);
    const carried = roster.others.map((name) => (ours.has(name) ? `roster: ${name}` : name));
    return ["student", "name", ...carried, "on roster", "status", ...ids, ...after];
  }

  // `feedback` names a page that only the command writes.
  function gradebookCells(row, roster, key) {
    const results = row.graded?.results ?? key.items.map(() => ({ score: null, state: "" }));
    return [
      row.id,
      row.name,
      ...row.others,
      roster.given ? (row.onRoster ? "yes" : "no") : "",
      row.status,
      ...results.map((result) => points(result.score)),
      points(row.graded?.total ?? null),
      points(row.first?.total ?? null),
      points(key.of),
      row.graded ? String(row.graded.answered) : "",
      row.handIn?.path ?? "",
      row.handIn?.saved ? time.format(row.handIn.saved) : "",
      few(row.earlier).join("; "),
      row.remarks.join("; "),
      "",
      ...results.map((result) => result.state),
    ];
  }

  function useOf(handIn, counted) {
    if (counted.has(handIn)) return "counted";
    return ["valid", "blank"].includes(handIn.status) && handIn.whose ? "earlier" : "not counted";
  }

  const handInCells = (handIn, use, perhaps, now) => [
    handIn.path,
    handIn.kind,
    handIn.status,
    use,
    handIn.whose,
    handIn.student.name,
    handIn.saved ? time.format(handIn.saved) : "",
    [handIn.reason || handIn.note, grade.clockRemark(handIn, now), handIn.place?.late ? "late" : ""].filter(Boolean).join("; "),
    perhaps,
  ];

  // --- a class --------------------------------------------------------------------------------------------------

  const byPlace = (one, other) => {
    const [a, b] = [one.path.split("/"), other.path.split("/")];
    for (let i = 0; i < a.length && i < b.length; i += 1) {
      const order = text.compare(a[i], b[i]);
      if (order) return order;
    }
    return a.length - b.length;
  };

  // Content → the students for whom a file with it counts.
  function twins(choices) {
    const found = new Map();
    for (const [id, { counted }] of choices) {
      if (counted?.status === "valid") found.set(counted.digest, [...(found.get(counted.digest) ?? []), id]);
    }
    return found;
  }

  /**
   * Grade what was taken in.
   *
   * entries: {path, below: the part of the path that the student or the collection named, kind, record}; roster: a Roster,
   * `given` false if there is none; key: prepared; now: a time as text. Gives {rows, files, counts, gradebook, handIns}: the
   * last two are tables with their headers.
   */
  function gradeClass(entries, roster, key, now) {
    const sorted = [...entries].sort(byPlace);
    const handIns = sorted.map((entry) => (
      { ...grading.place.attributed(hands.judge(entry, key.unit.id, key.edition), roster), below: entry.below }));
    const { choices, nobody } = grade.choose(handIns);
    const perhaps = new Map(nobody.map((handIn) => [handIn, roster.guess(handIn.below)]).filter(([, guess]) => guess !== null));
    const guests = [...choices.keys()].filter((id) => roster.find(id) === null).sort(text.compare);
    const same = twins(choices);
    const row = (student, onRoster) => {
      const choice = choices.get(student.id);
      const others = (same.get(choice.counted?.digest) ?? []).filter((id) => id !== student.id);
      return handedInRow(student, onRoster, choice, key, roster, others, now);
    };
    const rows = roster.rows.map((student) => (choices.has(student.id)
      ? row(student, true)
      : missingRow(student, [...perhaps.keys()].filter((handIn) => perhaps.get(handIn) === student.id))));
    for (const id of guests) {
      const { counted, others } = choices.get(id);
      rows.push(row({ id, name: (counted ?? others[0]).student.name, others: roster.others.map(() => "") }, false));
    }
    const counted = new Set([...choices.values()].map((choice) => choice.counted));
    const files = handIns.map((handIn) => ({ handIn, use: useOf(handIn, counted), perhaps: perhaps.get(handIn) ?? "" }));
    return {
      rows,
      files,
      counts: STATUSES.map((status) => [status, rows.filter((each) => each.status === status).length]),
      gradebook: [gradebookHeader(roster, key), ...rows.map((each) => gradebookCells(each, roster, key))],
      handIns: [HAND_INS_HEADER, ...files.map(({ handIn, use, perhaps: who }) => handInCells(handIn, use, who, now))],
    };
  }

  grading.rows = { gradeClass, few };
})((globalThis.courseware ??= {}));
