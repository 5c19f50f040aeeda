// Opens the sealed keys with the teacher's unlock code, in this browser; shows nothing itself.
"use strict";
(function (courseware) {
  const FORMAT = "courseware-sealed/1";
  const ITERATIONS = 600000; // as in courseware/sealing/crypto.py, whose documents this opens
  const NOT_OPENED = "This code does not open the answers. Check every letter and digit; nothing has been changed.";
  const NOT_LOADED = "The file with the sealed answers could not be loaded. Reload the page and try again.";
  const UNABLE = "This browser cannot open sealed answers here. Use a current browser, and open the book over https or from a folder.";

  // --- pure: no document, no storage -----------------------------------------------------------------------------

  // Twin of courseware.sealing.code.normalise.
  const normalise = (code) => code.normalize("NFKC").replace(/[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Pd}]/gu, "").toUpperCase();
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const base64Of = (bytes) => btoa(String.fromCharCode(...bytes));
  const encode = (text) => new TextEncoder().encode(text);

  // The raw AES key, 32 bytes; takes some tenths of a second.
  async function derive(sealed, code) {
    const secret = await crypto.subtle.importKey("raw", encode(normalise(code)), "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(sealed.salt), iterations: ITERATIONS };
    return new Uint8Array(await crypto.subtle.deriveBits(how, secret, 256));
  }

  async function decrypt(sealed, raw) {
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
    const bound = encode([sealed.format, sealed.unit, sealed.edition].join("\n"));
    const how = { name: "AES-GCM", iv: bytesOf(sealed.nonce), additionalData: bound };
    const packed = await crypto.subtle.decrypt(how, key, bytesOf(sealed.data));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).json();
  }

  // {document, raw}; a wrong code and a changed document look alike and throw the same.
  async function unseal(sealed, code) {
    try {
      if (sealed.format !== FORMAT || sealed.iterations !== ITERATIONS) throw new Error(NOT_OPENED);
      const raw = await derive(sealed, code);
      return { document: await decrypt(sealed, raw), raw };
    } catch {
      throw new Error(NOT_OPENED);
    }
  }

  courseware.sealing = { normalise, unseal, decrypt, bytesOf, base64Of };

  // --- the page's lock -------------------------------------------------------------------------------------------

  const here = globalThis.document?.currentScript?.src;
  const KEPT = /^courseware:.+:unlocked$/;
  const keptName = ({ unit, edition }) => `courseware:${unit}:${edition}:unlocked`;
  let loading = null;

  // The encrypted keys: read when somebody unlocks, not with every page.
  function load() {
    if (courseware.sealed) return Promise.resolve(courseware.sealed);
    return (loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      // The site may have been built again since the browser last kept the file.
      script.src = `${new URL("key.js", here)}?${Date.now()}`;
      const fail = () => {
        loading = null;
        script.remove();
        reject(new Error(NOT_LOADED));
      };
      script.onload = () => (courseware.sealed ? resolve(courseware.sealed) : fail());
      script.onerror = fail;
      document.head.append(script);
    }));
  }

  const storage = (work) => {
    try {
      return work(courseware.storage);
    } catch {
      return null; // switched off or full: unlocking works for this page all the same
    }
  };
  const anythingKept = () => storage((s) => s.names().some((name) => KEPT.test(name)));

  const available = () => Boolean(globalThis.crypto?.subtle && globalThis.DecompressionStream);

  // The key document; throws an Error whose message is a sentence.
  async function open(code) {
    if (!available()) throw new Error(UNABLE);
    const sealed = await load();
    const { document, raw } = await unseal(sealed, code);
    storage((s) => s.set(keptName(sealed), base64Of(raw)));
    return document;
  }

  // The key document if this device was unlocked before, else null.
  async function reopen() {
    if (!available() || !anythingKept()) return null;
    try {
      const sealed = await load();
      const kept = storage((s) => s.get(keptName(sealed)));
      if (kept === null) return null;
      try {
        return await decrypt(sealed, bytesOf(kept));
      } catch {
        storage((s) => s.remove(keptName(sealed))); // built again since, or another code
        return null;
      }
    } catch {
      return null; // not loaded now; perhaps next time
    }
  }

  // Forgets the code on this device.
  function close() {
    const ours = (name) => (courseware.sealed ? name === keptName(courseware.sealed) : KEPT.test(name));
    storage((s) => s.names().filter(ours).forEach((name) => s.remove(name)));
  }

  courseware.lock = { open, reopen, close, available, unable: UNABLE };
})((globalThis.courseware ??= {}));
