// All examples there are: every file beside this one whose name ends in "examples.ts" gives its own, in constants whose
// names end in EXAMPLES. Whoever adds a screen's state adds it there, and nothing else: it is drawn by the render
// tests, measured by the gallery's test and shown in the gallery.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Screen } from "../../../terminal/ui/screens/screen.ts";

type Examples = Readonly<Record<string, Screen>>;

/** Names of their files, sorted. */
export const EXAMPLE_FILES = readdirSync(import.meta.dirname)
  .filter((name) => /(^|-)examples\.ts$/.test(name) && name !== "found-examples.ts")
  .sort();

/** The examples of one file. */
export function examplesOf(file: Readonly<Record<string, unknown>>): Examples {
  const found = Object.entries(file).filter(([name]) => name.endsWith("EXAMPLES"));
  return Object.assign({}, ...found.map(([, examples]) => examples));
}

const files = await Promise.all(
  EXAMPLE_FILES.map((name) => {
    const file = pathToFileURL(join(import.meta.dirname, name)).href;
    return import(/* @vite-ignore */ file);
  }),
);

export const FOUND_EXAMPLES: Examples = Object.assign({}, ...files.map(examplesOf));
