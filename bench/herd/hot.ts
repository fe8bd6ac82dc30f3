/**
 * Everything at one place beside everything spread: a hot shop (each trade at one register, with its tills at their
 * default number) and a hot shopper (each trade of one account), in rounds.
 */

import { isTaken } from "../measure/machine.ts";
import type { Measured } from "../measure/measure-step.ts";
import { OURS_HTTP, OURS_SOCKETS } from "../names.ts";
import type { Ours } from "../ours/ours.ts";
import { playTrades } from "../rounds.ts";
import type { Cast, Turns } from "../trade/trades.ts";
import { ENTRIES, HOT_SHOPPER, type HotRound, hotShop, spreadLoad } from "./hot-loads.ts";

const CONNECTIONS = 32;
/** A part is played so often before it is taken as it is, marked. */
const TRIES = 3;
/** A payer may have no more claims open at one till [protocol/limits.ts]. */
const HOT_SHOPPER_TRADES_AT_A_SHOP = 40;

export async function playHotRound(
  ours: Ours,
  cast: Cast,
  { round, trades, say }: { round: number; trades: number; say: (line: string) => void },
): Promise<HotRound> {
  const confirms: Record<string, Measured> = {};
  let taken = 0;
  const play = async (load: string, entry: string, parties: Cast, count: number, turns: Turns) => {
    for (let attempt = 1; ; attempt++) {
      const one = { name: entry, contender: ours, confirms: waysOf(entry) };
      const size = { connections: CONNECTIONS, trades: count };
      const { confirm, claim, create } = await playTrades(one, size, { cast: parties, turns });
      const failed = [confirm, claim, create].flatMap(({ errors }) => Object.keys(errors));
      if (failed.length > 0) throw new Error(`${load}: ${failed[0]}`);
      const disturbed = isTaken(confirm.foreignCores);
      say(`round ${round + 1}, ${load}: ${Math.round(confirm.perSecond)} confirms/s`);
      if (disturbed && attempt < TRIES) continue;
      if (disturbed) taken += 1;
      confirms[load] = confirm;
      return;
    }
  };
  // Other payers each time: one socket takes only so many messages in a minute.
  const turns = () => ({ shop: round, payer: round * 997 });
  const { shops, payers } = cast;
  for (const entry of round % 2 === 0 ? ENTRIES : [...ENTRIES].reverse()) {
    const both = [
      () => play(spreadLoad(entry), entry, cast, trades, turns()),
      () => play(hotShop(entry), entry, { shops: shops.slice(0, 1), payers }, trades, turns()),
    ];
    for (const one of round % 2 === 0 ? both : both.reverse()) await one();
  }
  const most = Math.min(trades, HOT_SHOPPER_TRADES_AT_A_SHOP * shops.length);
  await play(HOT_SHOPPER, OURS_HTTP, { shops, payers: payers.slice(0, 1) }, most, turns());
  return { confirms, taken };
}

function waysOf(entry: string): "http" | "sockets" {
  return entry === OURS_SOCKETS ? "sockets" : "http";
}
