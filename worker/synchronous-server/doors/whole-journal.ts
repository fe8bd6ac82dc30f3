/**
 * A register's whole journal, read for its exports and statements by who holds the API key. Each till's part is of
 * one moment of it, and so is the register's.
 */

import type { Refusal } from "../../../protocol/problem.ts";
import type { ShopEntry } from "../../../protocol/register/payouts.ts";
import { ok, type Result } from "../../../protocol/result.ts";
import { objectNamed } from "../../objects/placed.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { type ApiKey, apiKeyOf } from "../register/keys/api-key.ts";
import type { RegisterBooks } from "../register/register-books.ts";
import type { TillBooks } from "../register/shop-hledger.ts";
import { tillName } from "../till/name.ts";

/** Entries of one question to a till: well below what one answer can carry. */
const EXPORT_PAGE = 2_000;

export interface Asked {
  readonly apiKey: ApiKey;
  readonly books: RegisterBooks;
}

export async function askedOf(
  request: Request,
  env: SynchronousEnv,
): Promise<Result<Asked, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const { register, hash } = apiKey.value;
  const books = await objectNamed(env.REGISTER, register).books(hash);
  return books.ok ? ok({ apiKey: apiKey.value, books: books.value }) : books;
}

export function tillPage(
  { apiKey: { register, hash } }: Asked,
  till: number,
  page: { after: { sale: number; booking: number }; limit: number },
  env: SynchronousEnv,
) {
  return objectNamed(env.TILL, tillName(register, till)).journal(hash, page);
}

export async function allTills(
  asked: Asked,
  env: SynchronousEnv,
): Promise<Result<TillBooks[], Refusal>> {
  const tills: TillBooks[] = [];
  for (let till = 0; till < asked.books.tills; till++) {
    const read = await wholeTill(asked, till, env);
    if (!read.ok) return read;
    tills.push(read.value);
  }
  return ok(tills);
}

/** The balances are those of the last page's moment: what they must come to is all entries up to then. */
async function wholeTill(
  asked: Asked,
  till: number,
  env: SynchronousEnv,
): Promise<Result<TillBooks, Refusal>> {
  const entries: ShopEntry[] = [];
  for (let after = { sale: 0, booking: 0 }; ; ) {
    const page = await tillPage(asked, till, { after, limit: EXPORT_PAGE }, env);
    if (!page.ok) return page;
    entries.push(...page.value.entries);
    if (!page.value.next) return ok({ till, entries, balances: page.value.balances });
    after = page.value.next;
  }
}
