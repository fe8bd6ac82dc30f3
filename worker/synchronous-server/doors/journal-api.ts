/**
 * The register servers' door to their journal: every sale, fee, refund, capture and payout, in pages, and as an
 * hledger export [LE58]. Reads only; each till's part is of one moment of it, and so is the register's.
 *
 * Trade-off: an export is put together in the Worker's memory, some hundred thousand sales of it. A bigger
 * register reads its journal in pages.
 */

import { PAGE_ENTRIES_DEFAULT } from "../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import type { ShopEntry, ShopJournal } from "../../../protocol/register/payouts.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import type { QueryOf } from "../../http/list-query.ts";
import { JOURNAL_QUERY } from "../contract/list-queries.ts";
import type { SynchronousEnv } from "../env.ts";
import { loanEntry } from "../register/payout-contents.ts";
import { isTaken, payoutEntry, type RegisterBooks } from "../register/register-books.ts";
import { shopHledger } from "../register/shop-hledger.ts";
import { cursorAt } from "./reading/cursor.ts";
import { listAsked } from "./reading/list-request.ts";
import { type Asked, allTills, askedOf, tillPage } from "./whole-journal.ts";

export function addJournalApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/journal", async (c) => answer(c.req.raw, await journal(c.req.raw, c.env)));
  door.get("/v1/journal/export", async (c) => {
    const text = await exported(c.req.raw, c.env);
    if (!text.ok) return refuse(c.req.raw, text.error);
    return new Response(text.value, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
  });
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
  const listed = await listAsked(request, env, JOURNAL_QUERY, (text) => !!cursorOf(text));
  if (!listed.ok) return listed;
  const { query, place, scope } = listed.value;
  const asked = await askedOf(request, env);
  if (!asked.ok) return asked;
  const cursor = cursorOf(place ?? "0.0.0") ?? BEGINNING;
  const page = await pageAt(asked.value, cursor, query.limit ?? PAGE_ENTRIES_DEFAULT, env);
  if (!page.ok) return page;
  const { next } = page.value;
  const entries = page.value.entries.filter((entry) => isWanted(entry, query));
  return ok(next === undefined ? { entries } : { entries, next: await cursorAt(next, scope) });
}

const BEGINNING: Cursor = { till: 0, sale: 0, booking: 0 };

function isWanted(
  { kind, currency, at }: ShopEntry,
  query: QueryOf<typeof JOURNAL_QUERY>,
): boolean {
  const { at_from: from = 0, at_until: until = Number.POSITIVE_INFINITY } = query;
  const kinds = query.kind?.split(",") ?? [kind];
  const isOfKind = kinds.includes(kind) && (query.currency ?? currency) === currency;
  return isOfKind && at >= from && at < until;
}

async function pageAt(
  asked: Asked,
  { till, ...after }: Cursor,
  limit: number,
  env: SynchronousEnv,
): Promise<Result<ShopJournal, Refusal>> {
  const { tills } = asked.books;
  if (till >= tills) return ok(ownPage(asked.books, after.sale, limit));
  const page = await tillPage(asked, till, { after, limit }, env);
  if (!page.ok) return page;
  const { entries, next } = page.value;
  const place = next ? `${till}.${next.sale}.${next.booking}` : `${till + 1}.0.0`;
  return ok({ entries, next: place });
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
  const tills = await allTills(asked.value, env);
  return tills.ok ? ok(shopHledger(tills.value, asked.value.books)) : tills;
}
