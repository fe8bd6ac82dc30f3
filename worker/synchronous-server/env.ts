/**
 * What the synchronous server's Worker is given: plain settings, secrets and bindings. deployment.ts
 * reads the secrets; nothing else may.
 */

import type { Carrier } from "../carrier-server/carrier.ts";
import type { Register } from "./register/register.ts";
import type { Till } from "./till/till.ts";
import type { User } from "./user/user.ts";

export interface SynchronousEnv {
  /** test | live */
  readonly MODE: string;
  /** our public origin, where frame, terminals and shops reach us */
  readonly ORIGIN: string;
  /** the carrier's root public key, base64url: what terminals and SDKs pin */
  readonly ROOT_KEY: string;
  /** "on" in tests and development: POST /v1/test/clock moves the clock */
  readonly TEST_CLOCK?: string;
  /** https address of the wallet in a browser's store, once it is in one */
  readonly WALLET_URL?: string;
  /** base64url of 32 bytes: makes and recognises trade ids. Changing it would lose every trade */
  readonly TRADE_ID_KEY: string;
  /** base64url of 32 bytes, shared with the carrier: the grant's MAC */
  readonly GRANT_KEY: string;
  /** base64url of 32 bytes: encrypts the terminals' credentials */
  readonly CREDENTIAL_KEY: string;
  readonly CARRIER: Carrier;
  readonly TILL: DurableObjectNamespace<Till>;
  readonly REGISTER: DurableObjectNamespace<Register>;
  readonly USER: DurableObjectNamespace<User>;
  readonly ASSETS: Fetcher;
}
