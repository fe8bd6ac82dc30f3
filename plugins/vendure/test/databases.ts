// What Vendure stores in: SQL.js, as its own tests do; with WARIFU_VENDURE_DATABASE=postgres a PostgreSQL, where page,
// webhook and poller really run at the same time, each in a transaction and on a connection of its own.

import type { VendureConfig } from "@vendure/core";
import { PostgresInitializer, registerInitializer, SqljsInitializer } from "@vendure/testing";
import { startPostgres } from "../../../bench/peers/start-postgres.ts";

export interface Database {
  /** undefined: the test configuration's own */
  readonly options?: VendureConfig["dbConnectionOptions"];
  stop(): Promise<void>;
}

/** @param folder where SQL.js keeps what it is filled with */
export async function startDatabase(folder: string): Promise<Database> {
  if (process.env.WARIFU_VENDURE_DATABASE !== "postgres") {
    registerInitializer("sqljs", new SqljsInitializer(folder));
    return { stop: async () => undefined };
  }
  const postgres = await startPostgres();
  if (!postgres) throw new Error("PostgreSQL can't be had here");
  registerInitializer("postgres", new PostgresInitializer());
  const { hostname, port, username } = new URL(await postgres.database("vendure"));
  const at = { host: hostname, port: Number(port), username, password: "" };
  return { options: { type: "postgres", ...at }, stop: postgres.stop };
}
