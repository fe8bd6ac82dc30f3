// No text is left over: each is said by some screen. Found by looking for its key, and for what it stands in.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../../../../cli/set-up.mjs";
import { WORDS } from "../../support/all-words.ts";

const UI = join(root, "terminal/ui");

/** The files that may say a text, and those whose names of states, reasons and codes lead to one. */
const SCREENS = filesIn(UI).filter((path) => !path.startsWith(join(UI, "words/")));
const TEXTS = join(UI, "words/texts.ts");
const SAYING = [...SCREENS, TEXTS].map(sourceOf);
const NAMING = [
  ...SAYING,
  ...["terminal/wallet", "protocol"].flatMap((folder) => filesIn(join(root, folder)).map(sourceOf)),
];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

function sourceOf(path: string): string {
  return readFileSync(path, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** The keys of all texts, each under those of what it stands in. */
function* keysIn(
  words: object,
  above: readonly string[] = ["words"],
): Generator<readonly string[]> {
  for (const [key, one] of Object.entries(words)) {
    const path = [...above, key];
    if (typeof one === "object" && one !== null && !Array.isArray(one)) yield* keysIn(one, path);
    else yield path;
  }
}

const named = (key: string) => new RegExp(`\\b${key}\\b`);

function isUsed(path: readonly string[]): boolean {
  const key = path.at(-1) ?? "";
  const holder = path.at(-2) ?? "";
  // Said by its key, in a file that speaks of what it stands in …
  const said = new RegExp(`\\.${key}\\b|\\{[^{}]*\\b${key}\\b[^{}]*\\}\\s*=`);
  if (
    SAYING.some((source) => said.test(source) && (holder === "words" || named(holder).test(source)))
  )
    return true;
  // … or looked up by a value that has its name.
  const lookedUp = new RegExp(
    `\\b${holder}\\b\\??\\.?\\[|\\b${holder}\\)|\\bwords\\[|\\b${holder}\\b[,}]`,
  );
  return (
    SAYING.some((source) => lookedUp.test(source)) &&
    NAMING.some((source) => named(key).test(source))
  );
}

it("every text is said by a screen", () => {
  const unused = [...keysIn(WORDS.en)].filter((path) => !isUsed(path));
  expect(unused.map((path) => path.slice(1).join("."))).toEqual([]);
});

it("a text that nothing says is found", () => {
  expect(isUsed(["words", "sheet", "neverSaidAnywhere"])).toBe(false);
  expect(isUsed(["words", "sheet", "closesIn"])).toBe(true);
});
