/**
 * The operator's door to an account's monthly statements: as JSON, as CSV, and as a page for paper. Reads only. The
 * page loads and runs nothing, and is kept by no cache.
 */

import type { RegisterId } from "../../../protocol/ids.ts";
import type { Statement } from "../../../protocol/operator/operator.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { monthNamed } from "../../http/month.ts";
import { statementResponse } from "../../http/statement-frame.ts";
import { statementStyleHash } from "../../http/statement-style.ts";
import { objectNamed } from "../../objects/placed.ts";
import { branchFor } from "../branch/branches.ts";
import type { CarrierEnv } from "../env.ts";
import { statement, statementCsv } from "../reports/statement.ts";
import { statementPage } from "../reports/statement-page.ts";
import { STATEMENT_WORDS, type StatementLanguage } from "../reports/statement-words.ts";
import { accountRequestOf } from "./operator-request.ts";
import { formatOf } from "./reports-api.ts";

export function addStatementsApi(door: Door<CarrierEnv>): void {
  door.get("/v1/account/statements/:month", async (c) => {
    const format = formatOf(c.req.raw, ["json", "csv", "html"], "json");
    const made = format.ok ? await statementOf(c.req.raw, c.req.param("month"), c.env) : format;
    if (!made.ok) return refuse(c.req.raw, made.error);
    if (format.ok && format.value === "html") return page(c.req.raw, made.value, c.env);
    if (format.ok && format.value === "csv")
      return new Response(statementCsv(made.value), {
        headers: { "Content-Type": "text/csv; charset=utf-8" },
      });
    return answer(c.req.raw, made);
  });
}

async function statementOf(
  request: Request,
  text: string,
  env: CarrierEnv,
): Promise<Result<Statement, Refusal>> {
  const from = await accountRequestOf(request, env);
  if (!from.ok) return from;
  const month = monthNamed(text);
  if (!month) return err(refusal("invalid_request", { param: "month" }));
  const { account } = from.value;
  const read = await branchFor(env, account).accountExtract(account);
  if (!read.ok) return read;
  return ok(statement(account, month, read.value.entries, read.value.postpaid));
}

async function page(request: Request, made: Statement, env: CarrierEnv): Promise<Response> {
  const language = languageOf(request);
  if (!language.ok) return refuse(request, language.error);
  const shops = await shopsOf(made, env);
  const styleHash = await statementStyleHash();
  const text = statementPage({ statement: made, language: language.value, shops, styleHash });
  return statementResponse(text, language.value, styleHash);
}

function languageOf(request: Request): Result<StatementLanguage, Refusal> {
  const language = new URL(request.url).searchParams.get("lang") ?? "en";
  if (Object.hasOwn(STATEMENT_WORDS, language)) return ok(language as StatementLanguage);
  const known = Object.keys(STATEMENT_WORDS).join(", ");
  return err(refusal("invalid_request", { param: "lang", detail: known }));
}

/** By today's certificates: a shop that has another name by now is printed under that one. */
async function shopsOf(
  { currencies }: Statement,
  env: CarrierEnv,
): Promise<ReadonlyMap<RegisterId, string>> {
  const entries = currencies.flatMap((one) => one.entries);
  const registers = new Set(entries.flatMap(({ register }) => register ?? []));
  const names = await Promise.all(
    [...registers].map(async (register) => {
      const certified = await objectNamed(env.BOOKS, register).certified();
      return certified ? [[register, certified.certificate.payload.name] as const] : [];
    }),
  );
  return new Map(names.flat());
}
