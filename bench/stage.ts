/**
 * Everything a run needs, started and set up: our servers with their shops, accounts and sockets, and the peers with
 * the same shops and accounts. One folder holds all of it and goes at the end.
 */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DeploymentKeys, makeKeyPair, makeKeys } from "../cli/keys.ts";
import { apiKeyHash } from "../protocol/register/api-keys.ts";
import { CEILING, HARD, OURS_HTTP, OURS_SOCKETS, TYPICAL } from "./names.ts";
import { buildWorkers } from "./ours/build-workers.ts";
import type { Front } from "./ours/front-module.ts";
import { Ours, openShop, trustOf } from "./ours/ours.ts";
import { startWorkerdServers, type WorkerdServers } from "./ours/start-servers.ts";
import { Peer } from "./peers/peer.ts";
import type { PeerKind, PeerSettings } from "./peers/peer-settings.ts";
import { type Postgres, startPostgres } from "./peers/start-postgres.ts";
import type { Entry } from "./rounds.ts";
import type { Contender } from "./trade/contender.ts";
import { BenchPayer } from "./trade/payer.ts";
import { type Cast, claimStep, confirmStep, createStep, type Turns } from "./trade/trades.ts";

const PEERS: readonly { name: string; kind: PeerKind; needsPostgres: boolean }[] = [
  { name: HARD, kind: "hono-function", needsPostgres: true },
  { name: TYPICAL, kind: "fastify-statements", needsPostgres: true },
  { name: CEILING, kind: "hono-sqlite", needsPostgres: false },
];

const SETUP_HANDS = 16;
/** A ticket is good for a while only: so many payers have theirs used before the next ones get theirs. */
const SETUP_AT_ONCE = 500;
const CREDIT = 1_000_000_000;

export interface StageOptions {
  readonly shops: number;
  readonly payers: number;
  readonly peers: boolean;
  /** see WorkerdOptions */
  readonly front?: Front;
  /** of buildWorkers, where they were built before */
  readonly built?: Stage["built"];
  /** of both our servers, for a profile */
  readonly v8Flags?: readonly string[];
  readonly say: (line: string) => void;
}

export interface Stage {
  readonly entries: readonly Entry[];
  readonly contenders: readonly Contender[];
  readonly ours: Ours;
  readonly servers: WorkerdServers;
  readonly cast: Cast;
  /** undefined where it can't be had */
  readonly postgres: Postgres | undefined;
  /** for files of the bench's own, on the disk that is measured */
  readonly folder: string;
  /** of our servers, for whoever starts them again */
  readonly built: Awaited<ReturnType<typeof buildWorkers>>;
  readonly keys: DeploymentKeys;
  /** what our servers wrote into their logs */
  logs(): string;
  stop(): Promise<void>;
  /** After stop() of the contenders: everything is gone. */
  close(): Promise<void>;
}

export async function setStage(options: StageOptions): Promise<Stage> {
  const { say } = options;
  const folder = mkdtempSync(join(tmpdir(), "warifu-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const keys = await makeKeys({ mode: "test", now: Date.now() });
  const built = options.built ?? (await buildWorkers(folder));
  const front = options.front ? { front: options.front } : {};
  const flags = options.v8Flags ? { v8Flags: options.v8Flags } : {};
  const servers = await startWorkerdServers({ folder, built, keys, ...front, ...flags });
  const ours = new Ours(OURS_HTTP, servers);
  say(`setting up ${options.shops} shops and ${options.payers} payers`);
  const shops: Cast["shops"] = await Promise.all(shopsAt(servers, keys, options.shops));
  const cast = await castAt(ours, shops, keys, options.payers, say);
  const postgres = options.peers ? await startPostgres() : undefined;
  if (options.peers && !postgres) say("PostgreSQL can't be had here: its peers are left out");
  const peers = options.peers ? await startPeers(cast, keys, postgres, folder) : [];
  const contenders = [ours, ...peers];
  return {
    entries: [
      { name: OURS_HTTP, contender: ours, confirms: "http" },
      { name: OURS_SOCKETS, contender: ours, confirms: "sockets" },
      ...peers.map((peer): Entry => ({ name: peer.name, contender: peer, confirms: "http" })),
    ],
    ...{ contenders, ours, servers, cast, postgres, folder, built, keys },
    logs: () => `${servers.log("carrier")}${servers.log("synchronous")}`,
    stop: async () => {
      for (const contender of contenders) await contender.stop();
    },
    close: async () => {
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function shopsAt(servers: WorkerdServers, keys: DeploymentKeys, count: number) {
  return Array.from({ length: count }, (_, number) => openShop(servers, keys, number));
}

async function castAt(
  ours: Ours,
  shops: Cast["shops"],
  keys: DeploymentKeys,
  count: number,
  say: StageOptions["say"],
): Promise<Cast> {
  const trust = await trustOf(keys);
  const opening = Array.from(
    { length: count },
    async () => new BenchPayer(await makeKeyPair(), trust),
  );
  const payers = await Promise.all(opening);
  const cast = { shops, payers };
  const turns = { shop: 0, payer: 0 };
  for (let from = 0; from < count; from += SETUP_AT_ONCE) {
    const some = payers.slice(from, from + SETUP_AT_ONCE);
    await ours.enrol(some);
    const enrolled = { shops, payers: payers.slice(0, from + some.length) };
    await openSockets(ours, enrolled, turns, some.length);
    if (count > SETUP_AT_ONCE) say(`${from + some.length} payers are there`);
  }
  return cast;
}

/**
 * For the next so many payers: one claim each, for the ticket of his socket. It is paid, or it would be released a minute
 * later, in the middle of what is measured then.
 */
async function openSockets(ours: Ours, cast: Cast, turns: Turns, count: number): Promise<void> {
  const load = { connections: SETUP_HANDS };
  const creating = await createStep(ours, cast, turns, count, load);
  await creating.run();
  const claiming = await claimStep(ours, cast, creating.done(), load);
  await claiming.run();
  const claimed = claiming.done();
  await ours.openSockets(claimed);
  const confirming = await confirmStep(ours, cast, claimed, load, "sockets");
  await confirming.run();
  confirming.close();
  creating.close();
  claiming.close();
}

async function startPeers(
  { shops, payers }: Cast,
  keys: DeploymentKeys,
  postgres: Postgres | undefined,
  folder: string,
): Promise<Peer[]> {
  const [signing] = JSON.parse(keys.carrier.SIGNING_KEYS ?? "[]") as PeerSettings["signing"][];
  if (!signing) throw new Error("a carrier has a signing key");
  const registers = shops.map(async ({ key, certified }) => {
    const { register, certificate, chain } = certified;
    return { register, certificate, chain, apiKey: await apiKeyHash(key.api_key) };
  });
  const settings = {
    ...{ trust: await trustOf(keys), signing, grantKey: keys.synchronous.GRANT_KEY ?? "" },
    ...{ registers: await Promise.all(registers), credit: CREDIT },
    payers: payers.map(({ publicKey }) => publicKey),
  };
  mkdirSync(folder, { recursive: true });
  const peers: Peer[] = [];
  for (const { name, kind, needsPostgres } of PEERS) {
    if (needsPostgres && !postgres) continue;
    const own =
      postgres && needsPostgres ? await postgres.database(kind.replaceAll("-", "_")) : undefined;
    const database = own ?? join(folder, "peer.sqlite");
    const asked = { ...settings, kind, database };
    peers.push(
      await Peer.start(name, asked, folder, own === undefined ? undefined : postgres?.pid),
    );
  }
  return peers;
}
