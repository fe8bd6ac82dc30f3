// Builds what our origin serves to pages: checkout.js (the shop's script tag), frame.js and frame.css (the pay
// button's frame) into .output/assets, and checkout.js a second time at its versioned address. Minified, without
// source maps; sizes and the script's hash are printed and tested.
//
//   node register-terminal/build.mjs [folder]            builds
//   node register-terminal/build.mjs [folder] --record   … and writes the hash into protocol/page/checkout-script.ts

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const SCRIPT_FACTS = join(here, "../protocol/page/checkout-script.ts");

const words = process.argv.slice(2);
const record = words.includes("--record");
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
const path = `v${version}/checkout.js`;
mkdirSync(dirname(join(OUT, path)), { recursive: true });
cpSync(join(OUT, "checkout.js"), join(OUT, path));
const hash = createHash("sha384")
  .update(readFileSync(join(OUT, path)))
  .digest("base64");
const integrity = `sha384-${hash}`;
console.info(`/${path}: integrity="${integrity}"`);
if (record) writeFileSync(SCRIPT_FACTS, facts.replace(/"sha384-[^"]*"/, `"${integrity}"`));
