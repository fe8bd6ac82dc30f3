/**
 * A trade's steps at a contender, each for many trades at once: first every request is made and signed, then all are
 * sent and measured. So the clients' own work is in no figure.
 */

import type { TradeId } from "../../protocol/ids.ts";
import type { ConfirmTrade, Granted } from "../../protocol/messages.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import { closedLoop, type Driven, openLoop } from "../load/drive.ts";
import { type Answer, HttpLane } from "../load/http-lane.ts";
import type { Contender } from "./contender.ts";
import type { BenchPayer } from "./payer.ts";
import type { BenchShop } from "./shop.ts";

export interface Cast {
  readonly shops: readonly BenchShop[];
  readonly payers: readonly BenchPayer[];
}

/** One shop and one payer after the other: none has two trades under way at once, where there are enough of them. */
export interface Turns {
  shop: number;
  payer: number;
}

/** How requests come: so many at once, or so many a second over so many connections. */
export interface Load {
  readonly connections: number;
  readonly perSecond?: number;
}

/** An offer, and whose it is to pay. */
export interface Offered {
  readonly offer: Offer;
  readonly payer: number;
}
export interface Claimed extends Offered {
  readonly granted: Granted;
}

export interface Step<T> {
  /** sends everything; to be measured */
  run(): Promise<Driven>;
  /** what came of it, in the order of the requests; fewer where some failed */
  done(): T[];
  close(): void;
}

export async function createStep(
  at: Contender,
  { shops, payers }: Cast,
  turns: Turns,
  count: number,
  load: Load,
): Promise<Step<Offered>> {
  const now = Date.now();
  const prepared = Array.from({ length: count }, () => {
    const shop = shops[turns.shop++ % shops.length] as BenchShop;
    return { shop, ...shop.prepareCreate(at.origin, now) };
  });
  const trades = new Array<TradeId | undefined>(count);
  const { lanes, drive } = await open(at, load);
  const run = () =>
    drive(count, async (index, lane) => {
      const answer = await lane.send(prepared[index]?.request ?? Buffer.alloc(0));
      trades[index] = jsonOf<{ id: TradeId }>(answer, 201).id;
    });
  const done = () =>
    prepared.flatMap(({ shop, terms }, index) => {
      const trade = trades[index];
      const payer = turns.payer++ % payers.length;
      return trade ? [{ offer: shop.offer(trade, terms), payer }] : [];
    });
  return { run, done, close: () => closeAll(lanes) };
}

export async function claimStep(
  at: Contender,
  { payers }: Cast,
  offered: readonly Offered[],
  load: Load,
): Promise<Step<Claimed>> {
  await at.refresh(payers);
  const now = Date.now();
  const requests = await Promise.all(
    offered.map(({ offer, payer }) => payerAt(payers, payer).prepareClaim(at.origin, offer, now)),
  );
  const granted = new Array<Granted | undefined>(offered.length);
  const { lanes, drive } = await open(at, load);
  const run = () =>
    drive(offered.length, async (index, lane) => {
      const answer = await lane.send(requests[index] ?? Buffer.alloc(0));
      granted[index] = jsonOf<Granted>(answer, 200);
    });
  const done = () =>
    offered.flatMap((one, index) => {
      const grant = granted[index];
      return grant ? [{ ...one, granted: grant }] : [];
    });
  return { run, done, close: () => closeAll(lanes) };
}

/** @param on HTTP, or the contender's sockets */
export async function confirmStep(
  at: Contender,
  { payers }: Cast,
  claimed: readonly Claimed[],
  load: Load,
  on: "http" | "sockets",
): Promise<Step<never>> {
  const now = Date.now();
  const bodies = await Promise.all(
    claimed.map(({ offer, granted, payer }) =>
      payerAt(payers, payer).confirmation(offer, granted, now),
    ),
  );
  return on === "http"
    ? confirmsOnHttp(at, payers, claimed, bodies, load)
    : confirmsOnSockets(at, claimed, bodies, load);
}

async function confirmsOnHttp(
  at: Contender,
  payers: readonly BenchPayer[],
  claimed: readonly Claimed[],
  bodies: readonly ConfirmTrade[],
  load: Load,
): Promise<Step<never>> {
  const url = `${at.origin}/v1/confirmations`;
  const now = Date.now();
  const requests = await Promise.all(
    bodies.map((body, index) => payerAt(payers, claimed[index]?.payer ?? 0).post(url, body, now)),
  );
  const { lanes, drive } = await open(at, load);
  const run = () =>
    drive(requests.length, async (index, lane) => {
      expectSettled(jsonOf(await lane.send(requests[index] ?? Buffer.alloc(0)), 200));
    });
  return { run, done: () => [], close: () => closeAll(lanes) };
}

async function confirmsOnSockets(
  { sockets }: Contender,
  claimed: readonly Claimed[],
  bodies: readonly ConfirmTrade[],
  load: Load,
): Promise<Step<never>> {
  if (!sockets) throw new Error("this contender has no sockets");
  const frames = bodies.map((body, index) => sockets.prepare(body, `c${index}`));
  const hands = Array.from({ length: load.connections }, (_, hand) => hand);
  const run = () =>
    driveWith(hands, load, claimed.length, async (index) => {
      const payer = claimed[index]?.payer ?? 0;
      const text = await sockets.confirm(payer, frames[index] ?? Buffer.alloc(0));
      const { status, body } = JSON.parse(text) as { status: number; body: unknown };
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body).slice(0, 200)}`);
      expectSettled(body);
    });
  return { run, done: () => [], close: () => undefined };
}

/** The receipt is read, not verified: that would be the load's work in the server's figure. */
function expectSettled(body: unknown): void {
  const { outcome, receipt } = body as { outcome?: string; receipt?: { signature?: string } };
  if (outcome !== "settled" || !receipt?.signature) throw new Error("no receipt of a settlement");
}

async function open({ port }: Contender, load: Load) {
  const opening = Array.from({ length: load.connections }, () => HttpLane.open(port));
  const lanes = await Promise.all(opening);
  const drive = (count: number, send: (index: number, lane: HttpLane) => Promise<void>) =>
    driveWith(lanes, load, count, send);
  return { lanes, drive };
}

function driveWith<Lane>(
  lanes: readonly Lane[],
  { perSecond }: Load,
  count: number,
  send: (index: number, lane: Lane) => Promise<void>,
): Promise<Driven> {
  if (perSecond === undefined) return closedLoop(lanes, count, send);
  return openLoop(lanes, perSecond, count, send);
}

function jsonOf<T>({ status, body }: Answer, expected: number): T {
  const text = body.toString("utf8");
  if (status !== expected) throw new Error(`${status} ${text.slice(0, 200)}`);
  return JSON.parse(text) as T;
}

function closeAll(lanes: readonly HttpLane[]): void {
  for (const lane of lanes) lane.close();
}

function payerAt(payers: readonly BenchPayer[], index: number): BenchPayer {
  const payer = payers[index];
  if (!payer) throw new Error("a trade has a payer");
  return payer;
}
