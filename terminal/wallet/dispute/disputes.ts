/**
 * The wallet's part of disputes: what its owner says is signed for that one trade, encrypted to the key of the certificate
 * that held when he paid, stored, and sent until it is answered [DP3], [DP4], [DP9]. "Refunded" is believed by the carrier's
 * receipt alone [DP6].
 */

import { openDirect } from "../../../protocol/dispute/direct-jwe.ts";
import type {
  DisputeAct,
  DisputeReason,
  DisputeView,
} from "../../../protocol/dispute/dispute-messages.ts";
import { type SealedText, ShopText, textIn } from "../../../protocol/dispute/dispute-text.ts";
import { isRetryable } from "../../../protocol/problem.ts";
import { offerHash } from "../../../protocol/trade/offer.ts";
import { verifyReceipt } from "../../../protocol/trade/receipt.ts";
import { type Context, envelope } from "../context.ts";
import { withCredential } from "../credential.ts";
import { recordOf } from "../history/archive.ts";
import type { StoreChange } from "../ports.ts";
import type { Settled } from "../trade-record.ts";
import {
  type DisputeEntry,
  type DisputeWord,
  heard,
  type KnownDispute,
  markOf,
  unheard,
} from "./dispute-entry.ts";

/** Records are named by their id. An act that can't be is left out; one at a time is on its way. */
export interface Disputes {
  open(record: string, reason: DisputeReason, text: string): Promise<void>;
  write(record: string, text: string): Promise<void>;
  withdraw(record: string): Promise<void>;
  /** Asks how it stands. */
  read(record: string): Promise<void>;
}

type Wish =
  | { readonly act: "open"; readonly reason: DisputeReason; readonly text: string }
  | { readonly act: "message"; readonly text: string }
  | { readonly act: "withdraw" };

const ACT_ID_BYTES = 16;
const REPLY_KEY_BYTES = 32;

export function disputesOf(context: Context, work: () => Promise<void>): Disputes {
  const { book, ports } = context;
  const say = async (id: string, wish: Wish): Promise<void> => {
    const { disputes = {} } = await book.read();
    const record = await recordOf(context, id);
    if (record?.state !== "settled" || disputes[id]?.sending) return;
    const entry = disputes[id] ?? newEntry(record);
    const after = await withAct(context, record, entry, wish);
    if (!after) return;
    await book.turn(({ disputes: now = {} }) =>
      now[id]?.sending ? undefined : { dispute: [after] },
    );
    await work();
  };
  return {
    open: (record, reason, text) => say(record, { act: "open", reason, text }),
    write: (record, text) => say(record, { act: "message", text }),
    withdraw: (record) => say(record, { act: "withdraw" }),
    read: async (id) => {
      const { disputes = {} } = await book.read();
      const record = await recordOf(context, id);
      if (record?.state !== "settled") return;
      const answer = await withCredential(context, (bearer) =>
        context.server.readDispute(record.trade, bearer),
      );
      if (answer.kind !== "value") return;
      const known = await knownOf(context, record, disputes[id], answer.value);
      if (!known) return;
      const fresh = newEntry(record);
      await book.turn(({ disputes: now = {} }) => ({
        dispute: [{ ...(now[id] ?? fresh), known }],
      }));
    },
  };

  function newEntry({ id, trade }: Settled): DisputeEntry {
    return { id, trade, reply: ports.random(REPLY_KEY_BYTES), own: {} };
  }
}

