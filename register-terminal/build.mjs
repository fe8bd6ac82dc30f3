// Builds what our origin serves to pages: checkout.js (the shop's script tag), frame.js and frame.css (the pay
// button's frame) into .output/assets. Minified, without source maps; sizes are printed and tested.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Where the synchronous server's assets are, unless another folder is named. */
const OUT = process.argv[2] ?? join(here, "../.output/assets");

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
