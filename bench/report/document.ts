/**
 * docs/performance.md, made of what the benches saved and of nothing else, pure. What isn't measured but known, the
 * profile of a bar that isn't met and what was tried, is written by hand in bench/unmet.md and stands beside that bar.
 */

import type { WalletResult } from "../wallet/report/result.ts";
import { walletSection } from "../wallet/report/wallet-section.ts";
import type { Judged } from "./figures.ts";
import { machineText } from "./machine-text.ts";
import type { Saved, SavedKind } from "./saved.ts";
import { number, shown } from "./table.ts";
import { type Note, notesFor } from "./unmet-notes.ts";

export interface Sources {
  readonly saved: readonly Saved[];
  readonly wallet?: WalletResult;
  readonly notes: readonly Note[];
}

const HEADINGS: Readonly<Record<SavedKind, { title: string; command: string }>> = {
  bench: { title: "Beside what a team would write instead", command: "npm run bench" },
  profile: { title: "Where a server's CPU goes", command: "npm run bench:profile" },
  growth: { title: "As it grows", command: "npm run bench:growth" },
  herd: { title: "Many at once", command: "npm run bench:herd" },
  soak: { title: "For ten minutes", command: "npm run bench:soak" },
};

export function documentOf({ saved, wallet, notes }: Sources): string {
  const bars = [...saved.flatMap(({ judged }) => judged), ...(wallet ? barsOf(wallet) : [])];
  const parts = [
    "# Performance",
    "Written by `npm run bench -- --docs` from what the benches saved, and from what is known of bars that aren't met" +
      " ([bench/unmet.md](../bench/unmet.md)). How to read it: [bench/README.md](../bench/README.md).",
    "## The bars",
    barMarkdown(bars),
    ...unmetParts(bars, notes),
    ...saved.map(partOf),
    ...(wallet ? [walletSection(wallet).trim()] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function partOf({ kind, machine, took, sections, pictures }: Saved): string {
  const { title, command } = HEADINGS[kind];
  const links = pictures.map(
    ({ name, title: said }) => `![${said}](images/performance-${name}.svg)`,
  );
  const texts = sections.map((section) => `### ${section.title}\n\n${fenced(section.text)}`);
  const said = `\`${command}\`, ${took}.\n\n${fenced(machineText(machine))}`;
  return [`## ${title}`, said, ...links, ...texts].join("\n\n");
}

function unmetParts(bars: readonly Judged[], notes: readonly Note[]): string[] {
  const unmet = bars.filter(({ met }) => !met);
  if (unmet.length === 0) return [];
  const { noted, others } = notesFor(unmet, notes);
  const texts = noted.map(({ note, about }) =>
    [`### ${note.title}`, about.map(unmetLine).join("\n"), note.text].join("\n\n"),
  );
  const rest =
    others.length === 0 ? [] : [`### Not looked into\n\n${others.map(unmetLine).join("\n")}`];
  return ["## Bars that aren't met", ...texts, ...rest];
}

function unmetLine({ says, spread, unit, is, bar }: Judged): string {
  return `- ${says}: ${shownFigure(spread, unit)}, ${is} ${bar}`;
}

function barMarkdown(bars: readonly Judged[]): string {
  const rows = bars.map(
    ({ says, spread, unit, is, bar, met }) =>
      `| ${says} | ${shownFigure(spread, unit)} | ${is} ${number(bar, bar % 1 === 0 ? 0 : 2)} | ${met ? "met" : "**not met**"} |`,
  );
  return ["| what | median [least..most] | bar | |", "|---|---:|---:|---|", ...rows].join("\n");
}

function shownFigure(spread: Judged["spread"], unit: string): string {
  return `${shown(spread, 2)}${unit === "" ? "" : ` ${unit}`}`;
}

function barsOf({ bars }: WalletResult): Judged[] {
  return bars.map(({ says, value, bar, unit, met }) => {
    const spread = { median: value, min: value, max: value };
    return { says, is: "at most", bar, unit, spread, met };
  });
}

function fenced(text: string): string {
  return `\`\`\`\n${text}\n\`\`\``;
}
