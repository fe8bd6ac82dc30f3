/**
 * Names resolved over https (RFC 8484's JSON form). Only what a resolver says for certain is an answer: it must not be
 * able to make a name look as if it weren't there [RG19].
 */

import * as v from "valibot";
import { readText } from "./read-text.ts";

const DEFAULT_RESOLVER = "https://cloudflare-dns.com/dns-query";
/** Types of record: A and AAAA. Others come along, as the names on the way. */
const ADDRESS_TYPES = [1, 28];
/** RFC 1035 §4.1.1: NOERROR and NXDOMAIN. Every other status is the resolver's trouble, not the name's. */
const ANSWERED = [0, 3];
const DNS_BYTES_MAX = 64 * 1024;

const DnsAnswer = v.object({
  Status: v.picklist(ANSWERED),
  /** a truncated answer may lack the address that matters */
  TC: v.exactOptional(v.literal(false)),
  Answer: v.exactOptional(v.array(v.object({ type: v.number(), data: v.string() }))),
});

/** Every address of a name, none for a name that there isn't. @throws where nobody says which */
export async function resolveName(
  hostname: string,
  signal: AbortSignal,
  resolver = DEFAULT_RESOLVER,
): Promise<string[]> {
  const asked = ["A", "AAAA"].map((type) => ask(resolver, hostname, type, signal));
  return (await Promise.all(asked)).flat();
}

/** @throws for what isn't a whole answer */
async function ask(resolver: string, name: string, type: string, signal: AbortSignal) {
  const url = new URL(resolver);
  url.search = `${new URLSearchParams({ name, type })}`;
  const init = { headers: { Accept: "application/dns-json" }, redirect: "manual", signal } as const;
  const response = await fetch(url, init);
  const text = response.status === 200 ? await readText(response, DNS_BYTES_MAX, signal) : "";
  const { Answer = [] } = v.parse(DnsAnswer, JSON.parse(text ?? ""));
  return Answer.filter((one) => ADDRESS_TYPES.includes(one.type)).map(({ data }) => data);
}
