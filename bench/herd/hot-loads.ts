/** The loads of the herd's rounds, by name, and what a round measures of each. */

import type { Measured } from "../measure/measure-step.ts";
import { OURS_HTTP, OURS_SOCKETS } from "../names.ts";

export const HOT_SHOPPER = "hot shopper, HTTP";
export const spreadLoad = (entry: string) => `spread load, ${entry}`;
export const hotShop = (entry: string) => `hot shop, ${entry}`;
export const ENTRIES = [OURS_HTTP, OURS_SOCKETS] as const;

export interface HotRound {
  /** confirms of each load */
  readonly confirms: Readonly<Record<string, Measured>>;
  readonly taken: number;
}
