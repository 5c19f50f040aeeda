// What would still move for a reader who asked for less motion, a line each.
"use strict";
globalThis.moving = () => {
  const long = (times) => times.split(",").some((time) => parseFloat(time) > 0);
  const found = document.getAnimations().filter(({ timeline }) => timeline instanceof DocumentTimeline)
    .map(({ effect }) => `moves now: ${effect.target.outerHTML.slice(0, 120)}`);
  for (const node of document.querySelectorAll("*")) {
    for (const part of ["", "::before", "::after"]) {
      const style = getComputedStyle(node, part);
      const name = `${node.outerHTML.slice(0, 120)} ${part}`;
      if (style.transitionProperty !== "none" && long(style.transitionDuration)) found.push(`fades (${style.transitionProperty}): ${name}`);
      if (style.animationName !== "none" && long(style.animationDuration)) found.push(`is animated (${style.animationName}): ${name}`);
      if (!part && style.scrollBehavior === "smooth") found.push(`scrolls smoothly: ${name}`);
    }
  }
  return found;
};
