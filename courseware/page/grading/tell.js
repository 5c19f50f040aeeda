/* What a teacher reads about one answer: the question, the answer in words, a verdict, points, texts. Twin of
   courseware/feedback.py and gradebook/pages.py. Whatever a student wrote becomes text, never markup. */
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const { text, grade } = grading;
  const OTHER_VARIANT = "This answer was given to another variant of the question than the one that belongs to this student id, "
    + "so it could not be scored.";
  const CHANGED = "This question has changed since it was answered, so the answer could not be scored.";
  const LONGEST = 300;
  const MOST_LINES = 50;

  const pointsOf = (score, most) => `${score / 100} of ${most / 100} point${most === 100 ? "" : "s"}`;

  // {verdict, points, texts: {html} or {text}}
  function feedback(item, result) {
    const { state, score } = result;
    if (state === "blank") return { verdict: "Not answered", points: "", texts: [] };
    if (state === "changed") return { verdict: "Not scored", points: "", texts: [{ text: CHANGED }] };
    if (state === "other variant") return { verdict: "Not scored", points: "", texts: [{ text: OTHER_VARIANT }] };
    const own = item.variants[result.variant].feedback;
    const texts = result.feedback.flatMap((id) => {
      if (Object.hasOwn(own, id) && own[id]) return [{ html: own[id] }];
      return courseware.messages[id] ? [{ text: courseware.messages[id] }] : [];
    });
    if (state === "invalid") return { verdict: "Not scored", points: "", texts };
    const verdict = score === item.points ? "Correct" : score > 0 ? "Partly correct" : "Not correct";
    return { verdict, points: pointsOf(score, item.points), texts };
  }

  // --- an answer in words: lines of pieces, each {html} or {text} -------------------------------------------------

  // JSON as people read it, with the spaces that Python puts.
  function written(value) {
    if (value instanceof Map) return `{${[...value].map(([name, part]) => `${JSON.stringify(name)}: ${written(part)}`).join(", ")}}`;
    if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
    if (typeof value === "number" && !Number.isFinite(value)) return "a number of more than 308 digits";
    return JSON.stringify(value);
  }

  function shorten(value) {
    const whole = typeof value === "string" ? value : written(value);
    return text.isLong(whole, LONGEST) ? `${text.cut(whole, LONGEST)}…` : whole;
  }

  function answerLines(item, number, value) {
    const parts = (role) => new Map((item.variants[number][role] ?? []).map((part) => [part.id, part.html]));
    const [options, left, right] = ["options", "left", "right"].map(parts);
    const word = (known, entry) => (known.has(entry) ? { html: known.get(entry) } : { text: shorten(entry) });
    const all = item.type === "match" && value instanceof Map
      ? [...value].slice(0, MOST_LINES).map(([key, entry]) => [word(left, key), { text: " – " }, word(right, entry)])
      : (Array.isArray(value) ? value.slice(0, MOST_LINES) : [value]).map((entry) => [word(options, entry)]);
    const size = value instanceof Map ? value.size : Array.isArray(value) ? value.length : 1;
    if (all.length === MOST_LINES && size > MOST_LINES) all.push([{ text: `… and ${text.thousands(size - MOST_LINES)} more` }]);
    return all;
  }

  // What the first try was worth, "" where it was the one that counts.
  function firstTry(row, place, item, tries) {
    if (!row.first) return "";
    const [first, best] = [row.first.results[place], row.graded.results[place]];
    const same = (one, other) => written(one ?? null) === written(other ?? null);
    const facts = ({ state, score, feedback: ids, variant }) => JSON.stringify([state, score, ids, variant]);
    if (facts(first) === facts(best) && same(tries.get(item.id), row.handIn.record.answers.get(item.id))) return "";
    const said = feedback(item, first);
    return said.points || said.verdict.toLowerCase();
  }

  /** Every question of a graded student: {number, prompt, unit, list, answer, verdict, points, first, texts, module}. */
  function questions(row, key) {
    const { record } = row.handIn;
    const tries = row.first ? grade.firstTries(record).answers : record.answers;
    return key.items.map((item, place) => {
      const result = row.graded.results[place];
      const variant = item.variants[result.variant];
      return {
        number: item.number ?? place + 1,
        prompt: variant.prompt,
        unit: variant.unit ?? "",
        list: item.type === "order" ? "ol" : "ul",
        answer: result.state === "blank" ? [] : answerLines(item, result.variant, record.answers.get(item.id)),
        first: firstTry(row, place, item, tries),
        module: key.modules.get(item.module) ?? "",
        ...feedback(item, result),
      };
    });
  }

  /** One sentence or two on the whole. */
  function summary(row, key) {
    if (!row.graded) return `This could not be graded: ${row.status}. ${row.handIn.reason}`;
    const count = key.items.length;
    const said = `${row.graded.answered} of ${count} question${count === 1 ? "" : "s"} answered.`;
    if (!row.first || row.first.total === null || row.first.total === row.graded.total) return said;
    return `${said} The best tries count; the first tries alone earn ${pointsOf(row.first.total, key.of)}.`;
  }

  grading.tell = { questions, summary, pointsOf };
})((globalThis.courseware ??= {}));
