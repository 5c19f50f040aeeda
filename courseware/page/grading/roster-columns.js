// The columns of a roster: the teacher's own, and those that Moodle and Canvas export. Twin of courseware/gradebook/roster_columns.py.
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const { caseFold } = grading.text;
  const ROLES = {
    "id number": "number", idnumber: "number", "sis user id": "number",
    username: "login", login: "login", "sis login id": "login",
    email: "email", "e-mail": "email", "email address": "email", "e-mail address": "email",
    identifier: "participant",
    group: "group", groups: "group", section: "group",
  };
  const IDS = { Moodle: ["number", "login", "email", "participant"], Canvas: ["number", "login", "user"] };
  const NAMING = ["number", "login", "email", "user", "participant"];

  /** {form, names, ids: places of columns, roles: Map of role → place}; null if no column names the student. */
  function understand(header) {
    const places = new Map();
    header.forEach((cell, place) => {
      if (!places.has(caseFold(cell))) places.set(caseFold(cell), place);
    });
    const roles = new Map();
    for (const [name, place] of places) {
      if (Object.hasOwn(ROLES, name) && !roles.has(ROLES[name])) roles.set(ROLES[name], place);
    }
    if (places.has("id") && places.has("name")) {
      return { form: "own", names: [places.get("name")], ids: [places.get("id")], roles };
    }
    const canvas = places.has("id") && (places.has("student") || places.has("lastname"));
    if (canvas) roles.set("user", places.get("id"));
    const form = canvas ? "Canvas" : "Moodle";
    const names = canvas ? (places.has("student") ? ["student"] : ["firstname", "lastname"])
      : places.has("full name") ? ["full name"] : ["first name", "last name", "surname"];
    const found = names.filter((name) => places.has(name)).map((name) => places.get(name));
    const ids = IDS[form].filter((role) => roles.has(role)).map((role) => roles.get(role));
    return found.length && ids.length ? { form, names: found, ids, roles } : null;
  }

  /** The first column in which every student has an entry of their own; else the first choice. */
  function idColumn(columns, lines) {
    const whole = (place) => lines.every(([, cells]) => cells[place]) && new Set(lines.map(([, cells]) => cells[place])).size === lines.length;
    return columns.ids.find(whole) ?? columns.ids[0];
  }

  /** A name as it is said: Canvas writes "Berg, Anna". */
  function spoken(name) {
    const comma = name.indexOf(",");
    const given = comma < 0 ? "" : name.slice(comma + 1).trim();
    return given ? `${given} ${name.slice(0, comma).trim()}` : name;
  }

  /** Whether a line of a platform's roster is about the assignments, or is Canvas's own test student. */
  const isNoStudent = (form, name) => form === "Canvas" && (!name || name.startsWith("Points Possible") || name === "Student, Test");

  grading.columns = { understand, idColumn, spoken, isNoStudent, NAMING };
})((globalThis.courseware ??= {}));
