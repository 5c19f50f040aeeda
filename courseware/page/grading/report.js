// The tables of a graded class, and the page of one student.
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const { nodes: { make, piece, safe, table }, tell, time, sheet } = grading;

  const when = (saved) => (saved ? time.format(saved).replace("T", " ").replace("Z", " UTC") : "");
  const wide = (text) => (text ? make("div", { class: "cw-grading-wide" }, text) : "");
  const total = (graded) => (graded ? sheet.points(graded.total) : "");

  /** A row a student; the name of whoever handed something in is a button that calls `open(row)`. */
  function students({ rows }, key, open) {
    const columns = ["Student", "Name", "Status", `Points of ${sheet.points(key.of)}`, ...(key.sealed ? [] : ["First tries"]),
      "Answered", "Remarks", "File", "Saved"];
    return table("Students", columns, rows.map((row) => {
      const button = make("button", { type: "button", class: "cw-grading-open" }, row.id);
      button.addEventListener("click", () => open(row, button));
      return [row.handIn ? button : row.id, make("div", { class: "cw-grading-name" }, row.name), make("span", { "data-status": row.status }, row.status), total(row.graded),
        ...(key.sealed ? [] : [total(row.first)]), row.graded ? String(row.graded.answered) : "", wide(row.remarks.join("; ")),
        wide(row.handIn?.path ?? ""), when(row.handIn?.saved)];
    }));
  }

  /** Points of every question, the state in the place of points where there are none. */
  function items({ rows }, key) {
    const columns = ["Student", ...key.items.map((item, place) => `${place + 1}. ${item.id}`)];
    return table("Points of every question", columns, rows.map((row) => [row.id, ...key.items.map((item, place) => {
      const result = row.graded?.results[place];
      if (!result) return "";
      return result.score === null ? make("i", {}, result.state) : sheet.points(result.score);
    })]));
  }

  /** A row a file. */
  function files(list, caption) {
    return table(caption, ["File", "Reason", "Student", "Status", "Use"], list.map(({ handIn, use, perhaps }) => [
      wide(handIn.path), wide(handIn.reason || handIn.note), handIn.student.id || (perhaps && `perhaps ${perhaps}`), handIn.status, use]));
  }

  function answer({ answer: lines, unit, list }) {
    if (!lines.length) return "";
    const said = lines.map((line) => line.flatMap(piece));
    if (said.length === 1) return make("p", { class: "cw-grading-answer" }, "Answer: ", ...said[0], unit && ` (unit: ${unit})`);
    return make("div", { class: "cw-grading-answer" }, make("p", {}, "Answer:"), make(list, {}, ...said.map((line) => make("li", {}, ...line))));
  }

  function question(each) {
    const verdict = make("p", { class: "cw-grading-verdict", "data-verdict": each.verdict.toLowerCase() },
      make("strong", {}, each.verdict), each.points && `: ${each.points}`);
    return make("section", { class: "cw-grading-question" },
      make("h3", {}, `Question ${each.number}`), ...safe(each.prompt), answer(each), verdict,
      each.first && make("p", { class: "cw-item-how" }, `First try: ${each.first}`),
      ...each.texts.map((said) => make("div", {}, ...(said.html === undefined ? [make("p", {}, said.text)] : safe(said.html)))),
      each.verdict !== "Correct" && each.module ? make("p", { class: "cw-item-how" }, `Read again: ${each.module}`) : "");
  }

  /** One student's answers with feedback. */
  function student(row, key) {
    const facts = [`Student id ${row.id}`, when(row.handIn.saved) && `saved ${when(row.handIn.saved)}`, `from ${row.handIn.path}`];
    return [
      make("h2", { tabindex: "-1" }, `Feedback for ${row.name || row.id}`),
      make("p", { class: "cw-item-how" }, facts.filter(Boolean).join(" · ")),
      row.graded && row.graded.total !== null
        ? make("p", { class: "cw-grading-total" }, tell.pointsOf(row.graded.total, key.of)) : "",
      make("p", {}, tell.summary(row, key)),
      row.remarks.length && row.graded ? make("p", {}, `Remarks: ${row.remarks.join("; ")}.`) : "",
      ...(row.graded ? tell.questions(row, key).map(question) : []),
    ].filter(Boolean);
  }

  grading.report = { students, items, files, student };
})((globalThis.courseware ??= {}));
