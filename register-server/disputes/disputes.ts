/**
 * disputes: what payers say of trades that this register was paid for, opened with its own key, and the register's answers,
 * sealed under the key that came with the payer's words [DP9]. Accepting is a refund, signed like any other [DP5].
 */

import * as v from "valibot";
import {
  DisputeList,
  type DisputeStatus,
  type DisputeSummary,
  DisputeView,
} from "../../protocol/dispute/dispute-messages.ts";
import type { TradeId } from "../../protocol/ids.ts";
import { sign } from "../../protocol/signing/signature.ts";
import { Refund, refundIdOf } from "../../protocol/trade/orders.ts";
import { callsOf, type EachOptions, eachOf, type PageOptions, queryOf } from "../http/calls.ts";
import type { Channel } from "../http/try-once.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";
import type { CallOptions, WriteOptions } from "../trades/create-trade.ts";
import { type DisputeWord, replyKeyOf, sealWord, wordsOf } from "./dispute-words.ts";

export interface DisputeFilter {
  /** only these; all if left out */
  readonly status?: DisputeStatus | readonly DisputeStatus[];
}

export interface Dispute extends DisputeSummary {
  readonly words: readonly DisputeWord[];
  /** whether a text of yours can reach the payer: he has written, and this WARIFU_KEY opens it */
  readonly canWrite: boolean;
}

export interface DisputeCalls {
  /** A page, till by till, the oldest first; without what was said. @throws WarifuError */
  list(options?: DisputeFilter & PageOptions): Promise<DisputeList>;
  /** All of them. @throws WarifuError */
  each(options?: DisputeFilter & EachOptions): AsyncGenerator<DisputeSummary, void, undefined>;
  /** @throws WarifuError `dispute_not_found` */
  get(trade: string, options?: CallOptions): Promise<Dispute>;
  /** Writes to the payer: 1,000 characters, ten times at most. @throws WarifuError `dispute_unanswerable`, `too_many_messages` */
  write(trade: string, text: string, options?: WriteOptions): Promise<Dispute>;
  /** Says no, with a word or without. If the two of you don't agree, the operator decides. @throws WarifuError */
  contest(trade: string, text?: string, options?: WriteOptions): Promise<Dispute>;
  /** Refunds all that it still asks for: `refunded` then, with the refund's receipt, or as it was while that is pending. @throws WarifuError */
  accept(trade: string, options?: WriteOptions): Promise<Dispute>;
}

const PATH = "/v1/disputes";

interface Works {
  readonly newKey: () => string;
  readonly ownTrade: (trade: string) => TradeId;
}

export function disputeCalls(
  channel: Channel,
  identity: Identity,
  { newKey, ownTrade }: Works,
): DisputeCalls {
  const calls = callsOf(channel, newKey);
  const read = async (trade: TradeId, options?: CallOptions) =>
    ofTrade(trade, await calls.get(`${PATH}/${trade}`, DisputeView, options));
  const post = async (trade: TradeId, act: string, body: object, options: WriteOptions) => {
    const view = await calls.post(`${PATH}/${trade}/${act}`, body, DisputeView, options);
    return opened(identity, ofTrade(trade, view));
  };
  const list: DisputeCalls["list"] = async (options = {}) => {
    const { status, limit, cursor } = options;
    const named = { limit, cursor, status: status && [status].flat().join() };
    return calls.get(`${PATH}${queryOf(named)}`, DisputeList, options);
  };
  /** Sealed under the call's key too, so that the same call is the same bytes [DP4]. */
  const say = async (act: string, trade: string, text: string | undefined, given: WriteOptions) => {
    const id = ownTrade(trade);
    const { idempotencyKey = newKey() } = given;
    const options = { ...given, idempotencyKey };
    if (text === undefined) return post(id, act, {}, options);
    const view = await read(id, given);
    return post(id, act, { text: await sealWord(identity, view, text, idempotencyKey) }, options);
  };
  return {
    list,
    each: (options = {}) =>
      eachOf(
        (page) => list({ ...options, ...page }),
        ({ disputes }) => disputes,
      ),
    get: async (trade, options) => opened(identity, await read(ownTrade(trade), options)),
    write: (trade, text, options = {}) => say("messages", trade, text, options),
    contest: (trade, text, options = {}) => say("contest", trade, text, options),
    accept: async (trade, given = {}) => {
      const { idempotencyKey = newKey() } = given;
      const id = ownTrade(trade);
      const view = await read(id, given);
      // It was this very call that closed it.
      if (view.refund === (await refundIdOf(id, idempotencyKey))) return opened(identity, view);
      const order = await refundOf(identity, view, idempotencyKey);
      return post(id, "accept", { order }, { ...given, idempotencyKey });
    },
  };
}

function ofTrade(trade: TradeId, view: DisputeView): DisputeView {
  if (view.trade === trade) return view;
  throw new WarifuError("answer_mismatch", "the answer is about another trade");
}

async function opened(identity: Identity, view: DisputeView): Promise<Dispute> {
  const { entries: _, ...summary } = view;
  const canWrite = (await replyKeyOf(identity, view)) !== undefined;
  return { ...summary, words: await wordsOf(identity, view), canWrite };
}

async function refundOf(identity: Identity, { trade, left, currency }: DisputeView, key: string) {
  if (left === 0) throw new WarifuError("dispute_closed", "it asks for nothing any more");
  const { register: iss, mode } = identity;
  const envelope = { typ: "warifu/refund/1", iss, aud: await identity.realm, mode, trade, key };
  const order = v.parse(Refund, { ...envelope, amount: left, currency });
  return sign(order, await identity.signingKey);
}
