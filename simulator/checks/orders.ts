/**
 * Orders, on both sides: captured at most what was held, refunded at most what was captured, every hold over and
 * each once, nothing held that no hold stands for; and the till's orders are the branch's, receipt for receipt.
 */

import type { TradeId } from "../../protocol/ids.ts";
import {
  type OrderReceiptRow,
  receiptOfOrder,
} from "../../worker/carrier-server/branch/order/order-rows.ts";
import { certificatesOn, type StoredOutcome, type StoredTrade, textOf } from "./stored-rows.ts";
import type { StoredWorld } from "./stored-world.ts";

export interface BranchOrder {
  readonly trade: TradeId;
  readonly id: string;
  readonly kind: "captured" | "voided" | "refunded" | "expired";
  readonly amount: number;
  readonly currency: string;
  readonly register: string;
  readonly released: number;
  readonly receipt: string | null;
}

export interface TillOrder {
  readonly till: string;
  readonly trade: TradeId;
  readonly kind: "capture" | "void" | "refund";
  readonly id: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly status: "pending" | "done" | "refused";
  readonly sale: number | null;
  /** minor units: of a capture what was kept, of a refund what was given back */
  readonly fee: number;
  readonly receipt: string | null;
}

export function branchOrders(world: StoredWorld): BranchOrder[] {
  return world.objectsOf("branch").flatMap(({ disk }) => {
    const certificates = certificatesOn(disk);
    return disk
      .rows<OrderReceiptRow & BranchOrder>("SELECT * FROM orders ORDER BY trade, id")
      .map((row) => ({ ...row, receipt: textOf(receiptOfOrder(row, certificates)) }));
  });
}

export function tillOrders(world: StoredWorld): TillOrder[] {
  return world
    .objectsOf("till")
    .filter(({ disk }) => disk.hasTable("orders"))
    .flatMap(({ name, disk }) =>
      disk
        .rows<Pick<TillOrder, "trade" | "kind" | "id"> & { signed: string; state: string }>(
          "SELECT trade, kind, id, signed, state FROM orders ORDER BY trade, kind, key",
        )
        .map(({ signed, state, ...order }) => {
          const { amount = 0, currency = "" } = JSON.parse(signed).payload;
          const { status, sale = null, fee = 0, receipt } = JSON.parse(state);
          const text = receipt === undefined ? null : JSON.stringify(receipt);
          return { till: name, ...order, amount, currency, status, sale, fee, receipt: text };
        }),
    );
}

const sumOf = (orders: readonly BranchOrder[], kind: BranchOrder["kind"]) =>
  orders.reduce((sum, one) => (one.kind === kind ? sum + one.amount : sum), 0);

export function checkOrders(
  world: StoredWorld,
  trades: readonly StoredTrade[],
  outcomes: readonly StoredOutcome[],
): void {
  const orders = branchOrders(world);
  checkCaps(world, outcomes, orders);
  checkTimes(world, outcomes, orders);
  checkTillOrders(world, trades, orders);
  const { witness } = world;
  for (const { name, disk } of world.objectsOf("branch")) {
    const [held] = disk.rows<{ n: number }>(
      "SELECT count(*) AS n FROM accounts WHERE holds <> '[]'",
    );
    const open = () => `${name}: ${held?.n} accounts still hold something`;
    witness.expect("nothing is stuck", (held?.n ?? 0) === 0, open);
  }
}

function checkCaps(
  { witness, names }: StoredWorld,
  outcomes: readonly StoredOutcome[],
  orders: readonly BranchOrder[],
): void {
  const byTrade = Map.groupBy(orders, ({ trade }) => trade);
  for (const { trade, kind, amount } of outcomes) {
    if (kind !== "settled" && kind !== "authorized") continue;
    const own = byTrade.get(trade) ?? [];
    const captured = kind === "settled" ? amount : sumOf(own, "captured");
    const refunded = sumOf(own, "refunded");
    const released = own.reduce((sum, one) => sum + one.released, 0);
    const name = names.get(trade);
    const said = () =>
      `${name}: ${amount}, ${captured} captured, ${released} back, ${refunded} refunded`;
    witness.expect(
      "captures and refunds keep their caps",
      captured <= amount && refunded <= captured,
      said,
    );
    const whole = kind === "settled" ? released === 0 : captured + released === amount;
    witness.expect("a hold ends once and whole", whole, said);
  }
}

/** No capture and no void is of a time when the hold was over. */
function checkTimes(
  { witness, names }: StoredWorld,
  outcomes: readonly StoredOutcome[],
  orders: readonly BranchOrder[],
): void {
  const until = new Map<string, number>();
  for (const { trade, kind, receipt } of outcomes)
    if (kind === "authorized") until.set(trade, JSON.parse(receipt ?? "").payload.hold_until);
  for (const { trade, kind, receipt } of orders) {
    if (kind !== "captured" && kind !== "voided") continue;
    const { time } = JSON.parse(receipt ?? "").payload;
    const late = () => `${names.get(trade)} ${kind} ${time - (until.get(trade) ?? 0)} ms late`;
    witness.expect("nothing is settled too late", time < (until.get(trade) ?? 0), late);
  }
}

function checkTillOrders(
  world: StoredWorld,
  trades: readonly StoredTrade[],
  orders: readonly BranchOrder[],
): void {
  const { witness, names } = world;
  const known = new Map(orders.map((one) => [`${one.trade} ${one.id}`, one]));
  const done = new Set<string>();
  for (const { trade, kind, id, status, receipt } of tillOrders(world)) {
    const name = () => `${names.get(trade)} ${kind} ${id ?? ""} is ${status}`;
    witness.expect("nothing is stuck", status !== "pending", name);
    const key = `${trade} ${id ?? "void"}`;
    const recorded = known.get(key);
    const same = status === "done" ? recorded?.receipt === receipt : true;
    witness.expect("the till agrees with the branch", same, name);
    if (status === "done") done.add(key);
  }
  for (const [key, { trade, kind }] of known) {
    const lost = () => `${names.get(trade)} ${kind}: the till doesn't know`;
    witness.expect("the till agrees with the branch", kind === "expired" || done.has(key), lost);
  }
  for (const { id, trade } of trades) {
    if (trade.state !== "completed" && trade.state !== "voided") continue;
    const sum = sumOf(
      orders.filter((one) => one.trade === id),
      "captured",
    );
    const captured = trade.state === "completed" ? trade.captured : 0;
    const differ = () => `${names.get(id)}: ${captured} at the till, ${sum} at the branch`;
    witness.expect("the till agrees with the branch", captured === sum, differ);
  }
}
