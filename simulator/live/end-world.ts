/**
 * The end of a live world: a day and a half passes, everything comes to its end by itself, and the disks of the stopped
 * servers are read by the same checks as in the simulated world. At last, at servers that were started anew, every
 * confirmation and every order that was carried out is sent once more: the same answer, and nothing is written.
 */

import type { Role } from "../../cli/system/servers.ts";
import { parseTradeId, type RegisterId, type TradeId } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money/money.ts";
import { isRetryable } from "../../protocol/problem.ts";
import { availableIn, refundableOf } from "../checks/paid-out.ts";
import { checkPayouts, type PaidOut } from "../checks/payouts.ts";
import { checkStored } from "../checks/stored.ts";
import { inParallel } from "../in-parallel.ts";
import { refundOnceMore } from "../parties/last-refunds.ts";
import { repeatConfirms, resumeWallets } from "../parties/play-trades.ts";
import { HANDS, type LiveParties } from "./live-parties.ts";
import type { LiveWorld } from "./live-world.ts";
import { soon, untilAnswered, untilDecided } from "./patience.ts";
import { stillToDo, storedRows } from "./stored-rows.ts";

/** Longer than any trade lives and its hold after that. */
const AT_LAST_MS = 36 * 60 * 60_000;
const QUIET_WITHIN_MS = 90_000;
const MAY_GO_ON: ReadonlySet<string> = new Set(["open", "authorized"]);
const BOTH: readonly Role[] = ["carrier", "synchronous"];

/** What the disks say went on. */
export interface Ended {
  readonly settled: number;
  readonly paidOut: PaidOut;
}

export async function endAndCheck(parties: LiveParties): Promise<Ended> {
  const { world } = parties;
  const { witness, options } = world;
  await resumeWallets(parties);
  await passTheTime(world);
  await createAgain(parties);
  await untilAllEnded(parties);
  await untilQuiet(world);
  await settleUp(parties);
  await world.kill(BOTH);
  const ended = { settled: checkStored(world), paidOut: checkPayouts(world) };
  const before = storedRows(world);
  await world.start(BOTH);
  options.event("everything once more");
  await repeatConfirms(parties, HANDS);
  await repeatOrders(world);
  await world.kill(BOTH);
  const changed = () => "the rows are not the same";
  witness.expect("a repeat writes nothing", storedRows(world) === before, changed);
  return ended;
}

/** Alarms are set in real time and don't know of the jump; a till that is started anew looks what is due. */
async function passTheTime(world: LiveWorld): Promise<void> {
  await world.agenda.jump(AT_LAST_MS);
  await world.killAndStart(["synchronous"]);
}

/** What can be refunded is, the rest is paid out, and the bank is told. */
async function settleUp(parties: LiveParties): Promise<void> {
  const { world, orders, shops, cashier, clerk } = parties;
  const available = (...of: [RegisterId, Currency]) => availableIn(world, ...of);
  await refundOnceMore({ world, orders, shops }, refundableOf(world), available);
  await cashier.payOutAll();
  await untilQuiet(world);
  await clerk.sendAll();
  await cashier.lookAtAll();
  await untilQuiet(world);
}

/** What was asked for and never answered may be stored all the same: the same create says so. */
async function createAgain({ world, shops, door }: LiveParties): Promise<void> {
  const asked = shops.flatMap((shop) => [...shop.asked.values()].map((one) => ({ shop, ...one })));
  await inParallel(asked, HANDS, async ({ shop, name, terms }) => {
    const view = await untilDecided(() => door.create(name, shop, terms));
    if (!view.ok) return;
    const { id, status } = view.value;
    world.names.set(id, name);
    world.witness.tradeMade({ name, id, key: `${shop.register} ${terms.payload.key}` });
    world.witness.told(name, id, status);
  });
}

/** By then every trade has ended, and every hold, whoever looks. */
async function untilAllEnded({ world, shops, door }: LiveParties): Promise<void> {
  const { witness, names } = world;
  const until = Date.now() + QUIET_WITHIN_MS;
  await inParallel([...names], HANDS, async ([id, name]) => {
    const status = await untilEnded(id, until);
    witness.expect("nothing is stuck", !MAY_GO_ON.has(status ?? ""), () => `${name} is ${status}`);
    if (status !== undefined) witness.told(name, id, status);
  });

  async function untilEnded(id: TradeId, limit: number): Promise<string | undefined> {
    const shop = shops.find(({ register }) => register === parseTradeId(id).register);
    if (!shop) return undefined;
    for (;;) {
      const view = await untilAnswered(() => door.get("", shop, id));
      if (!view.ok && isRetryable(view.error.code) && Date.now() < limit) {
        await soon();
        continue;
      }
      // Cancelled before its row was stored: nothing more is known of it [MS4].
      if (!view.ok) return view.error.code === "trade_cancelled" ? "cancelled" : view.error.code;
      if (!MAY_GO_ON.has(view.value.status) || Date.now() > limit) return view.value.status;
      await soon();
    }
  }
}

/** Until nobody has anything left to tell or to ask, by the objects' own alarms. */
async function untilQuiet(world: LiveWorld): Promise<void> {
  const until = Date.now() + QUIET_WITHIN_MS;
  while (stillToDo(world) > 0 && Date.now() < until) await soon(1_000);
}

/** Only orders that were carried out: any other might be carried out now. */
async function repeatOrders({ door, witness }: LiveWorld): Promise<void> {
  const orders = [...door.orders.carriedOut.values()];
  await inParallel(orders, HANDS, async ({ name, shop, order, view }) => {
    const again = await untilDecided(() => door.orders.order(name, shop, order));
    const done = again.ok && !again.value.pending;
    const same = done && (view === undefined || view === JSON.stringify(again.value.view));
    const said = () => `${name}: first ${view ?? "done"}, then ${JSON.stringify(again)}`;
    witness.expect("same bytes, same answer", same, said);
  });
}
