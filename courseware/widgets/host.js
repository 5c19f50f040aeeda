// A view's place in JupyterLab and in Notebook: which keys are its own, and whether a kernel hears it.

const OWN_KEYS = "data-lm-suppress-shortcuts"; // on an element that carries it itself, their shortcuts leave the keys alone
const CUT_OFF = "jupyter-widgets-disconnected"; // on a view that was restored from a file, without its kernel

/**
 * Marks whatever in `root` has the focus. With Ctrl or ⌘, S and Enter stay the notebook's: save it, run the cell.
 * Returns how to stop.
 */
function ownKeys(root) {
  const mark = ({ target, key = "", ctrlKey, metaKey }) => {
    if (!root.contains(target)) return;
    const theirs = (ctrlKey || metaKey) && ["s", "enter"].includes(key.toLowerCase());
    target.toggleAttribute(OWN_KEYS, !theirs);
  };
  root.addEventListener("focusin", mark);
  window.addEventListener("keydown", mark, true); // before Notebook's own listener, which sits on the document
  // They would also take line breaks from text fields, and with them what Enter does in a form.
  root.addEventListener("beforeinput", (event) => event.stopPropagation(), true);
  return () => window.removeEventListener("keydown", mark, true);
}

/** Calls `told` once the kernel no longer hears the view, if it ever did; returns how to stop. */
function whenCutOff(model, el, told) {
  if (el.classList.contains(CUT_OFF)) told();
  model.on("comm_live_update", told); // comes when the kernel is restarted or shut down
  return () => model.off("comm_live_update", told);
}
