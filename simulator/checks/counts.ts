/**
 * Reconciliation, as it must come out once the world is quiet: what the tills have counted by hour is what the
 * branches have, and both are what their own rows come to [LE60], [LE61]. Read from the disks.
 */

import {
  digestOf,
  type HourDigests,
  hourKeyOf,
  isSame,
  type Movement,
  mergedHours,
  movementOf,
  NOTHING,
} from "../../protocol/count/set-hash.ts";
import { branchOrders, tillOrders } from "./orders.ts";
import type { StoredOutcome, StoredTrade } from "./stored-rows.ts";
import type { StoredObject, StoredWorld } from "./stored-world.ts";

export function checkCounts(
  world: StoredWorld,
  trades: readonly StoredTrade[],
  outcomes: readonly StoredOutcome[],
): void {
  const carrier = mergedHours(world.objectsOf("branch").flatMap(branchCount));
  const tills = mergedHours(world.objectsOf("till").flatMap(tillCount));
  expectSame(world, "the branches", carrier, "the tills", tills);
  const receipts = outcomes.flatMap(({ receipt }) => receiptCount(receipt));
  const carried = branchOrders(world).flatMap(({ receipt }) => receiptCount(receipt));
  expectSame(world, "the branches", carrier, "their rows", mergedHours([...receipts, ...carried]));
  const sold = trades.flatMap(({ trade }) =>
    "receipt" in trade ? receiptCount(JSON.stringify(trade.receipt)) : [],
  );
  const ordered = tillOrders(world).flatMap(({ receipt }) => receiptCount(receipt));
  expectSame(world, "the tills", tills, "their rows", mergedHours([...sold, ...ordered]));
}

function branchCount({ disk }: StoredObject): HourDigests[] {
  const table = disk.rows<{ key: string; digest: string }>("SELECT key, digest FROM hours");
  const accounts = disk.rows<{ counted: string }>(
    "SELECT counted FROM accounts WHERE counted IS NOT NULL",
  );
  return [
    ...table.map(({ key, digest }) => ({ [key]: JSON.parse(digest) })),
    ...accounts.map(({ counted }) => JSON.parse(counted)),
  ];
}

function tillCount({ disk }: StoredObject): HourDigests[] {
  if (!disk.hasTable("hours")) return [];
  const table = disk.rows<{ key: string; digest: string }>("SELECT key, digest FROM hours");
  const rows = disk.rows<{ sums: string }>("SELECT sums FROM till");
  return [
    ...table.map(({ key, digest }) => ({ [key]: JSON.parse(digest) })),
    ...rows.map(({ sums }) => JSON.parse(sums).hours),
  ];
}

function receiptCount(receipt: string | null): HourDigests[] {
  const movement: Movement | undefined =
    receipt === null ? undefined : movementOf(JSON.parse(receipt).payload);
  return movement ? [{ [hourKeyOf(movement)]: digestOf(movement) }] : [];
}

function expectSame(
  { witness }: StoredWorld,
  nameA: string,
  a: HourDigests,
  nameB: string,
  b: HourDigests,
): void {
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [one, other] = [a[key] ?? NOTHING, b[key] ?? NOTHING];
    const differ = () => `${key}: ${nameA} ${one.count}, ${nameB} ${other.count}`;
    witness.expect("both sides count the same", isSame(one, other), differ);
  }
}
