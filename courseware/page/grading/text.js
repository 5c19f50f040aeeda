// Text as the grader in Python handles it: by characters, not by the UTF-16 units of JavaScript.
"use strict";
(function (courseware) {
  const { plainLine } = courseware;
  const grading = (courseware.grading ??= {});

  const isLong = (text, most) => text.length > most && (text.length > 2 * most || Array.from(text).length > most);
  // The first characters; a giant text is cut before it is spread.
  const cut = (text, most) => (isLong(text, most) ? Array.from(text.slice(0, 2 * most)).slice(0, most).join("") : text);

  // Python's str.casefold. Cherokee folds to capitals there, and ı is a letter of its own.
  function foldCharacter(character) {
    if (character === "ı") return character;
    if (/[Ꭰ-ᏽꭰ-ꮿ]/u.test(character)) return character.toUpperCase();
    const upper = Array.from(character.toLowerCase(), (c) => c.toUpperCase()).join("");
    return Array.from(upper, (c) => c.toLowerCase()).join("");
  }
  const caseFold = (text) => (/^[\0-\x7f]*$/.test(text) ? text.toLowerCase() : Array.from(text, foldCharacter).join(""));

  // The order of Python, by code points: an emoji comes after every letter of the basic plane.
  function compare(one, other) {
    const [a, b] = [Array.from(one), Array.from(other)];
    for (let i = 0; i < a.length && i < b.length; i += 1) {
      if (a[i] !== b[i]) return a[i].codePointAt(0) - b[i].codePointAt(0);
    }
    return a.length - b.length;
  }

  const thousands = (number) => number.toLocaleString("en-US");

  grading.text = { isLong, cut, plainLine, caseFold, compare, thousands };
})((globalThis.courseware ??= {}));
