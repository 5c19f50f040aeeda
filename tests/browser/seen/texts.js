// What a reader who does not see pictures or colours would miss, and words whose language is not marked, a line each.
"use strict";
globalThis.untold = () => {
  const found = [];
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = (node) => node.outerHTML.replace(/\s+/g, " ").slice(0, 130);
  const textOf = (node) => (node?.innerText ?? "").replace("#", "").trim();

  // A chart's text is a finding in whole sentences with numbers, and more than its title; its table stands below it.
  for (const figure of all("figure.cw-figure")) {
    const [title, text] = [".cw-figure-title", ".cw-figure-alt"].map((part) => textOf(figure.querySelector(part)));
    const tells = text.split(/\s+/).length >= 15 && text.length > title.length && /\d/.test(text) && text.endsWith(".");
    if (!title || !tells) found.push(`a figure without its finding: ${title}: ${text}`);
    if (!figure.querySelector("table tbody td")) found.push(`a figure without its table: ${title}`);
  }
  for (const widget of all(".cw-widget")) {
    if (!widget.querySelector(":scope > details table tbody td")) found.push(`a tool without its table: ${widget.id}`);
  }
  for (const picture of all("img")) {
    if (!picture.alt.trim()) found.push(`a picture without a text: ${words(picture)}`);
  }
  for (const drawing of all("svg:not(svg svg)").filter((node) => !node.closest("[aria-hidden=true]"))) {
    const label = drawing.getAttribute("aria-label") ?? drawing.closest("a, button")?.getAttribute("aria-label")
      ?? drawing.closest("button, a")?.dataset.tooltip ?? "";
    if (label.trim().length < 4) found.push(`a drawing without a text: ${words(drawing)}`);
  }

  // Without its colour, each sign of a legend is still another than its neighbours.
  const plain = (markup) => markup.replace(/\bcww?-c\d\b/g, "")
    .replace(/url\(#([^)]+)\)/g, (_, id) => plain(document.getElementById(id).innerHTML));
  for (const legend of all(".cw-d-legend, .cww-legend, .cww-key")) {
    const signs = all("svg, .cww-pair-bar", legend)
      .map((sign) => (sign.matches("svg") ? plain(sign.innerHTML) : sign.className.replace(/cww-c\d/, "")));
    if (new Set(signs).size < signs.length) found.push(`told apart by colour alone: ${textOf(legend)}`);
  }

  // The book is in English. Letters that English does not write stand in an element that says its language: those of
  // another alphabet, and accents in a word that is no name. A foreign word without either is not seen.
  const FOREIGN = /(?!\p{Script=Latin}|\p{Script=Greek})\p{L}{2,}|(?<!\p{L})(?=\p{Ll})[a-z]*(?![a-zA-Z])\p{Script=Latin}\p{L}*/u;
  if (document.documentElement.lang !== "en") found.push("the page does not say that it is in English");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (FOREIGN.test(text.data) && !node.closest("script, style, math") && node.closest("[lang]").lang === "en") found.push(`in which language? ${text.data.trim()}`);
  }
  return found;
};
