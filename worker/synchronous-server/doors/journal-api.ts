/**
 * The register servers' door to their journal: every sale, fee, refund, capture and payout, in pages, and as an
 * hledger export [LE58]. Reads only; each till's part is of one moment of it, and so is the register's.
 *
 * Trade-off: an export is put together in the Worker's memory, some hundred thousand sales of it. A bigger
 * register reads its journal in pages.
 */

import { PAGE_ENTRIES_DEFAULT, PAGE_ENTRIES_MAX } from "../../../protocol/limits.ts";
import type { ShopEntry, ShopJournal } from "../../../protocol/payouts.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import { type ApiKey, apiKeyOf } from "../register/api-key.ts";
import { loanEntry } from "../register/payout-contents.ts";
import { isTaken, payoutEntry, type RegisterBooks } from "../register/register-books.ts";
import { shopHledger, type TillBooks } from "../register/shop-hledger.ts";
import { tillName } from "../till/name.ts";

/** Entries of one question to a till: well below what one answer can carry. */
const EXPORT_PAGE = 2_000;

export function addJournalApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/journal", async (c) => answer(c.req.raw, await journal(c.req.raw, c.env)));
  door.get("/v1/journal/export", async (c) => {
    const text = await exported(c.req.raw, c.env);
    if (!text.ok) return refuse(c.req.raw, text.error);
    return new Response(text.value, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
  });
}

interface Asked {
  readonly apiKey: ApiKey;
  readonly books: RegisterBooks;
}

async function askedOf(request: Request, env: SynchronousEnv): Promise<Result<Asked, Refusal>> {
  const { trust } = await deploymentOf(env);
  const apiKey = await apiKeyOf(request, trust.mode);
  if (!apiKey.ok) return apiKey;
  const { register, hash } = apiKey.value;
  const books = await env.REGISTER.getByName(register).books(hash);
  return books.ok ? ok({ apiKey: apiKey.value, books: books.value }) : books;
}

/** `till.sale.booking`: the till after the last one is the register's own part, `n` entries of it known as its sale. */
interface Cursor {
  readonly till: number;
  readonly sale: number;
  readonly booking: number;
}

async function journal(
  request: Request,
  env: SynchronousEnv,
): Promise<Result<ShopJournal, Refusal>> {
  const query = new URL(request.url).searchParams;
  const text = query.get("limit") ?? `${PAGE_ENTRIES_DEFAULT}`;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > PAGE_ENTRIES_MAX)
    return err(refusal("invalid_request", { param: "limit", detail: `1 to ${PAGE_ENTRIES_MAX}` }));
  const cursor = cursorOf(query.get("cursor") ?? "0.0.0");
  if (!cursor) return err(refusal("invalid_request", { param: "cursor" }));
  const asked = await askedOf(request, env);
  if (!asked.ok) return asked;
  const { till, ...after } = cursor;
  const { tills } = asked.value.books;
  if (till >= tills) return ok(ownPage(asked.value.books, after.sale, limit));
  const page = await tillPage(asked.value, till, { after, limit }, env);
  if (!page.ok) return page;
  const { entries, next } = page.value;
  const place = next ? `${till}.${next.sale}.${next.booking}` : `${till + 1}.0.0`;
  return ok({ entries, next: place });
}

function tillPage(
  { apiKey: { register, hash } }: Asked,
  till: number,
  page: { after: { sale: number; booking: number }; limit: number },
  env: SynchronousEnv,
) {
  return env.TILL.getByName(tillName(register, till)).journal(hash, page);
}

/** What the register itself lent and paid out, by time. What it collected is in the tills' parts. */
function ownPage(books: RegisterBooks, seen: number, limit: number): ShopJournal {
  const own = [...books.loans.map(loanEntry), ...books.payouts.filter(isTaken).map(payoutEntry)];
  const sorted = own.sort((a, b) => a.at - b.at);
  const entries = sorted.slice(seen, seen + limit);
  if (seen + limit >= sorted.length) return { entries };
  return { entries, next: `${books.tills}.${seen + limit}.0` };
}

function cursorOf(text: string): Cursor | undefined {
  const match = /^(\d{1,5})\.(\d{1,12})\.(\d{1,12})$/.exec(text);
  if (!match) return undefined;
  return { till: Number(match[1]), sale: Number(match[2]), booking: Number(match[3]) };
}

async function exported(request: Request, env: SynchronousEnv): Promise<Result<string, Refusal>> {
  const format = new URL(request.url).searchParams.get("format");
  if (format !== "hledger")
    return err(refusal("invalid_request", { param: "format", detail: "hledger" }));
  const asked = await askedOf(request, env);
  if (!asked.ok) return asked;
  const tills: TillBooks[] = [];
  for (let till = 0; till < asked.value.books.tills; till++) {
    const read = await wholeTill(asked.value, till, env);
    if (!read.ok) return read;
    tills.push(read.value);
  }
  return ok(shopHledger(tills, asked.value.books));
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
