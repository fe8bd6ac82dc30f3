/**
 * What a payout contains, entry by entry: what each till gave, as the till still has it, then what was lent to
 * tills, the other way. Their nets sum to the payout's amount [LE53]. Reads only.
 */

import type { RegisterId } from "../../../protocol/ids.ts";
import type { PayoutEntries, ShopEntry } from "../../../protocol/register/payouts.ts";
import { objectNamed } from "../../objects/placed.ts";
import type { SynchronousEnv } from "../env.ts";
import { tillName } from "../till/name.ts";
import type { FundsStore } from "./funds-store.ts";
import type { Loan } from "./records.ts";

export interface EntriesPage {
  /** how many of the collections, and of the entries of the next one, are known */
  readonly part: number;
  readonly seen: number;
  readonly limit: number;
}

type Parts = ReturnType<FundsStore["partsOf"]>;

/** @returns whole pages of the list; a part is one till's collection, or all loans at the end */
export async function payoutEntries(
  env: Pick<SynchronousEnv, "TILL">,
  register: RegisterId,
  { collections, loans }: Parts,
  { part, seen, limit }: EntriesPage,
): Promise<PayoutEntries> {
  const entries: ShopEntry[] = [];
  for (let at = part; at <= collections.length; at++) {
    const collection = collections[at];
    const given = collection
      ? await objectNamed(env.TILL, tillName(register, collection.till)).collected(collection.ref)
      : loans.map(loanEntry);
    const from = at === part ? seen : 0;
    const room = limit - entries.length;
    entries.push(...given.slice(from, from + room));
    if (given.length > from + room) return { entries, next: `${at}.${from + room}` };
    if (entries.length === limit && at < collections.length)
      return { entries, next: `${at + 1}.0` };
  }
  return { entries };
}

/** The register's side of what it lent: the till has the other. */
export function loanEntry({ refund, till, currency, amount, at }: Loan): ShopEntry {
  const lent = { amount: -amount, fee: 0, net: -amount };
  return { kind: "loan", till, ref: refund, currency, ...lent, at };
}

/** @returns undefined for a text that isn't a cursor of ours */
export function entriesCursor(text: string): Omit<EntriesPage, "limit"> | undefined {
  const match = /^(\d{1,6})\.(\d{1,9})$/.exec(text);
  return match ? { part: Number(match[1]), seen: Number(match[2]) } : undefined;
}
