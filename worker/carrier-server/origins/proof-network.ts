/** The network that proofs are fetched over: the Worker's own fetch, and names resolved over https (RFC 8484's JSON form). */

import * as v from "valibot";
import type { CarrierSettings } from "../settings.ts";
import type { ProofNetwork } from "./prove-origin.ts";

const DEFAULT_RESOLVER = "https://cloudflare-dns.com/dns-query";
/** Types of record: A and AAAA. Others come along, as the names on the way. */
const ADDRESS_TYPES = [1, 28];

const DnsAnswer = v.object({
  Status: v.number(),
  Answer: v.exactOptional(v.array(v.object({ type: v.number(), data: v.string() }))),
});

export function proofNetworkOf({
  LOCAL_ORIGINS,
  DNS_RESOLVER = DEFAULT_RESOLVER,
}: Pick<CarrierSettings, "LOCAL_ORIGINS" | "DNS_RESOLVER">): ProofNetwork {
  return {
    fetch: (url, init) => fetch(url, init),
    resolve: async (hostname, signal) => {
      const asked = ["A", "AAAA"].map((type) => ask(DNS_RESOLVER, hostname, type, signal));
      return (await Promise.all(asked)).flat();
    },
    local: LOCAL_ORIGINS === "on",
  };
}

/** @throws for an answer that isn't one: what can't be looked up isn't proven */
async function ask(resolver: string, name: string, type: string, signal: AbortSignal) {
  const url = new URL(resolver);
  url.search = `${new URLSearchParams({ name, type })}`;
  const init = { headers: { Accept: "application/dns-json" }, redirect: "manual", signal } as const;
  const response = await fetch(url, init);
  const { Answer = [] } = v.parse(DnsAnswer, await response.json());
  return Answer.filter((one) => ADDRESS_TYPES.includes(one.type)).map(({ data }) => data);
}
