/**
 * What the benches leave for the document: each says by itself what was measured, when, of which commit, and
 * what is to be shown, so that a later run of another bench writes the document anew without losing it.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Judged } from "./figures.ts";
import { type Machine, machineText } from "./machine-text.ts";
import { barTable } from "./table.ts";

export const SAVED_KINDS = ["bench", "profile", "growth", "herd", "soak"] as const;
export type SavedKind = (typeof SAVED_KINDS)[number];

export interface Picture {
  /** its file is `performance-<name>.svg` */
  readonly name: string;
  readonly title: string;
  readonly svg: string;
}

export interface Section {
  readonly title: string;
  readonly text: string;
}

export interface Saved {
  readonly kind: SavedKind;
  readonly machine: Machine;
  /** how much was done: "5 rounds" */
  readonly took: string;
  /** tables and sentences, as they were printed */
  readonly sections: readonly Section[];
  readonly judged: readonly Judged[];
  readonly pictures: readonly Picture[];
  /** every number */
  readonly figures: unknown;
}

/** @param folder of the benches' JSON @returns the path */
export function save(folder: string, saved: Saved): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${saved.kind}.json`);
  writeFileSync(path, `${JSON.stringify(saved, null, 2)}\n`);
  return path;
}

export function readSaved(folder: string, kind: SavedKind): Saved | undefined {
  const path = join(folder, `${kind}.json`);
  if (!existsSync(path)) return undefined;
  const saved = JSON.parse(readFileSync(path, "utf8")) as Partial<Saved>;
  // What older code left is of another shape, and says nothing here.
  return saved.sections ? (saved as Saved) : undefined;
}

export function printed({ machine, sections, judged }: Saved): string {
  const texts = sections.map(({ text }) => text);
  return [machineText(machine), ...texts, barTable(judged)].join("\n\n");
}
