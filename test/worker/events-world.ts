// A register's events as its backend reads them.

import type { EventList, RegisterEvent } from "../../protocol/register/events.ts";
import { ask, type Shop } from "./synchronous-world.ts";

export async function eventPage(shop: Shop, query = ""): Promise<EventList> {
  const headers = { Authorization: `Bearer ${shop.apiKey}` };
  const response = await ask(`/v1/events${query}`, { headers });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/** All there are, `limit` at a time. */
export async function allEvents(shop: Shop, limit = 500): Promise<RegisterEvent[]> {
  const events: RegisterEvent[] = [];
  for (let after = "0"; ; ) {
    const page = await eventPage(shop, `?after=${after}&limit=${limit}`);
    events.push(...page.events);
    if (page.next === undefined) return events;
    after = page.next;
  }
}

/** The types of a trade's events, or a payout's, in their order. */
export function typesOf(events: readonly RegisterEvent[], subject: string): string[] {
  return events
    .filter(({ data }) => ("trade" in data ? data.trade : data.payout) === subject)
    .map(({ type }) => type.replace(/^trade\./, ""));
}

export function sequencesOf(events: readonly RegisterEvent[]): number[] {
  return events.map(({ sequence }) => sequence);
}

export const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);
