/* Everything that was taken in so far: hand-ins, one roster, one key. What a student could have put among the hand-ins never
   becomes the key, and never takes the place of a roster. */
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const { handIn, key: keys, roster: rosters, json } = grading;
  const AT_ONCE = 32;
  const isTable = (path) => /\.(csv|tsv)$/i.test(path);

  class Pile {
    constructor() {
      this.clear();
    }

    clear() {
      Object.assign(this, { entries: new Map(), roster: new rosters.Roster([], [], false), rosterFile: "" });
    }

    /** Read files; `progress(done, of)` is called as they come. Gives {key, keyFile, said: sentences, taken}. */
    async take(files, progress) {
      const read = [];
      for (let at = 0; at < files.length; at += AT_ONCE) {
        read.push(...await Promise.all(files.slice(at, at + AT_ONCE).map((each) => this.read(each))));
        await progress(Math.min(at + AT_ONCE, files.length), files.length);
      }
      const isSetUp = (each) => each.single && (each.claimsKey || isTable(each.path));
      const alone = read.every(isSetUp);
      const result = { key: null, keyFile: "", said: [], taken: 0, again: 0 };
      for (const each of read) this.sort(each, alone, result);
      return result;
    }

    async read({ file, path, below, single }) {
      const size = file.size;
      const stamp = `${size} ${file.lastModified}`;
      if (size > handIn.MAX_FILE) return { path, below, single, stamp, kind: "other", record: handIn.tooLarge(size, handIn.MAX_FILE) };
      try {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const { document, ...recognised } = handIn.recognise(bytes);
        const claimsKey = document instanceof Map && keys.claims({ format: document.get("format") });
        return {
          path, below, single, stamp, ...recognised, claimsKey,
          document: claimsKey ? json.plain(document) : null,
          bytes: isTable(path) ? bytes : null,
        };
      } catch {
        return { path, below, single, stamp, kind: "other", record: handIn.fault("unreadable", "The file cannot be opened: the browser could not read it.") };
      }
    }

    sort(each, alone, result) {
      if (each.claimsKey && alone) return this.takeKey(each, result);
      if (each.claimsKey) {
        result.said.push(`${each.path} says that it is a key. It came together with other files, and one of those could be forged, `
          + "so it was not used: drop it by itself to grade with it.");
      } else if (each.bytes && (each.single || rosters.looksLike(each.bytes))) {
        if (each.single && (alone || !this.roster.given)) {
          if (alone || rosters.looksLike(each.bytes)) return this.takeRoster(each, result);
        } else if (rosters.looksLike(each.bytes)) {
          result.said.push(`${each.path} looks like a roster. It was not used as one: drop it by itself to use it.`);
        }
      }
      return this.add(each, result);
    }

    takeKey(each, result) {
      if (!keys.isWholeKey(each.document)) {
        result.said.push(`${each.path} is a damaged key file, or one of another version: it was not used.`);
        return;
      }
      Object.assign(result, { key: keys.prepare(each.document), keyFile: each.path });
    }

    takeRoster(each, result) {
      try {
        const roster = rosters.read(each.path, each.bytes);
        if (this.roster.given) result.said.push(`${each.path} took the place of ${this.rosterFile} as the roster.`);
        Object.assign(this, { roster, rosterFile: each.path });
      } catch (error) {
        if (!(error instanceof rosters.RosterFault)) throw error;
        result.said.push(`The roster was not used. ${error.message}`);
      }
    }

    // The same file twice is one; two files of one name get a number.
    add({ path, below, kind, record, stamp, digest }, result) {
      let name = path;
      for (let number = 2; this.entries.has(name); number += 1) {
        if (this.entries.get(name).stamp === stamp) {
          result.again += 1;
          return;
        }
        name = `${path} (${number})`;
      }
      this.entries.set(name, { path: name, below, kind, record, stamp, digest });
      result.taken += 1;
    }
  }

  grading.Pile = Pile;
})((globalThis.courseware ??= {}));
