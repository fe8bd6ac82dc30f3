/** The acts of a whole play, in whichever world: all trades, wallets that go on where they stopped, and repeats. */

import { inParallel } from "../in-parallel.ts";
import type { Parties, ScriptPayer, ScriptShop } from "./ports.ts";
import { sendUntilAnswered } from "./send-stored.ts";
import { startsWithNext, TradeScript } from "./trade-script.ts";

const BETWEEN_TRADES_MS = 250;
const TRIES_AFTER_HEALING = 30;

/** @param mostAtOnce trades that go on at the same time, for a world that has only so many hands */
export async function playTrades<P extends ScriptPayer, S extends ScriptShop>(
  parties: Parties<P, S>,
  mostAtOnce = Number.POSITIVE_INFINITY,
): Promise<void> {
  const { world } = parties;
  const { agenda, random, options } = world;
  const playing = new Set<Promise<void>>();
  for (let index = 0; index < options.trades; index++) {
    while (playing.size >= mostAtOnce) await Promise.race(playing);
    const played = new TradeScript(index, parties).play().finally(() => playing.delete(played));
    playing.add(played);
    if (!startsWithNext(world, index)) await agenda.wait(random.between(0, 2 * BETWEEN_TRADES_MS));
  }
  await Promise.all(playing);
}

/** Wallets go on where they stopped: what was stored is sent until there is an answer. */
export async function resumeWallets<P extends ScriptPayer, S extends ScriptShop>({
  world,
  door,
}: Parties<P, S>): Promise<void> {
  const open = world.witness.sent.filter(({ answer }) => answer === undefined);
  const heard = await Promise.all(
    open.map((sent) => sendUntilAnswered(world, door, sent, TRIES_AFTER_HEALING)),
  );
  for (const [at, sent] of open.entries())
    world.witness.expect("nothing is stuck", heard[at] === true, () => `${sent.name}: no answer`);
}

/** Every confirmation once more; the witness compares the answers. @param width that are sent at a time */
export async function repeatConfirms<P extends ScriptPayer, S extends ScriptShop>(
  { world, door }: Parties<P, S>,
  width = 1,
): Promise<void> {
  let lost = false;
  await inParallel(world.witness.sent, width, async (sent) => {
    if (lost) return;
    const heard = await sendUntilAnswered(world, door, sent, TRIES_AFTER_HEALING);
    world.witness.expect("nothing is stuck", heard, () => `${sent.name}: no answer again`);
    lost ||= !heard;
  });
}
