/**
 * What an SQLite file holds, cell by cell: a long value lies in the file in pieces, so its bytes alone don't show it.
 * The file is copied with its log first and never touched. What isn't a database has no cells.
 */

import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** @returns each table's cells, one after the other with a line's end between them */
export function databaseCells(file: string): { table: string; bytes: Uint8Array }[] {
  const folder = mkdtempSync(join(tmpdir(), "warifu-cells-"));
  try {
    const copy = join(folder, "copy.sqlite");
    for (const suffix of ["", "-wal"])
      if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
    return readAll(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readAll(copy: string) {
  const database = new DatabaseSync(copy);
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return tables.map(({ name }) => {
      const table = String(name);
      const rows = database.prepare(`SELECT * FROM "${table.replaceAll('"', '""')}"`);
      rows.setReadBigInts(true);
      return { table, bytes: Buffer.concat(rows.all().flatMap(bytesOfRow)) };
    });
  } finally {
    database.close();
  }
}

const LINE_END = Buffer.from("\n");

function bytesOfRow(row: Record<string, unknown>): Uint8Array[] {
  return Object.values(row).flatMap((cell) => [
    cell instanceof Uint8Array ? cell : Buffer.from(String(cell ?? "")),
    LINE_END,
  ]);
}
