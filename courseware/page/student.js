// The student id, which decides on the variants of a sealed edition: asked for above a page's first question.
"use strict";
(function (courseware) {
  const { element } = courseware;

  // A modal question; resolves to the value of the button pressed, "" for Escape. `choices` are [value, label].
  function ask(question, details, choices) {
    const dialog = element("dialog", "cw-dialog");
    const title = Object.assign(element("p", "", question), { id: "cw-ask" });
    const more = element("div");
    const buttons = element("div", "cw-item-buttons");
    more.append(...details.filter(Boolean).map((text) => element("p", "", text)));
    dialog.setAttribute("aria-labelledby", title.id);
    buttons.append(...choices.map(([value, label]) => {
      const button = Object.assign(element("button", "cw-button", label), { type: "button", autofocus: value === "" });
      button.addEventListener("click", () => dialog.close(value));
      return button;
    }));
    dialog.append(title, more, buttons);
    document.body.append(dialog);
    dialog.showModal();
    return new Promise((resolve) => dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    }, { once: true }));
  }

  // The answered items of which somebody with this id has another variant.
  const notTheirs = (edition, items, store, id) => items.filter((item) => {
    const entry = item.variants.length > 1 && store.get(item.id);
    if (!entry) return false;
    const drawn = courseware.fold(id) ? courseware.draw(edition, item.id, id, item.variants.length) : -1;
    return entry.fingerprint !== item.variants[drawn]?.fingerprint;
  });

  // Sets the student id; resolves to whether it was. Where that changes an answered question, it asks first.
  async function changeId({ edition, items }, store, id) {
    const gone = notTheirs(edition, items, store, id);
    const numbers = gone.map((item) => item.number).join(", ");
    if (gone.length && await ask(`Change the student id to “${id.slice(0, 60)}”?`, [
      `${gone.length === 1 ? "Question" : "Questions"} ${numbers}: another id has another variant, so your answer there will be taken out.`,
    ], [["", "Keep the id"], ["change", "Change it"]]) === "") return false;
    store.replace({ ...store.student, id }, notTheirs(edition, items, store, id).map((item) => item.id));
    return true;
  }

  function setUp(form) {
    const own = [...document.querySelectorAll("form[data-item] > script")].map((script) => JSON.parse(script.textContent));
    const unit = courseware.questions ?? { edition: own[0].edition, items: own };
    const store = courseware.openStore(own[0].unit, own[0].edition);
    const input = form.querySelector("input");
    const said = form.querySelector("[role=status]");
    const show = () => {
      if (document.activeElement !== input) input.value = store.student.id;
      form.querySelectorAll("input, button").forEach((control) => { control.disabled = Boolean(courseware.opened); });
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const id = input.value.trim();
      input.setAttribute("aria-invalid", id === "");
      if (id === "") said.textContent = "Type your student id first.";
      else if (await changeId(unit, store, id)) said.textContent = `These are the questions of “${id.slice(0, 60)}”.`;
      else said.textContent = "The student id is as it was.";
      input.value = id && store.student.id;
    });
    form.querySelector("button").hidden = false;
    store.onChange(show);
    show();
  }

  document.querySelectorAll("[data-student]").forEach(setUp);
  Object.assign(courseware, { ask, changeId, notTheirs });
})((globalThis.courseware ??= {}));
