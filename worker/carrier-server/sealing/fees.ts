/**
 * A register's fee schedules in its certificate, sealed: the certificate is public with every offer, and a
 * shop's contract is nobody's business but the carrier's, who opens it before the turn [LE43].
 */

import * as v from "valibot";
import { type FeeSchedule, FeeSchedules } from "../../../protocol/money/fees.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { open, type SealingKeys, seal } from "./sealing.ts";

const KIND = "fs1";

export function sealFees(keys: SealingKeys, schedules: FeeSchedules): Promise<string> {
  return seal(keys, KIND, JSON.stringify(schedules));
}

/** The schedule a sale is charged by; none where there is none; `unreadable` under a key that is gone. */
export type FeeTerms = FeeSchedule | undefined | "unreadable";

/** @param sealed the certificate's `fees` */
export async function openFees(
  keys: SealingKeys,
  sealed: string | undefined,
  currency: Currency,
): Promise<FeeTerms> {
  if (sealed === undefined) return undefined;
  const text = await open(keys, KIND, sealed);
  if (text === undefined) return "unreadable";
  const schedules = v.parse(FeeSchedules, JSON.parse(text));
  return schedules.find((schedule) => schedule.currency === currency);
}
