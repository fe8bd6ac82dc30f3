/**
 * Plain settings and secrets of the synchronous server, apart from its bindings: deployment.ts reads them, and so
 * needs to know nothing of the objects. Only deployment.ts may read the secrets.
 */

export interface SynchronousSettings {
  /** test | live */
  readonly MODE: string;
  /** our public origin, where frame, terminals and shops reach us */
  readonly ORIGIN: string;
  /** the carrier's root public key, base64url: what terminals and SDKs pin */
  readonly ROOT_KEY: string;
  /** "on" in tests and development: POST /v1/test/clock moves the clock */
  readonly TEST_CLOCK?: string;
  /** "on" in tests and development: webhooks may go to loopback addresses, over http */
  readonly LOCAL_ORIGINS?: string;
  /** https address that resolves names (RFC 8484's JSON form), for webhooks; Cloudflare's if left out */
  readonly DNS_RESOLVER?: string;
  /** https addresses of the wallet in the browsers' stores, once it is in them */
  readonly WALLET_URL_CHROMIUM?: string;
  readonly WALLET_URL_FIREFOX?: string;
  /** the same for any other browser */
  readonly WALLET_URL?: string;
  /** base64url of 32 bytes: makes and recognises trade ids. Changing it would lose every trade */
  readonly TRADE_ID_KEY: string;
  /** base64url of 32 bytes each, a blank between two, the current one first; shared with the carrier: the grant's MAC */
  readonly GRANT_KEY: string;
  /** base64url of 32 bytes: encrypts the terminals' credentials */
  readonly CREDENTIAL_KEY: string;
}
