/** What the synchronous server's Worker is given: its settings and secrets, and its bindings. */

import type { Carrier, PayoutTaker, RegisterKeeper } from "../carrier-server/carrier.ts";
import type { RateLimitBindings } from "../http/rate-limits.ts";
import type { WatchedEnv } from "../watching/watched-env.ts";
import type { Courier } from "./courier/courier.ts";
import type { Register } from "./register/register.ts";
import type { SynchronousSettings } from "./settings.ts";
import type { Till } from "./till/till.ts";
import type { User } from "./user/user.ts";

export interface SynchronousEnv extends SynchronousSettings, RateLimitBindings, WatchedEnv {
  readonly CARRIER: Carrier & PayoutTaker & RegisterKeeper;
  readonly TILL: DurableObjectNamespace<Till>;
  readonly REGISTER: DurableObjectNamespace<Register>;
  readonly COURIER: DurableObjectNamespace<Courier>;
  readonly USER: DurableObjectNamespace<User>;
  readonly ASSETS: Fetcher;
}
