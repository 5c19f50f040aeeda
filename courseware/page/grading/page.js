// The teacher's page: takes files and a key, shows the class, opens a student, hands out the gradebook. Nothing leaves the browser.
"use strict";
(function (courseware) {
  const { grading } = courseware;
  const { nodes: { make }, intake, report, rows, sheet, time, key: keys, Pile } = grading;
  const here = document.currentScript.src;
  const FRAME = 40; // milliseconds between two signs of progress
  const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
  const pause = () => new Promise((resolve) => { setTimeout(resolve); });

  function download(name, content) {
    const url = URL.createObjectURL(new Blob([content], { type: "text/csv" }));
    const link = make("a", { href: url, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  // The key of a practice edition is open to all, but large: this page alone loads it, and always as it is now.
  const bookKey = () => new Promise((resolve) => {
    const script = make("script", { src: `${new URL("key.js", here)}?${Date.now()}` });
    script.onload = () => resolve(keys.isWholeKey(courseware.key) ? keys.prepare(courseware.key) : null);
    script.onerror = () => resolve(null);
    document.head.append(script);
  });

  function setUp(root) {
    const { unit, edition } = root.dataset;
    const sealed = root.dataset.sealed === "true";
    const one = (selector) => root.querySelector(selector);
    const [start, klass, single] = [".cw-grading-start", ".cw-grading-class", ".cw-grading-student"].map(one);
    const pile = new Pile();
    let key = null; // prepared
    let keyFrom = ""; // a sentence's end: where the key is from
    let own = null; // the key of this book, where it is open
    let busy = Promise.resolve();

    const say = (...sentences) => one(".cw-grading-said")
      .replaceChildren(...sentences.filter(Boolean).map((sentence) => make("p", {}, sentence)));

    // --- the key ------------------------------------------------------------------------------------------------

    function useKey(prepared, from) {
      key = prepared;
      keyFrom = from;
      one('[data-do="lock"]').hidden = from !== "the unlock code";
      one(".cw-grading-code").hidden = !sealed || key !== null;
    }

    function sayKey() {
      const line = one(".cw-grading-key");
      if (!key) {
        line.textContent = sealed ? "There is no key yet: type the unlock code or choose the key file." : "There is no key yet: choose the key file.";
        return;
      }
      const other = key.unit.id !== unit ? `the unit "${key.unit.title}", edition "${key.edition}"` : `the edition "${key.edition}"`;
      const ours = key.unit.id === unit && key.edition === edition;
      line.textContent = ours ? `The key is here, from ${keyFrom}: edition "${key.edition}".`
        : `The key, from ${keyFrom}, is that of ${other}. This page belongs to "${edition}", but grades by the key.`;
    }

    const ownKey = () => useKey(own, own ? "this book" : "");

    async function unlock() {
      const field = one(".cw-grading-code input");
      if (!courseware.lock?.available()) {
        say(courseware.lock?.unable, "Choose the key file instead.");
        return;
      }
      try {
        const found = await courseware.lock.open(field.value);
        if (!keys.isWholeKey(found)) throw new Error("The key of this book is damaged.");
        field.value = "";
        useKey(keys.prepare(found), "the unlock code");
        show("The code is right.");
      } catch (error) {
        say(error.message);
        field.focus();
      }
    }

    async function lockAgain() {
      await courseware.lock.close();
      ownKey();
      show("The code is forgotten on this device.");
      one(".cw-grading-code input").focus();
    }

    // --- taking files in ----------------------------------------------------------------------------------------

    function takeLater(getFiles) {
      busy = busy.then(async () => {
        const { files, refused } = await getFiles;
        await take(files, refused);
      }).catch((error) => say(`Something went wrong, and these files were not taken in: ${error.message}`));
    }

    async function take(files, refused) {
      const bar = one("progress");
      let next = performance.now() + FRAME;
      bar.max = files.length;
      const result = await pile.take(files, async (done) => {
        if (performance.now() < next) return;
        bar.hidden = false;
        bar.value = done;
        await pause();
        next = performance.now() + FRAME;
      });
      bar.hidden = true;
      if (result.key) useKey(result.key, result.keyFile);
      show(
        result.taken > 0 && `${count(result.taken, "file")} taken in.`,
        result.again > 0 && `${count(result.again, "file was", "files were")} here already.`,
        ...result.said,
        ...refused.map((name) => `The browser does not hand over the folder ${name}: use "Choose a folder".`),
        !files.length && !refused.length && "There was no file in it.",
      );
    }

    // --- what is shown ------------------------------------------------------------------------------------------

    function show(...sentences) {
      close();
      sayKey();
      const entries = [...pile.entries.values()];
      const empty = entries.length === 0 && !pile.roster.given;
      one('[data-do="again"]').hidden = empty;
      klass.hidden = empty || !key;
      one(".cw-grading-roster").textContent = pile.roster.given
        ? `Roster: ${pile.rosterFile}, ${count(pile.roster.rows.length, "student")}.`
        : empty ? "" : "Without a roster, those who handed in nothing are not listed.";
      if (empty || !key) {
        const kinds = ["record", "notebook", "other"].map((kind) => entries.filter((entry) => entry.kind === kind).length);
        say(...sentences, entries.length > 0 && `Here so far: ${count(kinds[0], "record")}, ${count(kinds[1], "notebook")}, `
          + `${count(kinds[2], "other file")}. They are graded as soon as the key is here.`);
        return;
      }
      const graded = rows.gradeClass(entries, pile.roster, key, time.fromDate(new Date()));
      const parts = graded.counts.filter(([, number]) => number > 0).map(([status, number]) => `${number} ${status}`);
      say(...sentences, `${count(graded.rows.length, "student")}${parts.length ? `: ${parts.join(", ")}` : ""}.`);
      showClass(graded);
    }

    function folded(summary, make_) {
      const box = make("details", { class: "cw-data" }, make("summary", {}, summary));
      box.addEventListener("toggle", () => { if (box.open && box.children.length === 1) box.append(make_()); });
      return box;
    }

    function button(label, act, main = false) {
      const made = make("button", { type: "button", class: main ? "cw-button cw-button-main" : "cw-button" }, label);
      made.addEventListener("click", act);
      return made;
    }

    function showClass(graded) {
      const lost = graded.files.filter(({ use }) => use === "not counted");
      klass.replaceChildren(
        make("h2", {}, "Students"),
        make("p", { class: "cw-item-buttons" },
          button("Download gradebook.csv", () => download("gradebook.csv", sheet.csv(graded.gradebook)), true),
          button("Download hand-ins.csv", () => download("hand-ins.csv", sheet.csv(graded.handIns)))),
        report.students(graded, key, open),
        folded("Points of every question", () => report.items(graded, key)),
        make("h2", {}, "Files"),
        lost.length ? make("p", {}, `${count(lost.length, "file does", "files do")} not count:`) : make("p", {}, "Every file can count."),
        lost.length ? report.files(lost, "Files that do not count") : "",
        folded(`All files (${graded.files.length})`, () => report.files(graded.files, "All files")),
      );
    }

    // --- one student --------------------------------------------------------------------------------------------

    let back = null;

    function open(row, from) {
      const place = scrollY;
      back = () => {
        single.hidden = true;
        start.hidden = klass.hidden = false;
        from.focus({ preventScroll: true });
        scrollTo({ top: place, behavior: "instant" });
        back = null;
      };
      const buttons = () => make("p", { class: "cw-item-buttons" }, button("Back to the class", () => back()), button("Print", () => print()));
      const told = report.student(row, key);
      single.replaceChildren(buttons(), ...told);
      start.hidden = klass.hidden = true;
      single.hidden = false;
      single.querySelector("h2").focus({ preventScroll: true });
      root.scrollIntoView({ behavior: "instant" });
    }

    const close = () => { if (back) back(); };

    // --- controls -----------------------------------------------------------------------------------------------

    const doing = {
      files: () => one('[data-pick="files"]').click(),
      folder: () => one('[data-pick="folder"]').click(),
      key: () => one('[data-pick="key"]').click(),
      lock: lockAgain,
      again: () => {
        busy = busy.then(() => {
          pile.clear();
          if (keyFrom !== "the unlock code") ownKey();
          show("Everything that was taken in is forgotten.");
          one('[data-do="files"]').focus();
        });
      },
    };
    for (const control of root.querySelectorAll("[data-do]")) control.addEventListener("click", () => doing[control.dataset.do]());
    for (const field of root.querySelectorAll("[data-pick]")) {
      field.addEventListener("change", () => {
        const files = intake.fromField(field.files);
        field.value = ""; // so that the same file can be chosen again
        takeLater({ files, refused: [] });
      });
    }
    one(".cw-grading-code").addEventListener("submit", (event) => {
      event.preventDefault();
      unlock();
    });

    // Wherever on the page files fall: a browser left to itself would open them, and all that is here would be gone.
    const carries = (event) => event.dataTransfer?.types.includes("Files");
    addEventListener("dragover", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      root.classList.add("is-dragged-over");
    });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) root.classList.remove("is-dragged-over"); });
    addEventListener("drop", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      root.classList.remove("is-dragged-over");
      takeLater(intake.fromDrop(event.dataTransfer));
    });

    start.hidden = false;
    ownKey();
    if (sealed) sayKey();
    else {
      busy = bookKey().then((found) => {
        own = found;
        ownKey();
        sayKey();
      });
    }
    if (sealed && courseware.lock?.available()) {
      courseware.lock.reopen().then((found) => {
        if (!found || key || !keys.isWholeKey(found)) return;
        useKey(keys.prepare(found), "the unlock code");
        show();
      }, () => {});
    }
  }

  document.querySelectorAll("[data-grading]").forEach(setUp);
})((globalThis.courseware ??= {}));
