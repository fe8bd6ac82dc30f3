/**
 * The terminal's own times: how long it waits for others. Times that two parties must agree on are in
 * protocol/limits.ts, never here.
 */

import { CLAIM_MS } from "../../protocol/limits.ts";

/** A page that promised a trade and made none in this time won't: the shopper gets the sheet back. */
export const PREPARING_MS = 60_000;

/** An offer that couldn't be read for this long isn't waited for: the shopper has gone on, or presses again. */
export const READING_MS = 2 * 60_000;

/** A press that led to no signed confirmation in this time is no order to pay any more. */
export const PRESS_MS = CLAIM_MS;

/** The first repeat comes soon, since most lost answers are short; later ones are rare enough for a phone's battery. */
export const RETRY_FIRST_MS = 1_000;
export const RETRY_MAX_MS = 30_000;

/** How often a new terminal asks whether it was approved: someone stands before it. */
export const LINK_POLL_MS = 2_000;

/** A credential that ends sooner than this may end on the way. */
export const CREDENTIAL_SPARE_MS = 30_000;

/** Finished trades that are kept at hand; older ones go to the archive: see history/archive.ts. */
export const RECORDS_KEPT = 50;

/** Paid shops that are remembered: more than anyone has, and no burden for one write after each payment. */
export const SHOPS_KEPT = 300;

/** After so many sendings without an answer, about 7 s, a payment that began without a sheet gets one. */
export const QUIET_TRIES = 3;

/** @param tries how many times in a row nothing came back */
export function retryDelay(tries: number): number {
  return Math.min(RETRY_FIRST_MS * 2 ** Math.max(0, tries - 1), RETRY_MAX_MS);
}
