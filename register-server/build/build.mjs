// Builds the package @warifu/register-server into register-server/dist: one file for import, one for require, one of
// types for each, and the `warifu` command. protocol/ is in them; the schema library is the package's one dependency. `npm publish
// register-server` then has all that it needs.
//
//   node register-server/build/build.mjs [folder]

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { buildCommand } from "./build-command.mjs";
import { rollTypes } from "./roll-types.mjs";

const room = fileURLToPath(new URL("..", import.meta.url));
const OUT = process.argv[2] ?? join(room, "dist");

const { name, version, dependencies } = JSON.parse(
  readFileSync(join(room, "package.json"), "utf8"),
);
const NOTE = `/*! ${name} ${version}, Apache-2.0. With canonicalize by Samuel Erdtman, Apache-2.0. */`;

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });

for (const [format, file] of /** @type {const} */ ([
  ["esm", "index.js"],
  ["cjs", "index.cjs"],
])) {
  await build({
    absWorkingDir: room,
    entryPoints: ["index.ts"],
    outfile: join(OUT, file),
    bundle: true,
    format,
    // The oldest runtime that it is for has all of it: Node 18.
    target: "es2022",
    // Neither a browser nor Node: what isn't in both is an error.
    platform: "neutral",
    external: Object.keys(dependencies),
    banner: { js: NOTE },
    // Names and lines for stack traces; the sources themselves would weigh more than all the rest.
    sourcemap: true,
    sourcesContent: false,
    charset: "utf8",
    logLevel: "warning",
  });
}

await buildCommand({
  root: join(room, ".."),
  outfile: join(OUT, "warifu.js"),
  note: NOTE,
  external: Object.keys(dependencies),
});

const types = typesOf();
for (const file of ["index.d.ts", "index.d.cts"]) writeFileSync(join(OUT, file), types);

for (const file of ["index.js", "index.cjs", "index.d.ts", "warifu.js"]) {
  const bytes = readFileSync(join(OUT, file));
  console.info(`${file}: ${bytes.length} B, ${gzipSync(bytes, { level: 9 }).length} B gzipped`);
}

function typesOf() {
  const many = mkdtempSync(join(tmpdir(), "warifu-types-"));
  try {
    const manifest = createRequire(import.meta.url).resolve("typescript/package.json");
    const tsc = join(dirname(manifest), "bin/tsc");
    const args = [tsc, "-p", join(room, "tsconfig.build.json"), "--outDir", many];
    execFileSync(process.execPath, args, { stdio: "inherit" });
    return rollTypes(join(many, "register-server/index.d.ts"), NOTE);
  } finally {
    rmSync(many, { recursive: true, force: true });
  }
}
