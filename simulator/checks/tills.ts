/** The shops' side: sales without a gap, balances that are the sum of the sales, and debits that are credits. */

import { parseTradeId } from "../../protocol/ids.ts";
import { branchOrders, tillOrders } from "./orders.ts";
import type { StoredOutcome, StoredTrade } from "./stored-rows.ts";
import type { StoredWorld } from "./stored-world.ts";

type Sums = Map<string, number>;

/** What a register collected and lent. */
const MOVED = "SELECT currency, amount FROM bookings WHERE kind IN ('collection', 'loan')";

function add(sums: Sums, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

export function checkTills(
  world: StoredWorld,
  trades: readonly StoredTrade[],
  outcomes: readonly StoredOutcome[],
): void {
  const { witness } = world;
  const credited: Sums = new Map();
  const orders = tillOrders(world).filter(({ status }) => status === "done");
  for (const { name, disk } of world.objectsOf("till")) {
    if (!disk.hasTable("trades")) continue;
    const sold = trades.filter(({ till, sale }) => till === name && sale !== null);
    const own = orders.filter(({ till }) => till === name);
    const captured = own.filter(({ kind }) => kind === "capture");
    const numbers = [...sold, ...captured].map(({ sale }) => sale ?? 0).sort((a, b) => a - b);
    const [row] = disk.rows<{ sums: string }>("SELECT sums FROM till");
    const { balances, lastSale } = JSON.parse(row?.sums ?? '{"balances":{},"lastSale":0}');
    const gapless = numbers.every((number, at) => number === at + 1);
    const whole = gapless && numbers.length === lastSale;
    const gap = () => `${name}: ${numbers.length} sales up to ${numbers.at(-1)}, last ${lastSale}`;
    witness.expect("sales are numbered without a gap", whole, gap);
    const sums: Sums = new Map();
    for (const { id, amount, currency, fee } of sold) {
      add(sums, currency, amount - fee);
      add(credited, `${parseTradeId(id).register} ${currency}`, amount);
    }
    for (const { trade, kind, amount, currency, fee } of own) {
      const change = kind === "refund" ? -amount : amount;
      add(sums, currency, kind === "refund" ? fee - amount : amount - fee);
      add(credited, `${parseTradeId(trade).register} ${currency}`, change);
    }
    for (const { currency, amount } of disk.rows<{ currency: string; amount: number }>(MOVED))
      add(sums, currency, amount);
    for (const currency of new Set([...sums.keys(), ...Object.keys(balances)])) {
      const [sum, balance] = [sums.get(currency) ?? 0, balances[currency] ?? 0];
      const differ = () => `${name}: balance ${balance}, sales ${sum} ${currency}`;
      witness.expect("debits are credits", sum === balance, differ);
    }
  }
  const debited: Sums = new Map();
  for (const { kind, register, amount, currency } of outcomes)
    if (kind === "settled") add(debited, `${register} ${currency}`, amount);
  for (const { kind, register, amount, currency } of branchOrders(world)) {
    if (kind === "captured") add(debited, `${register} ${currency}`, amount);
    if (kind === "refunded") add(debited, `${register} ${currency}`, -amount);
  }
  for (const key of new Set([...credited.keys(), ...debited.keys()])) {
    const [debit, credit] = [debited.get(key) ?? 0, credited.get(key) ?? 0];
    const differ = () => `${key}: ${debit} debited, ${credit} credited`;
    witness.expect("debits are credits", debit === credit, differ);
  }
}
