// Judges every stop of the Tab key from inside the page. What has the focus is looked at when the next Tab is pressed, and
// once more when it has lost it, so that a test need not ask after every key: `keyboard.stops`, `faults`, `done`, `missed()`.
"use strict";
globalThis.keyboard = (() => {
  const STOPS = "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]";
  const ENOUGH = 40; // px to be seen of what is higher than the window, or of a field with many lines
  const told = { stops: 0, faults: [], done: false };
  const reached = new Set();
  let last = null; // the stop before: its node, and how what carries the sign of the focus looked

  const words = (node) => node.outerHTML.replace(/\s+/g, " ").slice(0, 150);
  const fault = (what, node) => told.faults.push(`${what}: ${words(node)}`);

  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  function luminance(colour) {
    const [red, green, blue] = channels(colour).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }
  function ground(node) {
    for (let at = node; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if ((channels(backgroundColor)[3] ?? 1) > 0.5) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  }

  // The sign of the focus is an outline, which forced colours keep: on the thing itself, its label, or the card it fills.
  const carriers = (node) => [node, node.closest("label"), node.closest("li")].filter(Boolean);
  const outlines = (node) => carriers(node).map((carrier) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(carrier);
    return { there: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2, colour: outlineColor, ground: ground(carrier.parentElement) };
  });

  // A link that goes on in the next line is judged by its longest piece.
  const boxOf = (node) => [...node.getClientRects()].sort((a, b) => b.width - a.width)[0] ?? node.getBoundingClientRect();

  // The part of a box that neither the window nor a frame that scrolls cuts away.
  function inView(node) {
    const { left, top, right, bottom } = boxOf(node);
    const part = { left: Math.max(left, 0), top: Math.max(top, 0), right: Math.min(right, innerWidth), bottom: Math.min(bottom, innerHeight) };
    for (let at = node.parentElement; at && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(at);
      if (position === "fixed") break;
      if (overflowX === "visible" && overflowY === "visible") continue;
      const frame = at.getBoundingClientRect();
      part.left = Math.max(part.left, frame.left);
      part.top = Math.max(part.top, frame.top);
      part.right = Math.min(part.right, frame.right);
      part.bottom = Math.min(part.bottom, frame.bottom);
    }
    return part;
  }

  // Of five points spread over the box, how many show the thing and nothing that lies on it.
  function shown(node) {
    const { left, top, right, bottom } = inView(node);
    if (right - left < 1 || bottom - top < 1) return 0;
    return [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]]
      .map(([x, y]) => document.elementFromPoint(left + x * (right - left), top + y * (bottom - top)))
      .filter((hit) => hit && (node.contains(hit) || hit.contains(node) || hit.closest("label")?.contains(node))).length;
  }

  function look() {
    const node = document.activeElement;
    if (last && last.node !== node && last.node.isConnected) {
      const now = outlines(last.node);
      if (!last.outlines.some((outline, i) => outline.there && !now[i]?.there)) fault("no outline that comes with the focus", last.node);
    }
    if (node === document.body) {
      told.done = last !== null;
      return;
    }
    told.stops += 1;
    if (last?.node === node) return; // the parts of a date
    reached.add(node);
    const rings = outlines(node);
    const { left, top, right, bottom } = boxOf(node);
    const view = inView(node);
    const seen = shown(node);
    const cut = right - left > view.right - view.left + 1 || Math.min(bottom - top, ENOUGH) > view.bottom - view.top + 1;
    if (cut || seen < 4) fault(`hidden (${seen} of 5 points${cut ? ", cut" : ""})`, node);
    if (!rings.some((ring) => ring.there && contrast(ring.colour, ring.ground) >= 3)) fault("an outline that is hard to see", node);
    if (node.tabIndex > 0) fault("a place of its own in the order", node);
    if (last && !(last.node.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)) fault("out of order", node);
    last = { node, outlines: rings };
  }

  const group = (node) => (node.type === "radio" ? `${node.form?.id ?? ""} ${node.name}` : null);
  const canBeReached = (node) => node.tabIndex >= 0 && !node.matches(":disabled, [type=hidden], [inert] *")
    && node.checkVisibility({ visibilityProperty: true });

  // What the keyboard should have come to within a part of the page and did not; of radio buttons one a group.
  told.missed = (part) => {
    const groups = new Set([...reached].map(group).filter(Boolean));
    return [...document.querySelector(part).querySelectorAll(STOPS)]
      .filter((node) => canBeReached(node) && !reached.has(node) && !groups.has(group(node))).map(words);
  };
  addEventListener("keydown", ({ key }) => { if (key === "Tab" && !told.done) look(); }, true);
  return told;
})();
