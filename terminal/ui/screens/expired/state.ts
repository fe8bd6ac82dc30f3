/** The shop's time limit passed before anything was confirmed. */

import type { Expired } from "../../../wallet/trade-record.ts";

export interface ExpiredState {
  readonly status: "expired";
  readonly record: string;
  readonly name?: string;
}

export function expiredState(record: Expired): ExpiredState {
  const name = record.offer?.certificate.payload.name;
  return { status: "expired", record: record.id, ...(name === undefined ? {} : { name }) };
}
