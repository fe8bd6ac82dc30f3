/** Something is wrong with what was paid: what the shop was told, what it said, and how it stands. */

import type { Currency } from "../../../../protocol/money/money.ts";
import type { KnownDispute } from "../../../wallet/dispute/dispute-entry.ts";
import type { Stored } from "../../../wallet/ports.ts";

export interface DisputeState {
  readonly status: "dispute";
  readonly record: string;
  readonly name: string;
  readonly amount: number;
  readonly currency: Currency;
  /** when it was paid, ms since the epoch */
  readonly paidAt: number;
  /** the shop has a key that words can be encrypted to */
  readonly canWrite: boolean;
  /** absent where there is none that this terminal knows of */
  readonly known?: KnownDispute;
  readonly sending: boolean;
  /** what was said last was not taken */
  readonly refused: boolean;
}

/** @returns undefined where the record isn't one of a payment */
export function disputeState(
  { records, disputes = {} }: Stored,
  id: string | undefined,
): DisputeState | undefined {
  const record = id === undefined ? undefined : records[id];
  if (record?.state !== "settled") return undefined;
  const { terms, certificate } = record.offer;
  const { amount, currency } = terms.payload;
  const { known, sending, refused } = disputes[record.id] ?? {};
  return {
    ...{ status: "dispute", record: record.id, name: certificate.payload.name, amount, currency },
    paidAt: record.receipt.payload.time,
    canWrite: certificate.payload.encryption_key !== undefined,
    ...(known ? { known } : {}),
    ...{ sending: sending !== undefined, refused: refused !== undefined },
  };
}
