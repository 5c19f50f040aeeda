/* The times that Python's datetime.fromisoformat reads, and no others, as courseware/handin/record.py uses it. A time becomes
   a text in UTC, "2026-11-21T20:50:00.000000": texts of this form sort as the times do. */
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const LONGEST = 40;
  const DAY = 86400000000n; // microseconds
  const LONG_AGO = "0001-01-01T00:00:00.000000";

  const isDigit = (byte) => byte >= 48 && byte <= 57;
  const code = (character) => character.charCodeAt(0);
  const [HYPHEN, PLUS, COLON, WEEK, ZULU, POINT, COMMA] = [..."-+:WZ.,"].map(code);

  // Days since 0001-01-01.
  const FIRST = Date.UTC(2001, 0, 1) / 86400000;
  const dayNumber = (year, month, day) => {
    const shift = 400 * Math.ceil((2000 - year) / 400); // Date reads years below 100 as 19xx
    return Date.UTC(year + shift, month - 1, day) / 86400000 - FIRST + 730485 - 146097 * (shift / 400);
  };
  const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const daysIn = (year, month) => (month === 2 ? 28 + isLeap(year) : 30 + ((month + (month > 7)) % 2));

  // A number of so many digits at a place; null if something else stands there.
  function digits(bytes, at, many) {
    let number = 0;
    for (let i = at; i < at + many; i += 1) {
      if (!isDigit(bytes[i])) return null;
      number = number * 10 + bytes[i] - 48;
    }
    return number;
  }

  // Where the date ends.
  function dateEnd(bytes, length) {
    if (length === 7) return 7;
    if (bytes[4] === HYPHEN) {
      if (bytes[5] !== WEEK) return 10;
      if (length > 8 && bytes[8] === HYPHEN) {
        if (length === 9) return null;
        return length > 10 && isDigit(bytes[10]) ? 8 : 10;
      }
      return 8;
    }
    if (bytes[4] !== WEEK) return 8;
    let at = 7;
    while (at < length && isDigit(bytes[at])) at += 1;
    if (at < 9) return at;
    return at % 2 === 0 ? 7 : 8;
  }

  // Days since 0001-01-01, or null.
  function date(bytes, end) {
    const year = digits(bytes, 0, 4);
    if (year === null) return null;
    const separated = bytes[4] === HYPHEN;
    let at = separated ? 5 : 4;
    if (bytes[at] === WEEK) return weekDate(bytes, end, year, at + 1, separated);
    const month = digits(bytes, at, 2);
    if (month === null) return null;
    at += 2;
    if (separated) {
      if (bytes[at] !== HYPHEN) return null;
      at += 1;
    }
    const day = digits(bytes, at, 2);
    if (day === null || year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
    return dayNumber(year, month, day);
  }

  function weekDate(bytes, end, year, place, separated) {
    let at = place;
    const week = digits(bytes, at, 2);
    if (week === null) return null;
    at += 2;
    let day = 1;
    if (at < end) {
      if (separated) {
        if (bytes[at] !== HYPHEN) return null;
        at += 1;
      }
      day = digits(bytes, at, 1);
    }
    if (day === null || year < 1 || day < 1 || day > 7) return null;
    const newYear = dayNumber(year, 1, 1);
    const weekday = newYear % 7; // 0001-01-01 was a Monday
    const long = weekday === 3 || (weekday === 2 && isLeap(year));
    if (week < 1 || week > (long ? 53 : 52)) return null;
    const monday = newYear - weekday + (weekday > 3 ? 7 : 0);
    return monday + 7 * (week - 1) + day - 1;
  }

  // [hour, minute, second, microsecond, whether something is left] between two places, or null.
  function clock(bytes, start, end) {
    const values = [0, 0, 0, 0];
    let at = start;
    let separated = true;
    for (let i = 0; i < 3; i += 1) {
      values[i] = digits(bytes, at, 2);
      if (values[i] === null) return null;
      at += 2;
      const next = bytes[at];
      at += 1;
      if (i === 0) separated = next === COLON;
      if (at >= end) return [...values, next !== 0];
      if (separated && next === COLON) continue;
      if (next === POINT || next === COMMA) break;
      if (separated) return null;
      at -= 1;
    }
    const many = Math.min(6, end - at);
    const fraction = digits(bytes, at, many);
    if (fraction === null) return null;
    values[3] = many > 0 ? fraction * 10 ** (6 - many) : 0;
    at += many;
    while (isDigit(bytes[at])) at += 1;
    return [...values, bytes[at] !== 0];
  }

  const microseconds = ([hour, minute, second, micro]) =>
    BigInt((hour * 60 + minute) * 60 + second) * 1000000n + BigInt(micro);

  // [microseconds of the day, microseconds that the zone is ahead of UTC], or null.
  function time(bytes, start, length) {
    let zone = start;
    do {
      if (bytes[zone] === ZULU || bytes[zone] === PLUS || bytes[zone] === HYPHEN) break;
      zone += 1;
    } while (zone < length);
    const found = clock(bytes, start, zone);
    if (found === null || found[0] > 23 || found[1] > 59 || found[2] > 59) return null;
    if (zone === length) return found[4] ? null : [microseconds(found), 0n];
    if (bytes[zone] === ZULU) return bytes[zone + 1] === 0 ? [microseconds(found), 0n] : null;
    const offset = clock(bytes, zone + 1, length);
    if (offset === null || offset[4]) return null;
    const ahead = microseconds(offset);
    return ahead < DAY ? [microseconds(found), bytes[zone] === HYPHEN ? -ahead : ahead] : null;
  }

  function written(total) {
    const day = Number(total / DAY);
    const rest = total % DAY;
    const shifted = new Date((day - 730485 + FIRST) * 86400000);
    const date = shifted.toISOString().slice(0, 10).padStart(10, "0");
    const pad = (number, width) => String(number).padStart(width, "0");
    const seconds = rest / 1000000n;
    return `${date}T${pad(seconds / 3600n, 2)}:${pad((seconds / 60n) % 60n, 2)}:${pad(seconds % 60n, 2)}.${pad(rest % 1000000n, 6)}`;
  }

  /** A time in UTC as a text that sorts; null for anything else. A time without a zone is taken as UTC. */
  function parse(value) {
    if (typeof value !== "string" || grading.text.isLong(value, LONGEST)) return null;
    if (Array.from(value).length < 7) return null;
    const encoded = new TextEncoder().encode(value);
    const length = encoded.length;
    const bytes = new Uint8Array(length + 8); // a zero at the end, as the parser in C has it
    bytes.set(encoded);
    const end = dateEnd(bytes, length);
    if (end === null) return null;
    const day = date(bytes, end);
    if (day === null) return null;
    let parts = [0n, 0n];
    if (length > end) {
      const lead = bytes[end];
      const wide = lead < 0x80 ? 1 : (lead & 0xf0) === 0xe0 ? 3 : (lead & 0xf0) === 0xf0 ? 4 : 2;
      parts = time(bytes, end + wide, length);
      if (parts === null) return null;
    }
    const total = BigInt(day) * DAY + parts[0] - parts[1];
    return total >= 0n && total < 3652059n * DAY ? written(total) : null;
  }

  /** To the second, as records write it. */
  const format = (time) => `${time.slice(0, 19)}Z`;

  /** A moment of this device's clock in the same form. */
  const fromDate = (moment) => `${moment.toISOString().slice(0, 23)}000`;

  /** Whether a time lies more than a day after another. */
  function isDayAfter(time, now) {
    const number = (text) => BigInt(dayNumber(+text.slice(0, 4), +text.slice(5, 7), +text.slice(8, 10))) * DAY
      + microseconds([+text.slice(11, 13), +text.slice(14, 16), +text.slice(17, 19), +text.slice(20)]);
    return number(time) - number(now) > DAY;
  }

  grading.time = { parse, format, fromDate, isDayAfter, LONG_AGO };
})((globalThis.courseware ??= {}));
