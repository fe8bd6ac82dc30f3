/** A request for a list, read: who asks, with which filters, from where on [AR3]. */

import { LIST_ENTRIES_DEFAULT } from "../../../../protocol/limits.ts";
import type { Refusal } from "../../../../protocol/problem.ts";
import { ok, type Result } from "../../../../protocol/result.ts";
import { isPlace, LAST_PLACE, placeAt } from "../../../../protocol/trade/place.ts";
import type { Parameter } from "../../../http/contract/operation.ts";
import { type QueryOf, readQuery } from "../../../http/list-query.ts";
import type { LISTED } from "../../contract/list-queries.ts";
import { deploymentOf } from "../../deployment.ts";
import type { SynchronousEnv } from "../../env.ts";
import type { Page } from "../../reading/pages.ts";
import { type ApiKey, apiKeyOf } from "../../register/keys/api-key.ts";
import { type CursorScope, placeIn } from "./cursor.ts";

type Parameters = Readonly<Record<string, Parameter>> &
  Readonly<Record<keyof typeof LISTED, Parameter>>;

export interface ListAsked<P extends Parameters> {
  readonly apiKey: ApiKey;
  readonly query: QueryOf<P>;
  readonly limit: number;
  /** where it goes on; undefined at the beginning */
  readonly place: string | undefined;
  readonly scope: CursorScope;
}

/** @param isOurPlace what a place of this list looks like */
export async function listAsked<const P extends Parameters>(
  request: Request,
  env: SynchronousEnv,
  parameters: P,
  isOurPlace: (text: string) => boolean = isPlace,
): Promise<Result<ListAsked<P>, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const query = readQuery(request, parameters);
  if (!query.ok) return query;
  const { limit, cursor, expand: _, ...filters } = query.value as Record<string, unknown>;
  const { register } = apiKey.value;
  const scope = { register, list: new URL(request.url).pathname, filters };
  const place = await placeIn(cursor as string | undefined, scope, isOurPlace);
  if (!place.ok) return place;
  const asked = { limit: (limit as number | undefined) ?? LIST_ENTRIES_DEFAULT, scope };
  return ok({ apiKey: apiKey.value, query: query.value, ...asked, place: place.value });
}

/** What is asked of each till: places of these times that come after the cursor. @param of the list's kind of places */
export function pageOf(
  { limit, place }: Pick<ListAsked<Parameters>, "limit" | "place">,
  { created_from: from, created_until: until }: { created_from?: number; created_until?: number },
  { at, last }: { at: (ms: number) => string; last: string } = { at: placeAt, last: LAST_PLACE },
): Page {
  const [end, start] = [until === undefined ? last : at(until), place ?? last];
  return { from: at(from ?? 0), before: start < end ? start : end, limit };
}

/** The words of `expand`, which were read by the list's own parameter. */
export function expansionsIn<E extends string>(text: string | undefined): E[] {
  return (text?.split(",") ?? []) as E[];
}
