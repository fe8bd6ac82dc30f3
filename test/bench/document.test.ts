// The document: made of what was saved, with what is known by hand beside the bars that aren't met.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { documentOf } from "../../bench/report/document.ts";
import type { Judged } from "../../bench/report/figures.ts";
import type { Saved } from "../../bench/report/saved.ts";
import { readNotes } from "../../bench/report/unmet-notes.ts";

const bar = (says: string, met: boolean): Judged => ({
  ...{ says, met, is: "at least", bar: 1, unit: "×" },
  spread: { median: 0.5, min: 0.4, max: 0.6 },
});
const machine = {
  ...{ at: "2026-11-23T04:00Z", commit: "abc123", processors: "2", memoryGiB: 4, system: "Linux" },
  versions: { workerd: "1.2" },
};
const saved = (kind: Saved["kind"], judged: Judged[]): Saved => ({
  ...{ kind, machine: { ...machine, commit: `of-${kind}` }, took: "5 rounds", judged },
  sections: [{ title: `Table of ${kind}`, text: "a  b\n1  2" }],
  pictures: [{ name: kind, title: `Picture of ${kind}`, svg: "<svg/>" }],
  figures: {},
});

const NOTES = `# Notes

## What the disk allows
Bars: serial p50 · creates

One fsync each.

It was tried.

## Another
Bars: memory

Not so.
`;

describe("notes", () => {
  test("name their bars, and have text of several paragraphs", () => {
    expect(readNotes(NOTES)).toEqual([
      {
        title: "What the disk allows",
        bars: ["serial p50", "creates"],
        text: "One fsync each.\n\nIt was tried.",
      },
      { title: "Another", bars: ["memory"], text: "Not so." },
    ]);
  });

  test("that name no bar are refused", () => {
    expect(() => readNotes("## A note\n\ntext")).toThrow("A note");
  });

  test("of the repository can be read", () => {
    const path = new URL("../../bench/unmet.md", import.meta.url);
    expect(() => readNotes(readFileSync(path, "utf8"))).not.toThrow();
  });
});

describe("the document", () => {
  const all = [
    saved("bench", [bar("serial p50, HTTP", false), bar("whole trades", true)]),
    saved("growth", [bar("3 M trades", false)]),
  ];
  const page = documentOf({ saved: all, notes: readNotes(NOTES) });

  test("says of each part what made it, of which commit, with its tables and pictures", () => {
    for (const kind of ["bench", "growth"]) {
      expect(page).toContain(`commit of-${kind}`);
      expect(page).toContain(`### Table of ${kind}\n\n\`\`\`\na  b`);
      expect(page).toContain(`![Picture of ${kind}](images/performance-${kind}.svg)`);
    }
    expect(page).not.toContain("bench:soak");
  });

  test("shows every bar, and beside those that aren't met what is known of them", () => {
    expect(page).toContain("| whole trades | 0.50 [0.40..0.60] × | at least 1 | met |");
    const unmet = page.slice(page.indexOf("## Bars that aren't met"), page.indexOf("## Beside"));
    expect(unmet).toMatch(/### What the disk allows\n\n- serial p50, HTTP: .*\n\nOne fsync each\./);
    expect(unmet).toMatch(/### Not looked into\n\n- 3 M trades: /);
    expect(unmet).not.toContain("Another");
  });

  test("has no such part where all are met", () => {
    const met = documentOf({
      saved: [saved("soak", [bar("memory", true)])],
      notes: readNotes(NOTES),
    });
    expect(met).not.toContain("aren't met\n");
    expect(met).not.toContain("Not so.");
  });
});
