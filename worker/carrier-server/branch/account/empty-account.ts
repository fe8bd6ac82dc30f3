/** An account as it begins, whoever opens it: nothing in it, no terminal, no limits, no rules. Pure. */

import type { AccountId } from "../../../../protocol/ids.ts";
import { NO_LIMITS } from "../confirm/spending.ts";
import { NO_STEP_UPS } from "../confirm/step-up.ts";
import type { Account } from "../ledger.ts";
import { NO_MEANS } from "../step-up/means.ts";
import { NO_TOP_UPS } from "./top-up-instruction.ts";

/** @param now ms since the epoch */
export function emptyAccount(id: AccountId, now: number): Account {
  return {
    ...{ id, status: "active", devices: [], recovery: [], balances: {} },
    outbox: [],
    openedAt: now,
    limits: NO_LIMITS,
    spent: {},
    holds: [],
    credit: {},
    topUps: NO_TOP_UPS,
    stepUps: NO_STEP_UPS,
    means: NO_MEANS,
    counted: {},
  };
}
