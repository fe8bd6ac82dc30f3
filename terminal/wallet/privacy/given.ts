/**
 * What shops were given from here [DI11]: one entry for each payment with which something was given, kept apart from the
 * records, which the oldest leave. It is the outbox too: while it is being sent it has the encrypted bytes. Pure.
 */

import type { SealedDisclosure } from "../../../protocol/disclosure/disclosure.ts";
import type { GivenFields } from "../../../protocol/disclosure/fields.ts";
import type { RegisterId, TradeId } from "../../../protocol/ids.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import { retryDelay } from "../patience.ts";
import type { Settled } from "../trade-record.ts";

/** What the shopper chose on the sheet, encrypted before he signed, and named by what he signed. */
export interface Giving {
  readonly fields: GivenFields;
  readonly sealed: SealedDisclosure;
  readonly hash: Hash;
}

interface Entry {
  /** the record's */
  readonly id: string;
  readonly trade: TradeId;
  readonly register: RegisterId;
  /** the shop as it was then */
  readonly name: string;
  readonly origin: string;
  readonly fields: GivenFields;
  /** when it was paid, ms since the epoch */
  readonly at: number;
}

export type Sending = Entry & {
  readonly state: "sending";
  readonly sealed: SealedDisclosure;
  readonly tries: number;
  readonly nextAt: number;
};

/** `given`: the shop has it. `lost`: it was refused, and the shop has nothing. */
export type GivenEntry = Sending | (Entry & { readonly state: "given" | "lost" });

/** By the record's id. */
export type GivenEntries = Readonly<Record<string, GivenEntry>>;

/** @returns undefined where the receipt names something else: another terminal of the account has paid this attempt */
export function entryOf(record: Settled, { fields, sealed, hash }: Giving): Sending | undefined {
  const { id, trade, register, origin, offer, receipt, endedAt: at } = record;
  if (receipt.payload.disclosure !== hash) return undefined;
  const { name } = offer.certificate.payload;
  const given = { id, trade, register, name, origin, fields, at };
  return { ...given, state: "sending", sealed, tries: 0, nextAt: at };
}

/** @param at ms since the epoch */
export function afterSilence(entry: Sending, at: number): Sending {
  const tries = entry.tries + 1;
  return { ...entry, tries, nextAt: at + retryDelay(tries) };
}

/** It was answered: what is left is the note for its owner. */
export function answered(entry: Sending, state: "given" | "lost"): GivenEntry {
  const { sealed: _, tries: __, nextAt: ___, ...given } = entry;
  return { ...given, state };
}

export function dueEntries(given: GivenEntries, now: number): Sending[] {
  return Object.values(given).flatMap((entry) =>
    entry.state === "sending" && entry.nextAt <= now ? [entry] : [],
  );
}

/** When the next is to be sent, ms since the epoch. */
export function nextGiving(given: GivenEntries): number | undefined {
  const times = Object.values(given).flatMap((one) =>
    one.state === "sending" ? [one.nextAt] : [],
  );
  return times.length > 0 ? Math.min(...times) : undefined;
}
