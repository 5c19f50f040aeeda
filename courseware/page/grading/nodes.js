// Elements made one by one: nothing that comes out of a file is ever parsed as a page.
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const ALLOWED = new Set(["P", "EM", "STRONG", "CODE", "BR"]);

  /** An element with attributes and children (nodes or text). */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== false && value !== "") element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== "" && child !== null && child !== undefined));
    return element;
  }

  const copy = (node) => [...node.childNodes].flatMap((child) => {
    if (child.nodeType === Node.TEXT_NODE) return [child.data];
    if (child.nodeType !== Node.ELEMENT_NODE) return [];
    return ALLOWED.has(child.tagName) ? [make(child.tagName, {}, ...copy(child))] : copy(child);
  });

  /** The texts of a key as nodes: paragraphs and emphasis, no attribute, nothing else. A key may come out of a file. */
  const safe = (html) => copy(new DOMParser().parseFromString(html, "text/html").body);

  const piece = ({ html, text }) => (html === undefined ? [text] : safe(html));

  /** A table in a box of its own that scrolls, and that the keyboard can reach. */
  function table(caption, columns, rows) {
    const head = make("tr", {}, ...columns.map((column) => make("th", { scope: "col" }, column)));
    const body = rows.map(([first, ...cells]) => make("tr", {}, make("th", { scope: "row" }, first), ...cells.map((cell) => make("td", {}, cell))));
    const grid = make("table", {}, make("caption", { class: "cw-sr" }, caption), make("thead", {}, head), make("tbody", {}, ...body));
    return make("div", { class: "cw-scroll", role: "region", tabindex: "0", "aria-label": caption }, grid);
  }

  grading.nodes = { make, safe, piece, table };
})((globalThis.courseware ??= {}));
