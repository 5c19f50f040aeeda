/* One thing handed in: what kind of file it is, whose, and whether it can count. Twin of courseware/handin/record.py,
   notebook_answers.py and recognise.py. Nothing in a file is ever run. */
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const { text, json, time, place } = grading;
  const FORMAT = "courseware-record/1";
  const MAX_BYTES = 1000000;
  const MAX_FILE = 32000000;
  const MAX_NAME = 200;
  const ANSWER = "application/vnd.courseware.answer+json";
  const STUDENT = "application/vnd.courseware.student+json";
  const ANSWER_FORMAT = "courseware-answer/1";
  const MOST_NAMED = 5;

  const isObject = (value) => value instanceof Map;
  const isText = (value) => typeof value === "string";
  const isName = (value) => isText(value) && !text.isLong(value, MAX_NAME);
  const nobody = () => ({ id: "", name: "" });
  const fault = (status, reason, student = nobody()) => ({ fault: true, status, reason, student });
  const tooLarge = (size, limit) => fault("unreadable",
    `The file is too large: ${text.thousands(size)} bytes, and at most ${text.thousands(limit)} are read.`);

  // The value of a name, or a default where the object has none: a null that stands there is no default.
  const get = (object, name, otherwise) => (object.has(name) ? object.get(name) : otherwise);

  function studentIn(value) {
    if (!isObject(value)) return null;
    const [id, name] = [get(value, "id", ""), get(value, "name", "")];
    return isName(id) && isName(name) ? { id: text.plainLine(id), name: text.plainLine(name) } : null;
  }

  // --- records --------------------------------------------------------------------------------------------------

  const isFirst = (value) => isObject(value) && [...value.values()].every((entry) =>
    isObject(entry) && entry.has("value") && isText(get(entry, "fingerprint", "")));

  const shown = (value) => (isText(value) ? JSON.stringify(text.cut(value, 40)) : "not a text");

  // The first fault in a record, as a sentence; "" if there is none.
  function problem(document, student) {
    if (document.get("format") !== FORMAT) return `"format" is ${shown(document.get("format"))}; it must be "${FORMAT}".`;
    for (const name of ["unit", "edition"]) {
      if (!isName(document.get(name)) || document.get(name) === "") {
        return `"${name}" must be a text of 1 to ${MAX_NAME} characters.`;
      }
    }
    if (student === null) return `"student" must hold an "id" and a "name", each a text of at most ${MAX_NAME} characters.`;
    if (time.parse(document.get("saved")) === null) return '"saved" must be a time such as "2026-11-21T20:50:00Z".';
    if (!isObject(document.get("answers"))) return '"answers" must be an object: item ids with an answer each.';
    const marks = get(document, "fingerprints", new Map());
    if (!isObject(marks) || ![...marks.values()].every(isText)) {
      return '"fingerprints" must be an object: item ids with a text each.';
    }
    if (!isFirst(get(document, "first", new Map()))) {
      return '"first" must be an object: item ids with a "value" and a "fingerprint" each.';
    }
    return "";
  }

  function recordFrom(document) {
    if (!isObject(document) || !document.has("format")) {
      return fault("unreadable", "The file is neither a record of answers nor a notebook.");
    }
    const student = studentIn(document.get("student"));
    const reason = problem(document, student);
    if (reason) return fault("invalid", reason, student ?? nobody());
    return {
      unit: document.get("unit"),
      edition: document.get("edition"),
      student,
      saved: time.parse(document.get("saved")),
      answers: document.get("answers"),
      fingerprints: get(document, "fingerprints", new Map()),
      first: get(document, "first", new Map()),
      note: "",
    };
  }

  // --- notebooks ------------------------------------------------------------------------------------------------

  const isNotebook = (document) => isObject(document) && document.has("nbformat") && Array.isArray(document.get("cells"));

  function savedIn(metadata) {
    const ours = isObject(metadata) ? metadata.get("courseware") : null;
    return (isObject(ours) && time.parse(ours.get("saved"))) || time.LONG_AGO;
  }

  // Kind, content and time of every output that carries one of our MIME types.
  function* payloads(document) {
    for (const cell of document.get("cells")) {
      const outputs = isObject(cell) ? cell.get("outputs") : null;
      for (const output of Array.isArray(outputs) ? outputs : []) {
        const data = isObject(output) ? output.get("data") : null;
        if (!isObject(data)) continue;
        for (const kind of [ANSWER, STUDENT]) {
          if (!data.has(kind)) continue;
          const payload = data.get(kind);
          for (const each of Array.isArray(payload) && payload.length ? payload : [payload]) yield [kind, each, savedIn(output.get("metadata"))];
        }
      }
    }
  }

  function answerIn(payload, saved) {
    if (!isObject(payload) || payload.get("format") !== ANSWER_FORMAT || !payload.has("value")) return null;
    const [unit, edition, item] = ["unit", "edition", "item"].map((name) => payload.get(name));
    if (![unit, edition, item].every((name) => isName(name) && name !== "")) return null;
    const tries = new Map(["counts", "first"].filter((name) => payload.has(name)).map((name) => [name, payload.get(name)]));
    if (!isFirst(tries)) return null;
    const counts = tries.get("counts") ?? payload;
    const mark = counts.get("fingerprint");
    return {
      unit, edition, item, saved,
      value: counts.get("value"),
      fingerprint: isText(mark) ? mark : "",
      student: studentIn(payload.get("student")) ?? nobody(),
      first: tries.get("first"),
    };
  }

  // Who hands the notebook in, and a note if its answers were given under several ids.
  function signed(answers, students) {
    const given = answers.map((answer) => answer.student).filter((student) => student.id);
    const last = (students.length ? students : given).at(-1) ?? nobody();
    const others = [...new Set(given.map((student) => student.id))].filter((id) => id !== last.id).sort(text.compare);
    const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : "";
    return [last, others.length ? `holds answers given as ${others.slice(0, MOST_NAMED).join(", ")}${more}` : ""];
  }

  function recordOfNotebook(document) {
    const [answers, students] = [[], []];
    let odd = 0;
    for (const [kind, payload, saved] of payloads(document)) {
      if (kind === STUDENT) {
        students.push(studentIn(payload) ?? nobody());
        continue;
      }
      const answer = answerIn(payload, saved);
      if (answer) answers.push(answer);
      else odd += 1;
    }
    answers.sort((one, other) => (one.saved < other.saved ? -1 : Number(one.saved > other.saved)));
    const [student, signature] = signed(answers, students.filter(({ id }) => id));
    const notes = signature ? [signature] : [];
    if (odd) notes.push(`${odd} output(s) could not be read as answers`);
    if (!answers.length && odd) return fault("invalid", `The notebook's answers cannot be read: ${notes.at(-1)}.`, student);
    if (!answers.length) {
      const reason = "The notebook has no answers in its outputs: it was not run before it was saved, or cleared.";
      return fault("blank", reason, student);
    }
    const last = answers.at(-1);
    const ours = answers.filter((answer) => answer.unit === last.unit && answer.edition === last.edition);
    if (ours.length < answers.length) notes.push(`${answers.length - ours.length} answer(s) of another unit or edition left out`);
    const lasting = [...new Map(ours.map((answer) => [answer.item, answer])).values()].filter(({ value }) => value !== null);
    return {
      unit: last.unit,
      edition: last.edition,
      student,
      saved: last.saved,
      answers: new Map(lasting.map((answer) => [answer.item, answer.value])),
      fingerprints: new Map(lasting.filter(({ fingerprint }) => fingerprint).map((answer) => [answer.item, answer.fingerprint])),
      first: new Map(ours.filter((answer) => answer.first).map((answer) => [answer.item, answer.first])),
      note: notes.join("; "),
    };
  }

  // --- any file -------------------------------------------------------------------------------------------------

  /** What a JSON value is: {kind, record} where record may be a fault. `size` is that of its file in bytes. */
  function classify(document, size) {
    if (isNotebook(document)) return { kind: "notebook", record: recordOfNotebook(document) };
    if (size > MAX_BYTES) return { kind: "other", record: tooLarge(size, MAX_BYTES) };
    const record = recordFrom(document);
    return { kind: record.fault && record.status === "unreadable" ? "other" : "record", record };
  }

  // 64 bits that differ where two files do; chance is all that they have to withstand here.
  function digest(bytes) {
    let [one, other] = [0x811c9dc5, 0x1b873593];
    for (const byte of bytes) {
      one = Math.imul(one ^ byte, 0x01000193);
      other = Math.imul(other ^ byte, 0x85ebca6b) ^ (other >>> 13);
    }
    return `${bytes.length} ${one >>> 0} ${other >>> 0}`;
  }

  /** Recognise a file by its bytes; what cannot be read has its status, and nothing throws. */
  function recognise(bytes) {
    if (bytes.length > MAX_FILE) return { kind: "other", record: tooLarge(bytes.length, MAX_FILE) };
    let document;
    try {
      document = json.read(bytes);
    } catch (error) {
      if (!(error instanceof json.NotJson)) throw error;
      return { kind: "other", record: fault("unreadable", `The file cannot be read: ${error.message}.`) };
    }
    return { document, digest: digest(bytes), ...classify(document, bytes.length) };
  }

  function verdict(record, unit, edition, signed) {
    if (record.unit !== unit) return ["wrong unit", `The answers belong to the unit "${record.unit}", not to "${unit}".`];
    if (record.edition !== edition) {
      return ["wrong edition", `The answers belong to the edition "${record.edition}", not to "${edition}".`];
    }
    if (!signed) return ["invalid", place.UNSIGNED];
    if (!record.answers.size) return ["blank", place.NO_ANSWERS];
    return ["valid", ""];
  }

  /** The hand-in that a recognised file is in this unit and edition. `record` is null where it cannot count. */
  function judge({ path, kind, record, digest: content = "" }, unit, edition) {
    if (record.fault) {
      return { path, kind, status: record.status, reason: record.reason, student: record.student, saved: null, note: "", record: null, digest: content };
    }
    const ours = Boolean(record.student.id || place.placeOf(path));
    const [status, reason] = verdict(record, unit, edition, ours);
    const counts = status === "valid" || status === "blank";
    const { student, saved, note } = record;
    return { path, kind, status, reason, student, saved, note, record: counts ? record : null, digest: content };
  }

  grading.handIn = { recognise, judge, fault, tooLarge, MAX_FILE };
})((globalThis.courseware ??= {}));
