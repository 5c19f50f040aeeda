// Leaves out of a style sheet the rules that no page can match: {css, words} on standard input, the rest on standard
// output. PurgeCSS is looked for in the folder that is named.
"use strict";
const { PurgeCSS } = require(require.resolve("purgecss", { paths: [process.argv[2]] }));

async function main() {
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  const { css, words } = JSON.parse(Buffer.concat(parts).toString("utf8"));
  const [left] = await new PurgeCSS().purge({
    content: [{ raw: " ", extension: "html" }],
    css: [{ raw: css }],
    defaultExtractor: () => words,
    keyframes: true,
  });
  process.stdout.write(left.css);
}

main();
