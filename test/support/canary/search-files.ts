/**
 * The search as a command, for whoever wants to see for himself, with values of his own:
 *
 *   node test/support/canary/search-files.ts '{"card":"…","email":"…","account":"acc_test_…"}' FOLDER_OR_FILE …
 *
 * Prints where each was found, and how it was written; databases are read cell by cell too. Ends with 1 where anything
 * was found. What a run of the stories heard is such a folder: WARIFU_CAPTURE names it.
 */

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Canary, Kind } from "./canary.ts";
import { databaseCells } from "./database-cells.ts";
import { inflate } from "./inflate.ts";
import { canary } from "./plant.ts";
import { CanarySearch } from "./search.ts";

/** @returns a line for each canary in each file, or each of its tables */
export function searchFiles(canaries: readonly Canary[], paths: readonly string[]): string[] {
  const search = new CanarySearch(canaries, inflate);
  return paths.flatMap(filesAt).flatMap((path) => {
    const pieces = [{ where: path, bytes: readFileSync(path) as Uint8Array }];
    if (isDatabase(path))
      for (const { table, bytes } of databaseCells(path))
        pieces.push({ where: `${path}, table ${table}`, bytes });
    return pieces.flatMap(({ where, bytes }) => {
      const first = new Map(search.find(bytes).map((hit) => [hit.canary, hit] as const));
      return [...first].map(([{ kind }, { form }]) => `${kind} in ${where}, as ${form}`);
    });
  });
}

function filesAt(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

const isDatabase = (path: string) =>
  readFileSync(path).subarray(0, 15).toString("latin1") === "SQLite format 3";

if (import.meta.main) {
  const [values = "{}", ...paths] = process.argv.slice(2);
  const named: unknown = JSON.parse(values);
  const canaries = Object.entries(named as Record<string, string>).map(([kind, value]) =>
    canary(kind as Kind, value, "by you"),
  );
  const found = searchFiles(canaries, paths);
  for (const line of found) console.log(line);
  console.log(`${canaries.length} canaries looked for, found in ${found.length} places`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
