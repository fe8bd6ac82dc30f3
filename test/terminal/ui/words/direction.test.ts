// From right to left: the styles name no side of the screen, only where a line begins and where it ends.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../../../../cli/set-up.mjs";

const UI = join(root, "terminal/ui");
const SIDES =
  /^\s*(?:(?:margin|padding|border)-(?:left|right)(?:-\w+)?|left|right|float|border-(?:top|bottom)-(?:left|right)-radius)\s*:|:\s*(?:left|right)\s*;/;

/** Names left or right, or gives them two different values. */
function isSided(declaration: string): boolean {
  if (SIDES.test(declaration)) return true;
  const [, text = ""] = /^\s*(?:margin|padding|inset):\s*(.*);/.exec(declaration) ?? [];
  const values = text.match(/calc\((?:[^()]|\([^()]*\))*\)|\S+/g) ?? [];
  return values.length === 4 && values[1] !== values[3];
}

it.each(readdirSync(UI).filter((name) => name.endsWith(".css")))("%s names no side", (name) => {
  const css = readFileSync(join(UI, name), "utf8");
  const declarations = css.replaceAll(/([^;{}*/])\n\s+/g, "$1 ").split("\n");
  expect(declarations.filter(isSided)).toEqual([]);
});

it("a side that is named is found", () => {
  for (const sided of [
    "  margin-left: 4px;",
    "  text-align: right;",
    "  left: 0;",
    "  padding: 0 1px 0 calc(2 * var(--step));",
  ])
    expect(isSided(sided), sided).toBe(true);
  for (const other of [
    "  margin-inline-start: 4px;",
    "  padding: 0 1px 2px;",
    "  margin: 0 1px 2px 1px;",
  ])
    expect(isSided(other), other).toBe(false);
});
