/** What every part of the shop works with: its database, its register, its clock. Passed in, so that tests give their own. */

import type { DatabaseSync } from "node:sqlite";
import type { Warifu } from "../register-server/index.ts";

export interface Shop {
  readonly db: DatabaseSync;
  readonly warifu: Warifu;
  /** of the webhook endpoint `/webhooks/warifu`; without one there is none, and the poller does it alone */
  readonly webhookSecret: string | undefined;
  /** where shoppers reach the shop */
  readonly origin: string;
  /** ms since the epoch */
  readonly now: () => number;
  /** for tests of a slow backend, ms */
  readonly tradeDelayMs: number;
  /** one line for the operator; never a secret, never a shopper's data */
  readonly log: (event: string, detail: Record<string, unknown>) => void;
}
