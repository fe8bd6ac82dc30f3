/**
 * What the account's other terminals say, and what follows from it here. A word is only looked at where it changes
 * something; what it says of an order is read and verified anew [AS4]. Claims, pays and declines nothing.
 */

import type { SignedTradeWord } from "../../../protocol/account/trade-words.ts";
import { parseTradeId } from "../../../protocol/ids.ts";
import { isRetryable } from "../../../protocol/problem.ts";
import { type PublicKey, verify } from "../../../protocol/signing/signature.ts";
import { provenOriginOf } from "../../../protocol/trade/offer.ts";
import type { Context } from "../context.ts";
import type { Stored } from "../ports.ts";
import { offerRefusal } from "../read-offer.ts";
import { type TradeRecord, tradeOf } from "../trade-record.ts";
import { standingOf } from "./proof.ts";
import { othersOf, shares } from "./words.ts";

/** Orders of other terminals that wait here at a time: more than a person has open, and no burden. */
const ASKED_MAX = 5;

/** @param ignored signatures of words that led to nothing; they are read once in a life of the terminal */
export async function hearWords(
  context: Context,
  words: readonly SignedTradeWord[],
  ignored: Set<string>,
): Promise<void> {
  for (const signed of words) {
    const stored = await context.book.read();
    const { trade, word, iss } = signed.payload;
    if (!shares(stored) || !othersOf(stored.profile).includes(iss)) continue;
    const record = recordOf(stored.records, trade);
    if (ignored.has(signed.signature) || !mayChange(record, signed)) continue;
    if (!(await isGenuine(context, signed))) ignored.add(signed.signature);
    else if (record) await heardEnd(context, record, signed);
    else if (word === "waiting" && !(await adopt(context, signed))) ignored.add(signed.signature);
  }
}

/** What a revoked terminal asked is nobody's order any more [AS9]; nor is anybody's, where its owner wants none [AS10]. */
export function goneIn(stored: Pick<Stored, "profile" | "records" | "elsewhere">): TradeRecord[] {
  const others: readonly string[] = shares(stored) ? othersOf(stored.profile) : [];
  return Object.values(stored.records).filter(
    ({ state, asker }) => state === "offered" && asker !== undefined && !others.includes(asker),
  );
}

export async function dropGone({ book }: Context): Promise<void> {
  await book.turn((stored) => {
    const gone = goneIn(stored);
    return gone.length > 0 ? { drop: gone.map(({ id }) => id) } : undefined;
  });
}

function recordOf(records: Stored["records"], trade: string): TradeRecord | undefined {
  const all = Object.values(records).filter((one) => tradeOf(one) === trade);
  // A press that is still reading joins the other, if there is one.
  return all.find(({ state }) => state !== "reading") ?? all[0];
}

function mayChange(record: TradeRecord | undefined, { payload }: SignedTradeWord): boolean {
  if (!record) return payload.word === "waiting";
  if (payload.word === "waiting" || !("offer" in record)) return false;
  const isOpen = record.state === "offered" || record.state === "proving";
  if (payload.word === "declined") return isOpen;
  // What is under way here is answered by its own confirmation.
  if (record.state === "claiming" || record.state === "confirming") return false;
  return record.state !== "settled" || record.by === "another";
}

async function isGenuine({ trust }: Context, signed: SignedTradeWord): Promise<boolean> {
  const { iss } = signed.payload;
  const expected = { typ: "warifu/trade-word/1", iss, aud: trust.realm, mode: trust.mode };
  return (await verify(signed, expected, iss)) === undefined;
}

/** `settled` is a hint where to look: the receipt says it. */
async function heardEnd(
  context: Context,
  record: TradeRecord,
  { payload: { word, iss: by } }: SignedTradeWord,
): Promise<void> {
  const at = context.ports.now();
  if (word === "declined") {
    await context.book.record(record.id, { type: "declined-elsewhere", by, at });
    return;
  }
  if (!("offer" in record) || !record.offer) return;
  const { trade, offer } = record;
  const receipt = (await standingOf(context, { trade, offer }))?.receipt;
  if (receipt) await context.book.record(record.id, { type: "paid-elsewhere", by, receipt, at });
}

/** @returns false for what is nothing to be shown here, ever */
async function adopt(context: Context, { payload }: SignedTradeWord): Promise<boolean> {
  const { book, ports, server, trust } = context;
  const { trade, iss: asker } = payload;
  const answer = await server.readOffer(trade);
  if (answer.kind === "none" || (answer.kind === "refused" && isRetryable(answer.code)))
    return true;
  if (answer.kind === "refused") return false;
  const { offer, status } = answer.value;
  const at = ports.now();
  // Whose page it is the other terminal vouches for; shown is what the register has proven [PG16].
  const origin = ports.http.origin;
  const asked = { trade, register: parseTradeId(trade).register, origin };
  if (await offerRefusal(offer, asked, trust, at, origin)) return false;
  if (status !== "open" || at >= offer.terms.payload.deadline) return false;
  await book.turn((stored) => {
    if (!mayAdopt(stored, trade, asker)) return undefined;
    const press = { id: trade, at, replyTo: "", seen: false, asker };
    const shown = { ...asked, origin: provenOriginOf(offer, origin), offer };
    return { put: [{ ...press, ...shown, state: "offered", lastAttempt: 0 }] };
  });
  return true;
}

function mayAdopt(stored: Stored, trade: string, asker: PublicKey): boolean {
  if (!shares(stored) || !othersOf(stored.profile).includes(asker)) return false;
  const all = Object.values(stored.records);
  if (all.some((one) => tradeOf(one) === trade)) return false;
  return all.filter((one) => one.asker && one.state === "offered").length < ASKED_MAX;
}
