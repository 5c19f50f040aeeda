// Runs widgets in a page without a kernel. A widget's front end is the same module that JupyterLab runs; its model here is
// the saved state, changed only by the reader. The modules come as text in classic scripts, because a page opened from a
// file may not import one; each is fetched when a widget of its kind comes near the view.
"use strict";
(function () {
  const courseware = (globalThis.courseware ??= {});
  const scripts = document.currentScript.dataset; // kind → address of its script
  const widgets = (courseware.widgets = new Map()); // id of the element → its model
  const modules = new Map(); // kind → promise of its module

  const OFF = "This browser does not keep what you make here: it is gone when you leave this page. Save it before you go.";
  const FULL = "This browser’s storage is full: your last changes are gone when you leave this page. Save them before you go.";

  /** Keeps in this browser the traits that a widget names in `keep`, under its kind and name; null if it names none. */
  function openKeeper(state) {
    if (!state.keep?.length) return null;
    const key = `courseware:widget:${state.kind}:${state.name}`;
    const keeper = { key, problem: "", read, write };
    const fits = (value, now) => typeof value === typeof now && value !== null && Array.isArray(value) === Array.isArray(now);

    // The traits kept that still have the form of the widget's own.
    function read() {
      let text;
      try {
        text = courseware.storage.get(key);
      } catch {
        keeper.problem = OFF;
        return {};
      }
      try {
        const found = JSON.parse(text) ?? {};
        return Object.fromEntries(state.keep.filter((name) => fits(found[name], state[name])).map((name) => [name, found[name]]));
      } catch {
        return {}; // not ours
      }
    }

    function write() {
      try {
        courseware.storage.set(key, JSON.stringify(Object.fromEntries(state.keep.map((name) => [name, state[name]]))));
        keeper.problem = "";
      } catch (error) {
        keeper.problem = error.name === "QuotaExceededError" ? FULL : OFF;
      }
    }
    return keeper;
  }

  /** The part of the anywidget front-end contract that a widget without a kernel can have. */
  function createModel(state) {
    const listeners = new Map();
    const keeping = openKeeper(state);
    Object.assign(state, keeping?.read());
    const tell = (event, ...details) => [...(listeners.get(event) ?? [])].forEach((listener) => listener(...details));
    const model = {
      keeping,
      get: (name) => state[name],
      set(name, value) {
        if (state[name] === value) return;
        state[name] = value;
        tell(`change:${name}`, this, value);
        tell("change", this);
      },
      on(event, listener) {
        if (!listeners.has(event)) listeners.set(event, new Set());
        listeners.get(event).add(listener);
      },
      off(event, listener) {
        if (listener) listeners.get(event)?.delete(listener);
        else listeners.delete(event);
      },
      save_changes() { keeping?.write(); },
      send() {},
    };
    // Another tab has written: `storage` fires in the other tabs only.
    if (keeping) addEventListener("storage", ({ key }) => {
      if (key === keeping.key) Object.entries(keeping.read()).forEach(([name, value]) => model.set(name, value));
    });
    return model;
  }

  // The text of a kind's module, which its script leaves in `widgetModules`.
  function source(kind) {
    if (courseware.widgetModules?.[kind]) return courseware.widgetModules[kind];
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const address = scripts[kind.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())];
      const fail = () => reject(new Error(`its script, ${kind}, ${address ? "could not be loaded" : "is not in the page"}`));
      if (!address) return fail();
      script.src = address;
      script.onload = () => (courseware.widgetModules?.[kind] ? resolve(courseware.widgetModules[kind]) : fail());
      script.onerror = fail;
      return document.head.append(script);
    });
  }

  async function start(kind) {
    const url = URL.createObjectURL(new Blob([await source(kind)], { type: "text/javascript" }));
    return import(url).finally(() => URL.revokeObjectURL(url));
  }

  function load(kind) {
    if (!modules.has(kind)) modules.set(kind, start(kind));
    return modules.get(kind);
  }

  // While what stands below a widget is in view or further up, it does not move: the widget keeps the room that was free for
  // it, until its end lies below the view or the reader uses it. A browser makes up for a change above the view, but not
  // for one in the frame in which it scrolls.
  function keepRoom(box, room) {
    const needed = box.offsetHeight;
    const below = () => box.getBoundingClientRect().top + Math.min(room, needed) < innerHeight;
    if (needed === room || !below()) return;
    const uses = ["pointerdown", "focusin"];
    const free = () => {
      uses.forEach((event) => box.removeEventListener(event, free));
      removeEventListener("scroll", look);
      Object.assign(box.style, { blockSize: "", overflowY: "" });
    };
    const look = () => { if (!below()) free(); };
    Object.assign(box.style, { blockSize: `${room}px`, overflowY: "auto" });
    uses.forEach((event) => box.addEventListener(event, free));
    addEventListener("scroll", look, { passive: true });
  }

  async function mount(element) {
    const box = element.querySelector(".cw-widget-mount");
    try {
      const { default: widget } = await load(element.dataset.kind);
      const view = document.createElement("div");
      const room = box.offsetHeight;
      box.replaceChildren(view); // before it is drawn, so that a chart knows how wide it is
      await widget.render({ model: widgets.get(element.id), el: view, experimental: {} });
      element.dataset.mounted = "";
      keepRoom(box, room);
    } catch (error) {
      const sentence = document.createElement("p");
      sentence.className = "cw-widget-problem";
      sentence.textContent = `This interactive chart could not start (${error.message}). Its numbers are in the table below.`;
      box.replaceChildren(sentence);
      element.dataset.mounted = "failed";
    }
  }

  function begin() {
    const elements = [...document.querySelectorAll(".cw-widget")];
    elements.forEach((element, i) => {
      // The same widget may be shown twice: each view has its own model.
      if (widgets.has(element.id)) element.id = `${element.id}-${i + 1}`;
      widgets.set(element.id, createModel(JSON.parse(element.querySelector("script").textContent)));
    });
    const seen = new IntersectionObserver((entries) => {
      entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => {
        seen.unobserve(target);
        mount(target);
      });
    }, { rootMargin: "600px 0px" });
    elements.forEach((element) => seen.observe(element));
    // On paper stands what is drawn; printing does not wait for the rest, whose table takes its place.
    let opened = [];
    addEventListener("beforeprint", () => {
      const missing = elements.filter((element) => !("mounted" in element.dataset));
      opened = missing.map((element) => element.querySelector("details:not([open])")).filter(Boolean);
      opened.forEach((table) => { table.open = true; });
      missing.forEach((element) => {
        seen.unobserve(element);
        mount(element);
      });
    });
    addEventListener("afterprint", () => opened.forEach((table) => { table.open = false; }));
  }

  if (document.readyState === "complete") begin();
  else addEventListener("DOMContentLoaded", begin);
})();
