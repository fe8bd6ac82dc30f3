/**
 * Where a request of ours to somebody else's server may go: over https, to a public name whose every address is public;
 * in development to this machine, over http.
 *
 * Trade-off: a name may lead elsewhere a moment after it was resolved. A Worker's fetch reaches no private network;
 * where ours runs otherwise, its network has to see to that.
 */

import { isPublicAddress, isPublicName } from "./public-address.ts";

/** How a request leaves: passed in, so that tests bring their own. */
export interface OutboundNetwork {
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  /** every address of a name, none for a name that there isn't. @throws where nobody says which */
  readonly resolve: (hostname: string, signal: AbortSignal) => Promise<readonly string[]>;
  /** development alone: places on this machine, over http */
  readonly local: boolean;
  /** limit of one request, ms */
  readonly limitMs?: number;
}

/** `unreachable`: there is no such name; `unresolved`: nobody says whether there is. */
export type PlaceRefusal = "address_refused" | "unresolved" | "unreachable";

/** By its form alone, before its name is resolved. */
export function mayBeCalled(url: URL, local: boolean): boolean {
  if (local && isLoopback(url.hostname)) return true;
  return url.protocol === "https:" && isPublicName(url.hostname);
}

/** [RG19] Without an address that is public nothing is fetched: another look-up may find another one. */
export async function placeRefusal(
  url: URL,
  { resolve, local }: OutboundNetwork,
  signal: AbortSignal,
): Promise<PlaceRefusal | undefined> {
  if (!mayBeCalled(url, local)) return "address_refused";
  if (local && isLoopback(url.hostname)) return undefined;
  const addresses = await resolve(url.hostname, signal).catch(() => undefined);
  if (!addresses) return "unresolved";
  if (addresses.length === 0) return "unreachable";
  return addresses.every(isPublicAddress) ? undefined : "address_refused";
}

/** A name of the machine that looks at it. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)$/.test(hostname);
}
