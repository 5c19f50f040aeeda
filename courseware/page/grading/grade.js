// From a record to states and points, and from a student's hand-ins to the one that counts. Twin of courseware/gradebook/grade.py
// and choose.py: a state is not a zero.
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const { text, time, json } = grading;
  const CLOCK = "saved in the future: the clock was wrong";

  function gradeItem(record, item, key) {
    const own = key.sealed ? courseware.draw(key.edition, item.id, record.student.id, item.variants.length) : 0;
    const mark = record.fingerprints.get(item.id);
    const number = mark === undefined ? own : item.byFingerprint.get(mark);
    const result = courseware.score(item.variants[number ?? own].scoring, json.plain(record.answers.get(item.id)));
    const state = (name, score, feedback, variant) => ({ state: name, score, feedback, variant });
    if (result.state === "blank") return state("blank", null, result.feedback, own);
    if (number === undefined) return state("changed", null, [], own);
    if (key.sealed && number !== own) return state("other variant", null, [], own);
    return state(result.state, result.state === "graded" ? result.score : null, result.feedback, number);
  }

  /** {status, results: one an item, unknown: item ids that the key does not have, total or null, answered}. */
  function gradeRecord(record, key) {
    const results = key.items.map((item) => gradeItem(record, item, key));
    const has = (state) => results.some((result) => result.state === state);
    const scores = results.map((result) => result.score).filter((score) => score !== null);
    return {
      status: has("graded") ? "graded" : results.every((result) => result.state === "blank") ? "blank" : "invalid",
      results,
      unknown: [...record.answers.keys()].filter((name) => !key.known.has(name)),
      total: scores.length ? scores.reduce((sum, score) => sum + score, 0) : null,
      answered: results.filter((result) => result.state !== "blank").length,
    };
  }

  /** The record as it would be if the first answer to each item had been the only one. */
  function firstTries(record) {
    const marked = [...record.first].filter(([, entry]) => entry.has("fingerprint"));
    return {
      ...record,
      answers: new Map([...record.answers, ...[...record.first].map(([item, entry]) => [item, entry.get("value")])]),
      fingerprints: new Map([...record.fingerprints, ...marked.map(([item, entry]) => [item, entry.get("fingerprint")])]),
    };
  }

  /** The grades of the first tries; null where the record does not tell them, as in a sealed edition. */
  const gradeFirstTries = (record, key) => (record.first.size && !key.sealed ? gradeRecord(firstTries(record), key) : null);

  // --- which hand-in counts -------------------------------------------------------------------------------------

  function later(one, other) {
    const [a, b] = [one.saved ?? time.LONG_AGO, other.saved ?? time.LONG_AGO];
    if (a !== b) return a > b ? -1 : 1;
    return Number(other.kind === "record") - Number(one.kind === "record") || text.compare(other.path, one.path);
  }

  function pick(handIns) {
    const latestFirst = [...handIns].sort(later);
    const counted = latestFirst.find(({ status }) => status === "valid")
      ?? latestFirst.find(({ status }) => status === "blank") ?? null;
    return { counted, others: latestFirst.filter((handIn) => handIn !== counted) };
  }

  /** {choices: Map of student id → {counted, others}, nobody: hand-ins without a student}, of hand-ins that were attributed. */
  function choose(handIns) {
    const byStudent = new Map();
    const nobody = [];
    for (const handIn of handIns) {
      if (!handIn.whose) {
        nobody.push(handIn);
        continue;
      }
      if (!byStudent.has(handIn.whose)) byStudent.set(handIn.whose, []);
      byStudent.get(handIn.whose).push(handIn);
    }
    return { choices: new Map([...byStudent].map(([id, several]) => [id, pick(several)])), nobody };
  }

  const clockRemark = (handIn, now) => (handIn.saved !== null && time.isDayAfter(handIn.saved, now) ? CLOCK : "");

  grading.grade = { gradeRecord, gradeFirstTries, firstTries, choose, clockRemark };
})((globalThis.courseware ??= {}));
