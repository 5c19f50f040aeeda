/* Twin of courseware/handin/strict_json.py: JSON read whole and unambiguous, or a phrase that says why not. Objects become
   Maps, which keep the order of names and know no prototype. The rules and words are those of Python's json. */
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const { cut, thousands } = grading.text;
  const MAX_VALUES = 2000000;
  const MAX_DEPTH = 100;
  const MAX_NUMBER = 400;
  const MOST_NESTED = 990; // levels that are read at all; Python gives up at about as many

  class NotJson extends Error {}

  // --- from bytes to text ---------------------------------------------------------------------------------------

  // Place of the first byte that begins no character, from 0.
  function badByte(bytes) {
    const follows = (at, low = 0x80, high = 0xbf) => bytes[at] >= low && bytes[at] <= high;
    let at = 0;
    while (at < bytes.length) {
      const byte = bytes[at];
      let length = 0;
      if (byte < 0x80) length = 1;
      else if (byte >= 0xc2 && byte <= 0xdf) length = follows(at + 1) ? 2 : 0;
      else if (byte >= 0xe0 && byte <= 0xef) {
        const fits = follows(at + 1, byte === 0xe0 ? 0xa0 : 0x80, byte === 0xed ? 0x9f : 0xbf);
        length = fits && follows(at + 2) ? 3 : 0;
      } else if (byte >= 0xf0 && byte <= 0xf4) {
        const fits = follows(at + 1, byte === 0xf0 ? 0x90 : 0x80, byte === 0xf4 ? 0x8f : 0xbf);
        length = fits && follows(at + 2) && follows(at + 3) ? 4 : 0;
      }
      if (length === 0) return at;
      at += length;
    }
    return at;
  }

  // UTF-8, with or without a byte order mark, as text; {badByte} if it is something else.
  function utf8(bytes) {
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    const content = marked ? bytes.subarray(3) : bytes;
    try {
      return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content) };
    } catch {
      return { badByte: badByte(content) };
    }
  }

  function decode(bytes) {
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
      throw new NotJson("it was saved as UTF-16, not as UTF-8");
    }
    const found = utf8(bytes);
    if (found.text === undefined) throw new NotJson(`it is not text in UTF-8 (byte ${thousands(found.badByte + 1)})`);
    return found.text;
  }

  // --- from text to values --------------------------------------------------------------------------------------

  const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
  const CONSTANTS = { n: ["null", null], t: ["true", true], f: ["false", false] };
  const NO_NUMBERS = ["NaN", "Infinity", "-Infinity"];
  const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
  const PLAIN = /[^"\\\u0000-\u001f]*/y;
  const HEX = /^[0-9a-fA-F]{4}$/;

  class Reader {
    constructor(text) {
      this.text = text;
      this.at = 0;
      this.depth = 0;
    }

    fail(problem, place) {
      const before = this.text.slice(0, place);
      const line = before.split("\n").length;
      const column = Array.from(before.slice(before.lastIndexOf("\n") + 1)).length + 1;
      throw new NotJson(`it is not JSON (line ${line}, column ${column}: ${problem})`);
    }

    space() {
      const { text } = this;
      for (;;) {
        const code = text.charCodeAt(this.at);
        if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
        this.at += 1;
      }
    }

    document() {
      this.space();
      const value = this.value();
      this.space();
      if (this.at !== this.text.length) this.fail("extra data", this.at);
      return value;
    }

    value() {
      const { text, at } = this;
      const first = text[at];
      if (first === '"') return this.string();
      if (first === "{" || first === "[") {
        this.depth += 1;
        if (this.depth > MOST_NESTED) throw new NotJson("it is nested too deep");
        const value = first === "{" ? this.object() : this.array();
        this.depth -= 1;
        return value;
      }
      const [word, value] = CONSTANTS[first] ?? [];
      if (word && text.startsWith(word, at)) {
        this.at += word.length;
        return value;
      }
      const constant = NO_NUMBERS.find((name) => name[0] === first && text.startsWith(name, at));
      if (constant) throw new NotJson(`${constant} is not a number in JSON`);
      return this.number();
    }

    // What no double can hold stays the text that was written.
    number() {
      NUMBER.lastIndex = this.at;
      const match = NUMBER.exec(this.text);
      if (match === null) this.fail("expecting value", this.at);
      const [digits, fraction, exponent] = match;
      this.at += digits.length;
      if (digits.length > MAX_NUMBER) return digits;
      const number = Number(digits);
      return Number.isFinite(number) || (fraction === undefined && exponent === undefined) ? number : digits;
    }

    string() {
      const { text } = this;
      const begin = this.at;
      let value = "";
      this.at += 1;
      for (;;) {
        PLAIN.lastIndex = this.at;
        const [run] = PLAIN.exec(text);
        value += run;
        this.at += run.length;
        if (this.at >= text.length) this.fail("unterminated string starting at", begin);
        const stop = text[this.at];
        if (stop === '"') {
          this.at += 1;
          return value;
        }
        if (stop !== "\\") this.fail("invalid control character at", this.at);
        const kind = text[this.at + 1];
        if (kind === undefined) this.fail("unterminated string starting at", begin);
        if (kind === "u") value += this.unicode();
        else if (Object.hasOwn(ESCAPES, kind)) {
          value += ESCAPES[kind];
          this.at += 2;
        } else this.fail("invalid \\escape", this.at);
      }
    }

    // Two escapes in a row are one character where they are a pair, as they are in a text of JavaScript.
    unicode() {
      const hex = this.text.slice(this.at + 2, this.at + 6);
      if (this.at + 6 >= this.text.length || !HEX.test(hex)) this.fail("invalid \\uXXXX escape", this.at + 1);
      this.at += 6;
      return String.fromCharCode(parseInt(hex, 16));
    }

    array() {
      const values = [];
      this.at += 1;
      this.space();
      if (this.text[this.at] !== "]") {
        for (;;) {
          values.push(this.value());
          if (this.ends("]")) break;
        }
      }
      this.at += 1;
      return values;
    }

    object() {
      const value = new Map();
      let twice;
      this.at += 1;
      this.space();
      if (this.text[this.at] !== "}") {
        for (;;) {
          if (this.text[this.at] !== '"') this.fail("expecting property name enclosed in double quotes", this.at);
          const name = this.string();
          this.space();
          if (this.text[this.at] !== ":") this.fail("expecting ':' delimiter", this.at);
          this.at += 1;
          this.space();
          const part = this.value();
          if (value.has(name)) twice ??= name;
          value.set(name, part);
          if (this.ends("}")) break;
        }
      }
      this.at += 1;
      if (twice !== undefined) standsTwice(twice);
      return value;
    }

    // After a part: is this the end? If not, a comma and space are passed over.
    ends(bracket) {
      this.space();
      if (this.text[this.at] === bracket) return true;
      if (this.text[this.at] !== ",") this.fail("expecting ',' delimiter", this.at);
      this.at += 1;
      this.space();
      return false;
    }
  }

  function standsTwice(name) {
    throw new NotJson(`the name "${cut(name, 60)}" stands twice in one object`);
  }

  function isDeep(value, levels = MAX_DEPTH) {
    const parts = value instanceof Map ? [...value.values()] : Array.isArray(value) ? value : null;
    if (parts === null) return false;
    return levels === 0 || parts.some((part) => isDeep(part, levels - 1));
  }

  // Half of a surrogate pair becomes "?", and two names that differed in it alone are then the same.
  function whole(value) {
    if (typeof value === "string") return value.replace(/\p{Surrogate}/gu, "?");
    if (Array.isArray(value)) return value.map(whole);
    if (!(value instanceof Map)) return value;
    const made = new Map();
    let twice;
    for (const [key, part] of value) {
      const name = whole(key);
      const mended = whole(part);
      if (made.has(name)) twice ??= name;
      made.set(name, mended);
    }
    if (twice !== undefined) standsTwice(twice);
    return made;
  }

  const count = (text, pattern) => (text.match(pattern) ?? []).length;

  /** The value in bytes or text: Maps, arrays, strings, numbers, true, false, null. Throws NotJson. */
  function read(data) {
    const text = typeof data === "string" ? data : decode(data);
    const brackets = count(text, /[[{]/g);
    if (count(text, /,/g) + brackets > MAX_VALUES) throw new NotJson(`it holds more than ${thousands(MAX_VALUES)} values`);
    const value = new Reader(text).document();
    if (brackets > MAX_DEPTH && isDeep(value)) throw new NotJson("it is nested too deep");
    return /\\u[dD][89a-fA-F]/.test(text) ? whole(value) : value;
  }

  // Maps as objects without a prototype, for the scorer and for key documents.
  function plain(value) {
    if (Array.isArray(value)) return value.map(plain);
    if (!(value instanceof Map)) return value;
    const made = Object.create(null);
    for (const [name, part] of value) made[name] = plain(part);
    return made;
  }

  grading.json = { NotJson, read, plain, utf8 };
})((globalThis.courseware ??= {}));
