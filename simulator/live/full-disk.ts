/**
 * The drill of a full disk: both servers keep their state on a disk that fills up while trades go on. Every door
 * must refuse with a 5xx that may be sent again, and once there is room the very same bytes must go through. Then
 * everything is checked as after any other play: nothing half done, nobody settled twice.
 */

import { randomUUID } from "node:crypto";
import type { Currency } from "../../protocol/money/money.ts";
import { isRetryable, PROBLEMS, type Refusal } from "../../protocol/problem.ts";
import type { Result } from "../../protocol/result.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import type { SignedOrder } from "../../worker/synchronous-server/till/order/order-record.ts";
import { playTrades } from "../parties/play-trades.ts";
import type { Verdict } from "../run-world.ts";
import type { Sent } from "../witness.ts";
import { endAndCheck } from "./end-world.ts";
import { type LiveParties, openParties } from "./live-parties.ts";
import type { LiveShop } from "./live-shop.ts";
import { LiveWorld } from "./live-world.ts";
import { MoneySocket } from "./money-socket.ts";
import { soon, untilAnswered, untilDecided } from "./patience.ts";
import { verdictOf } from "./play-live.ts";
import { SmallDisk } from "./small-disk.ts";

/** Room for the write-ahead logs of all objects, so that it is full only when it is filled. */
const DISK = "96m";
const TRADES = 60;
const HANDS = 6;
/** Of each kind: a little may still fit into what SQLite has taken already. */
const PREPARED = 3;
const HEALS_WITHIN_MS = 60_000;

/** One request, with the same bytes each time it is sent. */
interface Prepared {
  readonly door: string;
  readonly send: () => Promise<Result<unknown, Refusal>>;
}

/** @throws Error where no disk can be filled */
export async function drillFullDisk(seed: number, event: (line: string) => void): Promise<Verdict> {
  const disk = new SmallDisk(DISK);
  const prepare = (folder: string) => disk.mount(folder);
  const world = await LiveWorld.start({ seed, trades: TRADES, kills: 0, event, prepare });
  try {
    const parties = await openParties(world);
    void world.agenda.run();
    const playing = playTrades(parties, HANDS);
    while (world.names.size < TRADES / 4) await soon();
    await fillAndFree(parties, disk, event);
    await playing;
    return verdictOf(world, await endAndCheck(parties));
  } finally {
    await world.close(() => disk.unmount());
  }
}

async function fillAndFree(
  parties: LiveParties,
  disk: SmallDisk,
  event: (line: string) => void,
): Promise<void> {
  const { world } = parties;
  const doors = await prepareDoors(parties);
  const [shop] = parties.shops;
  if (!shop) throw new Error("a world has a shop");
  const onSocket = await aConfirm(parties, shop);
  const socket = await MoneySocket.open(world.at.synchronous, onSocket.body.ticket);
  disk.fill();
  event("the disk is full");
  const said = await socket.confirm(onSocket.body);
  event(`confirm on the money socket: ${said}`);
  const isClear = said === "closed" || (said !== "silent" && said >= 500);
  world.witness.expect("a full disk is said so", isClear, () => `the money socket: ${said}`);
  const refused: Prepared[] = [];
  for (const prepared of doors) if (await isRefused(world, prepared, event)) refused.push(prepared);
  for (const door of new Set(doors.map((one) => one.door))) {
    const met = refused.some((one) => one.door === door);
    world.witness.expect("a full disk is said so", met, () => `${door} never met the full disk`);
  }
  disk.free();
  event("there is room again");
  const until = Date.now() + HEALS_WITHIN_MS;
  for (const { door, send } of refused) {
    while (!isThrough(await sent(send)) && Date.now() < until) await soon();
    const healed = Date.now() < until;
    world.witness.expect("what was refused goes through", healed, () => `${door} doesn't heal`);
  }
}

