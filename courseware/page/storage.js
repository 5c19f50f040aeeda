// What this browser keeps: texts by name, as in localStorage. Pages opened from files keep copies in their tab as well.
//
// Chromium gives some such pages a localStorage of their own, which is empty and gone with the page. The tab's
// sessionStorage is always the same one. So beside each text stands how often it was changed; what was changed more
// often counts, and the other area is brought up to it. Who clears localStorage by hand clears the copies of the
// other tabs; in that tab itself the texts come back, until its sessionStorage is cleared too or it is closed.
"use strict";
(function (courseware) {
  if (courseware.storage) return; // each script that stands on this one brings it
  const COUNT = "#changes";

  // The tab's copies, or null where none are needed.
  function copies() {
    try {
      return location.protocol === "file:" ? sessionStorage : null;
    } catch {
      return null; // switched off
    }
  }

  // {text, count, begun}: how often the text was changed since its first, and when that was written. A text without
  // these is from an earlier form of the pages.
  function read(area, name) {
    const text = area.getItem(name);
    const [count, begun] = (area.getItem(name + COUNT) ?? String(Number(text !== null))).split(" ");
    return { text, count: Number(count) || 0, begun };
  }

  function put(area, name, { text, count, begun }) {
    if (text === null) area.removeItem(name);
    else area.setItem(name, text);
    area.setItem(name + COUNT, begun ? `${count} ${begun}` : count);
  }

  function putIfPossible(...what) {
    try {
      put(...what);
    } catch { /* full; the other area has it */ }
  }

  // What counts, when the area that missed it has been brought up to it. A text begun anew, on the first page of a
  // tab that was shown an empty storage, never takes the place of one kept before.
  function latest(tab, name) {
    const [kept, copy] = [read(localStorage, name), read(tab, name)];
    const same = kept.begun === copy.begun;
    const missed = copy.count > kept.count && (same || !kept.count);
    if (missed) putIfPossible(localStorage, name, copy);
    else if (!same || kept.count > copy.count) putIfPossible(tab, name, kept);
    return missed ? copy : kept;
  }

  function get(name) {
    const tab = copies();
    return tab ? latest(tab, name).text : localStorage.getItem(name);
  }

  function change(name, text) {
    const tab = copies();
    if (tab) {
      const { count, begun } = latest(tab, name);
      const changed = { text, count: count + 1, begun: count ? begun : Date.now() };
      put(localStorage, name, changed);
      putIfPossible(tab, name, changed);
    } else if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  }

  // Brings both areas to the same texts, those too that other pages of the tab will ask for.
  function agree() {
    const tab = copies();
    const counts = tab ? [localStorage, tab].flatMap(Object.keys).filter((name) => name.endsWith(COUNT)) : [];
    new Set(counts).forEach((name) => get(name.slice(0, -COUNT.length)));
  }

  // Another tab has cleared everything: an event tells of a change to the one localStorage, so nothing is missing by
  // chance.
  const forget = () => Object.keys(copies() ?? {}).filter((name) => name.endsWith(COUNT))
    .forEach((count) => [count, count.slice(0, -COUNT.length)].forEach((name) => copies().removeItem(name)));

  function names() {
    agree();
    return Object.keys(localStorage).filter((name) => !name.endsWith(COUNT));
  }

  // They throw what localStorage throws: where it is switched off, and where it is full.
  courseware.storage = { get, set: change, remove: (name) => change(name, null), names };

  function heed(event) {
    try {
      if (event?.key === null) forget();
      else agree();
    } catch { /* switched off: who asks for something is told */ }
  }
  heed();
  globalThis.addEventListener?.("storage", heed); // before those who ask for what another tab has written
})((globalThis.courseware ??= {}));
