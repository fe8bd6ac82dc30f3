/**
 * From the shopper's press on Pay to the carrier's answer: claim, sign, store the whole confirmation, and
 * only then send it. Nothing is claimed without that press. A terminal that dies on the way finds either
 * the press (and claims again, which gives the same grant) or the stored bytes (and sends them again).
 */

import type { ConfirmTrade, Granted } from "../../protocol/messages.ts";
import { isRetryable, type ProblemCode } from "../../protocol/problem.ts";
import { hashOf } from "../../protocol/signing/signature.ts";
import { type Offer, offerHash } from "../../protocol/trade/offer.ts";
import { type Context, envelope } from "./context.ts";
import { withCredential } from "./credential.ts";
import { paidElsewhere } from "./elsewhere/proof.ts";
import { shares } from "./elsewhere/words.ts";
import { PRESS_MS } from "./patience.ts";
import type { DeviceKey } from "./ports.ts";
import { sealGiving } from "./privacy/seal-giving.ts";
import type { RecordEvent } from "./record-events.ts";
import { sendConfirmation } from "./send-confirmation.ts";
import type { Claiming, TradeRecord } from "./trade-record.ts";

export async function claimTrade(context: Context, record: Claiming): Promise<void> {
  const { book, ports } = context;
  const at = ports.now();
  if (at - record.pressedAt > PRESS_MS) {
    await book.record(record.id, { type: "lapse" });
    return;
  }
  const { offer, trade } = record;
  const key = await ports.keys.load();
  const answer = await withCredential(context, (bearer) =>
    context.server.claim(trade, { offer }, bearer),
  );
  if (answer.kind === "value" && key) await confirm(context, record, key, answer.value);
  else if (answer.kind === "refused") {
    // Another terminal of the account may just have paid it.
    const mayBeOurs = answer.code === "trade_settled" && shares(await book.read());
    const paid = mayBeOurs ? await paidElsewhere(context, record) : undefined;
    await book.record(record.id, paid ?? claimRefused(answer.code, ports.now()));
  } else await book.record(record.id, { type: "silence", at: ports.now() });
}

/** What a claim's refusal means for the shopper. Nothing was signed yet, so no money can have moved. */
function claimRefused(code: ProblemCode, at: number): RecordEvent {
  if (isRetryable(code)) return { type: "silence", at };
  switch (code) {
    case "trade_expired":
      return { type: "expired", at };
    case "claimed_by_another":
    case "attempts_exhausted":
    case "trade_settled":
    case "trade_cancelled":
    case "trade_declined":
    case "trade_voided":
      return { type: "over", code, at };
    default:
      return { type: "unusable", code, at };
  }
}

async function confirm(
  context: Context,
  record: Claiming,
  key: DeviceKey,
  granted: Granted,
): Promise<void> {
  const { book, ports } = context;
  const refused = await grantRefusal(context, record, granted);
  if (refused) {
    await book.record(record.id, claimRefused(refused, ports.now()));
    return;
  }
  const line = ports.money.open(granted.ticket);
  try {
    const signed = await store(context, record, key, granted);
    if (signed?.state === "confirming")
      await sendConfirmation(context, signed, { line, first: true });
  } finally {
    line.close();
  }
}

/** A grant for another offer is none of ours; one for an attempt that has ended means: ask again soon. */
async function grantRefusal(
  { trust }: Context,
  record: Claiming,
  { grant }: Granted,
): Promise<ProblemCode | undefined> {
  const { payload } = grant;
  if (payload.mode !== trust.mode) return "wrong_mode";
  if (payload.aud !== trust.realm) return "wrong_audience";
  if (payload.trade !== record.trade || payload.offer !== (await offerHash(record.offer)))
    return "offer_mismatch";
  return payload.attempt <= record.lastAttempt ? "trade_ending" : undefined;
}

/** Signs what the shopper saw and stores the whole body: from here on these bytes are the only ones. */
async function store(
  context: Context,
  record: Claiming,
  key: DeviceKey,
  { grant, ticket }: Granted,
): Promise<TradeRecord | undefined> {
  const { chosen, offer } = record;
  const giving = chosen && (await sealGiving(context.ports, offer, chosen));
  const confirmation = await key.sign({
    ...envelope(context, key, "warifu/confirmation/1"),
    trade: record.trade,
    attempt: grant.payload.attempt,
    grant: await hashOf(grant.payload),
    offer: grant.payload.offer,
    ...shownTerms(offer),
    ...(giving ? { disclosure: giving.hash } : {}),
    time: record.pressedAt,
  });
  const body: ConfirmTrade = { offer, grant, ticket, confirmation };
  return context.book.record(record.id, {
    type: "signed",
    attempt: grant.payload.attempt,
    body: JSON.stringify(body),
    ticket,
    ...(giving ? { giving } : {}),
    at: context.ports.now(),
  });
}

function shownTerms({ terms }: Offer) {
  const { amount, currency, iss } = terms.payload;
  return { amount, currency, register: iss };
}
