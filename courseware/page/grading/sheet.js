// CSV that a spreadsheet program can open without running anything in it. Twin of courseware/gradebook/sheet.py.
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const { cut, plainLine } = grading.text;
  const FORMULA = /(^\s*|[;,|]["'\s]*)([=+\-@＝＋－＠])/g;
  const MAX_CELL = 32000;

  /** One line, an apostrophe before whatever would start a formula. */
  const safeCell = (text) => cut(plainLine(text), MAX_CELL).replace(FORMULA, "$1'$2");

  /** Hundredths with two decimals; "" for null. */
  const points = (hundredths) => (hundredths === null ? ""
    : `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`);

  const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

  /** A table as the text of a file: a byte order mark, for Excel, and CRLF. */
  const csv = (table) => `\ufeff${table.map((row) => `${row.map((cell) => quoted(safeCell(cell))).join(",")}\r\n`).join("")}`;

  grading.sheet = { csv, safeCell, points };
})((globalThis.courseware ??= {}));
