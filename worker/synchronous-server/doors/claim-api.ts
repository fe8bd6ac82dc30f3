/**
 * The user terminals' door to a trade: read the offer, claim, decline, confirm. The terminal is known by
 * its credential and its signature; who pays is never asked for, told or logged.
 */

import { accountCommitment, macGrant } from "../../../protocol/grant.ts";
import { parseTradeId, type TradeId } from "../../../protocol/ids.ts";
import {
  ClaimTrade,
  ConfirmTrade,
  DeclineTrade,
  type Granted,
  type MacGrant,
} from "../../../protocol/messages.ts";
import { offerHash } from "../../../protocol/offer.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { answer, refuse } from "../../http/answer.ts";
import type { Door } from "../../http/door.ts";
import { problemResponse, requestIdOf } from "../../http/problem-response.ts";
import { readBody } from "../../http/read-body.ts";
import { clockNow } from "../../objects/clock.ts";
import { callCarrier } from "../carrier-call.ts";
import { type Deployment, deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import type { ClaimQuestion, ClaimTaken } from "../till/acts.ts";
import { tillOf, tradeIdOf } from "../trade-address.ts";
import { type CredentialContent, credentialOf, payerTagAt } from "../user/credential.ts";
import { terminalRefusal } from "../user/terminal-requests.ts";

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

interface TerminalAtTrade {
  readonly trade: TradeId;
  readonly credential: CredentialContent;
  readonly deployment: Deployment;
}

async function terminalAtTrade(
  request: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<TerminalAtTrade, Refusal>> {
  const deployment = await deploymentOf(env);
  const trade = await tradeIdOf(text, env);
  if (!trade.ok) return trade;
  const { credentialKey, trust } = deployment;
  const credential = await credentialOf(request, credentialKey, trust.mode, clockNow());
  if (!credential.ok) return credential;
  return ok({ trade: trade.value, credential: credential.value, deployment });
}

async function claim(
  request: Request,
  text: string,
  env: SynchronousEnv,
): Promise<Result<Granted, Refusal>> {
  const terminal = await terminalAtTrade(request, text, env);
  if (!terminal.ok) return terminal;
  const { trade, credential, deployment } = terminal.value;
  const body = await readBody(request, ClaimTrade);
  if (!body.ok) return body;
  const { offer, claim } = body.value;
  const { trust } = deployment;
  const key = credential.terminal;
  const refused = await terminalRefusal(claim, "warifu/claim/1", key, trust, clockNow());
  if (refused) return err({ ...refused, param: "/claim" });
  const { payload } = claim;
  if (payload.trade !== trade || offer.trade !== trade) return err(refusal("offer_mismatch"));
  if (payload.offer !== (await offerHash(offer))) return err(refusal("offer_mismatch"));
  const question = await claimQuestion(trade, payload.offer, credential);
  const taken = await tillOf(trade, env).claim(question, offer);
  if (!taken.ok) return taken;
  const ticket = await callCarrier(() => env.CARRIER.issueTicket(taken.value.sealed, key));
  if (!ticket.ok) return ticket;
  return ok({ grant: await grantOf(trade, taken.value, deployment), ticket: ticket.value });
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
  const terminal = await terminalAtTrade(request, text, env);
  if (!terminal.ok) return terminal;
  const { trade, credential, deployment } = terminal.value;
  const body = await readBody(request, DeclineTrade);
  if (!body.ok) return body;
  const signed = body.value.decline;
  const key = credential.terminal;
  const { trust } = deployment;
  const refused = await terminalRefusal(signed, "warifu/decline/1", key, trust, clockNow());
  if (refused) return err({ ...refused, param: "/decline" });
  if (signed.payload.trade !== trade) return err(refusal("offer_mismatch"));
  const payer = await payerTagAt(credential.pseudonyms, parseTradeId(trade).register);
  return tillOf(trade, env).decline(trade, payer);
}

/** Relayed to the payer's branch, which alone decides: nothing is opened, stored or known here. */
async function confirm(request: Request, env: SynchronousEnv): Promise<Response> {
  const body = await readBody(request, ConfirmTrade);
  if (!body.ok) return refuse(request, body.error);
  const confirmed = await callCarrier(() => env.CARRIER.confirm(body.value));
  if (confirmed.ok) return answer(request, confirmed);
  const { code: _, param: __, detail: ___, ...members } = confirmed.error;
  return problemResponse(confirmed.error, requestIdOf(request), members);
}
