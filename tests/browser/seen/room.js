// What does not fit into a page as it is laid out now, a line each: `room.all()`; and which targets are `small()`.
"use strict";
globalThis.room = (() => {
  const words = (node) => node.outerHTML.replace(/\s+/g, " ").slice(0, 130);
  const unseen = (node) => node.closest(".cw-sr, .cww-hidden, .visually-hidden, .sr-only, .skip-link, .cw-stacked thead");
  const isShown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !unseen(node);
  const those = (selector) => [...document.querySelectorAll(selector)].filter(isShown);

  // The page itself, and frames in it that hold something other than a table, a formula or code.
  function sideways() {
    const { scrollWidth, clientWidth } = document.documentElement;
    const page = scrollWidth > clientWidth ? [`the page, ${scrollWidth} in ${clientWidth} px`] : [];
    const frames = those("body *").filter((node) => node.scrollWidth > node.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(node).overflowX)
      && !node.matches("input, textarea, select") && !node.querySelector("table, math, pre") && !node.closest("table, math, pre, .highlight"));
    return [...page, ...frames.map((node) => `a frame, ${node.scrollWidth} in ${node.clientWidth} px: ${words(node)}`)];
  }

  // Text that its own box cuts off.
  function clipped() {
    return those("body *:not(svg, svg *, math, math *, select, option)").filter((node) => {
      const { overflowX, overflowY } = getComputedStyle(node);
      const cuts = (how) => how === "hidden" || how === "clip";
      return node.innerText?.trim() && ((cuts(overflowX) && node.scrollWidth > node.clientWidth + 1) || (cuts(overflowY) && node.scrollHeight > node.clientHeight + 1));
    }).map(words);
  }

  const frames = new Map();
  // What the boxes around an element let through; null where it moves with the window.
  function frame(node) {
    if (!node || node === document.body) return { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
    if (frames.has(node)) return frames.get(node);
    const { overflowX, overflowY, position } = getComputedStyle(node);
    let found = /sticky|fixed/.test(position) ? null : frame(node.parentElement);
    if (found && (overflowX !== "visible" || overflowY !== "visible")) {
      const { left, top, right, bottom } = node.getBoundingClientRect();
      found = {
        left: Math.max(found.left, left), top: Math.max(found.top, top),
        right: Math.min(found.right, right), bottom: Math.min(found.bottom, bottom),
      };
    }
    frames.set(node, found);
    return found;
  }

  // Lines of text that lie on each other; what stands in a chart or moves with the window is left out.
  function overlaps() {
    frames.clear();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const lines = [];
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const node = text.parentElement;
      if (!text.data.trim() || node.closest("svg, math, script, style, noscript, select, option") || !isShown(node)) continue;
      const outer = frame(node);
      if (!outer) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const height = (bottom - top) / 4; // letters leave that free above and below
        const line = {
          node, left: Math.max(left + 2, outer.left), right: Math.min(right - 2, outer.right),
          top: Math.max(top + height, outer.top), bottom: Math.min(bottom - height, outer.bottom),
        };
        if (line.left < line.right && line.top < line.bottom) lines.push(line);
      }
    }
    lines.sort((a, b) => a.top - b.top);
    const found = [];
    lines.forEach((line, i) => {
      for (let j = i + 1; j < lines.length && lines[j].top < line.bottom; j += 1) {
        const other = lines[j];
        if (line.node !== other.node && line.left < other.right && other.left < line.right) found.push(`${words(line.node)} ON ${words(other.node)}`);
      }
    });
    return found;
  }

  // Targets below 24 px: not those in a line of text, nor those with so much room around them that nothing else is meant.
  const LEAST = 24;
  function box(node) {
    const boxes = [node, ...(node.labels ?? [])].map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 0);
    const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((one) => one[side])));
    const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((one) => one[side])));
    return { node, left, top, right, bottom, small: right - left < LEAST - 0.1 || bottom - top < LEAST - 0.1, x: (left + right) / 2, y: (top + bottom) / 2 };
  }
  function inText(node) {
    if (!node.matches("a") || getComputedStyle(node).display !== "inline") return false;
    const block = node.closest("p, li, td, th, dd, dt, caption, figcaption, h1, h2, h3, h4, h5, h6, div, summary");
    return block.textContent.trim().length > node.textContent.trim().length;
  }
  function small() {
    const boxes = those("a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]").map(box);
    const gap = (one, { left, right, top, bottom }) => Math.hypot(Math.max(left - one.x, 0, one.x - right), Math.max(top - one.y, 0, one.y - bottom));
    const crowded = (one) => boxes.some((other) => other !== one && !one.node.contains(other.node) && !other.node.contains(one.node)
      && (gap(one, other) < LEAST / 2 || (other.small && Math.hypot(one.x - other.x, one.y - other.y) < LEAST)));
    return boxes.filter((one) => one.small && !inText(one.node) && crowded(one))
      .map(({ node, left, top, right, bottom }) => `${Math.round(right - left)}×${Math.round(bottom - top)} ${words(node)}`);
  }

  return { all: () => [...sideways(), ...clipped(), ...overlaps()], small };
})();
