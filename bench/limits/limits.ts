/**
 * What the machine itself allows, measured in each round beside the contenders: how often the disk can be made to
 * store, SQLite with an fsync per commit, workerd with nothing to do and with one hop to an object, one signature.
 */

import { generateKeyPairSync, sign, verify } from "node:crypto";
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { closedLoop } from "../load/drive.ts";
import { HttpLane, requestBytes } from "../load/http-lane.ts";
import { percentile } from "../measure/statistics.ts";
import { FSYNC } from "../names.ts";
import type { Ours } from "../ours/ours.ts";
import type { Postgres } from "../peers/start-postgres.ts";
import { done } from "../peers/start-postgres.ts";
import type { InsideWorkerd } from "./inside-workerd.ts";

const HALF_SECOND_MS = 500;
const PAGE_BYTES = 4_096;

export interface Limit {
  readonly name: string;
  /** per second */
  readonly rate: number;
  /** of one, where that was measured */
  readonly p50Ms?: number;
}

/** @param folder on the disk that the contenders write to @param trade one that our servers know */
export async function measureLimits(
  folder: string,
  ours: Ours,
  trade: string,
  { inside, postgres }: { inside: InsideWorkerd; postgres: Postgres | undefined },
): Promise<Limit[]> {
  return [
    fsyncs(folder),
    settlements(folder, 1),
    settlements(folder, 16),
    signatures(),
    ...(await inside.measure()),
    await requests(ours, "workerd and Hono, nothing to do", "/health", 1),
    await requests(ours, "workerd and Hono, nothing to do", "/health", 32),
    await requests(ours, "one object hop, no write", `/v1/trades/${trade}/status`, 1),
    await requests(ours, "one object hop, no write", `/v1/trades/${trade}/status`, 32),
    ...(postgres ? await tpcB(postgres) : []),
  ];
}

function repeat(name: string, act: () => void, each = 1): Limit {
  const took: number[] = [];
  const began = performance.now();
  for (let at = began; at - began < HALF_SECOND_MS; ) {
    act();
    const now = performance.now();
    took.push(now - at);
    at = now;
  }
  const rate = (took.length * each * 1_000) / (performance.now() - began);
  return { name, rate, p50Ms: percentile(took, 0.5) };
}

function fsyncs(folder: string): Limit {
  const path = join(folder, "fsync");
  const file = openSync(path, "w");
  const page = Buffer.alloc(PAGE_BYTES, 1);
  const limit = repeat(FSYNC, () => {
    writeSync(file, page);
    fdatasyncSync(file);
  });
  closeSync(file);
  rmSync(path);
  return limit;
}

/** A trade, two balances and two entries. */
function settlements(folder: string, each: number): Limit {
  const path = join(folder, `limit-${each}.sqlite`);
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL);
    CREATE TABLE trades (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL);
    CREATE TABLE entries (id INTEGER PRIMARY KEY, trade INTEGER, account INTEGER, amount INTEGER);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO accounts SELECT i, 0 FROM n`);
  const trade = database.prepare("INSERT INTO trades (amount) VALUES (?) RETURNING id");
  const move = database.prepare("UPDATE accounts SET balance = balance + ? WHERE id = ?");
  const entry = database.prepare("INSERT INTO entries (trade, account, amount) VALUES (?, ?, ?)");
  let turn = 0;
  const settle = () => {
    const id = Number(trade.get(5)?.id);
    for (const [account, amount] of [
      [(turn++ % 1_000) + 1, -5],
      [(turn++ % 1_000) + 1, 5],
    ] as const) {
      move.run(amount, account);
      entry.run(id, account, amount);
    }
  };
  const limit = repeat(
    `node:sqlite settlements, FULL, ${each} a commit`,
    () => {
      database.exec("BEGIN IMMEDIATE");
      for (let one = 0; one < each; one++) settle();
      database.exec("COMMIT");
    },
    each,
  );
  database.close();
  for (const end of ["", "-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
  return limit;
}

function signatures(): Limit {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const bytes = Buffer.alloc(600, 7);
  const signature = sign(null, bytes, privateKey);
  return repeat("Node: Ed25519 checks on one core", () =>
    verify(null, bytes, publicKey, signature),
  );
}

async function requests(
  ours: Ours,
  name: string,
  path: string,
  connections: number,
): Promise<Limit> {
  const lanes = await Promise.all(
    Array.from({ length: connections }, () => HttpLane.open(ours.port)),
  );
  const request = requestBytes("GET", `${ours.origin}${path}`);
  const count = connections === 1 ? 300 : 3_000;
  const driven = await closedLoop(lanes, count, async (_, lane) => {
    await lane.send(request);
  });
  for (const lane of lanes) lane.close();
  const rate = (count * 1_000) / driven.tookMs;
  const p50Ms = percentile(driven.latenciesMs, 0.5);
  return { name: `${name}, ${connections} at once`, rate, p50Ms };
}

/** pgbench's TPC-B: classical debit and credit, without HTTP and without signatures. */
async function tpcB({ program }: Postgres): Promise<Limit[]> {
  const { path, env } = program("pgbench");
  const options = { env: { ...process.env, ...env } };
  const limits: Limit[] = [];
  for (const clients of [1, 8, 32]) {
    const args = ["-M", "prepared", "-n", "-j", "1", "-T", "2", "-c", `${clients}`, TPC_B_DATABASE];
    const rate = tpsIn(await done(path, args, options));
    limits.push({
      name: `pgbench TPC-B, ${clients} at once`,
      rate,
      p50Ms: (clients * 1_000) / rate,
    });
  }
  return limits;
}

export const TPC_B_DATABASE = "tpcb";
const TPC_B_SCALE = 20;

export async function prepareTpcB(postgres: Postgres): Promise<void> {
  await postgres.database(TPC_B_DATABASE);
  const { path, env } = postgres.program("pgbench");
  await done(path, ["-i", "-s", `${TPC_B_SCALE}`, "-q", TPC_B_DATABASE], {
    env: { ...process.env, ...env },
  });
}

/** @param said what pgbench prints at its end */
export function tpsIn(said: string): number {
  return Number(/^tps = ([\d.]+)/m.exec(said)?.[1] ?? Number.NaN);
}
