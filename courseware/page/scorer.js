/* The scorer in JavaScript, twin of courseware/scoring/*.py: a change there is a change here, and the tests run both
   on the same inputs. Adds `score(scoring, response)`, `fold(text)`, `plainLine(text)` and `draw(…)` to `globalThis.courseware`. */
(function () {
  "use strict";

  const LONGEST_TEXT = 200;
  const MOST_DIGITS = 40;
  const LARGEST_EXPONENT = 400;

  // --- text ---------------------------------------------------------------------------------------------------

  const characters = (text) => new Set(text);
  const SPACES = characters(
    "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
      "\u2028\u2029\u202f\u205f\u3000"
  );
  const INVISIBLE = characters(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
  );
  const SINGLE_QUOTES = characters("`´ʹʻʼʽˈ‘’‚‛′");
  const DOUBLE_QUOTES = characters("“”„‟«»″");
  const DASHES = characters("‐‑‒–—―−");
  const SETTLED = new RegExp(
    "[\\u0000-\\u058f\\u1e00-\\u1fff\\u2000-\\u218f\\u2200-\\u22ff\\u2460-\\u24ff\\u3000" +
      "\\u3300-\\u33ff\\ufb00-\\ufb17\\uff01-\\uff5e\\u{1d400}-\\u{1d7ff}]+",
    "gu"
  );

  const isTrimmed = (character) => SPACES.has(character) || INVISIBLE.has(character);

  function trim(text) {
    let start = 0;
    let end = text.length;
    while (start < end && isTrimmed(text[start])) start += 1;
    while (end > start && isTrimmed(text[end - 1])) end -= 1;
    return text.slice(start, end);
  }

  // Characters, not UTF-16 units; the first test keeps a giant string from being spread.
  const isLong = (text) => text.length > 2 * LONGEST_TEXT || Array.from(text).length > LONGEST_TEXT;

  const each = (text, change) => Array.from(text, change).join("");

  function lower(character) {
    const upper = each(each(character, (c) => c.toLowerCase()), (c) => c.toUpperCase());
    return each(upper, (c) => c.toLowerCase());
  }

  function plainPunctuation(character) {
    if (SINGLE_QUOTES.has(character)) return "'";
    if (DOUBLE_QUOTES.has(character)) return '"';
    if (DASHES.has(character)) return "-";
    return SPACES.has(character) ? " " : character;
  }

  function fold(text) {
    // punctuation before NFKC, which takes ´ and ″ apart, and again after it, which makes ʼn of ŉ
    const visible = each(text, (character) => (INVISIBLE.has(character) ? "" : plainPunctuation(character)));
    const folded = visible.replace(SETTLED, (run) => each(run.normalize("NFKC"), lower).normalize("NFKC"));
    return each(folded, plainPunctuation).split(" ").filter(Boolean).join(" ");
  }

  // --- numbers: { digits: BigInt, exponent: integer } stands for digits × 10^exponent -----------------------------

  const MINUS = characters("‐‑‒–—―−－");
  const FULL_WIDTH = { "＋": "+", "．": ".", "，": "," };
  const SHAPE = /^([+-]?) *([0-9.,](?:[0-9., ]*[0-9])?)(?:[eE]([+-]?)([0-9]+))?([^]*)$/;
  const AMBIGUOUS = /^[1-9][0-9]{0,2},[0-9]{3}$/;
  const GROUPED = {
    " ": /^[1-9][0-9]{0,2}(?: [0-9]{3})+$/,
    ",": /^[1-9][0-9]{0,2}(?:,[0-9]{3})+$/,
    ".": /^[1-9][0-9]{0,2}(?:\.[0-9]{3})+$/,
  };
  const DIGITS = /^[0-9]+$/;

  function plainNumber(character) {
    if (SPACES.has(character)) return " ";
    if (INVISIBLE.has(character)) return "";
    if (MINUS.has(character)) return "-";
    if (character >= "０" && character <= "９" && character.length === 1) {
      return String(character.charCodeAt(0) - 0xff10);
    }
    return FULL_WIDTH[character] || character;
  }

  function parseNumber(value, units) {
    if (typeof value === "number") {
      return Number.isFinite(value) ? parseNumber(String(value), []) : { invalid: "number" };
    }
    if (typeof value !== "string") return { invalid: "type" };
    const text = trim(value);
    if (isLong(text)) return { invalid: "long" };
    const match = SHAPE.exec(each(text, plainNumber));
    if (match === null) return { invalid: "number" };
    const [, sign, mantissa, exponentSign, exponentDigits, rest] = match;
    if (mantissa.replace(/[^0-9]/g, "").length > MOST_DIGITS) return { invalid: "long" };
    if (AMBIGUOUS.test(mantissa)) return { invalid: "ambiguous" };
    const parts = split(mantissa);
    if (parts === null) return { invalid: "number" };
    let exponent = exponentDigits ? Number(exponentDigits.replace(/^0+/, "").slice(0, 5)) : 0;
    if (exponentSign === "-") exponent = -exponent;
    if (Math.abs(exponent) > LARGEST_EXPONENT) return { invalid: "long" };
    if (rest !== "" && !units.includes(fold(rest))) return { invalid: "unit" };
    const [whole, fraction] = parts;
    const digits = BigInt(whole + fraction);
    return { digits: sign === "-" ? -digits : digits, exponent: exponent - fraction.length };
  }

  function split(mantissa) {
    const last = Math.max(mantissa.lastIndexOf("."), mantissa.lastIndexOf(","));
    let whole = mantissa;
    let fraction = "";
    if (last >= 0 && mantissa.indexOf(mantissa[last]) === last) {
      whole = mantissa.slice(0, last);
      fraction = mantissa.slice(last + 1);
      if (!DIGITS.test(fraction)) return null;
    }
    if (DIGITS.test(whole) || (whole === "" && fraction !== "")) return [whole, fraction];
    const mark = /[ .,]/.exec(whole);
    return mark && GROUPED[mark[0]].test(whole) ? [whole.split(mark[0]).join(""), fraction] : null;
  }

  const magnitude = (integer) => (integer < 0n ? -integer : integer);

  function within(value, target, tolerance) {
    let allowed;
    if ("absolute" in tolerance) {
      allowed = parseNumber(tolerance.absolute, []);
    } else {
      const share = parseNumber(tolerance.relative, []);
      allowed = {
        digits: magnitude(target.digits) * share.digits,
        exponent: target.exponent + share.exponent,
      };
    }
    const lowest = Math.min(value.exponent, target.exponent, allowed.exponent);
    const scaled = (n) => n.digits * 10n ** BigInt(n.exponent - lowest);
    return magnitude(scaled(value) - scaled(target)) <= scaled(allowed);
  }

  // --- one function a type ----------------------------------------------------------------------------------------

  const invalid = (reason) => ({ state: "invalid", score: 0, feedback: ["invalid:" + reason] });
  const graded = (score, ...feedback) => ({ state: "graded", score, feedback });
  const blank = () => ({ state: "blank", score: 0, feedback: [] });

  const has = (object, name) => Object.prototype.hasOwnProperty.call(object, name);
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isListOfStrings = (value) => Array.isArray(value) && value.every((entry) => typeof entry === "string");
  const isBlankText = (value) =>
    value === null || value === undefined || (typeof value === "string" && trim(value) === "");

  function isBlank(response) {
    if (Array.isArray(response)) return response.length === 0;
    return isBlankText(response) || (isObject(response) && Object.keys(response).length === 0);
  }

  function share(points, right, total) {
    const doubled = 2 * points * right + total;
    return (doubled - (doubled % (2 * total))) / (2 * total);
  }

  const overall = (right, total) => (right === total ? "correct" : right > 0 ? "partial" : "other");

  function scoreChoice(scoring, response) {
    if (typeof response !== "string") return invalid("type");
    if (!scoring.options.includes(response)) return invalid("option");
    return graded(response === scoring.key ? scoring.points : 0, "option:" + response);
  }

  function scoreMultiple(scoring, response) {
    const weights = scoring.weights;
    if (!isListOfStrings(response)) return invalid("type");
    if (!response.every((option) => has(weights, option))) return invalid("option");
    const chosen = new Set(response);
    if (chosen.size < response.length) return invalid("repeat");
    const options = Object.keys(weights);
    const right = options.filter((option) => weights[option] > 0);
    const found = right.filter((option) => chosen.has(option)).length;
    const sum = response.reduce((total, option) => total + weights[option], 0);
    const earned = Math.max(0, Math.min(scoring.points, sum));
    const all = found === right.length;
    return graded(
      earned,
      all && chosen.size === found ? "correct" : earned > 0 ? "partial" : "other",
      ...options.filter((option) => chosen.has(option)).map((option) => "option:" + option),
      ...(all ? [] : ["missed"])
    );
  }

  function scoreNumeric(scoring, response) {
    const value = parseNumber(response, scoring.units);
    if (value.invalid) return invalid(value.invalid);
    const key = parseNumber(scoring.key, []);
    if (within(value, key, scoring.tolerance)) return graded(scoring.points, "correct");
    const tier = scoring.tiers.findIndex((entry) => within(value, key, entry.tolerance));
    if (tier >= 0) return graded(scoring.tiers[tier].score, "tier:" + tier);
    const wrong = scoring.wrong.findIndex((entry) => within(value, parseNumber(entry.value, []), scoring.tolerance));
    return graded(0, wrong >= 0 ? "wrong:" + wrong : "other");
  }

  function scoreOrder(scoring, response) {
    const key = scoring.key;
    if (!isListOfStrings(response)) return invalid("type");
    const wanted = new Set(key);
    if (!response.every((option) => wanted.has(option))) return invalid("option");
    if (response.length !== key.length || new Set(response).size !== key.length) return invalid("order");
    const right = key.filter((option, place) => response[place] === option).length;
    return graded(share(scoring.points, right, key.length), overall(right, key.length));
  }

  function scoreMatch(scoring, response) {
    const key = scoring.key;
    if (!isObject(response)) return invalid("type");
    const given = Object.keys(response).filter((left) => !isBlankText(response[left]));
    if (!given.every((left) => typeof response[left] === "string")) return invalid("type");
    const rights = new Set(scoring.right);
    if (!given.every((left) => has(key, left) && rights.has(response[left]))) return invalid("option");
    if (given.length === 0) return blank();
    const lefts = Object.keys(key);
    const wrong = lefts.filter((left) => !(has(response, left) && response[left] === key[left]));
    const right = lefts.length - wrong.length;
    return graded(
      share(scoring.points, right, lefts.length),
      overall(right, lefts.length),
      ...wrong.map((left) => "pair:" + left)
    );
  }

  function scoreText(scoring, response) {
    if (typeof response !== "string") return invalid("type");
    const text = trim(response);
    if (isLong(text)) return invalid("long");
    const folded = fold(text);
    if (scoring.accept.includes(folded)) return graded(scoring.points, "correct");
    const wrong = scoring.wrong.findIndex((variants) => variants.includes(folded));
    return graded(0, wrong >= 0 ? "wrong:" + wrong : "other");
  }

  const SCORERS = {
    choice: scoreChoice,
    multiple: scoreMultiple,
    numeric: scoreNumeric,
    order: scoreOrder,
    match: scoreMatch,
    text: scoreText,
  };

  const score = (scoring, response) => (isBlank(response) ? blank() : SCORERS[scoring.type](scoring, response));

  // --- the variant of a student, twin of courseware/scoring/draw.py --------------------------------------------

  // Twin of courseware/plain_text.py: one line, without anything invisible that changes how it is read.
  const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Zs}]/gu;
  const plainLine = (text) => text
    .replace(UNPRINTABLE, (character) => (character === "\u200c" || character === "\u200d" ? character : " "))
    .split(" ").filter(Boolean).join(" ").normalize("NFC");

  function draw(edition, item, student, count) {
    const text = `${edition}\n${item}\n${fold(plainLine(student))}`.replace(/\p{Surrogate}/gu, "?");
    let number = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) number = Math.imul(number ^ byte, 0x01000193);
    number = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
    number = Math.imul(number ^ (number >>> 13), 0xc2b2ae35);
    return ((number ^ (number >>> 16)) >>> 0) % count;
  }

  globalThis.courseware = Object.assign(globalThis.courseware || {}, { score, fold, plainLine, draw, SCORERS });
})();
