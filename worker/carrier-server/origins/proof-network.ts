/** The network that proofs are fetched over: the Worker's own fetch, and names resolved over https. */

import type { OutboundNetwork } from "../../http/outbound/public-place.ts";
import { resolveName } from "../../http/outbound/resolve-name.ts";
import type { CarrierSettings } from "../settings.ts";

export function proofNetworkOf({
  LOCAL_ORIGINS,
  DNS_RESOLVER,
}: Pick<CarrierSettings, "LOCAL_ORIGINS" | "DNS_RESOLVER">): OutboundNetwork {
  return {
    fetch: (url, init) => fetch(url, init),
    resolve: (hostname, signal) => resolveName(hostname, signal, DNS_RESOLVER),
    local: LOCAL_ORIGINS === "on",
  };
}
