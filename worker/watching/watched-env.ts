/** What of a Worker's environment its watching needs. Without the object nothing is told, and nothing else changes. */

import type { Watch } from "./watch.ts";

export interface WatchedEnv {
  readonly WATCH?: DurableObjectNamespace<Watch>;
  /** where numbers are kept for months, in production */
  readonly METRICS?: AnalyticsEngineDataset;
  /** https address that alerts are told to, as Standard Webhooks; nobody is told without one */
  readonly ALERT_URL?: string;
  /** `whsec_…`, which those are signed with */
  readonly ALERT_SECRET?: string;
  /** "on" in tests and development: alerts may be told to this machine, over http */
  readonly LOCAL_ORIGINS?: string;
}
