/** What the shopper is told while he isn't looking, and whether with names and amounts. */

import type { Stored } from "../../../wallet/ports.ts";

export interface NoticesState {
  readonly status: "notices";
  readonly shown: boolean;
  readonly quiet: boolean;
}

export function noticesState({ notices }: Stored): NoticesState {
  return { status: "notices", shown: notices?.shown ?? false, quiet: notices?.quiet ?? false };
}
