/** The network that webhooks go over: the Worker's own fetch, and names resolved over https, kept for a minute. */

import type { OutboundNetwork } from "../../../http/outbound/public-place.ts";
import { resolveName } from "../../../http/outbound/resolve-name.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { SynchronousSettings } from "../../settings.ts";

const KEPT_MS = 60_000;
const NAMES_MAX = 1_000;
const kept = new Map<string, { readonly addresses: readonly string[]; readonly until: number }>();

export function webhookNetworkOf({
  LOCAL_ORIGINS,
  DNS_RESOLVER,
}: Pick<SynchronousSettings, "LOCAL_ORIGINS" | "DNS_RESOLVER">): OutboundNetwork {
  return {
    fetch: (url, init) => fetch(url, init),
    resolve: async (hostname, signal) => {
      const known = kept.get(hostname);
      if (known && clockNow() < known.until) return known.addresses;
      const addresses = await resolveName(hostname, signal, DNS_RESOLVER);
      if (kept.size >= NAMES_MAX) kept.clear();
      kept.set(hostname, { addresses, until: clockNow() + KEPT_MS });
      return addresses;
    },
    local: LOCAL_ORIGINS === "on",
  };
}
