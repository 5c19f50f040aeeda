/* The roster: who should have handed in, and who a file might be from. Twin of courseware/gradebook/roster.py; what keeps a
   student from being told apart is a sentence, thrown as a RosterFault. */
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const { plainLine, caseFold, isLong, thousands, cut } = grading.text;
  const MAX_ROSTER = 50000000;
  const MAX_CELL = 131072;
  const MAX_NAME = 200;
  const COLUMNS = "give it a first line with the columns id and name";

  const { understand, idColumn, spoken, isNoStudent, NAMING } = grading.columns;
  const { forms } = grading.place;

  class RosterFault extends Error {
    constructor(file, place, problem, mend) {
      super(`${file}${place && `, ${place}`}: ${problem}; ${mend}.`);
    }
  }

  const words = (text) => caseFold(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  // What rows are known by → their ids; without what is empty.
  function index(rows, known) {
    const found = new Map();
    for (const row of rows) {
      for (const form of known(row)) {
        if (form) found.set(form, [...(found.get(form) ?? []), row.id]);
      }
    }
    return found;
  }

  /** Students in the order of the file: {id, name, others: cells of the further columns}; `roles`: role → place in `others`. */
  class Roster {
    constructor(rows = [], others = [], given = true, roles = new Map()) {
      Object.assign(this, { rows, others, given });
      this.ids = new Set(rows.map((row) => row.id));
      this.folded = new Map();
      for (const { id } of rows) {
        const key = caseFold(id);
        this.folded.set(key, [...(this.folded.get(key) ?? []), id]);
      }
      const parts = (name) => rows.map((row) => [words(row[name]), row.id]).filter(([part]) => part);
      this.lookedFor = [parts("id"), parts("name")];
      this.naming = NAMING.filter((role) => roles.get(role) >= 0).map((role) => {
        const place = roles.get(role);
        return [others[place], index(rows, (row) => [caseFold(row.others[place])])];
      });
      const cell = (row, role) => (roles.get(role) < 0 ? row.id : row.others[roles.get(role)]);
      this.byNumber = new Map([["Canvas", "user"], ["Moodle", "participant"]].map(([system, role]) => [
        system, roles.has(role) ? index(rows, (row) => [cell(row, role).match(/[0-9]+$/)?.[0]]) : new Map()]));
      this.byWords = index(rows, (row) => [forms.sorted(row.name)]);
      this.byRunTogether = index(rows, (row) => forms.runTogether(row.name));
    }

    /** {id, column} of the one student whom a login, an email address or another number of theirs names; else null. */
    findByOther(text) {
      const found = new Map();
      for (const [column, students] of this.naming) {
        for (const id of students.get(caseFold(text)) ?? []) found.set(id, column);
      }
      const [first] = found;
      return found.size === 1 && text ? { id: first[0], column: first[1] } : null;
    }

    /** The students whom a platform may have meant: by its number if the roster has it, else by name. */
    at(place) {
      const byNumber = this.byNumber.get(place.system)?.get(place.number);
      if (byNumber) return byNumber;
      if (place.system === "Canvas") return this.byRunTogether.get(forms.squeezed(place.name)) ?? [];
      return this.byWords.get(forms.sorted(place.name)) ?? [];
    }

    /** The roster's spelling of an id: the same one, or the only one that differs in letter case alone. */
    find(id) {
      if (this.ids.has(id)) return id;
      const candidates = this.folded.get(caseFold(id)) ?? [];
      return candidates.length === 1 ? candidates[0] : null;
    }

    /** The one student whose id, else whose name, stands as words in a path; null if not exactly one. */
    guess(path) {
      const text = ` ${words(path)} `;
      for (const parts of this.lookedFor) {
        const found = parts.filter(([part]) => text.includes(` ${part} `));
        if (found.length) return found.length === 1 ? found[0][1] : null;
      }
      return null;
    }
  }

  // --- CSV, as Python's csv module reads it in strict mode ---------------------------------------------------------

  /** The cells of each record and the line it begins on; a fault names the line. */
  function* records(file, text, separator) {
    const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+/g) ?? [];
    let number = 0;
    while (number < lines.length) {
      const begin = number + 1;
      const fail = (problem) => {
        throw new RosterFault(file, `line ${begin}`, `this is not CSV (${problem})`, "mend the line, and close each quote in it");
      };
      const cells = [];
      let cell = "";
      let state = "start"; // of a cell; then "plain", "quoted", or "quote": one within quotes, which may end them
      const save = () => {
        if (isLong(cell, MAX_CELL)) fail(`field larger than field limit (${MAX_CELL})`);
        cells.push(plainLine(cell));
        cell = "";
        state = "start";
      };
      do {
        const ended = lines[number].replace(/[\r\n]+$/, "");
        const bare = ended === "" && state === "start" && cells.length === 0;
        for (const character of ended) {
          if (state === "quoted") {
            if (character === '"') state = "quote";
            else cell += character;
          } else if (state === "quote" && character === '"') {
            cell += character;
            state = "quoted";
          } else if (character === separator) save();
          else if (state === "quote") fail(`'${separator}' expected after '"'`);
          else if (state === "start" && character === '"') state = "quoted";
          else {
            cell += character;
            state = "plain";
          }
        }
        if (state === "quoted") cell += lines[number].slice(ended.length);
        else if (!bare) save();
        number += 1;
        if (state === "quoted" && number === lines.length) fail("unexpected end of data");
      } while (state === "quoted");
      yield [begin, cells];
    }
  }

  const count = (text, mark) => text.split(mark).length - 1;

  // The first line with anything in it, and the separator that stands in it most often.
  function separatorOf(text) {
    const first = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/).find((line) => line.trim()) ?? "";
    return [",", ";", "\t"].reduce((best, mark) => (count(first, mark) > count(first, best) ? mark : best));
  }

  // --- from cells to students -------------------------------------------------------------------------------------

  function headerOf(cells) {
    while (cells.length && !cells.at(-1)) cells.pop();
    const columns = understand(cells);
    if (columns && columns.form !== "own") return cells;
    return cells.map((cell) => (["id", "name"].includes(cell.toLowerCase()) ? cell.toLowerCase() : cell));
  }

  function columnsOf(file, place, header) {
    const columns = understand(header);
    if (columns === null) {
      const name = ["id", "name"].find((each) => !header.includes(each));
      throw new RosterFault(file, place, `there is no column "${name}" among ${cut(header.join(", "), 200)}`, COLUMNS);
    }
    const twice = header.find((name, at) => header.indexOf(name) < at);
    if (twice !== undefined) {
      throw new RosterFault(file, place, `the column "${cut(twice, 60)}" stands twice`, "give every column its own name");
    }
    return columns;
  }

  function checkId(file, place, column, id, seen) {
    if (!id) throw new RosterFault(file, place, `the ${column} is empty`, "give every student an id");
    if (isLong(id, MAX_NAME)) {
      const problem = `the ${column} has ${thousands(Array.from(id).length)} characters`;
      throw new RosterFault(file, place, problem, `use ids of at most ${MAX_NAME}`);
    }
    if (seen.has(id)) {
      const problem = `the ${column} "${id}" stands on line ${seen.get(id)} already`;
      throw new RosterFault(file, place, problem, "give every student an id of their own");
    }
  }

  function rosterOf(file, header, columns, lines) {
    const own = idColumn(columns, lines);
    const kept = header.map((_, place) => place).filter((place) => place !== own && !columns.names.includes(place));
    const seen = new Map();
    const rows = lines.map(([line, cells]) => {
      const id = cells[own];
      checkId(file, `line ${line}`, header[own], id, seen);
      seen.set(id, line);
      const name = columns.names.map((place) => cells[place]).join(" ").trim();
      return { id, name: columns.form === "Canvas" ? spoken(name) : name, others: kept.map((place) => cells[place]) };
    });
    const roles = new Map([...columns.roles].map(([role, place]) => [role, kept.indexOf(place)]));
    return new Roster(rows, kept.map((place) => header[place]), true, roles);
  }

  /** The roster in a file's bytes. Throws a RosterFault. */
  function read(file, bytes) {
    if (bytes.length > MAX_ROSTER) throw new RosterFault(file, "", "the file is too large", "give a roster in CSV");
    const { text } = grading.json.utf8(bytes);
    if (text === undefined) throw new RosterFault(file, "", "this is not text in UTF-8", 'save it as "CSV UTF-8"');
    let [header, columns] = [null, null];
    const lines = [];
    for (const [line, cells] of records(file, text, separatorOf(text))) {
      if (!cells.some(Boolean)) continue;
      if (header === null) {
        header = headerOf(cells);
        columns = columnsOf(file, `line ${line}`, header);
        continue;
      }
      if (cells.slice(header.length).some(Boolean)) {
        const problem = `it has ${cells.length} cells, and the header has ${header.length}`;
        throw new RosterFault(file, `line ${line}`, problem, "put quotes around a cell that holds the separator");
      }
      const whole = header.map((_, place) => cells[place] ?? "");
      if (!isNoStudent(columns.form, whole[columns.names[0]])) lines.push([line, whole]);
    }
    if (header === null) throw new RosterFault(file, "", "the roster is empty", COLUMNS);
    if (!lines.length) throw new RosterFault(file, "", "the roster lists no students", "add a line for each");
    return rosterOf(file, header, columns, lines);
  }

  /** Whether a file's first line has the columns of a roster. */
  function looksLike(bytes) {
    const { text } = grading.json.utf8(bytes.subarray(0, MAX_CELL));
    const start = text ?? new TextDecoder().decode(bytes.subarray(0, MAX_CELL));
    const header = start.split(/[\r\n]+/).find((line) => line.trim()) ?? "";
    const cells = header.split(separatorOf(header)).map((cell) => plainLine(cell.replaceAll('"', "")).toLowerCase());
    return understand(cells) !== null;
  }

  grading.roster = { Roster, RosterFault, read, looksLike };
})((globalThis.courseware ??= {}));
