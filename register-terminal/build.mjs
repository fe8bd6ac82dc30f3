// Builds what our origin serves to pages: checkout.js (the shop's script tag), frame.js and frame.css (the pay
// button's frame) into .output/assets, and checkout.js a second time at its versioned address. Minified, without
// source maps; sizes and the script's hash are printed and tested.
//
//   node register-terminal/build.mjs [folder]            builds
//   node register-terminal/build.mjs [folder] --record   … and writes the hash into protocol/page/checkout-script.ts
//   node register-terminal/build.mjs [folder] --publish  … and keeps this version in versions/, for ever
//
// What was published is in every later build, byte for byte, and never built again: a shop has pinned it [PG12].

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const SCRIPT_FACTS = join(here, "../protocol/page/checkout-script.ts");
/** Published scripts, as text that no formatter takes for code; the list has each one's hash. */
const VERSIONS = join(here, "versions");
const LIST = join(VERSIONS, "integrity.json");

const words = process.argv.slice(2);
const [record, publish] = ["--record", "--publish"].map((word) => words.includes(word));
/** Where the synchronous server's assets are, unless another folder is named. */
const OUT = words.find((word) => !word.startsWith("--")) ?? join(here, "../.output/assets");

await build({
  absWorkingDir: here,
  entryPoints: ["checkout.ts", "frame.ts", "frame.css"],
  outdir: OUT,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  platform: "browser",
  sourcemap: false,
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
});

for (const name of ["checkout.js", "frame.js", "frame.css"]) {
  const bytes = readFileSync(join(OUT, name));
  console.info(`${name}: ${bytes.length} B, ${gzipSync(bytes, { level: 9 }).length} B gzipped`);
}

const facts = readFileSync(SCRIPT_FACTS, "utf8");
const version = /CHECKOUT_VERSION = "([\d.]+)"/.exec(facts)?.[1];
if (!version) throw new Error(`${SCRIPT_FACTS} names no version`);
const built = readFileSync(join(OUT, "checkout.js"));
const integrity = integrityOf(built);
const published = JSON.parse(readFileSync(LIST, "utf8"));
if (published[version] && published[version] !== integrity)
  throw new Error(
    `checkout.js is another one than ${version}, which is published: raise CHECKOUT_VERSION`,
  );
if (record) writeFileSync(SCRIPT_FACTS, facts.replace(/"sha384-[^"]*"/, `"${integrity}"`));
if (publish && !published[version]) {
  published[version] = integrity;
  writeFileSync(keptAt(version), built);
  writeFileSync(LIST, `${JSON.stringify(published, null, 2)}\n`);
}
serve(version, built);
console.info(`/v${version}/checkout.js: integrity="${integrity}"`);
for (const [kept, hash] of Object.entries(published)) {
  const bytes = readFileSync(keptAt(kept));
  if (integrityOf(bytes) !== hash) throw new Error(`${kept} isn't what was published any more`);
  serve(kept, bytes);
}
const strangers = readdirSync(VERSIONS).filter((name) => name.endsWith(".txt"));
if (strangers.length !== Object.keys(published).length)
  throw new Error(`${LIST} doesn't name every script beside it`);

function serve(name, bytes) {
  mkdirSync(join(OUT, `v${name}`), { recursive: true });
  writeFileSync(join(OUT, `v${name}`, "checkout.js"), bytes);
}

function keptAt(name) {
  return join(VERSIONS, `${name}.js.txt`);
}

function integrityOf(bytes) {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}
