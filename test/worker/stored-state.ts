// Everything that is stored, in every object of both servers there is: to see that nothing was written.

import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "./test-env.ts";

/** @returns each row of each table, by object and table, as one text */
export async function storedState(): Promise<ReadonlyMap<string, string>> {
  const state = new Map<string, string>();
  for (const [name, namespace] of namespaces())
    for (const id of await listDurableObjectIds(namespace)) {
      const tables = await runInDurableObject(namespace.get(id), (_, { storage }) =>
        [...storage.sql.exec("SELECT name FROM sqlite_master WHERE type = 'table'")]
          .map((row) => String(row.name))
          .filter((table) => !table.startsWith("_cf_"))
          .map((table) => [table, rowsOf(storage.sql, table)] as const),
      );
      for (const [table, rows] of tables) state.set(`${name} ${id.toString()} ${table}`, rows);
    }
  return state;
}

function rowsOf(sql: SqlStorage, table: string): string {
  const rows = [...sql.exec(`SELECT * FROM "${table}"`).raw()];
  return JSON.stringify(rows, (_, value) =>
    value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value,
  );
}

function namespaces(): [string, DurableObjectNamespace<undefined>][] {
  // A service binding answers to any name: it would look like a namespace.
  // What is counted of requests is no part of what they may write.
  const { WATCH: _, ...others }: Record<string, unknown> = { ...env };
  return Object.entries(others).filter(
    (entry): entry is [string, DurableObjectNamespace<undefined>] =>
      Object.prototype.toString.call(entry[1]) === "[object DurableObjectNamespace]",
  );
}

/** @returns the tables that aren't as they were */
export function changedSince(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}
