/**
 * What two counts of one hour of a till say, pure: equal, on its way, or a mismatch that has to be looked into
 * [LE62]. Money that was decided reaches its till a moment later, so every difference begins as in flight.
 */

import { type Digest, type HourKey, isSame } from "../../../protocol/count/set-hash.ts";
import { IN_FLIGHT_MS } from "../../../protocol/limits.ts";

export interface HourState {
  readonly key: HourKey;
  readonly agrees: boolean;
  /** since when it agrees, or differs; ms since the epoch */
  readonly since: number;
  /** since when neither count has changed */
  readonly quietSince: number;
  readonly carrier: Digest;
  /** null: the till didn't answer */
  readonly till: Digest | null;
}

export type Pair = Pick<HourState, "key" | "carrier" | "till">;

/** @param known as it was at the last look @param now ms since the epoch */
export function compared(known: HourState | undefined, pair: Pair, now: number): HourState {
  const { carrier, till } = pair;
  // A till that doesn't answer can't be told to differ: what it is owed reaches it once it does.
  if (till === null) return { ...pair, agrees: false, since: now, quietSince: now };
  const agrees = isSame(carrier, till);
  const same = known?.till && known.agrees === agrees;
  const quiet = known?.till && isSame(known.carrier, carrier) && isSame(known.till, till);
  return {
    ...pair,
    agrees,
    since: same ? known.since : now,
    quietSince: quiet ? known.quietSince : now,
  };
}

export function isInFlight({ agrees, since }: HourState, now: number): boolean {
  return !agrees && now - since < IN_FLIGHT_MS;
}

/** Differs for so long that nothing of it can be on its way. */
export function isOverdue({ agrees, since, till }: HourState, now: number): boolean {
  return !agrees && till !== null && now - since >= IN_FLIGHT_MS;
}

export function isQuiet({ quietSince }: HourState, now: number): boolean {
  return now - quietSince >= IN_FLIGHT_MS;
}
