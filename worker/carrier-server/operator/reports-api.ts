/**
 * The operator's door to the books: the list of accounts, an account's transfers, exports of an account, of a
 * whole branch and of the whole carrier, and the audit log. Reads only; each answer is of one moment of the branch.
 */

import * as v from "valibot";
import type { AccountList } from "../../../protocol/account/opening.ts";
import { Mode } from "../../../protocol/ids.ts";
import type { AuditLog } from "../../../protocol/operator/audit.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { objectNamed } from "../../objects/placed.ts";
import { allBranches, branchFor, branchNumbered } from "../branch/branches.ts";
import type { CarrierEnv } from "../env.ts";
import { hledgerJournal } from "../reports/hledger.ts";
import { type Cursor, cursorAfter, cursorOf, pageOf } from "../reports/statement.ts";
import { wholeCarrier } from "../reports/whole-carrier.ts";
import { treasuryOf } from "../take-payout.ts";
import { accountRequestOf, operatorOf, pageLimitOf } from "./operator-request.ts";

export function addReportsApi(door: Door<CarrierEnv>): void {
  door.get("/v1/account/transfers", async (c) =>
    answer(c.req.raw, await transfers(c.req.raw, c.env)),
  );
  door.get("/v1/account/export", async (c) =>
    plainText(c.req.raw, await accountExport(c.req.raw, c.env)),
  );
  door.get("/v1/export", async (c) => plainText(c.req.raw, await wholeExport(c.req.raw, c.env)));
  door.get("/v1/branches/:branch/export", async (c) =>
    plainText(c.req.raw, await branchExport(c.req.raw, c.req.param("branch"), c.env)),
  );
  door.get("/v1/branches/:branch/accounts", async (c) =>
    answer(c.req.raw, await accounts(c.req.raw, c.req.param("branch"), c.env)),
  );
  door.get("/v1/branches/:branch/audit", async (c) =>
    answer(c.req.raw, await audit(c.req.raw, c.req.param("branch"), c.env)),
  );
}

async function transfers(request: Request, env: CarrierEnv) {
  const from = await accountRequestOf(request, env);
  if (!from.ok) return from;
  const page = pageAsked(request);
  if (!page.ok) return page;
  const { account } = from.value;
  const read = await branchFor(env, account).accountExtract(account);
  if (!read.ok) return read;
  return ok(pageOf(account, read.value.entries, page.value));
}

function pageAsked(request: Request): Result<{ limit: number; cursor: Cursor }, Refusal> {
  const query = queryOf(request);
  const limit = pageLimitOf(query);
  if (!limit.ok) return limit;
  const text = query.get("cursor");
  const cursor = text === null ? { at: 0, seen: 0 } : cursorOf(text);
  if (!cursor) return err(refusal("invalid_request", { param: "cursor" }));
  return ok({ limit: limit.value, cursor });
}

async function accountExport(request: Request, env: CarrierEnv): Promise<Result<string, Refusal>> {
  const from = await accountRequestOf(request, env);
  if (!from.ok) return from;
  const format = formatOf(request, ["hledger"]);
  if (!format.ok) return format;
  const { account } = from.value;
  const read = await branchFor(env, account).accountExtract(account);
  return read.ok ? ok(hledgerJournal(read.value)) : read;
}

async function branchExport(
  request: Request,
  number: string,
  env: CarrierEnv,
): Promise<Result<string, Refusal>> {
  const operator = await operatorOf(request, env);
  if (!operator.ok) return operator;
  const format = formatOf(request, ["hledger"]);
  if (!format.ok) return format;
  const branch = branchNumbered(env, number);
  if (!branch) return err(refusal("route_not_found"));
  return ok(hledgerJournal(await branch.extract()));
}

/** Branches first, then Books: a sweep in between is on its way in neither, and never twice in both. */
async function wholeExport(request: Request, env: CarrierEnv): Promise<Result<string, Refusal>> {
  const operator = await operatorOf(request, env);
  if (!operator.ok) return operator;
  const format = formatOf(request, ["hledger"]);
  if (!format.ok) return format;
  const registers = await treasuryOf(env).registers();
  const branches = await Promise.all(allBranches(env).map((branch) => branch.extract()));
  const books = await Promise.all(
    registers.map((register) => objectNamed(env.BOOKS, register).extract()),
  );
  const known = books.filter((one) => one !== undefined);
  return ok(hledgerJournal(wholeCarrier(v.parse(Mode, env.MODE), branches, known)));
}

async function accounts(
  request: Request,
  number: string,
  env: CarrierEnv,
): Promise<Result<AccountList, Refusal>> {
  const operator = await operatorOf(request, env);
  if (!operator.ok) return operator;
  const page = pageAsked(request);
  if (!page.ok) return page;
  const branch = branchNumbered(env, number);
  if (!branch) return err(refusal("route_not_found"));
  const { limit, cursor } = page.value;
  const found = await branch.accounts(cursor, limit + 1);
  const listed = found.slice(0, limit);
  const next =
    found.length > limit
      ? cursorAfter(
          cursor,
          listed.map((one) => one.opened_at),
        )
      : {};
  return ok({ accounts: listed, ...next });
}

async function audit(
  request: Request,
  number: string,
  env: CarrierEnv,
): Promise<Result<AuditLog, Refusal>> {
  const operator = await operatorOf(request, env);
  if (!operator.ok) return operator;
  const query = queryOf(request);
  const limit = pageLimitOf(query);
  if (!limit.ok) return limit;
  const cursor = query.get("cursor") ?? "0";
  if (!/^\d{1,15}$/.test(cursor)) return err(refusal("invalid_request", { param: "cursor" }));
  const branch = branchNumbered(env, number);
  if (!branch) return err(refusal("route_not_found"));
  const found = await branch.audit(Number(cursor), limit.value + 1);
  const entries = found.slice(0, limit.value);
  const last = entries.at(-1);
  return ok(
    found.length > entries.length && last ? { entries, next: `${last.number}` } : { entries },
  );
}

function queryOf(request: Request): URLSearchParams {
  return new URL(request.url).searchParams;
}

/** Which of these formats is asked for. */
export function formatOf(
  request: Request,
  known: readonly string[],
  otherwise = "",
): Result<string, Refusal> {
  const format = queryOf(request).get("format") ?? otherwise;
  if (known.includes(format)) return ok(format);
  return err(refusal("invalid_request", { param: "format", detail: known.join(", ") }));
}

function plainText(request: Request, text: Result<string, Refusal>): Response {
  if (!text.ok) return refuse(request, text.error);
  return new Response(text.value, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
