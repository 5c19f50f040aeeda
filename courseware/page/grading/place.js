/* What the names of folders and files tell about who handed in, as learning platforms write them, and whose a hand-in is then.
   Twin of courseware/handin/place.py, courseware/gradebook/name_forms.py and whose.py. */
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const { caseFold, isLong } = grading.text;
  const LONGEST = 300;
  const MOODLE = /^(?<name>.+?)(?:_(?<number>[0-9]+))?_assignsubmission_[a-z]+(?:_.*)?$/su;
  const CANVAS_END = "_(?:[0-9]+_.+|text\\.html|link\\.html)$";
  // No white space by Python's reckoning, which counts four separators that JavaScript does not.
  const CANVAS = new RegExp(`^(?<name>[^\\s\\x1c-\\x1f\\x85.,;:()/'"-]+?)_(?<late>LATE_)?(?<number>[0-9]+)${CANVAS_END}`, "su");
  const CANVAS_ANONYMOUS = new RegExp(`^(?<late>LATE_)?anon_[0-9A-Za-z]+${CANVAS_END}`, "su");
  const CLASSROOM = /^(?<name>[^\s\x1c-\x1f\x85].*?) - .+$/su;
  const LEFT_OUT = /[&<>"`|':\\/’ʼ‘]/gu;
  const MOST_WORDS = 8;
  const SIGNED = "signed as ";
  const UNSIGNED = "The hand-in names no student.";
  const NO_ANSWERS = "The hand-in holds no answers.";

  function canvas(part) {
    const anonymous = part.match(CANVAS_ANONYMOUS);
    if (anonymous) return { system: "Canvas", name: "", number: "", late: Boolean(anonymous.groups.late), shown: part };
    const found = part.match(CANVAS);
    if (!found || found.groups.name !== found.groups.name.toLowerCase()) return null;
    return { system: "Canvas", name: found.groups.name, number: found.groups.number, late: Boolean(found.groups.late), shown: part };
  }

  function moodle(part) {
    const found = part.match(MOODLE);
    return found && { system: "Moodle", name: found.groups.name, number: found.groups.number ?? "", late: false, shown: part };
  }

  /** The place that a path tells: {system, name, number, late, shown}; null where no platform wrote any of its parts. */
  function placeOf(path) {
    const names = path.split("/").filter((part) => !isLong(part, LONGEST));
    for (const name of names) {
      const place = moodle(name) ?? canvas(name);
      if (place) return place;
    }
    const found = names.length ? names.at(-1).match(CLASSROOM) : null;
    return found && { system: "Classroom", name: found.groups.name, number: "", late: false, shown: names.at(-1) };
  }

  // --- names in the forms that platforms give them ------------------------------------------------------------------

  const words = (name) => (caseFold(name.replace(LEFT_OUT, "")).normalize("NFC").match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);
  const forms = {
    /** The words of a name without regard to case and order. */
    sorted: (name) => [...words(name)].sort(grading.text.compare).join(" "),
    /** The name as Canvas may write it: one word, from whichever word it begins. */
    runTogether(name) {
      const some = words(name).slice(0, MOST_WORDS);
      return new Set(some.map((_, turn) => [...some.slice(turn), ...some.slice(0, turn)].join("")));
    },
    squeezed: (name) => words(name).join(""),
  };

  // --- whose a hand-in is -------------------------------------------------------------------------------------------

  function claimed(id, roster) {
    const student = roster.find(id);
    if (student !== null || !id) return [student ?? "", ""];
    const other = roster.findByOther(id);
    return other ? [other.id, `${SIGNED}${id}, found in the roster's column ${other.column}`] : [id, ""];
  }

  const signed = ({ id, name }) => (name ? `${SIGNED}${id} (${name})` : `${SIGNED}${id}`);

  function whose(student, place, roster) {
    const [claim, remark] = claimed(student.id, roster);
    if (place === null) return [claim, remark];
    const meant = roster.at(place);
    if (meant.length === 1) return [meant[0], claim === "" || claim === meant[0] ? remark : signed(student)];
    if (meant.includes(claim) || place.system === "Classroom" || !roster.given) return [claim, remark];
    const told = meant.length ? `"${place.shown}" fits several` : `"${place.shown}" names nobody on the roster`;
    return [claim, [claim ? `${told}, so the id in the file counts` : told, remark].filter(Boolean).join("; ")];
  }

  /** The hand-in with whose it is, and the remark in its note; unsigned and of nobody, it is invalid. */
  function attributed(handIn, roster) {
    const place = placeOf(handIn.path);
    const [student, remark] = whose(handIn.student, place, roster);
    const couldCount = handIn.status === "valid" || handIn.reason === NO_ANSWERS;
    const state = couldCount && !student ? { status: "invalid", reason: UNSIGNED, record: null } : {};
    return { ...handIn, ...state, whose: student, place, note: [handIn.note, remark].filter(Boolean).join("; ") };
  }

  grading.place = { placeOf, attributed, forms, SIGNED, UNSIGNED, NO_ANSWERS };
})((globalThis.courseware ??= {}));
