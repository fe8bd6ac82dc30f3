/** What the carrier Worker is given: its settings and secrets, and its bindings. */

import type { RateLimitBindings } from "../http/rate-limits.ts";
import type { WatchedEnv } from "../watching/watched-env.ts";
import type { Books } from "./books/books.ts";
import type { Branch } from "./branch/branch.ts";
import type { Creditor, Disputed, Reconciled, Registrar, Watched } from "./carrier.ts";
import type { Reconciliation } from "./reconciliation/reconciliation.ts";
import type { CarrierSettings } from "./settings.ts";
import type { Treasury } from "./treasury/treasury.ts";

export interface CarrierEnv extends CarrierSettings, RateLimitBindings, WatchedEnv {
  readonly CREDITOR: Creditor & Registrar & Reconciled & Disputed & Watched;
  readonly BRANCH: DurableObjectNamespace<Branch>;
  readonly BOOKS: DurableObjectNamespace<Books>;
  readonly RECONCILIATION: DurableObjectNamespace<Reconciliation>;
  readonly TREASURY: DurableObjectNamespace<Treasury>;
}
