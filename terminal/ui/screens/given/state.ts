/** What shops were given from here, the latest first [DI11]. */

import type { Stored } from "../../../wallet/ports.ts";
import type { GivenEntry } from "../../../wallet/privacy/given.ts";

export interface GivenState {
  readonly status: "given";
  readonly entries: readonly GivenEntry[];
}

export function givenState({ given = {} }: Stored): GivenState {
  return { status: "given", entries: Object.values(given).sort((a, b) => b.at - a.at) };
}
