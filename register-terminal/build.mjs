// Builds what our origin serves to pages: checkout.js (the shop's script tag), access.js (the module that lets payers
// in), frame.js and frame.css (the pay button's frame), link.js (a payment link's page) into .output/assets, and the
// shops' two a second time at their versioned addresses. Minified, without source maps; sizes and the scripts' hashes
// are printed and tested.
//
//   node register-terminal/build.mjs [folder]            builds
//   node register-terminal/build.mjs [folder] --record   … and writes the hash into protocol/page/checkout-script.ts
//   node register-terminal/build.mjs [folder] --publish  … and keeps these versions in versions/, for ever
//
// What was published is in every later build, byte for byte, and never built again: a shop has pinned it [PG12].

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
/** What shops load and pin: each with the file of its facts, and the list of its published versions' hashes. */
const PINNED = ["checkout", "access"].map((name) => ({
  script: `${name}.js`,
  facts: join(here, `../protocol/page/${name}-script.ts`),
  list: join(here, "versions", name === "checkout" ? "integrity.json" : `${name}-integrity.json`),
}));
/** Published scripts, as text that no formatter takes for code. */
const VERSIONS = join(here, "versions");

const words = process.argv.slice(2);
const [record, publish] = ["--record", "--publish"].map((word) => words.includes(word));
/** Where the synchronous server's assets are, unless another folder is named. */
const OUT = words.find((word) => !word.startsWith("--")) ?? join(here, "../.output/assets");

const SETTINGS = {
  absWorkingDir: here,
  outdir: OUT,
  bundle: true,
  minify: true,
  target: "es2022",
  platform: "browser",
  sourcemap: false,
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
};
const SCRIPTS = ["checkout.ts", "frame.ts", "link.ts", "frame.css"];
await build({ ...SETTINGS, entryPoints: SCRIPTS, format: "iife" });
await build({ ...SETTINGS, entryPoints: ["access.ts"], format: "esm" });

// The viewer of our API's document: its two files as they were published, and ours that start it.
mkdirSync(join(OUT, "docs"), { recursive: true });
const VIEWER = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
for (const name of ["swagger-ui.css", "swagger-ui-bundle.js"])
  copyFileSync(join(VIEWER, name), join(OUT, "docs", name));
for (const name of ["docs.js", "docs.css"])
  copyFileSync(join(here, "../worker/http/docs/page", name), join(OUT, "docs", name));

for (const name of ["checkout.js", "access.js", "frame.js", "link.js", "frame.css"]) {
  const bytes = readFileSync(join(OUT, name));
  console.info(`${name}: ${bytes.length} B, ${gzipSync(bytes, { level: 9 }).length} B gzipped`);
}

for (const pinned of PINNED) keepPinned(pinned);

const strangers = readdirSync(VERSIONS).filter((name) => name.endsWith(".txt"));
const known = PINNED.flatMap(({ list }) => Object.keys(publishedIn(list)));
if (strangers.length !== known.length)
  throw new Error(`${VERSIONS} has scripts that no list beside them names`);

function keepPinned({ script, facts: path, list }) {
  const facts = readFileSync(path, "utf8");
  const version = /_VERSION = "([\d.]+)"/.exec(facts)?.[1];
  if (!version) throw new Error(`${path} names no version`);
  const built = readFileSync(join(OUT, script));
  const integrity = integrityOf(built);
  const published = publishedIn(list);
  if (published[version] && published[version] !== integrity)
    throw new Error(`${script} is another one than ${version}, which is published: raise it`);
  if (record) writeFileSync(path, facts.replace(/"sha384-[^"]*"/, `"${integrity}"`));
  if (publish && !published[version]) {
    published[version] = integrity;
    writeFileSync(keptAt(version, script), built);
    writeFileSync(list, `${JSON.stringify(published, null, 2)}\n`);
  }
  serve(version, script, built);
  console.info(`/v${version}/${script}: integrity="${integrity}"`);
  for (const [kept, hash] of Object.entries(published)) {
    const bytes = readFileSync(keptAt(kept, script));
    if (integrityOf(bytes) !== hash) throw new Error(`${kept} isn't what was published any more`);
    serve(kept, script, bytes);
  }
}

function publishedIn(list) {
  return JSON.parse(readFileSync(list, "utf8"));
}

function serve(version, script, bytes) {
  mkdirSync(join(OUT, `v${version}`), { recursive: true });
  writeFileSync(join(OUT, `v${version}`, script), bytes);
}

function keptAt(version, script) {
  return join(
    VERSIONS,
    script === "checkout.js" ? `${version}.js.txt` : `${version}.${script}.txt`,
  );
}

function integrityOf(bytes) {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}
