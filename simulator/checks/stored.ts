/**
 * What must be true of everything that is stored, once the world is quiet: read from the disks of all objects
 * as rows, not through the shells. The trades by till, the outcomes by branch, and both against each other.
 */

import type { TradeId } from "../../protocol/ids.ts";
import { CONFIRM_GRACE_MS } from "../../protocol/limits.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { tradeStatus } from "../../protocol/words.ts";
import { checkBranches } from "./branches.ts";
import { checkCounts } from "./counts.ts";
import { checkEvents } from "./events.ts";
import { checkFees } from "./fees.ts";
import { checkLimits } from "./limits.ts";
import { checkOrders } from "./orders.ts";
import { outcomesOf, type StoredOutcome, type StoredTrade, tradesOf } from "./stored-rows.ts";
import type { StoredWorld } from "./stored-world.ts";
import { checkTills } from "./tills.ts";

/** @returns how many trades are settled */
export function checkStored(world: StoredWorld): number {
  const outcomes = outcomesOf(world);
  const trades = tradesOf(world);
  checkBranches(world, outcomes);
  checkLimits(world, outcomes);
  checkTills(world, trades, outcomes);
  checkOrders(world, trades, outcomes);
  checkEvents(world, trades);
  checkFees(world, trades, outcomes);
  checkCounts(world, trades, outcomes);
  checkKeys(world, trades);
  checkTrades(world, trades, outcomes);
  checkAnswers(world, outcomes);
  return trades.filter(({ trade }) => "receipt" in trade).length;
}

/** Money has moved, or is held. */
export function isPaid({ kind }: Pick<StoredOutcome, "kind">): boolean {
  return kind === "settled" || kind === "authorized";
}

const key = (trade: TradeId, attempt: number) => `${trade}#${attempt}`;

/** [ID2] Of a key's ids one is stored; who cancels a lost one leaves its cancellation. */
function checkKeys({ witness, names }: StoredWorld, trades: readonly StoredTrade[]): void {
  const begun = trades.filter(({ trade }) => trade.state !== "cancelled").map(({ id }) => id);
  const stored = new Set(begun);
  for (const ids of witness.ids.values()) {
    const live = [...ids].filter((id) => stored.has(id));
    const two = () => `${live.map((id) => names.get(id))} has two ids`;
    witness.expect("one key, one trade", live.length <= 1, two);
  }
}

function checkTrades(
  world: StoredWorld,
  trades: readonly StoredTrade[],
  outcomes: readonly StoredOutcome[],
): void {
  const { witness, names } = world;
  const byTrade = Map.groupBy(outcomes, ({ trade }) => trade);
  const ended = new Set(outcomes.map(({ trade, attempt }) => key(trade, attempt)));
  for (const { id, trade, deadline } of trades) {
    const name = names.get(id) ?? "an unnamed trade";
    const settled = (byTrade.get(id) ?? []).filter(isPaid);
    const many = () => `${name}: ${settled.map(({ branch, account }) => `${branch} ${account}`)}`;
    witness.expect("a trade is settled once", settled.length <= 1, many);
    const done = !["open", "claimed", "ending", "authorized"].includes(trade.state);
    witness.expect("nothing is stuck", done, () => `${name} is ${trade.state}`);
    const [one] = settled;
    const agrees = "receipt" in trade ? one?.attempt === trade.attempt : !one;
    const differ = () => `${name} is ${trade.state} at the till, ${settled.length} times settled`;
    witness.expect("the till agrees with the branch", agrees, differ);
    if (one && "receipt" in trade) {
      const receipt = JSON.parse(one.receipt ?? "null") as SignedReceipt;
      const same = JSON.stringify(trade.receipt) === one.receipt;
      witness.expect("the till agrees with the branch", same, () => `${name}: another receipt`);
      const inTime = receipt.payload.time <= deadline + CONFIRM_GRACE_MS;
      witness.expect("nothing is settled too late", inTime, () => name);
    }
    const told = witness.finals.get(id);
    const word = tradeStatus(trade.state);
    const changed = () => `${name}: told ${told}, is ${word}`;
    witness.expect("a final word is final", told === undefined || told === word, changed);
  }
  for (const granted of witness.grants.keys()) {
    const at = granted.indexOf("#");
    const name = names.get(granted.slice(0, at) as TradeId);
    const open = () => `${name} attempt ${granted.slice(at + 1)} has no recorded end`;
    witness.expect("an attempt begins after the last one's end", ended.has(granted), open);
  }
}

/** Whatever was answered for good is what is stored, byte for byte. */
function checkAnswers(world: StoredWorld, outcomes: readonly StoredOutcome[]): void {
  const { witness } = world;
  const stored = Map.groupBy(outcomes, ({ trade, attempt }) => key(trade, attempt));
  for (const { name, body, answer, decided } of witness.sent) {
    if (!decided || answer === undefined) continue;
    const { trade, attempt } = body.grant.payload;
    const rows = stored.get(key(trade, attempt)) ?? [];
    const { value, error } = JSON.parse(answer);
    const { receipt } = value ?? error;
    const text = receipt === undefined ? null : JSON.stringify(receipt);
    const holds = rows.some((row) => row.receipt === text);
    const lost = () => `${name} attempt ${attempt}: ${value?.outcome ?? error?.code}`;
    witness.expect("nothing is answered that is not stored", holds, lost);
  }
}
