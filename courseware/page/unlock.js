// The unlock code of a sealed edition: a field in the panel, and following what another tab unlocks or locks.
"use strict";
(function (courseware) {
  const { element, lock, questions } = courseware;

  function setUp(form) {
    const store = courseware.openStore(questions.unit, questions.edition);
    const said = form.querySelector("[role=status]");
    const say = (text) => said.replaceChildren(element("p", "", text));
    const [open, again] = form.querySelectorAll("button");
    const field = form.elements.code;
    let trying = false;

    function update() {
      const opened = Boolean(courseware.opened);
      const closed = opened || !lock.available();
      [form.querySelector(".cw-panel-fields"), form.querySelector(".cw-item-how"), open].forEach((part) => { part.hidden = closed; });
      again.hidden = !opened;
    }

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (trying) return;
      trying = true;
      say("Trying the code…");
      try {
        const key = await lock.open(field.value);
        field.value = "";
        courseware.unlocked(key);
        again.focus();
        say("Unlocked. Points and feedback show on this device, and the answers can no longer be changed.");
      } catch ({ message }) {
        field.focus();
        say(message);
      }
      trying = false;
    });
    again.addEventListener("click", () => {
      lock.close();
      courseware.unlocked(null);
      field.focus();
      say("Locked again. This device has forgotten the code.");
    });
    form.hidden = false;
    if (!lock.available()) say(lock.unable);
    store.onChange(update);
    update();
  }

  document.querySelectorAll(".cw-panel-lock").forEach(setUp);
  // Unlocked or locked again in another tab, or while this page waited behind another one.
  const reopen = async () => { courseware.unlocked(await lock.reopen()); };
  addEventListener("storage", ({ key }) => { if (key === `courseware:${questions.unit}:${questions.edition}:unlocked`) reopen(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) reopen(); });
})((globalThis.courseware ??= {}));
