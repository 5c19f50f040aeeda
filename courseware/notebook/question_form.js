// A question in JupyterLab: the page's own form, its answers kept by the kernel. The page's scripts stand before this one
// in the module, which gives them a `courseware` of their own.

const UNHEARD = "This question has lost its kernel, so no answer would be kept. Run its cell again to answer it.";
const SOON = 400; // milliseconds without typing until what was typed goes to the kernel

// The page's store for one question: the model holds the entry, the kernel its file.
function openStore(model) {
  const listeners = [];
  const tell = () => listeners.forEach((listener) => listener());
  let timer = null;
  const send = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    model.save_changes();
  };
  const entry = () => model.get("entry");
  ["entry", "student", "problem"].forEach((name) => model.on(`change:${name}`, tell));
  return {
    get problem() { return model.get("problem") || null; },
    get keeps() { return !model.get("problem"); },
    get student() { return model.get("student"); },
    get: () => (entry().fingerprint ? entry() : undefined),
    dropped: () => false,
    update(id, make) {
      const made = make(entry().fingerprint ? entry() : undefined) || {};
      clearTimeout(timer);
      timer = setTimeout(send, SOON);
      model.set("entry", made);
      if (made.checked) send();
    },
    // An answer given in code may be none that the form can show.
    dropChanged([item]) {
      const { value, ...rest } = entry();
      if (value !== undefined && !courseware.record.fits(item, value)) model.set("entry", { ...rest, checked: false });
    },
    onChange: (listener) => listeners.push(listener),
    close() {
      send();
      ["entry", "student", "problem"].forEach((name) => model.off(`change:${name}`, tell));
    },
  };
}

// Several views of a question may stand in one notebook, and every id in it once.
function setApart(form) {
  const anchor = form.id;
  const apart = `${anchor}-${Math.random().toString(36).slice(2)}`;
  for (const node of [form, ...form.querySelectorAll("*")]) {
    for (const name of ["id", "for", "name", "aria-describedby"]) {
      const value = node.getAttribute(name);
      if (value) node.setAttribute(name, value.split(" ").map((word) => (word.startsWith(anchor) ? apart + word.slice(anchor.length) : word)).join(" "));
    }
  }
}

function mount(model, el) {
  el.innerHTML = model.get("markup"); // made by the kernel as for the page, everything but emphasis escaped
  const form = el.querySelector("form");
  setApart(form);
  const store = openStore(model);
  courseware.setUpForm(form, store);
  return store.close;
}

function render({ model, el }) {
  el.classList.add("cw-lab");
  const box = document.createElement("div");
  const unheard = Object.assign(document.createElement("p"), { className: "cw-unheard", textContent: UNHEARD });
  unheard.setAttribute("role", "status");
  el.replaceChildren(box);
  let close = mount(model, box);
  const again = () => {
    close();
    close = mount(model, box);
  };
  model.on("change:markup", again);
  const stops = [ownKeys(el), whenCutOff(model, el, () => {
    box.inert = true;
    el.prepend(unheard);
  })];
  return () => {
    model.off("change:markup", again);
    stops.forEach((stop) => stop());
    close();
  };
}

export default { render };
