/**
 * What kind of quarter a world is: by its seed alone. In a poor one few payers with little money and many tabs
 * pay, so that two payments of which the account can pay one meet in the moment that a receipt is being signed.
 */

import type { CryptoPace } from "./runtime/stand-in-crypto.ts";

export interface WorldStyle {
  /** besides one payer for each branch */
  readonly tradesPerPayer: number;
  /** minor units, the most an account begins with, and the most that a top-up brings */
  readonly jpyMax: number;
  /** how often trades that follow each other are one payer's, and come together */
  readonly burst: number;
  /** trades in a burst */
  readonly tabs: number;
  /** the operator's acts, on the average */
  readonly actEveryMs: number;
  /** how soon after its trade was made a shop orders something of it: one of these, at most; ms */
  readonly orderWithinMs: readonly number[];
  /** a hold's end that is this near is waited for; ms */
  readonly holdEndSoonMs: number;
  /** how often a payout is asked for, on the average */
  readonly payoutEveryMs: number;
  readonly crypto: CryptoPace;
}

const USUAL: WorldStyle = {
  tradesPerPayer: 12,
  jpyMax: 120_000,
  burst: 0.4,
  tabs: 4,
  actEveryMs: 8_000,
  orderWithinMs: [2_000, 30_000, 400_000, 7_000_000],
  // So that a world of some minutes doesn't take days.
  holdEndSoonMs: 1_200_000,
  payoutEveryMs: 4_000,
  crypto: { slow: 0.03, signing: 0.5, waitMs: 12 },
};

const POOR: WorldStyle = {
  tradesPerPayer: 50,
  jpyMax: 12_000,
  burst: 0.95,
  tabs: 10,
  actEveryMs: 200,
  orderWithinMs: USUAL.orderWithinMs,
  holdEndSoonMs: USUAL.holdEndSoonMs,
  payoutEveryMs: 5_000,
  crypto: { slow: 0.03, signing: 0.95, waitMs: 200 },
};

/** Of the live world, where time runs fast and the accounts begin with what the deployment gives them. */
export const LIVE_STYLE: WorldStyle = {
  ...USUAL,
  tradesPerPayer: 50,
  jpyMax: 20_000,
  burst: 0.5,
  actEveryMs: 15_000,
  // Somebody really waits for these.
  orderWithinMs: [2_000, 30_000, 120_000, 300_000],
  holdEndSoonMs: 200_000,
  payoutEveryMs: 12_000,
};

const STYLES = [USUAL, POOR, USUAL] as const;

export function styleOf(seed: number): WorldStyle {
  return STYLES[seed % STYLES.length] ?? USUAL;
}
