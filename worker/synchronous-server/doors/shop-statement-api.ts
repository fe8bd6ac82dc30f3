/**
 * The register servers' door to their monthly statements [LE46]: as JSON, as CSV, and as a page for paper. Reads
 * only. Like an export, a statement is put together in the Worker's memory from the whole journal.
 */

import { type Refusal, refusal } from "../../../protocol/problem.ts";
import type { ShopStatement } from "../../../protocol/register/payouts.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { monthNamed } from "../../http/month.ts";
import { statementResponse } from "../../http/statement-frame.ts";
import { statementStyleHash } from "../../http/statement-style.ts";
import type { SynchronousEnv } from "../env.ts";
import { shopStatement, shopStatementCsv } from "../register/shop-statement.ts";
import { shopStatementPage } from "../register/shop-statement-page.ts";
import {
  SHOP_STATEMENT_WORDS,
  type ShopStatementLanguage,
} from "../register/shop-statement-words.ts";
import { allTills, askedOf } from "./whole-journal.ts";

const FORMATS = ["json", "csv", "html"];

export function addShopStatementApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/journal/statements/:month", async (c) => {
    const shape = shapeOf(c.req.raw);
    if (!shape.ok) return refuse(c.req.raw, shape.error);
    const made = await statementOf(c.req.raw, c.req.param("month") ?? "", c.env);
    if (!made.ok || shape.value.format === "json") return answer(c.req.raw, made);
    if (shape.value.format === "csv")
      return new Response(shopStatementCsv(made.value), {
        headers: { "Content-Type": "text/csv; charset=utf-8" },
      });
    const { language } = shape.value;
    const styleHash = await statementStyleHash();
    const page = shopStatementPage(made.value, language, styleHash);
    return statementResponse(page, language, styleHash);
  });
}

interface Shape {
  readonly format: string;
  readonly language: ShopStatementLanguage;
}

function shapeOf(request: Request): Result<Shape, Refusal> {
  const query = new URL(request.url).searchParams;
  const [format, language] = [query.get("format") ?? "json", query.get("lang") ?? "en"];
  if (!FORMATS.includes(format))
    return err(refusal("invalid_request", { param: "format", detail: FORMATS.join(", ") }));
  if (Object.hasOwn(SHOP_STATEMENT_WORDS, language))
    return ok({ format, language: language as ShopStatementLanguage });
  const known = Object.keys(SHOP_STATEMENT_WORDS).join(", ");
  return err(refusal("invalid_request", { param: "lang", detail: known }));
}

async function statementOf(
  request: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<ShopStatement, Refusal>> {
  const month = monthNamed(text);
  if (!month) return err(refusal("invalid_request", { param: "month" }));
  const asked = await askedOf(request, env);
  if (!asked.ok) return asked;
  const tills = await allTills(asked.value, env);
  if (!tills.ok) return tills;
  const { apiKey, books } = asked.value;
  const journals = tills.value.map(({ entries }) => entries);
  return ok(shopStatement(apiKey.register, month, journals, books));
}
