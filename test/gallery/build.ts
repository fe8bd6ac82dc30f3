// `npm run gallery`: every state of every screen on one static page, with the design system on top. Two scripts and the
// wallet's own style sheets in one folder that needs no server: open .output/gallery/index.html. What is shown is
// found, not listed: examples beside found-examples.ts, languages by their folders, styles by the sheet of the wallet's pages.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { root } from "../../cli/set-up.mjs";
import { EXAMPLE_FILES, examplesOf, FOUND_EXAMPLES } from "../terminal/support/found-examples.ts";
import type { Contents } from "./contents.ts";

const HERE = import.meta.dirname;
const EXAMPLES = "../terminal/support";
const STYLES = join(root, "terminal/ui/styles.css");
const WORDS = join(root, "terminal/ui/words");

/** Where it goes unless told otherwise: git knows nothing of it. */
export const GALLERY = join(root, ".output", "gallery");

/** @returns the folder it is in, with index.html and state.html */
export async function buildGallery(folder = GALLERY): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const contents: Contents = { names: statesByStatus(), languages: languages() };
  const keep = (name: string, text: string) => writeFileSync(join(folder, name), text);
  keep("wallet.css", await styles());
  keep("gallery.css", readFileSync(join(HERE, "gallery.css"), "utf8"));
  const given = `globalThis.contents = ${JSON.stringify(contents)};\n`;
  keep("index.js", given + (await bundle('import "./page.tsx";')));
  keep("state.js", given + (await bundle(stateEntry())));
  keep("index.html", page("Warifu: the gallery", "index.js", ["wallet.css", "gallery.css"]));
  keep("state.html", page("Warifu: a state", "state.js", ["wallet.css"]));
  return folder;
}

/** The names of all examples under the status of their screen, in the order in which they are written. */
function statesByStatus(): Contents["names"] {
  const names: Record<string, string[]> = {};
  for (const [name, { status }] of Object.entries(FOUND_EXAMPLES)) {
    if (status !== "loading") names[status] = [...(names[status] ?? []), name];
  }
  return names;
}

/** Those that have a folder of words. */
export function languages(): string[] {
  const folders = readdirSync(WORDS, { withFileTypes: true })
    .filter((one) => one.isDirectory() && /^[a-z]{2}(-[A-Za-z]+)?$/.test(one.name))
    .map(({ name }) => name);
  const first = ["en", "ja"];
  return [...first, ...folders.filter((name) => !first.includes(name)).sort()];
}

/** The wallet's styles, as its own pages link them. */
async function styles(): Promise<string> {
  const [file] = (await build({ entryPoints: [STYLES], bundle: true, write: false })).outputFiles;
  return file?.text ?? "";
}

function stateEntry(): string {
  const files = EXAMPLE_FILES.map((name, at) => `import * as of${at} from "${EXAMPLES}/${name}";`);
  const found = EXAMPLE_FILES.map((_, at) => `examplesOf(of${at})`).join(", ");
  return [
    ...files,
    'import { showStates } from "./state.tsx";',
    `const examplesOf = ${examplesOf.toString()};`,
    `showStates(Object.assign({}, ${found}));`,
  ].join("\n");
}

/** Builders of tests bring Node's modules along; what an example takes from them needs none. */
const withoutNode: Plugin = {
  name: "without-node",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({
      path,
      namespace: "none",
      sideEffects: false,
    }));
    onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "module.exports = {};" }));
  },
};

/** One classic script: a module can't be loaded from a file. */
async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: HERE, loader: "ts" },
    ...{ bundle: true, write: false, minify: true, format: "iife", platform: "browser" },
    ...{ target: "es2024", jsx: "automatic", jsxImportSource: "preact", logLevel: "error" },
    plugins: [withoutNode],
  });
  return outputFiles[0]?.text ?? "";
}

function page(title: string, script: string, sheets: readonly string[]): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8" />',
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    `<title>${title}</title>`,
    ...sheets.map((sheet) => `<link rel="stylesheet" href="${sheet}" />`),
    `</head><body><div id="app"></div><script src="${script}"></script></body></html>`,
  ].join("\n");
}

if (import.meta.main) {
  console.info(`The gallery is ${join(await buildGallery(), "index.html")}`);
}
