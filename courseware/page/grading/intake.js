/* What was dropped or chosen, as files with paths: folders are searched to any depth, and what operating systems leave behind is
   passed over, as courseware/gradebook/collect.py does. */
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const LITTER = new Set([".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX", ".ipynb_checkpoints", ".git"]);
  const isLitter = (path) => path.split("/").slice(1).some((name) => LITTER.has(name));

  // `below` is the part that students and the collection named: the teacher's own folder may hold a name too.
  const found = (file, path) => {
    const [, ...rest] = path.split("/");
    return { file, path, below: rest.length ? rest.join("/") : path, single: rest.length === 0 };
  };

  /** Files of a file field, with or without folders. */
  const fromField = (files) => [...files]
    .map((file) => found(file, file.webkitRelativePath || file.name)).filter(({ path }) => !isLitter(path));

  // Two ways into a dropped folder: Chromium refuses the older one on a page opened from a file, others lack the newer.
  async function* walkHandle(handle, path) {
    if (handle.kind === "file") {
      yield found(await handle.getFile(), path);
      return;
    }
    for await (const child of handle.values()) {
      if (!LITTER.has(child.name)) yield* walkHandle(child, `${path}/${child.name}`);
    }
  }

  const call = (object, method) => new Promise((resolve, reject) => { object[method](resolve, reject); });

  async function* walkEntry(entry, path) {
    if (!entry.isDirectory) {
      yield found(await call(entry, "file"), path);
      return;
    }
    const reader = entry.createReader();
    for (let some = await call(reader, "readEntries"); some.length; some = await call(reader, "readEntries")) {
      for (const child of some) {
        if (!LITTER.has(child.name)) yield* walkEntry(child, `${path}/${child.name}`);
      }
    }
  }

  async function inFolder({ entry, handle }) {
    const opened = await handle?.catch(() => null);
    const files = [];
    for await (const each of opened ? walkHandle(opened, opened.name) : walkEntry(entry, entry.name)) files.push(each);
    return files;
  }

  /** {files, refused: names of folders that the browser does not hand over}. Call it at once: the items do not last. */
  async function fromDrop(transfer) {
    const dropped = [...transfer.items].filter((item) => item.kind === "file").map((item) => ({
      entry: item.webkitGetAsEntry?.() ?? null,
      handle: item.getAsFileSystemHandle?.() ?? null,
      file: item.getAsFile(),
    }));
    const files = [];
    const refused = [];
    for (const each of dropped) {
      if (!each.entry?.isDirectory) {
        if (each.file) files.push(found(each.file, each.file.name));
        continue;
      }
      try {
        files.push(...await inFolder(each));
      } catch {
        refused.push(each.entry.name);
      }
    }
    return { files, refused };
  }

  grading.intake = { fromField, fromDrop };
})((globalThis.courseware ??= {}));
