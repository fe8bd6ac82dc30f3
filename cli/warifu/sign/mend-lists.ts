/**
 * Lists that a tool made up, put right where a JSON Schema says more than the tool heeds (`uniqueItems`) or can't say it
 * (an order, one element for each currency). Elements of a wrong type stay as they are.
 */

import type { Payload } from "./signed-routes.ts";

/** A body's lists beside what is signed: one minimum for each currency, one item for each id. */
export function mendBody(body: Payload): Payload {
  const { minimums, items } = body;
  return {
    ...body,
    ...(Array.isArray(minimums) ? { minimums: oneFor("currency", minimums) } : {}),
    ...(Array.isArray(items) ? { items: oneFor("id", items).map(mendAsks) } : {}),
  };
}

/** The signed object's own lists. */
export function mendLists(payload: Payload): Payload {
  const { scopes } = payload;
  const mended = isWords(scopes) ? { ...payload, scopes: [...new Set(scopes)] } : payload;
  return mendAsks(mended) as Payload;
}

function mendAsks(of: unknown): unknown {
  const { asks } = (of ?? {}) as Payload;
  return isWords(asks) ? { ...(of as Payload), asks: [...new Set(asks)].sort() } : of;
}

function oneFor(name: string, list: readonly unknown[]): unknown[] {
  const known = new Set<unknown>();
  return list.filter((one) => {
    const word = (one as Payload | null)?.[name];
    if (typeof word !== "string") return true;
    if (known.has(word)) return false;
    return known.add(word);
  });
}

function isWords(list: unknown): list is string[] {
  return Array.isArray(list) && list.every((one) => typeof one === "string");
}
