/**
 * What the carrier Worker is given: plain settings, secrets and bindings. deployment.ts reads the
 * secrets; nothing else may.
 */

import type { Books } from "./books/books.ts";
import type { Branch } from "./branch/branch.ts";
import type { Creditor } from "./carrier.ts";

export interface CarrierEnv {
  /** test | live */
  readonly MODE: string;
  /** the root's public key, base64url: the same one that terminals and SDKs pin */
  readonly ROOT_KEY: string;
  /** test mode only: what a new account starts with, such as "JPY:50000,USD:20000" in minor units */
  readonly DEMO_CREDIT?: string;
  /** "on" in tests and development: POST /v1/test/clock moves the clock */
  readonly TEST_CLOCK?: string;
  /** JSON [{"seed"?, "certificate"}], the current key first; a retired one has no seed */
  readonly SIGNING_KEYS: string;
  /** JSON [{"kid", "key"}], base64url of 32 bytes, the current key first */
  readonly SEALING_KEYS: string;
  /** shared with the synchronous server: the grant's MAC */
  readonly GRANT_KEY: string;
  /** bearer key of the operator API */
  readonly OPERATOR_KEY: string;
  readonly CREDITOR: Creditor;
  readonly BRANCH: DurableObjectNamespace<Branch>;
  readonly BOOKS: DurableObjectNamespace<Books>;
}
