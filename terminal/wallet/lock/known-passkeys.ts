/**
 * The account's passkeys that can open the lock here. By the form of their keys alone, as text: every window asks, and
 * only the background reads a key (cose-key.ts).
 */

import { NO_SECURITY, type TerminalProfile } from "../terminal-profile.ts";
import type { KnownPasskey } from "./lock.ts";

/** ES256 and EdDSA keys as CTAP2 writes them, in base64url: a head that is always the same, then so much of the key. */
const KEYS = /^(?:pQECAyYgASFYI[\w-]{90}|pAEBAycgBiFYI[\w-]{43})$/;

/** An account that was last asked for by older code names no keys. */
export function knownPasskeys(profile: TerminalProfile): KnownPasskey[] {
  if (profile.state !== "enrolled") return [];
  const { passkeys } = profile.account.security ?? NO_SECURITY;
  return passkeys.flatMap(({ id, key = "", transports }) =>
    KEYS.test(key) ? [{ id, key, ...(transports ? { transports } : {}) }] : [],
  );
}
