/** Writes docs/performance.md and its pictures from what the benches saved. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { WalletResult } from "../wallet/report/result.ts";
import { documentOf } from "./document.ts";
import { readSaved, SAVED_KINDS } from "./saved.ts";
import { readNotes } from "./unmet-notes.ts";

const NOTES = join(import.meta.dirname, "..", "unmet.md");

/** @param docs the folder of the documents @param saved the folder of the benches' JSON @returns the document's path */
export function writeDocument(docs: string, saved: string): string {
  const images = join(docs, "images");
  mkdirSync(images, { recursive: true });
  const found = SAVED_KINDS.flatMap((kind) => readSaved(saved, kind) ?? []);
  for (const { name, svg } of found.flatMap(({ pictures }) => pictures))
    writeFileSync(join(images, `performance-${name}.svg`), svg);
  const wallet = join(saved, "wallet.json");
  const path = join(docs, "performance.md");
  const sources = {
    saved: found,
    notes: readNotes(readFileSync(NOTES, "utf8")),
    ...(existsSync(wallet)
      ? { wallet: JSON.parse(readFileSync(wallet, "utf8")) as WalletResult }
      : {}),
  };
  writeFileSync(path, documentOf(sources));
  return path;
}
