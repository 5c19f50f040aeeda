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

  class RosterFault extends Error {
    constructor(file, place, problem, mend) {
      super(`${file}${place && `, ${place}`}: ${problem}; ${mend}.`);
    }
  }

  const words = (text) => caseFold(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  /** Students in the order of the file: {id, name, others: cells of the further columns}. */
  class Roster {
    constructor(rows = [], others = [], given = true) {
      Object.assign(this, { rows, others, given });
      this.ids = new Set(rows.map((row) => row.id));
      this.folded = new Map();
      for (const { id } of rows) {
        const key = caseFold(id);
        this.folded.set(key, [...(this.folded.get(key) ?? []), id]);
      }
      const parts = (name) => rows.map((row) => [words(row[name]), row.id]).filter(([part]) => part);
      this.lookedFor = [parts("id"), parts("name")];
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

  function columnsOf(file, place, cells) {
    while (cells.length && !cells.at(-1)) cells.pop();
    const columns = cells.map((cell) => (["id", "name"].includes(cell.toLowerCase()) ? cell.toLowerCase() : cell));
    for (const name of ["id", "name"]) {
      if (!columns.includes(name)) {
        throw new RosterFault(file, place, `there is no column "${name}" among ${cut(columns.join(", "), 200)}`, COLUMNS);
      }
    }
    const twice = columns.find((name, index) => columns.indexOf(name) < index);
    if (twice !== undefined) {
      throw new RosterFault(file, place, `the column "${cut(twice, 60)}" stands twice`, "give every column its own name");
    }
    return columns;
  }

  function rowOf(file, place, cells, columns, lines) {
    if (cells.slice(columns.length).some(Boolean)) {
      const problem = `it has ${cells.length} cells, and the header has ${columns.length}`;
      throw new RosterFault(file, place, problem, "put quotes around a cell that holds the separator");
    }
    const row = { id: "", name: "", others: [] };
    columns.forEach((column, index) => {
      const cell = cells[index] ?? "";
      if (column === "id" || column === "name") row[column] = cell;
      else row.others.push(cell);
    });
    if (!row.id) throw new RosterFault(file, place, "the id is empty", "give every student an id");
    if (isLong(row.id, MAX_NAME)) {
      const problem = `the id has ${thousands(Array.from(row.id).length)} characters`;
      throw new RosterFault(file, place, problem, `use ids of at most ${MAX_NAME}`);
    }
    if (lines.has(row.id)) {
      const problem = `the id "${row.id}" stands on line ${lines.get(row.id)} already`;
      throw new RosterFault(file, place, problem, "give every student an id of their own");
    }
    return row;
  }

  /** The roster in a file's bytes. Throws a RosterFault. */
  function read(file, bytes) {
    if (bytes.length > MAX_ROSTER) throw new RosterFault(file, "", "the file is too large", "give a roster in CSV");
    const { text } = grading.json.utf8(bytes);
    if (text === undefined) throw new RosterFault(file, "", "this is not text in UTF-8", 'save it as "CSV UTF-8"');
    let columns = null;
    const rows = [];
    const lines = new Map();
    for (const [line, cells] of records(file, text, separatorOf(text))) {
      if (!cells.some(Boolean)) continue;
      if (columns === null) {
        columns = columnsOf(file, `line ${line}`, cells);
        continue;
      }
      const row = rowOf(file, `line ${line}`, cells, columns, lines);
      lines.set(row.id, line);
      rows.push(row);
    }
    if (columns === null) throw new RosterFault(file, "", "the roster is empty", COLUMNS);
    if (!rows.length) throw new RosterFault(file, "", "the roster lists no students", "add a line for each");
    return new Roster(rows, columns.filter((name) => name !== "id" && name !== "name"));
  }

  /** Whether a file's first line names the columns id and name. */
  function looksLike(bytes) {
    const { text } = grading.json.utf8(bytes.subarray(0, MAX_CELL));
    const start = text ?? new TextDecoder().decode(bytes.subarray(0, MAX_CELL));
    const header = start.split(/[\r\n]+/).find((line) => line.trim()) ?? "";
    const cells = header.split(separatorOf(header)).map((cell) => plainLine(cell.replaceAll('"', "")).toLowerCase());
    return cells.includes("id") && cells.includes("name");
  }

  grading.roster = { Roster, RosterFault, read, looksLike };
})((globalThis.courseware ??= {}));
