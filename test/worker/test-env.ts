// The environment of the workerd tests: what both servers are given, and the seed of the root they trust.

import { env as given } from "cloudflare:workers";
import type { Carrier, PayoutTaker, RegisterKeeper } from "../../worker/carrier-server/carrier.ts";
import type { CarrierEnv } from "../../worker/carrier-server/env.ts";

export interface TestEnv extends CarrierEnv {
  /** the carrier, as the synchronous server calls it */
  readonly CARRIER: Carrier & PayoutTaker & RegisterKeeper;
  readonly TEST_ROOT_SEED: string;
}

export const env = given as unknown as TestEnv;