/** The entry with the act that is to be sent; undefined where nothing can be said so. */
async function withAct(
  context: Context,
  record: Settled,
  entry: DisputeEntry,
  wish: Wish,
): Promise<DisputeEntry | undefined> {
  const { ports } = context;
  const key = await ports.keys.load();
  const sealed = "text" in wish ? await sealWords(context, record, entry, wish.text) : undefined;
  if (!key || (wish.act === "message" && !sealed)) return undefined;
  const head = envelope(context, key, "warifu/dispute/1");
  const about = { trade: record.trade, offer: await offerHash(record.offer) };
  const text = sealed ? { text: sealed } : {};
  const said = wish.act === "open" ? { act: wish.act, reason: wish.reason } : { act: wish.act };
  const act = { ...head, ...about, id: ports.random(ACT_ID_BYTES), ...said, ...text } as DisputeAct;
  const own = sealed && "text" in wish ? { ...entry.own, [markOf(sealed)]: wish.text } : entry.own;
  const { refused: _, ...rest } = entry;
  return { ...rest, own, sending: { act: await key.sign(act), tries: 0, nextAt: ports.now() } };
}

/** @returns undefined where the shop has no key to read it with */
async function sealWords(
  { ports }: Context,
  { trade, offer }: Settled,
  { reply }: DisputeEntry,
  text: string,
): Promise<SealedText | undefined> {
  const { iss: aud, mode } = offer.terms.payload;
  const { encryption_key } = offer.certificate.payload;
  if (encryption_key === undefined) return undefined;
  const content = { typ: "warifu/dispute-text/1", aud, mode, trade, text, reply } as const;
  return ports.sealText(encryption_key, content).catch(() => undefined);
}

/** The same bytes until they are answered. */
export async function sendDispute(context: Context, entry: DisputeEntry): Promise<void> {
  const { id, trade, sending } = entry;
  const record = await recordOf(context, id);
  if (!sending || record?.state !== "settled") return;
  const answer = await withCredential(context, (bearer) =>
    context.server.sayInDispute(trade, { act: sending.act }, bearer),
  );
  const known =
    answer.kind === "value" ? await knownOf(context, record, entry, answer.value) : undefined;
  const after = (now: DisputeEntry): DisputeEntry => {
    if (known) return heard(now, { known });
    if (answer.kind === "refused" && !isRetryable(answer.code))
      return heard(now, { refused: answer.code });
    return unheard(now, context.ports.now());
  };
  await context.book.turn(({ disputes = {} }): StoreChange | undefined => {
    const now = disputes[id];
    const isSame = now?.sending?.act.payload.id === sending.act.payload.id;
    return now && isSame ? { dispute: [after(now)] } : undefined;
  });
}

/** @returns undefined for what isn't about this payment, or says "refunded" without the carrier's receipt */
async function knownOf(
  context: Context,
  record: Settled,
  entry: DisputeEntry | undefined,
  view: DisputeView,
): Promise<KnownDispute | undefined> {
  const { reason, status, amount, currency, until } = view;
  if (view.trade !== record.trade || view.register !== record.register) return undefined;
  if (status === "refunded" && !(await isRefunded(context, record, view))) return undefined;
  const words = await Promise.all(view.entries.map((one) => wordOf(record, entry, one)));
  return { reason, status, amount, currency, ...(until === undefined ? {} : { until }), words };
}

async function isRefunded(
  { trust }: Context,
  { trade, register, offer }: Settled,
  { receipt, refund: order, amount }: DisputeView,
): Promise<boolean> {
  if (!receipt || order === undefined || receipt.payload.amount > amount) return false;
  const { currency } = offer.terms.payload;
  const money = { amount: receipt.payload.amount, currency };
  const expected = { register, trade, ...money, mode: trust.mode, outcome: "refunded" } as const;
  return (await verifyReceipt(receipt, { ...expected, order }, trust)).ok;
}

async function wordOf(
  { trade, register }: Settled,
  entry: DisputeEntry | undefined,
  { from, act, at, text: sealed }: DisputeView["entries"][number],
): Promise<DisputeWord> {
  const word = { from, act, at };
  if (!entry || !sealed) return word;
  if (from === "payer") {
    const text = entry.own[markOf(sealed)];
    return text === undefined ? word : { ...word, text };
  }
  const content = textIn(await openDirect(entry.reply, sealed), ShopText);
  const isOurs = content?.trade === trade && content.iss === register;
  return isOurs ? { ...word, text: content.text } : word;
}
