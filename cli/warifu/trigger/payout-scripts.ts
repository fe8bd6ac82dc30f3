/**
 * Payouts, triggered: money that was really earned by a test trade goes to an account that is nobody's. What only the
 * bank's side does, that it has the order or sends it back, is the operator's word: beside `npm start` the command finds
 * his key, elsewhere it says what is missing.
 */

import { PayoutFile, ReturnedPayout } from "../../../protocol/operator/payout-files.ts";
import { askWith } from "../../ask-server.ts";
import { isRefusal } from "./refused-order.ts";
import { paidTrade, type Stage, until } from "./stage.ts";

/** The documentation's own IBAN. */
const NOBODYS = { iban: "DE89370400440532013000", holder: "Test shop" };

export async function orderedPayout(stage: Stage): Promise<string> {
  await ensureAccount(stage);
  return requested(stage, "ordered");
}

export async function paidPayout(stage: Stage): Promise<string> {
  const ask = operatorOf(stage);
  const id = await orderedPayout(stage);
  const file = await ask("/v1/payouts/files", { currency: stage.currency }, PayoutFile);
  await ask(`/v1/payouts/files/${file.id}/sent`, {}, PayoutFile);
  stage.say(`the operator's bank has it, in ${file.id}`);
  await untilStatus(stage, id, "paid");
  return id;
}

export async function returnedPayout(stage: Stage): Promise<string> {
  const ask = operatorOf(stage);
  const id = await paidPayout(stage);
  await ask(`/v1/payouts/${id}/return`, { reason: "AC04" }, ReturnedPayout);
  stage.say("the bank sent it back: AC04, the account is closed");
  await untilStatus(stage, id, "returned");
  return id;
}

/** [LE52] The carrier pays nothing to who has named no account. */
export async function refusedPayout(stage: Stage): Promise<string> {
  const named = await hasAccount(stage);
  if (named)
    throw new Error(
      "a test carrier refuses payouts of who has no payout account, and this register has one: try it with a fresh one (warifu init --env other.env)",
    );
  return requested(stage, "refused");
}

async function requested(stage: Stage, status: string): Promise<string> {
  const { warifu, currency, say } = stage;
  await paidTrade(stage);
  const { id } = await warifu.requestPayout(currency);
  say(`asked for a payout of all ${currency}: ${id}`);
  await untilStatus(stage, id, status);
  return id;
}

async function untilStatus({ warifu, say }: Stage, id: string, status: string): Promise<void> {
  await until(async () => (await warifu.getPayout(id)).status === status, `${id} to be ${status}`);
  say(`the payout is ${status}`);
}

async function hasAccount({ warifu }: Stage): Promise<boolean> {
  try {
    await warifu.getPayoutAccount();
    return true;
  } catch (error) {
    if (isRefusal(error, "payout_account_missing")) return false;
    throw error;
  }
}

async function ensureAccount(stage: Stage): Promise<void> {
  if (await hasAccount(stage)) return;
  await stage.warifu.setPayoutAccount(NOBODYS);
  stage.say("named a payout account, nobody's");
}

function operatorOf({ operator }: Stage) {
  if (!operator)
    throw new Error(
      "this takes the operator's word: set WARIFU_OPERATOR_KEY and --carrier (both are found beside npm start)",
    );
  const ask = askWith(fetch);
  const headers = { authorization: `Bearer ${operator.key}` };
  return <S extends Parameters<typeof ask>[3]>(path: string, body: unknown, schema: S) =>
    ask("the carrier", new URL(path, operator.carrier), body, schema, headers);
}
