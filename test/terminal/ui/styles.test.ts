// One list of styles for every page of the terminal: none forgotten, whatever it is shown in.

import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../../../cli/set-up.mjs";

const UI = join(root, "terminal/ui");
const ALL = "styles.css";

it("every style sheet is in the list, once", () => {
  const listed = [...readFileSync(join(UI, ALL), "utf8").matchAll(/@import "\.\/(\S+)";/g)].map(
    ([, name]) => name,
  );
  const there = readdirSync(UI).filter((name) => name.endsWith(".css") && name !== ALL);
  expect(listed.toSorted()).toEqual(there);
});

it("every page of the extension links the list and nothing else", () => {
  const pages = globSync("extension/entrypoints/*/index.html", { cwd: root });
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) {
    const html = readFileSync(join(root, page), "utf8");
    const links = [...html.matchAll(/rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href);
    expect([page, links]).toEqual([page, [`../../../terminal/ui/${ALL}`]]);
  }
});
