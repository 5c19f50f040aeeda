// The record that is handed in: building it, reading one back, and saying in words why one cannot be read.
"use strict";
(function (courseware) {
  const FORMAT = "courseware-record/1";
  const LARGEST = 1000000; // bytes, as in the grader; a full record has a few thousand
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isName = (value) => typeof value === "string" && value.length <= 200;
  const mapped = (pairs, make) => Object.fromEntries(pairs.map(([id, value]) => [id, make(value)]));

  // When a record is saved: now, but after the last one of this device, or the grader would take the earlier answers.
  // `behind` says that the clock does not know of the last time.
  function time(now, last) {
    const iso = (milliseconds) => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
    const before = Date.parse(last);
    const late = before + 1000 > now.getTime() && before < Date.UTC(9999, 0); // false without a last time
    return { saved: iso(late ? before + 1000 : now.getTime()), behind: late && before - now.getTime() > 60000 };
  }

  // The answers that count, checked or not, as the grader reads them; in practice the first tries too.
  function build({ unit, edition, sealed, items }, store, saved) {
    const all = items.map((item) => [item.id, courseware.counted(item, store.get(item.id))]).filter(([, answer]) => answer);
    const first = items.map(({ id }) => [id, store.get(id)?.first]).filter(([, answer]) => answer);
    return {
      format: FORMAT,
      unit,
      edition,
      student: { id: store.student.id.trim(), name: store.student.name.trim() },
      saved,
      answers: mapped(all, (answer) => answer.value),
      fingerprints: mapped(all, (answer) => answer.fingerprint),
      ...(!sealed && { first: mapped(first, ({ value, fingerprint }) => ({ value, fingerprint })) }),
    };
  }

  const fileName = (record) => {
    const slug = record.student.id.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 40);
    return `answers-${record.unit}${slug && `-${slug}`}.json`;
  };

  // Can the form of this item show the value? Text fields show what was typed, right or wrong.
  function fits(item, value) {
    const { options = [], left = [], right = [] } = item.shape;
    const distinct = (list) => Array.isArray(list) && new Set(list).size === list.length && list.every((id) => options.includes(id));
    switch (item.type) {
      case "choice": return options.includes(value);
      case "multiple": return distinct(value) && value.length > 0;
      case "order": return distinct(value) && value.length === options.length;
      case "match": return isObject(value) && Object.keys(value).length > 0
        && Object.entries(value).every(([l, r]) => left.includes(l) && right.includes(r));
      case "numeric": return (typeof value === "string" && value.trim() !== "") || Number.isFinite(value);
      default: return typeof value === "string" && value.trim() !== "";
    }
  }

  // A chosen file's outcome, as from `read`.
  async function readFile(file, questions) {
    if (file.size > LARGEST) return { state: "unreadable", problem: "This file is too large to be a file of answers." };
    try {
      return read(await file.text(), questions);
    } catch {
      return { state: "unreadable", problem: "The browser could not read this file." };
    }
  }

  // {state: "ok", student, answers and first: {item: {value, fingerprint}}, left: {unknown, changed, unfit}} or
  // {state, problem}. `first` is undefined in a record that does not tell first tries; null stands for one that cannot be.
  function read(text, { unit, edition, sealed, items }) {
    let record;
    try {
      record = JSON.parse(text);
    } catch {
      return { state: "unreadable", problem: "This file cannot be read: it is damaged, cut off, or not a file of answers." };
    }
    if (!isObject(record) || record.format !== FORMAT) {
      return { state: "unreadable", problem: "This is not a file of answers that a unit like this one saved." };
    }
    if (record.unit !== unit) {
      return { state: "wrong unit", problem: `This file belongs to another unit (${shorten(record.unit)}).` };
    }
    if (record.edition !== edition) {
      return { state: "wrong edition", problem: `This file belongs to another edition of this unit (${shorten(record.edition)}; this is ${edition}).` };
    }
    const { student, answers, fingerprints = {}, first = {} } = record;
    const whole = isObject(answers) && isObject(fingerprints) && isObject(student) && isName(student.id ?? "")
      && isName(student.name ?? "") && Number.isFinite(Date.parse(record.saved))
      && isObject(first) && Object.values(first).every((entry) => isObject(entry) && Object.hasOwn(entry, "value"));
    if (!whole) {
      return { state: "invalid", problem: "This file of answers is incomplete: it has been changed since it was saved." };
    }
    const who = { id: student.id ?? "", name: student.name ?? "" };
    // Without a fingerprint it is the variant that everybody has who did not ask for another.
    const variant = ({ id, variants }, fingerprint = variants[sealed ? courseware.draw(edition, id, who.id, variants.length) : 0].fingerprint) =>
      variants.find((other) => other.fingerprint === fingerprint)?.fingerprint;
    const out = { state: "ok", student: who, answers: {}, first: record.first && {}, left: { unknown: [], changed: [], unfit: [] } };
    for (const [id, value] of Object.entries(answers)) {
      const item = items.find((candidate) => candidate.id === id);
      const fingerprint = item && variant(item, Object.hasOwn(fingerprints, id) ? fingerprints[id] : undefined);
      if (!item) out.left.unknown.push(id);
      else if (!fingerprint) out.left.changed.push(item);
      else if (!fits(item, value)) out.left.unfit.push(item);
      else out.answers[id] = { value, fingerprint };
      const earlier = out.answers[id] && Object.hasOwn(first, id) && first[id];
      const mark = earlier && variant(item, earlier.fingerprint);
      if (earlier) out.first[id] = mark && fits(item, earlier.value) ? { value: earlier.value, fingerprint: mark } : null;
    }
    return out;
  }

  const shorten = (value) => String(typeof value === "string" ? value : "no name").slice(0, 60);

  // A blob and a link: works from a file as well as from a server.
  function download(record) {
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(record, null, 1)}\n`], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: fileName(record), hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  courseware.record = { time, build, read, readFile, fileName, fits, download };
})((globalThis.courseware ??= {}));
