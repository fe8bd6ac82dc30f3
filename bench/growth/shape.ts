/**
 * The shape of what our servers store: their tables, and what is in a settled trade's rows. A stored set is of one
 * shape, and another shape is another set.
 */

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sqliteFiles } from "../ours/fill.ts";
import type { Role } from "../ours/workerd-config.ts";
import { shapeOfRow } from "./shape-of-row.ts";

const CLASSES = {
  carrier: ["Branch", "Books"],
  synchronous: ["Till", "Register", "User"],
} as const;
/** What is copied, of a trade that settled: these rows are the same whenever one looks. */
const ROWS = {
  Branch: [
    "SELECT * FROM outcomes WHERE kind = 'settled' LIMIT 1",
    "SELECT * FROM transfers LIMIT 1",
  ],
  Till: ["SELECT * FROM trades WHERE sale IS NOT NULL LIMIT 1"],
} as const;

/** @param folders of stopped servers that settled a trade at least @param version of what writes the sets */
export function shapeKey(folders: Readonly<Record<Role, string>>, version: number): string {
  const shapes: unknown[] = [version];
  for (const role of ["carrier", "synchronous"] as const)
    for (const name of CLASSES[role]) {
      const folder = join(folders[role], "objects", `${role}-${name}`);
      if (existsSync(folder)) shapes.push(name, shapeOfClass(sqliteFiles(folder), name));
    }
  return createHash("sha256").update(JSON.stringify(shapes)).digest("hex").slice(0, 12);
}

/** The tables of one of its files, and a row of the first that has such a row. */
function shapeOfClass(paths: readonly string[], name: string): unknown[] {
  const databases = paths.map((path) => new DatabaseSync(path));
  const tables = databases[0]?.prepare("SELECT sql FROM sqlite_master ORDER BY name").all();
  const queries: readonly string[] = name === "Branch" || name === "Till" ? ROWS[name] : [];
  const rows = queries.map((query) => {
    const found = databases.map((database) => database.prepare(query).get());
    return shapeOfRow(found.find((row) => row !== undefined));
  });
  for (const database of databases) database.close();
  return [tables, rows];
}
