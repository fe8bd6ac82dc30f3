/**
 * The user terminals' door to a trade: read the offer, claim, decline, confirm. The terminal is known by
 * its credential and the request's signature [RQ1]; who pays is never asked for, told or logged.
 */

import { parseTradeId, type TradeId } from "../../../protocol/ids.ts";
import {
  ClaimTrade,
  DeclineTrade,
  type Granted,
  type MacGrant,
} from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { accountCommitment, macGrant } from "../../../protocol/trade/grant.ts";
import { offerHash } from "../../../protocol/trade/offer.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { requestIdOf } from "../../http/problem-response.ts";
import { callCarrier } from "../carrier-call.ts";
import { type Deployment, deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import type { ClaimQuestion, ClaimTaken } from "../till/acts.ts";
import { tillOf, tradeIdOf } from "../trade-address.ts";
import { type CredentialContent, payerTagAt } from "../user/credential.ts";
import { readAsTerminal, readSignedBytes } from "../user/terminal-requests.ts";

export function addClaimApi(door: Door<SynchronousEnv>): void {
  door.get("/v1/trades/:trade/offer", async (c) => {
    const trade = await tradeIdOf(c.req.param("trade"), c.env);
    if (!trade.ok) return refuse(c.req.raw, trade.error);
    return answer(c.req.raw, await tillOf(trade.value, c.env).offer(trade.value));
  });
  door.post("/v1/trades/:trade/claim", async (c) =>
    answer(c.req.raw, await claim(c.req.raw, c.req.param("trade"), c.env)),
  );
  door.post("/v1/trades/:trade/decline", async (c) =>
    answer(c.req.raw, await decline(c.req.raw, c.req.param("trade"), c.env)),
  );
  door.post("/v1/confirmations", (c) => confirm(c.req.raw, c.env));
}

async function claim(
  request: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<Granted, Refusal>> {
  const trade = await tradeIdOf(text, env);
  if (!trade.ok) return trade;
  const asked = await readAsTerminal(request, ClaimTrade, env);
  if (!asked.ok) return asked;
  const { key, body, credential } = asked.value;
  const { offer } = body;
  if (offer.trade !== trade.value) return err(refusal("offer_mismatch"));
  const question = await claimQuestion(trade.value, await offerHash(offer), credential);
  const till = tillOf(trade.value, env);
  // Hardly ever has it lost the trade: the offer, which is long, goes only where it is needed [MS4].
  const taken = (await till.claim(question)) ?? (await till.claimAnew(question, offer));
  if (!taken.ok) return taken;
  const ticket = await ticketFor(taken.value, credential, key, env);
  if (!ticket.ok) return ticket;
  const grant = await grantOf(trade.value, taken.value, await deploymentOf(env));
  return ok({ grant, ticket: ticket.value });
}

/** The credential's own, but for a claim that was made under another credential: its grant names another reference. */
async function ticketFor(
  { sealed }: ClaimTaken,
  credential: CredentialContent,
  key: PublicKey,
  env: SynchronousEnv,
): Promise<Result<string, Refusal>> {
  const { ticket } = credential;
  if (ticket !== undefined && credential.sealed === sealed) return ok(ticket);
  return callCarrier(() => env.CARRIER.issueTicket(sealed, key));
}

async function claimQuestion(
  trade: TradeId,
  offer: ClaimQuestion["offer"],
  { pseudonyms, sealed }: CredentialContent,
): Promise<ClaimQuestion> {
  const payer = await payerTagAt(pseudonyms, parseTradeId(trade).register);
  return { trade, offer, payer, account: await accountCommitment(sealed), sealed };
}

/** From what the till stored alone: the same claim gets the same bytes [TR4]. */
function grantOf(
  trade: TradeId,
  { attempt, offer, account, until }: ClaimTaken,
  { trust, grantKey }: Deployment,
): Promise<MacGrant> {
  const { realm, mode } = trust;
  const envelope = { typ: "warifu/grant/1", iss: "synchronous-server", aud: realm, mode } as const;
  return macGrant({ ...envelope, trade, attempt, offer, account, until }, grantKey);
}

async function decline(request: Request, text: string, env: SynchronousEnv) {
  const trade = await tradeIdOf(text, env);
  if (!trade.ok) return trade;
  const asked = await readAsTerminal(request, DeclineTrade, env);
  if (!asked.ok) return asked;
  const { pseudonyms } = asked.value.credential;
  const payer = await payerTagAt(pseudonyms, parseTradeId(trade.value).register);
  return tillOf(trade.value, env).decline(trade.value, payer);
}

/** Relayed to the payer's branch, which alone decides: the bytes that were signed, which nobody reads here. */
async function confirm(request: Request, env: SynchronousEnv): Promise<Response> {
  const signed = await readSignedBytes(request, env);
  if (!signed.ok) return refuse(request, signed.error);
  const { key, body } = signed.value;
  const headers = {
    "Content-Type": "application/json",
    "Request-Id": requestIdOf(request),
    "Warifu-Terminal": key,
  };
  const asked = () =>
    env.CARRIER.fetch(new Request(request.url, { method: "POST", headers, body }));
  const relayed = await callCarrier(async () => ok(await asked()));
  return relayed.ok ? relayed.value : refuse(request, relayed.error);
}