async function isRefused(
  { witness }: LiveWorld,
  { door, send }: Prepared,
  event: (line: string) => void,
): Promise<boolean> {
  const answer = await sent(send);
  event(`${door}: ${answer === undefined ? "nothing" : answer.ok ? "done" : answer.error.code}`);
  if (answer?.ok) return false;
  const code = answer?.error.code;
  const clear = code !== undefined && PROBLEMS[code].status >= 500 && isRetryable(code);
  witness.expect("a full disk is said so", clear, () => `${door}: ${code ?? "no answer"}`);
  return true;
}

/** Done, or decided for good: a claim lasts a minute, and a disk may be full for longer than that. */
function isThrough(answer: Awaited<ReturnType<typeof sent>>): boolean {
  return answer !== undefined && (answer.ok || "attempt" in answer.error);
}

async function sent(send: Prepared["send"]) {
  return send().catch(() => undefined);
}

/** Each with all that it needs, made while there was room: no step of a trade leads to the next meanwhile. */
async function prepareDoors(parties: LiveParties): Promise<Prepared[]> {
  const { world, shops, payers } = parties;
  const { door } = world;
  const [payer] = payers;
  if (!payer) throw new Error("a world has a payer");
  const doors: Prepared[] = [];
  for (const [number, shop] of shops.slice(0, PREPARED).entries()) {
    const refund = await aRefund(parties, shop);
    const claimed = await anOffer(world, shop);
    const cancelled = await anOffer(world, shop);
    const declined = await anOffer(world, shop);
    const { body } = await aConfirm(parties, shop);
    const asked = { amount: 1, currency: "JPY" as Currency };
    const topUp = { act: "top_up", account: payer.account, asked } as const;
    const command = { ...topUp, operator: "", body: "", idempotencyKey: `drill-${number}` };
    doors.push(
      { door: "claim", send: () => door.claim("drill", payer, claimed) },
      { door: "cancel", send: () => door.cancel("drill", shop, cancelled.trade) },
      { door: "decline", send: () => door.decline("drill", payer, declined.trade) },
      { door: "confirm", send: () => door.confirm("drill", body) },
      { door: "top-up", send: () => door.operate(command as never) },
      { door: "refund", send: () => door.orders.order("drill", shop, refund) },
      { door: "payout", send: () => door.payouts.request(shop, asked.currency, "drill") },
    );
  }
  return doors;
}

async function anOffer(world: LiveWorld, shop: LiveShop): Promise<Offer> {
  const deadline = Math.floor(world.agenda.now) + 10 * 3_600_000;
  const terms = await shop.sign({ key: randomUUID(), amount: 100, currency: "JPY", deadline });
  const made = await world.door.create("drill", shop, terms);
  if (!made.ok) throw new Error(made.error.code);
  world.names.set(made.value.id, "drill");
  const offer = await world.door.offer("drill", made.value.id);
  if (!offer.ok) throw new Error(offer.error.code);
  return offer.value;
}

async function aConfirm(parties: LiveParties, shop: LiveShop): Promise<Sent> {
  const [payer] = parties.payers;
  if (!payer) throw new Error("a world has a payer");
  const offer = await anOffer(parties.world, shop);
  const granted = await parties.door.claim("drill", payer, offer);
  if (!granted.ok) throw new Error(granted.error.code);
  parties.world.witness.granted("drill", granted.value);
  return payer.store("drill", offer, granted.value);
}

/** Of a trade that is paid: part of it, so that the shop has something left to be paid out. */
async function aRefund(parties: LiveParties, shop: LiveShop): Promise<SignedOrder> {
  const { body } = await aConfirm(parties, shop);
  const { door } = parties.world;
  const { trade } = body.grant.payload;
  const paid = await untilDecided(() => door.confirm("drill", body));
  if (!paid.ok) throw new Error(paid.error.code);
  const isPaid = async () => {
    const view = await untilAnswered(() => door.get("drill", shop, trade));
    return view.ok && view.value.status === "settled";
  };
  while (!(await isPaid())) await soon();
  const asked = { trade, key: "drill", amount: 1, currency: "JPY" as Currency };
  return shop.order({ kind: "refund", ...asked });
}
