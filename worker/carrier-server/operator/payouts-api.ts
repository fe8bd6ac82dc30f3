/**
 * The operator's door to payouts: what waits for the bank, files of it as ISO 20022 or CSV, and that a file was
 * sent. The Treasury decides and records who asked [LE17]; here the bytes are made, the same ones each time.
 */

import * as v from "valibot";
import { MakePayoutFile, PayoutFileId } from "../../../protocol/operator/payout-files.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { BankAccount } from "../../../protocol/register/payout-account.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { hashOf } from "../../../protocol/signing/signature.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { REPLAYED } from "../../http/idempotency.ts";
import type { CarrierEnv } from "../env.ts";
import { treasuryOf } from "../take-payout.ts";
import { pain001, payoutsCsv } from "../treasury/pain-001.ts";
import type { FileAnswer } from "../treasury/treasury.ts";
import { commandOf, operatorOf } from "./operator-request.ts";
import { returnPayout } from "./returned-payouts.ts";

export function addPayoutsApi(door: Door<CarrierEnv>): void {
  door.get("/v1/payouts", async (c) => {
    const operator = await operatorOf(c.req.raw, c.env);
    if (!operator.ok) return refuse(c.req.raw, operator.error);
    return answer(c.req.raw, ok(await treasuryOf(c.env).overview()));
  });
  door.get("/v1/payouts/audit", async (c) => {
    const operator = await operatorOf(c.req.raw, c.env);
    if (!operator.ok) return refuse(c.req.raw, operator.error);
    return answer(c.req.raw, ok({ entries: await treasuryOf(c.env).audit() }));
  });
  door.post("/v1/payouts/files", async (c) => filed(c.req.raw, await makeFile(c.req.raw, c.env)));
  door.get("/v1/payouts/files/:file", (c) => readFile(c.req.raw, c.req.param("file"), c.env));
  door.post("/v1/payouts/files/:file/sent", async (c) =>
    filed(c.req.raw, await markSent(c.req.raw, c.req.param("file"), c.env)),
  );
  door.post("/v1/payouts/:payout/return", (c) =>
    returnPayout(c.req.raw, c.req.param("payout"), c.env),
  );
}

function filed(request: Request, done: Result<FileAnswer, Refusal>): Response {
  if (!done.ok) return refuse(request, done.error);
  const { file, replayed } = done.value;
  return answer(request, ok(file), { headers: replayed ? REPLAYED : {} });
}

async function makeFile(request: Request, env: CarrierEnv): Promise<Result<FileAnswer, Refusal>> {
  const asked = await commandOf(request, env, MakePayoutFile);
  if (!asked.ok) return asked;
  const { operator, idempotencyKey, body } = asked.value;
  // Before anything is put into it: a file that can't be read would hold payouts back.
  const debtor = debtorOf(env);
  if (!debtor) return err(refusal("payout_debtor_missing"));
  const { currency } = body;
  return treasuryOf(env).makeFile({
    ...{ operator, idempotencyKey, act: "make_file", asked: currency, currency, debtor },
    body: await hashOf({ act: "make_file", currency }),
  });
}

async function markSent(
  request: Request,
  text: string,
  env: CarrierEnv,
): Promise<Result<FileAnswer, Refusal>> {
  const asked = await commandOf(request, env, v.strictObject({}));
  if (!asked.ok) return asked;
  const file = v.safeParse(PayoutFileId, text);
  if (!file.success) return err(refusal("payout_not_found"));
  const { operator, idempotencyKey } = asked.value;
  return treasuryOf(env).markSent({
    ...{ operator, idempotencyKey, act: "mark_sent", asked: file.output, file: file.output },
    body: await hashOf({ act: "mark_sent", file: file.output }),
  });
}

async function readFile(request: Request, text: string, env: CarrierEnv): Promise<Response> {
  const operator = await operatorOf(request, env);
  if (!operator.ok) return refuse(request, operator.error);
  const format = new URL(request.url).searchParams.get("format") ?? "json";
  const id = v.safeParse(PayoutFileId, text);
  const found = id.success ? await treasuryOf(env).file(id.output) : undefined;
  if (!found) return refuse(request, refusal("payout_not_found"));
  const { file, payouts } = found;
  if (format === "json") return answer(request, ok({ ...file, contents: payouts }));
  if (format === "csv") return download(payoutsCsv(payouts), "text/csv", `${file.id}.csv`);
  if (format !== "pain.001")
    return refuse(request, refusal("invalid_request", { param: "format" }));
  const debtor = await treasuryOf(env).debtorOf(file.id, debtorOf(env));
  if (!debtor) return refuse(request, refusal("payout_debtor_missing"));
  return download(pain001(file, payouts, debtor), "application/xml", `${file.id}.xml`);
}

function download(text: string, type: string, name: string): Response {
  const headers = {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Disposition": `attachment; filename="${name}"`,
  };
  return new Response(text, { headers });
}

/** @throws for a setting that is no account: the operator finds out at his first file, not his bank */
function debtorOf({ PAYOUT_DEBTOR }: CarrierEnv): BankAccount | undefined {
  if (PAYOUT_DEBTOR === undefined || PAYOUT_DEBTOR === "") return undefined;
  return v.parse(BankAccount, JSON.parse(PAYOUT_DEBTOR));
}
