// The score page: points by module, the passages of every question that was tried and is not yet full, and what is open.
"use strict";
(function (courseware) {
  const { element, points, questions, root } = courseware;

  // Where an item can be read again: {href, title}. A sealed edition learns it from the key and titles it from the page.
  function passageOf(item, sections) {
    if (!questions.sealed) return item.passage && { ...item.passage, href: root + item.passage.href };
    const { passage } = courseware.opened.items.find(({ id }) => id === item.id);
    return sections[passage];
  }

  const linksTo = (items) => items.flatMap((item, n) => [n ? ", " : "", courseware.linkTo(item)]);

  // A list for each module: a line for each passage, with the questions it helps with.
  function readAgain(items, sections) {
    return questions.modules.flatMap(({ id, title }) => {
      const lines = new Map();
      for (const item of items.filter(({ module }) => module === id)) {
        const { href, title: name } = passageOf(item, sections) ?? { title: "The module’s page" };
        if (!lines.has(name)) lines.set(name, [href, []]); // two places in one section have its title
        lines.get(name)[1].push(item);
      }
      if (lines.size === 0) return [];
      const block = element("div", "");
      const list = element("ul", "");
      for (const [name, [href, those]] of lines) {
        const line = element("li", "");
        const link = element(href ? "a" : "span", "", name);
        if (href) link.href = href;
        line.append(link, those.length === 1 ? ": question " : ": questions ");
        line.append(...linksTo(those));
        list.append(line);
      }
      block.append(element("h3", "", title), list);
      return [block];
    });
  }

  function inWords({ items, answered, unanswered, unchecked, invalid, short }, counts) {
    const say = (number, one, many) => `${number} ${number === 1 ? one : many}`;
    if (answered === 0) return "You have not answered a question yet.";
    if (!counts) return unanswered.length ? `${answered} of ${items} questions answered.` : "All questions answered.";
    if (short.length === 0) return "Everything right: full points on every question.";
    return [
      `${items - short.length} of ${say(items, "question", "questions")} with full points`,
      unanswered.length && `${unanswered.length} not answered yet`,
      unchecked.length && `${unchecked.length} answered but not checked`,
      invalid.length && `${invalid.length} could not be scored`,
    ].filter(Boolean).join("; ") + ".";
  }

  function setUp(section) {
    const store = courseware.openStore(questions.unit, questions.edition);
    const one = (selector) => section.querySelector(selector);
    const sections = JSON.parse(one("script")?.textContent ?? "{}");

    function update() {
      const counts = !questions.sealed || Boolean(courseware.opened);
      const all = courseware.showNumbers(section, store);
      one(".cw-panel-score [data-number]").textContent = points(all.earned);
      const date = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
      for (const [name, text] of Object.entries({ ...store.student, date })) one(`[data-who=${name}]`).textContent = text;
      const said = inWords(all, counts);
      const state = one(".cw-score-state");
      if (state.textContent !== said) state.textContent = said;
      const open = questions.sealed ? [] : [...all.unanswered, ...all.unchecked]; // once unlocked, what is blank is lost
      const again = counts && all.answered > 0 ? readAgain(all.short.filter((item) => !open.includes(item)), sections) : [];
      one(".cw-score-list").replaceChildren(...again);
      one("[data-again]").hidden = again.length === 0;
      for (const line of section.querySelectorAll("[data-open]")) {
        const items = all.answered > 0 ? all[line.dataset.open] : [];
        line.querySelector("span").replaceChildren(...linksTo(items));
        line.hidden = items.length === 0;
      }
    }

    one('[data-do="print"]').addEventListener("click", () => print());
    addEventListener("beforeprint", update); // the date may be another by now
    store.dropChanged(questions.items);
    store.onChange(update);
    update();
  }

  document.querySelectorAll("[data-score]").forEach(setUp);
})((globalThis.courseware ??= {}));
