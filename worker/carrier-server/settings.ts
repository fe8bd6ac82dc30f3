/**
 * Plain settings and secrets of the carrier server, apart from its bindings: deployment.ts reads them, and so
 * needs to know nothing of the objects. Only deployment.ts may read the secrets.
 */

export interface CarrierSettings {
  /** test | live */
  readonly MODE: string;
  /** the root's public key, base64url: the same one that terminals and SDKs pin */
  readonly ROOT_KEY: string;
  /** jurisdictions that accounts may be opened in, with blanks between: "eu us" [DE3] */
  readonly JURISDICTIONS?: string;
  /** test mode only: what a new account starts with, such as "JPY:50000,USD:20000" in minor units */
  readonly DEMO_CREDIT?: string;
  /** "on" in tests and development: loopback origins are proven over http, and the operator may vouch for origins */
  readonly LOCAL_ORIGINS?: string;
  /** https address that resolves names (RFC 8484's JSON form), for the proofs of origins; Cloudflare's if left out */
  readonly DNS_RESOLVER?: string;
  /** bearer key of a second operator, for what needs two; without it, nothing that needs two is done */
  readonly OPERATOR_KEY_2?: string;
  /** "on" in tests and development: POST /v1/test/clock moves the clock */
  readonly TEST_CLOCK?: string;
  /** JSON [{"seed"?, "certificate"}], the current key first; a retired one has no seed */
  readonly SIGNING_KEYS: string;
  /** JSON [{"kid", "key"}], base64url of 32 bytes, the current key first */
  readonly SEALING_KEYS: string;
  /** JSON [{"seed", "certificate"}], X25519, the current key first: what PINs are encrypted to; without it none is taken */
  readonly ENCRYPTION_KEYS?: string;
  /** the synchronous server's host name: the RP id of passkeys */
  readonly PASSKEY_HOST?: string;
  /** origins of the terminals, as their browsers write them, with blanks between: passkeys of no other are taken */
  readonly TERMINAL_ORIGINS?: string;
  /** base64url of 32 bytes each, a blank between two, the current one first; shared with the synchronous server: the grant's MAC */
  readonly GRANT_KEY: string;
  /** JSON {"holder", "iban", "bic"?}: the account that payouts are paid from; without it no file is made for the bank */
  readonly PAYOUT_DEBTOR?: string;
  /** bearer key that may read how the servers do, and nothing else: for a screen on a wall */
  readonly WATCH_KEY?: string;
  /** bearer key of the operator API */
  readonly OPERATOR_KEY: string;
}
