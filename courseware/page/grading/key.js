// The key document: whether a JSON value is one that can be graded with, and what is looked up in it.
"use strict";
(function (courseware) {
  const grading = (courseware.grading ??= {});
  const FORMAT = "courseware-key/1";
  const TYPES = ["choice", "multiple", "numeric", "order", "match", "text"];

  const isText = (value) => typeof value === "string";
  const isWhole = (value) => Number.isInteger(value) && value >= 0;
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const all = (list, fits) => Array.isArray(list) && list.every(fits);
  const values = (object, fits) => isObject(object) && Object.values(object).every(fits);
  const isPart = (part) => isObject(part) && isText(part.id) && isText(part.html);
  const isVariant = (variant) => isObject(variant) && isText(variant.fingerprint) && isText(variant.prompt)
    && isObject(variant.scoring) && TYPES.includes(variant.scoring.type) && isWhole(variant.scoring.points)
    && values(variant.feedback, isText)
    && ["options", "left", "right"].every((role) => !(role in variant) || all(variant[role], isPart));
  const isItem = (item) => isObject(item) && isText(item.id) && isText(item.module) && TYPES.includes(item.type)
    && isWhole(item.points) && all(item.variants, isVariant) && item.variants.length > 0;
  const isModule = (module) => isObject(module) && isText(module.id) && isText(module.title);

  /** Whether a JSON value says that it is a key. */
  const claims = (document) => isObject(document) && document.format === FORMAT;

  /** Whether the value is one to grade with: whole in its outline, and the scorer can use every variant. */
  function isWholeKey(document) {
    const outline = claims(document) && isObject(document.unit) && isText(document.unit.id) && isText(document.unit.title)
      && isText(document.edition) && typeof document.sealed === "boolean" && isWhole(document.total)
      && all(document.modules, isModule) && all(document.items, isItem) && document.items.length > 0;
    if (!outline) return false;
    try {
      const tries = ["x", "1", ["x"], Object.assign(Object.create(null), { x: "x" })];
      for (const { variants } of document.items) {
        for (const { scoring } of variants) tries.forEach((value) => courseware.score(scoring, value));
      }
      return true;
    } catch {
      return false;
    }
  }

  /** A whole key with what grading looks up in it. */
  function prepare(document) {
    const items = document.items.map((item) => ({
      ...item,
      byFingerprint: new Map(item.variants.map((variant, number) => [variant.fingerprint, number])),
    }));
    return {
      ...document,
      items,
      known: new Set(items.map((item) => item.id)),
      of: items.reduce((sum, item) => sum + item.points, 0),
      modules: new Map(document.modules.map((module) => [module.id, module.title])),
    };
  }

  grading.key = { claims, isWholeKey, prepare };
})((globalThis.courseware ??= {}));
