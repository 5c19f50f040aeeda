// Dated events around a day. What a date may mean arrives as first and last day; ISO days compare as text.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
const SHORT = 6; // events of a list shown at first

function dayText(day) {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/** As `_state` in timeline.py. */
function dateState({ first, last, until }, day) {
  const ends = until ?? [first, last];
  if (ends[1] < day) return "before";
  if (first > day) return "after";
  if (until) return last <= day && day <= ends[0] ? "running" : "open";
  return first === last ? "on" : "open";
}

/** An event whose dates say different things is open. */
function state({ dates }, day) {
  const states = new Set(dates.map((date) => dateState(date, day)));
  return states.size > 1 ? "open" : [...states][0];
}

function symbol(style) {
  return s("svg", { class: "cww-swatch", viewBox: "-7 -7 14 14", width: 14, height: 14, "aria-hidden": "true" },
    seriesGroup(style, marker(style, 0, 0)));
}

function render({ model, el }) {
  const data = model.get("data");
  const parts = frame(model, el);
  const [low, high] = data.years;
  const everything = data.entries.flatMap(({ dates }) => dates);
  const spans = everything.some(({ until }) => until);
  const vague = everything.some(({ first, last }) => first !== last);
  const go = (day) => put(model, { on_date: day });

  const categories = choices({
    type: "checkbox", legend: "Show", pick: (value) => put(model, { chosen: value }),
    options: data.categories.map((value, i) => ({ value, label: value, before: symbol(i) })),
  });
  const field = h("input", {
    type: "date", min: `${low}-01-01`, max: `${high}-12-31`, required: true,
    // On the way to 2015 the year is 2, 20 and 201.
    oninput: () => { if (field.validity.valid) go(field.value); },
    onblur: () => {
      problem.textContent = field.validity.valid ? "" : `Choose a day from ${low} to ${high}.`;
      field.value = model.get("on_date");
    },
  });
  const problem = h("p", { class: "cww-problem", role: "alert" });
  const year = h("input", {
    type: "range", min: low, max: high, step: 1, "aria-label": "Year, slider",
    oninput: () => go(year.value + model.get("on_date").slice(4).replace("02-29", "02-28")),
  });
  const step = (label, way) => h("button", {
    type: "button", onclick: () => { const day = next(way); if (day) go(day); },
  }, label);
  const [back, ahead] = [step("Event before", -1), step("Event after", 1)];
  parts.controls.append(data.categories.length > 1 ? categories.node : "",
    h("fieldset", { class: "cww-choices cww-what-if" }, h("legend", {}, "Choose a day"),
      h("div", { class: "cww-options" },
        h("label", { class: "cww-field" }, h("span", {}, "Day"), field), back, ahead,
        low < high ? h("div", { class: "cww-years" }, h("span", { "aria-hidden": "true" }, String(low)), year,
          h("span", { "aria-hidden": "true" }, String(high))) : null), problem));
  const events = h("div", { class: "cww-events" });
  parts.numbers.parentNode.replaceWith(events); // the list is all there is

  function chosen() {
    return data.entries.filter(({ category }) => model.get("chosen").includes(category));
  }

  /** The nearest day, before or after the present one, on which an event begins or may begin. */
  function next(way) {
    const day = model.get("on_date");
    const days = chosen().flatMap(({ dates }) => dates.map(({ first }) => first)).sort();
    return way < 0 ? days.filter((one) => one < day).at(-1) : days.find((one) => one > day);
  }

  /** The line of an event, and what sets its tag. */
  function line({ label, category, dates }) {
    const texts = [...new Set(dates.map(({ when }) => when))];
    const tags = { on: "on this day", running: "running", open: texts.length > 1 ? "the dates differ" : "the date leaves it open" };
    const tag = h("span", { class: "cww-tag" });
    const head = h("span", { class: "cww-event" }, label);
    const by = (when) => dates.filter((one) => one.when === when).map(({ source }) => source).filter(Boolean);
    const sources = texts.length > 1 ? texts.map((when) => `${when}: ${list(by(when))}`) : [list(by(texts[0]))];
    const notes = [...new Set(dates.map(({ note }) => note).filter(Boolean))];
    const node = h("li", {},
      h("span", { class: "cww-when" }, texts.join(" or ")),
      h("div", {}, head,
        notes.map((note) => h("p", {}, note)),
        h("p", { class: "cww-note" }, symbol(data.categories.indexOf(category)),
          [category, ...sources].filter(Boolean).join(" · "))));
    return {
      node,
      tell(now) {
        tag.textContent = tags[now] ?? "";
        if (tags[now]) head.after(tag);
        else tag.remove();
      },
    };
  }
  const lines = new Map(data.entries.map((entry) => [entry, line(entry)]));

  /** One of the three lists: its element, and what fills it. */
  function group(name) {
    const id = `cww-${Math.random().toString(36).slice(2)}`;
    const head = h("p", { class: "cww-group", id });
    const all = h("ul", { "aria-labelledby": id });
    let whole = false;
    const more = h("button", {
      type: "button",
      onclick: () => {
        whole = true;
        all.classList.remove("cww-short");
        all.children[SHORT].tabIndex = -1;
        all.children[SHORT].focus();
        more.remove();
      },
    });
    const node = h("div", {});
    return {
      node,
      show(entries) {
        const short = entries.length > SHORT && !whole;
        head.textContent = `${name} (${entries.length})`;
        more.textContent = `Show all ${entries.length}`;
        all.classList.toggle("cww-short", short);
        settle(all, entries.map((entry) => lines.get(entry).node));
        settle(node, short ? [head, all, more] : [head, all]);
        return entries.length > 0;
      },
    };
  }
  const groups = ["On this day", "Before, latest first", "After"].map(group);

  /** A category's part of the time line, as high as `height`: its marks, each with its date, and its name. */
  function lane(name, style, width, narrow, left, x) {
    const rows = []; // where each row of the lane is free again
    const base = narrow ? 20 : 5;
    const dated = []; // [mark, date]
    for (const date of data.entries.filter(({ category }) => category === name).flatMap(({ dates }) => dates)) {
      const [from, sure] = [x(date.first), x(date.last, 1)];
      const to = date.until ? x(date.until[1], 1) : sure;
      const fits = rows.findIndex((free) => free < from - 6);
      const row = fits < 0 ? rows.length : fits;
      rows[row] = Math.max(to, from + 9);
      const y = base + row * 13 + 6;
      const bar = (a, b, look) => s("rect", { x: a, width: Math.max(2, b - a), y: y - 4, height: 8, rx: 2, class: look });
      const exactly = date.first === date.last;
      dated.push([s("g", {}, seriesGroup(style, ...(date.until ? [
        exactly ? null : bar(from, sure, "cww-bar-hollow"),
        bar(x(date.last), Math.max(x(date.last) + 5, x(date.until[0], 1)), "cww-bar"),
        date.until[0] === date.until[1] ? null : bar(x(date.until[0], 1), to, "cww-bar-hollow"),
      ].filter(Boolean) : [exactly ? marker(style, from, y)
        : bar((from + sure) / 2 - Math.max(4, (sure - from) / 2), (from + sure) / 2 + Math.max(4, (sure - from) / 2), "cww-bar-hollow")]))), date]);
    }
    const height = rows.length * 13 + 12 + (narrow ? 15 : 0);
    const end = s("line", { x1: 0, x2: width, y1: height, y2: height, class: "cww-grid" });
    return {
      name, height, dated,
      marks: s("g", {}, dated.map(([mark]) => mark), end),
      title: s("text", narrow ? { x: 0, y: 14, class: "cww-name" }
        : { x: left - 12, y: height / 2 + 3, "text-anchor": "end" }, name),
    };
  }

  /** The time line at this width: its drawing, what shows these categories in it, and what marks a day. */
  function draw(width) {
    const narrow = width < 520;
    const time = (iso, days = 0) => Date.UTC(iso.slice(0, 4), iso.slice(5, 7) - 1, +iso.slice(8) + days);
    const [start, end] = [time(`${low}-01-01`), time(`${high + 1}-01-01`)];
    const left = narrow ? 6 : Math.min(width * 0.3, Math.max(...data.categories.map((name) => name.length)) * LETTER + 16);
    const x = (iso, days) => left + ((width - left - 8) * (Math.min(time(iso, days), end) - start)) / (end - start);
    const lanes = data.categories.map((name, style) => lane(name, style, width, narrow, left, x));
    const every = Math.ceil((4 * LETTER + 12) / ((width - left - 8) / (high - low + 1)));
    const named = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter((_, i) => i % every === 0);
    const years = named.map((one) => {
      const place = x(`${one}-01-01`);
      return [s("line", { x1: place, x2: place, y1: 24, class: "cww-grid" }),
        s("text", { x: Math.max(14, Math.min(place, width - 15)), "text-anchor": "middle" }, String(one))];
    });
    const now = s("line", { y1: 18, class: "cww-reference" });
    const day = s("text", { y: 12, "text-anchor": "middle", class: "cww-strong" });
    const svg = canvas(width, 0, "");
    return {
      svg,
      // The lanes move up and down as they are: to draw them anew takes time.
      show(chosen) {
        const shown = lanes.filter(({ name }) => chosen.includes(name));
        let top = 24;
        for (const { marks, title, height } of shown) {
          [marks, title].forEach((node) => node.setAttribute("transform", `translate(0 ${top})`));
          top += height;
        }
        years.forEach(([line, text]) => {
          line.setAttribute("y2", top + 5);
          text.setAttribute("y", top + 18);
        });
        now.setAttribute("y2", top);
        resize(svg, width, top + 20);
        // On a phone the lines of the years and of the day pass the names, which are drawn last.
        settle(svg, [...years.flat(), ...shown.map(({ marks }) => marks), now, ...shown.map(({ title }) => title), day]);
      },
      mark(iso) {
        const [place, half] = [x(iso), (dayText(iso).length * BOLD) / 2];
        lanes.forEach(({ dated }) => dated.forEach(([mark, date]) => mark.classList.toggle("cww-ahead", dateState(date, iso) === "after")));
        ["x1", "x2"].forEach((side) => now.setAttribute(side, place));
        day.setAttribute("x", Math.min(Math.max(place, half), width - half));
        day.textContent = dayText(iso);
        svg.setAttribute("aria-label", `Time line from ${low} to ${high} with ${dayText(iso)} marked. The events are in the lists below.`);
      },
    };
  }
  const note = h("p", { class: "cww-note" }, ["A mark is a day.", spans ? "A full bar is a span." : "",
    vague ? "A hollow bar covers all the days that a date without day or month may mean." : ""].filter(Boolean).join(" "));
  let drawn = null; // with `view`: at which width, with letters how large

  function update(width) {
    const day = model.get("on_date");
    const entries = chosen();
    const by = { before: [], on: [], running: [], open: [], after: [] };
    entries.forEach((entry) => by[state(entry, day)].push(entry));
    categories.show(model.get("chosen"));
    if (field.value !== day) field.value = day;
    problem.textContent = "";
    year.value = day.slice(0, 4);
    year.setAttribute("aria-valuetext", dayText(day));
    // A button with the focus keeps it, and then says by its look that there is no more.
    [[back, -1], [ahead, 1]].forEach(([button, way]) => button.setAttribute("aria-disabled", String(!next(way))));
    const counts = [`${by.before.length} ${by.before.length === 1 ? "event" : "events"} before`, `${by.on.length} on this day`,
      spans ? `${by.running.length} running` : "", by.open.length ? `${by.open.length} left open by the date` : "",
      `${by.after.length} after`].filter(Boolean);
    parts.answer.replaceChildren(h("p", {}, entries.length ? `${dayText(day)}: ${list(counts)}.` : "No category is chosen."));
    const view = JSON.stringify([width, letters]);
    if (drawn?.view !== view) drawn = { view, ...draw(width) };
    drawn.show(model.get("chosen"));
    settle(parts.chart, entries.length ? [drawn.svg, note] : []);
    drawn.mark(day);
    entries.forEach((entry) => lines.get(entry).tell(state(entry, day)));
    const lists = [[...by.on, ...by.running, ...by.open], by.before.reverse(), by.after];
    settle(events, groups.filter((one, i) => one.show(lists[i])).map(({ node }) => node));
  }

  return watch(model, ["chosen", "on_date"], parts.chart, update);
}

export default widget(render);
